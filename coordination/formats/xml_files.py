"""Read XML files of other tools, and report what is wrong with them as issues."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError

from coordination.errors import DataError

__all__ = ["read_as"]

_REASONS = {
    "RecursionError": "it is nested too deeply",
    "LookupError": "its encoding isn't known",
    "KeyError": "it uses an attribute or a node that it doesn't declare",
}
"""What errors of a reader mean, where their own words don't say it to the author of the file."""


@contextmanager
def read_as(form: str) -> Iterator[None]:
    """Turn whatever a reader raises into an issue.

    A reader of somebody else's raises anything at a file that it doesn't expect: what it meets
    first decides.

    Args:
        form: what the file should be, such as "GEXF".

    Raises:
        DataError: the file can't be read as that.
    """
    try:
        yield
    except (DataError, OSError):
        raise
    except ParseError as error:
        line, column = error.position
        message = f"it isn't XML: {error}"
        raise DataError.of(message, line=line, column=column + 1) from None
    except Exception as error:
        name = type(error).__name__
        reason = _REASONS.get(name, "")
        if not reason and name in ("NetworkXError", "ValueError", "NetworkXException"):
            reason = " ".join(str(error).split())[:200]
        message = f"it isn't {form} as we know it"
        raise DataError.of(f"{message}: {reason}" if reason else message) from None
