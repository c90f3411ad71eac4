"""CG106: the counterpart stands at another level of government."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.rules.finding import Finding
from coordination.rules.phrases import (
    evidence_of_mandates,
    for_function,
    listed,
    looked,
    names,
    verb,
)
from coordination.rules.remedies import create, join
from coordination.rules.requirement_findings import tell
from coordination.rules.rule import rule

__all__ = ["level_mismatch"]


@rule("CG106", "level-mismatch")
def level_mismatch(network: Network) -> Iterator[Finding]:
    """Every counterpart that holds the function stands at another level than the agency does.

    The requirement describes its other side by country, without saying of which level or kind; the
    agency and all holders of the function there have a known level, and none of these is the
    agency's. The sources must cover mandates in full (`examined: [mandates]`), or the requirement
    must have been examined: else a counterpart of the same level may be one that nobody recorded.

    Why it matters:
        A national bureau whose only counterparts are local has as many as there are localities,
        and none of them can bind the country; the other way round, a local body must go through a
        capital for a matter next door.

    Options:
        None.

    Flagged:
        title: A federal bureau with state counterparts
        examined: [mandates]
        functions:
          - {id: seizure, name: Firearms seizure}
        agencies:
          - {id: atf, name: ATF, level: federal, jurisdiction: US}
          - {id: sonora, name: Sonora state police, level: state, jurisdiction: MX-SON,
             mandates: [{function: seizure}]}
        requirements:
          - {id: seizures, agency: atf, counterpart: {jurisdiction: MX}, function: seizure}

    Clean:
        title: A federal bureau with a federal counterpart
        examined: [mandates]
        functions:
          - {id: seizure, name: Firearms seizure}
        agencies:
          - {id: atf, name: ATF, level: federal, jurisdiction: US}
          - {id: sonora, name: Sonora state police, level: state, jurisdiction: MX-SON,
             mandates: [{function: seizure}]}
          - {id: federal-police, name: Federal Police, level: federal, jurisdiction: MX,
             mandates: [{function: seizure}]}
        requirements:
          - {id: seizures, agency: atf, counterpart: {jurisdiction: MX}, function: seizure}

    Remedy:
        A body at the agency's own level that answers for the function, or one that may speak for
        those at the other level.

    Source:
        Nearest standards: GAO-10-822T (2010), collaboration is needed across federal, state and
        local governments; GAO-23-105520 (2023), practice "include relevant participants". Neither
        says that counterparts should stand at one level: the comparison is this tool's reading.
    """
    for assessment in assess_all(network):
        requirement = assessment.requirement
        asked, function = requirement.counterpart, requirement.function
        own, bodies = requirement.agency, assessment.counterparts
        if not asked.jurisdiction or "-" in asked.jurisdiction or asked.kind or asked.level:
            continue
        level = network.agencies[own].level
        levels = [network.agencies[body].level for body in bodies]
        if function is None or level is None or not levels or None in levels or level in levels:
            continue
        if not (requirement.examined or "mandates" in network.examined):
            continue
        found = listed(list(dict.fromkeys(f"{one}" for one in levels)))
        stands = verb(network, bodies, "stands", "stand")
        counterparts = "counterpart" if len(bodies) == 1 else "counterparts"
        yield tell(
            network,
            assessment,
            f"{network.label(own)}, a {level} body, has {found} {counterparts} only"
            f"{for_function(network, function)}: {names(network, bodies)}",
            (own, *bodies),
            otherwise=(
                f"{names(network, bodies)} {stands} at {found} level, none that holds the function"
                f" stands at {level} level, and {looked(network, requirement, 'mandates')}"
            ),
            evidence=evidence_of_mandates(network, bodies, function),
            clears=(
                create(network, requirement, level=level),
                *join(network, assessment, []),
            ),
            basis="derived",
        )
