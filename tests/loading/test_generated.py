"""What is made from the records is complete and current: schema, starter, field reference."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

import coordination as co
from coordination.loading.schema import schema_text
from coordination.loading.starter import starter_text
from coordination.model import vocabulary
from coordination.requirements.assess import assess_all
from tests import bundled
from tests.reference_fields import fields_text

ROOT = Path(co.__file__).parent.parent
SCHEMA = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as editors read it, by the 1.2 core schema: dates and NO are texts."""


Reader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag[-4:] not in ("tamp", "bool")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), ["t", "f"])


def errors_of(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Reader))]


# -- schema ------------------------------------------------------------------------------------


def test_schema_file_is_current():
    """Run `python -m coordination.loading` where this fails."""
    assert (ROOT / "coordination" / "schema.json").read_text("utf-8") == schema_text()


def test_schema_is_sound():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] and SCHEMA["$id"] and SCHEMA["title"]


@pytest.mark.parametrize("path", sorted((ROOT / "graphs").glob("*.yaml")), ids=lambda p: p.stem)
def test_bundled_networks_fit_the_schema(path):
    assert errors_of(path.read_text("utf-8")) == []


def test_starter_and_the_good_file_fit_the_schema():
    assert errors_of(starter_text()) == []
    assert errors_of(Path(__file__).with_name("good.yaml").read_text("utf-8")) == []
    assert errors_of(co.dumps(bundled.network("gunrunner-2010"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "title: 2010\nas_of: 2010-11-09\nsources: [{id: 7, title: 911, published: 2010}]",
        "title: x\nexamined: links\nagencies: [{id: a, name: A, members: b, jurisdiction: NO}]",
        "title: x\nagencies:\nlinks: null\nsummary: ~",
        "title: x\nlinks: [{kind: request, source: a, target: b, mutual: true, end: null}]",
        "title: x\nfigures: [{id: a, about: b, measure: m, value: 0.5, period: 2010}]",
    ],
)
def test_schema_takes_what_loading_takes(text):
    assert errors_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "agencies: []",
        "title: x\nagency: []",
        "title: x\nagencies: [{id: A, name: A}]",
        "title: x\nagencies: [{id: a}]",
        "title: x\nagencies: [{id: a, name: A, kind: shop}]",
        "title: x\nagencies: [{id: a, name: A, jurisdiction: Mexico}]",
        "title: x\nlinks: [{source: a, target: b}]",
        "title: x\nlinks: [{kind: liaison, source: a, target: b, evidence: {source: s, at: p}}]",
        "title: x\nlinks: [{kind: liaison, source: a, target: b, start: 30.6.2009}]",
        "title: x\nsources: [{id: s, title: S, url: 'javascript:alert(1)'}]",
        "title: x\nfigures: [{id: a, about: b, measure: m, value: many}]",
    ],
)
def test_schema_and_loading_refuse_the_same(text):
    assert errors_of(text)
    with pytest.raises(co.DataError):
        co.loads(text)


def test_schema_says_what_each_word_means():
    for words in (vocabulary.AGENCY_KINDS, vocabulary.ROLES, vocabulary.CONFIDENCE):
        for word, sentence in words.items():
            assert {"const": word, "description": sentence} in [
                entry for part in SCHEMA["$defs"].values() for entry in part.get("oneOf", ())
            ]


def test_no_default_is_shown_where_the_kind_decides():
    link = SCHEMA["$defs"]["Link"]
    assert link["required"] == ["kind"]
    assert "default" not in link["properties"]["mutual"]
    assert link["properties"]["status"]["default"] == "active"


# -- starter -----------------------------------------------------------------------------------


def test_starter_holds_every_section_and_has_findings_of_each_basis():
    network = co.loads(starter_text())
    sections = set(co.model.SECTIONS) - {"recommendations"}  # shown as remarks
    assert [name for name in sections if not getattr(network, name)] == []
    bases = {finding.basis for finding in co.check(network)}
    assert {"reported", "derived"} <= bases
    assert {one.state for one in assess_all(network)} == {"met", "not-examined"}
    assert network.headline and network.agencies["north-police"].main


def test_starter_shows_what_a_lack_looks_like():
    lacking = starter_text().replace("finds: met ", "finds: lacking ")
    assert lacking != starter_text()
    told = {key for finding in co.check(co.loads(lacking)) for key in finding.requirements}
    assert "daily-notices" in told


def test_starter_with_its_remarks_turned_on_still_loads():
    lines = []
    inside = False
    for line in starter_text().splitlines():
        inside = line == "# recommendations:" or (inside and line.startswith("#   "))
        lines.append(line[2:] if inside else line)
    network = co.loads("\n".join(lines))
    assert network.recommendations["name-contacts"].to == ("north-police", "south-police")


def test_starter_explains_every_section():
    for section in co.model.Document.model_fields:
        if section not in ("study", "format"):
            assert f"\n{section}:" in starter_text() or f"\n# {section}:" in starter_text()


# -- field reference ---------------------------------------------------------------------------


def test_field_reference_tells_every_field_and_every_word():
    text = fields_text()
    for name, record in SCHEMA["$defs"].items():
        for field in record.get("properties", {}):
            assert f"| `{field}` |" in text, f"{name}.{field}"
        for entry in record.get("oneOf", ()):
            assert f"| `{entry['const']}` |" in text and entry["description"] in text
