"""JSON of other tools: read strictly, written so that every reader takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coordination.errors import DataError

__all__ = ["json_bytes", "json_of", "list_in", "object_in"]


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
        raise DataError.of("it isn't UTF-8 text") from None
    except json.JSONDecodeError as error:
        message = f"it isn't JSON: {error.msg}"
        raise DataError.of(message, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise DataError.of("it is nested too deeply") from None
    except ValueError:  # Python reads whole numbers of up to 4,300 digits
        raise DataError.of("it holds a number of too many digits") from None
    if not isinstance(found, dict):
        raise DataError.of("the file holds no object", "nodes and edges")
    return found


def object_in(value: Any, where: str) -> dict[str, Any]:
    """A copy of an object of JSON, empty where there is none.

    Args:
        value: what stands there.
        where: path to it, such as "nodes[3]".

    Raises:
        DataError: something else stands there.
    """
    if value is None or isinstance(value, dict):
        return dict(value or {})
    raise DataError.of("it is no object", "names and values", where=where)


def list_in(value: Any, where: str) -> list[Any]:
    """A list of JSON, empty where there is none; see `object_in`."""
    if value is None or isinstance(value, list):
        return value or []
    raise DataError.of("it is no list", "a list of objects", where=where)
