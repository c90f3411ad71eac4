"""A statement: one part of a finding in words, with the passages that carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordination.errors import expect
from coordination.model import Evidence

__all__ = ["Statement"]


@dataclass(frozen=True)
class Statement:
    """One part of a finding in words, with the passages that carry it."""

    text: str
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        expect(str, self.text, "text of a statement", "text")
        expect(tuple, self.evidence, "evidence of a statement", "tuple of passages")
        for one in self.evidence:
            if not isinstance(one, Evidence):
                expect(Evidence, one, "a passage of a statement", "passage (co.model.Evidence)")

    @classmethod
    def joined(cls, parts: Iterable[Statement]) -> Statement:
        """Several statements as one, with each passage once."""
        given = tuple(parts)
        passages = (passage for part in given for passage in part.evidence)
        text = " ".join(dict.fromkeys(part.text for part in given if part.text))
        return cls(text, tuple(dict.fromkeys(passages)))
