"""Files of other tools that aren't as they should be are refused with a reason, never more."""

import json
import warnings

import pytest

import coordination as co
from coordination.formats import FORMATS
from tests.formats.networks import whole

JSON = {"node-link": "x.node-link.json", "cytoscape": "x.cyjs", "kumu": "x.kumu.json"}
ODD = (None, True, 7, "x", [], [1], [[]], [{"x": 1}], {}, {"x": [1]}, '[{"x": 1}]', "[" * 3_000)


def outcome(path, form=None):
    """ "loads", or the issues of what is refused as it should be."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", co.errors.DataWarning)
        try:
            co.load(path, format=form)
        except co.DataError as error:
            for issue in error.issues:
                assert issue.file and issue.message and issue.message.isprintable()
            return str(error)
    return "loads"


def places(value, path=()):
    """Paths to each part of a value, the first two entries of a list standing for all."""
    yield path
    if len(path) < 5 and isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else list(enumerate(value))[:2]
        for key, part in parts:
            yield from places(part, (*path, key))


@pytest.mark.parametrize("form", JSON)
def test_anything_in_any_place_of_json_loads_or_is_refused(form, tmp_path):
    written = FORMATS[form].contents(whole(), "x")[""]
    path = tmp_path / JSON[form]
    found = set()
    for number, place in enumerate(places(json.loads(written))):
        data = json.loads(written)
        value = ODD[number % len(ODD)]
        inner = data
        for part in place[:-1]:
            inner = inner[part]
        if place:
            inner[place[-1]] = value
        path.write_text(json.dumps(data if place else value), "utf-8")
        found.add(outcome(path))
    assert "loads" in found and len(found) > 2


def test_what_is_no_object_is_told_with_its_place(tmp_path):
    for name, data, where in (
        ("x.cyjs", {"elements": {"nodes": [{"data": {"id": "a"}}, {"data": 7}]}}, "nodes[1].data"),
        ("x.kumu.json", {"elements": [{"label": "A"}], "connections": [3]}, "connections[0]"),
        ("x.node-link.json", {"nodes": ["a"], "edges": [], "graph": [1]}, "graph"),
    ):
        (tmp_path / name).write_text(json.dumps(data), "utf-8")
        assert f"{name}: {where}: it is no object" in outcome(tmp_path / name)


def test_numbers_of_too_many_digits_are_refused(tmp_path):
    (tmp_path / "x.cyjs").write_text('{"elements": ' + "9" * 5_000 + "}", "utf-8")
    assert "a number of too many digits" in outcome(tmp_path / "x.cyjs")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_cut_anywhere_is_refused(form, tmp_path):
    written = FORMATS[form].contents(whole(), "x")[""]
    path = tmp_path / f"x.{form}"
    for end in range(0, len(written) - 20, len(written) // 40):
        path.write_bytes(written[:end])
        assert "it isn't XML" in outcome(path)
    for declared in ("utf-99", "utf-7", "punycode"):
        path.write_bytes(f'<?xml version="1.0" encoding="{declared}"?><graph/>'.encode())
        assert "issue" in outcome(path)


def test_gephis_rows_need_their_cells(tmp_path):
    nodes = tmp_path / "x-nodes.csv"
    nodes.write_text("Id,Label\na,A\n,B\nb,B\u2028two\n", "utf-8")
    (tmp_path / "x-edges.csv").write_text("Source,Target\na,b\na,\n", "utf-8")
    assert "x-nodes.csv: row 3: it has nothing in 'Id'" in outcome(nodes, "gephi")
    nodes.write_text("Id,Label\na,A\nb,B\u2028two\n", "utf-8")
    assert "x-edges.csv: row 3: it has nothing in 'Target'" in outcome(nodes, "gephi")
    (tmp_path / "x-edges.csv").write_text("Source,Target\na,b\n", "utf-8")
    assert co.load(nodes, format="gephi").agencies["b"].name == "B\u2028two"
    nodes.write_text(f"Id,Label\na,{'A' * 200_000}\n", "utf-8")
    assert "1 issue" in outcome(nodes, "gephi")
