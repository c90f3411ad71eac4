"""CG401: training that was asked for or is required, and isn't given as meant."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Finding
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule
from coordination.rules.shared_questions import training_of_sharers

__all__ = ["training_gap"]


@rule("CG401", "training-gap")
def training_gap(network: Network) -> Iterator[Finding]:
    """Training that is required or was due is not given, or not as it should be.

    Sources report it of training that is strained, late, unmet or absent, and of a requirement of
    training that they find unmet; it is derived where a requirement of training was examined and
    none that works is recorded, and open where nobody looked or where training is only prescribed;
    it is open too for agencies that a requirement, an agreement or a directive binds for one
    function.

    Why it matters:
        Systems and agreements work only if people know how to use them. Without training, access
        stays unused, and requests arrive in a form that can't be answered.

    Options:
        None.

    Reported:
        title: Mexico asks for training in vain
        functions:
          - {id: tracing, name: firearms tracing}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - kind: training
            source: atf
            target: pgr
            status: unmet
            functions: [tracing]
            evidence: [{source: report, at: page 6, says: The training was not given.}]

    Derived:
        title: It is required, and somebody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, kinds: [training],
             examined: true}

    Open:
        title: It is required, and nobody looked
        agencies:
          - {id: atf, name: ATF}
          - {id: ice, name: ICE}
        requirements:
          - {id: atf-ice, agency: atf, counterpart: {agency: ice}, kinds: [training]}

    Clean:
        title: ATF trains thirty people a month
        functions:
          - {id: tracing, name: firearms tracing}
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: pgr, name: PGR}
        links:
          - kind: training
            source: atf
            target: pgr
            functions: [tracing]
            evidence: [{source: report, at: page 6, says: Thirty people are trained each month.}]

    Remedy:
        Plan the training with those who asked for it: how many people, in what, by when, and who
        pays; or say that it can't be given, so that they look elsewhere.

    Source:
        GAO-10-822T (2010): a well-trained workforce is one of four areas on which collaboration
        stands. Cases: CNN, 9 November 2010, paragraph 6: ATF was unable to provide key training
        that Mexico requested; Associated Press, 6 October 2010: too few investigators in Mexico had
        been trained to trace firearms.
    """

    def not_given(unmet: Unmet) -> Finding:
        own, requirement = unmet.who, unmet.requirement
        other = say.names(network, unmet.agencies) or say.other_side(network, requirement)
        who = {
            "to-counterpart": f"of {other} by {own}",
            "from-counterpart": f"of {own} by {other}",
        }.get(requirement.direction, f"between {own} and {other}")
        if unmet.first.within:
            who = f"among {own}"
        return unmet.tell(
            f"training {who}{_purpose(network, requirement.function)} is required and is not given",
            besides="no training that works is recorded",
        )

    yield from gaps_of_requirements(network, "CG401", not_given)
    yield from training_of_sharers(network)


def _purpose(network: Network, function: str | None) -> str:
    """What the training is for, unless the function is training itself."""
    if function and "training" in network.functions[function].name.lower():
        return ""
    return say.for_function(network, function)
