"""Fill the 25 items of the GRAND reporting guideline from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import getdoc
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.arguments import checked_arguments
from coordination.engine.argsort import distinct
from coordination.engine.columns import KINDS, NEVER
from coordination.engine.projection import Projection
from coordination.errors import expect, unknown
from coordination.measures.degree import network_reciprocity, tie_multiplexity
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.text.language import counted
from coordination.text.markdown import escaped, table

__all__ = ["GRAND_VERSION", "Grand", "GrandItem", "grand"]

GRAND_VERSION = "0.5 (27 May 2026)"
"""Version of the guideline, a preprint. Its site has since called the same 25 items 1.0."""

_UNKNOWN = "not stated"


@dataclass(frozen=True)
class GrandItem:
    """One reporting item.

    Attributes:
        number: its number in the guideline, such as "2.3".
        name: its name.
        value: what the data says of it.
        known: False where the data doesn't say; then `field` names what would.
        field: field of the data file that would fill it, or "".
    """

    number: str
    name: str
    value: str
    known: bool = True
    field: str = ""


@dataclass(frozen=True)
class Grand:
    """The reporting items of one network.

    Attributes:
        items: the 25 items, in the guideline's order.
        projection: the projection that the items on transformations describe.
    """

    items: tuple[GrandItem, ...]
    projection: Projection

    def __iter__(self) -> Iterator[GrandItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, number: str) -> GrandItem:
        for item in self.items:
            if item.number == number:
                return item
        raise unknown("item", number, [item.number for item in self.items])

    @property
    def unknown(self) -> tuple[GrandItem, ...]:
        """The items that the data doesn't fill."""
        return tuple(item for item in self.items if not item.known)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per item, as pandas and polars take them."""
        return [
            {
                "item": item.number,
                "name": item.name,
                "value": item.value,
                "known": item.known,
                "field": f"study.{item.field}" if item.field else "",
            }
            for item in self.items
        ]

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_markdown(self) -> str:
        """A table with a row per item."""
        rows = []
        for item in self.items:
            value = escaped(item.value)
            if not item.known:
                value = f"**{value}**" + (f" (`study.{item.field}`)" if item.field else "")
            rows.append((item.number, item.name, value))
        return table((f"GRAND {GRAND_VERSION}", "Item", "This network"), rows, marked=True) + "\n"

    def to_text(self) -> str:
        """What is stated and what isn't, in one sentence."""
        stated = len(self) - len(self.unknown)
        missing = ", ".join(f"{item.number} {item.name}" for item in self.unknown)
        return (
            f"{stated} of the {len(self)} items of the GRAND guideline {GRAND_VERSION} are stated"
            + (f"; not stated: {missing}." if missing else ".")
        )

    def methods(self, measures: Iterable[str] = ()) -> str:
        """A paragraph for a methods section in Markdown, to be edited, with the works it leans on.

        Args:
            measures: names of the measures that were used, such as "agency_constraint"; each is
                defined, and the source in its docstring is added to the works.

        Raises:
            ValueError: there is no such measure.
        """
        collected = self["1.1"]
        data = f"The data: {escaped(collected.value.rstrip('.'))}. " if collected.known else ""
        used = [_described(name) for name in dict.fromkeys(measures)]
        taken = "".join(f" {what}" for what, _ in used)
        works = dict.fromkeys([*(works for _, works in used), *_WORKS])
        return (
            f"The network has {self['2.2'].value} as nodes and {self['3.7'].value}. {data}"
            "Each link carries a status and the passage that establishes it; silence of the "
            "sources is coded as not examined, not as absence. Measures were taken from one "
            f"projection ({self.projection}), in which all links of a pair count as one tie."
            f"{taken} "
            "Requirements of coordination were assessed as met, not met or not examined, after "
            "the congruence of required and actual coordination (Cataldo, Wagstrom, Herbsleb and "
            "Carley 2006). Reporting follows the GRAND guideline (Neal and others 2026), version "
            f"{GRAND_VERSION}.\n\nWorks:\n\n" + "".join(f"- {work}\n" for work in works)
        )


_WORKS = (
    "Cataldo, Wagstrom, Herbsleb and Carley 2006, Identification of coordination requirements: "
    "implications for the design of collaboration and awareness tools, CSCW '06:353-362, "
    "doi:10.1145/1180875.1180929.",
    "Neal, Carley, Contractor, De Domenico, Hollway, Labianca, Landry, Lazer, Lubbers, Neal, "
    "Ortiz, Peixoto, Pescosolido, Prell, Teixeira and the GRAND Consortium 2026, Guidelines for "
    "Reporting About Network Data, preprint, https://www.grand-statement.org.",
)


def _described(name: str) -> tuple[str, str]:
    """The sentence that defines a measure, and the works that its docstring names."""
    from coordination.measures import MEASURES

    if name not in MEASURES:
        raise unknown("measure", name, MEASURES)
    text = getdoc(MEASURES[name]) or ""
    what = " ".join(text.split("\n\n")[0].split()).replace("*", "")
    works = " ".join(text.partition("Source:\n")[2].split("\n\n")[0].split())
    return what, f"{name}: {works}"


@checked_arguments
def grand(network: Network, projection: Projection | None = None) -> Grand:
    """Fill the 25 items of the GRAND guideline (version 0.5) from a network.

    What the records don't say is taken from the network's `study`; what that doesn't say either is
    "not stated", and the item says which field would state it.

    Args:
        network: the network.
        projection: the projection that measures are taken from; None means `Projection()`.

    Returns:
        The items.

    Raises:
        ValueError: the projection names a function that the network doesn't have.

    Source:
        Neal, Carley, Contractor and others 2026, Guidelines for Reporting About Network Data
        (preprint), https://www.grand-statement.org: the checklist of version 0.5, 27 May 2026. A
        later version exists: in July 2026 the site called its checklist 1.0; its 25 items are the
        same.
    """
    expect(Network, network, "network")
    chosen = (projection or Projection()).towards("weak")
    return Grand(
        (*_data(network), *_nodes(network), *_edges(network, chosen), *_steps(network, chosen)),
        chosen,
    )


def _study(network: Network, field: str) -> str | None:
    return getattr(network.study, field) if network.study else None


def _told(network: Network, number: str, name: str, field: str, beside: str = "") -> GrandItem:
    """An item that only the study states, with what the records add to it."""
    text = _study(network, field)
    if text is None:
        return GrandItem(
            number, name, f"{_UNKNOWN}; {beside}" if beside else _UNKNOWN, False, field
        )
    return GrandItem(number, name, f"{text} {beside}".strip())


def _joined(number: str, name: str, field: str, *parts: str | None) -> GrandItem:
    """An item that the study or the records state."""
    told = " ".join(part for part in parts if part)
    return GrandItem(number, name, told or _UNKNOWN, bool(told), "" if told else field)


def _data(network: Network) -> Iterator[GrandItem]:
    kinds = Counter(source.kind for source in network.sources.values())
    documents = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    coded = f"{counted(len(network.sources), 'document')} ({documents})" if documents else ""
    yield _joined("1.1", "Data", "collection", _study(network, "collection"), coded)
    yield _told(network, "1.2", "Ethics", "ethics")
    yield GrandItem("1.3", "Multiple", "one network at one time")
    places = sorted(set(network.engine.columns.jurisdiction.tolist()) - {""})
    shown = ", ".join(places[:20]) + (f" and {len(places) - 20} more" if len(places) > 20 else "")
    yield _joined("1.4", "Location", "location", _study(network, "location"), shown)
    columns, span = network.engine.columns, ""
    dated = np.flatnonzero(columns.start != NEVER)
    if len(dated):
        ends = (dated[columns.start[dated].argmin()], dated[columns.start[dated].argmax()])
        keys = list(network.links)
        first, last = (network.links[keys[columns.link[row]]].start for row in ends)
        span = f"; dated links begin {first} to {last}"
    day = f"statuses as of {network.as_of}" if network.as_of else _UNKNOWN
    yield GrandItem("1.5", "Date represented", day + span, network.as_of is not None)
    yield _told(network, "1.6", "Availability", "availability")
    yield _told(network, "1.7", "Citation", "citation")


def _nodes(network: Network) -> Iterator[GrandItem]:
    kinds, counts = np.unique(network.engine.columns.agency_kind, return_counts=True)
    told = ", ".join(f"{count} {kind}" for kind, count in zip(kinds, counts, strict=True))
    yield GrandItem(
        "2.1",
        "Nodes",
        "an agency, an organisation that can act or a named collective of them; one mode"
        + (f" ({told})" if told else ""),
    )
    yield GrandItem("2.2", "Size", f"{len(network.agencies)} agencies")
    yield _told(network, "2.3", "Boundary", "boundary")
    silent = sum(one.state == "not-examined" for one in assess_all(network))
    beside = f"{silent} of {len(network.requirements)} requirements not examined"
    yield _told(network, "2.4", "Missing", "missing", beside)
    yield GrandItem("2.5", "Degree limits", "none")


def _edges(network: Network, projection: Projection) -> Iterator[GrandItem]:
    columns = network.engine.columns
    links, rows, pairs = np.unique(columns.link, return_index=True, return_counts=True)
    kind, mutual = columns.kind[rows], columns.mutual[rows]
    yield GrandItem(
        "3.1",
        "Edges",
        f"one recorded relation of one of {len(distinct(kind))} kinds, with the status that"
        " sources give it; multiplex",
    )
    yield GrandItem(
        "3.2",
        "Direction",
        f"{np.count_nonzero(~mutual)} links directed, from the agency that asks, gives, reports or"
        f" oversees ({_by_kind(kind[~mutual])}), {np.count_nonzero(mutual)} mutual"
        f" ({_by_kind(kind[mutual])})",
    )
    weights = tie_multiplexity(network, projection).array
    spread = "no ties in the projection"
    if len(weights):
        spread = (
            f"mean {weights.mean():.2f}, sd {weights.std():.2f}, "
            f"range {weights.min()} to {weights.max()}"
        )
    yield GrandItem(
        "3.3",
        "Weight",
        f"links have a status, no weight; a tie's strength is its number of kinds ({spread})",
    )
    loops = np.count_nonzero((columns.source == columns.target)[rows] & (pairs == 1))
    yield GrandItem("3.4", "Selfloops", f"{loops}, on collectives only")
    yield GrandItem("3.5", "Bipartite", "no; mandates join agencies and functions beside it")
    larger = np.count_nonzero(pairs > 1)
    yield GrandItem("3.6", "Hypergraph", f"{larger} instruments of three parties or more")
    yield GrandItem("3.7", "Number", f"{len(links)} links: {_by_kind(kind)}")


def _by_kind(kinds: NDArray[np.uint8]) -> str:
    counts = Counter(KINDS[code] for code in kinds.tolist())
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "none"


def _steps(network: Network, projection: Projection) -> Iterator[GrandItem]:
    directed = replace(projection, direction="directed", weight="none")
    returned = network_reciprocity(network, directed)
    share = "" if returned != returned else f"; {1 - returned:.0%} of arcs aren't returned"
    how = {
        "weak": f"a tie where a link runs either way{share}",
        "strong": f"a tie only where links run both ways{share}",
        "directed": "no",
    }
    yield GrandItem("4.1", "Symmetrized", how[projection.direction or "weak"])
    yield GrandItem("4.2", "Dichotomized", "yes" if projection.weight == "none" else "no")
    yield GrandItem("4.3", "Projected", str(projection))
    columns, rows = network.engine.columns, projection.rows(network.engine.columns)
    agencies = ""
    if projection.jurisdiction:
        inside = columns.within(projection.jurisdiction)
        rows = rows & inside[columns.source] & inside[columns.target]
        agencies = f"{np.count_nonzero(~inside)} agencies of other places, and "
    left_out = len(network.links) - len(distinct(columns.link[rows]))
    told = f"{agencies}{left_out} links that the projection doesn't count"
    yield GrandItem("4.4", "Excluded", told)
    yield GrandItem("4.5", "Aggregated", "all links of a pair become one tie, whatever their kind")
    yield GrandItem("4.6", "Imputed", "nothing; missing data are not filled in")
