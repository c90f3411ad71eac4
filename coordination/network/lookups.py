"""How records of a network are looked up: links, parts, holders, places and labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from coordination.arguments import checked_arguments
from coordination.errors import expect, unknown
from coordination.model import Link, require_jurisdiction
from coordination.model.labels import labels_apart
from coordination.network.records import Records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Lookups", "chosen_words"]


class Lookups(Records):
    """What a `Network` answers about its records."""

    def _require_place(self, area: str | None) -> None:
        if area is not None and area not in self.places:
            require_jurisdiction(area)

    def within(self, place: str | None, area: str) -> bool:
        """Whether a place is an area or lies in it ("US-TX" lies within "US").

        Args:
            place: an ISO 3166 code, or the id of one of the network's places.
            area: likewise.
        """
        return self.gazetteer.within(place, area)

    def examines(
        self,
        section: str,
        *,
        aspect: str | None = None,
        function: str | None = None,
        place: str | None = None,
    ) -> bool:
        """Whether the sources cover something in full, so that silence means absence.

        Args:
            section: the section, such as "mandates".
            aspect: of mandates, "holders" or "leads"; None asks for both.
            function: id of a function; None asks for all.
            place: code or id of a place; None asks for everywhere.

        Example:
            >>> from coordination.network import Network
            >>> network = Network(title="Lofa", examined=[{"section": "mandates", "places": "LR"}])
            >>> network.examines("mandates", place="LR-LO"), network.examines("mandates")
            (True, False)
        """
        return section in self.examined or any(
            one.section == section
            and one.aspect in (None, aspect)
            and (not one.functions or function in one.functions)
            and (not one.places or any(self.within(place, area) for area in one.places))
            for one in self.scopes
        )

    @checked_arguments
    def links_of(self, *agencies: str, rows: NDArray[np.bool_] | None = None) -> tuple[Link, ...]:
        """All links that end at one of some agencies, each once, in the order of the data.

        Args:
            *agencies: ids of agencies.
            rows: marks of the rows of `engine.columns` that count; None means all.

        Raises:
            UnknownName: an agency that there isn't.
        """
        return self.engine.links_at(self.engine.indexes.links_of(self.engine.codes(agencies), rows))

    @checked_arguments
    def links_between(self, one: str, other: str) -> tuple[Link, ...]:
        """All links that join two agencies, either way round, in the order of the data.

        An agency with itself has its self-links.
        """
        return self.links_joining([one], [other])

    def links_joining(
        self,
        ours: Iterable[str],
        theirs: Iterable[str],
        *,
        rows: NDArray[np.bool_] | None = None,
    ) -> tuple[Link, ...]:
        """All links with one end among ours and another among theirs, in the order of the data.

        Args:
            ours, theirs: ids of agencies.
            rows: marks of the rows of `engine.columns` that count; None means all.

        Raises:
            UnknownName: an agency that there isn't.
        """
        places = self.engine.indexes.joining(
            self.engine.codes(ours), self.engine.codes(theirs), rows
        )
        return self.engine.links_at(places)

    def links_where(
        self,
        *,
        kinds: Collection[str] | None = None,
        statuses: Collection[str] | None = None,
        formal: bool | None = None,
        looped: bool | None = None,
    ) -> tuple[Link, ...]:
        """All links of some kinds and statuses, in the order of the data.

        Only these become records, so that a rule about failing links needn't read a million others.

        Args:
            kinds: kinds of link; None means all.
            statuses: statuses; None means all.
            formal: whether they are formal; None means either.
            looped: whether they join a collective with itself; None means either.
        """
        return self.engine.links_at(
            self.engine.indexes.where(kinds, statuses, formal, looped).tolist()
        )

    def parts(self, agency: str) -> tuple[str, ...]:
        """An agency and everything that is part of it, itself first."""
        known = self.engine.indexes.parts
        if not isinstance(agency, str) or agency not in known:
            children, ids = self.engine.indexes.children, self.engine.columns.ids
            found = self.engine.codes([agency])
            for code in found:
                found.extend(children.get(code, ()))
            known[agency] = tuple(ids[code] for code in found)
        return known[agency]

    def acting_for(self, agency: str) -> frozenset[str]:
        """Agencies whose links count as this agency's own.

        These are the agency, its parts (what a field office does, its agency does) and the
        collectives that it is a member of (what a source says of all, it says of each).
        """
        columns = self.engine.columns
        (code,) = self.engine.codes([agency])
        collectives = self.engine.indexes.collectives.get(code, ())
        return frozenset([*self.parts(agency), *(columns.ids[code] for code in collectives)])

    @checked_arguments
    def holders(self, function: str, jurisdiction: str | None = None) -> tuple[str, ...]:
        """Ids of the agencies that hold a mandate in a function, in the order of the data.

        Args:
            function: id of the function.
            jurisdiction: only those of this country or subdivision.

        Raises:
            UnknownName: a function that there isn't.
            ValueError: a code that is no jurisdiction.
        """
        columns = self.engine.columns
        if function not in columns.functions:
            raise unknown("function", function, columns.functions)
        self._require_place(jurisdiction)
        held = self.engine.indexes.holders[columns.functions.index(function)]
        if jurisdiction is not None:
            held = held[columns.within(jurisdiction)[held]]
        return tuple(columns.ids[code] for code in held.tolist())

    def label(self, agency: str) -> str:
        """Short name of an agency for sentences; if several share it, with what tells them apart.

        Example:
            >>> from coordination.network import Network
            >>> network = Network(
            ...     title="Two",
            ...     agencies=[
            ...         {"id": "moh-gn", "name": "Ministry of Health", "jurisdiction": "GN"},
            ...         {"id": "moh-lr", "name": "Ministry of Health", "jurisdiction": "LR"},
            ...     ],
            ... )
            >>> network.label("moh-gn")
            'Ministry of Health (Guinea)'
        """
        if type(agency) is not str:  # asked ten thousand times for one page
            expect(str, agency, "agency", "text")
        return self._labels_apart.get(agency) or self.agencies[agency].label

    @cached_property
    def _labels_apart(self) -> dict[str, str]:
        """Labels of the agencies whose own one others have as well."""
        return labels_apart(self.agencies, self.gazetteer)


def chosen_words(
    names: Iterable[str] | None,
    known: Iterable[str],
    what: str,
    default: Iterable[str] | None = None,
) -> set[str]:
    """Words that are all known; one bare word is taken for a list of it."""
    if names is None:
        return set(known if default is None else default)
    chosen, accepted = {names} if isinstance(names, str) else set(names), set(known)
    if strange := sorted(chosen - accepted):
        raise unknown(what, strange[0], accepted)
    return chosen
