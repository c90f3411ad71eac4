"""The mapping: kept as a file, checked with the place of each problem, completed from issues."""

import pytest

import coordination as co
from coordination.importing.mapping import FORMS
from coordination.importing.presets import PRESETS
from tests.documents import shown_lines
from tests.importing.tables import csv_file, issue_texts, ties

ROWS = [
    ["Sender", "Receiver", "Sort", "State"],
    ["ATF", "ICE", "MOU", "ongoing"],
    ["ICE", "PGR", "Gathering", "on ice"],
    ["PGR", "ATF", "Gathering", "ongoing"],
]


@pytest.fixture
def table(tmp_path):
    return csv_file(tmp_path / "t.csv", ROWS)


def mapping(tmp_path, text):
    path = tmp_path / "t.map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def issues(table, given):
    with pytest.raises(co.DataError) as caught:
        co.read_table(table, given)
    return caught.value.issues


COLUMNS = "form: edges\nfrom: Sender\nto: Receiver\nkind: Sort\nstatus: State\n"


def test_the_guide_shows_an_issue_as_it_is(tmp_path):
    table = csv_file(
        tmp_path / "ties.csv",
        [["From", "To", "Type"], ["ATF", "ICE", "MOU"], ["ATF", "PGR", "Gathering"]],
    )
    found = issues(
        table,
        mapping(
            tmp_path, "form: edges\nfrom: From\nto: To\nkind: Type\nvalues: {MOU: agreement}\n"
        ),
    )
    told = str(found[0]).replace(f"{tmp_path}/", "")
    assert shown_lines("import-a-table", "Gathering", told), told


def test_an_unknown_word_is_one_issue_with_its_cell_and_the_line_to_write(table, tmp_path):
    found = issues(table, mapping(tmp_path, COLUMNS + "values: {MOU: agreement}\n"))
    texts = list(map(str, found))
    assert len(found) == 3, "one for each word, not for each cell"
    gathering = next(text for text in texts if "Gathering" in text)
    assert "row 3" in gathering and "column C" in gathering and "Sort" in gathering
    assert "values: {Gathering: " in gathering and "liaison" in gathering
    # Written as the issues say, the mapping is complete.
    lines = "values: {MOU: agreement, Gathering: liaison, ongoing: active, on ice: strained}\n"
    imported = co.read_table(table, mapping(tmp_path, COLUMNS + lines))
    assert ties(imported.network) == {
        ("agreement", "ATF", "ICE"),
        ("liaison", "ICE", "PGR"),
        ("liaison", "ATF", "PGR"),
    }


def test_the_line_of_an_issue_can_be_pasted_whatever_the_word(tmp_path):
    for word in ('a "b"', "no", "x: y", "# 1", "- z", "{", "5%", "Ünï", "a, b c"):
        rows = [["From", "To", "Type"], ["A", "B", word]]
        table = csv_file(tmp_path / "t.csv", rows)
        head = "form: edges\nfrom: From\nto: To\nkind: Type\n"
        try:
            co.read_table(table, mapping(tmp_path, head))
        except co.DataError as error:
            (issue,) = error.issues
            line = issue.suggestion.partition("example: ")[2]
            again = co.read_table(table, mapping(tmp_path, head + line + "\n"))
            assert len(again.network.links) == 1, word


def test_words_by_field_and_words_that_say_nothing(table, tmp_path):
    text = COLUMNS + (
        "values:\n  kind: {MOU: agreement, Gathering: nothing}\n"
        "  status: {ongoing: active, on ice: strained}\n"
    )
    imported = co.read_table(table, mapping(tmp_path, text))
    assert ties(imported.network) == {("agreement", "ATF", "ICE")}
    assert {row for one in imported.left_out for row in one.rows} == {3, 4}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("form: edgs\n", "did you mean 'edges'"),
        ("from: Sender\n", "the form of the table is missing"),
        ("form: edges\nfrom: Sender\n", "it is missing"),
        (COLUMNS.replace("status: State", "staus: State"), "did you mean 'status'"),
        (COLUMNS.replace("Receiver", "Reciever"), "did you mean 'Receiver'"),
        (COLUMNS + "values: {MOU: agrement}\n", "did you mean 'agreement'"),
        (COLUMNS + "values: {stats: {a: b}}\n", "is no field of this form"),
        (COLUMNS + "as_of: yesterday\n", "is not a date"),
        (COLUMNS + "default: {kind: mou}\n", "is not one of the accepted words"),
        (COLUMNS + "default: {kindd: other}\n", "did you mean 'kind'"),
        ("- a\n", "it is no mapping"),
        ("form: [", "t.map.yaml"),
        (COLUMNS + "sheet: Nowhere\n", "there is no sheet"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_at_its_place(table, tmp_path, text, said):
    found = issues(table, mapping(tmp_path, text))
    assert any(said in str(issue) for issue in found), issue_texts(co.DataError(found))
    place = next(issue for issue in found if said in str(issue))
    assert place.file.endswith("t.map.yaml") and place.line > 0


def test_a_mapping_given_in_code_is_checked_alike(table):
    with pytest.raises(co.DataError, match=r"mapping\.to: t\.csv has no column|mapping.*Reciever"):
        co.read_table(table, {"form": "edges", "from": "Sender", "to": "Reciever"})
    with pytest.raises(co.DataError, match="form"):
        co.read_table(table, {"from": "Sender"})
    with pytest.raises(TypeError, match="mapping"):
        co.read_table(table, 7)
    given = {"form": "edges", "from": "Sender", "to": "Receiver", "default": {"kind": "support"}}
    assert {kind for kind, *_ in ties(co.read_table(table, given).network)} == {"support"}


@pytest.mark.parametrize(
    "rows",
    [
        [["From", "To", "Type"], ["A", "B", "MOU"], ["B", "C", "x"]],
        [["", "A", "B", "C"], ["A", "", "MOU", "2"], ["B", "", "", ""], ["C", "x", "", ""]],
        [["Task", "A", "B"], ["One", "R", "A"], ["Two", "A/R", "C"], ["Three", "I", "A"]],
        [["Agency", "Board", "Cell"], ["A", "x", ""], ["B", "x", "x"]],
        [["Member", "Committee"], ["A", "Board"], ["B", "Board"]],
        [
            ["Country", "Region", "Org", "Sector", "Org type"],
            ["Mali", "Gao", "MSF", "WASH", "INGO"],
        ],
    ],
)
@pytest.mark.parametrize("above", [0, 2])
def test_a_proposed_mapping_is_a_file_that_gives_the_same_network(tmp_path, rows, above):
    title = [["Who works with whom, survey of 2014-05-06"], ["Draft, not for circulation"]]
    table = csv_file(tmp_path / "t.csv", title[:above] + rows)
    proposed = co.read_table(table)
    again = co.read_table(table, mapping(tmp_path, proposed.mapping_text))
    assert again.network == proposed.network
    assert again.mapping == proposed.mapping
    assert (str(proposed.network.as_of) == "2014-05-06") == bool(above)
    assert co.read_table(table, proposed.mapping).network == proposed.network


def test_title_source_and_defaults_of_a_mapping_reach_the_network(table, tmp_path):
    text = (
        "form: edges\ntitle: Survey of 2014\nas_of: 2014-05-06\nfrom: Sender\nto: Receiver\n"
        "default: {kind: liaison, confidence: reported, agency_kind: police}\n"
        "source: {id: survey, title: Survey, publisher: Audit Office, kind: audit}\n"
        "ignore: [Sort, State]\n"
    )
    imported = co.read_table(table, mapping(tmp_path, text))
    network = imported.network
    assert network.title == "Survey of 2014" and str(network.as_of) == "2014-05-06"
    assert network.sources["survey"].publisher == "Audit Office"
    assert {one.kind for one in network.agencies.values()} == {"police"}
    assert {one.confidence for one in network.links.values()} == {"reported"}
    assert imported.unused == ()


def test_columns_that_are_not_read_are_said(table):
    imported = co.read_table(table, {"form": "edges", "from": "Sender", "to": "Receiver"})
    assert imported.unused == ("Sort", "State")
    assert "Sort and State" in imported.to_text()


def test_repeated_and_empty_heads_have_names_of_their_own(tmp_path):
    rows = [["From", "To", "Type", "Type", ""], ["A", "B", "MOU", "training", "x"]]
    table = csv_file(tmp_path / "t.csv", rows)
    imported = co.read_table(table)
    assert any("several columns are called 'Type'" in note for note in imported.notes)
    assert imported.unused == ("Type (2)", "column E")
    second = {"form": "edges", "from": "From", "to": "To", "kind": "Type (2)"}
    assert ties(co.read_table(table, second).network) == {("training", "A", "B")}


def test_each_preset_and_form_is_named_where_one_is_not_known(table):
    with pytest.raises(co.errors.NetworkNotFound):
        co.read_table(table, "kummu")
    with pytest.raises(co.DataError) as caught:
        co.read_table(table, {"form": "x"})
    assert all(name in issue_texts(caught.value) for name in FORMS)
    assert {"kumu", "gephi", "nodexl", "igraph", "ocha-3w"} <= set(PRESETS)


def test_letters_of_a_chart_are_put_right_by_the_mapping(tmp_path):
    rows = [["Task", "Police", "Court"], ["One", "D", "A"], ["Two", "R", "A"], ["Three", "A", "C"]]
    table = csv_file(tmp_path / "t.csv", rows)
    with pytest.raises(co.DataError, match=r"'D' is no letter of a RACI chart"):
        co.read_table(table, {"form": "raci"})
    given = {"form": "raci", "values": {"D": "responsible"}}
    network = co.read_table(table, given).network
    assert [m.role for m in network.agencies["police"].mandates] == [
        "participant",
        "participant",
        "lead",
    ]
    with pytest.raises(co.DataError, match="'agreement' is no letter"):
        co.read_table(table, {"form": "raci", "values": {"cells": {"D": "agreement"}}})


def test_a_meaning_for_all_fields_counts_where_it_is_one_of_our_words(tmp_path):
    rows = [["From", "To", "Type", "Status"], ["A", "B", "company", "company"]]
    table = csv_file(tmp_path / "t.csv", rows)
    given = {"form": "edges", "from": "From", "to": "To", "kind": "Type", "status": "Status"}
    with pytest.raises(co.DataError) as caught:
        co.read_table(table, {**given, "values": {"company": "active"}})
    assert len(caught.value.issues) == 1 and "kind of link" in issue_texts(caught.value)
    both = {"company": "active", "kind": {"company": "funding"}}
    (link,) = co.read_table(table, {**given, "values": both}).network.links.values()
    assert (link.kind, link.status) == ("funding", "active")
