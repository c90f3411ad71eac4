"""Turn checked tables into the arrays of a network, and into columns of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import ALWAYS, KINDS, NEVER, ROLES, STATUSES, Columns
from coordination.engine.record_table import Coded
from coordination.loading.tables.cells import is_date, mandates, split
from coordination.model import (
    Evidence,
    Gazetteer,
    Passage,
    derived_id,
    first_day,
    last_day,
    vocabulary,
)

if TYPE_CHECKING:
    import polars as pl

__all__ = ["columns_of_tables", "days", "record_fields"]


def columns_of_tables(
    agencies: pl.DataFrame,
    links: pl.DataFrame,
    functions: tuple[str, ...],
    codes_of: Callable[[pl.Series], NDArray[np.int32]],
    gazetteer: Gazetteer,
    passages: Mapping[str, Passage],
) -> Columns:
    """Both tables as arrays.

    Args:
        agencies, links: the tables, checked.
        functions: ids of the functions.
        codes_of: gives the place of each id of a series among the agencies, -1 for none.
        gazetteer: what lies in what.
        passages: the passages that rows may cite, by id.
    """
    kind = _coded(links, "kind", KINDS, 0)
    terms = [vocabulary.LINK_KINDS[name] for name in KINDS]
    mutual = np.array([term.mutual for term in terms])[kind]
    formal = np.array([term.formal for term in terms])[kind]
    for column, values in (("mutual", mutual), ("formal", formal)):
        if column in links.columns:
            given = links[column].str.to_lowercase().str.strip_chars()
            values[(given == "true").fill_null(False).to_numpy()] = True
            values[(given == "false").fill_null(False).to_numpy()] = False
    rows, codes = _expanded(links, "functions", split, functions)
    wholes, members = _expanded(agencies, "members", split, agencies["id"].to_list())
    held_by, held, roles, areas = _mandate_arrays(agencies, functions)
    jurisdiction = _texts(agencies, "jurisdiction", "")
    places: dict[str, int] = {}
    areas = [
        named or ((own,) if (own := str(jurisdiction[agency])) else ())
        for agency, named in zip(held_by.tolist(), areas, strict=True)
    ]
    spots = [
        (row, places.setdefault(place, len(places)))
        for row, named in enumerate(areas)
        for place in named
    ]
    where = np.array(spots, np.int32).reshape(-1, 2)
    under_link, under_agency = _under(links, codes_of)
    parent = (
        codes_of(agencies["part_of"])
        if "part_of" in agencies.columns
        else np.full(agencies.height, -1, np.int32)
    )
    return Columns(
        ids=tuple(agencies["id"].to_list()),
        functions=functions,
        source=codes_of(links["source"]),
        target=codes_of(links["target"]),
        link=np.arange(links.height, dtype=np.int32),
        kind=kind.astype(np.uint8),
        status=_coded(links, "status", STATUSES, STATUSES.index("active")).astype(np.uint8),
        mutual=mutual,
        formal=formal,
        start=days(links, "start", first_day, NEVER),
        end=days(links, "end", last_day, ALWAYS),
        assumed=_equals(links, "confidence", "assumed"),
        supported=_supported(links, passages),
        dated=_given(links, "due"),
        replaced=_given(links, "superseded_by"),
        under_link=under_link,
        under_agency=under_agency,
        function_rows=rows,
        function_codes=codes.astype(np.int32),
        jurisdiction=jurisdiction,
        level=_levels(agencies),
        agency_kind=_texts(agencies, "kind", "agency"),
        parent=parent,
        since=days(agencies, "since", first_day, NEVER),
        mandate_agencies=held_by,
        mandate_functions=held,
        mandate_roles=roles,
        places=tuple(places),
        mandate_place_rows=where[:, 0].copy(),
        mandate_places=where[:, 1].copy(),
        member_wholes=wholes,
        member_agencies=members.astype(np.int32),
        gazetteer=gazetteer,
    )


def _levels(agencies: pl.DataFrame) -> NDArray[np.str_]:
    levels = _texts(agencies, "level", "")
    for word in vocabulary.LEVELS:
        if (same := vocabulary.same_level(word)) and same != word:
            levels[levels == word] = same
    return levels


def _equals(frame: pl.DataFrame, column: str, word: str) -> NDArray[np.bool_]:
    if column not in frame.columns:
        return np.zeros(frame.height, bool)
    return np.asarray((frame[column] == word).fill_null(False).to_numpy())


def _given(frame: pl.DataFrame, column: str) -> NDArray[np.bool_]:
    if column not in frame.columns:
        return np.zeros(frame.height, bool)
    return np.asarray(frame[column].is_not_null().to_numpy())


def _supported(links: pl.DataFrame, passages: Mapping[str, Passage]) -> NDArray[np.bool_]:
    """Which links cite a passage that supports them, as one does that doesn't say its stance."""
    says = _given(links, "evidence_stance")
    against = np.zeros(links.height, bool)
    if "evidence_passage" in links.columns:
        names = [key for key, one in passages.items() if one.stance != "supports"]
        against = links["evidence_passage"].is_in(names).fill_null(False).to_numpy()
    cited = _given(links, "evidence_source") | _given(links, "evidence_passage")
    return cited & np.where(says, _equals(links, "evidence_stance", "supports"), ~against)


def _under(
    links: pl.DataFrame, codes_of: Callable[[pl.Series], NDArray[np.int32]]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Place of the link, and code of the agency, under which each link stands; -1 for none."""
    none = np.full(links.height, -1, np.int32)
    if "under" not in links.columns:
        return none, none
    link = none.copy()
    if "id" in links.columns:
        place = {key: row for row, key in enumerate(links["id"]) if key is not None}
        named = links["under"].is_not_null().to_numpy()
        link[named] = [place.get(key, -1) for key in links["under"].drop_nulls()]
    return link, codes_of(links["under"])


def _mandate_arrays(
    agencies: pl.DataFrame, functions: tuple[str, ...]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8], list[tuple[str, ...]]]:
    """Agency, function and role of each mandate, and the places that it names."""
    seen: dict[tuple[str, str, tuple[str, ...]], int] = {}

    def words(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(one["function"], one["role"], tuple(one["places"])) for one in mandates(text)]

    if "mandates" in agencies.columns:
        for text in agencies["mandates"].unique(maintain_order=True).drop_nulls():
            for word in words(text):
                seen.setdefault(word, len(seen))
    known = list(seen)
    rows, codes = _expanded(agencies, "mandates", words, known)
    place = {key: code for code, key in enumerate(functions)}
    function = np.array([place[word[0]] for word in known], np.int32)
    role = np.array([ROLES.index(word[1]) for word in known], np.uint8)
    areas = [known[code][2] for code in codes.tolist()]
    return rows, function[codes], role[codes], areas


def _coded(
    frame: pl.DataFrame, column: str, words: Sequence[str], default: int
) -> NDArray[np.int64]:
    if column not in frame.columns:
        return np.full(frame.height, default, np.int64)
    import polars as pl

    coded = frame[column].cast(pl.Enum(list(words))).to_physical().cast(pl.Int64)
    return np.asarray(coded.fill_null(default).to_numpy())


def days(frame: pl.DataFrame, column: str, day: Any, open_value: np.int32) -> NDArray[np.int32]:
    """First or last day of dates as ordinals; each different date is read once."""
    if column not in frame.columns:
        return np.full(frame.height, open_value, np.int32)
    import polars as pl

    texts = frame[column].unique().drop_nulls()
    ordinals = [day(text).toordinal() if is_date(text) else int(open_value) for text in texts]
    days = frame[column].replace_strict(
        texts, pl.Series(ordinals, dtype=pl.Int32), default=int(open_value), return_dtype=pl.Int32
    )
    return days.fill_null(int(open_value)).to_numpy().astype(np.int32)


def _texts(frame: pl.DataFrame, column: str, default: str) -> NDArray[np.str_]:
    if column not in frame.columns:
        return np.full(frame.height, default)
    return frame[column].fill_null(default).to_numpy().astype(np.str_)


def _expanded(
    frame: pl.DataFrame, column: str, words: Any, known: Sequence[Any]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Rows and codes of a column that holds several words; each different text is split once."""
    if column not in frame.columns:
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    import polars as pl

    texts = frame[column].unique(maintain_order=True).drop_nulls()
    if texts.is_empty():
        return np.zeros(0, np.int32), np.zeros(0, np.int64)
    place = {word: code for code, word in enumerate(known)}
    codes_of = [[place[word] for word in words(text)] for text in texts]
    text_code = frame[column].cast(pl.Enum(texts)).to_physical().cast(pl.Int64)
    text_code_array = text_code.fill_null(len(codes_of)).to_numpy()
    counts = np.array([*(len(codes) for codes in codes_of), 0], np.int64)
    flat = np.array([code for codes in codes_of for code in codes], np.int64)
    starts = np.concatenate([[0], np.cumsum(counts[:-1])])
    spread = counts[text_code_array]
    rows = np.repeat(np.arange(frame.height, dtype=np.int32), spread)
    ends = np.cumsum(spread)
    within = np.arange(len(rows)) - np.repeat(ends - spread, spread)
    return rows, flat[np.repeat(starts[text_code_array], spread) + within]


def record_fields(
    frame: pl.DataFrame, table: str, columns: Columns, passages: Mapping[str, Passage]
) -> dict[str, Sequence[Any]]:
    """Columns of records, as tables make them: few different words as codes, the rest as read."""
    fields: dict[str, Any] = {}
    for column in frame.columns:
        if not column.startswith("evidence_"):
            fields[column] = frame[column]
    if table == "agencies":
        fields["id"] = columns.ids
        fields["part_of"] = Coded(columns.parent, columns.ids)
    else:
        fields["kind"] = Coded(columns.kind, KINDS)
        fields["status"] = Coded(columns.status, STATUSES)
        fields["source"] = Coded(columns.source, columns.ids)
        fields["target"] = Coded(columns.target, columns.ids)
    for column in ("members", "functions", "aliases", "mandates"):
        if column in fields:
            fields[column] = _Split(frame[column], mandates if column == "mandates" else split)
    if table == "links" and ("id" not in fields or frame["id"].null_count()):
        fields["id"] = _MadeIds(fields, columns)
    if {"evidence_source", "evidence_passage"} & set(frame.columns):
        fields["evidence"] = _Passages(frame, passages)
    return fields


class _Split(Sequence[Any]):
    """A column whose texts hold several words."""

    def __init__(self, series: pl.Series, words: Any) -> None:
        self._series, self._words = series, words

    def __len__(self) -> int:
        return len(self._series)

    def __getitem__(self, row: Any) -> Any:
        text = self._series[row]
        return None if text is None else self._words(text)


class _Passages(Sequence[Any]):
    """The passage that each row's evidence columns describe or name."""

    def __init__(self, frame: pl.DataFrame, passages: Mapping[str, Passage]) -> None:
        self._known = passages
        self._columns = {
            column.removeprefix("evidence_"): frame[column]
            for column in frame.columns
            if column.startswith("evidence_")
        }

    def __len__(self) -> int:
        return len(next(iter(self._columns.values())))

    def __getitem__(self, row: Any) -> Any:
        passage = {field: series[row] for field, series in self._columns.items()}
        given = {field: value for field, value in passage.items() if value is not None}
        if "passage" in given:
            return [Evidence.model_validate(given).filled(self._known)]
        return [given] if "source" in given else None


class _MadeIds(Sequence[Any]):
    """Ids of links of which some have none written: those derive theirs from their content."""

    def __init__(self, fields: dict[str, Any], columns: Columns) -> None:
        self._written = fields.get("id")
        named = ("kind", "source", "target", "functions", "start")
        self._content = {name: fields[name] for name in named if name in fields}
        self._mutual = columns.mutual

    def __len__(self) -> int:
        return len(self._mutual)

    def __getitem__(self, row: Any) -> Any:
        written = None if self._written is None else self._written[row]
        return written or derived_id(
            {name: values[row] for name, values in self._content.items()}
            | {"mutual": bool(self._mutual[row])}
        )
