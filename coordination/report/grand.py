"""The 25 items of the GRAND reporting guideline, filled from the data; unknown ones say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coordination.assessment import assess_all
from coordination.markdown import escaped
from coordination.measures import network_reciprocity, tie_multiplexity
from coordination.network import Network
from coordination.projection import Projection

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
        raise KeyError(number)

    @property
    def unknown(self) -> tuple[GrandItem, ...]:
        """The items that the data doesn't fill."""
        return tuple(item for item in self.items if not item.known)

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per item, as pandas and polars take them."""
        return [
            {"item": item.number, "name": item.name, "value": item.value, "known": item.known}
            for item in self.items
        ]

    def to_markdown(self) -> str:
        """A table with a row per item."""
        lines = [f"| GRAND {GRAND_VERSION} | Item | This network |", "| --- | --- | --- |"]
        for item in self.items:
            value = escaped(item.value)
            if not item.known:
                value = f"**{value}**" + (f" (`study.{item.field}`)" if item.field else "")
            lines.append(f"| {item.number} | {item.name} | {value} |")
        return "\n".join(lines) + "\n"

    def methods(self) -> str:
        """A paragraph for a methods section, to be edited, with the works that it leans on."""
        collected = self["1.1"]
        data = f"The data: {collected.value.rstrip('.')}. " if collected.known else ""
        return (
            f"The network has {self['2.2'].value} as nodes and {self['3.7'].value}. {data}"
            "Each link carries a status and the passage that establishes it; silence of the "
            "sources is coded as not examined, not as absence. Measures were taken from one "
            f"projection ({self.projection}), in which all links of a pair count as one tie. "
            "Requirements of coordination were assessed as met, lacking or not examined, after "
            "the congruence of required and actual coordination (Cataldo, Wagstrom, Herbsleb and "
            f"Carley 2006). Reporting follows the GRAND guideline, version {GRAND_VERSION}.\n"
        )


def grand(network: Network, projection: Projection | None = None) -> Grand:
    """Fill the 25 items of the GRAND guideline (version 0.5) from a network.

    What records can't tell is taken from the network's `study`; what that doesn't say either is
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
        (preprint), https://www.grand-statement.org: version 0.5 of 27 May 2026. A later version
        exists: in July 2026 the site called its checklist 1.0; its 25 items are the same.
    """
    chosen = (projection or Projection()).towards("weak")
    return Grand(
        (*_data(network), *_nodes(network), *_edges(network, chosen), *_steps(network, chosen)),
        chosen,
    )


def _study(network: Network, field: str) -> str | None:
    return getattr(network.study, field) if network.study else None


def _told(network: Network, number: str, name: str, field: str, beside: str = "") -> GrandItem:
    """An item that only the study can tell, with what the records add to it."""
    text = _study(network, field)
    if text is None:
        return GrandItem(
            number, name, f"{_UNKNOWN}; {beside}" if beside else _UNKNOWN, False, field
        )
    return GrandItem(number, name, f"{text} {beside}".strip())


def _joined(number: str, name: str, field: str, *parts: str | None) -> GrandItem:
    """An item that the study or the records tell."""
    told = " ".join(part for part in parts if part)
    return GrandItem(number, name, told or _UNKNOWN, bool(told), "" if told else field)


def _data(network: Network) -> Iterator[GrandItem]:
    kinds = Counter(source.kind for source in network.sources.values())
    documents = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    coded = f"{len(network.sources)} documents ({documents})" if documents else ""
    yield _joined("1.1", "Data", "collection", _study(network, "collection"), coded)
    yield _told(network, "1.2", "Ethics", "ethics")
    yield GrandItem("1.3", "Multiple", "one network at one time")
    places = sorted({a.jurisdiction for a in network.agencies.values() if a.jurisdiction})
    shown = ", ".join(places[:20]) + (f" and {len(places) - 20} more" if len(places) > 20 else "")
    yield _joined("1.4", "Location", "location", _study(network, "location"), shown)
    starts = [link.start for link in network.links.values() if link.start]
    span = f"; dated links begin {min(starts)} to {max(starts)}" if starts else ""
    day = f"statuses as of {network.as_of}" if network.as_of else _UNKNOWN
    yield GrandItem("1.5", "Date represented", day + span, network.as_of is not None)
    yield _told(network, "1.6", "Availability", "availability")
    yield _told(network, "1.7", "Citation", "citation")


def _nodes(network: Network) -> Iterator[GrandItem]:
    kinds = Counter(agency.kind for agency in network.agencies.values())
    yield GrandItem(
        "2.1",
        "Nodes",
        "an agency, an organisation that can act or a named collective of them; one mode ("
        + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        + ")",
    )
    yield GrandItem("2.2", "Size", f"{len(network.agencies)} agencies")
    yield _told(network, "2.3", "Boundary", "boundary")
    silent = sum(one.state == "not-examined" for one in assess_all(network))
    beside = f"{silent} of {len(network.requirements)} requirements not examined"
    yield _told(network, "2.4", "Missing", "missing", beside)
    yield GrandItem("2.5", "Degree limits", "none")


def _edges(network: Network, projection: Projection) -> Iterator[GrandItem]:
    kinds = Counter(link.kind for link in network.links.values())
    yield GrandItem(
        "3.1", "Edges", f"one recorded relation of one of {len(kinds)} kinds; multiplex"
    )
    mutual = sum(link.mutual for link in network.links.values())
    yield GrandItem(
        "3.2", "Direction", f"{len(network.links) - mutual} links directed, {mutual} mutual"
    )
    weights = np.array(list(tie_multiplexity(network, projection).values()), float)
    spread = "no ties in the projection"
    if len(weights):
        spread = (
            f"mean {weights.mean():.2f}, sd {weights.std():.2f}, "
            f"range {weights.min():.0f} to {weights.max():.0f}"
        )
    yield GrandItem(
        "3.3",
        "Weight",
        f"links have a status, no weight; a tie's strength is its number of kinds ({spread})",
    )
    loops = sum(len(link.agencies) == 1 for link in network.links.values())
    yield GrandItem("3.4", "Selfloops", f"{loops}, on collectives only")
    yield GrandItem("3.5", "Bipartite", "no; mandates join agencies and functions beside it")
    larger = sum(len(link.parties) > 2 for link in network.links.values())
    yield GrandItem("3.6", "Hypergraph", f"{larger} instruments of three parties or more")
    numbers = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    yield GrandItem("3.7", "Number", f"{len(network.links)} links: {numbers or 'none'}")


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
    columns, rows = network.columns, projection.rows(network.columns)
    agencies = ""
    if projection.jurisdiction:
        inside = columns.within(projection.jurisdiction)
        rows = rows & inside[columns.source] & inside[columns.target]
        agencies = f"{np.count_nonzero(~inside)} agencies of other places, and "
    left_out = len(network.links) - len(np.unique(columns.link[rows]))
    told = f"{agencies}{left_out} links that the projection doesn't count"
    yield GrandItem("4.4", "Excluded", told)
    yield GrandItem("4.5", "Aggregated", "all links of a pair become one tie, whatever their kind")
    yield GrandItem("4.6", "Imputed", "nothing; silence isn't filled")
