"""Our workbook and CSV folder: nothing is lost both ways, and other programs read them."""

import csv
import json
import re

import openpyxl
import pandas as pd
import pytest

import coordination as co
from coordination.cli import main
from coordination.formats import write
from coordination.formats.workbook_sheets import MOST_CHARACTERS, pieces
from coordination.loading.tables.sections import SHEETS, columns
from tests import bundled
from tests.formats import libreoffice
from tests.formats.networks import HOSTILE, hostile, whole

NETWORKS = {
    **{name: lambda name=name: bundled.network(name) for name in bundled.NAMES},
    "whole": whole,
    "hostile": hostile,
}


@pytest.mark.parametrize("name", NETWORKS)
def test_nothing_is_lost_both_ways(name, tmp_path):
    network = NETWORKS[name]()
    assert write(network, tmp_path / "case.xlsx").lost == ()
    assert co.load(tmp_path / "case.xlsx") == network
    written = write(network, tmp_path / "case", "csv")
    assert {file.parent for file in written.files} == {tmp_path / "case"}
    assert co.load(tmp_path / "case") == network


def test_one_way_leads_back_to_the_data_file(tmp_path, capsys):
    book, again = str(tmp_path / "case.xlsx"), str(tmp_path / "again.yaml")
    assert main(["convert", "gunrunner-2010", book]) == 0
    assert main(["convert", book, again]) == 0
    assert co.load(again) == bundled.network("gunrunner-2010")


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Workbooks of a bundled network and of hostile text, as they are written."""
    folder = tmp_path_factory.mktemp("books")
    co.write(bundled.network("gunrunner-2010"), folder / "gunrunner.xlsx")
    co.write(hostile(), folder / "hostile.xlsx")
    return folder


def test_openpyxl_finds_texts_frozen_heads_and_drop_downs(saved):
    for file in ("gunrunner.xlsx", "hostile.xlsx"):
        book = openpyxl.load_workbook(saved / file)
        assert [name for name in book.sheetnames if name in SHEETS] == list(SHEETS)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "n"}  # no formula, no error
        assert book["lists"].sheet_state == "hidden"
        for name in SHEETS[1:]:
            sheet = book[name]
            assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
            heads = [cell.value for cell in sheet[1]]
            known = [column.name for column in columns(name)]
            assert [head for head in heads if head not in known] == []
            assert all(cell.comment for cell in sheet[1])
        lists = book["links"].data_validations.dataValidation
        assert {"=words_of_links_kind", "=ids_of_agencies"} <= {
            f"={one.formula1}".replace("==", "=") for one in lists
        }
        assert {"ids_of_agencies", "words_of_links_kind"} <= set(book.defined_names)
        assert book["mandates"]["A2"].hyperlink.location.startswith("'agencies'!A")


def test_openpyxl_reads_hostile_text_as_it_is(saved):
    sheet = openpyxl.load_workbook(saved / "hostile.xlsx")["agencies"]
    heads = [cell.value for cell in sheet[1]]
    notes = [row[heads.index("note")].value for row in sheet.iter_rows(min_row=2)]
    # A carriage return has no other form in a workbook.
    wanted = [text.strip().replace("\r", "_x000D_") for text in HOSTILE]
    assert [one for one in notes if one is not None] == wanted


def test_pandas_reads_sheets_and_files(saved, tmp_path):
    network = bundled.network("gunrunner-2010")
    frame = pd.read_excel(
        saved / "gunrunner.xlsx", "links", dtype=str, keep_default_na=False, engine="openpyxl"
    )
    assert list(frame["id"]) == list(network.links)
    write(network, tmp_path / "case", "csv")
    frame = pd.read_csv(tmp_path / "case" / "agencies.csv", dtype=str, keep_default_na=False)
    assert list(frame["name"]) == [agency.name for agency in network.agencies.values()]


@pytest.mark.parametrize("form", [False, True])
def test_what_openpyxl_saves_again_reads_the_same(saved, tmp_path, form):
    book = openpyxl.load_workbook(saved / "gunrunner.xlsx")
    if form:  # as when somebody sorts, and adds a sheet and a column of notes
        book.create_sheet("(my notes)")["A1"] = "to do"
        book["agencies"].insert_cols(1)
        book["agencies"]["A1"] = "(done)"
        book["agencies"]["A2"] = "yes"
        book["links"].insert_rows(3)
    book.save(tmp_path / "again.xlsx")
    assert co.load(tmp_path / "again.xlsx") == bundled.network("gunrunner-2010")


@pytest.mark.skipif(not libreoffice.installed(), reason="LibreOffice isn't installed")
def test_libreoffice_saves_the_same_network(saved, tmp_path):
    co.write(noted(HOSTILE), saved / "noted.xlsx")
    libreoffice.saved_again({saved / "noted.xlsx": ["ods", "xlsx", "xls"]}, tmp_path)
    if not (tmp_path / "noted.ods").exists():
        pytest.skip("LibreOffice has no spreadsheet")
    # It keeps hostile text too, but for the line ends of Windows, and for tabs in its own format.
    kept = [text.replace("\r\n", "\n") for text in HOSTILE]
    assert co.load(tmp_path / "noted.xlsx") == noted(kept)
    assert co.load(tmp_path / "noted.xls") == noted(kept)
    assert co.load(tmp_path / "noted.ods") == noted([text.replace("\t", "") for text in kept])


def noted(texts):
    """A bundled network with an agency more for each text, which is its note."""
    data = bundled.network("gunrunner-2010").document
    more = [
        co.model.Agency(id=f"noted-{n}", name="Noted", note=text) for n, text in enumerate(texts)
    ]
    return co.Network(data.model_copy(update={"agencies": (*data.agencies, *more)}))


def test_a_text_too_long_for_a_cell_goes_on_in_the_next(tmp_path):
    passages = [{"source": "s", "at": f"p. {n}", "says": "long words " * 500} for n in range(20)]
    network = co.Network(
        title="Long",
        summary="\U0001f694 " * 9_000,
        sources=[{"id": "s", "title": "S"}],
        agencies=[{"id": "a", "name": "A", "evidence": passages}, {"id": "b", "name": "B"}],
    )
    co.write(network, tmp_path / "long.xlsx")
    book = openpyxl.load_workbook(tmp_path / "long.xlsx")
    longest = max(
        len((cell.value or "").encode("utf-16-le")) // 2 for row in book["agencies"] for cell in row
    )
    assert MOST_CHARACTERS - 100 < longest <= MOST_CHARACTERS
    assert "evidence (2)" in [cell.value for cell in book["agencies"][1]]
    assert co.load(tmp_path / "long.xlsx") == network
    assert "".join(pieces("ab " * 40_000)) == "ab " * 40_000


def test_the_same_network_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        co.write(whole(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_folder_with_other_data_is_not_written_into(tmp_path):
    (tmp_path / "notes.yaml").write_text("title: Notes")
    with pytest.raises(co.CoordinationError, match="holds other data"):
        co.write(whole(), tmp_path, "csv")


def test_the_data_package_describes_the_files_that_are_written(tmp_path, capsys):
    assert main(["schema", "tables"]) == 0
    package = json.loads(capsys.readouterr().out)
    network = whole()
    write(network, tmp_path / "case", "csv")
    held = {}
    for resource in package["resources"]:
        with (tmp_path / "case" / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            held[resource["name"]] = list(csv.DictReader(file))
    assert list(held) == list(SHEETS)
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        for row in held[resource["name"]]:
            assert list(row) == list(fields)
            for name, value in row.items():
                limits = fields[name].get("constraints", {})
                assert value or not limits.get("required"), (resource["name"], name)
                assert not value or value in limits.get("enum", [value])
                assert not value or re.match(limits.get("pattern", ""), value)
        for key in resource["schema"].get("foreignKeys", ()):
            ids = {row["id"] for row in held[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in held[resource["name"]]} - {""} <= ids
