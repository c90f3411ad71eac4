"""Write the committed pictures again: python -m tests.view.picture.

The still picture and the card are the same everywhere. The first sight of the page is a screenshot:
it needs Chromium, and is left as it is where there is none.
"""

import tempfile
from pathlib import Path

import coordination as co
from tests.view.test_card import FIGURE, figured
from tests.view.test_svg import PICTURE

FIRST_SIGHT = PICTURE.parent / "gunrunner-2010-first-sight.png"


def first_sight() -> bool:
    """What a reader of the page of gunrunner-2010 sees first, which README shows."""
    from tests.browser.conftest import FLAGS, chromium_path

    try:
        from playwright import sync_api as sync
    except ImportError:
        return False
    if chromium_path() is None:
        return False
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
    return True


if __name__ == "__main__":
    network = co.load("gunrunner-cnn-2010")
    PICTURE.parent.mkdir(exist_ok=True)
    co.write_svg(network, PICTURE, report=co.check(network))
    co.write_figure(figured(network), FIGURE, network=network)
    if not first_sight():
        print(f"{FIRST_SIGHT.name} is as it was: no Chromium here")
