"""One finding as a card: claim, agencies, quote and source, in any script, and inert."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import coordination as co
from coordination.cli import main
from coordination.view.layout.scenes import scenes
from coordination.view.page.page_data import page_data
from coordination.view.palette import LIGHT
from coordination.view.still.card import MARGIN, WIDTH, card, uncoloured_card

FIGURE = Path(__file__).resolve().parents[2] / "graphs/pictures/gunrunner-cnn-2010-cg204.svg"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def network():
    return co.load("gunrunner-cnn-2010")


def figured(network):
    """The finding that the guide shows as a card."""
    return next(one for one in co.check(network) if one.key == "CG204:atf-ice-coordination")


@pytest.fixture(scope="module")
def finding(network):
    return figured(network)


def test_the_card_in_the_guide_is_what_is_written_now(network, finding):
    told = f"{FIGURE.name} is out of date: python -m tests.renew"
    assert FIGURE.read_text(encoding="utf-8") == card(network, finding), told


def texts(document):
    return [one.text or "" for one in ET.fromstring(document).iter(f"{SVG}text")]


def test_a_card_says_what_whose_and_where(network, finding):
    said = " ".join(texts(card(network, finding)))
    for words in (
        "CG204 · strained tie · reported: a source says so",
        "Coordination between ATF and ICE does not work as it should",
        "have a particularly difficult time coordinating",
        "DOJ OIG, CNN, Report cites weaknesses",
        "9 November 2010, paragraph 8",
        "Made with coordination-graph",
    ):
        assert words in said
    assert card(network, finding) == card(network, finding) != card(network, finding, dark=True)


def test_a_card_shows_who_disagrees(network, finding):
    answer = {
        "to": {"kind": "finding", "key": finding.key},
        "position": "disagrees",
        "agency": "ice",
        "words": "The two meet every week.",
    }
    given = {"answers_version": 1, "network": {"title": network.title}, "answers": [answer]}
    after = co.accept(network, given).network
    said = " ".join(texts(card(after, co.check(after).select("CG204")[0])))
    assert "disputed" in said and "ICE disagrees The two meet every week." in said
    assert "difficult time coordinating" in said


def test_a_page_holds_the_cards_that_are_written_and_only_colours_them(network, finding):
    report = co.check(network)
    held = page_data(network, report, scenes(network, report))["findings"]
    assert [one["card"] for one in held] == [uncoloured_card(network, one) for one in report.told]
    colours = {**LIGHT.states, **LIGHT._asdict()}
    put = re.sub(r'"@(\w+)"', lambda one: f'"{colours[one[1]]}"', uncoloured_card(network, finding))
    assert put == card(network, finding)
    odd = co.Network(
        title='"@ink"',
        agencies=[{"id": "a", "name": '"@page"'}, {"id": "b", "name": "B"}],
        links=[{"kind": "request", "source": "a", "target": "b", "status": "unmet"}],
    )
    assert '"@page"' in " ".join(texts(card(odd, co.check(odd)[0]))), "names are no colours"


ARABIC = "لا يوجد تنسيق بين وكالات إنفاذ القانون المختلفة في البلاد منذ سنوات عديدة " * 6
HOSTILE = [
    "<script>alert(1)</script>", "]]><x/>", "&amp;&#x0;", '" onload="alert(1)', "A" * 20_000,
    "名" * 2_000, ARABIC, "\u202egnp.exe", "-" * 3_000, "a\u0301" * 2_000, "url(https://x.example/a)",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:8].encode("ascii", "replace"))
def test_any_text_is_wrapped_inside_the_card_and_inert(words):
    network = co.Network(
        title=words,
        sources=[{"id": "s", "title": words, "publisher": words, "published": "FY2009"}],
        agencies=[{"id": "a", "name": words[:2_000]}, {"id": "b", "name": "B"}],
        links=[
            {
                "kind": "information-sharing", "source": "a", "target": "b", "status": "strained",
                "evidence": [{"source": "s", "at": words, "quote": words, "speaker": words}],
            }
        ],
    )  # fmt: skip
    document = card(network, co.check(network).select("CG204", "CG601")[0])
    root = ET.fromstring(document)
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {"svg", "title", "rect", "text"}
    names = {name for one in root.iter() for name in one.attrib}
    assert not any(name.startswith("on") or "href" in name for name in names)
    assert "\u202e" not in document
    height = float(root.get("height"))
    assert height < 1_600
    for one in root.iter(f"{SVG}text"):
        assert MARGIN - 30 <= float(one.get("x")) <= WIDTH - MARGIN
        assert 0 < float(one.get("y")) < height
        assert len(one.text) < 200
    if words == ARABIC:
        right = [one for one in root.iter(f"{SVG}text") if one.get("text-anchor") == "end"]
        assert all(one.text[0] == "\u2067" and one.text[-1] == "\u2069" for one in right)
        assert right and all(float(one.get("x")) == WIDTH - MARGIN for one in right)


def test_a_figure_is_written_by_its_ending(network, finding, tmp_path, capsys):
    co.write_figure(finding, tmp_path / "x.svg", network=network)
    assert (tmp_path / "x.svg").read_text(encoding="utf-8") == card(network, finding)
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        co.write_figure(finding, tmp_path / "x.pdf", network=network)
    with pytest.raises(TypeError):
        co.write_figure(finding.key, tmp_path / "x.svg", network=network)
    out = str(tmp_path / "y.svg")
    assert main(["figure", "gunrunner-cnn-2010", finding.key, out, "--dark"]) == 0
    assert 'fill="#14171c"' in (tmp_path / "y.svg").read_text(encoding="utf-8")
    assert main(["figure", "gunrunner-cnn-2010", finding.key + "s", out]) == 2
    assert f"did you mean '{finding.key}'" in capsys.readouterr().err
    assert main(["figure", "gunrunner-cnn-2010", finding.key, str(tmp_path / "y.gif")]) == 2


def test_a_png_holds_the_card_at_twice_its_size(network, finding, tmp_path):
    pytest.importorskip("resvg_py")
    co.write_figure(finding, tmp_path / "x.png", network=network)
    head = (tmp_path / "x.png").read_bytes()[:24]
    height = int(re.search(r'height="(\d+)"', card(network, finding))[1])
    assert head[1:4] == b"PNG"
    assert int.from_bytes(head[16:20]) == 2 * WIDTH and int.from_bytes(head[20:24]) == 2 * height


def test_a_claim_that_begins_with_a_name_from_the_right_is_read_from_the_left():
    network = co.Network(
        title="One",
        agencies=[{"id": "a", "name": ARABIC[:12]}, {"id": "b", "name": "B"}],
        links=[{"kind": "request", "source": "b", "target": "a", "status": "unmet"}],
    )
    drawn = ET.fromstring(card(network, co.check(network).select("CG301")[0]))
    claim = next(one for one in drawn.iter(f"{SVG}text") if one.get("font-size") == "26")
    assert claim.text.startswith(ARABIC[:12])
    assert claim.get("text-anchor") is None
    assert float(claim.get("x")) == MARGIN
