"""Questions about work that several agencies share: contact, exchange, paper, training, authority.

They follow the practices by which auditors judge coordination (GAO-23-105520): leadership, roles,
participants, resources and information, written guidance. Where something is recorded that answers
one, it isn't asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.assess import Assessment
from coordination.requirements.shared_work import (
    SharedWork,
    joined,
    others,
    shared_work,
)
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Change, Finding

__all__ = [
    "authority_of_leads",
    "contact_of_sharers",
    "exchange_of_sharers",
    "through_one",
    "training_of_sharers",
    "writing_of_sharers",
]

_AUTHORITY = ("oversight", "funding", "directive", "support")
_MOST_PARTIES = 8
_CONTACT = vocabulary.OPERATIONAL_KINDS | {"membership"}


def contact_of_sharers(network: Network) -> Iterator[Finding]:
    """Through what those who have to work together are in contact, where nothing joins them all."""
    for work in shared_work(network):
        if not work.bound or joined(network, work, _CONTACT):
            continue
        name, where, held = _words(network, work)
        yield _question(
            network,
            work,
            f"How are those who share {name}{where} in contact with each other? {held} have a part"
            " in it, and no work that joins all of them is recorded.",
            f"{held} are not in contact with each other{where} for {name}",
            _link(network, work, "How {} are in contact is recorded.", "liaison"),
            "contact",
        )


def exchange_of_sharers(network: Network) -> Iterator[Finding]:
    """What those who share a function tell each other, where no exchange joins them all."""
    kinds = vocabulary.EXCHANGE_KINDS
    for work in shared_work(network):
        if joined(network, work, kinds, _asked_for(work, kinds)):
            continue
        name, where, held = _words(network, work)
        yield _question(
            network,
            work,
            f"What information passes between those who share {name}{where}? {held} have a part in"
            " it, and no exchange that joins all of them is recorded.",
            f"{held} do not share information{where} for {name}",
            _link(network, work, "What passes between {} is recorded.", "information-sharing"),
            "exchange",
        )


def writing_of_sharers(network: Network) -> Iterator[Finding]:
    """What is agreed in writing among those who share a function, where nothing joins them all."""
    for work in shared_work(network):
        written = [one for one in work.asked if one.requirement.written]
        if joined(
            network,
            work,
            vocabulary.PAPER_KINDS,
            [*written, *_asked_for(work, frozenset(vocabulary.PAPER_KINDS))],
        ):
            continue
        name, where, held = _words(network, work)
        yield _question(
            network,
            work,
            f"What says in writing how those who share {name}{where} work together? {held} have a"
            " part in it, and no agreement or directive that joins all of them is recorded.",
            f"{held} have no written procedures{where} for {name}",
            _paper(network, work),
            "writing",
        )


def training_of_sharers(network: Network) -> Iterator[Finding]:
    """Whether those who have to act together train together, where no training joins them all."""
    kinds = frozenset({"training"})
    for work in shared_work(network):
        if not work.bound or joined(network, work, kinds, _asked_for(work, kinds)):
            continue
        name, where, held = _words(network, work)
        yield _question(
            network,
            work,
            f"Do those who share {name}{where} train together? {held} have to act together, and no"
            " training that joins all of them is recorded.",
            f"{held} do not train together{where} for {name}",
            _link(network, work, "What {} train together is recorded.", "training", mutual=True),
            "training",
        )


def authority_of_leads(network: Network) -> Iterator[Finding]:
    """What authority and means a lead has over those who take part and aren't its own parts.

    Where nobody leads, the forums that are to coordinate the function are asked about.
    """
    for work in shared_work(network):
        forums = tuple(
            key for key in work.holders if network.agencies[key].kind in vocabulary.FORUM_KINDS
        )
        heads = work.leads if len(work.leads) == 1 else () if work.leads else forums
        own = {part for key in heads for part in network.parts(key)}
        rest = tuple(
            key for key in work.agencies if key not in own and _led_by(network, key, heads)
        )
        if not heads or not rest:
            continue
        if any(
            link.kind in _AUTHORITY and link not in work.papers and not own.isdisjoint(link.ends)
            for link in work.links
        ):
            continue
        name, where, _ = _words(network, work)
        head, led = say.who(network, heads), say.names(network, rest)
        leads = f"{head:leads|lead}" if work.leads else f"{head:is|are} to coordinate it"
        yield _question(
            network,
            work,
            f"What authority and means does the lead for {name}{where} have over those who take"
            f" part? {head} {leads}, {led} take part, and no oversight, funding or support between"
            " them is recorded.",
            f"{head} {head:does|do} not have the authority or the means to lead {name}{where}",
            Change.new_link(
                f"What {head} may ask of {led} is recorded.",
                kind="oversight",
                source=heads[0],
                target=rest[0],
                functions=[work.function],
            ),
            "authority",
        )


def through_one(network: Network) -> Iterator[Finding]:
    """Whether all goes through one agency, where all that is required or recorded ends at it."""
    for work in shared_work(network):
        pairs = {
            frozenset((one.requirement.agency, other))
            for one in work.asked
            for other in others(one)
            if other != one.requirement.agency
        }
        pairs |= {
            frozenset(link.agencies)
            for link in work.links
            if link.operational and link.in_force and len(link.agencies) == 2
        }
        centre = frozenset.intersection(*pairs) if len(pairs) > 1 else frozenset()
        if len(centre) != 1:
            continue
        (hub,) = centre
        label, name = network.label(hub), network.functions[work.function].name
        rest = say.names(network, dict.fromkeys(key for key in work.agencies if key != hub))
        where = say.in_places(network, work.places)
        yield _question(
            network,
            work,
            f"Does everything for {name}{where} go through one agency, and who stands in for it?"
            f" All that is required or recorded joins {label} with {rest}, and nothing joins these"
            " with each other.",
            f"All exchange among {rest}{where} for {name} goes through {label} alone",
            _link(network, work, "How {} reach each other is recorded.", "liaison"),
            "through",
        )


def _led_by(network: Network, agency: str, heads: Iterable[str]) -> bool:
    """Whether heads may lead an agency: a lead in one country leads nobody in another."""
    own = network.agencies[agency].jurisdiction
    return own is None or any(
        (there := network.agencies[key].jurisdiction) is None
        or network.gazetteer.country(there) == network.gazetteer.country(own)
        for key in heads
    )


def _asked_for(work: SharedWork, kinds: frozenset[str]) -> list[Assessment]:
    """Requirements of these kinds of link alone, so that it is asked already."""
    return [
        one
        for one in work.asked
        if one.requirement.kinds and kinds.issuperset(one.requirement.kinds)
    ]


def _words(network: Network, work: SharedWork) -> tuple[str, str, str]:
    return (
        network.functions[work.function].name,
        say.in_places(network, work.places),
        say.names(network, work.agencies),
    )


def _link(network: Network, work: SharedWork, text: str, kind: str, **fields: object) -> Change:
    return Change.new_link(
        text.format(say.names(network, work.agencies)),
        kind=kind,
        source=work.agencies[0],
        target=work.agencies[1],
        functions=[work.function],
        **fields,
    )


def _paper(network: Network, work: SharedWork) -> Change:
    """What is in writing is recorded; of many, which of them are its parties stays open."""
    if len(work.agencies) <= _MOST_PARTIES:
        return remedies.agree(network, work.agencies, [work.function])
    return Change.new_link(
        "What says in writing how they work together is recorded.",
        kind="agreement",
        functions=[work.function],
    )


def _question(
    network: Network, work: SharedWork, asked: str, answer: str, settles: Change, subject: str
) -> Finding:
    passages = say.evidence_of_mandates(network, work.holders, work.function, places=work.places)
    return Finding.asked(
        asked,
        agencies=work.agencies,
        functions=(work.function,),
        places=work.places,
        evidence=passages or say.evidence_of_links(work.papers),
        settles=settles,
        answer=answer,
        subjects=(work.function, *work.places, subject),
    )
