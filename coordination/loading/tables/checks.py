"""Check tables and join them to a network.

The columns decide which rows can't be right. Those rows, and only those, are then made into records
and checked like hand-written ones, so that a table's errors read like a file's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from coordination.engine.record_table import agency_table, link_table
from coordination.errors import Issue
from coordination.loading.tables.cells import (
    row_of,
)
from coordination.loading.tables.columns import columns_of_tables, record_fields
from coordination.loading.tables.endings import TABLES
from coordination.loading.tables.files import Tables
from coordination.loading.tables.row_places import RowPlaces
from coordination.loading.tables.suspects import Suspects
from coordination.model import (
    SECTIONS,
    Agency,
    Document,
    Gazetteer,
    Link,
    Record,
    references,
)
from coordination.model.misfits import misfits
from coordination.model.partial import partial
from coordination.model.tell_all import tell_all
from coordination.network import Network, Origin

if TYPE_CHECKING:
    import polars as pl

__all__ = ["MAX_ISSUES", "join"]

MAX_ISSUES = 1_000
"""The largest number of wrong rows that are listed; the rest is counted."""

_MODELS: dict[str, type[Record]] = {"agencies": Agency, "links": Link}


def join(
    tables: Tables,
    rest: Document,
    issues: list[Issue],
    *,
    origins: Mapping[tuple[str, str], Origin] | None = None,
) -> Network | None:
    """Check tables against each other and join them to a network.

    Args:
        tables: the tables.
        rest: everything else that the folder holds; its references were checked already.
        issues: takes what is wrong.
        origins: where the other records stand in their files.

    Returns:
        The network, or None where anything is wrong.
    """
    if set(tables.frames) != set(TABLES):
        return None
    agencies, links = tables.frames["agencies"], tables.frames["links"]
    checked = Suspects(tables, rest)
    rows = _Rows(checked)
    for table in TABLES:
        issues.extend(rows.issues_of(table))
    if issues:
        return None
    columns = columns_of_tables(
        agencies,
        links,
        checked.functions,
        checked.codes,
        Gazetteer({place.id: place for place in rest.places}),
        checked.passages,
    )
    return Network.of_tables(
        columns,
        agency_table(record_fields(agencies, "agencies", columns, checked.passages)),
        link_table(record_fields(links, "links", columns, checked.passages)),
        rest,
        origins={
            **(origins or {}),
            # Rows have no places of their own; an empty id stands for the whole table.
            **{(table, ""): Origin(file, 1, 1) for table, file in tables.files.items()},
        },
    )


class _Rows:
    """The rows of two tables as records, with what is wrong with those that can't be right."""

    def __init__(self, suspects: Suspects) -> None:
        self.suspects = suspects
        self.tables, self.rest, self.agencies = suspects.tables, suspects.rest, suspects.agencies

    def issues_of(self, table: str) -> Iterator[Issue]:
        """What is wrong with a table, in the words that records have for it."""
        frame, model, name = self.tables.frames[table], _MODELS[table], self.tables.files[table]
        rows = np.flatnonzero(self.suspects.rows(table))
        if not len(rows):
            return
        places = self.tables.places[table]
        valid: list[tuple[references.Loc, Record]] = []
        invalid: dict[int, Record] = {}
        told: set[tuple[int, references.Loc]] = set()
        for row in rows[:MAX_ISSUES].tolist():
            data = row_of(frame, row)
            try:
                record = model.model_validate(data)
            except ValidationError as error:
                invalid[row] = partial(model, data)
                for one in tell_all(error, model, data):
                    told.add((row, one.loc[:1]))
                    yield _issue(name, row, places, one)
            else:
                valid.append(((table, row), record))
        for loc, issue in self._misfits(table, valid, invalid, name, places):
            # One thing wrong with a value is enough.
            if loc not in told:
                yield issue
        if len(rows) > MAX_ISSUES:
            message = f"{len(rows):,} rows are wrong; the first {MAX_ISSUES:,} are shown"
            yield Issue(name, message=message)

    def _misfits(
        self,
        table: str,
        valid: list[tuple[references.Loc, Record]],
        invalid: Mapping[int, Record],
        name: str,
        places: RowPlaces,
    ) -> Iterator[tuple[tuple[int, references.Loc], Issue]]:
        """What doesn't fit between rows and everything else: each with its row and its field."""
        frame, written = self.tables.frames[table], self.tables.ids
        ids = self.agencies["id"].to_list()
        declared: dict[str, Sequence[str]] = {
            **{name: [one.id for one in getattr(self.rest, name)] for name in SECTIONS},
            "agencies": written["agencies"],
            "links": written.get("links", ()),
        }
        repeated = dict(self._repeated(frame, table, name, places))
        yield from (((row, ("id",)), issue) for row, issue in repeated.items())
        beside: list[tuple[references.Loc, Record]] = []
        if table == "links":
            yield from self._misplaced(valid, name, places)
            # Whether a link with itself may stand depends on the agency that it is about.
            rows = (*(record for _, record in valid), *invalid.values())
            ends = {str(getattr(record, "source", "")) for record in rows}
            spots = {key: place for place, key in enumerate(ids) if key in ends}
            for key, place in spots.items():
                try:
                    fields = {**row_of(self.agencies, place), "part_of": None}
                    beside.append(((("agencies", place)), Agency.model_validate(fields)))
                except ValidationError:
                    declared = {**declared, "agencies": [*declared["agencies"], key]}
        sections: dict[str, Sequence[tuple[references.Loc, Record]]] = {table: valid}
        if beside:
            sections = {"agencies": beside, **sections}
        partly = [(table, (table, row), record) for row, record in invalid.items()]
        for problem in references.problems(sections, declared, invalid=partly):
            row, field = int(problem.loc[1]), problem.loc[2:]
            if problem.loc[0] == table and not (row in repeated and field == ("id",)):
                yield (row, field[:1]), _issue(name, row, places, problem._replace(loc=field))

    def _misplaced(
        self, valid: list[tuple[references.Loc, Record]], name: str, places: RowPlaces
    ) -> Iterator[tuple[tuple[int, references.Loc], Issue]]:
        """Links that stand under what is no instrument and no forum."""
        rows = {
            table: {key: row for row, key in enumerate(frame["id"]) if key is not None}
            for table, frame in self.tables.frames.items()
            if "id" in frame.columns
        }
        forums = self.suspects.forums()
        for loc, record in valid:
            if not isinstance(record, Link) or not record.under or record.under in forums:
                continue
            for table, model in _MODELS.items():
                row = rows.get(table, {}).get(record.under)
                if row is None:
                    continue
                try:
                    above = model.model_validate(row_of(self.tables.frames[table], row))
                except ValidationError:
                    continue  # its own row says what is wrong with it
                for problem in misfits({table: [((table, row), above)]}, [(loc, record)]):
                    row, field = int(loc[1]), problem.loc[2:]
                    told = problem._replace(loc=field)
                    yield (row, field[:1]), _issue(name, row, places, told)

    def _repeated(
        self, frame: pl.DataFrame, table: str, name: str, places: RowPlaces
    ) -> Iterator[tuple[int, Issue]]:
        """Rows whose id an earlier row, the other table or a requirement has."""
        if "id" not in frame.columns:
            return
        taken = {one.id: "a requirement" for one in self.rest.requirements}
        taken |= {one.id: "a conclusion" for one in self.rest.conclusions}
        if table == "links":
            taken |= dict.fromkeys(self.agencies["id"].to_list(), "an agency")
        again = (frame["id"].is_duplicated() | frame["id"].is_in(list(taken))).to_numpy()
        first: dict[str, int] = {}
        for row in np.flatnonzero(again).tolist()[: MAX_ISSUES + 1]:
            key = frame["id"][row]
            if key is None:
                continue
            owner = taken.get(key) or (places.of(first[key])[1] if key in first else "")
            first.setdefault(key, row)
            if owner:
                message = f"the id '{key}' is already taken by {owner}"
                problem = references.Problem(("id",), message, "a unique id")
                yield row, _issue(name, row, places, problem)


def _issue(name: str, row: int, places: RowPlaces, problem: references.Problem) -> Issue:
    line, called = places.of(row)
    place = called + (f", {references.where(problem.loc)}" if problem.loc else "")
    return Issue(name, line, 0, place, *problem.words)
