"""What the sources of a network cover in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import model_validator

from coordination.model import vocabulary
from coordination.model.annotations import Many, Term
from coordination.model.place import PlaceName
from coordination.model.record import Id, Misfit, Record, fitting

__all__ = ["Examined"]


class Examined(Record):
    """A section, or a part of one, that the sources cover in full; a bare word is a whole section.

    Example:
        >>> Examined.model_validate("links").whole
        True
        >>> Examined(section="mandates", aspect="leads", places=["lofa"]).whole
        False
    """

    section: Annotated[str, Term(vocabulary.SECTIONS)]
    """What is covered."""
    aspect: Annotated[str, Term(vocabulary.ASPECTS)] | None = None
    """Of mandates: whether holders alone or leads alone are covered; none means both."""
    functions: Annotated[tuple[Id, ...], Many] = ()
    """Functions that are covered; none means all."""
    places: Annotated[tuple[PlaceName, ...], Many] = ()
    """Places that are covered; none means all."""

    @model_validator(mode="before")
    @classmethod
    def _word(cls, data: Any) -> Any:
        return {"section": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _check(self) -> Examined:
        return fitting(self)

    def misfits(self) -> Iterator[Misfit]:
        """Whether an aspect is given of what has none."""
        if self.aspect and self.section != "mandates":
            yield Misfit(
                f"an aspect of {self.section} is given",
                "an aspect of mandates alone",
                frozenset(("section", "aspect")),
            )

    @property
    def whole(self) -> bool:
        """Whether the whole section is covered."""
        return not (self.aspect or self.functions or self.places)
