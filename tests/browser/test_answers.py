"""The agency's answer, end to end: Respond on the page, the file, `accept`, both sides printed."""

import json
import xml.etree.ElementTree as ET

import pytest

import coordination as co
from coordination.view.still.card import card

from .accessibility import violations
from .conftest import PHONE

OPEN = """\
title: Project Gunrunner as CNN reported it, before ATF's answer
as_of: 2010-11-09
sources:
  - {id: cnn-2010, title: Report cites weaknesses, publisher: CNN, published: 2010-11-09}

passages:
  - id: atf-and-ice
    source: cnn-2010
    at: paragraph 8
    says: The two find it particularly hard to coordinate.   # the report's words
    speaker: DOJ OIG

functions:
  - {id: tracing, name: Firearms tracing}
agencies:
  - {id: doj-oig, name: Office of the Inspector General, abbreviation: DOJ OIG}
  - {id: atf, name: "Bureau of Alcohol, Tobacco, Firearms and Explosives", abbreviation: ATF,
     jurisdiction: US, mandates: [{function: tracing}]}
  - {id: ice, name: U.S. Immigration and Customs Enforcement, abbreviation: ICE,
     jurisdiction: US, mandates: [{function: tracing}]}
links:
  - {id: oig-reviews-atf, kind: oversight, source: doj-oig, target: atf,
     evidence: [{source: cnn-2010, at: paragraph 1}]}
conclusions:
  - id: atf-ice-coordination
    finds: strained-tie
    agencies: [atf, ice]
    says: The two find it hard to coordinate.
    evidence: [atf-and-ice]
recommendations:
  # One group of the 15.
  - id: share-intelligence
    by: doj-oig
    to: [atf]
    says: Upgrade the sharing of intelligence with other agencies.
    evidence:
      - {source: cnn-2010, at: paragraph 9}
"""
KEY = "CG204:atf-ice-coordination"


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "open.yaml"
    path.write_text(OPEN, encoding="utf-8")
    return path


@pytest.fixture
def page_of(data, tmp_path):
    network = co.load(data)
    path = tmp_path / "open.html"
    co.write_html(network, path, co.check(network))
    return path


def answer(page, position, words, agency=None, **cited):
    page.get_by_label(position, exact=True).check()
    if agency:
        page.get_by_label("Agency that answers").select_option(agency)
    page.get_by_label("In your words").fill(words)
    for label, value in cited.items():
        page.get_by_label(label.replace("_", " ")).first.fill(value)
    page.get_by_role("button", name="Keep").click()


def test_an_answer_goes_from_the_page_into_the_report(reader, page_of, data, tmp_path):
    visit = reader(page_of, "#recommendation=share-intelligence")
    page = visit.page
    # What other pages of the browser put into its store can't harm this one.
    page.evaluate(
        """(title) => localStorage.setItem(`coordination-answers:${title}|2010-11-09`,
      JSON.stringify([null, 1, {to: {kind: "__proto__", key: "x"}}, {to: {kind: "link", key: "x"},
        position: "agrees", agency: "x", words: "x", passage: {document: "x", date: {}}}]))""",
        co.load(data).title,
    )
    page.reload()
    page.wait_for_selector("html.js")
    # ATF concurs, as the article reports in its last paragraph.
    page.get_by_role("button", name="Respond", exact=True).click()
    assert page.get_by_label("Agency that answers").input_value() == "atf", "who was asked"
    page.get_by_role("button", name="Keep").click()
    assert "Choose whether" in page.get_by_role("alert").inner_text()
    answer(
        page, "Agree", "ATF concurs.", Document="Report cites weaknesses",
        Place_in_it="paragraph 10", Exact_words="it concurred with the recommendations",
    )  # fmt: skip
    assert "Your answer" in visit.panel.inner_text()
    # ICE denies a finding. By keyboard: Escape closes the form, and what was typed is there again.
    page.evaluate(f"location.hash = '#finding={KEY}'")
    page.get_by_role("button", name="Respond", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("In your words").fill("<b>We meet</b>\n=1+1 every week.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.respond") == f"finding:{KEY}"
    page.keyboard.press("Enter")
    assert page.get_by_label("In your words").input_value().startswith("<b>We meet")
    page.get_by_label("Date").fill("2010-02-30")
    page.get_by_label("Disagree").check()
    page.get_by_label("Agency that answers").select_option("ice")
    page.get_by_label("Who says so").fill("Assistant Director")
    page.get_by_role("button", name="Keep").click()
    assert "The date is" in page.get_by_role("alert").inner_text()
    assert violations(page) == []
    page.get_by_label("Date").fill("")
    page.get_by_role("button", name="Keep").click()
    assert page.locator(".own b").count() == 0, "text stays text"
    # A conclusion in the text, and a link, on a phone's width; all is there after a reload.
    page.get_by_role("button", name="Text and tables", exact=True).click()
    page.locator('[data-table="conclusions"] [data-respond]').click()
    answer(page, "Agree in part", "In the field it works.", "atf")
    page.reload()
    page.wait_for_selector("html.js")
    page.evaluate("location.hash = '#list=answers'")
    assert "Your answers\n3" in visit.panel.inner_text()
    # A question, to which nobody agrees: what there is is told.
    page.evaluate("location.hash = '#list=questions'")
    page.locator(".question summary").first.click()
    page.get_by_role("button", name="Respond", exact=True).first.click()
    assert page.get_by_label("Disagree").count() == 0
    page.get_by_label("Agency that answers").select_option("atf")
    page.get_by_label("In your words").fill("We have an order.")
    page.get_by_role("button", name="Keep").click()
    assert "We have an order." in page.locator(".question .own").inner_text()
    page.evaluate("location.hash = '#link=oig-reviews-atf'")
    page.get_by_role("button", name="Respond", exact=True).click()
    answer(page, "Agree", "It was reviewed.", "atf")
    page.evaluate("location.hash = '#list=answers'")
    assert violations(page) == []
    page.get_by_role("button", name="Copy as text").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save answers").click()
    assert waiting.value.suggested_filename.endswith("-answers.json")
    saved = tmp_path / "answers.json"
    waiting.value.save_as(saved)
    page.evaluate("localStorage.clear()")

    told = json.loads(saved.read_text(encoding="utf-8"))
    assert [one["to"]["kind"] for one in told["answers"]] == [
        "recommendation", "finding", "conclusion", "question", "link",
    ]  # fmt: skip
    accepted = co.accept(data, saved)
    assert accepted.note == "" and len(accepted.recorded) == 5, accepted.to_text()
    accepted.save()
    assert "# the report's words" in data.read_text(encoding="utf-8")
    assert co.accept(data, saved).diff == ""
    network = co.load(data)
    assert network.recommendations["share-intelligence"].status == "concurred"
    report = co.check(network)
    denied = next(one for one in report if one.key == KEY)
    assert denied.basis == "reported" and denied.disputed
    said = " ".join(report.to_text().split())
    assert 'ATF: agrees. ATF concurs. "it concurred with the recommendations"' in said
    assert "ICE, Assistant Director: disagrees. <b>We meet</b> =1+1 every week." in said
    assert "<b>" not in report.to_markdown().replace("\\<b>", "")

    assert "Answered by ATF: We have an order." in said

    both = tmp_path / "both.html"
    co.write_html(network, both, report)
    again = reader(both, f"#finding={KEY}", **PHONE)
    shown = again.panel.inner_text()
    assert "What the agencies say" in shown and "ICE disagrees" in shown
    assert "disputed" in shown
    assert again.page.locator("#text dl.comments").inner_text().count("disagrees") == 1
    assert violations(again.page) == []
    # The same finding as a card, with both sides; what was answered in markup stays text.
    figure = again.saved("This finding as SVG", tmp_path)
    assert figure.name.endswith("-cg204.svg")
    assert figure.read_text(encoding="utf-8") == card(network, denied)
    root = ET.fromstring(figure.read_text(encoding="utf-8"))
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {"svg", "title", "rect", "text"}
    told = " ".join(one.text for one in root.iter() if one.tag.endswith("text"))
    for words in ("disputed", "DOJ OIG", "ICE disagrees <b>We meet</b> =1+1 every week."):
        assert words in told
    png = again.saved("This finding as PNG", tmp_path).read_bytes()
    assert png[1:4] == b"PNG" and int.from_bytes(png[16:20]) == 1600
    again.page.evaluate("location.hash = '#'")
    again.page.locator(".menu summary").click()
    assert again.page.get_by_role("button", name="This finding").count() == 0


NO_STORE = """Object.defineProperty(window, "localStorage", {get() {
  throw new DOMException("not here", "SecurityError");
}})"""


def test_a_browser_that_keeps_nothing_says_so(chromium, page_of):
    """As in a sandboxed frame, or where cookies are off."""
    page = chromium.new_context().new_page()
    page.add_init_script(NO_STORE)
    page.goto(page_of.as_uri() + f"#finding={KEY}")
    page.get_by_role("button", name="Respond", exact=True).click()
    assert "This browser keeps nothing" in page.locator(".respond").inner_text()
    answer(page, "Agree", "So it is.", "atf")
    assert "So it is." in page.locator("aside.panel").inner_text()
    page.context.close()
