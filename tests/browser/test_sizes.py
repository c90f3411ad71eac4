"""The page in windows of all sizes: nothing is cut off, covered or too small to read."""

import re
from itertools import pairwise

import pytest

from .conftest import PHONE, drawn


def resized(visit, width, height):
    """A page in a window that the reader made as large."""
    visit.page.set_viewport_size({"width": width, "height": height})
    drawn(visit.page)
    return visit.page


def test_words_on_lines_lie_on_no_box(reader, page_file, report):
    finding = next(one for one in report if one.code == "CG201")
    for options in ({}, PHONE):
        svg = reader(page_file, f"#finding={finding.key}", **options).seen()
        sizes = " ".join(rf'{name}="([-\d.]+)"' for name in ("x", "y", "width", "height"))
        found = re.findall(rf'<rect {sizes} rx="(?:5|16)"', svg)
        rects = [tuple(map(float, one)) for one in found]
        assert rects
        for x, y in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)"[^>]*paint-order', svg):
            inside = [
                box
                for box in rects
                if box[0] < float(x) < box[0] + box[2] and box[1] < float(y) - 4 < box[1] + box[3]
            ]
            assert inside == []


@pytest.mark.parametrize(("width", "height"), [(320, 256), (640, 400), (844, 390)])
def test_enlarged_the_page_scrolls_to_everything(desk, width, height):
    page = resized(desk, width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") > height
    assert page.locator(".stage").bounding_box()["height"] >= 240
    for one in page.locator(".list-tabs button").all():
        assert one.evaluate("one => one.scrollWidth <= one.clientWidth"), "words stay in the button"
    page.locator(".finding-row").last.scroll_into_view_if_needed()
    assert page.locator(".finding-row").last.is_visible()


def test_a_phone_sees_both_countries_and_no_tip_after_a_tap(reader, page_file):
    page = reader(page_file, **PHONE).page
    drawn(page)
    box = page.locator(".canvas canvas").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    assert page.locator(".tip").is_hidden()
    assert page.get_by_role("button", name="Zoom in").is_visible()


SPOTS = """() => {
  const rect = (one) => one.getBoundingClientRect();
  const stage = rect(document.querySelector(".stage"));
  const over = [...document.querySelectorAll(".zoom, .sheet")].map(rect);
  const within = (a, b) =>
    a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const found = {};
  for (const one of document.querySelectorAll(".names span")) {
    const box = rect(one);
    const below = over.some((other) => meet(box, other));
    found[one.textContent] = { whole: within(box, stage), below };
  }
  const scale = new DOMMatrix(getComputedStyle(document.querySelector(".names")).transform).a;
  return { found, scale };
}"""
"""Of each box whether all of it is in sight and whether something lies over it; and the scale."""


def covered(page):
    found = page.evaluate(SPOTS)["found"]
    return [name for name, one in found.items() if one["whole"] and one["below"]]


def test_nothing_lies_over_a_box_before_the_reader_moves(reader, page_file):
    for options in ({}, PHONE):
        page = reader(page_file, **options).page
        assert covered(page) == []
        page.evaluate("location.hash = '#lines=all'")
        page.wait_for_function("document.querySelectorAll('.names span').length > 40")
        drawn(page)
        assert covered(page) == []


def test_a_small_phone_starts_where_letters_can_be_read(reader, page_file):
    page = reader(page_file, anew=True, **{**PHONE, "viewport": {"width": 320, "height": 640}}).page
    drawn(page)
    first = page.evaluate(SPOTS)
    assert first["scale"] >= 0.5
    assert covered(page) == []
    for name in ("ATF", "ICE", "PGR", "Project Gunrunner"):
        assert first["found"][name]["whole"], name
    missing = "no single counterpart for firearms trafficking investigation"
    assert first["found"][missing]["whole"]
    page.get_by_role("button", name="Show all").click()
    drawn(page)
    assert all(one["whole"] for one in page.evaluate(SPOTS)["found"].values())
    page.locator(".finding-row").nth(1).click()
    drawn(page)
    assert page.evaluate(SPOTS)["scale"] >= 0.5, "what is chosen can be read too"
    page.evaluate("location.hash = '#day=2009-01-01'")
    page.locator(".day-bar output").wait_for()
    assert page.locator(".toolbar").bounding_box()["height"] > 36, "a day takes no room from it"
    page.locator(".stage").scroll_into_view_if_needed()
    stage, right = (page.locator(one).bounding_box() for one in (".stage", ".right"))
    assert stage["y"] + stage["height"] <= right["y"] + 1, "the panel covers none of it"


@pytest.mark.parametrize("width", [720, 820, 1000])
def test_between_phone_and_desk_nothing_overlaps_or_is_cut_off(desk, width):
    page = resized(desk, width, 900)
    tabs = [one.bounding_box() for one in page.locator(".list-tabs button").all()]
    for one, other in pairwise(tabs):
        assert one["x"] + one["width"] <= other["x"] + 1 or one["y"] + one["height"] <= other["y"]
    for one in page.locator(".list-tabs button").all():
        assert one.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert page.locator("h1").bounding_box()["height"] < 45, "the title isn't squeezed"
    page.locator("#search").fill("mexico")
    assert page.locator(".hits").bounding_box()["x"] >= 0
    page.locator("#search").fill("")


@pytest.mark.parametrize(("width", "height"), [(844, 390), (320, 256)])
def test_where_the_page_scrolls_what_is_chosen_is_in_sight(desk, width, height):
    page = resized(desk, width, height)
    page.locator(".finding-row").nth(9).click()
    page.wait_for_function("location.hash.startsWith('#finding=')")
    drawn(page)
    assert 0 <= page.locator(".panel h2").bounding_box()["y"] < height, "it begins in sight"
    if width > 700:
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        stage = page.locator(".stage").bounding_box()
        assert 0 <= stage["y"] <= height - stage["height"], "the picture stays beside it"


def test_the_legend_names_both_layers(desk):
    page = resized(desk, 1280, 950)
    told = page.locator(".legend").inner_text()
    assert "set down" in told
    assert "practised" in told
    assert "number of findings" in told
