"""CG201: agreed on paper, not done in practice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from coordination.engine.argsort import among, distinct
from coordination.engine.snapshot import pair_keys
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.agreements import (
    BULK,
    MOST_ASKED,
    doubtful,
    practice,
    standing,
    standing_rows,
)
from coordination.requirements.joints import failing
from coordination.requirements.provisions import Provisions, provisions
from coordination.requirements.representation import in_order
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.agreement_questions import followed
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["paper_tie"]


@rule("CG201", "paper-tie")
def paper_tie(network: Network) -> Iterator[Finding]:
    """An agreement or directive is in force, and what it provides for is not done.

    It is derived where requirements or links stand `under` it and some of them are not met or fail:
    each is listed as carried out, not carried out or not examined. Where nothing stands under it,
    it is derived where sources report operational links of two of its parties, for a function that
    it covers, and none of them works. Sources report it of the agreement itself (strained), of a
    directive that wasn't carried out, and by conclusions. It is open where nothing at all is
    recorded of the work of its parties. Agreements that are superseded are left to CG206.

    Why it matters:
        Overseers take a memorandum for coordination, and the work may not have changed. Comparing
        what is agreed with what is done shows failures that neither shows alone.

    Options:
        None.

    Reported:
        The memorandum is not followed.

    Derived:
        title: A memorandum that isn't practised
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice,
             evidence: [{source: report, at: page 4, says: They signed a memorandum.}]}
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice, status: strained,
             evidence: [{source: report, at: page 5, says: Joint cases are rare.}]}

    Open:
        title: A memorandum of which nothing more is known
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice}

    Clean:
        title: A memorandum that is practised
        sources: [{id: report, title: Report of an auditor}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        links:
          - {id: atf-ice-mou, kind: agreement, source: atf, target: ice,
             evidence: [{source: report, at: page 4, says: They signed a memorandum.}]}
          - {id: joint-cases, kind: joint-operation, source: atf, target: ice,
             evidence: [{source: report, at: page 5, says: Half of the cases are joint.}]}

    Remedy:
        Name in the agreement who does what by when, have somebody watch it, and start with one
        piece of joint work.

    Source:
        CNN, 9 November 2010, paragraph 8: ATF and ICE find it hard to coordinate "despite a formal
        memorandum of understanding". Cataldo, Wagstrom, Herbsleb and Carley 2006, CSCW '06,
        doi:10.1145/1180875.1180929, section 3.4, likewise counts recorded communication apart from
        what gives only potential paths.
    """
    under = provisions(network)
    told: set[str] = set()
    places = np.array([network.engine.place_of(key) for key in under], np.int64)
    judged = standing(network, among(network.engine.columns.link, places))
    for agreement in in_order(network, [*doubtful(network), *judged]):
        found = under.get(agreement.id)
        if found is not None:
            yield from _not_carried_out(network, agreement, found)
        elif practice(network, agreement).idle:
            told.add(agreement.id)
            yield _idle(network, agreement)
    yield from (one for one in _questions(network) if told.isdisjoint(one.links))
    yield from followed(network)


def _not_carried_out(network: Network, agreement: Link, under: Provisions) -> Iterator[Finding]:
    """What stands under an agreement: what isn't carried out, what is, what nobody looked at."""
    broken = failing(under.links)
    missed = [one for one in under.cases if one.state == "lacking"]
    if not broken and not missed:
        return
    rest: dict[str, dict[str, None]] = {"Carried out": {}, "Not examined": {}}
    for one in under.cases:
        if one.state != "lacking":
            text = say.criteria(network, one.requirement).text.rstrip(".")
            rest["Carried out" if one.state == "met" else "Not examined"][text] = None
    for link in under.links:
        if link not in broken:
            text = say.link_phrase(network, link)
            rest["Carried out" if link.works else "Not examined"][text] = None
    parts = [f"{how}: {'; '.join(texts)}." for how, texts in rest.items() if texts]
    lacking = {one.requirement.id: one.requirement for one in missed}
    total = len({*(one.requirement.id for one in under.cases), *(one.id for one in under.links)})
    shown = say.condition_of_links(network, broken)
    told = [say.condition_of_requirement(network, one) for one in lacking.values()]
    partly = {link.id for link in broken if link.in_force}
    partly |= {one.requirement.id for one in missed if one.partly}
    undone = {*lacking, *(link.id for link in broken)} - partly
    # That a source finds a requirement unmet doesn't say that nothing is done.
    softly = not undone.isdisjoint(lacking)
    purpose = say.for_functions(network, agreement.functions)
    yield Finding.of(
        say.sentence(
            f"{say.link_phrase(network, agreement)}{purpose} is in force, and"
            f" {_how_far(len(undone), len(partly), total, softly=softly)}"
        ),
        "derived",
        links=[agreement],
        functions=agreement.functions,
        evidence=agreement.evidence,
        criteria=_in_force(network, agreement),
        condition=Statement.joined(
            [*(part for part in told if part), shown, *(Statement(text) for text in parts)]
        ),
        clears=(
            *remedies.mend(network, broken),
            *(
                change
                for one in missed
                if not one.within
                for change in remedies.join(network, one, one.unlinked[:1])
            ),
        ),
        value=len(undone) + len(partly),
        threshold=0,
        unit="failures",
    )


def _how_far(failing: int, partly: int, total: int, *, softly: bool) -> str:
    """How many provisions aren't carried out, and how many in part only."""
    told = []
    for number, is_partly in ((failing, False), (partly, True)):
        if number:
            what = f"{number} of {total} provisions" if total > 1 else "what it provides for"
            be, they = ("is", "it") if number == 1 else ("are", "they")
            how = f"not carried out{f' as {they} should be' if softly else ''}"
            told.append(f"{what} {be} {'carried out in part' if is_partly else how}")
    return say.listed(told)


def _in_force(network: Network, agreement: Link) -> Statement:
    purpose = say.for_functions(network, agreement.functions)
    return Statement(
        say.sentence(f"{say.link_phrase(network, agreement)} is in force{purpose}"),
        agreement.evidence,
    )


def _idle(network: Network, agreement: Link) -> Finding:
    found = practice(network, agreement)
    ends = tuple(dict.fromkeys(end for pair in found.idle for end in pair))
    purpose = say.for_functions(network, agreement.functions)
    who = say.who(network, ends)
    if len(agreement.agencies) == 2:
        message = (
            f"{who} {who:has|have} an agreement{purpose},"
            " and none of the work reported under it works as intended"
        )
    else:
        pairs = [f"between {say.names(network, pair)}" for pair in found.idle[:4]]
        more = f" and {len(found.idle) - 4} other pairs" if len(found.idle) > 4 else ""
        message = (
            f"{say.link_phrase(network, agreement)}{purpose} is in force,"
            f" and none of the work reported under it works as intended {say.listed(pairs)}{more}"
        )
    shown = (*failing([agreement]), *found.failing)
    return Finding.of(
        say.sentence(message),
        "derived",
        links=(agreement, *found.failing),
        agencies=ends,
        functions=agreement.functions,
        criteria=_in_force(network, agreement),
        condition=say.condition_of_links(network, shown),
        clears=remedies.mend(network, shown),
        subjects=(agreement.id,),
    )


def _questions(network: Network) -> Iterator[Finding]:
    """Agreements under which nothing is recorded; beyond many, papers are all that was recorded."""
    columns = network.engine.columns
    rows = standing_rows(network) & columns.where(statuses=["active"])
    if rows.sum() > BULK:
        return
    pairs = pair_keys(columns.source, columns.target, len(columns.ids))
    silent = rows & ~among(pairs, pairs[~columns.formal])
    if len(distinct(columns.link[silent])) > MOST_ASKED:
        return
    for agreement in network.engine.links_marked(silent):
        if agreement.id in provisions(network) or any(
            link.operational
            for pair in combinations(agreement.agencies, 2)
            for link in network.links_between(*pair)
        ):
            continue
        purpose = say.for_functions(network, agreement.functions)
        phrase = say.link_phrase(network, agreement)
        yield Finding.asked(
            f"What is done under {phrase}{purpose}? Nothing is recorded.",
            links=[agreement],
            criteria=_in_force(network, agreement),
            condition="No work of the parties is recorded, and no source says that somebody"
            " looked.",
            settles=Change.new_link(
                say.sentence(f"work under {phrase} is recorded with its status"),
                kind="joint-operation",
                source=agreement.agencies[0],
                target=agreement.agencies[1],
                under=agreement.id,
            ),
            answer=f"{phrase}{purpose} is in force and is not carried out",
        )
