"""What sources conclude, in words: a sentence for each rule that a conclusion may name."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.model import Conclusion
from coordination.network import Network
from coordination.rules import phrases as say

__all__ = ["CONCLUDED", "concluded"]

CONCLUDED: dict[str, tuple[str, str]] = {
    "missing-counterpart": (
        "{who} {who:has|have} no counterpart{purpose}{where}",
        "{who} {who:has|have} no counterpart {at}{purpose}{where}",
    ),
    "no-single-counterpart": (
        "{who} {who:has|have} no single counterpart{purpose}{where}",
        "{who} {who:has|have} no single counterpart {at}{purpose}{where}",
    ),
    "unlinked-counterpart": (
        "{who} are not in contact with each other{purpose}{where}",
        "{who} {who:is|are} not in contact with {towards}{purpose}{where}",
    ),
    "uncoordinated-counterparts": (
        "{who} do not coordinate among themselves{purpose}{where}",
        "{who} {who:does|do} not coordinate with {towards}{purpose}{where}",
    ),
    "counterpart-through-third-party": (
        "{who} {who:reaches its|reach their} counterparts only through others{purpose}{where}",
        "{who} {who:reaches|reach} {towards} only through others{purpose}{where}",
    ),
    "level-mismatch": (
        "The counterparts of {who}{purpose}{where} are at another level of government",
        "{who} {who:is|are} at a different level of government from {towards}{purpose}{where}",
    ),
    "unmet-requirement": (
        "{who} {who:does|do} not coordinate as required{purpose}{where}",
        "{who} {who:does|do} not coordinate with {towards} as required{purpose}{where}",
    ),
    "paper-tie": (
        "What {who} agreed on{purpose}{where} is not carried out as agreed",
        "{who} {who:does|do} not carry out what was agreed with {towards}{purpose}{where}",
    ),
    "unwritten-tie": (
        "There is no written guidance or agreement {between}{purpose}{where}",
        "{who} {who:has|have} no written guidance or agreement with {towards}{purpose}{where}",
    ),
    "one-way-tie": (
        "Exchange {between}{purpose}{where} runs one way only",
        "Exchange of {who} with {towards}{purpose}{where} runs one way only",
    ),
    "strained-tie": (
        "Coordination {between}{purpose}{where} does not work as it should",
        "Coordination of {who} with {towards}{purpose}{where} does not work as it should",
    ),
    "expired-agreement": (
        "An agreement {between}{purpose}{where} is still relied on, although it has ended",
        "An agreement of {who} with {towards}{purpose}{where} is still relied on, although it has"
        " ended",
    ),
    "outdated-agreement": (
        "The agreement {between}{purpose}{where} is out of date",
        "The agreement of {who} with {towards}{purpose}{where} is out of date",
    ),
    "unmonitored-agreement": (
        "Nobody monitors how {who} {who:carries|carry} out what was agreed or ordered"
        "{purpose}{where}",
        "{who} {who:does|do} not follow up how {towards} {towards:carries|carry} out what was"
        " agreed or ordered{purpose}{where}",
    ),
    "single-channel-tie": (
        "Coordination {between}{purpose}{where} rests on one channel",
        "Coordination of {who} with {towards}{purpose}{where} rests on one channel",
    ),
    "bridge-tie": (
        "The tie {between}{purpose}{where} is the only one between two sides",
        "The tie of {who} with {towards}{purpose}{where} is the only one between two sides",
    ),
    "unmeasured-results": (
        "{who} {who:does|do} not measure the results of {who:its|their} coordination"
        "{purpose}{where}",
        "{who} {who:does|do} not measure the results of coordination with {towards}"
        "{purpose}{where}",
    ),
    "unmet-request": (
        "{who} did not give what was asked for, owed or ordered{purpose}{where}",
        "{who} did not give {towards} what was asked for, owed or ordered{purpose}{where}",
    ),
    "late-response": (
        "{who} {who:was|were} late in answering or delivering{purpose}{where}",
        "{who} {who:was|were} late in answering {towards} or delivering to {towards:it|them}"
        "{purpose}{where}",
    ),
    "falling-fulfilment": (
        "{who} {who:fulfils|fulfil} a smaller share of requests than before{purpose}{where}",
        "{who} {who:fulfils|fulfil} a smaller share of the requests of {towards} than before"
        "{purpose}{where}",
    ),
    "missing-resources": (
        "{who} {who:does|do} not have the resources or the authority needed{purpose}{where}",
        "{who} {who:does|do} not have the resources or the authority needed to work with {towards}"
        "{purpose}{where}",
    ),
    "training-gap": (
        "The training of {who}{purpose}{where} is missing or inadequate",
        "The training of {towards} by {who}{purpose}{where} is missing or inadequate",
    ),
    "single-point-of-failure": (
        "The work depends on {who} alone{purpose}{where}",
        "The work of {towards} depends on {who} alone{purpose}{where}",
    ),
    "sole-broker": (
        "All exchange{purpose}{where} goes through {who} alone",
        "All exchange with {towards}{purpose}{where} goes through {who} alone",
    ),
    "isolated-agency": (
        "{who} {who:works on its|work on their} own{purpose}{where}",
        "{who} {who:works|work} apart from {towards}{purpose}{where}",
    ),
    "information-not-shared": (
        "{who} do not share information with each other as they should{purpose}{where}",
        "{who} {who:does|do} not share information with {towards} as {who:it|they} should"
        "{purpose}{where}",
    ),
    "liaison-without-traffic": (
        "A liaison is in place {between}{purpose}{where}, but nothing passes through it",
        "A liaison joins {who} with {towards}{purpose}{where}, but nothing passes through it",
    ),
    "contradicting-accounts": (
        "The accounts of {who}{purpose}{where} contradict each other",
        "The accounts of {who} and of {towards}{purpose}{where} contradict each other",
    ),
    "ambiguous-lead": (
        "It is unclear {leads}{purpose}{where}",
        "It is unclear {leads}{purpose}{where}",
    ),
    "overlapping-mandate": (
        "The work of {who}{purpose}{where} overlaps",
        "The work of {who} overlaps with that of {towards}{purpose}{where}",
    ),
    "duplicate-forum": (
        "{who} are forums that do the same work{purpose}{where}",
        "{who} {who:does|do} the same work as {towards}{purpose}{where}",
    ),
    "fragmented-work": (
        "The work is fragmented {between}{purpose}{where}",
        "The work is fragmented {between_all}{purpose}{where}",
    ),
    "duplicated-work": (
        "{who} duplicate each other's work{purpose}{where}",
        "{who} {who:duplicates|duplicate} the work of {towards}{purpose}{where}",
    ),
    "missing-holder": (
        "{nobody} is responsible for {task}{where}",
        "{nobody} is responsible towards {towards} for {task}{where}",
    ),
}
"""For each rule the sentence about some agencies, and about some towards others."""

_ALONE: dict[str, str] = {
    "unlinked-counterpart": "{who} {who:is|are} not in contact with others{purpose}{where}",
    "uncoordinated-counterparts": (
        "The bodies of {inside} do not coordinate among themselves{purpose}{where}"
    ),
    "paper-tie": "{who} {who:does|do} not carry out what was agreed{purpose}{where}",
    "information-not-shared": (
        "{who} {who:does|do} not share information as {who:it|they} should{purpose}{where}"
    ),
    "overlapping-mandate": "The work of {who} overlaps with that of others{purpose}{where}",
    "fragmented-work": "The work in {inside}{purpose}{where} is fragmented",
    "liaison-without-traffic": (
        "{who} {who:keeps|keep} a liaison{purpose}{where}, but nothing passes through it"
    ),
    "unwritten-tie": "{who} {who:has|have} no written guidance or agreement{purpose}{where}",
    "duplicated-work": "{who} {who:duplicates|duplicate} the work of others{purpose}{where}",
    "contradicting-accounts": "The accounts of {who}{purpose}{where} contradict those of others",
    "duplicate-forum": "{who} {who:does|do} the same work as other forums{purpose}{where}",
}
"""The sentence about one agency alone, where that of several would not be true of it."""

_EXTENT = {"wholly": "", "partly": " (in part)", "at-times": " (at times)"}


def concluded(network: Network, conclusion: Conclusion, agencies: tuple[str, ...]) -> str:
    """What a source concludes, as one sentence that says who says so.

    Args:
        network: the network.
        conclusion: the conclusion.
        agencies: ids of those of whom it is said; the ends of what it is about where it names none.
    """
    alone, both = CONCLUDED[conclusion.finds]
    one = len(agencies) == 1 and not _collective(network, agencies)
    if one and not conclusion.towards:
        alone = _ALONE.get(conclusion.finds, alone)
    inside = network.label(agencies[0]) if len(agencies) == 1 else ""
    text = (both if conclusion.towards else alone).format(
        who=say.who(network, agencies),
        towards=say.who(network, conclusion.towards),
        between=f"of {inside} with others" if one else say.between(network, agencies),
        between_all=say.between(network, [*agencies, *conclusion.towards]),
        at=_at(network, conclusion.towards),
        inside=inside,
        leads=_leads(network, [*agencies, *conclusion.towards]),
        nobody=_nobody(network, agencies),
        purpose=say.for_functions(network, conclusion.functions),
        task=say.names_of_functions(network, conclusion.functions) or "the matter",
        where=say.in_places(network, conclusion.places),
    )
    said = say.according_to(network, conclusion.evidence, most=1)
    extent = _EXTENT[conclusion.extent]
    if not conclusion.says:
        return say.sentence(f"{text}{extent}{said}")
    return say.sentence(f"{text}{extent}{said}: {conclusion.says}")


def _collective(network: Network, agencies: Sequence[str]) -> bool:
    return len(agencies) == 1 and network.agencies[agencies[0]].kind == "collective"


def _at(network: Network, agencies: Sequence[str]) -> str:
    """On whose side somebody is looked for: "at ICE", "among ICE and CBP"."""
    one = len(agencies) == 1 and not _collective(network, agencies)
    return f"{'at' if one else 'among'} {say.names(network, agencies)}"


def _leads(network: Network, agencies: Sequence[str]) -> str:
    """The question who leads: "who leads in ATF", "which of ATF and ICE leads"."""
    found = tuple(dict.fromkeys(agencies))
    if len(found) > 1:
        return f"which of {say.names(network, found)} leads"
    return f"who leads {'among' if _collective(network, found) else 'in'} {network.label(found[0])}"


def _nobody(network: Network, agencies: Sequence[str]) -> str:
    """None of some agencies: "nobody in ATF", "neither ATF nor ICE", "none of ATF, ICE and CBP"."""
    if len(agencies) == 1:
        where = "among" if _collective(network, agencies) else "in"
        return f"nobody {where} {network.label(agencies[0])}"
    if len(agencies) == 2:
        return f"neither {network.label(agencies[0])} nor {network.label(agencies[1])}"
    return f"none of {say.names(network, agencies)}"
