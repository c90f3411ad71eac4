"""CG603: the accounts of agencies contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Evidence, vocabulary
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule

__all__ = ["contradicting_accounts"]


_BULK = 20_000
"""Links beyond which they come from a register, where nobody gives accounts."""


@rule("CG603", "contradicting-accounts")
def contradicting_accounts(network: Network) -> Iterator[Finding]:
    """Accounts of the same exchange or work contradict each other.

    It holds for a link that isn't recorded as failing, that one passage supports and another
    disputes, and for a conclusion of this name. The rule for its kind reports a link that fails,
    and says that it is disputed. In networks in bulk only conclusions are reported.

    Why it matters:
        One side may have sent what the other never received. While nobody finds out, the same thing
        can happen again.

    Options:
        None.

    Reported:
        title: Did the message come?
        sources: [{id: report, title: Report of an inquiry}]
        agencies:
          - {id: council, name: The council}
          - {id: centre, name: The centre}
        links:
          - kind: information-sharing
            source: council
            target: centre
            evidence:
              - {source: report, at: page 6, speaker: The centre, says: The council told us.}
              - {source: report, at: page 7, speaker: The council, stance: disputes,
                 says: There was no such conversation.}

    Clean:
        title: The message came
        sources: [{id: report, title: Report of an inquiry}]
        agencies:
          - {id: council, name: The council}
          - {id: centre, name: The centre}
        links:
          - kind: information-sharing
            source: council
            target: centre
            evidence:
              - {source: report, at: page 6, speaker: The centre, says: The council told us.}

    Remedy:
        Look for what was written at the time; from now on record what is passed on, by whom, to
        whom and when.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 8.92-8.96:
        where officials' word is the evidence it may need corroboration.
    """
    if len(network.links) > _BULK:
        return
    for link in network.engine.links_marked(network.engine.columns.supported):
        against = [passage for passage in link.evidence if passage.stance == "disputes"]
        if not against or link.assumed or link.status in vocabulary.FAILING:
            continue
        given = [passage for passage in link.evidence if passage.stance == "supports"]
        phrase = say.link_phrase(network, link)
        yield Finding.of(
            say.sentence(
                f"accounts of {phrase} contradict each other: {_told(given)}; {_told(against)}"
            ),
            "reported",
            links=[link],
            condition=say.condition_of_links(network, [link]),
            disputed=True,
            clears=(
                Change.set_link(
                    link, say.sentence(f"what was recorded of {phrase} at the time is looked up")
                ),
            ),
        )


def _told(passages: list[Evidence]) -> str:
    first = passages[0]
    words = (first.says or first.quote or "another account").rstrip(".")
    return f"{first.speaker}: {words}" if first.speaker else words
