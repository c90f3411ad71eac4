"""The page for everybody: axe-core, keyboard, phone, print, no JavaScript, links, downloads."""

from pathlib import Path

import pytest

import coordination as co
from coordination.view.ranking import ranked

from .accessibility import violations
from .conftest import PHONE, boxes, drawn

SHOTS = Path(__file__).parent.parent.parent / "build" / "screenshots"


WIDTHS = {"desk": {}, "phone": PHONE}
STATES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {**PHONE, "color_scheme": "light"},
    "phone-dark": {**PHONE, "color_scheme": "dark"},
}


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(reader, page_file, report, width):
    page = reader(page_file, **WIDTHS[width]).page
    panels = ("#agency=atf", "#link=atf-ice-mou") if width == "desk" else ()
    for fragment in (*panels, "", f"#finding={report.findings[0].key}"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        assert violations(page) == [], fragment
        if fragment not in panels:
            page.emulate_media(color_scheme="dark")
            assert violations(page, colours_only=True) == [], f"dark {fragment}"
            page.emulate_media(color_scheme="light")


def test_axe_finds_no_violation_in_the_tables(desk):
    desk.page.locator("[data-tab=text]").click()
    assert violations(desk.page) == []


@pytest.mark.parametrize("state", STATES)
def test_screenshots_are_written(reader, page_file, state):
    page = reader(page_file, **STATES[state]).page
    drawn(page)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{state}.png")
    assert (SHOTS / f"{state}.png").stat().st_size > 20_000


def test_print_has_the_findings_and_the_tables(reader, page_file, report):
    page = reader(page_file).page
    page.emulate_media(media="print")
    text = page.locator("#text")
    assert text.is_visible()
    told = text.inner_text()
    assert all(finding.message in told for finding in report)
    assert page.locator("#text table").first.is_visible()
    assert page.locator(".picture-still svg").is_visible()
    assert not page.locator(".app").is_visible()
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SHOTS / "print.pdf")


def test_without_javascript_all_is_there_and_no_button_is_dead(reader, page_file, network, report):
    page = reader(page_file, java_script_enabled=False).page
    assert page.locator("svg").first.is_visible()
    text = page.locator("body").inner_text()
    assert all(finding.message in text for finding in report)
    assert all(agency.name in text or agency.label in text for agency in network.agencies.values())
    assert page.locator("button:visible, input:visible, select:visible").count() == 0


def test_a_phone_scrolls_down_only(reader, page_file):
    page = reader(page_file, **PHONE).page
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".canvas canvas").bounding_box()["y"] < 300


def test_keyboard_alone_reads_a_finding(reader, page_file, report):
    page = reader(page_file, anew=True).page
    first = report.findings[ranked(report)[0]]
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.innerText?.slice(0, 900) || '',"
            " s.outlineStyle !== 'none' || s.boxShadow !== 'none']; }"
        )
        assert told[0] != "BODY" or seen, "focus never entered the page"
        if told[0] in ("BUTTON", "A", "INPUT", "SELECT"):
            assert told[2], f"no visible focus on {told[:2]}"
        seen.add(told[1])
        if first.message in told[1]:
            page.keyboard.press("Enter")
            page.wait_for_function(
                "words => document.querySelector('.panel').innerText.includes(words)",
                arg=first.condition.text[:40],
            )
            return
    raise AssertionError("sixty steps don't reach the first finding")


def test_slash_goes_to_the_search(desk):
    desk.page.locator(".stage").focus()
    desk.page.keyboard.press("/")
    assert desk.page.evaluate("document.activeElement.tagName") == "INPUT"


@pytest.mark.parametrize("kind", ["finding", "agency", "link"])
def test_deep_links_open_what_they_name(reader, page_file, network, report, kind):
    key, words = {
        "finding": (report.findings[3].key, report.findings[3].message),
        "agency": ("pgr", network.agencies["pgr"].name),
        "link": ("atf-ice-mou", "Memorandum of understanding"),
    }[kind]
    visit = reader(page_file, f"#{kind}={key}", anew=True)
    visit.page.wait_for_function(
        "words => document.querySelector('.panel').innerText.includes(words)", arg=words
    )


def test_choosing_changes_the_address(desk, report):
    desk.page.get_by_text(report.findings[0].message, exact=True).first.click()
    desk.page.wait_for_function("location.hash.startsWith('#finding=')")


def test_data_is_saved_as_json_and_the_picture_as_svg(desk, network, tmp_path):
    assert co.load(desk.saved("JSON", tmp_path)) == network, "the tool reads what the page saves"
    saved = desk.saved("Picture as SVG", tmp_path).read_text(encoding="utf-8")
    assert boxes(saved)
    assert saved == desk.seen(), "which other tests read without a file"


def test_no_motion_where_none_is_wanted(reader, page_file, report):
    visit = reader(page_file, f"#finding={report.findings[0].key}", reduced_motion="reduce")
    running = visit.page.evaluate(
        "document.getAnimations().filter(a => a.playState === 'running').length"
    )
    assert running == 0


def test_names_from_right_to_left_and_other_scripts(reader, tmp_path):
    network = co.Network(
        title="שיתוף פעולה – 協力",
        agencies=[
            {"id": "one", "name": "משטרת ישראל", "jurisdiction": "IL"},
            {"id": "two", "name": "警察庁", "jurisdiction": "JP"},
            {"id": "three", "name": "الشرطة", "jurisdiction": "EG"},
        ],
        links=[{"id": "l", "kind": "liaison", "source": "one", "target": "two"}],
    )
    co.write_html(network, tmp_path / "page.html")
    visit = reader(tmp_path / "page.html", "#agency=one")
    visit.page.wait_for_function("document.querySelector('.panel h2').innerText.includes('משטרת')")
    assert visit.page.locator(".panel [dir=auto], .panel bdi").count()


LEFT_OF = """([where, text, first, second]) => {
  const found = [...document.querySelectorAll(where)].find((one) => one.textContent.includes(text));
  const walk = document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
  const left = {};
  while (walk.nextNode()) {
    for (const words of [first, second]) {
      const at = walk.currentNode.data.indexOf(words);
      if (at < 0 || words in left) continue;
      const range = document.createRange();
      range.setStart(walk.currentNode, at);
      range.setEnd(walk.currentNode, at + words.length);
      left[words] = range.getBoundingClientRect().left;
    }
  }
  return left[first] < left[second];
}"""


def test_a_sentence_of_ours_is_read_from_the_left_whatever_name_it_begins_with(reader, tmp_path):
    network = co.Network(
        title="One",
        agencies=[
            {"id": "one", "name": "משטרה", "jurisdiction": "IL"},
            {"id": "two", "name": "الشرطة", "jurisdiction": "EG"},
        ],
        links=[{"id": "l", "kind": "request", "source": "two", "target": "one", "status": "unmet"}],
    )
    report = co.check(network).select("CG301")
    assert report[0].message.startswith("משטרה did not")
    co.write_html(network, tmp_path / "page.html", report=report)
    page = reader(tmp_path / "page.html", f"#finding={report[0].key}").page

    def reads(where, first, second):
        return page.evaluate(LEFT_OF, [where, first, first, second])

    assert reads(".claim", "משטרה", "did not")
    assert reads(".panel h2", "משטרה", "did not")
    page.evaluate("location.hash = '#link=l'")
    page.wait_for_function("document.querySelector('.panel h2').innerText.includes('→')")
    assert reads(".panel h2", "الشرطة", "משטרה"), "the arrow points to who is asked"
    page.evaluate("location.hash = '#show=text'")
    page.wait_for_function("document.documentElement.classList.contains('show-text')")
    assert reads("#text h4", "משטרה", "did not")
    assert reads("#text th", "الشرطة", "משטרה")
