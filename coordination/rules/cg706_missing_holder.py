"""CG706: nobody is responsible for a task."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.shared_work import bound_without_holder
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.rule import rule

__all__ = ["missing_holder"]


@rule("CG706", "missing-holder")
def missing_holder(network: Network) -> Iterator[Finding]:
    """A source reports that nobody is responsible for a task, or nobody is recorded for it.

    It is reported for conclusions of this name. It is open for a function that a requirement, an
    agreement or a directive names and that no agency holds; that nobody is recorded shows nothing.
    CG101 asks who holds a function in a place where others work, and who is the other side of a
    requirement.

    Why it matters:
        What nobody has to do is left to whoever happens to see it, and nobody can be asked why it
        was not done.

    Options:
        None.

    Reported:
        title: What an inquiry concludes
        sources: [{id: report, title: Report of an inquiry, publisher: The inquiry}]
        functions: [{id: rebuilding, name: reconstruction}]
        agencies:
          - {id: fo, name: Foreign Office}
          - {id: defence, name: Defence}
        conclusions:
          - id: found
            finds: missing-holder
            agencies: [fo, defence]
            functions: [rebuilding]
            says: No department was responsible for delivering it.
            evidence: [{source: report, at: page 4}]

    Open:
        title: A directive asks for what nobody holds
        functions: [{id: rebuilding, name: reconstruction}, {id: treaties, name: treaties}]
        agencies:
          - {id: fo, name: Foreign Office, mandates: [{function: treaties}]}
          - {id: defence, name: Defence}
        links:
          - {kind: directive, source: fo, target: defence, functions: [rebuilding]}

    Clean:
        title: A directive asks for what one of them holds
        functions: [{id: rebuilding, name: reconstruction}]
        agencies:
          - {id: fo, name: Foreign Office, mandates: [{function: rebuilding, role: lead}]}
          - {id: defence, name: Defence}
        links:
          - {kind: directive, source: fo, target: defence, functions: [rebuilding]}

    Remedy:
        Give the task to one of those whom it concerns, with what it takes to do it, and say so in
        writing.

    Source:
        The Report of the Iraq Inquiry (2016), section 6.5: no department or unit with
        responsibility for delivering the UK's contribution. GAO-23-105520 (2023), leading practice
        "clarify roles and responsibilities".
    """
    for function, agencies in bound_without_holder(network):
        name, asked = network.functions[function].name, say.names(network, agencies)
        yield Finding.of(
            f"Who is responsible for {name}? It is asked of {asked}, and nobody is recorded as"
            " holding it.",
            "open",
            agencies=agencies,
            functions=(function,),
            condition=f"No mandate for {name} is recorded.",
            clears=(remedies.take_the_lead(network, None, function),),
            asks=agencies,
            answer=f"Nobody is responsible for {name}.",
            subjects=(function, "holder"),
        )
