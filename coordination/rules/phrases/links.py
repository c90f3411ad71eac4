"""Links in words, and what they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordination.engine.engine import per_setting
from coordination.model import Evidence, Link
from coordination.network import Network
from coordination.rules.finding import Statement
from coordination.rules.kind_words import KINDS
from coordination.rules.phrases.agencies import Who, among, between, for_functions, who
from coordination.text.dates import on_day
from coordination.text.language import listed, sentence

__all__ = [
    "condition_of_links",
    "evidence_of_links",
    "how_ended",
    "kinds_phrase",
    "link_phrase",
    "link_sentence",
    "shared_end",
    "thing",
    "words_of",
]

_STATUS = {
    "active": "in place",
    "prescribed": "provided for; nobody reports whether it is carried out",
    "strained": "in place, but not working as meant",
    "late": "late or overdue",
    "unmet": "not given",
    "absent": "not in place",
    "ended": "ended",
    "planned": "planned, not begun",
}

_UNMET = {
    "agreement": "not carried out",
    "directive": "not carried out",
    "oversight": "not exercised",
    "referral": "not acted on",
    "reporting": "not made",
    "request": "not fulfilled",
}
"""What an unmet link of a kind is, where "not given" doesn't fit."""

_KIND_WORDS = {"task-force": "task force", "system-access": "access to systems"}


def kinds_phrase(kinds: Iterable[str], joint: str = "or") -> str:
    """Kinds of link in words: "liaison, joint operation or information sharing"."""
    return listed([_KIND_WORDS.get(kind, kind.replace("-", " ")) for kind in kinds], joint)


def thing(name: str) -> str:
    """What passes, by its name: as it is where it begins with an article, else in quotes."""
    return name if name[:1].islower() else f'"{name}"'


@per_setting
def link_phrase(network: Network, link: Link) -> str:
    """A link in words, with its name where it has one.

    Such as "information sharing between ATF and ICE", "the request of PGR to ATF (Traces)".
    """
    kind = KINDS[link.kind]
    both_ways = link.mutual or len(link.agencies) != 2
    return (kind.between if both_ways else kind.noun).format(**words_of(network, [link]))


def link_sentence(network: Network, link: Link) -> str:
    """A link and its status: "Liaison of ATF with PGR: not in place."."""
    state = _STATUS[link.status]
    if link.status == "unmet":
        state = _UNMET.get(link.kind, state)
    elif link.status == "ended" and link.end:
        state = f"ended {on_day(link.end)}"
    return sentence(f"{link_phrase(network, link)}: {state}")


def how_ended(network: Network, links: Iterable[Link]) -> str:
    """Which of some links are over, and when each ended, as a clause; "" where none is."""
    return listed(
        [
            f"{link_phrase(network, link)} {f'ended {on_day(link.end)}' if link.end else 'is over'}"
            for link in links
            if link.status == "ended"
        ]
    )


def shared_end(links: Sequence[Link]) -> str:
    """The agency that all links share on one side, as source before target; "" where none is."""
    if links[0].mutual:
        shared = set.intersection(*(set(link.agencies) for link in links))
        return next((end for end in links[0].ends if end in shared), "")
    for side in (0, 1):
        if len({link.ends[side] for link in links}) == 1:
            return links[0].ends[side]
    return ""


def words_of(network: Network, links: Sequence[Link]) -> dict[str, object]:
    """What the sentences about links of one kind are filled with."""
    first = links[0]
    ends: tuple[str, ...] = tuple(dict.fromkeys(end for link in links for end in link.agencies))
    sources = tuple(dict.fromkeys(link.ends[0] for link in links))
    targets = tuple(dict.fromkeys(link.ends[1] for link in links))
    if first.mutual and len(links) > 1:
        one = shared_end(links)
        sources, targets = (one,), tuple(end for end in ends if end != one)
    acting = who(network, ends)
    if len(ends) == 1:
        collective = network.agencies[ends[0]].kind == "collective"
        label = network.label(ends[0])
        acting = Who(label if collective else f"the parts of {label}", plural=True)
        sides = among(network, ends[0])
    else:
        sides = between(network, ends)
    kind = KINDS[first.kind]
    functions = [
        key
        for key in first.functions
        if key in network.functions and not _says_so(network.functions[key].name, first.kind)
    ]
    return {
        "source": who(network, sources),
        "target": who(network, targets),
        "ends": acting,
        "between": sides,
        "named": f" ({first.name})" if first.name else "",
        "thing": thing(first.name) if first.name else kind.thing,
        "purpose": for_functions(network, functions),
    }


def _says_so(function: str, kind: str) -> bool:
    """Whether a function only repeats what the kind of link says: training, information sharing."""
    return kind.replace("-", " ") in function.lower() and kind != "other"


def evidence_of_links(links: Iterable[Link]) -> tuple[Evidence, ...]:
    """The passages of links, each once."""
    return tuple(dict.fromkeys(passage for link in links for passage in link.evidence))


def condition_of_links(network: Network, links: Iterable[Link], otherwise: str = "") -> Statement:
    """What links show, with their passages; `otherwise` is the text where there is no link."""
    found = tuple(dict.fromkeys(links))
    text = " ".join(dict.fromkeys(link_sentence(network, link) for link in found))
    return Statement(text or sentence(otherwise), evidence_of_links(found))
