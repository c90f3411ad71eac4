"""Ask about links that a plan or rule provides for and no source confirms."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.engine.engine import per_network
from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.link_table import TABLE, link_question, missing_if_no

__all__ = ["prescribed"]


def prescribed(network: Network, code: str) -> Iterator[Finding]:
    """The open findings of a rule about links that are prescribed.

    Each belongs to the rule that would report it if it were not carried out. One that a requirement
    is asked about is named there.

    Args:
        network: the network.
        code: code of the rule.
    """
    for link in _prescribed(network):
        if TABLE[link.kind]["unmet"].rule == code:
            yield Finding.asked(
                link_question(network, link),
                links=[link],
                condition=say.condition_of_links(network, [link]),
                settles=Change.set_link(
                    link,
                    "Somebody looks, and records whether it is carried out.",
                    status="active",
                ),
                answer=missing_if_no(network, link),
            )


@per_network
def _prescribed(network: Network) -> tuple[Link, ...]:
    found = network.links_where(statuses=["prescribed"])
    if not found:
        return ()
    asked = {
        link.id for one in assess_all(network) if one.state == "not-examined" for link in one.links
    }
    return tuple(link for link in found if not link.assumed and link.id not in asked)
