"""Reading the page: findings, panels, search, filters, days, neighbourhood, tour."""

import re

import pytest

import coordination as co
from coordination.requirements.assess import assess_all, state_of
from coordination.view.layout.scenes import scene
from coordination.view.ranking import FIRST, ranked
from tests.browser.conftest import boxes


def words(locator):
    return " ".join(locator.inner_text().split())


def line(text):
    return " ".join(text.split())


def named(network, keys):
    return {network.label(key) for key in keys}


def choose(visit, finding):
    visit.page.locator(".finding-row", has_text=finding.message).first.click()


def test_findings_are_listed_in_their_families_with_counts(desk, report):
    assert desk.page.locator(".finding-row").count() == len(report.told)
    families = [line(text) for text in desk.page.locator(".family h3").all_inner_texts()]
    first = {report.findings[n].key for n in ranked(report)[:FIRST]}
    assert families[0] == f"Look at these first {FIRST}"
    rest = sum(finding.family == "CG6" and finding.key not in first for finding in report)
    assert f"Information {rest}" in families
    keys = [row.get_attribute("data-key") for row in desk.page.locator(".finding-row").all()]
    assert keys[:FIRST] == [report.findings[n].key for n in ranked(report)[:FIRST]]


def test_list_filters_by_code_basis_and_agency(desk, report):
    rule, basis, agency = (desk.page.get_by_label(name) for name in ("Rule", "Basis", "Agency"))
    code = report.findings[0].code
    rule.select_option(code)
    assert desk.page.locator(".finding-row").count() == report.counts[code]
    rule.select_option("")
    basis.select_option("derived")
    derived = report.select(basis="derived")
    assert desk.page.locator(".finding-row").count() == len(derived.told)
    assert words(desk.heading) == (
        f"{len(derived)} of {len(report)} findings, {len(derived.notes)} note about the data"
    )
    basis.select_option("")
    agency.select_option("ice")
    assert desk.page.locator(".finding-row").count() == len(report.about("ice"))
    assert f"ICE ({len(report.about('ice').told)})" in agency.inner_text()


def test_chosen_finding_shows_what_was_required_found_and_on_whose_word(desk, network, report):
    finding = next(f for f in report if f.criteria and f.condition and f.clears)
    choose(desk, finding)
    text = words(desk.panel)
    assert line(finding.message).rstrip(".") in text
    assert line(finding.criteria.text) in text
    assert line(finding.condition.text) in text
    for passage in finding.criteria.evidence:
        assert line(network.sources[passage.source].title) in text
        assert line(passage.at) in text
        assert line(passage.quote or passage.says) in text
    for change in finding.clears:
        assert line(change.text).rstrip(".")[1:] in text


def test_chosen_finding_names_cause_effect_and_recommendations(reader, page_file, network, report):
    finding = next(f for f in report if f.cause and f.effect and f.recommendations)
    visit = reader(page_file, f"#finding={finding.key}")
    text = words(visit.panel)
    assert line(finding.cause) in text
    assert line(finding.effect) in text
    for key in finding.recommendations:
        assert line(network.recommendations[key].says) in text


def test_chosen_finding_lights_its_subjects_and_draws_what_would_clear_it(desk, network, report):
    finding = next(f for f in report if f.code == "CG301")
    choose(desk, finding)
    svg = desk.seen()
    lit = {text.replace("- ", "-") for text in boxes(svg, lit=True)}
    assert named(network, finding.agencies) <= lit
    assert len(lit) < len(boxes(svg)) / 2
    assert ">would clear it: request that works<" in svg
    assert ">request: unmet → active<" in svg
    assert svg.count('opacity="0.28"') > len(lit)


def test_ghost_link_leads_to_the_missing_counterpart(reader, page_file, report):
    finding = next(f for f in report if f.code == "CG102")
    visit = reader(page_file, f"#finding={finding.key}")
    svg = visit.seen()
    assert ">would clear it: liaison<" in svg
    assert any("counterpart" in text for text in boxes(svg, lit=True))


TOLD_BY_TIP = """async (name) => {
  const until = performance.now() + 400;
  const tip = document.querySelector(".tip");
  while (tip.hidden || !tip.innerText.startsWith(name)) {
    if (performance.now() > until) return false;
    await new Promise(requestAnimationFrame);
  }
  return true;
}"""
"""Whether the tip tells the name soon."""


def test_click_in_the_picture_opens_an_agency(reader, page_file, network, report):
    desk = reader(page_file)
    drawn = scene(network, report, "wide")
    box = next(one for one in drawn.boxes if one.agency == "atf")
    canvas = desk.page.locator(".canvas canvas").bounding_box()
    scale = min(canvas["width"] / drawn.width, canvas["height"] / drawn.height)
    x = canvas["x"] + canvas["width"] / 2 + (box.x - drawn.width / 2) * scale
    y = canvas["y"] + canvas["height"] / 2 + (box.y - drawn.height / 2) * scale
    name = network.agencies["atf"].name
    # The picture has a margin, so the box is near there; the pointer rests until it is told of it.
    for dx, dy in ((0, 0), (-8, 0), (8, 0), (0, -8), (0, 8), (-16, 0), (16, 0), (0, -16), (0, 16)):
        desk.page.mouse.move(x + dx - 2, y + dy - 2)
        desk.page.mouse.move(x + dx, y + dy)
        if desk.page.evaluate(TOLD_BY_TIP, name):
            desk.page.mouse.click(x + dx, y + dy)
            desk.page.wait_for_function(
                "name => document.querySelector('.panel h2').innerText === name", arg=name
            )
            desk.page.mouse.move(canvas["x"] + 2, canvas["y"] + 2)  # no hand points any more
            return
    raise AssertionError("nothing in the picture answers the pointer")


def test_agency_panel_has_functions_links_figures_findings_and_evidence(
    reader, page_file, network, report
):
    agency = network.agencies["atf"]
    visit = reader(page_file, "#agency=atf")
    assert words(visit.heading) == agency.name
    text = words(visit.panel)
    for mandate in agency.mandates:
        assert f"{network.functions[mandate.function].name}: {mandate.role}" in text
    assert f"Links ({len(network.links_of('atf'))})" in text
    assert visit.panel.locator(".finding-row").count() == len(report.about("atf"))
    for figure in network.figures.values():
        if figure.about == "atf":
            assert line(figure.measure) in text
    assert line(agency.evidence[0].says) in text


def test_link_panel_has_its_record(reader, page_file, network):
    link = network.links["atf-ice-mou"]
    visit = reader(page_file, "#link=atf-ice-mou")
    assert words(visit.heading) == line(link.name)
    text = words(visit.panel)
    for function in link.functions:
        assert network.functions[function].name in text
    for passage in link.evidence:
        assert line(passage.at) in text
    visit.panel.get_by_role("button", name="ICE", exact=True).click()
    assert words(visit.heading) == line(network.agencies["ice"].name)


def test_requirement_panel_says_whether_it_is_met(reader, page_file, network):
    key = next(iter(network.requirements))
    visit = reader(page_file, f"#requirement={key}")
    told = {"met": "· met", "lacking": "· not met", "not-examined": "· not examined"}
    assert told[state_of(network, key)] in words(visit.panel.locator(".kicker"))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("immigration", "agency"),
        ("memorandum of understanding between", "link"),
        ("no single counterpart", "finding"),
        ("policia federal", "agency"),  # written "Policía"
    ],
)
def test_search_answers_by_keyboard(desk, typed, first):
    desk.page.locator(".stage").focus()
    desk.page.keyboard.press("/")
    desk.page.keyboard.type(typed)
    hits = desk.page.locator(".hits").get_by_role("option")
    assert words(hits.first).startswith(first)
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("ArrowUp")
    title = words(hits.first.locator(".hit-words bdi").first)
    desk.page.keyboard.press("Enter")
    assert words(desk.heading) == title
    assert desk.page.evaluate("document.activeElement.tagName") == "H2"


def test_search_says_when_nothing_is_found(desk):
    desk.page.get_by_role("combobox", name="Search").fill("zzzz")
    assert words(desk.page.locator(".hits")) == "Nothing found."
    desk.page.keyboard.press("Escape")
    assert desk.page.locator(".hits").is_hidden()


def test_filters_narrow_the_picture(desk, network):
    requests = sum(link.kind == "request" for link in network.links.values())
    assert desk.shown_links() == len(network.links)
    desk.page.get_by_role("button", name="Filters").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile(r"^Request")).uncheck()
    assert f"{len(network.links) - requests} of" in words(dialog.locator(".shown-links"))
    dialog.get_by_role("button", name="None: Jurisdiction").click()
    dialog.get_by_role("checkbox", name=re.compile(r"^Mexico \d|^Mexico\d")).check()
    dialog.get_by_role("button", name="Done").click()
    mexican = {key for key, a in network.agencies.items() if a.jurisdiction == "MX"}
    left = [
        link
        for link in network.links.values()
        if link.kind != "request" and set(link.agencies) <= mexican
    ]
    assert desk.shown_links() == len(left)
    assert len(boxes(desk.seen())) <= len(mexican) + 5
    desk.page.locator(".narrowing button").click()
    assert desk.shown_links() == len(network.links)


def test_filters_by_status_and_function(desk, network):
    links = network.links.values()
    desk.page.get_by_role("button", name="Filters").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("button", name="None: Status").click()
    dialog.get_by_role("checkbox", name=re.compile("^In force, strained")).check()
    strained = sum(link.status == "strained" for link in links)
    assert words(dialog.locator(".shown-links")).startswith(f"{strained} of")
    dialog.get_by_role("button", name="Clear all").click()
    dialog.get_by_role("button", name="None: Function").click()
    name = network.functions["tracing"].name
    name = name[:1].upper() + name[1:]  # a list shows it alone
    dialog.get_by_role("checkbox", name=re.compile(f"^{re.escape(name)}")).check()
    tracing = sum("tracing" in link.functions for link in links)
    assert words(dialog.locator(".shown-links")).startswith(f"{tracing} of")


def test_basis_is_a_filter_too(desk, report):
    desk.page.get_by_role("button", name="Filters").click()
    desk.page.get_by_role("radio", name=re.compile("^Derived")).check()
    desk.page.get_by_role("button", name="Done").click()
    assert desk.page.locator(".finding-row").count() == len(report.select(basis="derived").told)


def test_day_shows_the_network_in_force(desk, network):
    desk.page.get_by_role("button", name="On a day").click()
    assert any(one.since for one in network.agencies.values())
    for day in ("1970-01-01", "2002-12-31", "2005-03-01", "2009-06-30", "2010-11-09"):
        desk.page.get_by_label("Exact day").fill(day)
        assert desk.shown_links() == len(network.at(day).links), day
    desk.page.get_by_role("button", name="On a day").click()
    assert desk.shown_links() == len(network.links)


def test_slider_goes_from_change_to_change(desk, network):
    desk.page.get_by_role("button", name="On a day").click()
    slider = desk.page.get_by_role("slider")
    assert slider.evaluate("element => element === document.activeElement")
    desk.page.keyboard.press("Home")
    first = re.search(r"day=([\d-]+)", desk.page.url)[1]
    assert desk.shown_links() == len(network.at(first).links)
    desk.page.get_by_role("button", name="Change after").click()
    second = re.search(r"day=([\d-]+)", desk.page.url)[1]
    assert second > first
    assert desk.shown_links() == len(network.at(second).links)


def test_neighbourhood_shows_an_agency_and_those_around_it(reader, page_file, network):
    visit = reader(page_file, "#agency=pgr")
    visit.page.get_by_role("button", name="Neighbourhood only").click()
    around = {end for link in network.links_of("pgr") for end in link.agencies} | {"pgr"}
    shown = boxes(visit.seen())
    assert len(shown) == len(around)
    visit.page.get_by_role("button", name=re.compile("Neighbourhood of PGR")).click()
    assert len(boxes(visit.seen())) > len(around)


def test_tour_walks_through_the_findings(desk, report):
    desk.page.get_by_role("button", name="Walk through").click()
    first = [report.findings[n] for n in ranked(report)[:FIRST]]
    ordered = first + [finding for finding in report if finding not in first]
    messages = [line(finding.message).rstrip(".") for finding in ordered]
    assert words(desk.heading).rstrip(".").lower() == messages[0].lower()
    desk.page.get_by_role("button", name="Next finding").click()
    assert words(desk.heading).rstrip(".").lower() == messages[1].lower()
    desk.page.keyboard.press("n")
    assert words(desk.heading).rstrip(".").lower() == messages[2].lower()
    desk.page.keyboard.press("p")
    desk.page.get_by_role("button", name="Previous finding").click()
    assert words(desk.panel.locator(".tour span").first) == f"1 of {len(report)}"
    desk.page.keyboard.press("Escape")
    assert words(desk.heading) == "Findings"


def test_citation_and_address_are_copied(reader, page_file, network, report):
    finding = next(f for f in report if f.criteria and f.criteria.evidence)
    visit = reader(page_file, f"#finding={finding.key}")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Copy citation").click()
    visit.page.get_by_role("button", name="Copied").wait_for()
    told = visit.page.evaluate("() => navigator.clipboard.readText()")
    assert line(finding.message).rstrip(".") in told
    assert finding.code in told
    assert network.title in told
    passage = finding.criteria.evidence[0]
    assert network.sources[passage.source].title in told
    assert passage.at in told
    # The address of a file is nobody else's: what is copied is its name and the finding.
    visit.page.get_by_role("button", name="Copy reference").click()
    visit.page.wait_for_function(
        "async (words) => (await navigator.clipboard.readText()) === words",
        arg="gunrunner-2010.html#" + visit.page.url.partition("#")[2],
    )


def test_tables_hold_every_link_and_finding(desk, network, report):
    desk.page.locator("[data-tab=text]").click()
    rows = desk.page.locator("[data-table=links] tbody tr")
    assert rows.count() == len(network.links)
    told = words(desk.page.locator("#text"))
    assert all(line(finding.message) in told for finding in report)
    required = desk.page.locator("[data-table=requirements] tbody tr")
    assert required.count() == len(assess_all(network)), "a row a case"


def test_everything_is_one_click_away_and_back(desk, network):
    before = desk.seen()
    every = desk.page.get_by_label("Everything")
    every.check()
    assert len(boxes(desk.seen())) > len(network.agencies)
    every.uncheck()
    assert desk.seen() == before


def test_what_the_first_picture_leaves_out_shows_everything_while_it_is_chosen(desk):
    every = desk.page.get_by_label("Everything")
    desk.page.locator(".search input").fill("OCDETF")
    desk.page.keyboard.press("Enter")
    assert every.is_checked()
    assert "OCDETF" in " ".join(desk.lit())
    every.uncheck()
    assert words(desk.heading) == "Findings"
    assert "OCDETF" not in desk.seen()


def test_legend_explains_only_what_occurs(reader, tmp_path):
    network = co.Network(
        title="Two",
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=[{"kind": "request", "source": "a", "target": "b", "status": "unmet"}],
    )
    co.write_html(network, tmp_path / "two.html")
    legend = reader(tmp_path / "two.html").page.locator(".legend")
    items = [line(text) for text in legend.locator("li").all_inner_texts()]
    assert items == ["asked for, not met", "runs one way"]
