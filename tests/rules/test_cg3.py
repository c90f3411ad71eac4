"""Branches of the rules on requests that their pages don't show."""

from __future__ import annotations

import pytest

from tests.rules.records import cite, found, keys, link, require

# -- CG301: unmet request --------------------------------------------------------------------------


def test_support_that_was_not_given_belongs_to_the_request_for_it():
    links = [
        link("request", "a", "b", "unmet", id="ask", functions=["tracing"]),
        link("support", "b", "a", "unmet", id="help", functions=["tracing"]),
        link("support", "b", "a", "absent", id="other", functions=["training"]),
        link("support", "a", "b", "unmet", id="back", functions=["tracing"]),
    ]
    assert keys("CG301", links=links) == ["ask", "back", "other"]
    assert found("CG301", links=links)[0].links == ("ask", "help")


@pytest.mark.parametrize("status", ["active", "strained", "late", "absent", "ended", "planned"])
def test_only_an_unmet_request_is_flagged(status):
    assert keys("CG301", links=[link("request", "a", "b", status)]) == []


def test_an_assumed_request_carries_no_finding():
    assert keys("CG301", links=[link("request", "a", "b", "unmet", confidence="assumed")]) == []


@pytest.mark.parametrize("kind", ["training", "information-sharing", "referral", "reporting"])
def test_what_other_rules_tell_is_left_to_them(kind):
    assert keys("CG301", links=[link(kind, "a", "b", "unmet")]) == []


def test_an_order_that_was_not_followed_is_told_unless_a_requirement_tells_it():
    order = link("oversight", "a", "b", "unmet", id="order")
    joint = link("joint-operation", "a", "b", "unmet", id="joint")
    assert keys("CG103", links=[order, joint]) == ["joint"]
    assert keys("CG207", links=[order, joint]) == ["order"]
    asked = require("r", "a", "b", kinds=["joint-operation"])
    (one,) = found("CG103", links=[order, joint], requirements=[asked])
    assert (one.requirements, one.links) == (("r",), ("joint",))


def test_a_request_is_told_although_a_requirement_rests_on_it():
    ask = link("request", "a", "b", "unmet", id="ask", functions=["tracing"])
    answer = {"id": "do-it", "by": "c", "to": "b", "says": "Answer.", "answers": "r"}
    records = {"links": [ask], "recommendations": [answer]}
    (finding,) = found("CG301", requirements=[require("r", "a", "b", kinds="request")], **records)
    assert (finding.key, finding.recommendations) == ("CG301:ask", ("do-it",))
    (finding,) = found("CG301", requirements=[require("r", "a", "b")], **records)
    assert finding.recommendations == ()  # any working tie would meet it, not this one alone


def test_a_finding_gives_cause_effect_and_what_clears_it():
    links = [
        link("request", "a", "b", "unmet", id="ask", functions=["tracing"])
        | {"cause": "Too few people.", "effect": "Cases fail.", "evidence": [cite()]}
    ]
    (finding,) = found("CG301", links=links)
    assert finding.message == "B did not fulfil the request of A for firearms tracing."
    assert (finding.basis, finding.cause, finding.effect) == (
        "reported",
        "Too few people.",
        "Cases fail.",
    )
    assert finding.sources == ("one",)
    (change,) = finding.clears
    assert keys("CG301", links=[links[0] | dict(change.fields)]) == []


def test_a_written_agreement_is_the_criterion_where_no_requirement_is_on_record():
    links = [
        link("support", "a", "b", "unmet", id="help", functions=["tracing"]),
        link("agreement", "a", "b", name="Memorandum", functions=["tracing"], evidence=[cite()]),
    ]
    (finding,) = found("CG301", links=links)
    assert finding.criteria.text == "The agreement between A and B (Memorandum) covers it."
    assert [passage.at for passage in finding.criteria.evidence] == ["page 1"]
    links[1]["functions"] = ["training"]
    assert found("CG301", links=links)[0].criteria is None


# -- CG302: late response --------------------------------------------------------------------------


def test_what_a_source_calls_late_is_reported():
    (finding,) = found("CG302", links=[link("system-access", "a", "b", "late")])
    assert (finding.basis, finding.value) == ("reported", None)


@pytest.mark.parametrize("status", ["unmet", "planned"])
def test_what_is_open_past_the_day_it_was_due_is_derived(status):
    one = link("support", "a", "b", status, due="2010-01-31")
    (finding,) = found("CG302", as_of="2010-02-10", links=[one])
    assert (finding.basis, finding.value, finding.threshold) == ("derived", 10, 0)
    assert keys("CG302", as_of="2010-01-31", links=[one]) == []
    assert keys("CG302", {"limit_days": 10}, as_of="2010-02-10", links=[one]) == []
    assert keys("CG302", links=[one]) == []  # nobody knows at which day


def test_a_month_is_due_on_its_last_day_and_begins_on_its_first():
    one = link("support", "a", "b", due="2010-02", start="2010-03")
    (finding,) = found("CG302", links=[one])
    assert finding.value == 1
    assert keys("CG302", links=[one | {"start": "2010"}]) == []  # it may have been in time
    assert keys("CG302", links=[link("support", "a", "b", due="2010-02")]) == []


def test_silence_about_an_answer_is_no_lateness():
    ask = link("request", "a", "b", due="2010-01-01", id="ask")
    records = {"as_of": "2010-06-01", "links": [ask]}
    assert keys("CG302", **records) == []
    assert keys("CG302", examined=["links"], **records) == ["ask"]
    answer = link("support", "b", "a")
    answered = {"as_of": "2010-06-01", "links": [ask, answer], "examined": ["links"]}
    assert keys("CG302", **answered) == []
    other_way = {**answered, "links": [ask, link("support", "a", "b")]}
    assert keys("CG302", **other_way) == ["ask"]


@pytest.mark.parametrize(
    "one",
    [
        link("training", "a", "b", "late"),
        link("support", "a", "b", "late", confidence="assumed"),
        link("support", "a", "b", "ended", due="2001"),
        link("support", "a", "b", "absent", due="2001"),
        link("support", "a", "b", "active", due="2001"),
    ],
)
def test_not_late(one):
    assert keys("CG302", as_of="2010-06-01", links=[one]) == []


@pytest.mark.parametrize(
    "one",
    [
        link("support", "a", "b", "planned", due="2010"),
        link("request", "a", "b", "unmet", due="2010"),
        link("support", "a", "b", due="2010", start="2011-02"),
        link("support", "a", "b", "late", due="2010", start="2011-02"),
    ],
)
def test_what_clears_it_clears_it(one):
    one |= {"id": "x"}
    (finding,) = found("CG302", as_of="2011-06-01", links=[one])
    (change,) = finding.clears
    assert keys("CG302", as_of="2011-06-01", links=[one | dict(change.fields)]) == []


# -- CG303: falling fulfilment ---------------------------------------------------------------------


def figure(key, counts, value, period, **fields):
    fields = {"about": "a", "measure": "m", "evidence": [cite()]} | fields
    return {"id": key, "counts": counts, "value": value, "period": period, **fields}


def series(first=(100, 0.5), last=(200, 0.25), **fields):
    return [
        figure("n1", "requests", first[0], "2005"),
        figure("n2", "requests", last[0], "2009"),
        figure("s1", "share-fulfilled", first[1], "2005", **fields),
        figure("s2", "share-fulfilled", last[1], "2009", **fields),
    ]


def test_rising_requests_and_a_falling_share():
    (finding,) = found("CG303", figures=series())
    assert (finding.value, finding.threshold, finding.basis) == (0.25, 0.5, "derived")
    assert finding.records == ("n1", "s1", "n2", "s2")
    assert finding.agencies == ("a",)
    assert "falls from 50% to 25%" in finding.message
    assert finding.sources == ("one",)


@pytest.mark.parametrize(
    ("first", "last"),
    [((100, 0.5), (100, 0.2)), ((100, 0.5), (90, 0.2)), ((100, 0.5), (200, 0.5))],
)
def test_both_must_hold(first, last):
    assert keys("CG303", figures=series(first, last)) == []


def test_options_tolerate_a_rise_and_a_fall():
    assert keys("CG303", {"rise": 1.0}, figures=series()) == []
    assert len(keys("CG303", {"rise": 0.99}, figures=series())) == 1
    assert keys("CG303", {"fall": 0.25}, figures=series()) == []
    assert len(keys("CG303", {"fall": 0.24}, figures=series())) == 1


def test_percent_and_parts_of_one_are_understood():
    in_percent = found("CG303", figures=series((100, 44), (200, 31)))
    assert [one.value for one in in_percent] == [0.31]
    below_one = found("CG303", figures=series((100, 0.9), (200, 0.5), unit="per cent"))
    assert [round(one.value, 6) for one in below_one] == [0.005]


def test_a_share_that_is_not_given_is_fulfilled_over_requests():
    figures = [*series()[:2], figure("f1", "fulfilled", 50, "2005")]
    assert keys("CG303", figures=figures) == []
    figures.append(figure("f2", "fulfilled", 40, "2009"))
    (finding,) = found("CG303", figures=figures)
    assert (finding.value, finding.threshold) == (0.2, 0.5)


def test_where_figures_of_one_period_differ_it_must_hold_for_each():
    figures = [*series(), figure("s3", "share-fulfilled", 0.6, "2009")]
    assert keys("CG303", figures=figures) == []
    figures[-1]["value"] = 0.4
    (finding,) = found("CG303", figures=figures)
    assert finding.value == 0.4


def test_one_period_written_two_ways_is_one_period():
    figures = series()
    figures[2]["period"] = "2005-01/2005-12"
    assert len(keys("CG303", figures=figures)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"about": "b"},  # another subject
        {"counts": None},  # nothing says what it counts
        {"period": None},
        {"period": "2009/.."},  # no end
        {"period": "2005/2009"},  # overlaps the first
    ],
)
def test_figures_that_cannot_be_compared_are_left_alone(change):
    figures = series()
    figures[3] |= change
    if change.get("period") == "2005/2009":
        figures[1] |= change
    assert keys("CG303", figures=figures) == []


def test_figures_about_a_link_or_a_requirement_name_its_agencies():
    links = [link("request", "b", "a", id="ask", functions=["tracing"])]
    figures = [one | {"about": "ask"} for one in series()]
    (finding,) = found("CG303", links=links, figures=figures)
    assert (finding.agencies, finding.links, finding.functions) == (
        ("b", "a"),
        ("ask",),
        ("tracing",),
    )
    figures = [one | {"about": "r"} for one in series()]
    (finding,) = found("CG303", requirements=[require("r", "c", "d")], figures=figures)
    assert (finding.agencies, finding.requirements) == (("c", "d"), ("r",))
