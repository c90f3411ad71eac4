"""CG504: agencies of several countries hold one function, and nothing joins them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from coordination.network import Network
from coordination.requirements.mandate_holders import cells
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding
from coordination.rules.rule import rule

__all__ = ["untied_countries"]


@rule("CG504", "untied-countries")
def untied_countries(network: Network) -> Iterator[Finding]:
    """Agencies of several countries hold one function, and no link across a border is recorded.

    Agencies that hold it in several countries themselves are named, but join nothing by that alone:
    whether they carry anything across is what the question asks. Any recorded link between holders
    in two of the countries, whatever its status, answers it.

    Why it matters:
        What moves across a border (people, goods, an epidemic) is followed on one side only, unless
        somebody passes it on.

    Options:
        None.

    Reported:
        title: What an evaluation concludes
        sources: [{id: report, title: Report of an evaluation, publisher: The evaluator}]
        functions: [{id: burial, name: Safe burial}]
        agencies: [{id: cross, name: Red Cross}]
        conclusions:
          - id: found
            finds: untied-countries
            agencies: [cross]
            functions: [burial]
            places: [LR]
            says: Nobody told the neighbours of cases.
            evidence: [{source: report, at: page 4}]

    Open:
        title: Tracing on both sides
        functions: [{id: tracing, name: Contact tracing}]
        agencies:
          - {id: guinea, name: Guinea Health, jurisdiction: GN, mandates: [{function: tracing}]}
          - {id: liberia, name: Liberia Health, jurisdiction: LR, mandates: [{function: tracing}]}

    Clean:
        title: Tracing on both sides
        functions: [{id: tracing, name: Contact tracing}]
        agencies:
          - {id: guinea, name: Guinea Health, jurisdiction: GN, mandates: [{function: tracing}]}
          - {id: liberia, name: Liberia Health, jurisdiction: LR, mandates: [{function: tracing}]}
        links:
          - {kind: liaison, source: guinea, target: liberia, functions: [tracing]}

    Remedy:
        Ask who passes what across the border, and record it; or name a contact on each side.

    Source:
        This project's counterpart mirror, read for a question: who stands opposite whom, and does
        anything pass between them.
    """
    by_country: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells(network):
        if country := network.gazetteer.country(cell.place):
            by_country[cell.function][country] += cell.holders
    for function, found in by_country.items():
        holders = {country: tuple(dict.fromkeys(keys)) for country, keys in found.items()}
        if len(holders) < 2 or _joined(network, function, holders):
            continue
        name = network.functions[function].name
        everybody = tuple(dict.fromkeys(key for keys in holders.values() for key in keys))
        on_both = [key for key in everybody if sum(key in keys for keys in holders.values()) > 1]
        where = say.in_places(network, holders)
        counts = say.listed(
            [f"{len(keys)} in {network.gazetteer.name(code)}" for code, keys in holders.items()]
        )
        both = f" {say.names(network, on_both)} hold it on more than one side." if on_both else ""
        opposite = tuple(keys[0] for keys in holders.values())
        yield Finding.of(
            f"Who passes what on across the borders for {name}{where}? Agencies hold it on each"
            f" side ({counts}), and no link between them is recorded.{both}",
            "open",
            agencies=everybody,
            functions=(function,),
            places=tuple(holders),
            evidence=say.evidence_of_mandates(network, everybody[:8], function),
            condition="No link between holders in different countries is recorded for it.",
            clears=(remedies.agree(network, opposite, [function]),)
            if len(set(opposite)) > 1
            else (),
            asks=everybody,
            answer=f"Nothing is passed on across the borders for {name}{where}.",
            subjects=(function,),
        )


def _joined(network: Network, function: str, holders: dict[str, tuple[str, ...]]) -> bool:
    """Whether a recorded link joins holders in two of the countries for the function."""
    return any(
        network.engine.any_joining(ours, theirs, lambda link: link.serves(function))
        for ours, theirs in combinations(
            [[part for key in keys for part in network.parts(key)] for keys in holders.values()], 2
        )
    )
