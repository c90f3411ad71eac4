"""Laws that hold of the rules together, on random small networks, several on each."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

import coordination as co
from coordination.requirements.assess import assess_all
from tests import bundled
from tests.rules.networks import documents


@settings(max_examples=100, deadline=None)
@given(documents())
def test_every_requirement_is_told_as_what_it_is(fields: dict[str, Any]) -> None:
    network = co.Network(**{**fields, "conclusions": []})
    report = co.check(network)
    told = {key for finding in report for key in finding.requirements}
    asked = {key for finding in report.open for key in finding.requirements}
    for assessment in assess_all(network):
        key = assessment.requirement.id
        if assessment.state == "not-examined":
            assert key in asked
        elif assessment.state == "lacking":
            assert key in told


@settings(max_examples=60, deadline=None)
@given(documents())
def test_laws_of_a_report(fields: dict[str, Any]) -> None:
    report = co.check(co.Network(**fields))
    what_a_report_says_refers_to_the_network_and_is_the_same_each_time(report, fields)
    a_second_passage_changes_nothing_but_the_evidence(report, fields)
    other_ids_change_nothing_but_the_ids(report, fields)


def what_a_report_says_refers_to_the_network_and_is_the_same_each_time(
    report: co.Report, fields: dict[str, Any]
) -> None:
    network = report.network
    assert report.findings == co.check(co.Network(**fields)).findings
    keys = [finding.key for finding in report]
    assert len(keys) == len(set(keys))
    for finding in report:
        assert finding.agencies or finding.records
        assert set(finding.agencies) <= set(network.agencies)
        assert set(finding.links) <= set(network.links)
        assert set(finding.requirements) <= set(network.requirements)
        assert finding.message.endswith(".") and "  " not in finding.message
        assumed = {key for key, link in network.links.items() if link.assumed}
        # A conclusion about an assumed link carries itself.
        assert finding.conclusions or assumed.isdisjoint(finding.links)
        if finding.basis == "reported":
            assert finding.evidence


def a_second_passage_changes_nothing_but_the_evidence(
    report: co.Report, fields: dict[str, Any]
) -> None:
    doubled = {
        **fields,
        "links": [
            {**link, "evidence": [*link["evidence"], *_again(link["evidence"])]}
            for link in fields["links"]
        ],
    }

    def bare(report: co.Report) -> list[co.Finding]:
        return [_without_evidence(finding) for finding in report if finding.code != "CG902"]

    assert bare(report) == bare(co.check(co.Network(**doubled)))


def _again(evidence: list[Any]) -> list[Any]:
    """The same passages at another place; one that is named can only be named again."""
    return [one if isinstance(one, str) else {**one, "at": "page 2"} for one in evidence]


def _without_evidence(finding: co.Finding) -> co.Finding:
    """What a finding says; a record at a place of its own also shows what a source concludes."""

    def bare(part: co.Statement | None) -> co.Statement | None:
        return None if part is None else replace(part, evidence=())

    changes = tuple(
        replace(one, fields={k: v for k, v in one.fields.items() if k != "evidence"})
        for one in finding.clears
    )
    return replace(
        finding,
        criteria=bare(finding.criteria),
        condition=None if finding.conclusions else bare(finding.condition),
        also_derived=finding.also_derived and not finding.conclusions,
        clears=changes,
    )


def other_ids_change_nothing_but_the_ids(before: co.Report, fields: dict[str, Any]) -> None:
    def rename(key: str) -> str:
        return f"{'zyxwvutsrqponmlkjihgfedcba'[ord(key[0]) - 97]}-{key}"

    after = co.check(co.Network(**_renamed(fields, rename)))
    assert sorted(map(_shape(rename), before)) == sorted(map(_shape(lambda key: key), after))


def _shape(rename: Callable[[str], str]) -> Callable[[co.Finding], tuple[Any, ...]]:
    def shape(finding: co.Finding) -> tuple[Any, ...]:
        return (
            finding.code,
            finding.message,
            finding.basis,
            tuple(map(rename, finding.agencies)),
            tuple(map(rename, finding.links)),
            tuple(map(rename, finding.requirements)),
            finding.condition.text if finding.condition else "",
        )

    return shape


def _renamed(value: Any, rename: Callable[[str], str], field: str = "") -> Any:
    """A document with other ids for its agencies, links and requirements."""
    ids = (
        *("id", "source", "target", "parties", "members", "part_of", "agency", "collective"),
        *("under", "about", "agencies", "towards"),
    )
    if isinstance(value, dict):
        return {
            name: one
            if name in ("evidence", "sources", "functions", "passages", "places")
            else _renamed(one, rename, name)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_renamed(one, rename, field) for one in value]
    return rename(value) if field in ids else value


def test_rules_leave_the_network_as_it_was() -> None:
    network = bundled.network("gunrunner-cnn-2010")
    before = network.document
    co.check(network)
    assert network.document == before
    with pytest.raises((AttributeError, TypeError, ValueError)):
        network.agencies["atf"].name = "other"  # type: ignore[misc]
