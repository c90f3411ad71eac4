"""CG103: the counterpart exists, and no link joins it."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Finding
from coordination.rules.place_questions import across_borders
from coordination.rules.requirement_findings import Unmet, gaps_of_requirements
from coordination.rules.rule import rule
from coordination.rules.shared_questions import contact_of_sharers

__all__ = ["unlinked_counterpart"]


@rule("CG103", "unlinked-counterpart")
def unlinked_counterpart(network: Network) -> Iterator[Finding]:
    """The counterpart exists, and no link of an accepted kind is in force with it.

    It is derived where the requirement was examined, or where the sources cover links in full
    (`examined: [links]`), and nothing is recorded. Where nobody looked, CG107 asks whether the
    requirement is met, and this rule asks how agencies that share a function are in contact, where
    a requirement, an agreement or a directive binds them for it. The nearest record decides: a link
    of the two outweighs one of their parts, which outweighs one of the agencies that they are part
    of. A forum in which both sit, and that holds the function, joins them through it: they are
    never said to have no link. Sources report it by a link of liaison, joint work, a request,
    membership or another kind that is absent or was due and is not there. CG401 reports training,
    CG601 exchange of information, and CG107 requirements that a source finds unmet without saying
    what is missing.

    Why it matters:
        Two agencies that are responsible for the same task on two sides and aren't in contact can't
        fit their work together, however well each does its own.

    Options:
        None.

    Reported:
        They are not in contact.

    Derived:
        title: ATF and the Mexican prosecutor, not linked
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: tracing, role: lead}]}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing,
             examined: true}

    Open:
        title: The same, and nobody looked
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: tracing, role: lead}]}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing}

    Clean:
        title: ATF and the Mexican prosecutor, linked
        functions:
          - {id: tracing, name: firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: tracing, role: lead}]}
        links:
          - {kind: system-access, source: atf, target: pgr, functions: [tracing]}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing,
             examined: true}

    Remedy:
        Set up a link of a kind that the requirement accepts, or mend what was asked for and not
        given.

    Source:
        Cataldo, Wagstrom, Herbsleb and Carley 2006, CSCW '06, doi:10.1145/1180875.1180929, section
        3.4: congruence is the share of required pairs that coordinate. Here requirements are
        recorded, each with its source, and not computed from tasks.
    """

    def unlinked(unmet: Unmet) -> Finding:
        who, asked, leads = unmet.who, unmet.requirement.kinds, unmet.first.leads
        kinds = say.kinds_phrase(asked) if asked else "any operational kind"
        wanted = say.kinds_phrase(asked) if asked else "link"
        lead = [agency for agency in unmet.agencies if agency in leads][:1]
        return unmet.tell(
            f"{who} {who:has|have} no {wanted} in force with {unmet.others}{unmet.purpose}",
            otherwise=(
                f"no link ({kinds}) is recorded between {who} and {unmet.others}{unmet.purpose}"
            ),
            clears=unmet.mended(lead if unmet.one_will_do else None),
        )

    yield from gaps_of_requirements(network, "CG103", unlinked)
    yield from contact_of_sharers(network)
    yield from across_borders(network)
