"""CG907: one country has far fewer records than others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from coordination.network import Network
from coordination.requirements.mandate_holders import cells, spread
from coordination.rules import phrases as say
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule
from coordination.text.language import counted

__all__ = ["uneven_record"]


@rule("CG907", "uneven-record")
def uneven_record(network: Network, *, share: float = 0.25) -> Iterator[Finding]:
    """One country has far fewer records of who does what than the others: do so few work there?

    Each agency with each function in each place counts once. The question is about a country with
    less than `share` of the median of the others: a table to which few reported looks like that of
    a place where few work.

    Why it matters:
        A reader who takes missing entries for missing agencies sends help to the wrong place.

    Options:
        share (default 0.25): share of the median of the other countries.

    Open:
        title: Who does what where
        functions: [{id: burial, name: safe burial}, {id: tracing, name: contact tracing}]
        agencies:
          - id: cross
            name: Red Cross
            level: international
            mandates:
              - {function: burial, places: [LR-BM, LR-LO, LR-BG]}
              - {function: tracing, places: [LR-BM, LR-LO, LR-BG, SL-W]}

    Clean:
        title: Who does what where
        functions: [{id: burial, name: safe burial}]
        agencies:
          - id: cross
            name: Red Cross
            level: international
            mandates: [{function: burial, places: [LR-BM, LR-LO, SL-W, SL-E]}]

    Remedy:
        Ask who collects the table there, and how many of those at work reported; record the
        sections that are complete as `examined`.

    Source:
        A. Verity, OCHA's 3W: Purpose, Target Audience, Scope and Products (2013): a basic table
        gives a very rough understanding of a response.
    """
    if not spread(network):
        return
    counts: Counter[str] = Counter()
    holders: dict[str, dict[str, None]] = {}
    for cell in cells(network):
        if country := network.gazetteer.country(cell.place):
            counts[country] += len(cell.holders)
            holders.setdefault(country, {}).update(dict.fromkeys(cell.holders))
    for country, count in counts.items():
        others = [number for key, number in counts.items() if key != country]
        if not others or count >= (expected := share * float(np.median(others))):
            continue
        name = say.place_name(network, country)
        rest = ", ".join(
            f"{network.gazetteer.name(key)} {number:,}"
            for key, number in counts.most_common()
            if key != country
        )
        yield Finding.asked(
            f"Do so few work in {name}, or did so few report? {count:,} of {counts.total():,}"
            f" records of who does what are of {name} ({rest}).",
            agencies=tuple(holders[country]),
            places=(country,),
            condition=say.sentence(f"{name} has {counted(count, 'record')} of who does what where"),
            value=count,
            threshold=expected,
            unit="records",
            settles=Change(
                "add",
                "examined",
                f"The table is said to cover {name} in full.",
                fields={"section": "mandates", "places": [country]},
            ),
            answer=f"Those at work in {name} were not asked, or didn't report.",
            subjects=(country,),
        )
