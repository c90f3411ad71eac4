import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import coordination as co
from coordination.view.headings import band_title
from coordination.view.layout.scenes import scene
from coordination.view.layout.text_width import text_width
from coordination.view.legend import legend_of
from coordination.view.palette import DARK, LIGHT
from coordination.view.still import png
from coordination.view.still.svg import svg
from coordination.view.still.svg_lines import number

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = Path(__file__).parents[2] / "graphs" / "pictures" / "gunrunner-cnn-2010.svg"


def named(name, **fields):
    return co.Network(
        title=name,
        agencies=[{"id": "a", "name": name}, {"id": "b", "name": "B"}],
        links=[{"kind": "liaison", "source": "a", "target": "b"}],
        **fields,
    )


def words(text):
    return [" ".join(node.itertext()) for node in ET.fromstring(text).iter(f"{SVG}text")]


def test_the_picture_in_the_readme_is_current(tmp_path):
    network = co.load("gunrunner-cnn-2010")
    co.write_svg(network, tmp_path / "now.svg", report=co.check(network))
    assert (tmp_path / "now.svg").read_text("utf-8") == PICTURE.read_text("utf-8"), (
        "write it again: python -m tests.view.picture"
    )


def test_a_picture_names_every_agency_and_itself():
    network = co.load("gunrunner-cnn-2010")
    text = svg(scene(network))
    root = ET.fromstring(text)
    assert root.find(f"{SVG}title").text == network.title
    assert re.match(r"14 agencies, 11 links, 1 missing counterpart", root.find(f"{SVG}desc").text)
    drawn = " ".join(words(text)).replace("- ", "-")
    for agency in network.agencies.values():
        assert all(word in drawn for word in agency.label.split())


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '"><image href="http://example.org/x"/>',
        "&amp; ]]> <!-- --> &#0;",
        "a\ufffd",
        "'; fill:url(#x)",
        "عربي",
    ],
)
def test_hostile_names_are_only_words(name):
    root = ET.fromstring(svg(scene(named(name))))
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "g", "path", "circle"}
    assert not any(
        "href" in key or key.startswith("on") for node in root.iter() for key in node.attrib
    )


def test_what_xml_has_no_place_for_is_left_out():
    picture = scene(named("Two"))._replace(title="a\x00b\x0bc\ud800d")
    assert ET.fromstring(svg(picture)).find(f"{SVG}title").text == "abcd"


def test_the_legend_tells_only_what_occurs():
    text = svg(scene(named("Two")))
    told = words(text)
    assert "in force and working" in told
    assert not {"strained", "late", "missing counterpart", "Status "} & set(told)
    legend = legend_of(scene(named("Two")))
    assert legend.layers == legend.confidences == legend.shapes == ()


def test_dark_and_light_differ_in_colour_alone():
    picture = scene(named("Two"))
    light, dark = svg(picture), svg(picture, dark=True)
    assert LIGHT.page in light
    assert DARK.page in dark
    assert re.sub("#[0-9a-f]{6}", "", light) == re.sub("#[0-9a-f]{6}", "", dark)


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "x.svg"
    target.write_text("old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        co.write_svg(named("Two"), target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


# -- PNG -------------------------------------------------------------------------------------


def test_png_without_its_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(co.errors.MissingExtra, match=r"coordination-graph\[png\]"):
        co.write_png(named("Two"), tmp_path / "x.png")


@pytest.fixture
def font():
    """Skips where no font is found, since a PNG would have no words; in CI there is one."""
    resvg = pytest.importorskip("resvg_py")
    if not png.has_font(resvg):
        reason = "no font here: apt-get install fonts-dejavu-core"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def test_png_has_the_size_of_the_picture_times_the_zoom(tmp_path, font):
    picture = scene(named("Two"))
    root = ET.fromstring(svg(picture))
    co.write_png(named("Two"), tmp_path / "x.png", zoom=3)
    data = (tmp_path / "x.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    assert (width, height) == (3 * int(root.get("width")), 3 * int(root.get("height")))


def test_png_without_fonts_says_so_instead_of_leaving_the_words_out(tmp_path, monkeypatch):
    resvg = pytest.importorskip("resvg_py")
    draw = resvg.svg_to_bytes
    monkeypatch.setattr(
        resvg, "svg_to_bytes", lambda **given: draw(**given, skip_system_fonts=True)
    )
    with pytest.raises(co.errors.ViewError, match="no font"):
        co.write_png(named("Two"), tmp_path / "x.png")
    assert not list(tmp_path.iterdir())


def test_png_refuses_what_would_exhaust_the_memory(tmp_path, monkeypatch):
    pytest.importorskip("resvg_py")
    with pytest.raises(co.errors.ViewError, match="smaller zoom"):
        co.write_png(named("Two"), tmp_path / "x.png", zoom=10**6)
    with pytest.raises(ValueError, match="zoom must be 1 or more"):
        co.write_png(named("Two"), tmp_path / "x.png", zoom=0)
    assert png.MOST_PIXELS >= 4e6


def test_a_name_as_wide_as_its_band_stays_in_it():
    network = co.Network(title="One", agencies=[{"id": "a", "name": "A", "jurisdiction": "BA"}])
    picture = scene(network)
    (band,) = picture.bands
    size, left = band_title(band, 16)
    assert band.label == "Bosnia and Herzegovina"
    assert band.x < left
    assert left + text_width(band.label, size, bold=True) <= band.x + band.width
    assert f'font-size="{number(size)}" font-weight="bold"' in svg(picture)
    assert "1 agency, 0 links" in svg(picture)
