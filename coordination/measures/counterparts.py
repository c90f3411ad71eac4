"""The counterpart mirror: for each function, who stands opposite whom in each jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from coordination.assessment import Assessment, assess_all
from coordination.markdown import escaped
from coordination.model import Link, did_you_mean, jurisdiction_name
from coordination.network import Network, within

__all__ = ["Mirror", "MirrorCell", "mirror"]

State = Literal["held", "missing", "not recorded"]


@dataclass(frozen=True)
class MirrorCell:
    """One function in one jurisdiction.

    Attributes:
        function: id of the function.
        jurisdiction: ISO 3166 code.
        state: "held" where agencies hold the function; "missing" where none does and that was
            examined (a requirement towards it lacks a counterpart, or the network's mandates are
            covered in full); "not recorded" where the data is silent.
        holders: ids of the agencies that hold it.
        leads: those of them that lead it or are its contact.
        levels: levels of government of the holders, sorted.
        ties: working operational links for the function with holders elsewhere, as (holder here,
            agency there, id of the link).
        failing: links for the function with agencies elsewhere that don't work, likewise.
        through: ids of third agencies that join holders here with holders elsewhere who have no
            working link of their own.
        requirements: ids of the lacking requirements towards this jurisdiction and function.
    """

    function: str
    jurisdiction: str
    state: State
    holders: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    ties: tuple[tuple[str, str, str], ...] = ()
    failing: tuple[tuple[str, str, str], ...] = ()
    through: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mirror:
    """Functions by jurisdictions.

    Iterating gives the cells, function by function.

    Attributes:
        network: the network.
        functions: ids of the functions, the rows.
        jurisdictions: ISO 3166 codes, the columns.
        cells: the cells, row by row.
    """

    network: Network
    functions: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    cells: tuple[MirrorCell, ...]

    def __iter__(self) -> Iterator[MirrorCell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, place: tuple[str, str]) -> MirrorCell:
        for cell in self.cells:
            if (cell.function, cell.jurisdiction) == place:
                return cell
        raise KeyError(place)

    def __repr__(self) -> str:
        missing = sum(cell.state == "missing" for cell in self)
        rows, columns = len(self.functions), len(self.jurisdictions)
        return f"<Mirror: {rows} functions x {columns} jurisdictions, {missing} missing>"

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per cell, as pandas and polars take them; ids joined by spaces."""
        return [
            {
                "function": cell.function,
                "jurisdiction": cell.jurisdiction,
                "state": cell.state,
                "holders": " ".join(cell.holders),
                "leads": " ".join(cell.leads),
                "levels": " ".join(cell.levels),
                "tied_to": " ".join(dict.fromkeys(there for _, there, _ in cell.ties)),
                "failing_with": " ".join(dict.fromkeys(there for _, there, _ in cell.failing)),
                "through": " ".join(cell.through),
                "requirements": " ".join(cell.requirements),
            }
            for cell in self
        ]

    def to_markdown(self) -> str:
        """A table with a row per function and a column per jurisdiction.

        Leads are bold. Behind an arrow stand the agencies elsewhere that a working link reaches,
        behind a crossed one those that links reach without working.
        """
        names = [jurisdiction_name(code) or code for code in self.jurisdictions]
        head = ["Function", *(escaped(name) for name in names)]
        lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
        for function in self.functions:
            row = [self._words(self[function, code]) for code in self.jurisdictions]
            name = escaped(self.network.functions[function].name)
            lines.append("| " + " | ".join([name, *row]) + " |")
        return "\n".join(lines) + "\n"

    def _words(self, cell: MirrorCell) -> str:
        if not cell.holders:
            return cell.state

        def name(agency: str) -> str:
            return escaped(self.network.label(agency))

        words = ", ".join(
            f"**{name(key)}**" if key in cell.leads else name(key) for key in cell.holders
        )
        for arrow, links in (("→", cell.ties), ("↛", cell.failing)):
            there = dict.fromkeys(other for _, other, _ in links)
            if there:
                words += f" {arrow} {', '.join(map(name, there))}"
        if cell.through:
            words += f" (through {', '.join(map(name, cell.through))})"
        return words


def mirror(
    network: Network,
    *,
    functions: Iterable[str] | None = None,
    jurisdictions: Iterable[str] | None = None,
) -> Mirror:
    """The *counterpart mirror*: who holds each function in each jurisdiction, and who is tied.

    Two jurisdictions coordinate in a function where a holder on each side is tied to one on the
    other. The mirror sets holders opposite each other, so that a side without a holder, with
    several and no lead, at another level, or reached only through a third agency shows at once.

    Args:
        network: the network.
        functions: ids of the functions to show; None means those that any agency holds or any
            requirement names.
        jurisdictions: ISO 3166 codes to show; None means the countries of the holders and of the
            requirements' counterparts. A country includes its subdivisions.

    Returns:
        One cell for each function and jurisdiction.

    Raises:
        ValueError: a function that the network doesn't have.

    Source:
        Names of leading collaboration practices in GAO-23-105520 (2023): "identify and sustain
        leadership", "clarify roles and responsibilities", "include relevant participants". Setting
        functions against jurisdictions is this project's way to look at them.
    """
    assessments = assess_all(network)
    rows = _rows(network, functions)
    columns = _columns(network, rows, assessments, jurisdictions)
    cells = [_cell(network, function, code, assessments) for function in rows for code in columns]
    return Mirror(network, tuple(rows), tuple(columns), tuple(cells))


def _rows(network: Network, functions: Iterable[str] | None) -> list[str]:
    if functions is not None:
        chosen = list(functions)
        for function in chosen:
            if function not in network.functions:
                hint = did_you_mean(function, network.functions)
                raise ValueError(
                    f"there is no function {function!r}" + (f"; {hint}" if hint else "")
                )
        return chosen
    required = {requirement.function for requirement in network.requirements.values()}
    return [key for key in network.functions if network.holders(key) or key in required]


def _columns(
    network: Network,
    functions: list[str],
    assessments: tuple[Assessment, ...],
    jurisdictions: Iterable[str] | None,
) -> list[str]:
    if jurisdictions is not None:
        return list(jurisdictions)
    codes = [
        network.agencies[holder].jurisdiction
        for function in functions
        for holder in network.holders(function)
    ]
    codes += [one.requirement.counterpart.jurisdiction for one in assessments]
    return list(dict.fromkeys(code[:2] for code in codes if code))


def _cell(
    network: Network, function: str, code: str, assessments: tuple[Assessment, ...]
) -> MirrorCell:
    holders = network.holders(function, code)
    lacking = [one for one in assessments if _concerns(network, one, function, code)]
    requirements = tuple(one.requirement.id for one in lacking)
    if not holders:
        examined = "mandates" in network.examined
        missing = examined or any(one.gap == "no-counterpart" for one in lacking)
        return MirrorCell(
            function, code, "missing" if missing else "not recorded", requirements=requirements
        )
    leads = tuple(
        key for key in holders if network.agencies[key].role_in(function) in ("lead", "contact")
    )
    levels = sorted({network.agencies[key].level or "" for key in holders} - {""})
    ties, failing = _across(network, function, code, holders)
    return MirrorCell(
        function,
        code,
        "held",
        holders,
        leads,
        tuple(levels),
        ties,
        failing,
        _through(network, function, code, holders, ties),
        requirements,
    )


def _concerns(network: Network, one: Assessment, function: str, code: str) -> bool:
    if one.state != "lacking" or one.requirement.function != function:
        return False
    counterpart = one.requirement.counterpart
    if counterpart.jurisdiction:
        return within(counterpart.jurisdiction, code) or within(code, counterpart.jurisdiction)
    return any(within(network.agencies[body].jurisdiction, code) for body in one.counterparts)


Ends = tuple[tuple[str, str, str], ...]


def _across(
    network: Network, function: str, code: str, holders: tuple[str, ...]
) -> tuple[Ends, Ends]:
    """Working and failing operational links of holders with agencies of other jurisdictions."""
    working: list[tuple[str, str, str]] = []
    failing: list[tuple[str, str, str]] = []
    for holder in holders:
        for link in network.links_of(holder):
            if link.formal or function not in link.functions or link.status in ("ended", "planned"):
                continue
            for other in link.agencies:
                if other != holder and not within(network.agencies[other].jurisdiction, code):
                    (working if link.works else failing).append((holder, other, link.id))
    return tuple(working), tuple(failing)


def _through(
    network: Network, function: str, code: str, holders: tuple[str, ...], ties: Ends
) -> tuple[str, ...]:
    """Third agencies that join holders here with holders elsewhere that no tie reaches."""
    reached = {there for _, there, _ in ties}
    here = set(holders)
    unreached = {
        holder
        for holder in network.holders(function)
        if holder not in here
        and holder not in reached
        and not within(network.agencies[holder].jurisdiction, code)
    }

    def carries(link: Link) -> bool:
        return link.operational and link.works and link.serves(function)

    found = []
    for holder in holders:
        for link in filter(carries, network.links_of(holder)):
            for third in link.agencies:
                if third in here or third in unreached:
                    continue
                onward = filter(carries, network.links_of(third))
                if any(not unreached.isdisjoint(next_link.agencies) for next_link in onward):
                    found.append(third)
    return tuple(dict.fromkeys(found))
