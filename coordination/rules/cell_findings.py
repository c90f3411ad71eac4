"""Findings about agencies that hold one function in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coordination.model import Evidence
from coordination.network import Network
from coordination.requirements.mandate_holders import Cell
from coordination.rules import phrases as say

__all__ = ["Held"]


@dataclass(frozen=True)
class Held:
    """Some holders of a function in a place: what findings about them have in common.

    Attributes:
        network: the network.
        cell: the function and the place.
        holders: ids of the agencies that the finding is about.
    """

    network: Network
    cell: Cell
    holders: Sequence[str]

    @property
    def name(self) -> str:
        """Name of the function."""
        return self.network.functions[self.cell.function].name

    @property
    def purpose(self) -> str:
        """The function as the end of a clause."""
        return say.for_function(self.network, self.cell.function)

    @property
    def where(self) -> str:
        """The place as the end of a clause."""
        return say.in_places(self.network, [self.cell.place])

    @cached_property
    def who(self) -> say.Who:
        """The holders in words."""
        return say.who(self.network, self.holders)

    def fields(
        self, evidence: Iterable[Evidence] = (), subjects: Iterable[str] = ()
    ) -> dict[str, Any]:
        """The fields of a finding that follow from who holds what where.

        Args:
            evidence: passages besides those of the mandates.
            subjects: what names the finding, besides the function and the place.
        """
        cell, holders = self.cell, tuple(self.holders)
        return {
            "agencies": holders,
            "functions": (cell.function,),
            "places": (cell.place,),
            "evidence": (
                *say.evidence_of_mandates(
                    self.network, holders, cell.function, places=[cell.place]
                ),
                *evidence,
            ),
            "subjects": (cell.function, cell.place, *subjects),
        }
