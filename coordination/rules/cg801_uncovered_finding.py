"""CG801: a finding that no recommendation answers."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.rule import rule

__all__ = ["uncovered_finding"]


@rule("CG801", "uncovered-finding", after=True)
def uncovered_finding(network: Network, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """No recommendation answers a finding about coordination.

    A recommendation answers a finding where it `answers` a requirement or link that the finding
    names. It is reported only where the sources cover recommendations in full (`examined:
    [recommendations]`). Several findings about the same requirements or links are reported once.
    Findings about recommendations and evidence (CG8, CG9) need no answer.

    Why it matters:
        Where an audit finds a gap and asks nobody to close it, nobody follows it up.

    Options:
        None.

    Derived:
        title: A gap without a recommendation
        examined: [recommendations]
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        links:
          - {id: sharing, kind: information-sharing, source: atf, target: dea, status: strained}

    Clean:
        title: A gap with a recommendation
        examined: [recommendations]
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
          - {id: auditor, name: Auditor, kind: oversight}
        links:
          - {id: sharing, kind: information-sharing, source: atf, target: dea, status: strained}
        recommendations:
          - {id: r1, by: auditor, to: atf, says: Share intelligence., answers: [sharing]}

    Remedy:
        Recommend who should do what, or say why nothing is recommended. Where a recommendation does
        answer the finding, record it in `answers`.

    Source:
        New York City Comptroller, Audit Policy and Instruction Manual, 2.10: the elements of an
        audit finding are criteria, condition, cause, effect and recommendation. U.S. Government
        Accountability Office, Government Auditing Standards (2024), 9.10: recommendations as
        appropriate, so a finding without one is no breach.
    """
    if "recommendations" not in network.examined:
        return
    told: set[str] = set()
    for finding in findings:
        if finding.basis == "open" or finding.about_the_record or finding.recommendations:
            continue
        subjects = finding.key.partition(":")[2]
        if subjects in told:
            continue  # what answers the one answers the other
        told.add(subjects)
        yield Finding(
            f"No recommendation answers this: {finding.message}",
            "derived",
            finding.agencies,
            Statement("A finding is to be answered by a recommendation."),
            Statement(
                f"None of {len(network.recommendations)} recommendations answers"
                f" {finding.code} ({finding.name}), and the sources cover recommendations in full.",
                finding.evidence,
            ),
            links=finding.links,
            requirements=finding.requirements,
            functions=finding.functions,
            records=finding.records,
            conclusions=finding.conclusions,
            subjects=(subjects,),
            clears=(
                Change(
                    "add",
                    "recommendations",
                    "Somebody recommends what would close the gap.",
                    fields={
                        "answers": [*finding.conclusions, *finding.requirements, *finding.links]
                    },
                ),
            ),
        )
