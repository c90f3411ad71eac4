"""Requirements: coordination that ought to exist, and why."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coordination.model import vocabulary
from coordination.model.evidence import Evidence
from coordination.model.jurisdiction import Jurisdiction
from coordination.model.record import Id, Many, Record, Term, Text

__all__ = ["Counterpart", "Requirement"]


class Counterpart(Record):
    """Who the other side of a requirement is.

    `agency` and `collective` name a body; `jurisdiction`, `kind` and `level` describe bodies and
    may be combined. A requirement towards a jurisdiction is met by one body in it; one towards a
    collective or a kind asks for every body of it.
    """

    agency: Id | None = None
    """One named body."""
    collective: Id | None = None
    """Each member of a named collective."""
    jurisdiction: Jurisdiction | None = None
    """A body of this country or subdivision."""
    kind: Annotated[str, Term(vocabulary.AGENCY_KINDS)] | None = None
    """Bodies of this kind."""
    level: Annotated[str, Term(vocabulary.LEVELS)] | None = None
    """Bodies of this level."""

    @model_validator(mode="after")
    def _check(self) -> Counterpart:
        named = [name for name in ("agency", "collective") if getattr(self, name)]
        described = [name for name in ("jurisdiction", "kind", "level") if getattr(self, name)]
        if len(named) + bool(described) != 1:
            raise PydanticCustomError(
                "bad_counterpart",
                "a counterpart is named or described, once",
                {"expected": "agency, or collective, or some of jurisdiction, kind and level"},
            )
        return self

    @property
    def each(self) -> bool:
        """Whether every body on the other side is meant, rather than some one of them."""
        return bool(self.collective) or (bool(self.kind) and not self.jurisdiction)


class Requirement(Record):
    """Coordination that ought to exist: the criteria of an audit finding."""

    id: Id
    agency: Id
    """The side that needs it."""
    counterpart: Counterpart
    """The other side."""
    function: Id | None = None
    """Function that it serves."""
    kinds: Annotated[tuple[Annotated[str, Term(vocabulary.LINK_KINDS)], ...], Many] = ()
    """Kinds of link that would meet it; none means any operational kind."""
    direction: Annotated[
        str,
        Term(
            {
                "mutual": "It must run both ways.",
                "to-counterpart": "It must run from the agency to its counterpart.",
                "from-counterpart": "It must run from the counterpart to the agency.",
                "any": "Either way will do.",
            }
        ),
    ] = "any"
    """Which way it must run."""
    single: bool = False
    """Whether one body must answer for the other side, not several without a lead."""
    written: bool = False
    """Whether it must also be agreed in writing."""
    examined: bool = Field(default=False, description="Whether somebody looked; see evidence.")
    """Whether somebody looked; by default, whether a passage of its evidence `finds` something."""
    says: Text | None = None
    """What is required and why, in our own words."""
    cause: Text | None = None
    """Why it is lacking, where a source says so, in our own words."""
    effect: Text | None = None
    """What follows from the lack, where a source says so, in our own words."""
    evidence: tuple[Evidence, ...] = ()
    """Passages that set the requirement, and (with `finds`) passages that report on it."""

    @model_validator(mode="before")
    @classmethod
    def _fill_defaults(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "examined" in data:
            return data
        passages = data.get("evidence") or ()
        finds = [
            passage.get("finds") if isinstance(passage, dict) else getattr(passage, "finds", None)
            for passage in (passages if isinstance(passages, list | tuple) else ())
        ]
        return {**data, "examined": any(finds)}

    def accepts(self, kind: str) -> bool:
        """Whether a link of this kind would meet it."""
        return kind in (self.kinds or vocabulary.OPERATIONAL_KINDS)

    @property
    def reported(self) -> str | None:
        """What sources report of it: "met", "lacking", "disputed" where they differ, or None."""
        found = {passage.finds for passage in self.evidence if passage.finds}
        if len(found) > 1:
            return "disputed"
        return found.pop() if found else None
