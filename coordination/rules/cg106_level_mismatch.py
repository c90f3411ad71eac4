"""CG106: the counterpart stands at another level of government."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import vocabulary
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.place_questions import only_from_outside
from coordination.rules.requirement_findings import Unmet
from coordination.rules.rule import rule

__all__ = ["level_mismatch"]


@rule("CG106", "level-mismatch")
def level_mismatch(network: Network) -> Iterator[Finding]:
    """Every counterpart that holds the function is at another level of government.

    The requirement describes its other side by country, without a level or kind; the levels of the
    agency and of all holders of the function there are known, and no holder is at the agency's
    level. The sources must cover mandates in full (`examined: [mandates]`), or the requirement must
    have been examined: otherwise a counterpart at the same level may exist and not be recorded.

    Why it matters:
        A national bureau whose only counterparts are local must deal with each locality, and none
        of them can commit the country. A local agency whose only counterpart is national must go
        through a capital about a neighbouring town.

    Options:
        None.

    Reported:
        Their counterparts are local.

    Derived:
        title: A federal bureau with state counterparts
        examined: [mandates]
        functions:
          - {id: seizure, name: firearms seizure}
        agencies:
          - {id: atf, name: ATF, level: federal, jurisdiction: US}
          - {id: sonora, name: Sonora state police, level: state, jurisdiction: MX-SON,
             mandates: [{function: seizure}]}
        requirements:
          - {id: seizures, agency: atf, counterpart: {jurisdiction: MX}, function: seizure}

    Open:
        title: Places in which only an international agency is recorded
        functions: [{id: treatment, name: Treatment of patients}]
        agencies:
          - id: doctors
            name: Doctors
            level: international
            mandates: [{function: treatment, places: [LR-LO, LR-BG]}]

    Clean:
        title: A federal bureau with a federal counterpart
        examined: [mandates]
        functions:
          - {id: seizure, name: firearms seizure}
        agencies:
          - {id: atf, name: ATF, level: federal, jurisdiction: US}
          - {id: sonora, name: Sonora state police, level: state, jurisdiction: MX-SON,
             mandates: [{function: seizure}]}
          - {id: federal-police, name: Federal Police, level: federal, jurisdiction: MX,
             mandates: [{function: seizure}]}
        requirements:
          - {id: seizures, agency: atf, counterpart: {jurisdiction: MX}, function: seizure}

    Remedy:
        One at the agency's own level that answers for the function, or one that may speak for
        those at the other level.

    Source:
        Nearest standards: GAO-10-822T (2010), collaboration is needed across federal, state and
        local governments; GAO-23-105520 (2023), practice "include relevant participants". Neither
        says that counterparts should be at one level: the comparison is this tool's.
    """
    for one in assess_all(network):
        requirement = one.requirement
        asked, function = requirement.counterpart, requirement.function
        own, agencies = requirement.agency, one.counterparts
        country = asked.jurisdiction
        if (
            not country
            or network.gazetteer.country(country) != country
            or asked.kind
            or asked.level
        ):
            continue
        level = vocabulary.same_level(network.agencies[own].level)
        levels = [vocabulary.same_level(network.agencies[agency].level) for agency in agencies]
        if function is None or level is None or not levels or None in levels or level in levels:
            continue
        covered = network.examines("mandates", aspect="holders", function=function, place=country)
        if not (requirement.examined or covered):
            continue
        found = say.listed(list(dict.fromkeys(f"{word}" for word in levels)))
        held = say.who(network, agencies)
        counterparts = "counterpart" if len(agencies) == 1 else "counterparts"
        unmet = Unmet(network, [one])
        yield unmet.tell(
            f"{network.label(own)}, a {level} agency, has {found} {counterparts} only"
            f"{unmet.purpose}: {held}",
            agencies=(own, *agencies),
            links=(),
            otherwise=(
                f"{held} {held:stands|stand} at {found} level, none that holds the function"
                f" stands at {level} level"
            ),
            silent="mandates",
            evidence=say.evidence_of_mandates(network, agencies, function),
            clears=(
                remedies.create(network, requirement, level=level),
                *remedies.join(network, one, []),
            ),
        )
    yield from only_from_outside(network)
