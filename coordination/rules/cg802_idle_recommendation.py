"""CG802: a recommendation that answers no finding."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["idle_recommendation"]

_CLOSED = ("implemented", "not-implemented")
"""Statuses with which a recommendation has come to its end, so that nothing need be open."""


@rule("CG802", "idle-recommendation", after=True)
def idle_recommendation(network: Network, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """What an open recommendation is meant to mend is named by no finding.

    No finding about coordination and no open question names what it `answers`. A recommendation
    that names nothing to answer isn't reported, since the data is silent on its purpose; nor is one
    that is implemented or closed.

    Why it matters:
        Either the gap is closed and the recommendation can be closed too, or the gap for which it
        was made isn't in the data. Agencies may be working on something that needs no work.

    Options:
        None.

    Derived:
        title: A recommendation where all works
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
          - {id: auditor, name: Auditor, kind: oversight}
        links:
          - {id: sharing, kind: information-sharing, source: atf, target: dea}
        recommendations:
          - {id: r1, by: auditor, to: atf, says: Share intelligence., answers: [sharing]}

    Clean:
        title: A recommendation where something is missing
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
          - {id: auditor, name: Auditor, kind: oversight}
        links:
          - {id: sharing, kind: information-sharing, source: atf, target: dea, status: strained}
        recommendations:
          - {id: r1, by: auditor, to: atf, says: Share intelligence., answers: [sharing]}

    Remedy:
        Close the recommendation if it has been carried out; else record the condition for which it
        was made, with its evidence.

    Source:
        Institute of Internal Auditors 2013, How Do I ... Report Audit Findings: a recommendation
        whose relation to the cause can't be seen is poorly written. U.S. General Accounting Office
        1991, How to Get Action on Audit Recommendations, GAO/OP-9.2.1, preface: one that doesn't
        correct the basic cause may not achieve its result.
    """
    counted = [one for one in findings if not one.about_the_record and _may_need_it(network, one)]
    named = {
        subject
        for finding in counted
        for subject in (*finding.requirements, *finding.links, *finding.conclusions)
    }
    answered = {key for finding in counted for key in finding.recommendations}
    for one in network.recommendations.values():
        if not one.answers or one.status in _CLOSED or one.id in answered:
            continue
        if not named.isdisjoint(one.answers):
            continue
        yield Finding(
            f"What is recommended to {say.names(network, one.to)} answers no finding: {one.says}",
            "derived",
            one.to,
            condition=Statement(
                f"The recommendation is {one.status.replace('-', ' ')}, and nothing is found of"
                f" what it answers ({', '.join(one.answers)}).",
                one.evidence,
            ),
            records=(one.id,),
            clears=(
                Change(
                    "change",
                    "recommendations",
                    "It is recorded as implemented.",
                    one.id,
                    {"status": "implemented"},
                ),
            ),
        )


def _may_need_it(network: Network, finding: Finding) -> bool:
    """Whether something is found, or may be: what is asked of a link that works shows nothing."""
    if finding.basis != "open" or finding.requirements or finding.conclusions:
        return True
    return any(not network.links[key].works for key in finding.links)
