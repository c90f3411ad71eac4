"""The result of writing a file: its paths, and what its format couldn't hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Written"]


@dataclass(frozen=True)
class Written:
    """What was written, and what the format couldn't hold.

    Attributes:
        format: name of the format.
        files: the files.
        lost: what of the network they don't hold, one phrase each.
    """

    format: str
    files: tuple[Path, ...]
    lost: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"wrote {', '.join(map(str, self.files))}"
        return f"{head}; not carried: {'; '.join(self.lost)}" if self.lost else head
