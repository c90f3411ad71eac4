"""Ask about places in which nobody holds a function, one agency alone does, or none is local.

They go to networks whose mandates say where they hold: elsewhere a place without a holder is one of
which nobody spoke.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from coordination.network import Network
from coordination.requirements.mandate_holders import Cell, cells, spread
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.cell_findings import Held
from coordination.rules.finding import Change, Finding

__all__ = ["across_borders", "alone_in_a_place", "nobody_in_a_place", "only_from_outside"]

_HELD = 3
"""Places in which a function must be held before others are asked about."""


def _by_function(network: Network) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    if spread(network):
        for cell in cells(network):
            found[cell.function].append(cell)
    return found


def _at_work(network: Network) -> dict[str, dict[str, None]]:
    """The agencies at work in each place, whatever they hold there."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for cell in cells(network):
        found[cell.place] |= dict.fromkeys(cell.holders)
    return found


def nobody_in_a_place(network: Network) -> Iterator[Finding]:
    """Functions held in some places, and by nobody in others where agencies work."""
    by_function = _by_function(network)
    at_work = _at_work(network) if by_function else {}
    for function, held in by_function.items():
        if len(held) < _HELD:
            continue
        empty = [
            place
            for place, agencies in at_work.items()
            if len(agencies) > 1
            and not any(network.gazetteer.meet(place, cell.place) for cell in held)
        ]
        if not empty:
            continue
        asked = tuple(dict.fromkeys(key for place in empty for key in at_work[place]))
        name, where = network.functions[function].name, say.in_places(network, empty)
        yield Finding.asked(
            f"Who is responsible for {name}{where}? Agencies at work there are recorded, and none"
            " of them holds it.",
            agencies=asked,
            functions=(function,),
            places=tuple(empty),
            condition=say.sentence(f"{name} is held in {len(held)} other places"),
            settles=remedies.hold(network, function, empty[0]),
            answer=f"nobody holds {name}{where}",
            subjects=(function, "nobody"),
        )


def alone_in_a_place(network: Network) -> Iterator[Finding]:
    """Functions that depend on one agency in a place."""
    for function, held in _by_function(network).items():
        name = network.functions[function].name
        for cell in held if len(held) >= _HELD else ():
            if len(cell.holders) == 1:
                here = Held(network, cell, cell.holders)
                own, where = here.who, here.where
                yield Finding.asked(
                    f"Who takes over {name}{where} if the only holder stops? {own} {own:is|are}"
                    " recorded, and nobody else.",
                    **here.fields(),
                    settles=remedies.hold(network, function, cell.place),
                    answer=f"{name}{where} depends on {own} alone",
                )


def only_from_outside(network: Network) -> Iterator[Finding]:
    """Places in which only international agencies are at work, by country."""
    if not spread(network):
        return
    found: dict[str, list[str]] = defaultdict(list)
    agencies: dict[str, dict[str, None]] = defaultdict(dict)
    for place, at_work in _at_work(network).items():
        levels = {network.agencies[key].level for key in at_work}
        if levels <= {"international", "supranational"}:
            country = network.gazetteer.country(place)
            found[country].append(place)
            agencies[country] |= at_work
    for country, places in found.items():
        where, asked = say.in_places(network, places), tuple(agencies[country])
        yield Finding.asked(
            f"Which authority of {say.place_name(network, country)} is at work{where}? Only"
            " international agencies are recorded there.",
            agencies=asked,
            places=tuple(places),
            condition=say.sentence(f"{say.names(network, asked)} are recorded there"),
            settles=Change(
                "add",
                "agencies",
                say.sentence(f"an authority of {say.place_name(network, country)} is recorded"),
                fields={"jurisdiction": country, "level": "national"},
            ),
            answer=f"only international agencies are at work{where}",
            subjects=(country, "authority"),
        )


def across_borders(network: Network) -> Iterator[Finding]:
    """Functions held in several countries whose holders nothing joins across the border."""
    columns = network.engine.columns
    for function, held in _by_function(network).items():
        countries: dict[str, dict[str, None]] = defaultdict(dict)
        for cell in held:
            countries[network.gazetteer.country(cell.place)] |= dict.fromkeys(cell.holders)
        if len(countries) < 2:
            continue
        codes = [columns.code_of[key] for found in countries.values() for key in found]
        ends = np.isin(columns.source, codes) & np.isin(columns.target, codes)
        if (ends & columns.serving((function,))).any():
            continue
        name, where = network.functions[function].name, say.in_places(network, countries)
        asked = tuple(dict.fromkeys(key for found in countries.values() for key in found))
        yield Finding.asked(
            f"Do those who hold {name}{where} work together across the borders? No link between"
            " them is recorded.",
            agencies=asked,
            functions=(function,),
            places=tuple(countries),
            condition=say.sentence(f"{name} is held{where}, and no link is recorded"),
            settles=Change.new_link(
                say.sentence(f"a link across the borders for {name} is recorded"),
                kind="information-sharing",
                functions=[function],
            ),
            answer=f"those who hold {name}{where} do not work together",
            subjects=(function, "borders"),
        )
