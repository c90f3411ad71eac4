"""Show rows as sentences, so that a reader sees whether the mapping is right."""

from __future__ import annotations

from coordination.importing.grid import shown
from coordination.model import Link
from coordination.network import Network
from coordination.text.language import listed

__all__ = ["link_sentence", "mandate_sentence"]

_ONE_WAY = {
    "agreement": "{source} has an agreement with {target}",
    "directive": "{source} gave {target} a directive",
    "information-sharing": "{source} passes information to {target}",
    "system-access": "{source} gives {target} access to its systems",
    "request": "{source} made a request to {target}",
    "training": "{source} trains {target}",
    "support": "{source} supports {target}",
    "liaison": "{source} keeps a liaison with {target}",
    "joint-operation": "{source} works jointly with {target}",
    "task-force": "{source} staffs a task force with {target}",
    "referral": "{source} refers cases to {target}",
    "oversight": "{source} oversees {target}",
    "funding": "{source} funds {target}",
    "reporting": "{source} reports to {target}",
    "membership": "{source} belongs to {target}",
    "other": "{source} coordinates with {target}",
}
_BOTH_WAYS = {
    "agreement": "{source} and {target} have an agreement",
    "directive": "{source} and {target} stand under one directive",
    "information-sharing": "{source} and {target} share information",
    "system-access": "{source} and {target} give each other access to their systems",
    "request": "{source} and {target} make requests to each other",
    "training": "{source} and {target} train together",
    "support": "{source} and {target} support each other",
    "liaison": "{source} and {target} keep a liaison",
    "joint-operation": "{source} and {target} work jointly",
    "task-force": "{source} and {target} staff a task force",
    "referral": "{source} and {target} refer cases to each other",
    "oversight": "{source} and {target} oversee each other",
    "funding": "{source} and {target} fund each other",
    "reporting": "{source} and {target} report to each other",
    "membership": "{source} and {target} belong to each other",
    "other": "{source} and {target} coordinate",
}
_ROLES = {
    "lead": "leads",
    "contact": "is the contact for",
    "support": "supports",
    "participant": "takes part in",
}


def link_sentence(network: Network, link: Link) -> str:
    """A link as its row says it.

    Such as "ATF trains PGR for firearms tracing (active)".
    """
    source, target = (shown(network.label(end)) for end in link.ends)
    table = _BOTH_WAYS if link.mutual else _ONE_WAY
    said = table[link.kind].format(source=source, target=target)
    if link.name:
        said += f' "{shown(link.name)}"'
    if link.functions:
        said += f" for {listed([shown(network.functions[one].name) for one in link.functions[:5]])}"
    dates = [f"{word} {day}" for word, day in (("since", link.start), ("until", link.end)) if day]
    marks = ", ".join([link.status, *dates])
    return f"{said} ({marks})"


def mandate_sentence(
    network: Network, agency: str, function: str, role: str, places: tuple[str, ...]
) -> str:
    """A mandate as its row says it.

    Such as "Red Cross takes part in Safe burial in Lofa (Liberia)".
    """
    task = shown(network.functions[function].name)
    said = f"{shown(network.label(agency))} {_ROLES[role]} {task}"
    where = []
    for place in places:
        name = shown(network.gazetteer.name(place))
        country = network.gazetteer.country(place)
        also = network.gazetteer.name(country)
        where.append(name if country == place or also == name else f"{name} ({also})")
    return f"{said} in {listed(where)}" if where else said
