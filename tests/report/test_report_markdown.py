import re

import pytest

from coordination.text.markdown import escaped


def test_markdown_has_headings_table_and_references(report):
    text = report.to_markdown()
    assert text.startswith("# Findings: Two agencies and a hostile \\<name\\>\n")
    assert "| MY101 | memo-alone | 1 | 0 |" in text
    assert "### MY101 A and B \\<script\\>alert(1)\\</script\\> have a memo" in text
    assert "**Criteria.** They are to share. (\\[2\\], paragraph 2)" in text
    assert "1. Ann \\[A.\\]. Review of \\*both\\* \\| agencies. OIG, 2010-11." in text
    assert "<https://example.org/a?b=1%7C2>" in text


def test_markdown_fits_under_the_heading_of_a_paper(report):
    text = report.to_markdown(level=3)
    assert {len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)} == {3, 4, 5}
    with pytest.raises(ValueError, match="level is 1 to 4"):
        report.to_markdown(level=5)


def test_markdown_shows_no_html_of_the_data(report):
    assert not re.search(r"(?<!\\)<(?!https?:)", report.to_markdown())


def test_table_rows_keep_their_number_of_cells(ignoring):
    rows = [line for line in ignoring.to_markdown().splitlines() if line.startswith("| MY101")]
    assert rows
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert "by \\| design" in rows[-1]


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "2) a", "# a", "= a", "> a", "`a`", "$a$"])
def test_nothing_in_a_text_acts_as_markdown(text):
    assert escaped(text) != text
    assert re.sub(r"\\([^\w\s])", r"\1", escaped(text)) == text


def test_brief_markdown_is_a_list(report):
    text = report.to_markdown(brief=True)
    assert "- **AA904** (derived): Nobody looked." in text and "Criteria" not in text
