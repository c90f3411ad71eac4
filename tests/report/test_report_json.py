import json
import math

import jsonschema
import numpy as np
import pytest

import coordination as co
from coordination.report.json import schema_text
from tests import bundled

VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema_text()))


def strict(text):
    def refuse(name):
        raise ValueError(name)

    return json.loads(text, parse_constant=refuse)


def test_json_follows_its_schema(report, ignoring, empty):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))
    for one in (report, ignoring, empty):
        VALIDATOR.validate(strict(one.to_json()))


@pytest.mark.parametrize("name", bundled.NAMES)
def test_json_of_bundled_networks_follows_its_schema(name):
    VALIDATOR.validate(strict(bundled.report(name).to_json()))


def test_json_says_what_was_asked_of_what(report):
    content = strict(report.to_json())
    assert content["version"] == 2
    assert content["network"]["title"] == "Two agencies and a hostile <name>"
    assert content["network"]["as_of"] == "2010-11-09"
    assert content["counts"]["by_code"] == {
        "AA904": {"reported": 0, "derived": 1},
        "MY101": {"reported": 1, "derived": 0},
    }
    assert content["rules"][0]["options"] == {"minimum": 2}
    assert [one["requirement"] for one in content["not_examined"]] == ["share"]
    finding = next(one for one in content["findings"] if one["code"] == "MY101")
    assert finding["key"] == "MY101:a-b-memo"
    assert finding["condition"]["evidence"][0]["quote"] == "a memo_of [both]"
    assert finding["clears"][0]["fields"] == {"kind": "information-sharing", "source": "a"}
    assert finding["recommendations"] == ["r1"]
    assert set(content["sources"]) == {"audit", "news"}
    (answer,) = content["coverage"]["recommendations"]
    assert answer["findings"] == ["MY101:a-b-memo"]
    assert content["coverage"]["uncovered"] == ["AA904:share"]


def test_json_tells_the_options_that_a_rule_ran_with(network, report):
    again = co.check(network, rules=report.rules, options={"MY101": {"minimum": 5}})
    assert strict(again.to_json())["rules"][0]["options"] == {"minimum": 5}


def test_ignored_findings_stay_in_json(ignoring):
    content = strict(ignoring.to_json())
    assert [one["reason"] for one in content["ignored"]] == ["by | design"]
    assert [one["code"] for one in content["findings"]] == ["AA904"]


def test_json_takes_what_rules_put_into_fields(network):
    with pytest.raises(ValueError, match="value is a finite number, not nan"):
        co.Finding("Odd.", "derived", ("a",), value=math.nan)
    finding = co.Finding(
        "Odd.",
        "derived",
        ("a",),
        value=np.int64(3),
        threshold=np.float64(2.5),
        clears=(
            co.Change.new_link("So.", functions={"b", "a"}, start=network.as_of, count=np.int64(3)),
        ),
    )
    report = co.check(network, rules=[co.Rule("MY1", "odd", lambda network: [finding])])
    content = strict(report.to_json())["findings"][0]
    assert (content["value"], content["threshold"]) == (3, 2.5)
    assert content["clears"][0]["fields"] == {
        "functions": ["a", "b"],
        "start": "2010-11-09",
        "count": 3,
    }


def test_json_of_requirements_of_any_agencies_follows_its_schema():
    network = co.Network(
        title="Who needs it",
        agencies=[{"id": key, "name": key.upper(), "kind": "police"} for key in "abc"],
        requirements=[
            {"id": "one", "agency": "a", "counterpart": {"agency": "c"}},
            {"id": "several", "agency": ["a", "b"], "counterpart": {"agency": "c"}},
            {"id": "described", "agency": {"kind": "police"}, "counterpart": {"agency": "c"}},
        ],
    )
    content = strict(co.check(network).to_json())
    VALIDATOR.validate(content)
    assert [one["agency"] for one in content["not_examined"]] == [
        "a",
        ["a", "b"],
        {"kind": "police"},
    ]
