"""Requirements of several agencies, and towards whoever is in the same place, case by case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from coordination.engine.engine import per_network, per_setting
from coordination.model import Case, Counterpart, Described, Requirement, vocabulary
from coordination.network import Network
from coordination.progress import require_time
from coordination.text.language import counted

__all__ = ["cases"]


_SECONDS_OF_A_CASE = 2e-3
"""What assessing a case, and telling of it, takes, roughly."""


@per_network
def cases(network: Network) -> tuple[Case, ...]:
    """Every case of every requirement, in the order of the data; computed once.

    Raises:
        TooLong: requirements of agencies by what they are come to too many cases.
    """
    several = [one for one in network.requirements.values() if isinstance(one.agency, Described)]
    total = sum(len(_meant(network, one.agency)) for one in several)
    require_time(
        f"assessing the {total:,} cases of {counted(len(several), 'requirement')} of agencies that "
        "are described",
        total * _SECONDS_OF_A_CASE,
        "describe the agencies more closely, or name them",
    )
    return tuple(
        case
        for requirement in network.requirements.values()
        for case in _cases_of(network, requirement)
    )


@per_setting
def _cases_of(network: Network, requirement: Requirement) -> tuple[Case, ...]:
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


def _asking(network: Network, requirement: Requirement) -> tuple[str, ...]:
    described = requirement.agency
    return _meant(network, described) if isinstance(described, Described) else requirement.named


def _meant(network: Network, described: Any) -> tuple[str, ...]:
    """Ids of the agencies that a description fits; those of equal descriptions are looked up."""
    known = _fitting(network)
    found = known.get(described)
    if found is None:
        found = known[described] = _that_fit(network, described)
    return found


@per_setting
def _fitting(network: Network) -> dict[Described, tuple[str, ...]]:
    """Agencies by description; filled as they are asked for."""
    return {}


def _that_fit(network: Network, described: Described) -> tuple[str, ...]:
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
