"""CG209: one tie is the only way between two parts of the network."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.engine.biconnected import cut_pass
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.representation import joining
from coordination.requirements.working_ties import Ways, ways, ways_told
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["bridge_tie"]

_MOST_NAMED = 8
"""Most agencies of a part that a finding names and counts among those it concerns."""


@rule("CG209", "bridge-tie")
def bridge_tie(network: Network, *, smallest: int = 2) -> Iterator[Finding]:
    """One tie is the only working connection between two parts of the network.

    Ties are pairs of agencies that operational links join and that work. An agency and its parts
    count as joined, and a link with a collective as one with each of its members. Without the tie
    its component falls into two parts of at least `smallest` agencies each. It is reported only
    where the sources cover links in full (`examined: [links]`): elsewhere there may be other ways
    that nobody recorded.

    Why it matters:
        Everything that one part must learn from the other goes through these two agencies. If their
        tie fails, all agencies behind them lose contact as well.

    Options:
        smallest (2): number of agencies that each of the two parts must have.

    Reported:
        Only these two join the sides.

    Derived:
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
        networkx, `bridges`: ties whose removal makes more components. Onnela et al. 2007, PNAS
        104(18):7332-7336, doi:10.1073/pnas.0610245104 (abstract): networks survive the loss of
        strong ties and fall apart without weak ones. Neal 2024, The not-so-forbidden triad, Network
        Science (abstract): novelty depends on bridging ties, whatever their strength.
    """
    if "links" not in network.examined:
        return
    found = ways(network)
    cuts = cut_pass(found.snapshot)
    told: set[tuple[str, ...]] = set()
    for one, other, size in cuts.bridges:
        rest = int(cuts.component_sizes[cuts.component[one]]) - size
        if min(size, rest) < smallest or found.is_line(one, other):
            continue
        ends = (found.snapshot.ids[one], found.snapshot.ids[other])
        links = tuple(link for link in joining(network, *ends) if link.works and link.operational)
        key = tuple(link.id for link in links)
        if key in told or any(link.assumed for link in links):
            continue  # a link with a collective is reported with the first of its members
        told.add(key)
        near, far = (other, one) if size <= rest else (one, other)
        part = [found.snapshot.ids[code] for code in _part(found, near, far)]
        yield _finding(network, ends, links, part, min(size, rest), smallest)


def _part(found: Ways, end: int, beyond: int) -> list[int]:
    """The agencies on one side of a bridge that are nearest to it; of many only the first."""
    ties = found.snapshot.ties
    seen, queue = {end, beyond}, [end]
    for here in queue:
        for there in ties.of(here).tolist():
            if there not in seen:
                seen.add(there)
                queue.append(there)
        if len(queue) > _MOST_NAMED:
            break
    return queue[:_MOST_NAMED]


def _finding(
    network: Network,
    ends: tuple[str, ...],
    links: tuple[Link, ...],
    part: list[str],
    size: int,
    smallest: int,
) -> Finding:
    label = say.names(network, ends)
    labels = [network.label(key) for key in part]
    if size > len(part):
        labels = [*labels[:-1], f"{size - len(part) + 1} others"]
    there = say.listed(labels)
    shows = say.condition_of_links(network, links)
    only = f"No other way leads to {there}."
    return Finding(
        f"The tie of {label} is the only way between {there} and the rest of their network.",
        "derived",
        tuple(dict.fromkeys([*ends, *part])),
        Statement("Parts of a network are to be joined by more than one tie."),
        Statement(f"{shows.text} {only} {ways_told()}".strip(), shows.evidence),
        links=tuple(link.id for link in links),
        functions=tuple(dict.fromkeys(name for link in links for name in link.functions)),
        value=size,
        threshold=smallest,
        unit="agencies",
        clears=(
            Change.new_link(
                f"A second tie joins {there} with the rest, past {label}.",
                kind="liaison",
            ),
        ),
    )
