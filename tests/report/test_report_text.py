import coordination as co
from coordination.text import terminal
from coordination.text.markdown import escaped
from tests import bundled


def test_text_says_counts_first_and_every_part_of_a_finding(report):
    text = report.to_text()
    counts = "2 findings: 1 reported by sources, 1 derived; 1 open question."
    flowing = " ".join(text.split())
    assert flowing.index(counts) < flowing.index("have a memo")
    for part in (
        "MY101 memo-alone (reported)",
        "Criteria  They are to share. [1]",
        "Condition They signed | and stopped. [2]",
        "Cause     No time.",
        "Effect    Guns pass.",
        "Value     1; threshold 2",
        "[1] A press report, paragraph 2",
        "They should share.",
        "[2] Review of *both* | agencies, page 3",
        '"a memo_of [both]"',
        "- Share more (B <script>alert(1)</script> to A: concurred).",
        "- They share.",
        "https://example.org/a?b=1|2",
    ):
        assert part in text


def test_what_no_source_stands_behind_is_not_reported_by_sources():
    agencies = [{"id": key, "name": key.upper()} for key in "abc"]
    said = {"evidence": [{"source": "s", "at": "p. 1", "says": "It fails."}]}
    links = [
        {
            "id": f"{ends}",
            "kind": "liaison",
            "source": ends[0],
            "target": ends[1],
            "status": "absent",
        }
        for ends in ("ab", "bc")
    ]
    source = [{"id": "s", "title": "S"}]
    for given, words in (
        ([{}, {}], "2 reported without a source, 0 derived"),
        ([said, {}], "2 reported, 1 of them without a source, 0 derived"),
        ([said, said], "2 reported by sources, 0 derived"),
    ):
        coded = [{**link, **more} for link, more in zip(links, given, strict=True)]
        made = co.Network(title="T", agencies=agencies, links=coded, sources=source)
        assert words in " ".join(co.check(made).to_text().split())


def test_text_fits_its_width_and_ends_with_one_line_break(report):
    for width in (40, 60, 80):
        text = report.to_text(width=width)
        long = [line for line in text.splitlines() if len(line) > width and " " in line.strip()]
        assert long == []
        assert text.endswith("\n") and not text.endswith("\n\n")


def test_text_counts_wide_characters_by_their_columns(network):
    finding = co.Finding("警察 " * 40, "derived", ("a",))
    one = co.Rule("MY1", "wide", lambda network: [finding])
    for line in co.check(network, rules=[one]).to_text(width=40).splitlines():
        assert terminal.columns(line) <= 40


def test_text_has_colour_only_when_asked(report):
    assert "\x1b" not in report.to_text()
    coloured = report.to_text(color=True)
    assert "\x1b[33mreported\x1b[0m" in coloured and "\x1b[36mderived\x1b[0m" in coloured


def test_text_shows_what_a_terminal_would_act_on(network):
    one = co.Rule("MY1", "evil", lambda network: [co.Finding("\x1b[2J\x07 gone", "derived", ())])
    text = co.check(network, rules=[one]).to_text()
    assert "\x1b" not in text and "\x07" not in text and "gone" in text


def test_brief_text_has_one_entry_a_finding(report):
    text = report.to_text(brief=True)
    assert "MY101  A and B" in text and "AA904  Nobody looked." in text
    assert "Criteria" not in text and "Sources" not in text


def test_ignored_findings_stay_visible_with_their_reason(ignoring):
    assert "1 ignored" in ignoring.to_text()
    assert "Reason: by | design" in " ".join(ignoring.to_text().split())
    assert "by | design" in " ".join(ignoring.to_text(brief=True).split())


def test_questions_stand_in_the_report_with_whom_to_ask(network, report, empty):
    whole = co.check(network)
    text, asked = " ".join(whole.to_text().split()), whole.questions[0]
    assert f"{asked.text} Ask: A, B <script>" in text
    assert f"- {escaped(asked.text)}" in whole.to_markdown()
    assert f"{len(whole.open)} open questions" in text
    assert "- Do they share? Ask: A." in report.to_text()
    assert "Questions" not in empty.to_text()


def test_text_of_no_findings_says_so(empty):
    assert "No findings." in empty.to_text()


def test_agencies_with_several_findings_are_named(report):
    assert "Where several findings meet" in report.to_text()


def test_bundled_reports_read_well_at_80_columns():
    for name in bundled.NAMES:
        text = bundled.report(name).to_text()
        long = [line for line in text.splitlines() if len(line) > 80 and "://" not in line]
        assert long == []
