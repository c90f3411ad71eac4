"""Compare today's findings on the bundled networks with the reviewed ones; --accept keeps today's.

Run it after a change of data or rules, read each line of the difference, and ask of each finding
whether you would defend it before the agency that it names.
"""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path
from typing import Any

import coordination as co

GRAPHS = (
    "gunrunner-cnn-2010",
    "southwest-firearms-2009",
    "gunrunner-2010",
    "southwest-firearms-2016",
    "southwest-firearms-2021",
    "explosives-2009",
    "iraq-aftermath-2003",
)


def found(name: str) -> list[dict[str, Any]]:
    """Today's findings on a bundled network, as they are kept."""
    return [
        {"code": one.code, "basis": one.basis, "key": one.key, "message": one.message}
        for one in co.check(co.load(name))
    ]


def expected(name: str) -> list[dict[str, Any]]:
    """The reviewed findings."""
    text = _file(name).read_text(encoding="utf-8")
    records: list[dict[str, Any]] = json.loads(text)
    return records


def _file(name: str) -> Path:
    return Path(__file__).parent / f"{name}.json"


def _text(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in GRAPHS:
        before = _text(expected(name)) if _file(name).exists() else ""
        after = _text(found(name))
        sys.stdout.writelines(
            difflib.unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True), name, "today"
            )
        )
        if "--accept" in sys.argv[1:]:
            _file(name).write_text(after, encoding="utf-8")
