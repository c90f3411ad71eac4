"""Tables as people leave them: dates of spreadsheets, silent cells, names run together."""

from pathlib import Path

import pytest

import coordination as co


def read(tmp_path: Path, *rows: str, **mapping: object) -> co.Network:
    return table(tmp_path, *rows, **mapping).network


def table(tmp_path: Path, *rows: str, **mapping: object):
    path = tmp_path / "ties.csv"
    path.write_text("\n".join(["From,To,Type,Since", *rows]), encoding="utf-8")
    fields = {"form": "edges", "from": "From", "to": "To", "kind": "Type", "start": "Since"}
    return co.read_table(path, fields | mapping)


@pytest.mark.parametrize(
    ("cell", "start"),
    [("17-Mar-2017", "2017-03-17"), ("Mar-2017", "2017-03"), ("n/a", None), ("unknown", None)],
)
def test_dates_that_spreadsheets_and_people_write(tmp_path, cell, start):
    (link,) = read(tmp_path, f"A,B,liaison,{cell}").links.values()
    assert link.start == start


def test_a_date_that_is_none_says_what_to_write(tmp_path):
    with pytest.raises(co.DataError) as raised:
        read(tmp_path, "A,B,liaison,Mar-17", "A,C,liaison,not yet")
    short, word = raised.value.issues
    assert "four digits: 2017-03" in short.suggestion
    assert word.suggestion.endswith("values: {start: {not yet: nothing}}")
    (link,) = read(
        tmp_path, "A,B,liaison,not yet", values={"start": {"not yet": "nothing"}}
    ).links.values()
    assert link.start is None


def test_names_run_together_are_said(tmp_path):
    found = table(tmp_path, 'A,"TSRA, AFMA",liaison,2017', "AFMA,C,liaison,2017")
    assert any("'TSRA, AFMA' may name several agencies" in note for note in found.notes)
    assert not table(tmp_path, '"Land, Water and Air",C,liaison,2017').notes
