"""What records show of a conclusion besides the words in which a source draws it."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.model import Conclusion, Evidence, Link, vocabulary
from coordination.network import Network
from coordination.rules.link_table import failing_links

__all__ = ["KINDS", "facts_of", "independent"]

KINDS: dict[str, frozenset[str]] = {
    "CG2": frozenset({"agreement", "directive"}),
    "CG204": vocabulary.OPERATIONAL_KINDS,
    "CG207": frozenset({"oversight", "reporting"}),
    "CG3": frozenset({"request", "support"}),
    "CG4": frozenset({"training"}),
    "CG6": vocabulary.EXCHANGE_KINDS,
}
"""Kinds of link that rules are about, by code or family; the others are about any."""

_BY_LINKS = ("CG204", "CG207", "CG401", "CG601")
"""Rules of which failing links of their kinds are instances."""


def facts_of(network: Network, code: str, conclusion: Conclusion) -> tuple[Link, ...]:
    """Failing links that show what a source concludes: of its agencies, functions and kind.

    They join two of the agencies, or two members of a group that it speaks of, and rest on passages
    of their own: a sentence that is coded twice shows nothing.

    Args:
        network: the network.
        code: code of the rule that reports the conclusion.
        conclusion: the conclusion.
    """
    if code not in _BY_LINKS or not conclusion.functions or conclusion.places:
        return ()
    kinds = KINDS.get(code) or KINDS[code[:3]]
    sides = [
        frozenset(network.parts(member))
        for key in (*conclusion.agencies, *conclusion.towards)
        for member in (network.agencies[key].members or (key,))
    ]
    return tuple(
        link
        for link in failing_links(network)
        if link.kind in kinds
        and not set(link.functions).isdisjoint(conclusion.functions)
        and _joins(link, sides)
        and independent(link.evidence, conclusion.evidence)
    )


def independent(evidence: Iterable[Evidence], other: Iterable[Evidence]) -> bool:
    """Whether some passage isn't at a place of the others."""
    known = {(one.source, one.at) for one in other}
    return any((one.source, one.at) not in known for one in evidence)


def _joins(link: Link, sides: list[frozenset[str]]) -> bool:
    """Whether a link's ends belong to two different sides, and to nobody else."""
    of_end = [{n for n, side in enumerate(sides) if end in side} for end in link.agencies]
    return all(of_end) and len(set.union(*of_end)) > 1 and not set.intersection(*of_end)
