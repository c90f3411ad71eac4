"""Every kind of link with every adverse status: which rule reports it, who is at fault, in words.

The table is data, so that no cell can be forgotten: a test asks for each of them, and renders each
with one, two and many names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coordination.model import Link, first_day, last_day, vocabulary
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.kind_words import KINDS, Fault, Kind

__all__ = [
    "TABLE",
    "Cell",
    "cell_of",
    "days_late",
    "failing_links",
    "fits_one_sentence",
    "link_question",
    "missing_if_no",
    "told",
]


class Cell(NamedTuple):
    """What one kind of link comes to with one status.

    Attributes:
        rule: code of the rule that reports it.
        fault: the side that didn't do its part.
        directed: the sentence where it runs one way.
        mutual: the sentence where it runs both ways; "" where it is the same.
    """

    rule: str
    fault: Fault
    directed: str
    mutual: str = ""


_STRAINED = "{purpose} does not work as it should"


def _cells(kind: Kind) -> dict[str, Cell]:
    handling = "the handling of " if kind is KINDS["request"] else ""
    noun, between = handling + kind.noun, handling + kind.between
    strained = (noun + _STRAINED, between + _STRAINED)
    sentences = (strained, kind.late, kind.unmet, kind.absent)
    return {
        status: Cell(rule, fault, directed, mutual or directed)
        for status, rule, fault, (directed, mutual) in zip(
            vocabulary.FAILING, kind.rules, kind.faults, sentences, strict=True
        )
    }


TABLE: dict[str, dict[str, Cell]] = {name: _cells(kind) for name, kind in KINDS.items()}
"""What each kind of link comes to with each adverse status."""

_INSIDE = {"CG103": "CG104", "CG202": "CG104", "CG204": "CG104"}
"""Rules that report on an agency among itself instead of on two."""


def cell_of(link: Link) -> Cell:
    """The cell of a link that fails; one inside an agency is reported as the agency's own."""
    cell = TABLE[link.kind][link.status]
    if len(link.agencies) == 1:
        return cell._replace(rule=_INSIDE.get(cell.rule, cell.rule))
    return cell


def fits_one_sentence(links: Sequence[Link]) -> bool:
    """Whether links can be told in one sentence that claims no more than they do.

    They are of one kind, status and name, serve the same, and start from, lead to, or share one
    agency.
    """
    first = links[0]
    if any(len(link.agencies) != 2 for link in links):
        return len(links) == 1
    alike = {(link.kind, link.status, link.name, link.functions, link.mutual) for link in links}
    return len(alike) == 1 and bool(say.shared_end(links)) and first.status in vocabulary.FAILING


def told(network: Network, links: Sequence[Link]) -> str:
    """Links that fail alike in one sentence; see `fits_one_sentence`."""
    cell = cell_of(links[0])
    mutual = links[0].mutual and len(links) == 1
    text = cell.mutual if mutual or len(links[0].agencies) != 2 else cell.directed
    return say.sentence(text.format(**say.words_of(network, links)) + _days(network, links[0]))


def link_question(network: Network, link: Link) -> str:
    """The question whether what is prescribed is carried out."""
    directed, mutual = KINDS[link.kind].asks
    text = mutual if link.mutual or len(link.agencies) != 2 else directed
    words = text.format(**say.words_of(network, [link]))
    return words[0].upper() + words[1:]


def missing_if_no(network: Network, link: Link) -> str:
    """What a plain no to that question would come to."""
    directed, mutual = KINDS[link.kind].if_no
    text = (mutual or directed) if link.mutual or len(link.agencies) != 2 else directed
    return say.sentence(text.format(**say.words_of(network, [link])))


def _days(network: Network, link: Link) -> str:
    """How late a link is, as the end of its sentence: " (571 days)"."""
    days = days_late(network, link)
    return f" ({days} {'day' if days == 1 else 'days'})" if days and days > 0 else ""


def days_late(network: Network, link: Link) -> int | None:
    """Days between the day on which a late link was due and the day on which it came.

    Of one that is still awaited, the network's date counts. None where the days aren't recorded.
    """
    if link.status != "late" or link.due is None:
        return None
    came = link.end if link.kind == "request" else link.start
    if came is not None:
        return (first_day(came) - last_day(link.due)).days
    return None if network.as_of is None else (network.as_of - last_day(link.due)).days


def failing_links(network: Network) -> tuple[Link, ...]:
    """All links that sources report as failing, in the order of the data."""
    found = network.links_where(statuses=vocabulary.FAILING)
    return tuple(link for link in found if not link.assumed)
