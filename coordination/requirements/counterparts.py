"""Find who is on the other side of a requirement: all there, and the holders of the function."""

from __future__ import annotations

import numpy as np

from coordination.engine.agency_set import AgencySet
from coordination.engine.columns import ROLES, Flags
from coordination.engine.engine import per_network, per_setting
from coordination.model import Case, Counterpart
from coordination.network import Network
from coordination.requirements.representation import above, side

__all__ = ["answering", "candidates_of", "holding", "several"]

_LEAD, _CONTACT = ROLES.index("lead"), ROLES.index("contact")

_Spec = tuple[str | None, str | None, str | None]


def candidates_of(network: Network, requirement: Case) -> AgencySet:
    """The agencies that the counterpart names or describes, in the order of the data.

    The agency's own parts, and the collectives that it belongs to, are never its other side.
    """
    counterpart = requirement.counterpart
    if counterpart.agency:
        return AgencySet.of(network.engine.columns, (counterpart.agency,))
    if counterpart.collective:
        own = frozenset(network.parts(requirement.agency))
        members = network.agencies[counterpart.collective].members or (counterpart.collective,)
        return AgencySet.of(
            network.engine.columns, (member for member in members if member not in own)
        )
    return _described(network, counterpart, None).without(_own(network, requirement))


def holding(network: Network, requirement: Case, candidates: AgencySet) -> AgencySet:
    """The candidates that hold the function; a named agency is asked for whatever it holds."""
    counterpart, function = requirement.counterpart, requirement.function
    if function is None or counterpart.agency or counterpart.collective:
        return candidates
    return _described(network, counterpart, function).without(_own(network, requirement))


def _own(network: Network, requirement: Case) -> list[int]:
    code_of = network.engine.columns.code_of
    return [code_of[key] for key in side(network, requirement.agency).core]


def _described(network: Network, counterpart: Counterpart, function: str | None) -> AgencySet:
    """The agencies that a counterpart describes, or those of them that hold a function."""
    spec = (counterpart.jurisdiction, counterpart.kind, counterpart.level)
    return _fitting(network, spec, function)


@per_setting
def _fitting(network: Network, spec: _Spec, function: str | None) -> AgencySet:
    columns = network.engine.columns
    if function is not None:
        held = network.engine.indexes.holders[columns.functions.index(function)]
        return AgencySet(columns, held[_fitting(network, spec, None).marks[held]])
    jurisdiction, kind, level = spec
    fits = np.ones(len(columns.ids), bool)
    if jurisdiction:
        fits &= columns.within(jurisdiction)
    if kind:
        fits &= columns.agency_kind == kind
    if level:
        fits &= columns.level == level
    return AgencySet(columns, np.flatnonzero(fits))


@per_network
def answering(network: Network, function: str | None) -> Flags:
    """Which agencies are lead or contact in a function (None: in any)."""
    columns = network.engine.columns
    fits = (columns.mandate_roles == _LEAD) | (columns.mandate_roles == _CONTACT)
    if function is not None:
        fits &= columns.mandate_functions == columns.functions.index(function)
    return AgencySet(columns, columns.mandate_agencies[fits]).marks


def several(network: Network, agencies: AgencySet) -> bool:
    """Whether agencies are several: also a collective, but not an agency beside its own parts.

    A government counts only where no agency under it is there: it isn't one that a bureau can call.
    """
    kinds = {agency: network.agencies[agency].kind for agency in agencies}
    if "collective" in kinds.values():
        return True
    acting = {agency for agency in agencies if kinds[agency] != "government"}
    tops = [agency for agency in acting if acting.isdisjoint(above(network, agency))]
    covered = {parent for agency in tops for parent in above(network, agency)}
    governments = [agency for agency in agencies if agency not in acting and agency not in covered]
    return len(tops) + len(governments) > 1
