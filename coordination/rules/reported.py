"""What sources report, each adverse record in exactly one finding of the rule that it belongs to.

An adverse record is a link that is strained, late, unmet or absent, a requirement that a source
finds lacking, or a conclusion; what is assumed counts for nothing. Which of them go together is
decided in `adverse_records`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from coordination.engine.engine import per_network
from coordination.model import Conclusion, Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import to_be_monitored
from coordination.requirements.assess import Assessment, assess_all
from coordination.requirements.representation import in_order, insiders, joining
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.adverse_records import GENERAL, SortedRecords, sorted_records
from coordination.rules.conclusion_words import concluded
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.link_table import (
    cell_of,
    days_late,
    fits_one_sentence,
    told,
)
from coordination.rules.recorded_facts import independent
from coordination.rules.requirement_words import found_lacking

__all__ = ["code_of", "found_to_work", "reported", "reported_conclusions"]

_BY_GAP = {
    "no-counterpart": "CG101",
    "no-single-counterpart": "CG102",
    "unlinked": "CG103",
    "not-working": "CG204",
    "one-way": "CG203",
    "unwritten": "CG202",
    "unmet": "CG107",
}


def code_of(network: Network, assessment: Assessment) -> str:
    """The rule that reports a requirement that isn't met, or asks about it.

    Monitoring of agreements and oversight belong to CG207, exchange of information to CG601,
    training to CG401, what lies inside one agency to CG104; the rest goes by the gap. All cases of
    one that a source finds lacking belong to one rule.
    """
    if assessment.requirement.reported in ("lacking", "disputed"):
        return _one_code(network)[assessment.requirement.id]
    return _code(network, assessment)


@per_network
def _one_code(network: Network) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for one in assess_all(network):
        key, code = one.requirement.id, _code(network, one)
        codes[key] = min(code, codes.get(key, code))
    return codes


def _code(network: Network, assessment: Assessment) -> str:
    kinds, gap = set(assessment.requirement.kinds), assessment.gap
    if gap in ("no-counterpart", "no-single-counterpart", "unwritten"):
        return _BY_GAP[gap]
    if to_be_monitored(network, assessment.requirement) or kinds == {"oversight"}:
        return "CG207"
    if kinds == {"agreement"}:
        return "CG202"
    if gap != "one-way" or assessment.within:
        if kinds and kinds <= vocabulary.EXCHANGE_KINDS:
            return "CG601"
        if kinds == {"training"}:
            return "CG401"
        if assessment.within:
            return "CG104"
    if gap == "unlinked" and assessment.state == "not-examined":
        return "CG107"  # that nothing is recorded is no sign that they have nothing to do
    return _BY_GAP[gap or "unmet"]


@per_network
def reported(network: Network, code: str) -> tuple[Finding, ...]:
    """What sources report by links and requirements, of the rule with this code."""
    return tuple(make() for make in _assigned(network).get(code, ()))


_MOST_JOINED = 8
"""Agencies on the other side with which a remedy proposes links."""


def reported_conclusions(network: Network, name: str) -> tuple[Finding, ...]:
    """What sources conclude, of the rule with this name."""
    return tuple(
        _of_conclusion(network, conclusion, sorted_records(network))
        for conclusion in network.conclusions.values()
        if conclusion.finds == name and not conclusion.assumed
    )


def found_to_work(network: Network) -> dict[str, str]:
    """What sources conclude to work, a sentence by id of the conclusion; it makes no finding."""
    return {
        one.id: concluded(network, one, _concerned(network, one))
        for one in network.conclusions.values()
        if one.works and not one.assumed
    }


# -- findings --------------------------------------------------------------------------------------


@per_network
def _assigned(network: Network) -> Mapping[str, list[Callable[[], Finding]]]:
    """What makes each finding, by the rule that it belongs to: mostly one rule alone is asked."""
    found: dict[str, list[Callable[[], Finding]]] = defaultdict(list)
    these = sorted_records(network)
    taken = {key for keys in these.of_conclusion.values() for key in keys}
    for key, assessments in these.lacking.items():
        if key not in taken:
            code = code_of(network, assessments[0])
            links = [these.links[one] for one in these.of_requirement.get(key, ())]
            found[code].append(partial(_of_requirement, network, code, assessments, links))
    for links in _grouped(these):
        found[cell_of(links[0]).rule].append(partial(_of_links, network, these, links))
    return found


def _grouped(these: SortedRecords) -> Iterable[list[Link]]:
    """Links that stand alone; those that one requirement asks for and that fail alike, together."""
    groups: dict[tuple[object, ...], list[Link]] = defaultdict(list)
    for key in these.alone:
        link = these.links[key]
        asked = frozenset(one.requirement.id for one in these.asking.get(key, ()))
        groups[(asked, link.kind, link.status, link.functions) if asked else (key,)].append(link)
    for links in groups.values():
        if fits_one_sentence(links):
            yield links
        else:
            yield from ([link] for link in links)


def _of_links(network: Network, these: SortedRecords, links: list[Link]) -> Finding:
    message = told(network, links)
    answers = [these.links[key] for link in links for key in these.of_request.get(link.id, ())]
    shown = [*links, *answers]
    asking = {
        one.requirement.id: one.requirement
        for link in links
        for one in these.asking.get(link.id, ())
    }
    # Those that a source finds lacking have a finding of their own.
    mine = [one for one in asking.values() if one.id not in these.lacking]
    answers_it = (
        one.id
        for one in network.recommendations.values()
        if not asking.keys().isdisjoint(one.answers)
    )
    days = days_late(network, links[0]) if len(links) == 1 else None
    fault = cell_of(links[0]).fault
    ends = dict.fromkeys(end for link in links for end in link.agencies)
    first = [link.ends[1 if fault == "target" else 0] for link in links]
    return Finding.of(
        message,
        "reported",
        links=shown,
        agencies=dict.fromkeys(
            [*first, *ends, *(insiders(network, first[0])[:9] if len(ends) == 1 else ())]
        ),
        requirements=mine,
        recommendations=tuple(answers_it),
        functions=(name for link in shown for name in link.functions),
        criteria=_criteria(network, shown, these),
        condition=say.condition_of_links(network, shown),
        disputed=_contradicted(network, shown),
        value=days,
        threshold=None if days is None else 0,
        unit="" if days is None else "days",
        clears=_mended(network, shown),
        subjects=tuple(link.id for link in links),
    )


def _mended(network: Network, links: list[Link]) -> tuple[Change, ...]:
    """The links come to work; what was due by a day is given by that day."""
    return tuple(
        replace(change, fields={**change.fields, "start": link.due})
        if link.due and link.kind != "request"
        else change
        for link, change in zip(links, remedies.mend(network, links), strict=True)
    )


def _of_requirement(
    network: Network, code: str, assessments: list[Assessment], links: list[Link]
) -> Finding:
    first = assessments[0]
    requirement = first.requirement
    agencies = dict.fromkeys(
        agency for one in assessments for agency in (one.unlinked or one.counterparts)[:9]
    )
    own = dict.fromkeys(one.requirement.agency for one in assessments)
    if first.within:
        agencies = dict.fromkeys(insiders(network, requirement.agency)[:9])
    works = [link for one in assessments for link in one.working if not link.assumed]
    contradicted = requirement.reported == "disputed" or (first.shown == "met" and bool(works))
    shown = [*links, *(works if contradicted else ())]
    clears = remedies.mend(network, links)
    if not first.within:
        missed = [one for one in assessments if one.shown != "met"]
        silent = [one for one in missed if not (one.failing or one.working)]
        clears += remedies.join_each(network, silent if clears else missed)
    return Finding.of(
        found_lacking(network, code, assessments),
        "reported",
        links=shown,
        agencies=[*own, *agencies],
        requirements=[requirement],
        criteria=say.criteria(network, requirement),
        condition=say.found_of(network, requirement, shown),
        disputed=contradicted or _contradicted(network, links),
        clears=clears,
        also_derived=any(independent(link.evidence, requirement.evidence) for link in links),
        subjects=(requirement.id,),
    )


def _concerned(network: Network, conclusion: Conclusion) -> tuple[str, ...]:
    """Of whom something is concluded: the agencies that it names, or those that it is about."""
    ends = (end for key in conclusion.about for end in _ends(network, key))
    return conclusion.agencies or tuple(dict.fromkeys(ends))


def _of_conclusion(network: Network, conclusion: Conclusion, these: SortedRecords) -> Finding:
    own = these.of_conclusion.get(conclusion.id, ())
    # What a requirement took into its finding goes with it into the conclusion's.
    own = [*own, *(link for key in own for link in these.of_requirement.get(key, ()))]
    requirements = [these.lacking[key][0].requirement for key in own if key in these.lacking]
    failing = [these.links[key] for key in own if key in these.links]
    about = (key for key in conclusion.about if key in network.links)
    others = [network.links[key] for key in about if key not in these.links]
    links = in_order(network, (*failing, *others))
    named = [network.requirements[key] for key in conclusion.about if key in network.requirements]
    agencies = _concerned(network, conclusion)
    asked = {one.id: one for one in (*named, *requirements)}
    # What another finding takes is not named here again; it is still what was required.
    mine = [one for one in asked.values() if one.id not in these.lacking or one.id in own]
    said = Statement(say.sentence(conclusion.says or ""), conclusion.evidence)
    shown = say.condition_of_links(network, links)
    return Finding.of(
        concluded(network, conclusion, agencies),
        "reported",
        links=links,
        agencies=(*agencies, *conclusion.towards),
        requirements=mine,
        functions=conclusion.functions,
        places=conclusion.places,
        conclusions=(conclusion.id,),
        criteria=Statement.joined(say.criteria(network, one) for one in asked.values())
        if asked
        else None,
        condition=Statement.joined(part for part in (said, shown) if part.text or part.evidence),
        cause=conclusion.cause,
        effect=conclusion.effect,
        disputed=any(passage.stance == "disputes" for passage in conclusion.evidence)
        or _contradicted(network, failing),
        clears=remedies.mend(network, failing) or _remedies(network, own, these),
        subjects=(conclusion.id,),
    )


def _remedies(network: Network, own: Iterable[str], these: SortedRecords) -> tuple[Change, ...]:
    """What would meet the requirements that a conclusion is about."""
    found: list[Change] = []
    for key in own:
        for one in these.lacking.get(key, ())[:1]:
            if one.within:
                continue
            agencies = () if one.requirement.single else (one.unlinked or one.counterparts)
            if one.requirement.single:
                found.append(remedies.take_the_lead(network, None, one.requirement.function))
            found += remedies.join(network, one, tuple(agencies)[:_MOST_JOINED])
    return tuple(found)


def _ends(network: Network, key: str) -> tuple[str, ...]:
    if key in network.links:
        return network.links[key].agencies
    if key not in network.requirements:
        return ()
    requirement = network.requirements[key]
    other = requirement.counterpart.agency or requirement.counterpart.collective
    return (*requirement.named, *((other,) if other else ()))


def _criteria(network: Network, links: list[Link], these: SortedRecords) -> Statement | None:
    """What was required of links, or None where nothing in the data says it.

    Requirements that ask for them come first, then agreements in force between their ends.
    """
    asked = {one.requirement.id: one for link in links for one in these.asking.get(link.id, ())}
    if asked:
        return Statement.joined(say.criteria(network, one.requirement) for one in asked.values())
    if cell_of(links[0]).rule in GENERAL:
        return None
    agreed = {
        agreement.id: agreement
        for link in links
        if len(link.agencies) == 2
        for agreement in (
            (network.links[link.under],)
            if link.under and link.under in network.links
            else joining(network, *link.agencies)
        )
        if agreement.kind in vocabulary.PAPER_KINDS
        and agreement.in_force
        and agreement.id not in these.links
        and agreement.shares_function(link)
    }
    covering = [
        Statement(
            say.sentence(f"{say.link_phrase(network, agreement)} covers it"), agreement.evidence
        )
        for agreement in agreed.values()
    ]
    return Statement.joined(covering) if covering else None


def _contradicted(network: Network, links: Iterable[Link]) -> bool:
    """Whether a passage, or a link that works between the same two, contradicts a failing link."""
    for link in links:
        if any(passage.stance == "disputes" for passage in link.evidence):
            return True
        if len(link.agencies) == 2 and any(
            other.works
            and not other.assumed
            and (other.kind, other.name) == (link.kind, link.name)
            and (other.ends == link.ends or other.mutual or link.mutual)
            and set(other.functions) == set(link.functions)
            for other in network.links_between(*link.agencies)
        ):
            return True
    return False
