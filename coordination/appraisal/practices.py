"""GAO's eight leading practices of collaboration as a matrix of evidence, without any score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from coordination.arguments import checked_arguments
from coordination.errors import expect, unknown
from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.text.markdown import table

__all__ = ["PracticeCell", "PracticeMatrix", "practices"]

PracticeState = Literal["evidence", "evidence against", "both", "no evidence", "not examined"]


@dataclass(frozen=True)
class PracticeCell:
    """One practice in one tie or group.

    Attributes:
        practice: key of `vocabulary.PRACTICES`.
        state: "evidence" that it is followed, "evidence against" it, or "both"; where no record
            speaks of it, "no evidence" if the sources cover in full what would show it
            (`examined`), else "not examined". There is no degree of it.
        records: ids of the links, requirements and agencies that speak for it.
        against: ids of those that speak against it.
    """

    practice: str
    state: PracticeState
    records: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class PracticeMatrix:
    """The eight practices for a group of agencies.

    Attributes:
        agencies: ids of the agencies.
        cells: one for each practice, in GAO's order.
    """

    agencies: tuple[str, ...]
    cells: tuple[PracticeCell, ...]

    def __iter__(self) -> Iterator[PracticeCell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per practice; ids joined by spaces."""
        return [
            {
                "practice": cell.practice,
                "state": cell.state,
                "records": " ".join(cell.records),
                "against": " ".join(cell.against),
            }
            for cell in self
        ]

    def to_markdown(self) -> str:
        """A table with a row per practice."""
        head = ("Practice (GAO-23-105520)", "State", "Evidence for it", "Evidence against it")
        rows = [
            (
                vocabulary.PRACTICES[cell.practice].name,
                cell.state,
                ", ".join(cell.records),
                ", ".join(cell.against),
            )
            for cell in self
        ]
        return table(head, rows) + "\n"


@checked_arguments
def practices(network: Network, agencies: Iterable[str]) -> PracticeMatrix:
    """Which of GAO's eight leading practices have evidence in a tie or group.

    A passage that names a practice (`practices` on evidence) speaks for it, or against it where it
    carries a link that fails or a requirement that it finds lacking. In addition, kinds of record
    speak by what they are: an agreement for written guidance, a lead for leadership (two leads in
    one function for nothing), a conclusion against what it finds missing, an oversight
    or reporting link for accountability, exchange and support for leveraging information and
    resources, liaison and joint training for bridging cultures, a task force for including
    participants, and requirements met or lacking for outcomes. The names of the practices are
    GAO's; which records count for which is this project's reading. The result has no number: an
    agency isn't to be ranked by how much was written about it.

    Args:
        network: the network.
        agencies: ids of two or more agencies; links and requirements among them, their parts and
            collectives count.

    Returns:
        The matrix.

    Raises:
        ValueError: fewer than two agencies, or one that there isn't.

    Source:
        U.S. Government Accountability Office, GAO-23-105520 (24 May 2023), Leading Practices to
        Enhance Interagency Collaboration and Address Crosscutting Challenges, for the names of the
        practices; its considerations on each weren't read and aren't used.
    """
    expect(Network, network, "network")
    expect((list, tuple, set, frozenset), agencies, "agencies", "list of ids")
    chosen = tuple(dict.fromkeys(agencies))
    for key in chosen:
        if key not in network.agencies:
            raise unknown("agency", key, network.agencies)
    if len(chosen) < 2:
        raise ValueError("a tie or group needs two or more agencies")
    said: dict[str, tuple[list[str], list[str]]] = {
        practice: ([], []) for practice in vocabulary.PRACTICES
    }
    for link in _links_among(network, chosen):
        if link.status == "planned" or link.assumed:
            continue
        named = {practice for passage in link.evidence for practice in passage.practices}
        by_kind = {
            key for key, term in vocabulary.PRACTICES.items() if link.kind in term.link_kinds
        }
        for practice in sorted(named | by_kind):
            for_it, against = said[practice]
            (for_it if link.works else against).append(link.id)
    for requirement in network.requirements.values():
        sides = {*requirement.named, *filter(None, [requirement.counterpart.agency])}
        if not sides <= set(chosen):
            continue
        for passage in requirement.evidence:
            for practice in passage.practices:
                if passage.finds:
                    for_it, against = said[practice]
                    (for_it if passage.finds == "met" else against).append(requirement.id)
    for one in network.conclusions.values():
        if one.assumed or len(set(chosen).intersection((*one.agencies, *one.towards))) < 2:
            continue
        named = {practice for passage in one.evidence for practice in passage.practices}
        for practice in sorted(named | set(_SPEAKS_OF.get(one.finds, ()))):
            said[practice][0 if one.works else 1].append(one.id)
    led = Counter(
        mandate.function
        for key in chosen
        for mandate in network.agencies[key].mandates
        if mandate.role == "lead"
    )
    for key in chosen:
        mandates = network.agencies[key].mandates
        # Where two lead the same, nobody's role is clear by that.
        leads = [one for one in mandates if one.role == "lead" and led[one.function] == 1]
        if leads:
            said["sustain-leadership"][0].append(key)
        if leads or any(one.role in ("contact", "support") for one in mandates):
            said["clarify-roles"][0].append(key)
    cells = [
        _cell(practice, *found, covered=_covered(network, practice))
        for practice, found in said.items()
    ]
    return PracticeMatrix(chosen, tuple(cells))


_SPEAKS_OF: dict[str, tuple[str, ...]] = {
    "ambiguous-lead": ("sustain-leadership", "clarify-roles"),
    "duplicate-forum": ("include-participants",),
    "duplicated-work": ("clarify-roles", "leverage-resources"),
    "fragmented-work": ("clarify-roles",),
    "information-not-shared": ("leverage-resources",),
    "isolated-agency": ("include-participants",),
    "liaison-without-traffic": ("bridge-cultures",),
    "missing-holder": ("clarify-roles",),
    "missing-resources": ("leverage-resources",),
    "outdated-agreement": ("written-guidance",),
    "overlapping-mandate": ("clarify-roles",),
    "paper-tie": ("written-guidance",),
    "training-gap": ("bridge-cultures",),
    "unmeasured-results": ("define-outcomes", "ensure-accountability"),
    "unmonitored-agreement": ("ensure-accountability",),
    "unwritten-tie": ("written-guidance",),
}
"""Practices that conclusions speak against, by what they find."""

_BY_MANDATES = ("sustain-leadership", "clarify-roles")
"""Practices that mandates speak for."""


def _covered(network: Network, practice: str) -> bool:
    """Whether the sources cover in full the records that would speak for a practice."""
    if practice in _BY_MANDATES:
        return "mandates" in network.examined
    return bool(vocabulary.PRACTICES[practice].link_kinds) and "links" in network.examined


def _cell(practice: str, for_it: list[str], against: list[str], *, covered: bool) -> PracticeCell:
    states: dict[tuple[bool, bool], PracticeState] = {
        (True, True): "both",
        (True, False): "evidence",
        (False, True): "evidence against",
        (False, False): "no evidence" if covered else "not examined",
    }
    return PracticeCell(
        practice,
        states[bool(for_it), bool(against)],
        tuple(dict.fromkeys(for_it)),
        tuple(dict.fromkeys(against)),
    )


def _links_among(network: Network, agencies: tuple[str, ...]) -> Iterator[Link]:
    sides = {key: network.acting_for(key) for key in agencies}
    seen = set()
    for key in agencies:
        for end in sorted(sides[key]):
            for link in network.links_of(end):
                if link.id in seen:
                    continue
                met = {name for name, side in sides.items() if not side.isdisjoint(link.agencies)}
                if len(met) > 1:
                    seen.add(link.id)
                    yield link
