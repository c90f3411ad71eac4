"""A large network read as groups: opened, searched, found its way back, at any size."""

import re

import pytest

import coordination as co
from coordination.view.groups import grouping

from .accessibility import violations
from .conftest import PHONE, boxes


@pytest.fixture(scope="module")
def large():
    return co.testing.synthetic(agencies=400, links=2000, gaps=3).network


@pytest.fixture(scope="module")
def findings(large):
    return co.check(large)


@pytest.fixture(scope="module")
def file(large, findings, tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "large.html"
    co.write_html(large, path, findings)
    return path


@pytest.fixture
def opened(reader, file):
    def at(fragment="", **options):
        return reader(file, fragment, **options)

    return at


def words(locator):
    return " ".join(locator.inner_text().split())


def members(network, key):
    groups = grouping(network)
    return [
        agency
        for agency, group in zip(network.agencies, groups.of, strict=True)
        if groups.keys[group] == key
    ]


def crumbs(visit):
    return [
        " ".join(text.split()) for text in visit.page.locator(".breadcrumb li").all_inner_texts()
    ]


def links_within(network, key):
    own = set(members(network, key))
    return [link for link in network.links.values() if set(link.agencies) <= own]


def test_panel_of_a_group_counts_its_agencies_and_what_joins_it(opened, large, findings):
    visit = opened("#group=US-TX")
    own = set(members(large, "US-TX"))
    assert words(visit.heading) == "Texas"
    text = words(visit.panel)
    assert f"{len(own)} agencies" in text
    inside = links_within(large, "US-TX")
    assert f"Links inside ({len(inside)})" in text
    kinds = {link.kind for link in inside}
    assert visit.panel.locator(".kinds").first.locator("tbody tr").count() == len(kinds)
    within = [f for f in findings if f.agencies and set(f.agencies) <= own]
    across = [f for f in findings if 0 < len(own & set(f.agencies)) < len(set(f.agencies))]
    assert f"Findings within ({len(within)})" in text
    assert f"Findings with agencies elsewhere ({len(across)})" in text
    ends = [set(link.agencies) for link in large.links.values()]
    florida = set(members(large, "US-FL"))
    joined = sum(bool(one & own) and bool(one & florida) for one in ends)
    row = visit.panel.locator(".row", has_text=re.compile("^Florida"))
    assert words(row).startswith(f"Florida {joined} link")
    row.click()
    assert words(visit.heading) == "Texas – Florida"
    assert f"Links ({joined})" in words(visit.panel)


def test_group_opens_and_the_breadcrumb_leads_back(opened, large):
    visit = opened("#group=US-TX")
    visit.page.get_by_role("button", name="Open", exact=True).click()
    assert crumbs(visit) == ["All groups", "United States", "Texas"]
    own = {large.agencies[key].name for key in members(large, "US-TX")}
    shown = boxes(visit.seen())
    assert own <= shown
    assert any("Florida" in box for box in shown), "a neighbour stays as a box"
    assert not any(box.startswith("Texas") for box in shown)
    address = visit.page.url
    visit.page.get_by_role("button", name="United States", exact=True).first.click()
    assert any("Texas" in box for box in boxes(visit.seen()))
    visit.page.get_by_role("button", name="All groups").click()
    assert crumbs(visit) == ["All groups"]
    visit.page.go_back()
    visit.page.go_back()
    assert visit.page.url == address
    assert crumbs(visit)[-1] == "Texas"


def test_group_is_chosen_and_opened_by_keyboard(opened):
    visit = opened()
    visit.page.locator(".stage").focus()
    visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Enter")
    assert "Group" in words(visit.panel.locator(".kicker"))
    name = words(visit.heading)
    assert visit.page.evaluate("document.activeElement.tagName") == "H2"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.innerText") == "Open"
    visit.page.keyboard.press("Enter")
    assert crumbs(visit)[-1] == name


def test_search_finds_an_agency_and_shows_those_around_it(opened, large):
    agency = next(key for key in large.agencies if 2 <= len(large.links_of(key)) <= 8)
    visit = opened()
    visit.page.get_by_role("combobox", name="Search").fill(large.agencies[agency].name)
    visit.page.keyboard.press("Enter")
    around = {large.label(end) for link in large.links_of(agency) for end in link.agencies}
    assert boxes(visit.seen()) == around
    assert words(visit.heading) == large.agencies[agency].name


def test_hub_has_the_rest_of_its_neighbours_in_groups(opened, large):
    hub = max(large.agencies, key=lambda key: len(large.links_of(key)))
    visit = opened(f"#agency={hub}")
    shown = boxes(visit.seen())
    assert len(shown) <= 26
    assert any(re.search(r"\d+ more: ", box) or "more in other groups" in box for box in shown)


@pytest.mark.parametrize("code", ["CG101", "CG103", "CG301", "CG902"])
def test_finding_shows_its_subjects(opened, large, findings, code):
    finding = next(f for f in findings.told if f.code == code)
    visit = opened(f"#finding={finding.key}")
    named = {large.label(key) for key in finding.agencies}
    svg = visit.seen()
    assert named <= boxes(svg, lit=True)
    if code == "CG101":
        assert "required, not met" in svg
    if code == "CG103":
        assert "would clear it" in svg
    if code == "CG902":  # names no agency: all groups stay
        assert any("Texas" in box for box in boxes(svg))


def test_filters_and_days_count_the_links_anew(opened, large):
    visit = opened("#lines=all")
    before = visit.seen()
    visit.page.get_by_role("button", name="Filters").click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("button", name="None: Kind of link").click()
    dialog.get_by_role("checkbox", name=re.compile("^Training")).first.check()
    dialog.get_by_role("button", name="Done").click()
    of = dict(zip(large.agencies, grouping(large).of.tolist(), strict=True))
    pairs = {
        frozenset(of[key] for key in link.agencies)
        for link in large.links.values()
        if link.kind == "training"
    }
    after = visit.seen()
    lines = [svg.partition('<g class="legend">')[0].count("<path d") for svg in (before, after)]
    assert lines[1] == sum(len(pair) == 2 for pair in pairs) < lines[0]


def test_unknown_group_is_said(opened):
    visit = opened("#group=US-ZZ")
    assert "This file has no group" in words(visit.panel)


def test_groups_on_a_phone(opened):
    visit = opened("#group=US-TX&open=US-TX", **PHONE)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert crumbs(visit)[-1] == "Texas"


def test_axe_finds_no_violation_in_groups(opened):
    visit = opened("#group=US-TX&open=US-TX")
    assert violations(visit.page) == []


def test_large_data_is_saved_as_it_was(opened, large, tmp_path):
    saved = co.load(opened().saved("JSON", tmp_path))
    assert saved == co.Network(**dict(large.document))
