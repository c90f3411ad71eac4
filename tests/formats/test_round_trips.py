"""What we write comes back: whole where the format carries everything, else agencies and links."""

from functools import cache

import pytest

import coordination as co
from coordination.formats import FORMATS, read, write
from coordination.formats.graph import networkx_graph, plain_graph
from coordination.model import SECTIONS
from coordination.testing import synthetic
from tests import bundled
from tests.formats.networks import hostile, whole

WHOLE = ("graphml", "node-link", "cytoscape")
"""Formats that carry everything."""

PART = ("gexf", "gephi", "kumu")
"""Formats that carry agencies and links."""

MADE = {
    **{name: lambda name=name: bundled.network(name) for name in bundled.NAMES},
    "hostile": hostile,
    "whole": whole,
    "synthetic": lambda: co.loads(co.dumps(synthetic(agencies=100, links=200, seed=3).network)),
    "empty": lambda: co.Network(title="Empty"),
}


@cache
def made(name):
    return MADE[name]()


def name_of(form):
    return "x" + (FORMATS[form].endings or (".csv",))[0]


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("form", WHOLE)
def test_everything_comes_back(form, name, tmp_path):
    network = made(name)
    written = write(network, tmp_path / name_of(form), form)
    assert written.lost == ()
    assert read(written.files[0], form) == network
    assert co.load(written.files[0]) == network


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("form", PART)
def test_agencies_and_links_come_back_where_no_more_is_carried(form, name, tmp_path):
    network = made(name)
    written = write(network, tmp_path / name_of(form), form)
    again = read(written.files[0], form)
    # A passage that is named by its id is written out, since the section of passages isn't there.
    same = co.Network.from_networkx(networkx_graph(plain_graph(network, alone=True)))
    assert again.agencies == same.agencies
    assert again.links == same.links
    if not network.passages:
        assert again.agencies == network.agencies and again.links == network.links
    # What isn't carried is said: nothing else differs.
    for section in SECTIONS:
        if section in ("agencies", "links"):
            continue
        count = len(getattr(network, section))
        said = any(f"{count} {section.removesuffix('s')}" in one for one in written.lost)
        assert said == bool(count)
    assert ("title" in " ".join(written.lost)) == (form != "gexf")


def test_passages_are_written_out_where_their_section_is_not_carried(tmp_path):
    co.write(whole(), tmp_path / "x.gexf")
    (passage, nearly, _) = co.load(tmp_path / "x.gexf").links["two"].evidence
    assert (passage.passage, passage.at, passage.says) == (None, "page 9", "It works.")
    assert nearly.says == "Nearly." and nearly.speaker == "X"


@pytest.mark.parametrize("form", WHOLE + PART)
def test_files_are_the_same_from_run_to_run(form, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(hostile(), tmp_path / folder / name_of(form), form)
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


@pytest.mark.parametrize("form", [one for one in FORMATS if FORMATS[one].read])
def test_a_file_that_is_none_is_a_data_error_with_its_name(form, tmp_path):
    for content in (b"", b"nonsense", b"\xff\xfe\x00", b"{}", b"[]", b"<a><b></a>", b"<x/>"):
        for file in FORMATS[form].parts(tmp_path / name_of(form)):
            file.write_bytes(content)
        with pytest.raises(co.errors.DataError) as caught:
            read(tmp_path / name_of(form), form)
        assert all("x" in issue.file for issue in caught.value.issues)


@pytest.mark.parametrize("form", [one for one in FORMATS if FORMATS[one].read])
def test_a_file_that_is_missing_is_not_found(form, tmp_path):
    with pytest.raises(co.errors.NetworkNotFound):
        read(tmp_path / name_of(form), form)


def test_formats_that_are_only_written_say_so(tmp_path):
    with pytest.raises(ValueError, match="Pajek is written, not read"):
        co.load(tmp_path / "x.net", format="pajek")


def test_a_format_is_told_by_the_ending_or_named(tmp_path):
    with pytest.raises(ValueError, match="did you mean 'graphml'"):
        co.write(whole(), tmp_path / "x", "grafml")
    with pytest.raises(ValueError, match=r"no format has the ending of 'x\.csv'"):
        co.write(whole(), tmp_path / "x.csv")
    assert co.write(whole(), tmp_path / "x.YAML").format == "yaml"
    assert co.write(whole(), tmp_path / "x.kumu.json").format == "kumu"
    assert co.write(whole(), tmp_path / "x.json").format == "json"
    assert not list(tmp_path.glob("x"))


@pytest.mark.parametrize("form", ["kumu", "node-link", "cytoscape"])
def test_graphs_in_json_are_known_by_their_keys(form, tmp_path):
    co.write(whole(), tmp_path / "x.json", form)
    assert list(co.load(tmp_path / "x.json").links) == list(whole().links)


def test_every_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "x.graphml"
    co.write(whole(), path)
    before = path.read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        co.write(hostile(), path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["x.graphml"]


@pytest.mark.parametrize("form", [*WHOLE, *PART])
def test_an_agency_may_be_named_as_another_s_id(form, tmp_path):
    network = co.loads(
        "title: Names\n"
        "agencies: [{id: a, name: b}, {id: b, name: c}, {id: c, name: a}]\n"
        "links: [{id: l, kind: liaison, source: a, target: b},\n"
        "        {id: m, kind: liaison, source: c, target: b}]\n"
    )
    file = write(network, tmp_path / f"x-{form}", form).files[0]
    again = read(file, form)
    assert (again.agencies, again.links) == (network.agencies, network.links)
