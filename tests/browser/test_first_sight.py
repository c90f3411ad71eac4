"""What a stranger sees first, and faults of kinds that a reader met once: many in one visit."""

import re

from coordination.view.ranking import byline, claim
from tests import bundled

from .conftest import boxes, drawn

CANVAS = "() => document.querySelector('.canvas canvas').toDataURL()"
"""All dots of the picture."""


def test_the_claim_its_sources_and_the_summary_stand_above_the_picture(desk, network, report):
    page = desk.page
    head = page.locator(".head")
    assert claim(network, report) in head.inner_text()
    assert byline(network) in head.inner_text()
    about = page.locator(".about")
    assert about.locator("p").is_hidden()
    about.locator("summary").click()
    assert about.locator("p").is_visible()
    assert " ".join(network.summary.split())[:60] in " ".join(about.inner_text().split())


def test_a_stranger_sees_the_subject_without_a_click(reader, page_file):
    told = " ".join(boxes(reader(page_file).seen()))
    for name in ("ATF", "ICE", "PGR", "Mexico", "Texas", "New Mexico", "Arizona", "California"):
        assert name in told
    assert "Project Gunrunner" in told
    assert "no single counterpart" in told


def test_a_saved_picture_has_legend_claim_source_and_date_and_no_heap_of_words(
    reader, page_file, network, report
):
    svg = reader(page_file, "#agency=atf").seen()
    words = re.findall(r"<text[^>]*>([^<]*)<", svg)
    assert "in force, strained" in words
    assert "As of 9 November 2010." in " ".join(words)
    assert f"from {len(network.sources)} sources" in " ".join(words)
    lines = [one.start() for one in re.finditer(r'<path d="M[^"]*Q', svg)]
    assert svg.index(">United States<") > max(lines), "no line strikes a name out"
    # Of 31 lit lines none has words on the screen, and none in the file.
    assert not [one for one in words if one.startswith("information sharing")]


def test_keys_focus_and_tab_stops(reader, page_file):
    page = reader(page_file, anew=True).page
    assert page.evaluate("document.querySelector('.vis-network').tabIndex") == -1
    page.keyboard.press("n")
    assert "finding=" not in page.url, "nothing in the picture or the panel has the focus"
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#agency=')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "stage", "back to the box"
    page.locator(".keys input").uncheck()
    page.locator(".stage").focus()
    page.keyboard.press("n")
    assert "finding=" not in page.url, "single keys are switched off"
    page.locator(".keys input").check()


def test_back_from_a_finding_is_back_to_the_overview(reader, page_file):
    page = reader(page_file, anew=True, reduced_motion="no-preference").page
    picture, before = page.locator(".canvas canvas"), page.evaluate(CANVAS)
    shot = picture.screenshot()
    page.locator(".finding-row").nth(2).click()
    moved_to_rest = f"""(before) => {{
      const [earlier, now] = [window.earlier, ({CANVAS})()];
      window.earlier = now;
      return now === earlier && now !== before;
    }}"""
    page.wait_for_function(moved_to_rest, arg=before, polling=100)
    page.keyboard.press("Escape")
    page.mouse.move(5, 5)
    page.wait_for_function(f"(before) => ({CANVAS})() === before", arg=before, polling=100)
    assert picture.screenshot() == shot


def test_filters_are_in_the_address_and_hold_for_list_and_picture(reader, page_file, report):
    visit = reader(page_file, "#off=status.strained,status.absent,status.unmet,status.late")
    rows = visit.page.locator(".finding-row")
    assert 0 < rows.count() < len(report)
    visit.page.get_by_label("Agency").select_option("ice")
    visit.page.wait_for_function("location.hash.includes('about=ice')")
    assert "off=" in visit.page.url
    again = reader(page_file, anew=True, fragment="#" + visit.page.url.partition("#")[2])
    assert again.page.locator(".finding-row").count() == rows.count()


def test_a_narrowed_list_lights_its_subjects_in_the_picture(desk):
    desk.page.get_by_label("Rule").select_option("CG102")
    assert "ATF part of Justice" in " ".join(desk.lit()) or "ATF" in desk.lit()


def test_a_day_says_what_isnt_known_of_it(reader, page_file, network):
    visit = reader(page_file, "#day=1995-01-01")
    told = visit.page.locator(".day-bar output").inner_text()
    undated = sum(not link.start and not link.end for link in network.links.values())
    assert re.search(r"\d+ links? (has|have) no date|(\d+) links have no date", told)
    assert "Findings are as of 9 November 2010" in told
    assert "had another form then or didn't exist yet" in told
    assert undated > 40
    assert "ICE" in {one.split(" part")[0] for one in boxes(visit.seen())}
    own = reader(page_file, f"#day={network.as_of.isoformat()}")
    assert any("no single" in one for one in boxes(own.seen())), "required lines stay"


def test_a_neighbourhood_is_drawn_anew(reader, page_file):
    page = reader(page_file, "#agency=ice&near=ice").page
    assert page.locator(".narrowing").inner_text().startswith("Neighbourhood of ICE")
    drawn(page)


def test_a_frame_in_an_article(reader, page_file):
    page = reader(page_file, "#embed", anew=True, viewport={"width": 720, "height": 480}).page
    assert page.locator(".claim").is_visible()
    assert not page.locator(".panel").is_visible()
    assert not page.locator(".tools").is_visible()
    whole = page.get_by_role("link", name="Open the whole page")
    assert "embed" not in whole.get_attribute("href")
    assert page.locator(".canvas canvas").bounding_box()["height"] > 250
    # One finding in an article: its own claim, the source of it, and the way to all of it.
    page.evaluate("location.hash = '#embed&finding=CG204:atf-ice-joint-work'")
    page.locator(".claim", has_text="Coordination between ATF and ICE").wait_for()
    assert "page" in page.locator(".whole-page").inner_text()
    assert "finding=CG204:atf-ice-joint-work" in whole.get_attribute("href")
    page.evaluate("location.hash = '#embed&finding=CG204:mended'")
    page.locator(".whole-page", has_text="no finding “CG204:mended”").wait_for()


def test_text_has_contents_ids_and_ways_to_the_picture(reader, page_file, report):
    visit = reader(page_file, f"#finding={report.findings[9].key}&show=text")
    page = visit.page
    at_the_finding = "() => Math.abs(document.getElementById('f9').getBoundingClientRect().y) < 400"
    page.wait_for_function(at_the_finding)
    assert page.locator("article#f9").bounding_box()["y"] > -5
    page.get_by_role("button", name="Back to the picture").click()
    assert page.locator(".stage").is_visible()
    page.locator("[data-tab=text]").click()
    page.go_back()
    assert page.locator(".stage").is_visible(), "Back leads from the text to the picture"
    page.locator("[data-tab=text]").click()
    page.locator(".contents a[href='#f3']").click()
    page.wait_for_function("() => document.getElementById('f3').getBoundingClientRect().y < 500")
    page.locator("article#f3").get_by_role("button", name="Show in the picture").click()
    assert visit.heading.inner_text().rstrip(".") == report.findings[3].message.rstrip(".")
    assert report.findings[3].message[:30] in page.title()


def test_one_finding_prints_on_one_sheet_and_the_list_comes_first(reader, page_file, report):
    visit = reader(page_file, f"#finding={report.findings[4].key}")
    page = visit.page
    page.evaluate("() => document.documentElement.classList.add('print-chosen')")
    one = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", one)) <= 2
    page.evaluate("() => document.documentElement.classList.remove('print-chosen')")
    page.emulate_media(media="print")
    contents = page.locator(".contents").bounding_box()
    assert contents["y"] < page.locator("article.finding").first.bounding_box()["y"]
    assert page.locator(".contents ol li").count() == len(report.told)


def test_systems_that_set_all_colours_keep_the_dots_apart(reader, page_file):
    page = reader(page_file, forced_colors="active").page
    widths = {
        kind: page.locator(f".basis.{kind}").first.evaluate(
            "element => getComputedStyle(element, '::before').borderTopWidth"
        )
        for kind in ("reported", "derived")
    }
    assert widths["reported"] != widths["derived"]
    # The names that a browser's search finds stay unseen: the picture has them already.
    colour = page.locator(".names span").first.evaluate("one => getComputedStyle(one).color")
    assert colour == "rgba(0, 0, 0, 0)"
    pressed = page.locator(".tabs [aria-pressed=true]").first
    other = page.locator(".tabs [aria-pressed=false]").first
    ground = "element => getComputedStyle(element).backgroundColor"
    assert pressed.evaluate(ground) != other.evaluate(ground)


def test_colour_tells_the_kind_where_a_reader_asks(desk):
    before = desk.seen()
    desk.page.get_by_label("Colour by kind").check()
    desk.page.wait_for_function("location.hash.includes('colour=kind')")
    after = desk.seen()
    assert "Information, leads, reports" in after
    assert "Information, leads, reports" not in before
    desk.page.get_by_label("Colour by kind").uncheck()


def test_the_legend_explains_the_casing_also_beside_a_missing_tie():
    assert "set down: agreement, oversight, membership" in bundled.page("gunrunner-2010")


def test_questions_have_a_tab_of_their_own_and_are_no_findings(desk, report):
    assert report.questions, "the network raises questions"
    page = desk.page
    page.locator("[data-list=questions]").click()
    page.wait_for_function("location.hash.includes('list=questions')")
    items = page.locator(".question")
    assert items.count() == len(report.questions)
    items.first.locator("summary").click()
    assert "Ask" in items.first.inner_text()
    shown = items.first.locator("summary").inner_text()
    assert items.first.inner_text().count(shown) == 1, "what is recorded doesn't ask it again"
    assert page.locator(".finding-row").count() == 0
    page.locator("[data-tab=text]").click()
    assert report.questions[0].text[:40] in page.locator("#text").inner_text()


def test_the_browsers_own_search_finds_a_box_where_it_is(reader, page_file):
    page = reader(page_file).page
    drawn(page)
    page.evaluate("() => getSelection().collapse(document.body, 0)")
    assert page.evaluate("() => window.find('SEDENA')")
    spot = page.evaluate(
        "() => { const b = getSelection().getRangeAt(0).getBoundingClientRect();"
        " return [b.x, b.y, b.width]; }"
    )
    stage = page.locator(".stage").bounding_box()
    assert stage["x"] <= spot[0] <= stage["x"] + stage["width"]
    assert stage["y"] <= spot[1] <= stage["y"] + stage["height"]
    assert spot[2] > 5
