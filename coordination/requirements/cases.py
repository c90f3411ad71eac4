"""Requirements of several agencies, and towards whoever is in the same place, case by case."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from coordination.engine.engine import per_network
from coordination.model import Case, Counterpart, Described, Requirement, vocabulary
from coordination.network import Network

__all__ = ["cases", "cases_of", "one_case"]


@per_network
def cases(network: Network) -> tuple[Case, ...]:
    """Every case of every requirement, in the order of the data; computed once."""
    return tuple(
        case
        for requirement in network.requirements.values()
        for case in cases_of(network, requirement)
    )


def cases_of(network: Network, requirement: Requirement) -> tuple[Case, ...]:
    """What a requirement comes to: one case for each agency, and each place that it holds for.

    Each case has the id of the requirement. One towards `{same: place}` has none for an agency of
    which no place is known.
    """
    return tuple(
        Case.model_construct(
            requirement.model_fields_set,
            **{**dict(requirement), "agency": agency, "counterpart": counterpart},
        )
        for agency in _asking(network, requirement)
        for counterpart in _counterparts(network, requirement, agency)
    )


def one_case(network: Network, requirement: Requirement) -> Case:
    """The only case of a requirement.

    Raises:
        ValueError: it comes to several, or to none.
    """
    if isinstance(requirement, Case):
        return requirement
    found = cases_of(network, requirement)
    if len(found) != 1:
        raise ValueError(
            f"requirement {requirement.id!r} comes to {len(found)} cases; "
            "assess_all assesses each of them"
        )
    return found[0]


def _asking(network: Network, requirement: Requirement) -> tuple[str, ...]:
    described = requirement.agency
    if not isinstance(described, Described):
        return requirement.named
    columns = network.engine.columns
    fits = np.ones(len(columns.ids), bool)
    if described.kind:
        fits &= columns.agency_kind == described.kind
    if described.level:
        fits &= columns.level == vocabulary.same_level(described.level)
    if described.jurisdiction:
        fits &= columns.within(described.jurisdiction)
    if described.function:
        held = columns.mandate_functions == columns.functions.index(described.function)
        fits[np.setdiff1d(np.arange(len(fits)), columns.mandate_agencies[held])] = False
    return tuple(columns.ids[code] for code in np.flatnonzero(fits).tolist())


def _counterparts(network: Network, requirement: Requirement, agency: str) -> Iterator[Counterpart]:
    counterpart = requirement.counterpart
    if counterpart.same is None:
        yield counterpart
        return
    record = network.agencies[agency]
    places: dict[str, None] = {}
    for mandate in record.mandates:
        if mandate.function == requirement.function:
            places |= dict.fromkeys(record.places_of(mandate))
    if not places and record.jurisdiction:
        places[record.jurisdiction] = None
    for place in places:
        yield counterpart.model_copy(update={"same": None, "jurisdiction": place})
