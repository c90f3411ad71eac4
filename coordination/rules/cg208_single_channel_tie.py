"""CG208: required coordination rests on one channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.representation import joining_each
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.requirement_findings import Unmet
from coordination.rules.rule import rule

__all__ = ["single_channel_tie"]

_MOST_NAMED = 4
"""Channels that a question names."""


@rule("CG208", "single-channel-tie")
def single_channel_tie(network: Network, *, minimum: int = 2) -> Iterator[Finding]:
    """Required coordination takes place, but rests on fewer than `minimum` channels.

    Channels are the different kinds of operational link that work between different ends, for the
    requirement's function, on both sides with their parts: two records of one kind between the same
    ends are one channel. All channels count, also of kinds that the requirement doesn't ask for.
    Where every agency on the other side is asked for, they count for each. The sources must cover
    links in full (`examined: [links]`), or the requirement be marked as examined: otherwise there
    may be channels that nobody recorded, and what stands in for the one that is recorded is open. A
    passage that finds the requirement met doesn't say through how many. A link that is assumed
    counts as a channel, but is never reported as the only one.

    Why it matters:
        One channel is one person, one system or one office. When the person moves or the system is
        down, coordination stops, and nobody knows another way.

    Options:
        minimum (2): number of channels from which a tie counts as secure.

    Reported:
        All rests on one officer.

    Derived:
        title: One liaison officer
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: liaison, source: atf, target: pgr}
        requirements:
          - {id: atf-pgr, agency: atf, counterpart: {agency: pgr}}

    Open:
        title: The same, and nobody looked
        functions: [{id: tracing, name: Firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: request, source: pgr, target: atf, functions: [tracing]}
        requirements:
          - {id: traces, agency: pgr, counterpart: {agency: atf}, function: tracing}

    Clean:
        title: A liaison officer and a shared system
        examined: [links]
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - {kind: liaison, source: atf, target: pgr}
          - {kind: system-access, source: atf, target: pgr}
        requirements:
          - {id: atf-pgr, agency: atf, counterpart: {agency: pgr}}

    Remedy:
        A second channel of another kind: a person beside the system, a system beside the person.

    Source:
        Case: GAO-21-322 (2021), highlights: ATF has no data because one Mexican office alone
        submits trace requests. Nearest concept: multiplexity, kinds of relation that overlap in one
        tie (Verbrugge 1979, Social Forces 57(4):1286-1309, abstract), which does not always mean
        more contact, so kinds are counted and not called strength.
    """
    asked: dict[str | None, list[tuple[Assessment, _Thin]]] = defaultdict(list)
    for assessment in assess_all(network):
        requirement = assessment.requirement
        formal = requirement.kinds and vocabulary.OPERATIONAL_KINDS.isdisjoint(requirement.kinds)
        if assessment.within or formal:
            continue
        known = "links" in network.examined
        known |= bool(requirement.examined) and requirement.reported is None
        if known or assessment.shown == "met":
            thin = _thin(network, assessment, minimum)
            if thin and known:
                yield _finding(network, assessment, thin, minimum)
            elif thin:
                asked[requirement.function].append((assessment, thin))
    for function, found in asked.items():
        yield _question(network, function, found)


_Thin = Mapping[str, tuple[Link, ...]]
"""Agencies that too few channels reach, each with these."""


def _thin(network: Network, assessment: Assessment, minimum: int) -> _Thin:
    work = [link for link in assessment.working if link.operational]
    if len(_distinct(work)) >= minimum and not assessment.requirement.counterpart.each:
        return {}  # there may be more channels, of other kinds
    return {
        agency: links
        for agency, links in _channels(network, assessment).items()
        if 0 < len(links) < minimum and not any(link.assumed for link in links)
    }


def _channels(network: Network, assessment: Assessment) -> dict[str, tuple[Link, ...]]:
    """One working link for each channel, by agency; of all agencies where one of them will do."""
    requirement = assessment.requirement
    agencies = assessment.counterparts
    if requirement.single and assessment.leads:
        agencies = assessment.leads
    found = {
        agency: _distinct(
            [
                link
                for link in links
                if link.works and link.operational and link.serves(requirement.function)
            ]
        )
        for agency, links in joining_each(network, requirement.agency, agencies).items()
    }
    if requirement.counterpart.each or len(found) < 2:
        return found
    together = _distinct([link for links in found.values() for link in links])
    first = next((agency for agency, links in found.items() if links), agencies[0])
    return {first: together}


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    channels: dict[tuple[str, frozenset[str]], Link] = {}
    for link in links:
        channels.setdefault((link.kind, frozenset(link.agencies)), link)
    return tuple(channels.values())


def _question(
    network: Network, function: str | None, found: Sequence[tuple[Assessment, _Thin]]
) -> Finding:
    """What stands in for the only channels that are recorded for one function."""
    purpose = say.for_function(network, function)
    own = [one.requirement.agency for one, _ in found]
    links = {link.id: link for _, thin in found for each in thin.values() for link in each}
    told = [say.link_phrase(network, link) for link in links.values()][:_MOST_NAMED]
    more = f" and {len(links) - len(told)} other channels" if len(links) > len(told) else ""
    return Finding.asked(
        f"What other channel is there{purpose} if the recorded one fails? Required coordination"
        f" rests on {say.listed(told)}{more}, and no other is recorded.",
        agencies=dict.fromkeys([*own, *(agency for _, thin in found for agency in thin)]),
        functions=[function] if function else (),
        evidence=say.evidence_of_links(links.values()),
        settles=_second(network, own[0], next(iter(found[0][1])), links.values(), function),
        answer=f"required coordination{purpose} rests on one channel",
        records=dict.fromkeys(one.requirement.id for one, _ in found),
        subjects=(function or "any", "channel"),
    )


def _second(
    network: Network, own: str, agency: str, links: Iterable[Link], function: str | None
) -> Change:
    """A second channel of another kind."""
    used = {link.kind for link in links}
    kinds = ("liaison", "information-sharing", "joint-operation")
    return Change.new_link(
        f"A second channel joins {network.label(own)} and {network.label(agency)}.",
        kind=next((kind for kind in kinds if kind not in used), kinds[0]),
        source=own,
        target=agency,
        functions=[function] if function else [],
    )


def _finding(network: Network, assessment: Assessment, thin: _Thin, minimum: int) -> Finding:
    unmet = Unmet(network, [assessment])
    own, agencies = assessment.requirement.agency, tuple(thin)
    shown = {link.id: link for links in thin.values() for link in links}
    fewest = min(len(links) for links in thin.values())
    if len(agencies) == 1:
        rests = f"{say.listed([say.link_phrase(network, link) for link in shown.values()])} alone"
    else:
        rests = "one channel each" if fewest == 1 else f"fewer than {minimum} channels each"
    return unmet.tell(
        f"Coordination of {network.label(own)} with {say.names(network, agencies)}{unmet.purpose}"
        f" rests on {rests}",
        agencies=(own, *agencies),
        links=shown.values(),
        besides="nothing else that works is recorded",
        clears=tuple(
            _second(network, own, agency, shown.values(), unmet.requirement.function)
            for agency in agencies
        ),
        value=fewest,
        threshold=minimum,
        unit="channels",
    )
