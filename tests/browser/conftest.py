"""One Chromium for all browser tests, and pages opened in it as a reader opens them."""

import os
import re
import shutil
from collections import Counter
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
MEDIA = {"color_scheme": "light", "reduced_motion": "reduce", "forced_colors": "none"}
"""Where a test asks for nothing else: a picture that moves at once is where it is looked for."""


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


REST = """async (rest) => {
  document.querySelector("dialog[open]")?.close();
  document.querySelector("details.about[open]")?.removeAttribute("open");
  document.querySelector("[aria-controls=day-bar][aria-expanded=true]")?.click();
  if (location.hash.length > 1) {
    const heard = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "";
    await heard;
  }
  const search = document.querySelector(".search input");
  if (search) search.dispatchEvent(new Event("input"));
  const told = document.querySelector("p.unseen[role=status]");
  if (told) told.textContent = "";
  document.activeElement?.blur();
  for (const one of document.querySelectorAll("body, body *")) {
    if (one.scrollTop || one.scrollLeft) one.scrollTo(0, 0);
  }
  const describe = () => {
    const dialog = document.querySelector("dialog:not([open])");
    const parts = [...document.querySelectorAll("body > :not(script, dialog:not([open]))")];
    const hides = document.getElementById("text")?.checkVisibility() === false;
    const all = [...document.querySelectorAll(hides ? ":not(#text *)" : "*")];
    const inputs = all.filter((one) => one.matches("input, select") && !dialog?.contains(one));
    const moved = all.filter((one) => one.scrollTop || one.scrollLeft);
    const seen = [
      document.documentElement.className,
      document.title,
      ...parts.map((one) => one.outerHTML.replaceAll(/ (class|style)=""/g, "")),
      ...inputs.map((one) => `${one.value} ${one.checked}`),
      ...moved.map((one) => one.className),
      scrollY,
    ].join();
    const size = seen.length;
    let sum = 0;
    for (let at = 0; at < size; at += 1) sum = (Math.imul(sum, 31) + seen.charCodeAt(at)) | 0;
    return [size, sum];
  };
  await new Promise(requestAnimationFrame);
  if (rest && String(rest) === String(describe())) return rest;
  await new Promise((done) => setTimeout(done, 30));
  return describe();
}"""
"""Lead a page back to where its address names nothing, and describe what is seen there.

What a reader opened is closed, and what they scrolled is scrolled back. A search or dialog that is
closed isn't seen: it is filled anew before it opens again. Nor is what was told last. Of the
description, as long as the page, only its length and a sum are returned.
"""


PICTURE = """() => new Promise((done) => {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (file) => {
    done(file.text());
    return "";
  };
  HTMLAnchorElement.prototype.click = () => {};
  const entries = [...document.querySelectorAll(".menu button")];
  entries.find((one) => one.textContent === "Picture as SVG").click();
  URL.createObjectURL = createObjectURL;
  HTMLAnchorElement.prototype.click = click;
})"""
"""What the menu's entry would save, without a file."""

FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def drawn(page):
    """Wait until all that was asked for is drawn."""
    page.evaluate(FRAMES)


SHOWN_LINKS = """() => {
  document.querySelector(".toolbar [aria-haspopup=dialog]").click();
  const told = document.querySelector("dialog[open] .shown-links").innerText;
  document.querySelector("dialog[open] .dialog-foot .main").click();
  return told;
}"""


MOST = 3
"""Windows of the same options: one for each of the pages that a file of tests goes between."""


class Windows:
    """Open windows of a browser, by their options: a reader gets one that another has left.

    A page that nothing has been left of is still open there, as loading it is what costs most.
    Whether it is as it was when it was loaded is seen only when somebody asks for it.
    """

    def __init__(self, browser):
        self.browser = browser
        self.left = {}
        self.opened = Counter()
        self.altered = set()
        self.at_rest = {}

    def take(self, file, options, *, anew):
        """A window for the file, and whether it shows it already."""
        fixed, size, media = sorted_out(options)
        left = self.left.setdefault(repr(fixed), [])
        shows = False
        for window in () if anew else [one for one in left if shown(one) == file]:
            if shows := self.is_as_loaded(window, file, options):
                break
        else:
            window = next((one for one in left if one in self.altered), None)
            if window is None and left and self.opened[repr(fixed)] >= MOST:
                window = left[0]  # the one that nobody has asked for longest
        if window is None:
            self.opened[repr(fixed)] += 1
            window = self.browser.new_context(viewport=size, **fixed).new_page()
            window.set_default_timeout(30_000)  # a slow machine is no fault of the page
            window.emulate_media(**media)
            return window, False
        left.remove(window)
        self.altered.discard(window)
        if not shows:
            if options.get("java_script_enabled", True):
                window.evaluate("localStorage.clear()")
            window.goto("about:blank")
            self.tidy(window)
        if size != window.viewport_size:
            window.set_viewport_size(size)
        if media != MEDIA:
            window.emulate_media(**media)
        return window, shows

    def load(self, window, file, fragment, options, *, anew):
        """Load the file as somebody who opens it, at this place."""
        fixed, size, media = sorted_out(options)
        kind = repr((fixed, size, file))
        scripted = options.get("java_script_enabled", True)
        describe = scripted and not anew and kind not in self.at_rest and media == MEDIA
        window.goto(file if describe else file + fragment)
        if scripted:
            window.wait_for_selector("html.js")
        if describe:
            self.at_rest[kind] = window.evaluate(REST)
            if fragment:
                window.goto(file + fragment)

    def is_as_loaded(self, window, file, options):
        """Whether nothing is left in a window of what a reader did to it."""
        fixed, size, _ = sorted_out(options)
        rest = self.at_rest.get(repr((fixed, size, file)))
        if rest is None or window in self.altered or size != window.viewport_size:
            return False
        self.tidy(window)
        window.evaluate("localStorage.clear()")
        if "#embed" not in window.url and window.evaluate(REST, rest) == rest:
            return True
        self.altered.add(window)
        return False

    def tidy(self, window):
        """Take back what a reader may have set around a page."""
        window.context.clear_permissions()
        window.emulate_media(media="null", **MEDIA)
        window.mouse.move(0, 0)

    def leave(self, window, options):
        """Give a window back for others, as large as it was."""
        if window.viewport_size != options["viewport"]:
            window.set_viewport_size(options["viewport"])
        self.left[repr(sorted_out(options)[0])].append(window)


def shown(window):
    """The file that a window shows."""
    return window.url.partition("#")[0]


def sorted_out(options):
    """Of the options of a window: what is fixed with it, its size, and what it emulates."""
    media = {name: options.get(name, usual) for name, usual in MEDIA.items()}
    fixed = {k: v for k, v in sorted(options.items()) if k not in (*MEDIA, "viewport")}
    return fixed, options["viewport"], media


class Visit:
    """A page that somebody reads, and everything that it did on the side."""

    def __init__(self, windows, file, fragment="", *, anew=False, **options):
        self.windows = windows
        self.options = {**DESK, "accept_downloads": True, **options}
        self.address = file + fragment
        self.page, loaded = windows.take(file, self.options, anew=anew)
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
        if not loaded:
            windows.load(self.page, file, fragment, self.options, anew=anew)
        elif fragment:
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

    def seen(self):
        """The picture as it is seen, as the SVG text that the menu Save would give."""
        return self.page.evaluate(PICTURE)

    def lit(self):
        """Words of the boxes that are lit."""
        return boxes(self.seen(), lit=True)

    def shown_links(self):
        """How many links pass, as the filters say."""
        words = self.page.evaluate(SHOWN_LINKS)
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
