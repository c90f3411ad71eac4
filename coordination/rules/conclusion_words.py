"""What sources conclude, in words: a sentence for each rule that a conclusion may name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coordination.engine.engine import per_setting
from coordination.model import Conclusion
from coordination.network import Network
from coordination.rules import phrases as say

__all__ = ["CONCLUDED", "concluded"]

CONCLUDED: dict[str, str] = {
    "missing-counterpart": "{who} {who:has|have} no counterpart[ {at}]{purpose}{where}",
    "no-single-counterpart": "{who} {who:has|have} no single counterpart[ {at}]{purpose}{where}",
    "unlinked-counterpart": (
        "{who} <are>[{who:is|are}] not in contact with <each other>[{towards}]{purpose}{where}"
    ),
    "uncoordinated-counterparts": (
        "{who} <do>[{who:does|do}] not coordinate <among themselves>[with"
        " {towards}]{purpose}{where}"
    ),
    "counterpart-through-third-party": (
        "{who} <{who:reaches its|reach their} counterparts>[{who:reaches|reach} {towards}]"
        " only through others{purpose}{where}"
    ),
    "level-mismatch": (
        "<The counterparts of {who}{purpose}{where} are at another level of government>[{who}"
        " {who:is|are} at a different level of government from {towards}{purpose}{where}]"
    ),
    "unmet-requirement": (
        "{who} {who:does|do} not coordinate[ with {towards}] as required{purpose}{where}"
    ),
    "paper-tie": (
        "<What {who} agreed on{purpose}{where} is not carried out as agreed>[{who}"
        " {who:does|do} not carry out what was agreed with {towards}{purpose}{where}]"
    ),
    "unwritten-tie": (
        "<There is>[{who} {who:has|have}] no written guidance or agreement <{between}>[with"
        " {towards}]{purpose}{where}"
    ),
    "one-way-tie": "Exchange {sides}{purpose}{where} runs one way only",
    "strained-tie": "Coordination {sides}{purpose}{where} does not work as it should",
    "expired-agreement": (
        "An agreement {sides}{purpose}{where} is still relied on, although it has ended"
    ),
    "outdated-agreement": "The agreement {sides}{purpose}{where} is out of date",
    "unmonitored-agreement": (
        "<Nobody monitors how {who} {who:carries|carry}>[{who} {who:does|do} not follow up how"
        " {towards} {towards:carries|carry}] out what was agreed or ordered{purpose}{where}"
    ),
    "single-channel-tie": "Coordination {sides}{purpose}{where} rests on one channel",
    "bridge-tie": "The tie {sides}{purpose}{where} is the only one between two sides",
    "unmeasured-results": (
        "{who} {who:does|do} not measure the results of <{who:its|their}"
        " coordination>[coordination with {towards}]{purpose}{where}"
    ),
    "unmet-request": (
        "{who} did not give[ {towards}] what was asked for, owed or ordered{purpose}{where}"
    ),
    "late-response": (
        "{who} {who:was|were} late in answering[ {towards}] or delivering[ to"
        " {towards:it|them}]{purpose}{where}"
    ),
    "falling-fulfilment": (
        "{who} {who:fulfils|fulfil} a smaller share of[ the] requests[ of {towards}] than"
        " before{purpose}{where}"
    ),
    "missing-resources": (
        "{who} {who:does|do} not have the resources or the authority needed[ to work with"
        " {towards}]{purpose}{where}"
    ),
    "training-gap": "The training of[ {towards} by] {who}{purpose}{where} is missing or inadequate",
    "single-point-of-failure": "The work[ of {towards}] depends on {who} alone{purpose}{where}",
    "sole-broker": "All exchange[ with {towards}]{purpose}{where} goes through {who} alone",
    "isolated-agency": (
        "{who} <{who:works on its|work on their} own>[{who:works|work} apart from"
        " {towards}]{purpose}{where}"
    ),
    "information-not-shared": (
        "{who} <do>[{who:does|do}] not share information with <each other>[{towards}] as"
        " <they>[{who:it|they}] should{purpose}{where}"
    ),
    "liaison-without-traffic": (
        "A liaison <is in place {between}>[joins {who} with {towards}]{purpose}{where}, but"
        " nothing passes through it"
    ),
    "contradicting-accounts": (
        "The accounts of {who}[ and of {towards}]{purpose}{where} contradict each other"
    ),
    "ambiguous-lead": "It is unclear {leads}{purpose}{where}",
    "overlapping-mandate": (
        "The work of {who}[ overlaps with that of {towards}]{purpose}{where}< overlaps>"
    ),
    "duplicate-forum": (
        "{who} <are forums that do>[{who:does|do}] the same work[ as {towards}]{purpose}{where}"
    ),
    "fragmented-work": "The work is fragmented {between_all}{purpose}{where}",
    "duplicated-work": (
        "{who} <duplicate each other's work>[{who:duplicates|duplicate} the work of"
        " {towards}]{purpose}{where}"
    ),
    "missing-holder": "{nobody} is responsible[ towards {towards}] for {task}{where}",
}
"""For each rule the sentence: about some agencies without what is in [ ], about some towards others
without what is in < >."""

_ALONE: dict[str, str] = {
    "unlinked-counterpart": "{who} {who:is|are} not in contact with others{purpose}{where}",
    "uncoordinated-counterparts": (
        "The parts of {inside} do not coordinate among themselves{purpose}{where}"
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

_WORKS = "Coordination {sides}{purpose}{where} works"

_ONE_SIDE, _OTHER_SIDE = re.compile(r"<[^>]*>|[][]"), re.compile(r"\[[^]]*\]|[<>]")
"""What a sentence about some towards others leaves out, and one about some agencies alone."""

_EXTENT = {"wholly": "", "partly": " (in part)", "at-times": " (at times)"}


@per_setting
def concluded(network: Network, conclusion: Conclusion, agencies: tuple[str, ...]) -> str:
    """What a source concludes, as one sentence that says who says so.

    Args:
        network: the network.
        conclusion: the conclusion.
        agencies: ids of those of whom it is said; the ends of what it is about where it names none.
    """
    text = _WORKS if conclusion.works else CONCLUDED[conclusion.finds]
    one = len(agencies) == 1 and not _collective(network, agencies)
    if one and not conclusion.towards:
        text = _ALONE.get(conclusion.finds, text)
    text = (_ONE_SIDE if conclusion.towards else _OTHER_SIDE).sub("", text)
    inside = network.label(agencies[0]) if len(agencies) == 1 else ""
    lone = one and not network.agencies[agencies[0]].members  # a forum works by its members
    between = f"of {inside} with others" if lone else say.between(network, agencies)
    who, towards = say.who(network, agencies), say.who(network, conclusion.towards)
    text = text.format(
        who=who,
        towards=towards,
        between=between,
        sides=f"of {who} with {towards}" if towards else between,
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
