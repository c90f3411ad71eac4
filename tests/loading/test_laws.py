"""Laws of reading and writing: what is written reads as the same, and nothing foreign leaks out."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.loading import yaml_text
from coordination.model import vocabulary
from tests import bundled

GOOD = Path(__file__).with_name("good.yaml").read_text("utf-8")
QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def is_text(value: str) -> bool:
    """Whether a field would take it as it is: not blank, no control characters."""
    return bool(value.strip().strip("\u200b\u2060\ufeff").strip()) and not any(
        (ord(one) < 32 and one not in "\t\n\r") or 0x7F <= ord(one) < 0xA0 for one in value
    )


SPECIAL = (
    "null|~|NO|yes|true|0123|12:34:56|1e3|.inf|2010-11-09|2010|=|<<|-|?|:|#|&|*|!|>|%|@|`|[|]|{|}|,"
    "|a:b|-x|?x|'x|\"x|#x|a#b|key:|a: b|a #b|- a|? a|a\nb|a\n\nb| a\n  b|a\n b\n|tab\tin|a\r\nb"
    "|a\rb|é|警察|😀|a\u2028b|a\u2029|a\ufeffb|\ufeffa|a\\b|" + "x" * 300 + "|" + "word " * 60
)
PIECES = (
    "{_}_[_]_:_: _- _? _&a _*a_!x _|_>_'_\"_#_%_\n_\r_\t_  _,_---\n_...\n_<<: _@_`_\\"
    '_\x85_\ufeff_\ud800_😀_"\\uD800"_\0_~_null_- {}\n_[]_{}'
)

# Words that YAML readers are known to turn into something else, among any text.
texts = st.one_of(
    st.sampled_from(SPECIAL.split("|")),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40).filter(is_text),
)
maybe = st.none() | texts
DATES = ("2009", "2009-06", "2009-06-30")
ids = ["a", "b", "c", "null", "007", "true", "a-1"]


@cache
def _among(values):
    return st.sampled_from(values)


_one_in_three, _yes_or_no = st.integers(0, 2), st.booleans()
_numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
_texts = st.lists(texts, min_size=3, max_size=8)


@st.composite
def networks(draw):
    """A network whose texts come from a few: one of its own for each field is too much to draw."""
    some = tuple(draw(_texts))

    def one(values):
        return draw(_among(tuple(values)))

    def text():
        return one(some)

    def maybe():
        return None if draw(_one_in_three) == 0 else text()

    def several(values, most=2):
        return [one(values) for _ in range(one(range(most + 1)))]

    def passages():
        return [
            {
                "source": one("st"),
                "at": text(),
                "says": maybe(),
                "quote": maybe(),
                "speaker": maybe(),
                "stance": one(vocabulary.STANCES),
            }
            for _ in several([0])
        ]

    def perhaps(name):
        return {name: draw(_yes_or_no)} if draw(_yes_or_no) else {}

    functions = [{"id": "f", "name": text()}, {"id": "g", "name": text()}]
    agencies = [
        {
            "id": name,
            "name": text(),
            "abbreviation": maybe(),
            "kind": one(vocabulary.AGENCY_KINDS),
            "level": one([None, *vocabulary.LEVELS]),
            "jurisdiction": one([None, "NO", "US", "US-TX"]),
            "part_of": one([None, *ids[:n]]),
            "members": several(ids[:n]) if n else [],
            "since": one([None, *DATES]),
            "mandates": [
                {"function": function, "role": one(vocabulary.ROLES)}
                for function in sorted(set(several("fg")))
            ],
            "note": maybe(),
            "evidence": passages(),
        }
        for n, name in enumerate(ids)
    ]
    links = []
    for n in range(one(range(4))):
        first, second, third = one(list(permutations(ids, 3)))
        links.append(
            {
                "id": one(["", f"link-{n}"]),
                "kind": one(vocabulary.LINK_KINDS),
                **(
                    {"parties": [first, second, third]}
                    if draw(_yes_or_no)
                    else {"source": first, "target": second}
                ),
                **perhaps("mutual"),
                **perhaps("formal"),
                "status": one(vocabulary.STATUSES),
                "functions": sorted(set(several("fg"))),
                # The day keeps links apart that are made from the same content.
                "start": f"2009-01-{n + 1:02}",
                "confidence": one(vocabulary.CONFIDENCE),
                "name": maybe(),
                "evidence": passages(),
            }
        )
    # A counterpart that contains the agency itself is an issue.
    apart = "a" not in agencies[1]["members"] and draw(_yes_or_no)
    counterpart = {"agency": "b"} if apart else {"jurisdiction": "NO"}
    requirement = {
        "id": "r",
        "agency": "a",
        "counterpart": counterpart,
        "kinds": several(vocabulary.LINK_KINDS),
        "single": "jurisdiction" in counterpart and draw(_yes_or_no),
        **perhaps("examined"),
        "says": maybe(),
        "evidence": [
            {"source": "s", "at": text(), "finds": one([None, *vocabulary.FINDS])}
            for _ in several([0])
        ],
    }
    amended = {
        name: maybe() if draw(_yes_or_no) else several(some)
        for name in several(["name", "end", "members"], 3)
    }
    recommendation = {
        "id": "m",
        "by": "a",
        "to": [one(ids), *several(ids)],
        "says": text(),
        "answers": several("r", 1),
        "would": {"change": [{"id": "r", "set": amended}]},
    }
    figure = {
        "id": "x",
        "about": "a",
        "measure": text(),
        "value": draw(_numbers),
        "period": one([None, "2009", "2006/2010", "2006/.."]),
    }
    return co.Network(
        title=text(),
        summary=maybe(),
        as_of=one([None, "2010-11-09"]),
        examined=several(list(vocabulary.SECTIONS)),
        study={"collection": maybe(), "missing": maybe()} if draw(_yes_or_no) else None,
        sources=[{"id": "s", "title": text()}, {"id": "t", "title": "T", "note": maybe()}],
        functions=functions,
        agencies=agencies,
        links=links,
        requirements=[requirement],
        recommendations=[recommendation],
        figures=[figure],
    )


@QUICK
@given(networks())
def test_what_is_written_reads_as_an_equal_network(network):
    text = co.dumps(network)
    assert co.loads(text) == network
    assert co.dumps(co.loads(text)) == text
    text = co.dumps(network, format="json")
    assert co.loads(text, format="json") == network
    assert json.loads(text)["title"] == network.title


@settings(QUICK, max_examples=8)
@given(networks())
def test_both_parsers_and_both_writers_agree_and_other_readers_get_the_same_texts(network):
    text = co.dumps(network)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_parser", yaml.BaseLoader)
        assert co.loads(text) == network
        patch.setattr(sys.modules["coordination.loading.save"], "_dumper", yaml.BaseDumper)
        assert co.loads(co.dumps(network)) == network
    # A reader of the YAML 1.1 schema keeps texts as texts, but dates and years.
    read = yaml.safe_load(co.dumps(network))
    assert [agency["id"] for agency in read["agencies"]] == ids
    for agency, record in zip(read["agencies"], network.agencies.values(), strict=True):
        if not re.fullmatch(r"[12]\d{3}(-\d{2}){0,2}", record.name):
            assert agency["name"] == record.name


def test_what_other_readers_take_for_a_number_is_quoted():
    network = co.Network(title="0123", agencies=[{"id": "a", "name": "0777"}])
    read = yaml.safe_load(co.dumps(network))
    assert (read["title"], read["agencies"][0]["name"]) == ("0123", "0777")


def test_writing_leaves_out_what_is_implied():
    network = co.loads(GOOD)
    text = co.dumps(network)
    assert "mutual" not in text and "formal" not in text and "examined" not in text
    assert "status" not in text and "[]" not in text and "null" not in text
    directed = co.loads(GOOD.replace("kind: agreement", "kind: agreement\n    mutual: no"))
    assert "mutual: false" in co.dumps(directed)
    requested = co.loads(GOOD.replace("kind: agreement", "kind: request\n    mutual: yes"))
    assert "mutual: true" in co.dumps(requested)
    assert co.dumps(network.document) == text


def test_bundled_networks_survive_writing():
    for name in bundled.NAMES:
        network = bundled.network(name)
        assert co.loads(co.dumps(network)) == network
        assert co.loads(co.dumps(network, format="json"), format="json") == network


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="'yaml' or 'json', not 'xml'"):
        co.dumps(co.loads("title: x"), format="xml")


# -- mutations ---------------------------------------------------------------------------------

pieces = st.one_of(
    st.sampled_from(PIECES.split("_")),
    st.text(max_size=3),
)
edits = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 30), pieces), min_size=1, max_size=6
)


def mutated(text, changes):
    for at, length, piece in changes:
        at %= len(text) + 1
        text = text[:at] + piece + text[at + length :]
    return text


def loads_or_tells(text, format):
    try:
        network = co.loads(text, format=format)
    except co.DataError as error:
        assert error.issues
        for issue in error.issues:
            assert issue.message and issue.line >= 1 and issue.column >= 1
            shown = str(issue)
            foreign = [words for words in ("pydantic", "yaml.", "Input should") if words in shown]
            assert [words for words in foreign if words not in text] == []
            shown.encode("utf-8")
    else:
        assert co.loads(co.dumps(network)) == network


@cache
def good_json():
    return co.dumps(co.loads(GOOD), format="json")


@settings(QUICK, max_examples=200)
@given(edits)
def test_a_mutated_file_loads_or_is_told_in_our_words(changes):
    loads_or_tells(mutated(GOOD, changes), "yaml")


@settings(QUICK, max_examples=200)
@given(edits)
def test_mutated_json_loads_or_is_told_in_our_words(changes):
    loads_or_tells(mutated(good_json(), changes), "json")


@settings(QUICK, max_examples=60)
@given(edits)
def test_the_parser_without_libyaml_leaks_nothing_either(changes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_parser", yaml.BaseLoader)
        loads_or_tells(mutated(GOOD, changes), "yaml")


@QUICK
@given(st.text())
def test_any_text_loads_or_is_told(text):
    loads_or_tells(text, "yaml")
    loads_or_tells(text, "json")


@QUICK
@given(
    st.recursive(maybe, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)), st.data()
)
def test_any_value_in_any_field_loads_or_is_told(value, data):
    """Shapes that no record has, in each place where a record or a field may stand."""
    good = json.loads(good_json())
    place = good
    while isinstance(place, dict | list) and place:
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place)))
        )
        if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
            place[key] = value
            break
        place = place[key]
    loads_or_tells(json.dumps(good), "json")
