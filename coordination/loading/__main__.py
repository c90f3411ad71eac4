"""Writes the files that are made from the records; run it in a checkout."""

from __future__ import annotations

from pathlib import Path

from coordination.loading.schema import schema_text
from coordination.loading.schema_reference import insert_fields

_PACKAGE = Path(__file__).resolve().parent.parent

if __name__ == "__main__":
    (_PACKAGE / "schema.json").write_text(schema_text(), encoding="utf-8")
    readme = _PACKAGE.parent / "graphs" / "README.md"
    readme.write_text(insert_fields(readme.read_text(encoding="utf-8")), encoding="utf-8")
