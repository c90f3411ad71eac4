"""Write the committed pictures again: python -m tests.view.picture [--first-sight]."""

import sys
import tempfile
from pathlib import Path

import pytest

import coordination as co
from tests.view.test_svg import PICTURE

FIRST_SIGHT = PICTURE.parent / "gunrunner-2010-first-sight.png"


def first_sight() -> None:
    """What a reader of the page of gunrunner-2010 sees first, as the pictures in the guide show."""
    from tests.browser.conftest import FLAGS, chromium_path

    sync = pytest.importorskip("playwright.sync_api")
    network = co.load("gunrunner-2010")
    with tempfile.TemporaryDirectory() as folder, sync.sync_playwright() as running:
        page_file = Path(folder) / "gunrunner-2010.html"
        co.write_html(network, page_file, report=co.check(network))
        browser = running.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.wait_for_selector("html.js")
        page.wait_for_timeout(800)
        page.screenshot(path=FIRST_SIGHT)
        browser.close()


if __name__ == "__main__":
    network = co.load("gunrunner-cnn-2010")
    PICTURE.parent.mkdir(exist_ok=True)
    co.write_svg(network, PICTURE, report=co.check(network))
    if "--first-sight" in sys.argv:
        first_sight()
