"""Find what depends on one agency: parts that only it joins, requirements that only it meets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coordination.engine.biconnected import CutPass, cut_pass
from coordination.engine.snapshot import Snapshot
from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.representation import insiders
from coordination.requirements.working_ties import Ways, ways

__all__ = ["MOST_NAMED", "Cut", "cuts_by_agency", "first_end"]

MOST_NAMED = 8
"""Most agencies of a part that a finding names and counts among those it concerns."""


class Cut(NamedTuple):
    """What one agency holds together, in all work or in one function.

    Attributes:
        function: id of the function, or None.
        parts: the parts that are cut off from the largest, each by its first agencies, which come
            in the order of the data.
        sizes: number of agencies in each of these parts.
        severed: required relations that depend on the agency, with the agencies they lead to.
    """

    function: str | None
    parts: list[tuple[str, ...]]
    sizes: list[int]
    severed: list[tuple[Assessment, tuple[str, ...]]]


def cuts_by_agency(
    network: Network, function: str | None, smallest: int, relations: int
) -> Iterator[tuple[str, Cut]]:
    """The agencies that hold something together, in all work or in one function.

    Args:
        network: the network.
        function: id of the function, or None for all work.
        smallest: number of agencies outside its own parts that each part must have.
        relations: number of required relations that must depend on the agency.
    """
    whole = "links" in network.examined
    asked = [one for one in assess_all(network) if one.requirement.function == function]
    if not whole:
        # What a source reports of the whole says nothing of each pair.
        asked = [one for one in asked if one.requirement.examined and not one.requirement.reported]
        if not asked:
            return  # most functions; the rest would look for what nobody asks
    found = ways(network, function)
    cuts = cut_pass(found.snapshot)
    severed = _severed(network, asked, found, cuts)
    for code in cuts.articulation if whole else sorted(severed):
        agency = found.snapshot.ids[code]
        if network.engine.columns.agency_kind[code] in vocabulary.GROUP_KINDS:
            continue
        parts: list[tuple[str, ...]] = []
        sizes: list[int] = []
        if whole:
            parts, sizes = _parts(network, found, cuts, code, smallest)
        relying = severed.get(code, [])
        if sum(len(agencies) for _, agencies in relying) < relations:
            relying = []
        if parts or relying:
            yield agency, Cut(function, parts, sizes, relying)


def _parts(
    network: Network, found: Ways, cuts: CutPass, code: int, smallest: int
) -> tuple[list[tuple[str, ...]], list[int]]:
    """The parts that an agency joins by its links, but for the largest; none if it joins none."""
    snapshot = found.snapshot
    near = snapshot.ties.of(code)
    neighbours = near.tolist()
    # In the order of their first neighbour, so that of parts of one size the same is told each run.
    pieces = list(dict.fromkeys(cuts.piece(code, other) for other in neighbours))
    attached = {cuts.piece(code, other) for other in near[~found.is_line(code, near)].tolist()}
    if len(attached) < 2:
        return [], []
    own = [snapshot.code_of[key] for key in network.parts(snapshot.ids[code])[1:]]
    less: dict[int, int] = defaultdict(int)
    for part in own:
        if cuts.component[part] == cuts.component[code]:
            less[cuts.piece(code, part)] += 1
    whole = int(cuts.component_sizes[cuts.component[code]]) - 1
    rest = whole - sum(cuts.below[piece] for piece in pieces if piece >= 0)
    big = {
        piece: size - less[piece]
        for piece in pieces
        for size in (cuts.below[piece] if piece >= 0 else rest,)
        if piece in attached and size - less[piece] >= smallest
    }
    largest = max(big, key=lambda piece: big[piece], default=None)
    cut_off = [piece for piece in big if piece != largest]
    return [_first(snapshot, cuts, code, piece, set(own)) for piece in cut_off], [
        big[piece] for piece in cut_off
    ]


def _first(
    snapshot: Snapshot, cuts: CutPass, code: int, piece: int, own: set[int]
) -> tuple[str, ...]:
    """The agencies of a piece that are nearest to the one that cuts it off; of many only some."""
    queue = [other for other in snapshot.ties.of(code).tolist() if cuts.piece(code, other) == piece]
    seen = {code, *queue}
    for here in queue:
        for there in snapshot.ties.of(here).tolist():
            if there not in seen:
                seen.add(there)
                queue.append(there)
        if len(queue) > MOST_NAMED + len(own):
            break
    named = [other for other in queue if other not in own][:MOST_NAMED]
    return tuple(snapshot.ids[other] for other in sorted(named))


def _severed(
    network: Network, asked: Iterable[Assessment], found: Ways, cuts: CutPass
) -> dict[int, list[tuple[Assessment, tuple[str, ...]]]]:
    """Those of some required relations that depend on an agency, by that agency."""
    severed: dict[int, list[tuple[Assessment, tuple[str, ...]]]] = defaultdict(list)
    if not cuts.articulation:
        return severed
    for assessment in asked:
        for code, agencies in _depending(network, assessment, found, cuts).items():
            severed[code].append((assessment, agencies))
    return severed


def _depending(
    network: Network, assessment: Assessment, found: Ways, cuts: CutPass
) -> dict[int, tuple[str, ...]]:
    """Agencies that every required way passes, each with the agencies that it leads to."""
    requirement, code_of = assessment.requirement, found.snapshot.code_of
    own: Sequence[str] = (requirement.agency,)
    agencies: Sequence[str] = assessment.counterparts
    if assessment.within:
        members = insiders(network, requirement.agency)
        own, agencies = members[:1], members[1:]
    by_agency: dict[str, set[int]] = {}
    for one in own:
        for agency in agencies:
            passed = cuts.separating(code_of[one], code_of[agency])
            by_agency[agency] = {
                code
                for code in passed
                if not _related(network, found.snapshot.ids[code], (one, agency))
            }
    if not assessment.within and not requirement.counterpart.each and by_agency:
        # One agency will do: only what cuts off all of them matters, as one relation.
        shared = set.intersection(*by_agency.values())
        first = next(iter(by_agency))
        by_agency = {first: shared}
    found_by: dict[int, list[str]] = defaultdict(list)
    for agency, codes in by_agency.items():
        for code in sorted(codes):
            found_by[code].append(agency)
    return {code: tuple(agencies) for code, agencies in found_by.items()}


def _related(network: Network, agency: str, ends: Iterable[str]) -> bool:
    """Whether an end is a part of an agency, or the agency a part of it."""
    parts = set(network.parts(agency))
    return any(end in parts or agency in network.parts(end) for end in ends)


def first_end(network: Network, assessment: Assessment) -> str:
    """The agency that a required relation starts from; inside an agency, its first member."""
    if assessment.within:
        return insiders(network, assessment.requirement.agency)[0]
    return assessment.requirement.agency
