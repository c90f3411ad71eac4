"""CG707: only agencies from outside a country hold a function in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import Agency, jurisdiction_name
from coordination.network import Network
from coordination.requirements.mandate_holders import Cell, cells
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["no_national_holder"]

_NOT_PUBLIC = ("ngo", "company", "multilateral", "school")
_OUTSIDE = ("international", "supranational", "private")


@rule("CG707", "no-national-holder")
def no_national_holder(network: Network) -> Iterator[Finding]:
    """Only agencies from outside a country hold a function in it, and none of its authorities does.

    An authority is a public body of the country: no company, charity or organisation of states. One
    that holds the function in the whole country, or in a place that the place lies in, answers for
    it there as well.

    Why it matters:
        What only visitors do ends when they go; and the authority that has to answer for it may not
        know who does it.

    Options:
        None.

    Reported:
        title: What an evaluation concludes
        sources: [{id: report, title: Report of an evaluation, publisher: The evaluator}]
        functions: [{id: burial, name: Safe burial}]
        agencies: [{id: cross, name: Red Cross}]
        conclusions:
          - id: found
            finds: no-national-holder
            agencies: [cross]
            functions: [burial]
            places: [LR]
            says: The ministry had no part in it.
            evidence: [{source: report, at: page 4}]

    Open:
        title: Who does what where
        functions: [{id: burial, name: Safe burial}]
        agencies:
          - id: unicef
            name: UNICEF
            kind: multilateral
            level: international
            mandates: [{function: burial, places: [LR-LO]}]

    Clean:
        title: Who does what where
        functions: [{id: burial, name: Safe burial}]
        agencies:
          - id: unicef
            name: UNICEF
            kind: multilateral
            level: international
            mandates: [{function: burial, places: [LR-LO]}]
          - id: ministry
            name: Ministry of Health
            kind: department
            jurisdiction: LR
            mandates: [{function: burial}]

    Remedy:
        Find the authority that answers for it, and agree with it who does what and until when.

    Source:
        IASC, Reference Module for Cluster Coordination at the Country Level (2012): coordination
        by outsiders may reduce the opportunities of governments to exercise their primary
        responsibility for assistance.
    """
    gazetteer = network.gazetteer
    own: dict[str, list[str]] = defaultdict(list)
    foreign: list[Cell] = []
    for cell in cells(network):
        country = gazetteer.country(cell.place)
        if not country:
            continue
        holders = [network.agencies[key] for key in cell.holders]
        if any(_public(one) and network.within(one.jurisdiction, country) for one in holders):
            own[cell.function].append(cell.place)
        elif any(_from_outside(network, one, country) for one in holders):
            foreign.append(cell)
    for cell in foreign:
        if any(gazetteer.within(cell.place, place) for place in own[cell.function]):
            continue
        name, where = network.functions[cell.function].name, say.in_places(network, [cell.place])
        country = gazetteer.country(cell.place)
        nation = jurisdiction_name(country) or gazetteer.name(country)
        held = say.names(network, cell.holders)
        verb = "holds" if len(cell.holders) == 1 else "hold"
        yield Finding.of(
            f"Which authority answers for {name}{where}? {held} {verb} it there, and no public body"
            f" of {nation} is recorded.",
            "open",
            agencies=cell.holders,
            functions=(cell.function,),
            places=(cell.place,),
            evidence=say.evidence_of_mandates(network, cell.holders, cell.function),
            condition=f"{held} {verb} the function{where}; no public body of {nation} does.",
            clears=(
                Change(
                    "change",
                    "agencies",
                    f"The authority that answers for {name}{where} is recorded with its mandate.",
                    fields={"mandates": [{"function": cell.function, "places": [cell.place]}]},
                ),
            ),
            asks=cell.holders,
            answer=f"No authority of {nation} answers for {name}{where}.",
            subjects=(cell.function, cell.place),
        )


def _public(agency: Agency) -> bool:
    return agency.kind not in _NOT_PUBLIC and agency.level not in _OUTSIDE


def _from_outside(network: Network, agency: Agency, country: str) -> bool:
    if agency.level in ("international", "supranational") or agency.kind == "multilateral":
        return True
    return agency.jurisdiction is not None and not network.within(agency.jurisdiction, country)
