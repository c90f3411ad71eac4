"""Questions that agreements and directives raise: reviewed, carried out, led, paid for, kept?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.model import Link, first_day, vocabulary
from coordination.network import Network
from coordination.requirements.mandate_holders import cells
from coordination.requirements.provisions import provisions
from coordination.requirements.shared_work import instruments, whole_of
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Change, Finding
from coordination.text.dates import day_in_words

__all__ = ["followed", "kept_track_of", "led_under", "left_undefined", "means_under", "reviewed"]

_REVIEW_YEARS = 3
"""Years after which it is asked when an agreement was last reviewed."""

_SEVERAL = 3
"""Parties, or agreements, from which on it is asked who leads, who pays, who keeps track."""

_TOPICS = {
    "sharing of information": vocabulary.EXCHANGE_KINDS,
    "training": {"training"},
    "money and staff": {"funding", "support"},
    "monitoring": vocabulary.MONITORING_KINDS,
}
"""What agreements between agencies are about (GAO-12-1022), and the kinds of link that show it."""

_MOST = 30
"""Parties up to which agreements that share some are asked about together."""


def reviewed(network: Network) -> Iterator[Finding]:
    """When agreements of some years ago were last reviewed."""
    if network.as_of is None:
        return
    for agreement in instruments(network):
        if agreement.start is None or not agreement.works:
            continue
        years = network.as_of.year - first_day(agreement.start).year
        if years < _REVIEW_YEARS:
            continue
        phrase = say.link_phrase(network, agreement)
        begin = day_in_words(agreement.start)
        yield Finding.asked(
            f"When was {phrase} last reviewed? It dates from {begin}, and no review is recorded.",
            links=[agreement],
            evidence=agreement.evidence,
            settles=Change(
                "change", "links", "What the last review found is recorded.", agreement.id
            ),
            answer=f"{phrase} is out of date",
        )


def followed(network: Network) -> Iterator[Finding]:
    """Whether an agreement or directive is followed of whose provisions nothing is known."""
    for key, under in provisions(network).items():
        found = under.cases
        if not found or any(one.state != "not-examined" for one in found):
            continue
        agreement = network.links[key]
        if agreement.assumed or not agreement.in_force:
            continue
        phrase = say.link_phrase(network, agreement)
        asked = {one.requirement.id: one.requirement for one in found}
        told = [one.says for one in asked.values() if one.says]
        number = "one thing" if len(asked) == 1 else f"{len(asked)} things"
        rest = f": {' '.join(told[:3])}" if told else "."
        concerned = (*agreement.agencies, *(one.requirement.agency for one in found))
        yield Finding.asked(
            f"Is what {phrase} provides for carried out? It provides for {number}{rest}",
            links=[agreement],
            requirements=[network.requirements[key] for key in asked],
            agencies=tuple(dict.fromkeys(concerned)),
            evidence=agreement.evidence,
            condition="Nobody is recorded as having looked at any of its provisions.",
            settles=Change(
                "change",
                "requirements",
                "What becomes of it is recorded.",
                found[0].requirement.id,
                {"examined": True},
            ),
            answer=f"what {phrase} provides for is not carried out",
            subjects=(key, "followed"),
        )


def left_undefined(network: Network) -> Iterator[Finding]:
    """What agreements don't speak of, where it is recorded what they say of other topics."""
    for agreement in instruments(network):
        under = provisions(network).get(agreement.id)
        if under is None:
            continue
        kinds = {kind for one in under.cases for kind in one.requirement.kinds}
        kinds |= {link.kind for link in under.links}
        missing = [topic for topic, told in _TOPICS.items() if kinds.isdisjoint(told)]
        if agreement.kind != "agreement" or not 0 < len(missing) < len(_TOPICS):
            continue
        phrase, what = say.link_phrase(network, agreement), say.listed(missing, "or")
        spoken = say.kinds_phrase(sorted(kinds), "and")
        yield _about(
            network,
            agreement,
            f"What does {phrase} leave undefined? It is recorded as providing for {spoken}, and"
            f" nothing that is recorded of it speaks of {what}.",
            f"{phrase} does not say how {_parties(network, agreement)} work together on {what}",
            Change(
                "add",
                "requirements",
                say.sentence(f"what {phrase} says of {what} is recorded"),
                fields={"under": agreement.id, "agency": agreement.agencies[0]},
            ),
            "undefined",
        )


def led_under(network: Network) -> Iterator[Finding]:
    """Who is in charge of what an agreement or directive covers, where no party leads it all."""
    leads: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, int] = defaultdict(int)
    for cell in cells(network):
        leads[cell.function] |= {
            over for key in cell.having("lead") for over in (key, whole_of(network, key))
        }
        holders[cell.function] += len(cell.holders)
    for agreement in _of_several(network):
        covered = agreement.functions
        # Of one function that several hold, it is asked by the function.
        if len(covered) < 2 and any(holders[function] > 1 for function in covered):
            continue
        if covered and set.intersection(*(leads[function] for function in covered)):
            continue
        phrase, parties = say.link_phrase(network, agreement), _parties(network, agreement)
        for_what = say.for_functions(network, covered)
        yield _about(
            network,
            agreement,
            f"Who is in charge of what {phrase} provides for? It binds {parties}{for_what}, and"
            " none of them is recorded as leading all of it.",
            f"It is unclear who among {parties} is in charge of what {phrase} provides for",
            remedies.take_the_lead(network, None, covered[0] if covered else None),
            "lead",
        )


def means_under(network: Network) -> Iterator[Finding]:
    """Which authority, staff and money several have for what an agreement provides for."""
    for agreement in _of_several(network):
        given = (
            link
            for link in network.links_of(*agreement.agencies)
            if link.kind in ("funding", "support") and link.in_force
        )
        if any(link.under == agreement.id or _for_it(link, agreement) for link in given):
            continue
        phrase, parties = say.link_phrase(network, agreement), _parties(network, agreement)
        yield _about(
            network,
            agreement,
            f"Which authority, staff and money are there for what {phrase} provides for? It binds"
            f" {parties}, and no funding or support for it is recorded.",
            f"{parties} do not have the authority or the means for what {phrase} provides for",
            Change.new_link(
                say.sentence(f"the means for what {phrase} provides for are recorded"),
                kind="funding",
                target=agreement.agencies[0],
                functions=list(agreement.functions),
                under=agreement.id,
            ),
            "means",
        )


def kept_track_of(network: Network) -> Iterator[Finding]:
    """Who keeps track of agreements and directives, where several share parties."""
    groups: list[tuple[set[str], list[Link]]] = []
    for agreement in instruments(network):
        wholes = {whole_of(network, key) for key in agreement.agencies}
        met = [group for group in groups if not group[0].isdisjoint(wholes)]
        groups = [group for group in groups if group not in met]
        links = [link for _, found in met for link in found]
        groups.append((wholes.union(*(group[0] for group in met)), [*links, agreement]))
    for _, found in groups:
        agencies = tuple(dict.fromkeys(key for link in found for key in link.agencies))
        if len(found) < _SEVERAL or len(agencies) > _MOST:
            continue
        who = say.names(network, agencies)
        yield Finding.asked(
            f"Who keeps track of the {len(found)} agreements and directives that bind {who}? Nobody"
            " is recorded as knowing of all of them, and whether each is carried out.",
            links=found,
            agencies=agencies,
            evidence=say.evidence_of_links(found),
            settles=Change.new_link(
                "Who keeps track of them is recorded.",
                kind="oversight",
                target=agencies[0],
            ),
            answer=f"Nobody keeps track of the agreements and directives that bind {who}.",
            subjects=("agreements", *(link.id for link in found)),
        )


def _of_several(network: Network) -> Iterator[Link]:
    """Agreements and directives in force of several parties."""
    for agreement in instruments(network):
        parties = [key for key in agreement.agencies if _acts(network, key)]
        if _SEVERAL <= len(parties) <= _MOST:
            yield agreement


def _acts(network: Network, agency: str) -> bool:
    return network.agencies[agency].kind != "government"


def _for_it(link: Link, agreement: Link) -> bool:
    """Whether a link among parties serves, by name, what their agreement covers."""
    return not set(link.functions).isdisjoint(agreement.functions)


def _parties(network: Network, agreement: Link) -> str:
    return say.names(network, agreement.agencies)


def _about(
    network: Network, agreement: Link, asked: str, answer: str, settles: Change, subject: str
) -> Finding:
    return Finding.asked(
        asked,
        links=[agreement],
        evidence=agreement.evidence,
        settles=settles,
        answer=answer,
        subjects=(agreement.id, subject),
    )
