"""CG301: what was asked for, owed or ordered was not given."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Link
from coordination.network import Network
from coordination.requirements.assess import assess_all, failing
from coordination.rules.finding import Finding, Statement
from coordination.rules.link_findings import tell_links
from coordination.rules.phrases import for_functions, link_phrase, sentence
from coordination.rules.rule import rule

__all__ = ["unmet_request"]


@rule("CG301", "unmet-request")
def unmet_request(network: Network) -> Iterator[Finding]:
    """Sources report that a request was not met, or that what was owed or ordered was not given.

    It holds for a request whose status is unmet, together with the support for the same functions
    that the agency asked didn't give (unmet or absent); for support that is unmet without a
    request on record; and for links of other kinds between agencies that are unmet and that no
    lacking requirement rests on, such as an order that wasn't followed. Training that wasn't given
    is told by CG401, information by CG601, a request that works badly by CG204.

    Why it matters:
        A request is coordination that one side has already asked for: it says what is needed, from
        whom. Where it goes unmet the need stays, and who asked in vain asks less the next time.

    Options:
        None.

    Flagged:
        title: Mexico asks ATF for help in vain
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico, kind: government}
        links:
          - kind: request
            source: mexico
            target: atf
            status: unmet
            cause: ATF lacks the resources.
            evidence: [{source: report, at: page 6, says: ATF could not help.}]

    Clean:
        title: ATF helps
        sources:
          - {id: report, title: Report of an auditor}
        agencies:
          - {id: atf, name: ATF}
          - {id: mexico, name: Mexico, kind: government}
        links:
          - kind: request
            source: mexico
            target: atf
            evidence: [{source: report, at: page 6, says: Mexico asked for help.}]
          - kind: support
            source: atf
            target: mexico
            evidence: [{source: report, at: page 6, says: ATF sent people.}]

    Remedy:
        Give what was asked for, or agree what can be given and by when. Where the request can't be
        met, an answer that says so is due as well.

    Source:
        Nearest standard: Protocol against the Illicit Manufacturing of and Trafficking in Firearms
        (United Nations, 31 May 2001), art. 13(1), on which States cooperate bilaterally, regionally
        and internationally. Case: CNN, 9 November 2010, paragraphs 5 and 6: ATF lacked the
        resources to fulfil Mexican requests for help.
    """
    told: set[str] = set()
    unmet = tuple(link for link in network.links_where(statuses=["unmet"]) if not link.assumed)
    for link in unmet:
        if link.kind == "request":
            answers = _answers(network, link)
            told.update(one.id for one in answers)
            yield _of_request(network, link, answers)
    # A lacking requirement tells what it rests on itself; a request is told even so, as are people
    # and equipment that were asked for, since somebody waits for them.
    resting = {
        link.id for one in assess_all(network) for link in one.failing if one.state == "lacking"
    }
    for link in unmet:
        if link.kind in ("request", "training") or link.exchange:
            continue
        if link.id in told or len(link.agencies) == 1:
            continue
        if link.kind == "support" or link.id not in resting:
            purpose = for_functions(network, link.functions)
            yield tell_links(
                network, f"{link_phrase(network, link)}{purpose} was not fulfilled", [link]
            )


def _answers(network: Network, request: Link) -> tuple[Link, ...]:
    """Support that the agency asked didn't give, for what was asked for."""
    asking, asked = request.ends
    return tuple(
        link
        for link in failing(network.links_between(asked, asking))
        if link.kind == "support"
        and link.status in ("unmet", "absent")
        and link.ends == (asked, asking)
        and any(link.serves(function) for function in request.functions or (None,))
    )


def _of_request(network: Network, request: Link, answers: tuple[Link, ...]) -> Finding:
    purpose = for_functions(network, request.functions)
    asking, asked = request.ends
    wish = f"{request.name or 'a request'} of {network.label(asking)}"
    said = any(
        network.functions[key].name.lower() in (request.name or "").lower()
        for key in request.functions
    )
    detail = f": {request.name}" if request.name and not said else ""
    between = f"of {network.label(asking)} to {network.label(asked)}"
    return tell_links(
        network,
        f"a request {between}{purpose} is not met{detail}",
        (request, *answers),
        asked=Statement(sentence(f"{wish} to {network.label(asked)}{purpose}"), request.evidence),
    )
