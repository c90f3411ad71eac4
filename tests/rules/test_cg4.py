"""Branches of the rule on training that its page doesn't show."""

from __future__ import annotations

import pytest

from tests.rules.records import agency, cite, found, keys, link, require


def need(**fields):
    return require("r", "b", "a", kinds=["training"], direction="from-counterpart", **fields)


def test_requirement_link_and_request_of_one_pair_are_one_finding():
    links = [
        link("training", "a", "b", "unmet", id="train", functions=["tracing"]),
        link("request", "b", "a", "unmet", id="ask", functions=["tracing"]),
    ]
    (finding,) = found("CG401", links=links, requirements=[need(function="tracing")])
    assert (finding.key, finding.links) == ("CG401:train", ("train",))
    assert finding.requirements == ("r",)
    assert finding.message == "A did not give B the training that was due for firearms tracing."
    assert finding.basis == "reported"


@pytest.mark.parametrize(
    "request_",
    [
        link("request", "a", "b", "unmet", functions=["tracing"]),  # the trainer asks
        link("request", "b", "a", "strained", functions=["tracing"]),
        link("request", "b", "a", "unmet", functions=["training"]),
        link("request", "b", "a", "unmet"),
        link("request", "b", "a", "unmet", functions=["tracing"], confidence="assumed"),
    ],
)
def test_other_requests_stay_out(request_):
    links = [link("training", "a", "b", "unmet", id="train", functions=["tracing"]), request_]
    assert keys("CG401", links=links) == ["train"]


@pytest.mark.parametrize(
    ("status", "end"),
    [
        ("unmet", "A did not give B the training that was due."),
        ("absent", "A does not train B."),
        ("late", "A was late in training B."),
        ("strained", "Training of B by A does not work as it should."),
    ],
)
def test_every_way_of_failing_is_told(status, end):
    (finding,) = found("CG401", links=[link("training", "a", "b", status)])
    assert finding.message == end


@pytest.mark.parametrize("status", ["active", "planned", "ended"])
def test_training_that_nobody_reports_as_failing(status):
    assert keys("CG401", links=[link("training", "a", "b", status)]) == []


def test_assumed_training_carries_no_finding():
    assert keys("CG401", links=[link("training", "a", "b", "unmet", confidence="assumed")]) == []


def test_links_of_one_pair_are_one_finding_and_those_of_another_are_not():
    links = [
        link("training", "a", "b", "unmet", id="x", functions=["tracing"]),
        link("training", "a", "b", "strained", id="y", functions=["training"]),
        link("training", "a", "c", "unmet", id="z"),
    ]
    assert keys("CG401", links=links) == ["x", "y", "z"]


def test_a_function_that_is_training_is_not_said_twice():
    (finding,) = found("CG401", links=[link("training", "a", "b", "unmet", functions=["training"])])
    assert finding.message == "A did not give B the training that was due."
    assert finding.functions == ("training",)


def test_a_required_training_of_which_nothing_is_known_is_silence():
    assert keys("CG401", requirements=[need()]) == []
    assert keys("CG401", requirements=[need()], examined=["links"]) == ["r"]
    (finding,) = found("CG401", requirements=[need(examined=True)])
    assert finding.basis == "derived"
    assert finding.message == "Training of B by A is required and is not given."
    (change,) = finding.clears
    assert dict(change.fields) == {"kind": "training", "source": "a", "target": "b"}
    links = [dict(change.fields)]
    assert keys("CG401", requirements=[need(examined=True)], links=links) == []


def test_a_passage_that_reports_the_lack_is_enough():
    (finding,) = found("CG401", requirements=[need(evidence=[cite(finds="lacking", says="None.")])])
    assert (finding.basis, finding.sources) == ("reported", ("one",))
    assert keys("CG401", requirements=[need(evidence=[cite(finds="met")])]) == []


def test_training_inside_a_collective():
    agencies = [
        agency("a"),
        agency("b"),
        agency("all", kind="collective", members=["a", "b"]),
    ]
    links = [link("training", "all", "all", "strained", id="x")]
    (finding,) = found("CG401", agencies=agencies, links=links)
    assert finding.message == "Joint training of ALL does not work as it should."
