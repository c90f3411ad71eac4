"""The families in which kinds of link are drawn, and the columns of kinds of agency.

Nobody can distinguish fifteen kinds of link by colour. They fall into six families by what
passes along them; the words on the line and in the panel name the kind itself.
"""

from __future__ import annotations

from coordination.model import Agency, country
from coordination.network import Network

__all__ = ["FAMILIES", "FAMILY_OF", "ROLES", "band_of", "role_of"]

FAMILIES: dict[str, str] = {
    "agreement": "Agreement in writing",
    "information": "Information, leads, reports",
    "request": "Request",
    "help": "Training, support, money",
    "joint": "Contact and joint work",
    "order": "Oversight and membership",
}
"""Each family with the words that the legend has for it."""

FAMILY_OF: dict[str, str] = {
    "agreement": "agreement",
    "directive": "order",
    "information-sharing": "information",
    "system-access": "information",
    "referral": "information",
    "reporting": "information",
    "request": "request",
    "training": "help",
    "support": "help",
    "funding": "help",
    "liaison": "joint",
    "joint-operation": "joint",
    "task-force": "joint",
    "oversight": "order",
    "membership": "order",
    "other": "joint",
}
"""The family of each kind of link."""

ROLES: tuple[str, ...] = (
    "Oversight",
    "Departments",
    "Agencies",
    "Offices",
    "Programmes",
    "State and local",
    "Private bodies",
)
"""Headings of the columns of a country, in the order that they have where nothing else counts."""

_ROLE_OF_KIND = {
    "oversight": 0,
    "legislature": 0,
    "department": 1,
    "government": 1,
    "office": 3,
    "task-force": 4,
    "program": 4,
    "state": 5,
}


def role_of(network: Network, key: str) -> int:
    """Index in `ROLES` of the column that an agency belongs to.

    A part of an agency counts as one of its offices whatever its kind; an office of no agency, but
    of a department or of nobody, stands with the departments.
    """
    agency = network.agencies[key]
    role = _ROLE_OF_KIND.get(agency.kind, 2)
    if role in (2, 3):
        if agency.level in ("state", "local", "tribal"):
            return 5
        if agency.level == "private":
            return 6
        above = network.agencies[agency.part_of].kind if agency.part_of else "government"
        within_agency = _ROLE_OF_KIND.get(above, 2) in (2, 3)
        if within_agency:
            return 3
        return 1 if role == 3 else 2
    return role


def band_of(agency: Agency) -> str:
    """Country whose band an agency stands in; "" for an agency of no country."""
    return country(agency.jurisdiction) if agency.jurisdiction else ""
