"""Make a network of a graph that another tool wrote, or that we wrote for one.

How attributes become fields:

- A name counts without regard to capitals, blanks, hyphens and underscores: "Part of" is `part_of`.
- `columns` says what else an attribute is called: {"relation": "kind", "colour": None}. None leaves
  it out. Without that, `label` and `title` name an agency, and `type`, `relation` and
  `relationship` are the kind of a link.
- `values` says what a word means: {"MOU": "agreement", "ongoing": "active"}. Kinds and statuses are
  found without regard to capitals and blanks ("Information sharing").
- A link without a kind has the default kind. An edge without direction is a mutual link.
- Functions and sources that are named and not described get a record that holds their name alone.

What has no place in a network is left out, and a `DataWarning` says so.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from coordination.errors import DataWarning
from coordination.formats.graph import Edge, PlainGraph
from coordination.model import SECTIONS, Agency, Document, Link, Record, derived_id, vocabulary
from coordination.model.ids import numbered, slug
from coordination.model.plain import fields_of
from coordination.network import Network
from coordination.text.language import listed

__all__ = ["Mapped", "network_of"]

Mapped = Mapping[str, str | None]
"""Names of attributes, each with the field that it is; None leaves it out."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")

_NODE_NAMES = {"full name": "full_name", "name": "name", "label": "label", "title": "label"}
_EDGE_NAMES = {"type": "kind", "relation": "kind", "relationship": "kind", "title": "name"}

# What tools write beside the data: numbers of rows, and what the ids already say.
_SILENT = frozenset(
    {"id", "value", "shared name", "shared interaction", "suid", "selected", "key", "timeset"}
)

_ONE = ("1", "1.0", 1, None, "")
"""Weights that say nothing."""


def network_of(
    graph: PlainGraph,
    *,
    title: str | None = None,
    kind: str = "other",
    columns: Mapped | None = None,
    values: Mapping[str, str] | None = None,
) -> Network:
    """A network of a graph.

    Args:
        graph: nodes and edges with their attributes.
        title: the title, for a graph that has none.
        kind: the kind of links that have none, or one that there isn't.
        columns: which field an attribute is, by its name.
        values: which word of ours a word of theirs is.

    Raises:
        DataError: a value isn't accepted where it stands.
        ValueError: there is no such kind.
    """
    if kind not in vocabulary.LINK_KINDS:
        accepted = ", ".join(vocabulary.LINK_KINDS)
        raise ValueError(f"there is no kind of link {kind!r}; kinds: {accepted}")
    return _Reader(graph, kind, columns or {}, values or {}).network(title)


class _Reader:
    def __init__(
        self, graph: PlainGraph, kind: str, columns: Mapped, values: Mapping[str, str]
    ) -> None:
        self.graph, self.kind = graph, kind
        self.columns = {_plain_name(name): field for name, field in columns.items()}
        self.values = {_plain_name(word): ours for word, ours in values.items()}
        self.left_out: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.has_passages = "passages" in graph.attributes
        self.names: dict[str, dict[str, str]] = {"functions": {}, "sources": {}, "places": {}}

    def network(self, title: str | None) -> Network:
        given = self.graph.attributes
        fields = fields_of(
            Document, {name: value for name, value in given.items() if name in _WHOLE}
        )
        fields["title"] = fields.get("title") or given.get("name") or title or "Network"
        ids = _ids(self.graph.nodes)
        fields["agencies"] = [
            self._agency(key, attributes, ids) for key, attributes in self.graph.nodes.items()
        ]
        fields["links"] = self._links(ids)
        for section, names in self.names.items():
            if section not in fields and section in SECTIONS and names:
                label = "title" if section == "sources" else "name"
                fields[section] = [{"id": key, label: name} for key, name in names.items()]
        self._warn()
        return Network(**fields)

    # -- agencies ----------------------------------------------------------------------------

    def _agency(self, key: str, attributes: Mapping[str, Any], ids: Mapping[str, str]) -> Any:
        named = self._named(attributes, Agency, _NODE_NAMES, {"label", "full_name"})
        full, label = named.pop("full_name", None), named.pop("label", None)
        name = full or named.get("name") or label or key
        fields = fields_of(Agency, {**named, "id": ids[key], "name": str(name).strip()})
        self._word(fields, "kind", vocabulary.AGENCY_KINDS, "other")
        self._word(fields, "level", vocabulary.LEVELS, None)
        if fields.get("part_of"):
            fields["part_of"] = _id_of(fields["part_of"], ids)
        if isinstance(fields.get("members"), list):
            fields["members"] = [_id_of(member, ids) for member in fields["members"]]
        if isinstance(fields.get("mandates"), list):
            for mandate in fields["mandates"]:
                self._mandate(mandate)
        self._place(fields.get("jurisdiction"))
        self._cite(fields)
        return fields

    def _place(self, place: Any) -> None:
        """Note a place of the network's own; a code of ISO 3166 has capitals."""
        if isinstance(place, str) and _ID.match(place):
            self.names["places"].setdefault(place, place)

    def _mandate(self, mandate: Any) -> None:
        if not isinstance(mandate, dict):
            return
        if isinstance(mandate.get("function"), str):
            mandate["function"] = self._id(mandate["function"], "functions")
        places = mandate.get("places")
        for place in places if isinstance(places, list) else [places]:
            self._place(place)
        self._cite(mandate)

    # -- links -------------------------------------------------------------------------------

    def _links(self, ids: Mapping[str, str]) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        loops = 0
        for edge in self.graph.edges:
            ours = "link" in edge.attributes
            if edge.source == edge.target and not ours:
                loops += 1
                continue
            fields = self._link(edge, ids, ours)
            if fields.get("parties"):
                found.setdefault(fields["id"], fields)
                continue
            key = numbered(fields.get("id") or derived_id(fields), found)
            found[key] = fields | {"id": key}
        if loops:
            self.left_out["edges of a node with itself"] += loops
        return list(found.values())

    def _link(self, edge: Edge, ids: Mapping[str, str], ours: bool) -> dict[str, Any]:
        attributes = dict(edge.attributes)
        key = attributes.pop("link", None)
        label = attributes.pop("label", None) or attributes.pop("Label", None)
        named = self._named(attributes, Link, _EDGE_NAMES, set())
        for end in ("source", "target"):
            named.pop(end, None)
        fields = fields_of(Link, named)
        if not ours and isinstance(label, str) and label.strip():
            word = self._ours(label, vocabulary.LINK_KINDS)
            if "kind" not in fields and word:
                fields["kind"] = word
            else:
                fields.setdefault("name", label)
        self._kind(fields)
        self._word(fields, "status", vocabulary.STATUSES, None)
        if key:
            fields["id"] = str(key)
        if fields.get("parties"):
            if isinstance(fields["parties"], list):
                fields["parties"] = [_id_of(party, ids) for party in fields["parties"]]
            fields.setdefault("id", edge.key.partition(":")[0])
        else:
            fields["source"], fields["target"] = ids[edge.source], ids[edge.target]
        if not edge.directed:
            fields.setdefault("mutual", True)
        if isinstance(fields.get("functions"), list):
            fields["functions"] = [
                self._id(word, "functions") if isinstance(word, str) else word
                for word in fields["functions"]
            ]
        self._cite(fields)
        return fields

    def _kind(self, fields: dict[str, Any]) -> None:
        """The kind, or the default one; a word that we don't have becomes the link's name."""
        word = fields.get("kind")
        self._word(fields, "kind", vocabulary.LINK_KINDS, self.kind)
        if word is None:
            fields["kind"] = self.kind
        elif self._ours(str(word), vocabulary.LINK_KINDS) is None:
            fields.setdefault("name", str(word))

    # -- words and ids -----------------------------------------------------------------------

    def _named(
        self,
        attributes: Mapping[str, Any],
        model: type[Record],
        names: Mapping[str, str],
        more: set[str],
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        fields = {_plain_name(name): name for name in (*model.model_fields, *more)}
        for name, value in attributes.items():
            wanted = _plain_name(name)
            if wanted in self.columns:
                field = self.columns[wanted]
            else:
                field = fields.get(wanted) or names.get(wanted)
                silent = wanted in _SILENT or (wanted == "weight" and value in _ONE)
                if field is None and not silent and value not in (None, ""):
                    self.left_out[f"attribute {name!r}"] += 1
            if field is not None and (field != "id" or model is not Agency):
                found.setdefault(field, value)
        if model is Link:
            found.pop("id", None)  # an edge's number; ours stands in the attribute `link`
        return found

    def _ours(self, word: str, table: Mapping[str, Any]) -> str | None:
        mapped = self.values.get(_plain_name(word), word)
        ours = re.sub(r"[\s_-]+", "-", mapped.strip().lower())
        return ours if ours in table else None

    def _word(
        self, fields: dict[str, Any], name: str, table: Mapping[str, Any], default: str | None
    ) -> None:
        word = fields.get(name)
        if word is None:
            return
        ours = self._ours(str(word), table) or default
        if self._ours(str(word), table) is None:
            self.unknown[f"{name} {str(word)!r}"] += 1
        if ours is None:
            del fields[name]
        else:
            fields[name] = ours

    def _id(self, word: str, section: str) -> str:
        key = word if _ID.match(word) else _as_id(word) or section.removesuffix("s")
        self.names[section].setdefault(key, word)
        return key

    def _cite(self, fields: dict[str, Any]) -> None:
        """Note the sources that evidence names, and leave out passages that the file lacks."""
        if not isinstance(fields.get("evidence"), list):
            return
        kept = []
        for passage in fields["evidence"]:
            if not self.has_passages and not isinstance(passage, dict):
                self.left_out["passages named by an id alone"] += 1
                continue
            if isinstance(passage, dict):
                if (
                    not self.has_passages
                    and passage.pop("passage", None)
                    and "source" not in passage
                ):
                    self.left_out["passages named by an id alone"] += 1
                    continue
                if isinstance(passage.get("source"), str):
                    self.names["sources"].setdefault(passage["source"], passage["source"])
            kept.append(passage)
        fields["evidence"] = kept

    def _warn(self) -> None:
        said = []
        if self.left_out:
            said.append(f"left out: {listed(_counted(self.left_out))}")
        if self.unknown:
            said.append(f"not one of our words: {listed(_counted(self.unknown))}")
        if said:
            warnings.warn("; ".join(said), DataWarning, stacklevel=5)


_WHOLE = frozenset(Document.model_fields) - {"agencies", "links"}


def _counted(counts: Counter[str]) -> list[str]:
    shown = [f"{what} ({count:,})" for what, count in counts.most_common(12)]
    return shown if len(counts) <= 12 else [*shown, f"{len(counts) - 12:,} more"]


def _id_of(value: Any, ids: Mapping[str, str]) -> Any:
    """The id of the agency that a node became; what names no node stays, for the model to judge."""
    return ids.get(value, value) if isinstance(value, str) else value


def _plain_name(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", str(name)).strip().lower()


def _ids(keys: Iterable[str]) -> dict[str, str]:
    """An id for each node: its own where it can be one, else one made of it."""
    found = {key: key for key in keys if _ID.match(key) and len(key) <= 100}
    taken = set(found)
    for key in keys:
        if key in found:
            continue
        found[key] = made = numbered(_as_id(key) or "agency", taken)
        taken.add(made)
    return found


def _as_id(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return slug(letters)[:90].strip("-")
