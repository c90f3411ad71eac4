"""Check tables column by column.

The columns decide which rows can't be right. Those rows, and only those, are then made into records
and checked like hand-written ones, so that a table's errors read like a file's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from coordination.engine.columns import ALWAYS, NEVER
from coordination.engine.record_table import agency_table, link_table
from coordination.errors import Issue
from coordination.loading.tables.cells import (
    all_in,
    is_date,
    is_flag,
    is_place,
    mandates,
    row_of,
    split,
)
from coordination.loading.tables.columns import columns_of_tables, days, record_fields
from coordination.loading.tables.files import NEEDED, TABLES, Tables
from coordination.model import (
    SECTIONS,
    Agency,
    Document,
    Gazetteer,
    Link,
    Record,
    first_day,
    last_day,
    references,
    vocabulary,
)
from coordination.model.misfits import misfits
from coordination.model.validation_messages import tell
from coordination.network import Network, Origin

if TYPE_CHECKING:
    import polars as pl

__all__ = ["MAX_ISSUES", "join"]

MAX_ISSUES = 1_000
"""The largest number of wrong rows that are listed; the rest is counted."""

_MODELS: dict[str, type[Record]] = {"agencies": Agency, "links": Link}

_ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


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
    checked = _Checked(tables, rest)
    for table in TABLES:
        issues.extend(checked.issues_of(table))
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


class _Checked:
    """Vectorised checks of the two tables."""

    def __init__(self, tables: Tables, rest: Document) -> None:
        import polars as pl

        self.pl = pl
        self.tables, self.rest = tables, rest
        agencies, links = tables.frames["agencies"], tables.frames["links"]
        self.agencies, self.links = agencies, links
        unique = agencies["id"].drop_nulls().unique(maintain_order=True)
        self.order = pl.Enum(unique)
        self.functions = tuple(function.id for function in rest.functions)
        self.sources = tuple(source.id for source in rest.sources)
        self.passages = {passage.id: passage for passage in rest.passages}
        self.places = {place.id for place in rest.places}
        self.source = self.codes(links["source"])
        self.target = self.codes(links["target"])

    def codes(self, series: pl.Series) -> NDArray[np.int32]:
        """Place of each id among the agencies; -1 where there is none, or no id."""
        coded = series.cast(self.order, strict=False).to_physical()
        return coded.cast(self.pl.Int32).fill_null(-1).to_numpy().astype(np.int32)

    def _words(self, frame: pl.DataFrame, column: str, accept: Any) -> NDArray[np.bool_]:
        """Which rows hold a value that isn't accepted; each different value is asked once."""
        if column not in frame.columns:
            return np.zeros(frame.height, bool)
        series = frame[column]
        bad = [
            value for value in series.unique().to_list() if value is not None and not accept(value)
        ]
        if not bad:
            return np.zeros(frame.height, bool)
        return np.asarray(series.is_in(bad).fill_null(False).to_numpy())

    def _suspects(self, table: str) -> NDArray[np.bool_]:
        """Rows that can't be right."""
        frame = self.tables.frames[table]
        wrong = np.zeros(frame.height, bool)
        for column in NEEDED[table]:
            wrong |= frame[column].is_null().to_numpy()
        if "id" in frame.columns:
            ids = frame["id"]
            wrong |= (
                (~ids.str.contains(_ID) | (ids.str.len_chars() > 100)).fill_null(False).to_numpy()
            )
            wrong |= (ids.is_duplicated() & ids.is_not_null()).to_numpy()
        shared = {one.id for one in self.rest.requirements}
        shared |= {one.id for one in self.rest.conclusions}
        terms: dict[str, Any] = {
            "confidence": vocabulary.CONFIDENCE,
            "status": vocabulary.STATUSES,
            "level": vocabulary.LEVELS,
            "evidence_stance": vocabulary.STANCES,
            "kind": vocabulary.LINK_KINDS if table == "links" else vocabulary.AGENCY_KINDS,
        }
        for column, known in terms.items():
            wrong |= self._words(frame, column, known.__contains__)
        for column in ("start", "end", "due", "since"):
            wrong |= self._words(frame, column, is_date)
        for column in ("mutual", "formal", "main"):
            wrong |= self._words(frame, column, is_flag)
        for column in ("name", "says", "cause", "effect", "note", "evidence_at", "evidence_says"):
            if column in frame.columns:
                stripped = frame[column].str.strip_chars().str.len_chars()
                long = (stripped > 20_000) | (stripped == 0)
                wrong |= long.fill_null(False).to_numpy()
        wrong |= self._words(frame, "jurisdiction", self._is_place)
        wrong |= self._words(frame, "evidence_passage", self.passages.__contains__)
        wrong |= self._words(frame, "evidence_source", set(self.sources).__contains__)
        if "evidence_source" in frame.columns:
            # A passage without a place is no evidence; the record says so.
            placed = frame["evidence_at"] if "evidence_at" in frame.columns else None
            told = frame["evidence_source"].is_not_null()
            if "evidence_passage" in frame.columns:
                told &= frame["evidence_passage"].is_null()
            wrong |= (told & (placed.is_null() if placed is not None else True)).to_numpy()
        elif "evidence_passage" not in frame.columns and any(
            column.startswith("evidence_") for column in frame.columns
        ):
            wrong |= True
        wrong |= self._words(frame, "functions", lambda text: all_in(text, self.functions))
        wrong |= self._words(frame, "mandates", self._are_mandates)
        if "id" in frame.columns and shared:
            wrong |= frame["id"].is_in(list(shared)).fill_null(False).to_numpy()
        if table == "links":
            return wrong | self._suspect_links()
        return wrong | self._suspect_agencies()

    def _suspect_links(self) -> NDArray[np.bool_]:
        links = self.links
        wrong = (self.source < 0) | (self.target < 0)
        selfish = (self.source == self.target) & (self.source >= 0)
        wrong |= selfish & ~self._collective()[np.maximum(self.source, 0)]
        if "start" in links.columns and "end" in links.columns:
            start, end = (
                days(links, "start", first_day, NEVER),
                days(links, "end", last_day, ALWAYS),
            )
            wrong |= end < start
        if "superseded_by" in links.columns:
            later = links["superseded_by"]
            known = links["id"] if "id" in links.columns else later.clear()
            wrong |= (later.is_not_null() & ~later.is_in(known.to_list())).to_numpy()
            rows = np.flatnonzero(later.is_not_null().to_numpy())
            place = {key: row for row, key in enumerate(known.gather(rows)) if key is not None}
            onward = [place.get(key, -1) for key in later.gather(rows)] if place else []
            wrong[rows[: len(onward)][_circling(np.array(onward, np.int64))]] = True
        wrong |= self._words(links, "under", self._forums().__contains__)
        if {"under", "id"} <= set(links.columns):
            place = {key: row for row, key in enumerate(links["id"]) if key is not None}
            onward = [place.get(key, -1) for key in links["under"]]
            wrong |= _circling(np.array(onward, np.int64))
        if "id" in links.columns:
            taken = links["id"].is_in(self.agencies["id"].to_list())
            wrong |= taken.fill_null(False).to_numpy()
        return wrong

    def _suspect_agencies(self) -> NDArray[np.bool_]:
        agencies = self.agencies
        wrong = np.zeros(agencies.height, bool)
        if "part_of" in agencies.columns:
            above = self.codes(agencies["part_of"])
            wrong |= (above < 0) & agencies["part_of"].is_not_null().to_numpy()
            wrong |= _circling(above.astype(np.int64))
        if "members" in agencies.columns:
            known = set(agencies["id"].to_list())
            wrong |= self._words(agencies, "members", lambda text: all_in(text, known))
            wholes = agencies.filter(agencies["members"].is_not_null())
            inside = zip(wholes["id"], wholes["members"], strict=True)
            nested = _nesting({key: split(text) for key, text in inside if key is not None})
            wrong |= agencies["id"].is_in(list(nested)).fill_null(False).to_numpy()
        return wrong

    def _collective(self) -> NDArray[np.bool_]:
        agencies = self.agencies
        found = np.zeros(agencies.height, bool)
        if "kind" in agencies.columns:
            found |= (agencies["kind"] == "collective").fill_null(False).to_numpy()
        if "members" in agencies.columns:
            found |= agencies["members"].is_not_null().to_numpy()
        return found

    def _forums(self) -> set[str]:
        """Ids of the links and agencies under which links may stand."""
        links, agencies = self.links, self.agencies
        found = set(agencies["id"].filter(self.pl.Series(self._collective())))
        if "kind" in agencies.columns:
            kinds = agencies["kind"].is_in(sorted(vocabulary.UNDER_AGENCY_KINDS))
            found |= set(agencies["id"].filter(kinds.fill_null(False)))
        if "id" in links.columns:
            kinds = links["kind"].is_in(sorted(vocabulary.UNDER_LINK_KINDS))
            found |= set(links["id"].filter(kinds.fill_null(False)))
        return found

    def _is_place(self, code: str) -> bool:
        return is_place(code, self.places)

    def _are_mandates(self, text: str) -> bool:
        return all(
            mandate["function"] in self.functions
            and mandate["role"] in vocabulary.ROLES
            and all(map(self._is_place, mandate["places"]))
            for mandate in mandates(text)
        )

    def issues_of(self, table: str) -> Iterator[Issue]:
        """What is wrong with a table, in the words that records have for it."""
        frame, model, name = self.tables.frames[table], _MODELS[table], self.tables.files[table]
        rows = np.flatnonzero(self._suspects(table))
        if not len(rows):
            return
        by_line = name.endswith(".csv")
        valid: list[tuple[references.Loc, Record]] = []
        for row in rows[:MAX_ISSUES].tolist():
            try:
                record = model.model_validate(row_of(frame, row))
            except ValidationError as error:
                for told in tell(error, model):
                    yield _issue(
                        name, row, by_line, told.loc, told.message, told.expected, told.suggestion
                    )
            else:
                valid.append(((table, row), record))
        yield from self._misfits(table, valid, name, by_line)
        if len(rows) > MAX_ISSUES:
            message = f"{len(rows):,} rows are wrong; the first {MAX_ISSUES:,} are shown"
            yield Issue(name, message=message)

    def _misfits(
        self,
        table: str,
        valid: list[tuple[references.Loc, Record]],
        name: str,
        by_line: bool,
    ) -> Iterator[Issue]:
        """What doesn't fit between rows of the right shape and everything else."""
        frame, written = self.tables.frames[table], self.tables.ids
        ids = self.agencies["id"].to_list()
        declared: dict[str, Sequence[str]] = {
            **{name: [one.id for one in getattr(self.rest, name)] for name in SECTIONS},
            "agencies": written["agencies"],
            "links": written.get("links", ()),
        }
        repeated = dict(self._repeated(frame, table, name, by_line))
        yield from repeated.values()
        beside: list[tuple[references.Loc, Record]] = []
        if table == "links":
            yield from self._misplaced(valid, name, by_line)
            # Whether a link with itself may stand depends on the agency that it is about.
            ends = {str(getattr(record, "source", "")) for _, record in valid}
            places = {key: place for place, key in enumerate(ids) if key in ends}
            for key, place in places.items():
                try:
                    fields = {**row_of(self.agencies, place), "part_of": None}
                    beside.append(((("agencies", place)), Agency.model_validate(fields)))
                except ValidationError:
                    declared = {**declared, "agencies": [*declared["agencies"], key]}
        sections: dict[str, Sequence[tuple[references.Loc, Record]]] = {table: valid}
        if beside:
            sections = {"agencies": beside, **sections}
        for problem in references.problems(sections, declared):
            row = int(problem.loc[1])
            if problem.loc[0] == table and not (row in repeated and problem.loc[2:] == ("id",)):
                yield _issue(
                    name,
                    row,
                    by_line,
                    problem.loc[2:],
                    problem.message,
                    problem.expected,
                    problem.suggestion,
                )

    def _misplaced(
        self, valid: list[tuple[references.Loc, Record]], name: str, by_line: bool
    ) -> Iterator[Issue]:
        """Links that stand under what is no instrument and no forum."""
        rows = {
            table: {key: row for row, key in enumerate(frame["id"]) if key is not None}
            for table, frame in self.tables.frames.items()
            if "id" in frame.columns
        }
        forums = self._forums()
        for loc, record in valid:
            if not isinstance(record, Link) or not record.under or record.under in forums:
                continue
            for table, model in _MODELS.items():
                row = rows.get(table, {}).get(record.under)
                if row is None:
                    continue
                above = model.model_construct(**row_of(self.tables.frames[table], row))
                for problem in misfits({table: [((table, row), above)], "": [(loc, record)]}):
                    if problem.loc[:2] == loc:
                        found = problem.message, problem.expected
                        yield _issue(name, int(loc[1]), by_line, problem.loc[2:], *found)

    def _repeated(
        self, frame: pl.DataFrame, table: str, name: str, by_line: bool
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
            owner = taken.get(key) or (f"row {first[key] + 1}" if key in first else "")
            first.setdefault(key, row)
            if owner:
                message = f"the id '{key}' is already taken by {owner}"
                yield row, _issue(name, row, by_line, ("id",), message, "a unique id")


def _circling(above: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which places stand on a circle, where each leads to one other or (-1) to none."""
    reached, steps = above, 1
    while steps < 2 * len(above):  # doubling: after k rounds each points 2^k places on
        reached = np.where(reached >= 0, reached[np.maximum(reached, 0)], -1)
        steps *= 2
    found = np.zeros(len(above), bool)
    found[reached[reached >= 0]] = True
    return found


def _nesting(members: Mapping[str, list[str]]) -> set[str]:
    """Collectives on, or between, membership cycles (Kahn's algorithm in both directions).

    They are on circles, or between two.
    """
    inside = {key: [one for one in found if one in members] for key, found in members.items()}
    for _ in range(2):  # first those that hold none, then those that are in none
        turned: dict[str, list[str]] = {key: [] for key in inside}
        for key, found in inside.items():
            for one in found:
                turned[one].append(key)
        left = {key: len(found) for key, found in inside.items()}
        free = [key for key, count in left.items() if not count]
        for key in free:
            for whole in turned[key]:
                left[whole] -= 1
                if not left[whole]:
                    free.append(whole)
        gone = set(free)
        inside = {
            key: [one for one in found if one not in gone]
            for key, found in turned.items()
            if key not in gone
        }
    return set(inside)


def _issue(
    name: str,
    row: int,
    by_line: bool,
    loc: references.Loc,
    message: str,
    expected: str = "",
    suggestion: str = "",
) -> Issue:
    place = f"row {row + 1}" + (f", {references.where(loc)}" if loc else "")
    return Issue(
        name,
        row + 2 if by_line else 0,
        where=place,
        message=message,
        expected=expected,
        suggestion=suggestion,
    )
