from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import html5lib
import networkx as nx
import pytest

import coordination as co
from coordination.loading.tables import files
from coordination.model import SECTIONS
from coordination.view.groups import FULL
from coordination.view.layout.scenes import scene
from coordination.view.page.frame import SCRIPTS
from coordination.view.page.page import html_text
from coordination.view.page.page_columns import record_fields, rows, table
from coordination.view.page.page_tables import Passages, section_table
from coordination.view.page.pyvis_network import Page
from tests import bundled

ALL = ("gunrunner-cnn-2010", "gunrunner-2010")


@pytest.fixture(scope="module", params=ALL)
def page(request):
    return bundled.page(request.param)


def two(**fields):
    return co.Network(
        title=fields.pop("title", "Two"),
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[{"kind": "liaison", "source": "a", "target": "b"}],
        **fields,
    )


def held(text, key):
    found = re.search(rf'<script type="application/([a-z-]+)" id="{key}">(.*?)</script>', text)
    if found is None:
        return None
    if found[1] == "json":
        return found[2]
    return gzip.decompress(base64.b64decode(found[2])).decode()


def data_of(text):
    return json.loads(held(text, "data"))


def records_of(data):
    passages = rows(data["passages"])

    def told(fields):
        if "evidence" in fields:
            fields["evidence"] = [passages[place] for place in fields["evidence"]]
        for mandate in fields.get("mandates", ()):
            told(mandate)
        return fields

    return {name: [told(row) for row in rows(part)] for name, part in data["tables"].items()}


def test_page_is_valid_html5(page):
    html5lib.HTMLParser(strict=True).parse(page)


def test_a_small_network_makes_a_smaller_page_of_about_half_a_megabyte_as_the_guide_says():
    guide = (Path(co.__file__).parent / "guide" / "the-page.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"some (0\.\d) MB", guide)
    small, large = (len(bundled.page(name).encode()) / 1e6 for name in ALL)
    assert small < large
    assert float(told) - 0.1 < small < large < float(told) + 0.15


def test_page_says_language_title_and_viewport(page):
    assert page.startswith("<!DOCTYPE html>")
    for part in ('<html lang="en">', "<title>", 'name="viewport"'):
        assert part in page


def test_page_is_small_enough_to_mail(page):
    assert len(page.encode()) < 800_000


def test_page_names_every_agency_and_every_finding():
    network, report = bundled.network("gunrunner-2010"), bundled.report("gunrunner-2010")
    static = bundled.page("gunrunner-2010").partition('<script type="application/')[0]
    tree = html5lib.parse(static, namespaceHTMLElements=False)
    words = " ".join("".join(tree.itertext()).split())
    for agency in network.agencies.values():
        assert " ".join(agency.name.split()) in words
    for finding in report:
        assert finding.message.rstrip(".")[1:] in words


def test_policy_lets_only_the_scripts_and_the_style_in_that_are_there(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy

    def source(text):
        return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"

    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    if library := held(page, "library"):
        scripts.append(library)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert (len(scripts), len(styles)) == (2, 1)
    assert sorted(re.findall(r"sha256-[^']*", policy)) == sorted(map(source, scripts + styles))


def test_page_has_no_handler_no_style_attribute_and_no_outside_part(page):
    static = re.sub(r"<script>.*?</script>|<style>.*?</style>", "", page, flags=re.DOTALL)
    static = re.sub(r'<script type="application/.*?</script>', "", static, flags=re.DOTALL)
    for tag in re.findall(r"<[a-z][^>]*>", static):
        assert not re.search(r"\s(on\w+|style|src|srcset)\s*=", tag), tag
    assert not re.search(r'<link[^>]*href="(?!data:,")', static)


def test_ids_in_the_picture_are_opaque():
    for picture in data_of(html_text(two()))["scenes"].values():
        assert {node["id"] for node in picture["nodes"]} == {"n0", "n1"}
        assert [edge["id"] for edge in picture["edges"]] == ["e0"]


def test_parallel_links_are_all_drawn_and_the_network_stays_as_it_was():
    network = co.Network(
        title="Parallel",
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[
            {"kind": "liaison", "source": "a", "target": "b"},
            {"kind": "agreement", "source": "a", "target": "b"},
            {"kind": "request", "source": "b", "target": "a"},
        ],
    )
    before = nx.node_link_data(network.graph)
    page = Page(network)
    assert len(page.edges) == 3
    assert len({json.dumps(edge["smooth"]) + edge["from"] for edge in page.edges}) == 3
    page.generate_html()
    assert nx.node_link_data(network.graph) == before


def test_number_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="value is a finite number, not nan"):
        co.Finding("A has a number", "derived", ("a",), value=float("nan"), code="MY1")
    finding = co.Finding("A has a number", "derived", ("a",), value=1.0, code="MY1")
    object.__setattr__(finding, "value", float("nan"))  # past what the constructor holds
    report = co.Report(two(), (finding,))
    with pytest.raises(co.errors.ViewError, match=r"nan.*findings\[0\].value"):
        html_text(two(), report)


def test_text_that_looks_like_markup_stays_text():
    text = html_text(
        two(title="</script><script>alert(1)</script><!--", summary="\ufffd<b>&amp;</b>")
    )
    html5lib.HTMLParser(strict=True).parse(text)
    assert "alert(1)</script>" not in text
    assert data_of(text)["title"] == "</script><script>alert(1)</script><!--"


_HEAD = ("title", "headline", "summary", "as_of", "study")


def test_data_of_the_page_is_the_document():
    network = co.load("gunrunner-2010")
    data = data_of(bundled.page("gunrunner-2010"))
    sections = records_of(data)
    fields = {name: data[name] for name in _HEAD if data[name]}
    assert co.Network(**fields, examined=data["examined"], **sections) == network


def test_columns_keep_what_differs_only_in_type():
    fields = [{"a": 1}, {"a": True}, {"a": 1.0}, {"a": "1"}, {}, {"b": None}] * 4
    back = rows(table(fields))
    assert back == [{name: v for name, v in row.items() if v is not None} for row in fields]
    assert [type(row.get("a")) for row in back[:4]] == [int, bool, float, str]


def test_a_requirement_of_several_agencies_is_one_row_and_keeps_the_others_in_place():
    network = co.loads("""
        title: Several
        functions: [{id: f, name: Rescue}]
        sources: [{id: s, title: S}]
        agencies:
        - {id: a, name: A, jurisdiction: US}
        - {id: b, name: B, jurisdiction: US}
        - {id: c, name: C, jurisdiction: MX}
        links:
        - {kind: liaison, source: a, target: c, status: absent, functions: [f],
           evidence: [{source: s, at: p. 1}]}
        requirements:
        - {id: several, agency: [a, b], counterpart: {agency: c}, kinds: [liaison], function: f,
           examined: true}
        - {id: one, agency: c, counterpart: {agency: b}, says: They meet.,
           evidence: [{source: s, at: p. 1, finds: met}]}
    """)
    report = co.check(network)
    found = data_of(html_text(network, report))["assessments"]
    assert [one["state"] for one in found] == ["lacking", "met"]
    assert [one["asking"] for one in found] == [["a", "b"], ["c"]]
    assert found[0]["cases"] == [["a", ["c"]], ["b", ["c"]]]
    missing = {curve.key for curve in scene(network, report).curves if curve.requirement}
    assert {"required:several:b"} <= missing, "a line for each agency that misses it"


def test_columns_keep_a_default_that_depends_on_the_kind():
    link = co.model.Link(kind="request", source="a", target="b", mutual=True)
    assert co.model.Link(**record_fields(link)) == link


def test_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    path.write_text("old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        co.write_html(two(), path)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_nothing_is_written_beside_the_page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    co.write_html(two(), "page.html")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_every_script_of_the_folder_is_in_the_page():
    from importlib import resources

    folder = resources.files("coordination.view.page") / "assets" / "js"
    assert sorted(one.name for one in folder.iterdir()) == sorted(f"{name}.js" for name in SCRIPTS)


A, B, C = ({"id": key, "name": key.upper()} for key in "abc")
SMALL = {
    "nobody": {},
    "one": {"agencies": [A]},
    "two of two countries": {
        "agencies": [{**A, "jurisdiction": "US"}, {**B, "jurisdiction": "MX"}],
        "links": [
            {"kind": "liaison", "source": "a", "target": "b"},
            {"kind": "request", "source": "b", "target": "a"},
        ],
    },
    "among themselves": {
        "agencies": [{**A, "kind": "collective"}],
        "links": [{"kind": "other", "source": "a", "target": "a", "status": "absent"}],
    },
    "one instrument": {
        "agencies": [A, B, C],
        "links": [{"kind": "agreement", "parties": ["a", "b", "c"]}],
    },
    "nobody there": {
        "agencies": [A],
        "requirements": [
            {"id": "r", "agency": "a", "counterpart": {"jurisdiction": "MX"}, "examined": True}
        ],
    },
}


@pytest.mark.parametrize("records", SMALL.values(), ids=SMALL)
def test_the_smallest_networks_have_a_page(records):
    network = co.Network(title="Small", **records)
    for report in (None, co.check(network)):
        html5lib.HTMLParser(strict=True).parse(html_text(network, report))


def test_columns_and_records_give_the_same_tables_and_the_same_page(tmp_path, monkeypatch):
    network = co.testing.synthetic(agencies=50, links=100, gaps=2).network
    by_records = co.Network(**dict(network.document))
    by_columns, by_rows = (
        {name: section_table(one, name, passages) for name in ("agencies", "links")}
        for one, passages in ((network, Passages()), (by_records, Passages()))
    )
    assert by_columns == by_rows
    # A picture of so many links takes seconds: the page is of fewer.
    monkeypatch.setattr(files, "MOST_BYTES", 0)
    places, kinds, statuses = ("US", "MX"), ("liaison", "request"), ("active", "strained", "unmet")
    agencies = [f"a{n},Agency {n},{places[n % 2]}" for n in range(5)]
    links = [
        f"l{n},{kinds[n % 2]},a{n % 5},a{(n // 5 + n + 1) % 5},{statuses[n % 3]}" for n in range(12)
    ]
    table = {"agencies": ["id,name,jurisdiction", *agencies],
             "links": ["id,kind,source,target,status", *links]}  # fmt: skip
    for name, lines in table.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "rest.yaml").write_text("title: Few\n")
    network = co.load(tmp_path)
    by_records = co.Network(**dict(network.document))
    assert html_text(network) == html_text(by_records)
    # Above the limit a picture is of groups.
    network = co.testing.synthetic(agencies=FULL + 1, links=200, gaps=2).network
    by_records = co.Network(**dict(network.document))
    assert html_text(network) == html_text(by_records)


def test_long_exports_tell_how_far_they_are():
    seen = []
    with co.progress.progress(lambda what, done, total: seen.append((what, done, total))):
        html_text(co.load("gunrunner-cnn-2010"))
    assert {("drawing the pictures", 2, 2), ("writing the records", 0, len(SECTIONS))} <= set(seen)
