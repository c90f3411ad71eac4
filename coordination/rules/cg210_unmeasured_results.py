"""CG210: nobody measures the results of coordination."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.forum_questions import results_of_forums
from coordination.rules.rule import rule

__all__ = ["unmeasured_results"]


@rule("CG210", "unmeasured-results")
def unmeasured_results(network: Network) -> Iterator[Finding]:
    """A source reports that nobody measures what coordination brings, or no figure is recorded.

    It is reported for conclusions of this name. Silence about results shows nothing. It is open for
    forums with members, of whose results no figure is recorded.

    Why it matters:
        Agencies that don't measure results count meetings, and nobody knows whether fewer cases
        were lost.

    Options:
        None.

    Reported:
        They count meetings and not results.

    Open:
        title: A forum
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
          - {id: forum, name: Task force, kind: task-force, members: [atf, ice]}

    Clean:
        title: What an auditor concludes
        sources: [{id: report, title: Report of an auditor, publisher: The auditor}]
        functions: [{id: tracing, name: firearms tracing}]
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        conclusions:
          - id: found
            finds: works
            agencies: [atf, ice]
            functions: [tracing]
            says: They report results each year.
            evidence: [{source: report, at: page 4}]

    Remedy:
        Agree on outcomes that both answer for, measure them, and report on them together.

    Source:
        GAO-23-105520 (2023), leading collaboration practices "define common outcomes" and "ensure
        accountability". GAO-06-15 (2005): develop mechanisms to monitor, evaluate and report on
        results.
    """
    yield from results_of_forums(network)
