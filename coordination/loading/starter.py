"""The commented data file that a new network starts from."""

from __future__ import annotations

from pathlib import Path

__all__ = ["starter_text"]


def starter_text() -> str:
    """A small, complete data file in which each part is explained by remarks.

    It loads without issues; write it to a file and replace its content by your own.
    """
    return Path(__file__).with_name("starter.yaml").read_text(encoding="utf-8")
