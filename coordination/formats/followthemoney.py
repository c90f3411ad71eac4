"""FollowTheMoney's JSON lines: Aleph, OpenAleph, OpenSanctions' tools.

Written without the package, which weighs 221 MB.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from coordination.formats.format import Format, not_in_force, sections_lost
from coordination.model import Agency, Evidence, Link, Source
from coordination.model.plain import plain
from coordination.network import Network
from coordination.text.language import counted

__all__ = ["FORMAT"]

_SCHEMAS = {"company": "Company", "collective": "Organization", "other": "Organization"}
"""Kinds of agency that aren't public."""


def _contents(network: Network, _: str) -> dict[str, bytes]:
    lines = [json.dumps(one, ensure_ascii=False, allow_nan=False) for one in _entities(network)]
    return {"": ("\n".join(lines) + "\n").encode("utf-8", "replace")}


def _entities(network: Network) -> Iterator[dict[str, Any]]:
    for source in network.sources.values():
        yield _document(source)
    for agency in network.agencies.values():
        yield _agency(agency)
        for member in agency.members:
            yield _entity(
                f"membership-{member}-{agency.id}",
                "Membership",
                member=[f"agency-{member}"],
                organization=[f"agency-{agency.id}"],
            )
    for link in network.links.values():
        # A link that a source says is absent would read as one that is there.
        if link.in_force or link.end:
            for one, other, key in link.pairs():
                yield _link(network, link, one, other, key)


def _document(source: Source) -> dict[str, Any]:
    return _entity(
        f"source-{source.id}",
        "Document",
        name=[source.title],
        title=[source.title],
        publisher=[source.publisher],
        author=[source.author],
        date=[source.published],
        sourceUrl=[source.url],
        notes=[source.note],
    )


def _agency(agency: Agency) -> dict[str, Any]:
    aliases: Iterable[str] = getattr(agency, "aliases", ())
    return _entity(
        f"agency-{agency.id}",
        _SCHEMAS.get(agency.kind, "PublicBody"),
        name=[agency.name],
        alias=aliases,
        weakAlias=[agency.abbreviation],
        jurisdiction=[agency.jurisdiction[:2].lower() if agency.jurisdiction else None],
        parent=[f"agency-{agency.part_of}" if agency.part_of else None],
        # No incorporationDate: many an agency is older than its present form.
        notes=[agency.note, f"in its present form since {agency.since}" if agency.since else None],
        legalForm=[agency.kind],
    )


def _link(network: Network, link: Link, one: str, other: str, key: str) -> dict[str, Any]:
    passages = [passage for passage in link.evidence if isinstance(passage, Evidence)]
    sources = dict.fromkeys(passage.source for passage in passages)
    known = [network.sources[source] for source in sources if source in network.sources]
    return _entity(
        f"link-{key}",
        "UnknownLink",
        subject=[f"agency-{one}"],
        object=[f"agency-{other}"],
        role=[link.name or link.kind.replace("-", " ")],
        status=[link.status],
        startDate=[link.start],
        endDate=[link.end],
        recordId=[link.id],
        summary=[passage.says or passage.quote for passage in passages],
        proof=[f"source-{source.id}" for source in known],
        sourceUrl=[source.url for source in known],
    )


def _entity(key: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    """An entity: every property is a list, one without values is left out."""
    held = {
        name: list(dict.fromkeys(str(plain(value)) for value in values if value))
        for name, values in properties.items()
    }
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
    }


def _lost(network: Network) -> list[str]:
    mandates = sum(len(agency.mandates) for agency in network.agencies.values())
    held = [counted(mandates, "mandate")] if mandates else []
    return [
        *not_in_force(network),
        *held,
        "levels, functions and directions of links",
        *sections_lost(network, "agencies", "links", "sources"),
    ]


FORMAT = Format(
    "followthemoney",
    "FollowTheMoney JSON lines",
    (".ftm.json", ".ftm.jsonl", ".ijson"),
    _contents,
    _lost,
    "agencies, sources, and links in force or with an end",
    proof="its own schema, by the documented form",
)
