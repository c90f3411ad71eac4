"""How near to two agencies a record of their coordination is; the nearest record decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from coordination.engine.agency_set import AgencySet
from coordination.engine.columns import Columns
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.representation import above, joined_with, side

__all__ = ["Nearness", "in_line", "nearness"]


class Nearness(NamedTuple):
    """Links that join two agencies, the nearest first.

    Attributes:
        levels: links between the two themselves, links of their parts (or of members of a
            collective), and links of the agencies that they are part of; each in the order of the
            data.
        groups: links of collectives that one of them belongs to: they say something of the
            collective, and not that this member works or fails.
    """

    levels: tuple[tuple[Link, ...], tuple[Link, ...], tuple[Link, ...]]
    groups: tuple[Link, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """All links but those of groups, the nearest first."""
        return tuple(link for level in self.levels for link in level)


def nearness(network: Network, agency: str, others: AgencySet) -> Mapping[str, Nearness]:
    """What joins an agency with each of others, those left out that nothing joins it with."""
    found: dict[str, Nearness] = {}
    near = joined_with(network, agency, others)
    wholes = _of_wholes(network, agency, others)
    for other in others.among(AgencySet.of(network.engine.columns, [*near, *wholes]).marks):
        very: list[Link] = []
        parts: list[Link] = []
        groups: list[Link] = []
        ours, theirs = (_acting(network, key) for key in (agency, other))
        for link in near.get(other, ()):
            ends = set(link.agencies)
            if {agency, other} <= ends:
                very.append(link)
            elif ends & ours and ends & theirs and len(ends & (ours | theirs)) > 1:
                parts.append(link)
            else:
                groups.append(link)
        levels = (tuple(very), tuple(parts), wholes.get(other, ()))
        found[other] = Nearness(levels, tuple(groups))
    return found


def _acting(network: Network, agency: str) -> frozenset[str]:
    """An agency with its parts, and with the members of a collective and theirs."""
    return frozenset(network.parts(agency)) | side(network, agency).wide


def _of_wholes(network: Network, agency: str, others: AgencySet) -> dict[str, tuple[Link, ...]]:
    """Links of what an agency or others are part of, by the other agency."""
    columns = network.engine.columns
    own = columns.code_of[agency]
    ours = _line(columns, own)
    if not ours:
        return {}
    left_out = {columns.code_of[key] for key in network.parts(agency)} | set(ours)
    stands_for: dict[str, list[str]] = defaultdict(list)
    codes = others.codes if len(ours) > 1 else others.codes[columns.parent[others.codes] >= 0]
    for code in codes.tolist():
        for whole in _line(columns, code):
            if whole not in left_out:
                stands_for[columns.ids[whole]].append(columns.ids[code])
    lines = [columns.ids[code] for code in ours]
    found: dict[str, list[Link]] = defaultdict(list)
    for link in network.links_joining(lines, stands_for):
        for end in link.agencies:
            if any(one != end and one in lines for one in link.agencies):
                for other in stands_for.get(end, ()):
                    if not {agency, other} <= set(link.agencies):
                        found[other].append(link)
    return {other: tuple(dict.fromkeys(links)) for other, links in found.items()}


def _line(columns: Columns, code: int) -> list[int]:
    """An agency and the agencies that it is part of, as codes; groups and governments left out."""
    return [
        one for one in columns.line(code) if columns.agency_kind[one] not in vocabulary.GROUP_KINDS
    ]


def in_line(network: Network, agency: str) -> AgencySet:
    """What an agency is part of, and its own parts; a government is above all and no whole.

    The line between a part and its whole counts as a tie: neither is a stranger to the other.
    """
    line = [key for key in above(network, agency) if network.agencies[key].kind != "government"]
    own = () if network.agencies[agency].kind == "government" else network.parts(agency)[1:]
    return AgencySet.of(network.engine.columns, (*line, *own))
