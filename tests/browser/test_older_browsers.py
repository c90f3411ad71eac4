"""Where a browser is older or the script fails or is refused, the page is read all the same."""

import pytest

OLDER = (
    "delete CanvasRenderingContext2D.prototype.roundRect; delete Array.prototype.at;"
    "delete Object.hasOwn; delete String.prototype.replaceAll; delete Array.prototype.toReversed;"
    "delete window.ResizeObserver;"
)
"""A browser of some years ago, as far as taking away can make one."""


def test_an_older_browser_shows_the_picture_too(chromium, page_file):
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(OLDER)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.js")
    page.locator(".finding-row").first.click()
    page.wait_for_function("location.hash.startsWith('#finding=')")
    assert errors == []
    context.close()


@pytest.mark.parametrize("missing", ["DecompressionStream", "Map", "matchMedia"])
def test_a_page_whose_script_fails_is_its_text_and_says_so(chromium, page_file, report, missing):
    context = chromium.new_context()
    context.add_init_script(f"delete window.{missing}; window.{missing} = undefined;")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(page_file.as_uri())
    note = page.locator(".still-page.said")
    note.wait_for(state="visible", timeout=20_000)
    assert "written out below" in note.inner_text()
    text = page.locator("#text").inner_text()
    assert all(finding.message in text for finding in report)
    assert errors == []
    context.close()


def test_a_page_whose_script_is_refused_is_its_text_after_five_seconds(
    chromium, page_file, report, tmp_path
):
    other = tmp_path / "altered.html"
    text = page_file.read_text(encoding="utf-8")
    other.write_text(text.replace('"use strict";', '"use strict"; '), encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(other.as_uri())
    assert page.locator("html.js").count() == 0, "its hash isn't in the policy"
    ends = page.evaluate(
        "() => document.getAnimations().map((one) => {"
        " one.finish(); return one.effect.getComputedTiming().endTime; })"
    )
    assert set(ends) == {5000}
    told = page.locator("#text").inner_text()
    assert all(finding.message in told for finding in report)
    assert page.locator("#f9").bounding_box()["height"] > 50
    assert page.locator(".still-page").is_visible()
    context.close()
