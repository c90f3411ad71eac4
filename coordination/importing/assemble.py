"""Make a network of the drafts of records, and keep the row of each record and issue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from coordination.errors import DataError, Issue
from coordination.importing.draft import Draft
from coordination.importing.ids import made_id
from coordination.importing.made import Made
from coordination.loading.gc_pause import collector_paused
from coordination.model import Agency, Document, Function, Link, Mandate, Place, Record, Source
from coordination.model.ids import numbered
from coordination.model.tell_all import tell_all
from coordination.network import Network, Origin

__all__ = ["Assembled", "assemble"]


class Assembled:
    """The network, and which record each draft became.

    Attributes:
        network: the network.
        links: id of each link by its key in the draft.
        made: how many records of each sort were made.
    """

    def __init__(
        self, network: Network, links: Mapping[tuple[Any, ...], str], made: Mapping[str, int]
    ) -> None:
        self.network, self.links, self.made = network, links, made


def assemble(draft: Draft, title: str) -> Assembled:
    """The network of a draft.

    Args:
        draft: what the table gave.
        title: the title of the network, where neither the mapping nor a network gives one.

    Raises:
        DataError: something is wrong; each issue names its row and column.
    """
    with collector_paused():
        return _Assembly(draft, title).assembled()


class _Assembly:
    def __init__(self, draft: Draft, title: str) -> None:
        self.draft, self.into, self.mapping = draft, draft.into, draft.mapping
        self.title = title
        self.issues: list[Issue] = []
        self.origins: dict[tuple[str, str], Origin] = {}
        self.source = self._source_id()

    def _source_id(self) -> str:
        """The id of the table as a source; another one where the network's is another document."""
        wanted = self.mapping.source.id or made_id(self.title, "table")
        known = self.into.sources if self.into else {}
        title = self.mapping.source.title or self.title
        return numbered(wanted, {key for key, one in known.items() if one.title != title})

    def assembled(self) -> Assembled:
        into, draft = self.into, self.draft
        base: dict[str, Any] = (
            {name: getattr(into.document, name) for name in Document.model_fields} if into else {}
        )
        sources = list(base.get("sources", ()))
        if all(one.id != self.source for one in sources):
            given = {
                name: value
                for name in self.mapping.source.model_fields_set
                if (value := getattr(self.mapping.source, name)) is not None
            }
            source = given | {"id": self.source, "title": self.mapping.source.title or self.title}
            sources.append(Source.model_validate(source))
        places = [
            self._record(Place, fields, Made(fields, {"name": draft.places.cells[key]}))
            for key, fields in draft.places.records.items()
        ]
        functions = [self._record(Function, made.fields, made) for made in draft.functions.values()]
        agencies = self._agencies(list(base.get("agencies", ())))
        links, ids = self._links(list(base.get("links", ())), {one.id for one in agencies})
        told = {(one.line, one.column, one.where) for one in self.draft.issues}
        beside = (one for one in self.issues if (one.line, one.column, one.where) not in told)
        if issues := [*self.draft.issues, *beside]:
            raise DataError(issues)
        fields = {
            **base,
            "title": self.mapping.title or base.get("title") or self.title,
            "as_of": self.mapping.as_of or base.get("as_of"),
            "sources": sources,
            "places": [*base.get("places", ()), *places],
            "functions": [*base.get("functions", ()), *functions],
            "agencies": agencies,
            "links": links,
        }
        origins = {**(into.origins if into else {}), **self.origins}
        document = Document.model_validate(fields)
        try:
            network = Network(document, origins=origins)
        except DataError as error:
            raise DataError(map(self._placed, error.issues)) from None
        before = set(into.agencies) if into else set()
        made = {
            "agencies": len(network.agencies) - len(before),
            "links": len(network.links) - (len(into.links) if into else 0),
            "mandates": len(draft.mandates),
            "functions": len(functions),
            "places": len(places),
        }
        return Assembled(network, ids, made)

    def _record(self, model: type[Record], fields: dict[str, Any], made: Made) -> Any:
        """A record, or None and issues at the cells that gave it."""
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            for told in tell_all(error, model, fields):
                name = str(told.loc[0]) if told.loc else ""
                cell = made.cells.get(name) or next(iter(made.cells.values()), None)
                what = f"{name.replace('_', ' ')}: {told.message}" if name else told.message
                words = what, told.expected, told.suggestion
                raw = self.draft.grid.raw
                self.issues.append(cell.issue(*words) if cell else raw.issue(None, None, *words))
        return None

    def _agencies(self, known: list[Agency]) -> list[Agency]:
        mandates: dict[str, list[Mandate]] = defaultdict(list)
        for key, made in self.draft.mandates.items():
            fields = {**made.fields, "evidence": made.evidence(self.source)}
            record = self._record(Mandate, fields, made)
            if record is not None:
                mandates[key[0]].append(record)
        found = []
        for agency in known:
            made_of = self.draft.agencies.get(agency.id)
            found.append(agency if made_of is None else self._more(agency, made_of, mandates))
        ids = {agency.id for agency in known}
        for name, drafted in self.draft.agencies.items():
            if name in ids:
                continue
            fields = {
                **drafted.fields,
                "aliases": tuple(drafted.fields.get("aliases", ())),
                "mandates": tuple(mandates[name]),
                "evidence": drafted.evidence(self.source),
            }
            record = self._record(Agency, fields, drafted)
            if record is not None:
                found.append(record)
                self._origin("agencies", name, drafted)
        return found

    def _more(self, agency: Agency, made: Made, mandates: Mapping[str, list[Mandate]]) -> Agency:
        """An agency of the network with what the table adds."""
        new = {name: value for name, value in made.fields.items() if name not in ("id", "aliases")}
        aliases = made.fields.get("aliases", ())
        if aliases:
            new["aliases"] = (*agency.aliases, *aliases)
        added = mandates.get(agency.id, [])
        if added:
            new["mandates"] = (*agency.mandates, *added)
        evidence = [
            Mandate.model_validate({"function": "x", "evidence": [one]}).evidence[0]
            for one in made.evidence(self.source)
        ]
        new["evidence"] = (*agency.evidence, *evidence)
        plain = {name: getattr(agency, name) for name in agency.model_fields_set} | new
        record = self._record(Agency, plain, made)
        return agency if record is None else record

    def _links(
        self, known: list[Link], taken: set[str]
    ) -> tuple[list[Link], dict[tuple[Any, ...], str]]:
        found = list(known)
        ids = taken | {link.id for link in known}
        if self.into:
            ids |= {*self.into.requirements, *self.into.conclusions}
        names: dict[tuple[Any, ...], str] = {}
        for key, made in self.draft.links.items():
            fields = {**made.fields, "evidence": made.evidence(self.source)}
            link = self._record(Link, fields, made)
            if link is None:
                continue
            # Two rows about one pair that differ in status or name: two records.
            free = numbered(link.id, ids)
            if free != link.id:
                link = link.model_copy(update={"id": free})
            ids.add(free)
            found.append(link)
            names[key] = free
            self._origin("links", free, made)
        return found, names

    def _origin(self, section: str, key: str, made: Made) -> None:
        cell = next(iter(made.cells.values()), None)
        if cell is not None:
            line = cell.row.line or cell.row.number
            self.origins[section, key] = Origin(cell.grid.raw.file, line, cell.column + 1)

    def _placed(self, issue: Issue) -> Issue:
        """An issue of the finished records at the row that it comes from."""
        match = re.match(r"(agencies|links)\[(\d+)\]", issue.where)
        if match is None:
            return issue
        before = len(getattr(self.into, match[1])) if self.into else 0
        known = self.into.agencies if self.into else {}
        made = list(self.draft.links.values())
        if match[1] == "agencies":
            made = [one for key, one in self.draft.agencies.items() if key not in known]
        place = int(match[2]) - before
        if not 0 <= place < len(made):
            return issue
        cell = next(iter(made[place].cells.values()), None)
        if cell is None:
            return issue
        return cell.issue(issue.message, issue.expected, issue.suggestion)
