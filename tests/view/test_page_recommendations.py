"""How firm findings are, what is disputed and what recommendations would do, on the page."""

import re

import html5lib
import pytest

import coordination as co
from coordination.model import Examined
from coordination.view.page.page import html_text
from coordination.view.page.page_data import page_data
from tests.view.test_html import data_of


@pytest.fixture(scope="module")
def report():
    return co.check(co.load("southwest-firearms-2009"))


@pytest.fixture(scope="module")
def text(report):
    return html_text(report.network, report)


def words_of(text, section):
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    found = tree.find(f".//section[@aria-labelledby='{section}']")
    return " ".join("".join(found.itertext()).split())


def test_each_finding_says_how_firm_it_is(report, text):
    told = {one["key"]: one.get("firm") for one in data_of(text)["findings"]}
    written = words_of(text, "h-findings")
    for one in co.firmness(report):
        sentences = told[one.finding.key]
        assert len(sentences) >= 2
        assert all(" ".join(words.split()) in written for words in sentences)


def test_how_firm_is_told_in_whole_sentences_with_titles_for_ids():
    network = co.Network(
        title="Two",
        sources=[{"id": "src-one", "title": "The U.S. Review of St. John"}],
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[
            {
                "id": "ab-work-id",
                "kind": "joint-operation",
                "source": "a",
                "target": "b",
                "status": "strained",
                "evidence": [
                    {"source": "src-one", "at": "page 1", "says": "It fails."},
                    {
                        "source": "src-one",
                        "at": "page 2",
                        "says": "It works.",
                        "speaker": "U.S. Immigration",
                        "stance": "disputes",
                    },
                ],
            }
        ],
    )
    report = co.check(network)
    told = data_of(html_text(network, report))["findings"]
    firm = next(one["firm"] for one in told if one.get("firm") and one["links"])
    assert "U.S. Immigration disputes it (The U.S. Review of St. John, page 2)." in firm
    assert not any("ab-work-id" in words or "src-one" in words for words in firm)


def test_large_reports_are_not_weighed(report):
    many = co.Report(report.network, report.findings * 200, rules=report.rules)
    data = page_data(many.network, many, {})
    assert not any("firm" in one for one in data["findings"])
    assert data["recommended"]["effects"] == {}


def test_contested_links_are_marked_in_the_picture_and_named_in_the_table(report, text, tmp_path):
    contested = [
        link
        for link in report.network.links.values()
        if any(passage.stance == "disputes" for passage in link.evidence)
    ]
    assert contested
    co.write_svg(report.network, tmp_path / "one.svg", report)
    marks = (tmp_path / "one.svg").read_text(encoding="utf-8").count(">?</text>")
    assert 1 < marks <= len(contested) + 1, "a mark each and one in the legend"
    assert "disputed: a source contradicts it" in text
    assert words_of(text, "h-links").count("disputed by a source") == len(contested)


def test_nothing_is_marked_where_nothing_is_disputed(tmp_path):
    network = co.load("southwest-firearms-2021")
    co.write_svg(network, tmp_path / "one.svg")
    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert ">?</text>" not in text
    assert "disputed" not in text


def test_effects_are_those_of_what_if(report, text):
    data = data_of(text)
    for key, effect in data["recommended"]["effects"].items():
        result = co.what_if(report.network, apply=[key])
        cleared = [data["findings"][place]["key"] for place in effect["cleared"]]
        assert cleared == [finding.key for finding in result.cleared]
        assert len(effect["appeared"]) == len(result.appeared)
    assert set(data["recommended"]["effects"]) == {
        key for key, one in report.network.recommendations.items() if one.would
    }


def test_changes_are_told_by_titles(report, text):
    effects = data_of(text)["recommended"]["effects"]
    told = [change["text"] for change in effects["renew-memorandum"]["changes"]]
    assert "Memorandum of understanding between ATF and ICE: status planned becomes active" in told
    of_1978 = next(words for words in told if "superseded by" in words)
    assert of_1978.endswith("superseded by Memorandum of understanding between ATF and ICE")
    sections = ("agencies", "links", "requirements", "conclusions", "functions", "sources")
    ids = {key for name in sections for key in getattr(report.network, name) if "-" in key}
    for effect in effects.values():
        told = " ".join(change["text"] for change in effect["changes"])
        assert not ids & set(re.findall(r"[\w-]+", told))
        assert "lacking" not in told


def test_coverage_is_told_without_a_script(report, text):
    told = words_of(text, "h-coverage")
    covered = co.coverage(report)
    assert told.count("none recorded") == len(covered.uncovered)
    for finding, answers in covered.answered:
        assert " ".join(finding.message.split())[1:] in told
        assert all(one.says in told for one in answers)


def test_none_is_said_only_where_sources_cover_all_recommendations(report):
    document = report.network.document
    whole = co.Network(
        document.model_copy(
            update={"examined": (*document.examined, Examined(section="recommendations"))}
        )
    )
    told = words_of(html_text(whole, co.check(whole)), "h-coverage")
    assert "none recorded" not in told
    assert "none" in told


def test_a_would_that_does_not_fit_leaves_the_rest_of_the_page(report):
    network = co.Network(
        title="Two",
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[{"id": "ab", "kind": "liaison", "source": "a", "target": "b", "status": "strained"}],
        recommendations=[
            {
                "id": "r",
                "by": "a",
                "to": ["b"],
                "says": "Mend <b>it</b>",
                "would": {"change": [{"id": "ab", "set": {"status": "no such status"}}]},
            }
        ],
    )
    text = html_text(network, co.check(network))
    assert data_of(text)["recommended"]["effects"] == {}
    assert "Mend <b>it</b>" in words_of(text, "h-recommendations")
