"""CG706: a function is held in some places, and in others nobody is recorded as holding it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.mandate_holders import cells, spread
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["uncovered_place"]


@rule("CG706", "uncovered-place")
def uncovered_place(network: Network) -> Iterator[Finding]:
    """A function is held in some places of a country, and nobody is known to hold it in others.

    Looked at are networks whose mandates name places (who does what where). A place counts as
    covered by whoever holds the function there, in a place that it lies in, or in a part of it. It
    is a gap only where the sources cover who holds the function there (`examined`); otherwise it is
    a question.

    Why it matters:
        What nobody holds in a place isn't done there, or is done without anybody knowing of it.

    Options:
        None.

    Reported:
        title: What an evaluation concludes
        sources: [{id: report, title: Report of an evaluation, publisher: The evaluator}]
        functions: [{id: burial, name: Safe burial}]
        agencies: [{id: cross, name: Red Cross}]
        conclusions:
          - id: found
            finds: uncovered-place
            agencies: [cross]
            functions: [burial]
            places: [LR-LO]
            says: No team buried the dead in Lofa.
            evidence: [{source: report, at: page 4}]

    Derived:
        title: Who does what where, in full
        examined: [mandates]
        functions:
          - {id: burial, name: Safe burial}
          - {id: tracing, name: Contact tracing}
        agencies:
          - {id: cross, name: Red Cross, mandates: [{function: burial, places: [LR-BM]}]}
          - {id: who, name: WHO, mandates: [{function: tracing, places: [LR-BM, LR-LO]}]}

    Open:
        title: Who does what where
        functions:
          - {id: burial, name: Safe burial}
          - {id: tracing, name: Contact tracing}
        agencies:
          - {id: cross, name: Red Cross, mandates: [{function: burial, places: [LR-BM]}]}
          - {id: who, name: WHO, mandates: [{function: tracing, places: [LR-BM, LR-LO]}]}

    Clean:
        title: Who does what where
        functions:
          - {id: burial, name: Safe burial}
          - {id: tracing, name: Contact tracing}
        agencies:
          - {id: cross, name: Red Cross, mandates: [{function: burial, places: [LR]}]}
          - {id: who, name: WHO, mandates: [{function: tracing, places: [LR-BM, LR-LO]}]}

    Remedy:
        Ask who does it there; record the holder, or agree on one.

    Source:
        A. Verity, OCHA's 3W: Purpose, Target Audience, Scope and Products (2013): a table of who
        does what where can, superficially, identify potential overlaps or gaps in a response.
    """
    if not spread(network):
        return
    gazetteer = network.gazetteer
    held: dict[str, list[str]] = defaultdict(list)
    at_work: dict[str, dict[str, None]] = defaultdict(dict)
    for cell in cells(network):
        held[cell.function].append(cell.place)
        at_work[cell.place].update(dict.fromkeys(cell.holders))
    for function, places in held.items():
        name = network.functions[function].name
        countries = {gazetteer.country(place) for place in places}
        for place, present in at_work.items():
            if gazetteer.country(place) not in countries:
                continue
            if any(gazetteer.meet(place, other) for other in places):
                continue
            agencies = tuple(present)
            where = say.in_places(network, [place])
            covered = network.examines("mandates", aspect="holders", function=function, place=place)
            missing = f"Nobody holds {name}{where}."
            there = "1 agency is" if len(agencies) == 1 else f"{len(agencies)} agencies are"
            yield Finding.of(
                missing
                if covered
                else f"Who holds {name}{where}? {there} recorded there, and none holds it.",
                "derived" if covered else "open",
                agencies=agencies,
                functions=(function,),
                places=(place,),
                evidence=say.evidence_of_mandates(network, agencies, function),
                condition=f"Of the agencies recorded{where} none holds the function"
                + (", and the sources cover who holds it in full." if covered else "."),
                clears=(
                    Change(
                        "change",
                        "agencies",
                        f"Whoever holds {name}{where} is recorded with its mandate.",
                        fields={"mandates": [{"function": function, "places": [place]}]},
                    ),
                ),
                asks=agencies,
                answer="" if covered else missing,
                subjects=(function, place),
            )
