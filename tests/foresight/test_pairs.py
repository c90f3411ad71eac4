"""What was on record before an audit tells of no failing, and what came after is about it."""

from __future__ import annotations

import pytest

from tests.foresight import pairs

FAILING = {"strained", "late", "unmet", "absent"}


@pytest.mark.parametrize("pair", pairs.PAIRS)
def test_what_was_on_record_before_tells_no_failing(pair: str) -> None:
    network = pairs.before(pair)
    assert not network.conclusions and not network.recommendations
    assert not [one.id for one in network.links.values() if one.status in FAILING]
    found = [one.finds for record in network.requirements.values() for one in record.evidence]
    assert not any(found)
    assert not network.examined


@pytest.mark.parametrize("pair", pairs.PAIRS)
def test_each_record_of_before_names_its_source(pair: str) -> None:
    network = pairs.before(pair)
    records = (
        *network.agencies.values(),
        *(one for agency in network.agencies.values() for one in agency.mandates),
        *network.links.values(),
        *network.requirements.values(),
    )
    assert all(one.source and one.at for record in records for one in record.evidence)
    assert all(record.evidence for record in records)


@pytest.mark.parametrize("pair", pairs.PAIRS)
def test_the_conclusions_are_about_what_was_on_record(pair: str) -> None:
    known, told = pairs.before(pair), pairs.after(pair)
    assert set(told.agencies) <= set(known.agencies)
    assert set(told.functions) <= set(known.functions)
    assert str(known.as_of) < str(told.as_of)
    assert not told.links and not told.requirements
    for one in told.conclusions.values():
        assert one.finds != "works" and one.agencies and one.evidence


def test_the_pairs_are_of_several_audits() -> None:
    audits = {next(iter(pairs.after(pair).sources.values())).publisher for pair in pairs.PAIRS}
    assert len(pairs.PAIRS) >= 6 and len(audits) >= 4


def test_what_later_texts_alone_tell_is_left_out() -> None:
    whole = pairs.before("hijackings-2001")
    known = pairs.of_the_time(whole)
    assert set(known.agencies) == set(whole.agencies)
    assert "notify" in known.requirements and "help-centers" not in known.requirements
    assert "instruction" in known.links and "radar-data" not in known.links
    roles = {one.function for one in known.agencies["faa"].mandates}
    assert "law-enforcement" in roles and "aviation-security" not in roles
