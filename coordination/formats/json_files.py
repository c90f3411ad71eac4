"""JSON of other tools: read strictly, written so that every reader takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coordination.errors import DataError, Issue

__all__ = ["json_bytes", "json_of"]


def json_bytes(data: Any) -> bytes:
    """Data as JSON in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8", "replace") + b"\n"


def json_of(path: Path) -> dict[str, Any]:
    """The object in a file.

    Raises:
        DataError: the file holds something else.
    """
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DataError([Issue(message="it isn't UTF-8 text")]) from None
    except json.JSONDecodeError as error:
        raise DataError(
            [Issue("", error.lineno, error.colno, message=f"it isn't JSON: {error.msg}")]
        ) from None
    except RecursionError:
        raise DataError([Issue(message="it is nested too deeply")]) from None
    if not isinstance(found, dict):
        raise DataError([Issue(message="the file holds no object", expected="nodes and edges")])
    return found
