"""Places beyond ISO 3166, and which place lies in which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated

from coordination.model.annotations import Many, Word
from coordination.model.jurisdiction import (
    check_place_name,
    jurisdiction_name,
    standard_code,
    standard_parent,
)
from coordination.model.record import Id, Name, Record, Text

__all__ = ["Gazetteer", "Place", "PlaceName"]

PlaceName = Annotated[
    str,
    Word(
        check_place_name,
        form="place",
        more={
            "pattern": "^([A-Z]{2}(-[A-Z0-9]{1,3})?|[a-z0-9]+(-[a-z0-9]+)*)$",
            "maxLength": 100,
        },
    ),
]
"""An ISO 3166 code of a country or a part of one, or the id of one of the network's places."""


class Place(Record):
    """A place that ISO 3166 has no code for: a union of states, a borough, a county of a survey."""

    id: Id
    name: Name
    """Name as a reader should see it."""
    within: Annotated[tuple[PlaceName, ...], Many] = ()
    """Codes or ids of the places that it lies in."""
    same_as: Annotated[tuple[PlaceName, ...], Many] = ()
    """Codes or ids that mean this very place."""
    code: Text | None = None
    """Its code in another list, such as a p-code."""


class Gazetteer:
    """What lies in what: ISO 3166 with its own parents, and a network's places beside it.

    Args:
        places: the places that ISO 3166 doesn't have, each by its id.

    Example:
        >>> standard = Gazetteer()
        >>> standard.within("US-TX", "US"), standard.within("GB-MAN", "GB-ENG")
        (True, True)
        >>> standard.same("PR", "US-PR"), standard.within("US", "US-TX")
        (True, False)
    """

    def __init__(self, places: Mapping[str, Place] | None = None) -> None:
        self._places = dict(places or {})
        self._one: dict[str, str] = {}
        for place in self._places.values():
            for other in place.same_as:
                self._join(place.id, other)
        self._above: dict[str, frozenset[str]] = {}
        self._members: dict[str, list[Place]] = {}
        for place in self._places.values():
            self._members.setdefault(self.canonical(place.id), []).append(place)

    def _join(self, one: str, other: str) -> None:
        first, second = self.canonical(one), self.canonical(other)
        if first != second:
            # A code of the standard stands for its equals, since that is what others know.
            keep, drop = sorted((first, second), key=lambda name: (name in self._places, name))
            self._one[drop] = keep

    def canonical(self, place: str) -> str:
        """The one code or id that stands for a place and for all that are the same as it."""
        found = standard_code(place)
        while found in self._one:
            found = self._one[found]
        return found

    def same(self, one: str, other: str) -> bool:
        """Whether two codes or ids mean one place."""
        return self.canonical(one) == self.canonical(other)

    def wholes(self, place: str) -> frozenset[str]:
        """The place and everything that it lies in, each as `canonical` has it."""
        start = self.canonical(place)
        if start not in self._above:
            found = {start: None}
            for name in (queue := [start]):
                for above in self._directly(name):
                    if above not in found:
                        found[above] = None
                        queue.append(above)
            self._above[start] = frozenset(found)
        return self._above[start]

    def _directly(self, place: str) -> Iterable[str]:
        above = standard_parent(place)
        if above is not None:
            yield self.canonical(above)
        for record in self._members.get(place, ()):
            for name in record.within:
                yield self.canonical(name)

    def within(self, place: str | None, area: str) -> bool:
        """Whether a place is an area or lies in it."""
        return place is not None and self.canonical(area) in self.wholes(place)

    def meet(self, one: str, other: str) -> bool:
        """Whether one of two places is the other or lies in it."""
        return self.within(one, other) or self.within(other, one)

    def country(self, place: str) -> str:
        """The country that a place lies in; the place itself where it lies in no single one."""
        if len(place) == 2 and standard_code(place) == place and place not in self._places:
            return place
        countries = {name for name in self.wholes(place) if len(name) == 2 and name.isupper()}
        # A territory with a code of its own (PR) is its own country, as ISO 3166-1 has it.
        if self.canonical(place) in countries:
            return self.canonical(place)
        return countries.pop() if len(countries) == 1 else self.canonical(place)

    def name(self, place: str) -> str:
        """The place's name, or what stands for it where there is none."""
        record = self._places.get(place)
        return record.name if record else jurisdiction_name(place) or place
