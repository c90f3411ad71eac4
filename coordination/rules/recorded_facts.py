"""Find the records that also show what a source concludes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from coordination.model import Conclusion, Evidence, Link, vocabulary
from coordination.network import Network
from coordination.requirements.forums import members_of_forums
from coordination.requirements.joints import failing
from coordination.requirements.provisions import Provisions, provisions
from coordination.rules import phrases as say
from coordination.rules.finding import Statement
from coordination.rules.link_table import cell_of, failing_links

__all__ = ["KINDS", "facts_of", "independent"]

KINDS: dict[str, frozenset[str]] = {
    "CG2": frozenset({"agreement", "directive"}),
    "CG204": vocabulary.OPERATIONAL_KINDS,
    "CG207": frozenset({"oversight", "reporting"}),
    "CG3": frozenset({"request", "support"}),
    "CG4": frozenset({"training"}),
    "CG6": vocabulary.EXCHANGE_KINDS,
}
"""Kinds of link that rules are about, by code or family; the others are about any."""

_BY_LINKS = ("CG204", "CG207", "CG401", "CG601")
"""Rules of which failing links of their kinds are instances, whichever rule reports these."""

_RECEIVED = ("CG304", "CG401")
"""Rules about what an agency receives, whoever is to give it: means, training."""


def facts_of(network: Network, code: str, conclusion: Conclusion) -> tuple[Statement, ...]:
    """What records show of a conclusion, by passages of their own.

    Failing links of its agencies, functions and kind, or that the same rule reports: they join one
    side with the other where it names two, else two of the agencies, or a group that it speaks of,
    or two of its members; or they were to give one of them the means or training that it speaks of.
    What a forum does is shown by those that it joins. Of somebody who doesn't follow up agreements
    or orders: what these provide for and isn't done. A sentence that is coded twice shows nothing.

    Args:
        network: the network.
        code: code of the rule that reports the conclusion.
        conclusion: the conclusion.
    """
    links = [*_failing(network, code, conclusion)]
    cases = []
    for under in _followed_up(network, code, conclusion):
        links += failing(under.links)
        cases += [one.requirement for one in under.cases if one.state == "lacking"]
    told = [
        say.condition_of_links(network, [link])
        for link in dict.fromkeys(links)
        if link.id not in conclusion.about
    ]
    told += [
        found
        for case in dict.fromkeys(cases)
        if case.id not in conclusion.about
        and (found := say.condition_of_requirement(network, case))
    ]
    return tuple(one for one in told if independent(one.evidence, conclusion.evidence))


def _failing(network: Network, code: str, conclusion: Conclusion) -> Iterator[Link]:
    """Failing links that are instances of what is concluded."""
    if conclusion.places:
        return  # nobody records where a link fails
    kinds: Collection[str] = ()
    if code in _BY_LINKS:
        kinds = KINDS.get(code) or KINDS[code[:3]]
    links = [
        link
        for link in failing_links(network)
        if (link.kind in kinds or cell_of(link).rule == code)
        and not (conclusion.functions and set(conclusion.functions).isdisjoint(link.functions))
    ]
    if not links:
        return
    own = [frozenset(network.parts(key)) for key in _sides(network, conclusion)]
    others = [frozenset(network.parts(key)) for key in _apart(network, conclusion.towards)]
    for link in links:
        if others:
            joins = _crosses(link, own, others)
        else:
            joins = _joins(link, own, code) or link.agencies == conclusion.agencies
        if joins:
            yield link


def _followed_up(network: Network, code: str, conclusion: Conclusion) -> Iterator[Provisions]:
    """What stands under the agreements and orders that nobody is said to follow up."""
    if code == "CG207":
        for key in conclusion.about:
            if key in provisions(network):
                yield provisions(network)[key]


def _sides(network: Network, conclusion: Conclusion) -> dict[str, None]:
    """Of whom a conclusion speaks: members of groups, and those that forums join."""
    forums = members_of_forums(network, vocabulary.IN_FORCE)
    found = _apart(network, conclusion.agencies)
    if conclusion.towards or not forums.keys() >= found.keys():
        return found
    for forum in tuple(found):
        found |= _apart(network, forums[forum])
    ends = (network.links[key].agencies for key in conclusion.about if key in network.links)
    return found | _apart(network, (end for each in ends for end in each))


def _apart(network: Network, agencies: Iterable[str]) -> dict[str, None]:
    """Agencies, with the members of groups in their place."""
    return dict.fromkeys(
        member
        for key in agencies
        for member in (
            (network.agencies[key].kind == "collective" and network.agencies[key].members) or (key,)
        )
    )


def independent(evidence: Iterable[Evidence], other: Iterable[Evidence]) -> bool:
    """Whether some passage isn't at a place of the others."""
    known = {(one.source, one.at) for one in other}
    return any((one.source, one.at) not in known for one in evidence)


def _crosses(link: Link, own: list[frozenset[str]], others: list[frozenset[str]]) -> bool:
    """Whether a link's ends belong to one side and to the other, and none to both."""
    ours, theirs = (
        {end for end in link.agencies if any(end in side for side in sides)}
        for sides in (own, others)
    )
    return bool(ours and theirs) and ours.isdisjoint(theirs) and ours | theirs == {*link.agencies}


def _joins(link: Link, sides: list[frozenset[str]], code: str) -> bool:
    """Whether a link's ends belong to two of the agencies, or one receives what a rule is about."""
    of_end = [{n for n, side in enumerate(sides) if end in side} for end in link.agencies]
    if code in _RECEIVED and any(link.ends[1] in side for side in sides):
        return True
    return all(of_end) and len(set.union(*of_end)) > 1 and not set.intersection(*of_end)
