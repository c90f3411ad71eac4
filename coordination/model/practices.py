"""GAO's leading practices of collaboration, as passages and links may name them."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PRACTICES", "PracticeTerm"]


class PracticeTerm(NamedTuple):
    """One of GAO's leading practices of collaboration.

    Attributes:
        name: GAO's name of it.
        link_kinds: kinds of link that speak of it by what they are.
    """

    name: str
    link_kinds: tuple[str, ...] = ()

    @property
    def meaning(self) -> str:
        """The sentence for schemas and lists."""
        return f"GAO-23-105520: {self.name}."


PRACTICES: dict[str, PracticeTerm] = {
    "define-outcomes": PracticeTerm("Define common outcomes"),
    "ensure-accountability": PracticeTerm("Ensure accountability", ("oversight", "reporting")),
    "bridge-cultures": PracticeTerm(
        "Bridge organizational cultures", ("liaison", "training", "joint-operation")
    ),
    "sustain-leadership": PracticeTerm("Identify and sustain leadership"),
    "clarify-roles": PracticeTerm("Clarify roles and responsibilities"),
    "include-participants": PracticeTerm("Include relevant participants", ("task-force",)),
    "leverage-resources": PracticeTerm(
        "Leverage resources and information",
        ("information-sharing", "system-access", "support", "funding", "referral"),
    ),
    "written-guidance": PracticeTerm(
        "Develop and update written guidance and agreements", ("agreement",)
    ),
}
"""GAO's eight leading practices of interagency collaboration (GAO-23-105520, 2023)."""
