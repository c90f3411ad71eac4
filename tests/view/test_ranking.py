"""What comes first on a page: the claim, who coded it, and the findings on which most hangs."""

import re

import coordination as co
from coordination.view.page.page import html_text
from coordination.view.ranking import byline, claim, ranked

AGENCIES = [{"id": key, "name": f"Agency {key}"} for key in "abcd"]


def network(**fields):
    strained = [
        {"id": "ab", "kind": "liaison", "source": "a", "target": "b", "status": "strained"},
        {"id": "ac", "kind": "training", "source": "a", "target": "c", "status": "absent"},
    ]
    return co.Network(**{"title": "Some", "agencies": AGENCIES, "links": strained, **fields})


def test_the_authors_headline_is_the_claim():
    made = network(headline="Nobody leads.")
    assert claim(made, co.check(made)) == "Nobody leads."
    assert '<p class="claim" dir="auto">Nobody leads.</p>' in html_text(made)


def test_without_a_headline_the_findings_make_one_sentence():
    made = network()
    told = claim(made, co.check(made))
    assert re.search(r"; \d+ of \d+ findings name Agency a\.$", told)
    assert told.count(". ") == 0
    assert claim(made, None) == ""


def test_a_claim_can_be_read_in_a_breath():
    for seed in range(3):
        made = co.testing.synthetic(agencies=60, links=300, gaps=4, seed=seed).network
        report = co.check(made)
        first = [report.findings[n] for n in ranked(report)[:5]]
        if any(len(one.message) <= 150 for one in first):
            assert len(claim(made, report)) < 230


def test_findings_about_the_data_come_last_and_in_no_claim():
    made = network()
    report = co.check(made)
    families = [report.told[n].family for n in ranked(report)]
    assert "CG9" in families
    assert families == sorted(families, key=lambda family: family == "CG9")
    assert sorted(ranked(report)) == list(range(len(report.told)))


def test_who_coded_it_from_how_many_sources_of_when():
    made = network(
        study={"coders": "Two students", "coded": "2026-11"},
        sources=[
            {"id": "one", "title": "One", "published": "2009-05"},
            {"id": "two", "title": "Two", "published": "2010"},
        ],
    )
    assert byline(made) == "Coded by Two students from 2 sources of 2009 to 2010, in November 2026."
