"""CG704: the work is spread over several agencies."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.matter_questions import whole_of_the_matter
from coordination.rules.rule import rule

__all__ = ["fragmented_work"]


@rule("CG704", "fragmented-work")
def fragmented_work(network: Network) -> Iterator[Finding]:
    """Responsibility for one matter is fragmented among several agencies, and nobody has all of it.

    Fragmentation is GAO's word for more than one agency in one broad area; it is reported for
    conclusions of this name. It is open for functions that belong together (one agency or its parts
    hold several of them, or one agreement covers them), where several agencies hold a part and
    nobody leads all. CG702 reports agencies that hold a function in one place without anything that
    divides it, CG701 several leads.

    Why it matters:
        Fragmented work may suit the matter, but the parts have to be coordinated, and somebody has
        to see the whole.

    Options:
        None.

    Reported:
        Four offices handle tracing.

    Open:
        title: A matter in parts
        functions: [{id: meat, name: meat inspection}, {id: eggs, name: egg inspection}]
        agencies:
          - id: fda
            name: FDA
            jurisdiction: US
            mandates: [{function: eggs, role: lead}, {function: meat}]
          - {id: fsis, name: FSIS, jurisdiction: US, mandates: [{function: meat, role: lead}]}
          - {id: ams, name: AMS, jurisdiction: US, mandates: [{function: eggs}]}

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
            says: The work is divided in writing.
            evidence: [{source: report, at: page 4}]

    Remedy:
        Name who sees the whole; where the parts overlap, divide them in writing or merge them.

    Source:
        GAO-15-49SP (2015): fragmentation is more than one federal agency involved in the same broad
        area.
    """
    yield from whole_of_the_matter(network)
