"""Every sentence that rules share, with one, two and many names, in one file to be read through.

Run as a module it writes the file anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coordination as co
from coordination.requirements.assess import assess_all
from coordination.rules.conclusion_words import CONCLUDED, concluded
from coordination.rules.link_table import TABLE, cell_of, link_question, missing_if_no, told
from coordination.rules.requirement_words import found_lacking, question

FILE = Path(__file__).with_name("sentences.txt")

NAMES = ("ATF", "ICE", "CBP", "DEA", "FBI", "FGR", "SEDENA", "PGR", "EPIC", "INTERPOL")
KEYS = [name.lower() for name in NAMES]
CITED = [{"source": "report", "at": "page 1", "finds": "lacking", "says": "It was not done."}]


def network(**records: Any) -> co.Network:
    """A network of ten agencies and a group of three."""
    agencies = [
        {"id": key, "name": name, "jurisdiction": "US", "mandates": [{"function": "tracing"}]}
        for key, name in zip(KEYS, NAMES, strict=True)
    ]
    group = {"id": "group", "name": "Border agencies", "kind": "collective", "members": KEYS[:3]}
    return co.Network(
        title="Sentences",
        as_of="2010-07-26",
        sources=[{"id": "report", "title": "Report", "publisher": "The auditor"}],
        functions=[{"id": "tracing", "name": "firearms tracing"}],
        agencies=[*agencies, group],
        **records,
    )


def of_links() -> Iterator[str]:
    """Each kind with each adverse status: one way, both ways, of many, named and inside a group."""
    shapes: list[dict[str, Any]] = [
        {"source": "atf", "target": "ice", "mutual": False},
        {"source": "atf", "target": "ice", "mutual": True},
        {"source": "atf", "target": "ice", "mutual": False, "name": "the annual review"},
        {"source": "group", "target": "group"},
    ]
    for kind, cells in TABLE.items():
        for status in cells:
            links = [
                {"id": f"l{n}", "kind": kind, "status": status, "functions": ["tracing"]} | shape
                for n, shape in enumerate(shapes)
            ]
            if status == "late":
                links[0] |= {"due": "2009-01-01"}
            many = [
                {"id": f"m{n}", "kind": kind, "status": status, "mutual": False}
                | {"source": "atf", "target": key}
                for n, key in enumerate(KEYS[1:])
            ]
            known = network(links=[*links, *many])
            for link in list(known.links.values())[: len(shapes)]:
                yield f"{cell_of(link).rule} {kind} {status}: {told(known, [link])}"
            several = [link for link in known.links.values() if link.id.startswith("m")]
            yield f"{cell_of(several[0]).rule} {kind} {status}: {told(known, several)}"
        known = network(
            links=[
                {"id": f"p{n}", "kind": kind, "status": "prescribed"} | shape
                for n, shape in enumerate(shapes[:2])
            ]
        )
        for link in known.links.values():
            yield f"{kind} prescribed: {link_question(known, link)} {missing_if_no(known, link)}"


def of_conclusions() -> Iterator[str]:
    """Each conclusion of one, two and many agencies, and towards others."""
    evidence = [{"source": "report", "at": "page 1"}]
    for name in CONCLUDED:
        shapes = [
            {"agencies": KEYS[:1]},
            {"agencies": KEYS[:2], "functions": ["tracing"], "places": ["US"]},
            {"agencies": KEYS, "extent": "partly", "says": "It was so."},
            {"agencies": ["group"]},
            {"agencies": KEYS[:1], "towards": KEYS[1:3], "functions": ["tracing"]},
            {"agencies": KEYS[:2], "towards": KEYS[2:3]},
        ]
        known = network(
            conclusions=[
                {"id": f"c{n}", "finds": name, "evidence": evidence} | shape
                for n, shape in enumerate(shapes)
            ]
        )
        for one in known.conclusions.values():
            yield f"{name}: {concluded(known, one, one.agencies)}"


def of_requirements() -> Iterator[str]:
    """What sources find of requirements, and what is asked, by the rule that says so."""
    shapes: list[dict[str, Any]] = [
        {"agency": "atf", "counterpart": {"agency": "ice"}},
        {"agency": "atf", "counterpart": {"collective": "group"}},
        {"agency": ["fgr", "pgr"], "counterpart": {"agency": "ice"}, "kinds": ["training"]},
        {"agency": "atf", "counterpart": {"jurisdiction": "MX"}, "single": True},
        {"agency": "group", "counterpart": {"agency": "group"}},
    ]
    codes = ("CG101", "CG102", "CG103", "CG104", "CG107", "CG202", "CG203", "CG204", "CG207")
    for code in (*codes, "CG401", "CG601"):
        for n, shape in enumerate(shapes):
            if (code == "CG104") != (n == len(shapes) - 1):
                continue
            fields = {"id": "r", "function": "tracing", "evidence": CITED} | shape
            if n == 1:
                fields["agency"] = "fbi"
            known = network(requirements=[fields])
            cases = assess_all(known)
            yield f"{code}: {found_lacking(known, code, cases)} {question(known, code, cases)}"


def text() -> str:
    """All of it."""
    parts = (of_links(), of_conclusions(), of_requirements())
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
