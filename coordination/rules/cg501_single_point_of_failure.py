"""CG501: one agency holds parts of the network together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.requirements.representation import joining
from coordination.requirements.single_points import Cut, cuts_by_agency, first_end
from coordination.requirements.working_ties import ways_told
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.place_questions import alone_in_a_place
from coordination.rules.remedies import join
from coordination.rules.rule import rule

__all__ = ["single_point_of_failure"]


@rule("CG501", "single-point-of-failure")
def single_point_of_failure(
    network: Network, *, smallest: int = 2, relations: int = 2
) -> Iterator[Finding]:
    """Without one agency, the network or the work on one function would fall into parts.

    Ways are working operational links, and the lines between an agency and its parts. An agency is
    reported (a) where the sources cover links in full (`examined: [links]`) and without it at least
    two parts of `smallest` agencies each, outside its own parts, have no way to each other; (b)
    where at least `relations` required relations between other agencies have no way but through it,
    and the requirements were examined link by link (`examined: true` without a passage that reports
    on them, or links covered in full). What holds for the whole network isn't reported for its
    functions again. Collectives and governments aren't reported: they aren't one agency that can
    fail.

    Why it matters:
        When such an agency is short of people, changes its priorities or falls out with one side,
        other agencies lose contact with each other.

    Options:
        smallest (default 2): number of agencies that each part must have.
        relations (default 2): number of required relations that must depend on the agency.

    Reported:
        Without them nobody traces.

    Derived:
        title: All ways lead through ATF
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - {id: pgr, name: PGR}
          - {id: customs, name: Mexican Customs}
        links:
          - {kind: joint-operation, source: ice, target: cbp}
          - {kind: liaison, source: ice, target: atf}
          - {kind: liaison, source: atf, target: pgr}
          - {kind: joint-operation, source: pgr, target: customs}

    Open:
        title: One agency in each of three places
        functions: [{id: burial, name: Safe burial}]
        agencies:
          - {id: north, name: North, mandates: [{function: burial, places: [LR-LO, LR-BG]}]}
          - {id: south, name: South, mandates: [{function: burial, places: [LR-MO]}]}

    Clean:
        title: A second way beside ATF
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: cbp, name: CBP}
          - {id: pgr, name: PGR}
          - {id: customs, name: Mexican Customs}
        links:
          - {kind: joint-operation, source: ice, target: cbp}
          - {kind: liaison, source: ice, target: atf}
          - {kind: liaison, source: atf, target: pgr}
          - {kind: joint-operation, source: pgr, target: customs}
          - {kind: liaison, source: cbp, target: customs}

    Remedy:
        A working tie past the agency; or, where it is meant to be the centre, deputies, written
        procedures and a plan for the day it can't act.

    Source:
        Borgatti 2006, Computational and Mathematical Organization Theory 12:21-34,
        doi:10.1007/s10588-006-7084-x (abstract): key players whose removal fragments a network.
        Bohnett et al. 2022, Social Networks 71:87-95, doi:10.1016/j.socnet.2022.07.004 (abstract):
        a third of 42 health collaboratives would be highly susceptible to losing one.
    """
    whole = dict(cuts_by_agency(network, None, smallest, relations))
    partial: dict[str, list[Cut]] = defaultdict(list)
    for function in network.functions:
        for agency, cut in cuts_by_agency(network, function, smallest, relations):
            if agency not in whole:
                partial[agency].append(cut)
    for agency in network.agencies:
        cuts = [whole[agency]] if agency in whole else partial.get(agency, [])
        if cuts and (finding := _told(network, agency, cuts, smallest, relations)):
            yield finding
    yield from alone_in_a_place(network)


def _told(
    network: Network, agency: str, cuts: list[Cut], smallest: int, relations: int
) -> Finding | None:
    """The finding, or None where ties that lead to the agency are only assumed."""
    functions = tuple(dict.fromkeys(cut.function for cut in cuts if cut.function))
    label, purpose = network.label(agency), say.for_functions(network, functions)
    parts = list(dict.fromkeys(part for cut in cuts for part in cut.parts))
    severed = [one for cut in cuts for one in cut.severed]
    beyond = tuple(dict.fromkeys(end for part in parts for end in part))
    links: dict[str, Link] = {}
    if parts:
        cut = max((cut for cut in cuts if cut.parts), key=lambda cut: max(cut.sizes))
        told = [
            _named(network, part, size) for part, size in zip(cut.parts, cut.sizes, strict=True)
        ]
        message = (
            f"without {label}, {say.listed(told)} would have no working way to the rest of their"
            f" network{purpose}"
        )
        value, threshold = max(cut.sizes), smallest
    else:
        pairs = [
            f"{network.label(first_end(network, one))} reach {say.names(network, ends)}"
            for one, ends in severed
        ]
        message = f"only through {label} can {say.listed(list(dict.fromkeys(pairs)))}{purpose}"
        value, threshold = sum(len(ends) for _, ends in severed), relations
        beyond = tuple(
            dict.fromkeys(end for one, ends in severed for end in (first_end(network, one), *ends))
        )
    for end in beyond:
        ties = [link for link in joining(network, agency, end) if link.works and link.operational]
        if ties and all(link.assumed for link in ties):
            return None
        links |= {link.id: link for link in ties if not link.assumed}
    asked = [say.criteria(network, one.requirement) for one, _ in severed]
    shown = say.condition_of_links(network, links.values())
    text = say.sentence(f"no working way is recorded that passes {label} by{purpose}")
    return Finding(
        say.sentence(message),
        "derived",
        tuple(dict.fromkeys([agency, *beyond])),
        Statement.joined(asked) if asked else None,
        Statement(f"{shown.text} {text} {ways_told(functions)}".strip(), shown.evidence),
        links=tuple(links),
        functions=functions,
        records=(agency,),
        value=value,
        threshold=threshold,
        unit="agencies",
        clears=_clears(network, agency, parts, severed),
    )


def _named(network: Network, part: tuple[str, ...], size: int) -> str:
    more = size - len(part)
    return say.names(network, part) + (f" and {more} others" if more > 0 else "")


def _clears(
    network: Network,
    agency: str,
    parts: list[tuple[str, ...]],
    severed: list[tuple[Assessment, tuple[str, ...]]],
) -> tuple[Change, ...]:
    label = network.label(agency)
    changes = [
        Change.new_link(
            f"A working tie joins {say.names(network, part)} with the rest, past {label}.",
            kind="liaison",
            source=part[0],
        )
        for part in parts
    ]
    for assessment, ends in severed:
        if assessment.within:
            first = first_end(network, assessment)
            changes += [
                Change.new_link(
                    f"Liaison joins {say.names(network, (first, end))}.",
                    kind="liaison",
                    source=first,
                    target=end,
                )
                for end in ends
            ]
        else:
            changes += join(network, assessment, ends)
    return tuple(changes)
