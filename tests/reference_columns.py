"""The columns of every sheet and CSV file as Markdown, made from their definition."""

from __future__ import annotations

from coordination.loading.tables.sections import SHEETS, Column, columns
from coordination.text.language import listed
from coordination.text.markdown import table

__all__ = ["columns_text", "takes"]

_FORMS = {
    "text": "text",
    "id": "id or name",
    "word": "word",
    "date": "date",
    "period": "period",
    "place": "place",
    "number": "number",
    "flag": "yes or no",
    "evidence": "ids of passages",
    "fields": "id, or fields",
    "values": "YAML",
    "mandates": "mandates",
}


def columns_text() -> str:
    """A table of columns for each sheet; those of the passage in a row stand at the end, once."""
    blocks = []
    for sheet in SHEETS:
        kept = [one for one in columns(sheet) if not one.name.startswith("evidence_")]
        blocks.append(f"### {sheet}\n\n{_rows(kept)}")
    passage = [one for one in columns("requirements") if one.name.startswith("evidence_")]
    heading = "### The passage in a row\n\nIn every sheet that has a column `evidence`."
    blocks.append(f"{heading}\n\n{_rows(passage)}")
    return "\n\n".join(blocks) + "\n"


def _rows(found: list[Column]) -> str:
    rows = []
    for column in found:
        sentences = [column.meaning]
        if column.required:
            sentences.append("**Required.**")
        if column.default:
            sentences.append(f"Empty: `{column.default}`.")
        rows.append((f"`{column.name}`", takes(column), " ".join(filter(None, sentences))))
    return table(("column", "a cell holds", "meaning"), rows, marked=True)


def takes(column: Column) -> str:
    """What a cell of a column holds, in a few words."""
    if column.name == "id":
        return "id"
    form = _FORMS[column.form]
    if column.refers and column.form == "id":
        form = f"{'ids or names' if column.many else 'id or name'} in {listed(column.refers)}"
    elif column.many and column.form in ("text", "word", "place"):
        form = f"{form}s, separated by `;`"
    elif column.form == "id":
        form = "ids" if column.many else "id"
    return form
