"""Four audits of one subject, 2009 to 2021, and the story that comparing them tells."""

from __future__ import annotations

import pytest

import coordination as co
from coordination.change.comparison import Comparison
from tests import bundled

SERIES = (
    "southwest-firearms-2009",
    "gunrunner-2010",
    "southwest-firearms-2016",
    "southwest-firearms-2021",
)


@pytest.fixture(scope="module")
def networks() -> list[co.Network]:
    return [bundled.network(name) for name in SERIES]


@pytest.fixture(scope="module")
def series(networks: list[co.Network]) -> tuple[Comparison, ...]:
    return co.compare_series(networks)


def keys(comparison: Comparison, state: str) -> set[str]:
    return {one.key for one in comparison.of(state)}  # type: ignore[arg-type]  # a state below


def record(comparison: Comparison, key: str) -> tuple[str, dict[str, tuple[object, object]]]:
    """State of one record, and its fields before and after."""
    (found,) = [one for one in comparison.records if key in (one.id, one.before_id)]
    return found.state, {field.field: (field.before, field.after) for field in found.fields}


def test_it_stands_in_order_of_date(networks: list[co.Network]) -> None:
    dates = [network.as_of for network in networks]
    assert all(dates)
    assert dates == sorted(dates)  # type: ignore[type-var]  # none of them is None


def test_the_memorandum_of_1978_was_replaced(series: tuple[Comparison, ...]) -> None:
    first = series[0]
    state, fields = record(first, "atf-customs-mou")
    assert state == "ended"
    assert fields["status"] == ("active", "ended")
    assert fields["end"] == (None, "2009-06-30")
    assert fields["superseded_by"] == (None, "atf-ice-mou")
    assert "CG206:agreement-out-of-date" in keys(first, "closed")
    state, fields = record(first, "atf-ice-mou")
    assert (state, fields["status"]) == ("changed", ("planned", "active"))
    assert record(first, "renew-memorandum")[1]["status"] == ("partly-concurred", "implemented")


def test_the_new_one_was_not_followed(series: tuple[Comparison, ...]) -> None:
    first = series[0]
    assert "CG201:atf-ice-mou" in keys(first, "opened")
    (paper,) = [one for one in first.after_report if one.code == "CG201"]
    assert paper.agencies == ("atf", "ice")
    assert {"govexec-2009"}.isdisjoint(paper.sources)
    assert "nra-2010" in paper.sources  # the words of the final report
    assert "CG204:atf-ice-joint-work" in keys(first, "persisting")


def test_its_monitoring_was_asked_for(series: tuple[Comparison, ...]) -> None:
    second = series[1]
    assert "CG207:memorandum-not-monitored" in keys(second, "opened")
    (unwatched,) = [one for one in second.after_report if one.code == "CG207"]
    assert unwatched.recommendations == ("monitor-memorandum",)
    assert record(second, "monitor-memorandum")[0] == "formed"
    asked = second.after_report.network.recommendations["monitor-memorandum"]
    assert (asked.by, set(asked.to), asked.status) == ("gao", {"dhs", "doj"}, "concurred")
    done = co.what_if(second.after_report.network, apply=["monitor-memorandum"])
    assert {one.key for one in done.cleared} == {"CG207:memorandum-not-monitored"}


def test_between_atf_and_ice_trouble_went_on_into_2016(series: tuple[Comparison, ...]) -> None:
    second = series[1]
    assert "CG204:atf-ice-joint-work" in keys(second, "persisting")
    assert record(second, "atf-ice-joint-training")[0] == "first recorded"


def test_the_duty_to_report_rifles_came(series: tuple[Comparison, ...]) -> None:
    second = series[1]
    assert "CG202:long-gun-rule" in keys(second, "closed")
    assert record(second, "dealers-report-long-guns")[1]["status"] == ("absent", "active")


def test_in_2021_all_traces_pass_one_mexican_office(series: tuple[Comparison, ...]) -> None:
    third = series[2]
    (broker,) = [one for one in third.after_report if one.code == "CG502"]
    assert broker.basis == "reported" and broker.also_derived
    assert broker.agencies == ("fgr",)
    assert "etrace-other-agencies" in broker.links
    assert "guns-of-states-traced" in broker.requirements
    assert broker.key in keys(third, "opened")
    assert record(third, "trace-requests")[1]["source"] == ("gov-mexico", "fgr")


def test_the_federal_prosecutor_was_renamed(series: tuple[Comparison, ...]) -> None:
    third = series[2]
    (succession,) = third.successions
    assert (succession.what, succession.before, succession.after) == ("renamed", ("pgr",), ("fgr",))
    _, fields = record(third, "etrace-mexico")
    assert "target" not in fields  # the same agency by another name


def test_whether_the_memorandum_is_monitored_by_2021_is_not_known(
    series: tuple[Comparison, ...],
) -> None:
    third = series[2]
    assert "CG207:memorandum-not-monitored" in keys(third, "no longer examined")
    assert record(third, "atf-ice-mou")[0] == "not looked at again"
    assert record(third, "monitor-memorandum")[0] == "not looked at again"


def test_what_counts_as_closed_was_looked_at(series: tuple[Comparison, ...]) -> None:
    closed = [keys(comparison, "closed") for comparison in series]
    assert closed == [
        {
            "CG201:atf-customs-mou",  # the memorandum is over
            "CG206:agreement-out-of-date",
        },
        {"CG302:etrace-mexico", "CG202:long-gun-rule"},  # it is in use; the duty came
        set(),
    ]
    for comparison in series:
        later = comparison.after_report.network
        for finding in comparison.of("closed"):
            seen = [*finding.requirements, *finding.links[:1]]
            assert seen
            assert all(key in later.requirements or key in later.links for key in seen)


def test_nothing_ends_by_silence(series: tuple[Comparison, ...]) -> None:
    for comparison in series:
        later = comparison.after_report.network
        for one in comparison.records:
            if one.state == "ended":
                assert later.links[one.id].evidence, one.id
