"""One Chromium for all browser tests, and pages opened in it as a reader opens them."""

import os
import re
import shutil
from pathlib import Path

import pytest

import coordination as co

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def chromium_path():
    """Where Chromium is; the build without windows is the same engine for half the work."""
    names = ("chromium-headless-shell", "chromium")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    playwright = None if path is None else pytest.importorskip("playwright.sync_api")
    if playwright is None:
        reason = "no Chromium here: apt-get install chromium, or name one in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


class Windows:
    """Open windows of a browser, by their options: a reader gets one that another has left."""

    def __init__(self, browser):
        self.browser = browser
        self.left = {}

    def take(self, options):
        """A blank window with these options."""
        left = self.left.setdefault(repr(sorted(options.items())), [])
        return left.pop() if left else self.browser.new_context(**options).new_page()

    def leave(self, window, options):
        """Give a window back for others, as it was opened."""
        window.context.clear_permissions()
        window.emulate_media(media="null")
        window.mouse.move(0, 0)
        if options.get("java_script_enabled", True):
            window.evaluate("localStorage.clear()")
        window.goto("about:blank")
        self.left[repr(sorted(options.items()))].append(window)


class Visit:
    """A page that somebody reads, and everything that it did on the side."""

    def __init__(self, windows, address, **options):
        self.windows = windows
        self.options = {**DESK, "accept_downloads": True, **options}
        self.page = windows.take(self.options)
        self.context = self.page.context
        self.requests, self.errors, self.dialogs = [], [], []
        self.heard = {
            "request": lambda request: self.requests.append(request.url),
            "pageerror": lambda error: self.errors.append(str(error)),
            "console": self._said,
            "dialog": self._dialog,
        }
        for event, listener in self.heard.items():
            self.page.on(event, listener)
        self.address = address
        self.page.set_default_timeout(30_000)  # a slow machine is no fault of the page
        self.page.goto(address)
        if options.get("java_script_enabled", True):
            self.page.wait_for_selector("html.js")

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def panel(self):
        return self.page.locator("aside.panel")

    @property
    def heading(self):
        return self.panel.locator("h2")

    def saved(self, words, folder):
        """The file that an entry of the menu Save gives."""
        self.page.locator(".menu summary").click()
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=words).click()
        path = Path(folder) / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def seen(self, folder):
        """The picture as it is seen, as SVG text."""
        return self.saved("Picture as SVG", folder).read_text(encoding="utf-8")

    def lit(self, folder):
        """Words of the boxes that are lit."""
        return boxes(self.seen(folder), lit=True)

    def shown_links(self):
        """How many links pass, as the filters say."""
        self.page.get_by_role("button", name="Filters").click()
        words = self.page.locator(".shown-links").inner_text()
        self.page.get_by_role("button", name="Done").click()
        return int(words.split(" of ")[0].replace(",", ""))

    def close(self):
        for event, listener in self.heard.items():
            self.page.remove_listener(event, listener)
        self.windows.leave(self.page, self.options)


ACCENT = "#0b57c2"


def boxes(svg, *, lit=False):
    """Words of the boxes of a picture that was saved, all or those that are lit."""
    found = set()
    for group in re.findall(r"<g[^>]*>\n(<rect.*?)</g>", svg, re.DOTALL):
        if not lit or f'stroke="{ACCENT}"' in group:
            found.add(" ".join(re.findall(r"<text(?![^>]*font-size)[^>]*>([^<]+)<", group)))
    return found


@pytest.fixture(scope="session")
def visit(chromium):
    """Opens a page; whatever it did on the side must have been nothing."""
    windows = Windows(chromium)

    def opened(path, fragment="", **options):
        return Visit(windows, Path(path).resolve().as_uri() + fragment, **options)

    return opened


@pytest.fixture
def reader(visit):
    """Opens a page for one test and looks afterwards at what it did on the side."""
    visits = []

    def opened(path, fragment="", **options):
        visits.append(visit(path, fragment, **options))
        return visits[-1]

    yield opened
    for one in visits:
        requests = [url for url in one.requests if not url.startswith(("blob:", "data:"))]
        assert {url.partition("#")[0] for url in requests} <= {one.address.partition("#")[0]}
        assert one.errors == []
        assert one.dialogs == []
        one.close()


@pytest.fixture(scope="session")
def network():
    return co.load("gunrunner-2010")


@pytest.fixture(scope="session")
def report(network):
    return co.check(network)


@pytest.fixture(scope="session")
def page_file(network, report, tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "gunrunner-2010.html"
    co.write_html(network, path, report)
    return path


@pytest.fixture
def desk(reader, page_file):
    return reader(page_file)
