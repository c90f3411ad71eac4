"""Who is on the other side of a requirement: all bodies there, and those that hold the function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from coordination.model import Agency, Counterpart, Requirement, country
from coordination.network import Network, within

__all__ = ["answers_for", "candidates_of", "holding", "several"]


def candidates_of(network: Network, requirement: Requirement) -> tuple[str, ...]:
    """Ids of the bodies that the counterpart names or describes, in the order of the data.

    The agency's own parts, and the collectives that it belongs to, are never its other side.
    """
    counterpart = requirement.counterpart
    if counterpart.agency:
        return (counterpart.agency,)
    own = frozenset(network.parts(requirement.agency))
    if counterpart.collective:
        members = network.agencies[counterpart.collective].members or (counterpart.collective,)
        return tuple(member for member in members if member not in own)
    known: Iterable[str] = network.agencies
    if counterpart.jurisdiction:
        known = network.once(_by_country).get(country(counterpart.jurisdiction), ())
    own |= network.acting_for(requirement.agency)
    return tuple(
        key for key in known if key not in own and _matches(network.agencies[key], counterpart)
    )


def _by_country(network: Network) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, agency in network.agencies.items():
        if agency.jurisdiction:
            found[country(agency.jurisdiction)].append(key)
    return {code: tuple(keys) for code, keys in found.items()}


def _matches(agency: Agency, counterpart: Counterpart) -> bool:
    if counterpart.kind and agency.kind != counterpart.kind:
        return False
    if counterpart.level and agency.level != counterpart.level:
        return False
    return not counterpart.jurisdiction or within(agency.jurisdiction, counterpart.jurisdiction)


def holding(
    network: Network, requirement: Requirement, candidates: tuple[str, ...]
) -> tuple[str, ...]:
    """The candidates that hold the function; a named body is asked for whatever it holds."""
    counterpart, function = requirement.counterpart, requirement.function
    if function is None or counterpart.agency or counterpart.collective:
        return candidates
    return tuple(key for key in candidates if network.agencies[key].role_in(function))


def answers_for(agency: Agency, function: str | None) -> bool:
    """Whether an agency is lead or contact in a function (None: in any)."""
    roles = (m.role for m in agency.mandates if function in (None, m.function))
    return any(role in ("lead", "contact") for role in roles)


def several(network: Network, bodies: tuple[str, ...]) -> bool:
    """Whether bodies are more than one: also a collective, but not a body beside its own parts.

    A government counts only where no body under it is there: it isn't one that a bureau can call.
    """
    kinds = {body: network.agencies[body].kind for body in bodies}
    if "collective" in kinds.values():
        return True
    acting = {body for body in bodies if kinds[body] != "government"}
    tops = [body for body in acting if acting.isdisjoint(_above(network, body))]
    covered = {parent for body in tops for parent in _above(network, body)}
    governments = [body for body in bodies if body not in acting and body not in covered]
    return len(tops) + len(governments) > 1


def _above(network: Network, body: str) -> Iterable[str]:
    parent = network.agencies[body].part_of
    while parent is not None:
        yield parent
        parent = network.agencies[parent].part_of
