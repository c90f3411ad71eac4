"""CG103: the counterpart is there, and no link with it is."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.gap_owner import told_by
from coordination.rules.phrases import for_function, kinds_phrase, looked, names, verb
from coordination.rules.remedies import join, mend
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["unlinked_counterpart"]


@rule("CG103", "unlinked-counterpart")
def unlinked_counterpart(network: Network) -> Iterator[Finding]:
    """The counterpart exists, was examined, and no link of an accepted kind is in force with it.

    Links of the two sides, of their parts and of collectives that they belong to count, where they
    serve the requirement's function. It was examined where a source reports such a link as absent
    or unmet, where the requirement was examined, or where the sources cover links in full
    (`examined: [links]`). Training is told by CG401, exchange of information by CG601.

    Why it matters:
        Two agencies that answer for the same task on two sides, and have nothing that joins them,
        work past each other whatever either does well.

    Options:
        None.

    Flagged:
        title: ATF and the Mexican prosecutor, not linked
        functions:
          - {id: tracing, name: Firearms tracing}
        agencies:
          - {id: atf, name: ATF, jurisdiction: US}
          - {id: pgr, name: PGR, jurisdiction: MX, mandates: [{function: tracing, role: lead}]}
        requirements:
          - {id: tracing-in-mexico, agency: atf, counterpart: {jurisdiction: MX}, function: tracing,
             examined: true}

    Clean:
        title: ATF and the Mexican prosecutor, linked
        functions:
          - {id: tracing, name: Firearms tracing}
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
    for assessment in told_by(network, "CG103"):
        requirement = assessment.requirement
        own = requirement.agency
        bodies = assessment.unlinked or assessment.counterparts
        one_would_do = len(bodies) > 1 and not requirement.counterpart.each
        others = f"any of {names(network, bodies)}" if one_would_do else names(network, bodies)
        kinds = kinds_phrase(requirement.kinds) if requirement.kinds else "any operational kind"
        wanted = kinds_phrase(requirement.kinds) if requirement.kinds else "link"
        purpose = for_function(network, requirement.function)
        has = verb(network, [own], "has", "have")
        leads = [body for body in bodies if body in assessment.leads]
        targets = bodies if not one_would_do else leads[:1]
        yield tell(
            network,
            assessment,
            f"{network.label(own)} {has} no {wanted} in force with {others}{purpose}",
            (own, *bodies),
            links=assessment.failing,
            otherwise=(
                f"No link ({kinds}) is recorded between {network.label(own)} and {others}{purpose},"
                f" and {looked(network, requirement, 'links')}"
            ),
            clears=mend(network, assessment.failing) or join(network, assessment, targets),
        )
