"""Find the rows of tables that may be wrong by their columns, so that few become records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ALWAYS, NEVER
from coordination.loading.tables.cells import all_in, is_date, is_flag, is_place, mandates, split
from coordination.loading.tables.columns import days
from coordination.loading.tables.cycles import circling, nesting
from coordination.loading.tables.files import NEEDED, Tables
from coordination.model import Document, first_day, last_day, vocabulary

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Suspects"]

_ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Suspects:
    """Finds the rows of two tables that can't be right, column by column.

    Args:
        tables: the tables.
        rest: everything else that the folder holds.
    """

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

    def rows(self, table: str) -> NDArray[np.bool_]:
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
        if selfish.any():
            wrong |= selfish & ~self.collective()[np.maximum(self.source, 0)]
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
            wrong[rows[: len(onward)][circling(np.array(onward, np.int64))]] = True
        wrong |= self._words(links, "under", self.forums().__contains__)
        if {"under", "id"} <= set(links.columns):
            place = {key: row for row, key in enumerate(links["id"]) if key is not None}
            onward = [place.get(key, -1) for key in links["under"]]
            wrong |= circling(np.array(onward, np.int64))
        if "id" in links.columns:
            taken = links["id"].is_in(self.agencies["id"].to_list())
            wrong |= taken.fill_null(False).to_numpy()
        return wrong | self._made_twice()

    def _made_twice(self) -> NDArray[np.bool_]:
        """Links without an id that say the same as others: the id made of them is theirs too."""
        import polars as pl

        links = self.links
        without = pl.Series([True]).new_from_index(0, links.height)
        if "id" in links.columns:
            without = links["id"].fill_null("") == ""
        if not without.any():
            return np.zeros(links.height, bool)
        mutual = links["kind"].replace_strict(
            {kind: term.mutual for kind, term in vocabulary.LINK_KINDS.items()}, default=False
        )
        if "mutual" in links.columns:
            said = links["mutual"].str.strip_chars().str.to_lowercase() == "true"
            mutual = mutual.zip_with(said.is_null(), said)
        turned = (mutual & (links["source"] > links["target"])).fill_null(False)
        content = {
            "kind": links["kind"],
            "from": links["target"].zip_with(turned, links["source"]),
            "to": links["source"].zip_with(turned, links["target"]),
            "mutual": mutual,
        }
        if "start" in links.columns:
            content["start"] = links["start"]
        if "functions" in links.columns:
            words = links["functions"].str.split(";").list.eval(pl.element().str.strip_chars())
            content["functions"] = words.list.sort().list.join(";")
        same = pl.DataFrame(content)
        alike = same.is_duplicated()
        if alike.any():
            names = [*content]
            some = same.with_columns(without=without).select(pl.col("without").any().over(names))
            alike &= some["without"]
        return np.asarray(alike.to_numpy())

    def _suspect_agencies(self) -> NDArray[np.bool_]:
        agencies = self.agencies
        wrong = np.zeros(agencies.height, bool)
        if "part_of" in agencies.columns:
            above = self.codes(agencies["part_of"])
            wrong |= (above < 0) & agencies["part_of"].is_not_null().to_numpy()
            wrong |= circling(above.astype(np.int64))
        if "members" in agencies.columns:
            known = set(agencies["id"].to_list())
            wrong |= self._words(agencies, "members", lambda text: all_in(text, known))
            wholes = agencies.filter(agencies["members"].is_not_null())
            inside = zip(wholes["id"], wholes["members"], strict=True)
            nested = nesting({key: split(text) for key, text in inside if key is not None})
            wrong |= agencies["id"].is_in(list(nested)).fill_null(False).to_numpy()
        return wrong

    def collective(self) -> NDArray[np.bool_]:
        """Which agencies are collectives, or have members."""
        agencies = self.agencies
        found = np.zeros(agencies.height, bool)
        if "kind" in agencies.columns:
            found |= (agencies["kind"] == "collective").fill_null(False).to_numpy()
        if "members" in agencies.columns:
            found |= agencies["members"].is_not_null().to_numpy()
        return found

    def forums(self) -> set[str]:
        """Ids of the links and agencies under which links may stand."""
        links, agencies = self.links, self.agencies
        found = set(agencies["id"].filter(self.pl.Series(self.collective())))
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
