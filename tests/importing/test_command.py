"""`coordination import`: the mapping is written, completed and used; nothing is asked."""

import json

import pytest

import coordination as co
from tests import bundled
from tests.importing.tables import csv_file


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [["From", "To", "Type"], ["ATF", "ICE", "MOU"], ["ATF", "Migra", "Flurbing"]]
    return csv_file(tmp_path / "ties.csv", rows)


def test_from_a_table_to_a_network_in_two_runs(table, tmp_path, typed):
    status, out, err = typed(
        "import", "ties.csv", "--map", "ties.map.yaml", "--output", "ties.yaml"
    )
    assert status == 2 and not (tmp_path / "ties.yaml").exists()
    assert "Flurbing" in err and "row 3" in err and "ties.map.yaml" in err
    text = (tmp_path / "ties.map.yaml").read_text("utf-8")
    assert "MOU: agreement" in text and "Flurbing" in text
    text = text.replace("MOU: agreement", "MOU: agreement, Flurbing: liaison")
    (tmp_path / "ties.map.yaml").write_text(text, "utf-8")
    status, out, err = typed(
        "import", "ties.csv", "--map", "ties.map.yaml", "--output", "ties.yaml"
    )
    assert status == 0 and not err
    assert "ATF and ICE have an agreement" in out and "Wrote ties.yaml" in out
    assert len(co.load(tmp_path / "ties.yaml").links) == 2
    assert (tmp_path / "ties.map.yaml").read_text("utf-8") == text


def test_without_a_file_the_mapping_is_shown(table, typed):
    table.write_text("From,To,Type\nATF,ICE,MOU\n")
    status, out, _ = typed("import", "ties.csv")
    assert status == 0 and "form: edges" in out and "values: {MOU: agreement}" in out


def test_into_a_network_and_to_any_format(table, tmp_path, typed):
    table.write_text("From,To,Type\nATF,ICE,MOU\nATF,Migra,training\n")
    status, out, _ = typed(
        "import", "ties.csv", "--into", "gunrunner-2010", "--output", "more.node-link.json"
    )
    assert status == 0 and "No agency has: Migra" in out
    network = co.load(tmp_path / "more.node-link.json")
    assert len(network.agencies) == len(bundled.network("gunrunner-2010").agencies) + 1
    assert json.loads((tmp_path / "more.node-link.json").read_text("utf-8"))


def test_what_cannot_be_done_is_said(table, tmp_path, typed):
    assert typed("import", "none.csv")[0] == 2
    assert "presets: kumu" in typed("import", "ties.csv", "--preset", "zzz")[2]
    (tmp_path / "m.yaml").write_text("form: edges\nfrom: From\nto: To\n")
    assert (
        "--preset has nothing"
        in typed("import", "ties.csv", "--map", "m.yaml", "--preset", "kumu")[2]
    )
    before = table.read_bytes()
    for target in ("ties.csv", "m.yaml"):
        status, _, err = typed("import", "ties.csv", "--map", "m.yaml", "--output", target)
        assert status == 2 and err
    assert table.read_bytes() == before and "form" in (tmp_path / "m.yaml").read_text()


def test_the_table_itself_is_never_the_mapping(table, typed):
    before = table.read_bytes()
    status, _, err = typed("import", "ties.csv", "--map", "ties.csv")
    assert status == 2 and err and table.read_bytes() == before
