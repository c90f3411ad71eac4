"""CG904: the data is silent on whether a requirement is met."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.rules.finding import Change, Finding, Statement
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import criteria, for_function, other_side, sentence
from coordination.rules.rule import rule

__all__ = ["requirement_not_examined"]

_SILENCE = {
    "no-counterpart": "nobody on the other side is recorded as holding the function",
    "no-single-counterpart": "none of those on the other side is recorded as lead or contact",
    "unlinked": "no link that would meet it is recorded",
    "not-working": "the links that are recorded are not known to work",
    "one-way": "links are recorded in one direction only",
    "unwritten": "no agreement is recorded",
}


@rule("CG904", "requirement-not-examined")
def requirement_not_examined(network: Network) -> Iterator[Finding]:
    """The data doesn't say whether a requirement is met: nobody reports on it, or looked.

    No passage finds it met or lacking, no link that would meet it is recorded as working or
    failing, it isn't marked as examined, and the sources aren't said to cover the section
    concerned in full (`examined` of the network).

    Why it matters:
        Where nobody looked, nothing lacks as far as is known, and nothing is in order either. An
        auditor who takes silence for a gap accuses an agency without evidence; one who takes it
        for compliance misses what wasn't asked.

    Options:
        None.

    Flagged:
        title: Nobody looked at ATF and DEA
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        requirements:
          - {id: leads, agency: atf, counterpart: {agency: dea}}

    Clean:
        title: Somebody looked at ATF and DEA
        agencies:
          - {id: atf, name: ATF}
          - {id: dea, name: DEA}
        requirements:
          - {id: leads, agency: atf, counterpart: {agency: dea}, examined: true}

    Remedy:
        Look, and record what is found: a link with its status, a passage that finds the
        requirement met or lacking, or `examined: true` where somebody looked and found nothing.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 9.11-9.13: say
        what was outside the scope and how the work was limited, so that nobody is misled. SARIF
        2.1.0 (OASIS), 3.27.9: kind `open` is "insufficient information to decide whether a problem
        exists".
    """
    for assessment in told_by(network, "CG904"):
        requirement = assessment.requirement
        own, counterpart = requirement.agency, requirement.counterpart
        named = counterpart.agency or counterpart.collective
        silence = _SILENCE[assessment.gap or "unlinked"]
        yield Finding(
            f"Whether {_coordination(network, assessment)} is in place has not been examined.",
            "derived",
            tuple(dict.fromkeys([own, named] if named else [own])),
            criteria(network, requirement),
            Statement(sentence(f"{silence}, and no source says that somebody looked")),
            requirements=(requirement.id,),
            functions=(requirement.function,) if requirement.function else (),
            clears=(
                Change(
                    "change",
                    "requirements",
                    "Somebody looks, and records what is found.",
                    requirement.id,
                    {"examined": True},
                ),
            ),
        )


def _coordination(network: Network, assessment: Assessment) -> str:
    requirement = assessment.requirement
    own = network.label(requirement.agency)
    purpose = for_function(network, requirement.function)
    if assessment.within:
        return f"coordination among {own}{purpose}"
    return f"coordination between {own} and {other_side(network, requirement)}{purpose}"
