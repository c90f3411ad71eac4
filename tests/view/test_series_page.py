"""The page of a series: each state, what became of findings and records, and nothing unsafe."""

import json
import re

import html5lib
import pytest

import coordination as co
from coordination.view.page.page_series import state_names, step_data
from coordination.view.page.series_page import comparison_html_text, write_comparison_html
from tests import bundled
from tests.view.test_html import data_of


@pytest.fixture(scope="module")
def series():
    return [bundled.network(name) for name in bundled.SERIES]


@pytest.fixture(scope="module")
def steps(series):
    return co.compare_series(series)


@pytest.fixture(scope="module")
def text():
    return bundled.series_page()


def pair(status="active", **fields):
    agencies = fields.pop("agencies", [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}])
    links = [{"id": "ab", "kind": "liaison", "source": "a", "target": "b", "status": status}]
    return co.Network(title=fields.pop("title", "Two"), agencies=agencies, links=links, **fields)


def test_page_is_valid_html5_with_ids_that_differ(text):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(text)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    targets = {one.get("href")[1:] for one in tree.iter("a") if one.get("href", "")[:1] == "#"}
    assert targets <= set(ids)


def test_every_state_stands_in_the_file_with_picture_and_findings(series, text):
    data = data_of(text)
    assert [one["title"] for one in data["states"]] == [one.title for one in series]
    assert text.count('role="img" aria-labelledby=') == len(series)
    words = " ".join(" ".join(html5lib.parse(text).itertext()).split())
    for network in series:
        for finding in co.check(network):
            assert " ".join(finding.message.split())[1:] in words


def test_findings_of_each_step_are_those_of_the_comparison(text, steps):
    data = data_of(text)
    for n, step in enumerate(steps):
        told = data["steps"][n]["findings"]
        for state in ("opened", "persisting", "closed", "no longer examined"):
            earlier = state in ("closed", "no longer examined")
            findings = data["states"][n if earlier else n + 1]["findings"]
            keys = {findings[place]["key"] for place in told[state]}
            assert keys == {finding.key for finding in step.of(state)}


def test_records_of_each_step_are_told_with_their_fields(steps):
    data = step_data(steps[0])
    shown = [one for one in steps[0].changes if one.section != "passages"]
    assert len(data["records"]) == len(shown)
    gone = next(one for one in data["records"] if one["title"].startswith("Memorandum of under"))
    assert gone["state"] in ("ended", "changed", "not looked at again")
    for one in data["records"]:
        if one["state"] == "changed":
            assert one["fields"] or one.get("lesser")
        for field in one["fields"]:
            assert field["field"] == "evidence" or field["before"] != field["after"]


def test_records_are_told_by_titles(steps):
    sections = ("agencies", "links", "requirements", "conclusions", "functions", "sources")
    for step in steps:
        networks = (step.before_report.network, step.after_report.network)
        ids = {key for one in networks for name in sections for key in getattr(one, name)}
        for one in step_data(step)["records"]:
            told = json.dumps([one["title"], one["fields"]])
            assert not {key for key in ids if "-" in key} & set(re.findall(r"[\w-]+", told))


def test_fields_are_told_in_words():
    before = pair(as_of="2009-01-01")
    agencies = [{"id": "a", "name": "A"}, {"id": "b", "name": "Bee", "since": "2010-04"}]
    after = pair("strained", agencies=agencies, as_of="2011-01-01")
    records = {one["id"]: one for one in step_data(co.compare(before, after))["records"]}
    assert {"field": "status", "before": "active", "after": "strained"} in records["ab"]["fields"]
    assert {"field": "name", "before": "B", "after": "Bee"} in records["b"]["fields"]
    since = {"field": "since", "before": "nothing", "after": "April 2010"}
    assert since in records["b"]["fields"]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (("2009-06-18", "2016-01-11"), ["2009", "2016"]),
        (("2009-06-18", "2009-11-09"), ["18 June 2009", "9 November 2009"]),
        (("2009-06-18", "2009-06-18"), ["1", "2"]),
        ((None, "2009-06-18"), ["1", "2"]),
    ],
)
def test_states_have_labels_that_differ(days, labels):
    named = state_names([pair(as_of=day) for day in days])
    assert [one["label"] for one in named] == labels
    assert len({one["key"] for one in named}) == 2


def test_text_that_looks_like_markup_stays_text():
    evil = '</script><img src=x onerror="alert(1)">'
    before = pair(title=evil, as_of="2009-01-01")
    after = pair(
        title=evil + " 2010",
        agencies=[{"id": "a", "name": evil}, {"id": "b", "name": "<b>B</b>"}],
        as_of="2010-01-01",
    )
    text = comparison_html_text([before, after])
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert [one.tag for one in tree.iter("img")] == []
    assert len(list(tree.iter("script"))) == 3
    assert not re.search(r"<[a-z][^>]* on[a-z]+=", text.split("<main")[1].split("</main>")[0])


def test_one_network_is_no_series(series):
    with pytest.raises(ValueError, match="two or more networks"):
        comparison_html_text(series[:1])


def test_same_networks_give_the_same_file_written_whole(series, tmp_path):
    later = bundled.SERIES[1:]  # the earliest has by far the most to draw
    write_comparison_html([co.load(name) for name in later], tmp_path / "series.html")
    text = (tmp_path / "series.html").read_text(encoding="utf-8")
    assert text == comparison_html_text(series[1:])
    assert [one.name for one in tmp_path.iterdir()] == ["series.html"]


def test_page_of_the_whole_series_can_be_mailed(text):
    assert len(text.encode()) < 1_000_000


def test_all_states_stand_in_one_layout(text):
    """Who doesn't change doesn't move, and no band or box has another size."""
    states = data_of(text)["states"]
    assert len(states) > 1
    for picture in ("wide", "wide-every"):
        placed, bands = {}, set()
        for state in states:
            ids = state["tables"]["agencies"]["columns"]["id"]
            scene = state["scenes"][picture]
            bands.add(json.dumps([band["box"] for band in scene["bands"]]))
            for node in scene["nodes"]:
                if "agency" not in node:
                    continue
                key = ids[node["agency"]]
                place = node["x"], node["y"], *node["size"]
                assert placed.setdefault(key, place) == place, key
        assert len(bands) == 1


def test_a_state_shows_faintly_what_only_the_one_before_has(text):
    states = data_of(text)["states"]
    assert not any("was" in edge for edge in states[0]["scenes"]["wide"]["edges"])
    gone = [
        edge["was"]
        for state in states[1:]
        for edge in state["scenes"]["wide"]["edges"]
        if "was" in edge
    ]
    assert set(gone) <= {"ended", "not looked at again"}
    assert gone, "silence is told apart from an end, and both are shown"
    for state in states[1:]:
        scene = state["scenes"]["wide"]
        known = {node["id"] for node in scene["nodes"]}
        assert all(set(edge["ends"]) <= known for edge in scene["edges"])
        assert not any("link" in edge for edge in scene["edges"] if "was" in edge)
