"""The pages of the rules: one as text for a terminal, all of them as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from coordination.arguments import checked_arguments
from coordination.errors import UnknownRule, did_you_mean, expect, hinted
from coordination.rules import RULES
from coordination.rules.rule import EXAMPLES, Rule
from coordination.text.markdown import table

__all__ = ["explain", "rules_table"]

"""Sections that are data; the others are prose, which may be wrapped anew."""


@checked_arguments
def explain(code: str, *, rules: Iterable[Rule] | None = None, width: int = 80) -> str:
    """The page of one rule: when it holds, why that matters, options, examples, remedy, source.

    Args:
        code: code or name of the rule ("CG208", "single-channel-tie"), in any case.
        rules: the rules to look among; None means `RULES`.
        width: columns that prose is wrapped to.

    Returns:
        Plain text that ends with a line break.

    Raises:
        UnknownRule: no rule has this code or name.
    """
    expect(str, code, "code", "code of a rule")
    known = tuple(RULES if rules is None else rules)
    wanted = code.strip().lower()
    found = next((one for one in known if wanted in (one.code.lower(), one.name)), None)
    if found is None:
        raise UnknownRule(_no_such_rule(code, wanted, known))
    parts = [f"{found.code} {found.name}"]
    for heading, body in found.page.items():
        if heading == "Rule":
            parts.append(_wrapped(body, width, ""))
        elif heading in EXAMPLES:
            parts.append(f"{heading}:\n" + textwrap.indent(body, "    "))
        elif heading == "Options":
            parts.append(f"{heading}:\n" + _options(body, width))
        else:
            parts.append(f"{heading}:\n" + _wrapped(body, width, "    "))
    return "\n\n".join(parts) + "\n"


def rules_table(rules: Iterable[Rule] | None = None) -> str:
    """A Markdown table of rules: code, name, and when each holds.

    Args:
        rules: the rules to list; None means `RULES`.
    """
    rows = (
        (one.code, one.name, one.sentence.replace("|", "\\|"))
        for one in (RULES if rules is None else rules)
    )
    return table(("code", "name", "holds when"), rows, marked=True) + "\n"


def _no_such_rule(code: str, wanted: str, known: tuple[Rule, ...]) -> str:
    family = [one.code for one in known if wanted and one.code.lower().startswith(wanted)]
    if family:
        return f"{code!r} is a prefix; the rules that it covers are {', '.join(family)}"
    hint = did_you_mean(wanted, [one.code for one in known] + [one.name for one in known])
    return hinted(f"no rule has the code or name {code!r}", hint)


def _wrapped(text: str, width: int, indent: str) -> str:
    """Prose wrapped anew; each line of a list stays a line of its own."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        items: list[str] = []
        for line in paragraph.splitlines():
            if items and not line.lstrip().startswith(("- ", "* ")):
                items[-1] += " " + line.strip()
            else:
                items.append(line.strip())
        paragraphs.append("\n".join(_filled(item, width, indent, "  ") for item in items))
    return "\n\n".join(paragraphs)


def _options(text: str, width: int) -> str:
    """Options, one a line; what is indented below one goes on with it."""
    items: list[str] = []
    for line in text.splitlines():
        if line[:1].isspace() and items:
            items[-1] += " " + line.strip()
        elif line.strip():
            items.append(line.strip())
    return "\n".join(_filled(item, width, "    ", "    ") for item in items)


def _filled(text: str, width: int, indent: str, hanging: str) -> str:
    following = indent + (hanging if text.startswith(("- ", "* ")) or hanging == indent else "")
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )
