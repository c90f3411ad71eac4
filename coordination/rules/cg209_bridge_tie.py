"""CG209: one tie is the only way across."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.assessment import assess_all
from coordination.measures.cutpoints import cut_pass
from coordination.model import Link, Requirement
from coordination.network import Network
from coordination.rules.base import Change, Finding, Statement, rule
from coordination.rules.structure import Ways, ways
from coordination.rules.wording import condition_of_links, criteria, link_phrase, listed, names
from coordination.sides import in_order, joining

__all__ = ["bridge_tie"]

_MOST_NAMED = 8
"""Most agencies of a part that a finding names and counts among those it concerns."""


@rule("CG209", "bridge-tie")
def bridge_tie(network: Network, *, smallest: int = 2) -> Iterator[Finding]:
    """One tie is the only working way between two parts of the network.

    Ties are pairs of agencies that operational links join and that work. An agency and its parts
    count as joined, and a link with a collective as one with each of its members. Without the tie
    its component falls into two parts of at least `smallest` agencies each. It is told where the
    sources cover links in full (`examined: [links]`), or where a requirement that was examined has
    its two sides in the two parts: elsewhere the other ways may be ones that nobody recorded.

    Why it matters:
        Whatever one part must learn from the other passes these two agencies. If their tie fails,
        it is not two bodies that lose contact but all behind them.

    Options:
        smallest (2): number of agencies that each of the two parts must have.

    Flagged:
        title: One tie across the border
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: pgr, name: PGR}
          - {id: federal-police, name: Federal Police}
        links:
          - {kind: joint-operation, source: atf, target: ice}
          - {kind: liaison, source: ice, target: pgr}
          - {kind: joint-operation, source: pgr, target: federal-police}

    Clean:
        title: Two ties across the border
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: pgr, name: PGR}
          - {id: federal-police, name: Federal Police}
        links:
          - {kind: joint-operation, source: atf, target: ice}
          - {kind: liaison, source: ice, target: pgr}
          - {kind: liaison, source: atf, target: federal-police}
          - {kind: joint-operation, source: pgr, target: federal-police}

    Remedy:
        A second tie between the two parts, of other agencies than these two.

    Source:
        Z. Neal, Network Science (2024), abstract: access to information from elsewhere depends on
        bridging ties, whatever their strength.
    """
    found = ways(network)
    ids = found.snapshot.ids
    examined = "links" in network.examined
    cuts = cut_pass(found.snapshot)
    bridges = []
    for one, other, size in cuts.bridges:
        rest = int(cuts.component_sizes[cuts.component[one]]) - size
        if min(size, rest) >= smallest and (one, other) not in found.lines:
            bridges.append((one, other, min(size, rest), other if size <= rest else one))
    if not bridges:
        return
    crossing = _crossing(network, found, {(one, other) for one, other, _, _ in bridges})
    told: set[tuple[str, ...]] = set()
    for one, other, size, small_end in bridges:
        requirements = crossing.get((one, other), [])
        if not examined and not requirements:
            continue
        ends = (ids[one], ids[other])
        links = tuple(link for link in joining(network, *ends) if link.works and link.operational)
        key = tuple(link.id for link in links)
        if key in told:
            continue  # a link with a collective, told with the first of its members
        told.add(key)
        far_end = other if small_end == one else one
        part = [ids[code] for code in _part(found, small_end, far_end)]
        yield _finding(network, ends, in_order(network, links), part, size, smallest, requirements)


def _part(found: Ways, end: int, beyond: int) -> list[int]:
    """The agencies on one side of a bridge that are nearest to it; of many only the first."""
    rows = found.snapshot.ties.lists
    seen, queue = {end, beyond}, [end]
    for here in queue:
        for there in rows[here]:
            if there not in seen:
                seen.add(there)
                queue.append(there)
        if len(queue) > _MOST_NAMED:
            break
    return queue[:_MOST_NAMED]


def _crossing(
    network: Network, found: Ways, bridges: set[tuple[int, int]]
) -> dict[tuple[int, int], list[Requirement]]:
    """Examined requirements by the bridge that they must cross, where only one way leads over it.

    Without its bridges the graph falls into blocks; the bridges join these into trees. Between two
    agencies every way crosses just the bridges on the path between their blocks.
    """
    rows = found.snapshot.ties.lists
    code = found.snapshot.code_of
    up: dict[int, tuple[int, tuple[int, int] | None]] = {}
    block, depth = [-1] * len(rows), [0] * len(rows)
    for root in range(len(rows)):
        if block[root] >= 0:
            continue
        block[root], up[root] = root, (root, None)
        queue = [root]
        for here in queue:
            for there in rows[here]:
                if block[there] >= 0:
                    continue
                pair = (min(here, there), max(here, there))
                if pair in bridges:
                    block[there], up[there] = there, (block[here], pair)
                    depth[there] = depth[block[here]] + 1
                else:
                    block[there] = block[here]
                queue.append(there)
    crossing: dict[tuple[int, int], list[Requirement]] = {}
    for assessment in assess_all(network):
        requirement = assessment.requirement
        if assessment.within or not requirement.examined:
            continue
        paths = [
            _path(block[code[requirement.agency]], block[code[body]], up, depth)
            for body in assessment.counterparts
        ]
        if not paths or not (requirement.counterpart.each or all(paths)):
            continue
        shared = set().union(*paths) if requirement.counterpart.each else set.intersection(*paths)
        for pair in sorted(shared):
            crossing.setdefault(pair, []).append(requirement)
    return crossing


def _path(
    one: int, other: int, up: dict[int, tuple[int, tuple[int, int] | None]], depth: list[int]
) -> set[tuple[int, int]]:
    """The bridges between two blocks; none where they lie in different components."""
    crossed: set[tuple[int, int]] = set()
    while one != other:
        if depth[one] < depth[other]:
            one, other = other, one
        above, pair = up[one]
        if pair is None:
            return set()
        crossed.add(pair)
        one = above
    return crossed


def _finding(
    network: Network,
    ends: tuple[str, ...],
    links: tuple[Link, ...],
    part: list[str],
    size: int,
    smallest: int,
    requirements: list[Requirement],
) -> Finding:
    label = names(network, ends)
    others = f" and {size - len(part)} others" if size > len(part) else ""
    there = names(network, part) + others
    shows = condition_of_links(network, links)
    how = listed([link_phrase(network, link) for link in links])
    only = f"No other way leads to {there}."
    return Finding(
        f"The tie of {label} is the only way between {there} and the rest of their network.",
        "derived",
        tuple(dict.fromkeys([*ends, *part])),
        Statement.joined([criteria(network, one) for one in requirements])
        if requirements
        else Statement("Parts of a network are to be joined by more than one tie."),
        Statement(f"{shows.text} {only}" if how else only, shows.evidence),
        links=tuple(link.id for link in links),
        requirements=tuple(one.id for one in requirements),
        functions=tuple(dict.fromkeys(one.function for one in requirements if one.function)),
        value=size,
        threshold=smallest,
        clears=(
            Change.new_link(
                f"A second tie joins {there} with the rest, past {label}.",
                kind="liaison",
            ),
        ),
    )
