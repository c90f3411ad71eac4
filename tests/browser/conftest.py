"""One Chromium for all browser tests, and pages opened in it as a reader opens them."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests import bundled

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


REST = """async () => {
  if (location.hash.length > 1) {
    const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "";
    await heard;
  }
  await new Promise((done) => setTimeout(done, 30));
  document.activeElement?.blur();
  const inputs = [...document.querySelectorAll("input, select")];
  const at = [...document.querySelectorAll("*")].filter((one) => one.scrollTop || one.scrollLeft);
  return JSON.stringify([
    document.documentElement.className, document.title, document.body.innerHTML,
    inputs.map((one) => `${one.value} ${one.checked}`), at.map((one) => one.className), scrollY,
  ]);
}"""
"""Lead a page back to where its address names nothing, and describe what is seen there."""


class Windows:
    """Open windows of a browser, by their options: a reader gets one that another has left.

    A page that nothing has been left of is still open there, as loading it is what costs most.
    """

    def __init__(self, browser):
        self.browser = browser
        self.left = {}
        self.at_rest = {}

    def open(self, file, fragment, options, *, anew):
        """A window that shows the file, at this place."""
        left = self.left.setdefault(repr(sorted(options.items())), [])
        same = next((one for one in left if one.url.partition("#")[0] == file), None)
        window = same or (left[-1] if left else None)
        if window is None:
            window = self.browser.new_context(**options).new_page()
            window.set_default_timeout(30_000)  # a slow machine is no fault of the page
        else:
            left.remove(window)
        if window is same and not anew:
            return window, fragment
        if same:
            window.goto("about:blank")
        return window, None

    def leave(self, window, options):
        """Give a window back for others, as it was opened."""
        kind = repr(sorted(options.items()))
        window.context.clear_permissions()
        window.emulate_media(media="null")
        window.mouse.move(0, 0)
        file = window.url.partition("#")[0]
        if not (options.get("java_script_enabled", True) and self._as_new(window, kind, file)):
            window.goto("about:blank")
        self.left[kind].append(window)

    def _as_new(self, window, kind, file):
        window.evaluate("localStorage.clear()")
        if "#embed" in window.url or not window.locator("html.js").count():
            return False
        if (kind, file) not in self.at_rest:
            self.at_rest[kind, file] = None  # most are opened once
            return False
        if self.at_rest[kind, file] is None:
            window.goto("about:blank")
            window.goto(file)
            window.wait_for_selector("html.js")
            self.at_rest[kind, file] = window.evaluate(REST)
            return True
        return window.evaluate(REST) == self.at_rest[kind, file]


class Visit:
    """A page that somebody reads, and everything that it did on the side."""

    def __init__(self, windows, file, fragment="", *, anew=False, **options):
        self.windows = windows
        self.options = {**DESK, "accept_downloads": True, **options}
        self.address = file + fragment
        self.page, at = windows.open(file, fragment, self.options, anew=anew)
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
        if at is None:
            self.page.goto(self.address)
            if options.get("java_script_enabled", True):
                self.page.wait_for_selector("html.js")
        elif at:
            self.page.goto(self.address)  # the page is there, and goes to the place

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
        return Visit(windows, Path(path).resolve().as_uri(), fragment, **options)

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
    return bundled.network("gunrunner-2010")


@pytest.fixture(scope="session")
def report():
    return bundled.report("gunrunner-2010")


@pytest.fixture(scope="session")
def page_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "gunrunner-2010.html"
    path.write_text(bundled.page("gunrunner-2010"), encoding="utf-8")
    return path


@pytest.fixture
def desk(reader, page_file):
    return reader(page_file)
