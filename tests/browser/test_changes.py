"""Recommendations applied and undone, what is disputed, and several states in one page."""

import pytest

import coordination as co
from coordination.view.page.page_firm import sentences
from coordination.view.page.series_page import write_comparison_html
from tests import bundled

from .accessibility import violations
from .conftest import PHONE

NAMES = bundled.SERIES
WIDTHS = {"desk": {}, "phone": PHONE}


def words(locator):
    return " ".join(locator.inner_text().split())


@pytest.fixture(scope="module")
def series_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("series") / "series.html"
    path.write_text(bundled.series_page(), encoding="utf-8")
    return path


def test_panel_says_how_firm_a_finding_is(reader, page_file, report):
    firm = next(one for one in co.firmness(report) if one.contested and one.undoing)
    visit = reader(page_file, f"#finding={firm.finding.key}")
    told = words(visit.panel)
    assert all(" ".join(one.split()) in told for one in sentences(firm, report.network))
    assert not any(key in told for key in firm.sources), "titles, no ids"
    visit.page.get_by_role("button", name="All findings").click()
    row = visit.page.locator(".finding-row", has_text=firm.finding.message).first
    assert "disputed" in words(row)
    assert "disputed: a source contradicts it" in words(visit.page.locator(".legend"))


def test_applying_a_recommendation_strikes_findings_and_undo_returns(reader, page_file, network):
    result = co.what_if(network, apply=["share-intelligence"])
    visit = reader(page_file, "#recommendation=share-intelligence")
    page = visit.page
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    told = f"{len(result.cleared)} findings would clear, {len(result.appeared)} would appear"
    assert page.locator("p[role=status].unseen").inner_text() == told
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    assert visit.panel.locator(".finding-row.gone").count() == len(result.cleared)
    page.get_by_role("button", name="All findings").click()
    for finding in result.cleared:
        row = page.locator(".finding-row.gone", has_text=finding.message)
        assert "would clear" in words(row.first)
    assert visit.panel.locator(".appeared li").count() == len(result.appeared)
    page.locator(".narrowing .chip").click()
    assert page.locator(".gone").count() == 0


def test_new_and_mended_links_are_drawn_in_their_new_status(reader, page_file):
    visit = reader(page_file, "#recommendation=integrate-mexico&apply=integrate-mexico")
    svg = visit.seen()
    assert "new: joint operation" in svg
    assert "membership: planned → active" in svg


def test_recommendations_are_listed_with_findings_that_have_none(reader, page_file, report):
    visit = reader(page_file)
    visit.page.locator("[data-list=recommendations]").click()
    covered = co.coverage(report)
    text = words(visit.panel)
    assert f"No recommendation recorded {len(covered.uncovered)}" in text
    for one in report.network.recommendations.values():
        assert one.says.rstrip(".") in text


def test_a_switch_leads_from_state_to_state(reader, series_file):
    visit = reader(series_file)
    page = visit.page
    assert words(visit.heading) == "What changed since 2016"
    page.get_by_role("button", name="2009").focus()
    page.keyboard.press("Enter")
    first = bundled.network(NAMES[0])
    assert words(page.locator(".meta")).startswith(first.title)
    assert page.evaluate("document.activeElement.dataset.at") == "0"
    assert first.title in page.locator("p[role=status].unseen").inner_text()
    page.locator("[data-list=findings]").click()
    assert page.locator(".finding-row").count() == len(bundled.report(NAMES[0]).told)
    assert page.locator(".app").count() == page.locator(".tools").count() == 1
    page.go_back()
    page.wait_for_function("document.querySelector('.meta').textContent.includes('2021')")


def test_findings_say_what_became_of_them(reader, series_file):
    step = co.compare(*(bundled.network(name) for name in NAMES[:2]))
    visit = reader(series_file, "#state=2009-06-18&list=findings")
    closed = step.of("closed")
    assert visit.page.get_by_text("closed by 2016").count() == len(closed)
    visit.page.locator(".state-switch").get_by_text("2016").click()
    assert visit.panel.locator(".tag.opened").count() == len(step.of("opened"))
    visit.page.locator("[data-list=changes]").click()
    gone = visit.panel.locator(".finding-row.gone").first
    gone.click()
    assert visit.page.locator(".state-switch [aria-pressed=true]").inner_text() == "2009"
    assert visit.page.locator(".panel .detail").count() == 1
    # By the label that readers see, and by one that isn't there.
    visit.page.evaluate("location.hash = '#state=2016'")
    visit.page.locator(".state-switch [aria-pressed=true]", has_text="2016").wait_for()
    visit.page.evaluate("location.hash = '#state=2012'")
    visit.page.locator(".notice", has_text="This file has no state “2012”").wait_for()


def test_series_works_without_javascript(reader, series_file):
    page = reader(series_file, java_script_enabled=False).page
    assert page.locator(".picture-still svg").count() == len(NAMES)
    assert page.get_by_role("heading", name="What changed from 2009 to 2016").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_a_series(reader, series_file, width):
    page = reader(series_file, **WIDTHS[width]).page
    for fragment in ("", "#state=2016-01-11&list=recommendations", "#show=text"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        assert found_in_both(page, width) == [], fragment


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_where_a_recommendation_is_applied(reader, page_file, width):
    fragment = "#recommendation=share-intelligence&apply=share-intelligence"
    page = reader(page_file, fragment, **WIDTHS[width]).page
    assert found_in_both(page, width) == []


def found_in_both(page, width):
    """Violations in light colours, and at a desk in dark ones."""
    found = violations(page, known_text=width == "phone")
    if width == "desk":
        page.emulate_media(color_scheme="dark")
        found += violations(page, colours_only=True)
        page.emulate_media(color_scheme="light")
    return found


def test_hostile_names_stay_text_in_a_series(reader, tmp_path):
    evil = '<img src=x onerror="alert(1)">'
    states = [
        co.Network(
            title=f"{evil} {day}",
            as_of=day,
            agencies=[{"id": "a", "name": f"{evil}{n}"}, {"id": "constructor", "name": "B"}],
            links=[{"id": "l", "kind": "liaison", "source": "a", "target": "constructor"}],
        )
        for n, day in enumerate(("2009-01-01", "2010-01-01"))
    ]
    write_comparison_html(states, tmp_path / "evil.html")
    visit = reader(tmp_path / "evil.html")
    assert visit.page.locator("img").count() == 0
    assert evil in visit.panel.inner_text()
    visit.page.locator(".state-switch button").first.click()
    assert visit.page.locator(".panel").count() == 1
