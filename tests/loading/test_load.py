"""What loading finds, in files, folders and by name, and what it makes of scalars."""

from __future__ import annotations

import os

import pytest

import coordination as co
from coordination.loading import bundled

AGENCIES = "title: Border\nagencies:\n  - {id: atf, name: Bureau}\n  - id: ice\n    name: Customs\n"
LINKS = "links:\n  - {id: pact, kind: agreement, source: atf, target: ice}\n"


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
    return folder


def issues_of(path):
    with pytest.raises(co.DataError) as caught:
        co.load(path)
    return [
        f"{os.path.basename(i.file)}:{i.line}:{i.column}: {i.where}: {i.message}".replace(
            str(path) + os.sep, ""
        )
        for i in caught.value.issues
    ]


# -- scalars -----------------------------------------------------------------------------------


def test_scalars_stay_text():
    network = co.loads("""\
title: 2010
summary: 0x1F
sources:
  - {id: 007, title: yes, published: 2010, publisher: 12:34:56, author: 1e3, note: 1_000}
agencies:
  - {id: a, name: on, abbreviation: 0123, jurisdiction: NO, note: "null", since: 2009-06-30}
  - {id: no, name: 'true', note: .inf}
figures:
  - {id: f, about: no, measure: =, value: 1e3, period: 2010}
  - {id: g, about: no, measure: m, value: 0123}
""")
    assert (network.title, network.summary) == ("2010", "0x1F")
    source = network.sources["007"]
    assert (source.title, source.published, source.publisher) == ("yes", "2010", "12:34:56")
    assert (source.author, source.note) == ("1e3", "1_000")
    agency = network.agencies["a"]
    assert (agency.name, agency.abbreviation, agency.jurisdiction) == ("on", "0123", "NO")
    assert (agency.note, agency.since) == ("null", "2009-06-30")
    assert network.agencies["no"].note == ".inf"
    assert (network.figures["f"].value, network.figures["g"].value) == (1000, 123)


def test_json_types_give_the_same_as_yaml_text():
    network = co.loads(
        '{"title": "x", "agencies": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],'
        ' "sources": [{"id": "s", "title": "S", "published": 2010}],'
        ' "links": [{"kind": "request", "source": "a", "target": "b", "mutual": true,'
        ' "due": null}],'
        ' "figures": [{"id": "f", "about": "a", "measure": "m", "value": 0.5},'
        ' {"id": "g", "about": "a", "measure": "m", "value": 62600}]}',
        format="json",
    )
    (link,) = network.links.values()
    assert link.mutual is True and link.due is None
    assert network.sources["s"].published == "2010"
    assert [figure.value for figure in network.figures.values()] == [0.5, 62600]


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_field_without_value_isnt_given(nothing):
    network = co.loads(f"""\
title: x
as_of: {nothing}
sources: {nothing}
agencies:
  - {{id: a, name: A, members: {nothing}, kind: {nothing}, evidence: {nothing}}}
  - {{id: b, name: B}}
links:
  - {{id: {nothing}, kind: request, source: a, target: b, mutual: {nothing}, end: {nothing}}}
""")
    assert network.agencies["a"] == co.model.Agency(id="a", name="A")
    (link,) = network.links.values()
    assert link == co.model.Link(kind="request", source="a", target="b")
    assert link.mutual is False


def test_quoted_null_is_text():
    assert co.loads("title: 'null'").title == "null"
    assert co.loads('title: "~"').title == "~"


def test_a_null_in_an_amendment_empties_the_field():
    network = co.loads("""\
title: x
agencies: [{id: a, name: A}, {id: b, name: B}]
links: [{id: ab, kind: liaison, source: a, target: b, end: 2010}]
recommendations:
  - {id: r, by: a, to: b, says: Go on., would: {change: [{id: ab, set: {end: null}}]}}
""")
    assert network.recommendations["r"].would.change[0].set == {"end": None}


def test_one_word_may_stand_for_a_list_of_one():
    network = co.loads("""\
title: x
examined: links
functions: [{id: f, name: F}]
agencies: [{id: a, name: A, members: b}, {id: b, name: B}]
links: [{id: ab, kind: liaison, source: a, target: b, functions: f}]
recommendations: [{id: r, by: a, to: b, says: Go on., answers: ab}]
""")
    assert network.examined == {"links"}
    assert network.agencies["a"].members == ("b",)
    assert network.links["ab"].functions == ("f",)
    assert network.recommendations["r"].to == ("b",)


def test_block_texts_and_long_lines_are_read_as_yaml_has_them():
    network = co.loads("title: x\nsummary: >-\n  One line\n  and its end.\n\n  Another.\n")
    assert network.summary == "One line and its end.\nAnother."


def test_a_byte_order_mark_may_begin_a_text():
    assert co.loads("\ufefftitle: x").title == "x"


def test_another_format_is_refused():
    with pytest.raises(ValueError, match="'yaml' or 'json', not 'xml'"):
        co.loads("title: x", format="xml")


# -- places ------------------------------------------------------------------------------------


def test_each_record_knows_where_it_stands(tmp_path):
    path = tmp_path / "network.yaml"
    path.write_text(AGENCIES + LINKS, encoding="utf-8")
    network = co.load(path)
    assert network.origins == {
        ("agencies", "atf"): (str(path), 3, 5),
        ("agencies", "ice"): (str(path), 4, 5),
        ("links", "pact"): (str(path), 7, 5),
    }
    assert network == co.loads(AGENCIES + LINKS)


# -- names -------------------------------------------------------------------------------------


def test_bundled_networks_load_by_name():
    assert {"gunrunner-2010", "gunrunner-cnn-2010"} <= set(bundled())
    for name in bundled():
        network = co.load(name)
        assert network.agencies
        assert {origin.file for origin in network.origins.values()} == {f"{name}.yaml"}


def test_a_wrong_name_suggests_the_near_ones():
    with pytest.raises(co.errors.NetworkNotFound) as caught:
        co.load("gunruner-2010")
    assert isinstance(caught.value, FileNotFoundError)
    assert str(caught.value).startswith(
        "there is no network, file or folder 'gunruner-2010'; did you mean 'gunrunner-2010'"
    )


def test_a_wrong_path_suggests_its_neighbours(tmp_path):
    write(tmp_path, network_yaml=AGENCIES)
    with pytest.raises(co.errors.NetworkNotFound) as caught:
        co.load(tmp_path / "netwrok.yaml")
    path = tmp_path / "netwrok.yaml"
    assert str(caught.value) == (
        f"there is no file or folder '{path}'; did you mean 'network.yaml'?"
    )


def test_a_file_or_folder_of_the_working_directory_is_found_by_its_bare_name(tmp_path, monkeypatch):
    (tmp_path / "case").mkdir()
    write(tmp_path / "case", a_yaml=AGENCIES)
    monkeypatch.chdir(tmp_path)
    assert co.load("case").title == "Border"


def test_a_bundled_name_goes_before_a_folder_of_that_name(tmp_path, monkeypatch):
    (tmp_path / "gunrunner-2010").mkdir()
    write(tmp_path / "gunrunner-2010", a_yaml=AGENCIES)
    monkeypatch.chdir(tmp_path)
    assert co.load("gunrunner-2010").title != "Border"
    assert co.load("./gunrunner-2010").title == "Border"


# -- folders -----------------------------------------------------------------------------------


def test_a_folder_is_the_union_of_its_files(tmp_path):
    write(tmp_path, b_yaml=LINKS, a_yml=AGENCIES, notes_txt="not read", _hidden_yaml="[")
    (tmp_path / "c.json").write_text('{"title": "Border", "functions": [{"id": "f", "name": "F"}]}')
    network = co.load(tmp_path)
    assert network == co.loads(AGENCIES + LINKS + "functions: [{id: f, name: F}]")
    assert network.origins["links", "pact"] == (str(tmp_path / "b.yaml"), 2, 5)


def test_files_of_a_folder_agree_on_its_title(tmp_path):
    write(tmp_path, a_yaml=AGENCIES, b_yaml="title: Another\nas_of: 2010-11-09\n" + LINKS)
    assert issues_of(tmp_path) == ["b.yaml:1:8: title: a different title is given at a.yaml:1:8"]


def test_a_title_lacks_only_where_no_file_gives_one(tmp_path):
    write(tmp_path, a_yaml=LINKS, b_yaml=AGENCIES)
    assert co.load(tmp_path).title == "Border"
    write(tmp_path, b_yaml=AGENCIES.replace("title: Border\n", ""))
    assert issues_of(tmp_path) == ["a.yaml:1:1: title: it is missing"]


def test_an_id_repeated_in_another_file_names_both_places(tmp_path):
    write(tmp_path, a_yaml=AGENCIES, b_yaml="agencies:\n  - {id: ice, name: Again}\n")
    assert issues_of(tmp_path) == [
        "b.yaml:2:10: agencies[0].id: "
        "the id 'ice' is already taken by an agency, agencies[1] (a.yaml:4:5)"
    ]


def test_issues_of_all_files_come_together_with_paths_inside_each(tmp_path):
    write(
        tmp_path,
        a_yaml=AGENCIES.replace("name: Customs", "nam: Customs"),
        b_yaml=LINKS.replace("source: atf", "source: aft"),
    )
    assert issues_of(tmp_path) == [
        "a.yaml:4:5: agencies[1].name: it is missing",
        "a.yaml:5:5: agencies[1].nam: there is no field 'nam' here",
        "b.yaml:2:41: links[0].source: there is no agency 'aft'",
    ]


def test_what_stands_in_an_unreadable_file_isnt_called_missing(tmp_path):
    write(tmp_path, a_yaml=AGENCIES + "  bad", b_yaml=LINKS)
    assert len(issues_of(tmp_path)) == 1
    (tmp_path / "a.yaml").write_bytes(AGENCIES.encode("utf-16-le"))
    assert len(issues_of(tmp_path)) == 1


def test_a_folder_without_data_files(tmp_path):
    write(tmp_path, readme_md="# nothing")
    with pytest.raises(co.DataError, match="the folder holds no data file"):
        co.load(tmp_path)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("{kind: liason, source: a}", {"it has no target", "'liason' is not one"}),
        ("{kind: liaison, source: a, status: x}", {"it has no target", "'x' is not one"}),
        ("{kind: liaison, source: A B, status: x}", {"'A B' is not an id", "'x' is not one"}),
        (
            "{kind: liaison, source: a, target: b, start: 2010, end: 2009, confidence: x}",
            {"it ends (2009) before it starts (2010)", "'x' is not one"},
        ),
    ],
)
def test_a_wrong_field_hides_nothing_of_the_record_as_a_whole(record, told):
    with pytest.raises(co.DataError) as caught:
        co.loads(f"title: x\nagencies: [{{id: a, name: A}}, {{id: b, name: B}}]\nlinks: [{record}]")
    found = [issue.message for issue in caught.value.issues]
    assert len(found) == len(told)
    assert all(any(message.startswith(one) for message in found) for one in told)
