"""Lists and numbers in sentences, and text that is shown literally wherever it is written."""

import csv
import io

import pytest

from coordination.text.csv_cells import csv_bytes, csv_text, guarded, unguarded
from coordination.text.html import SHOWN, small_table
from coordination.text.language import counted, listed, plural, sentence
from coordination.text.markdown import escaped, table
from coordination.text.terminal import columns, one_line, wrap


def test_words_are_listed():
    assert [listed(list("abcd"[:size])) for size in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b"], "or") == "a or b"


def test_numbers_have_their_nouns():
    assert [counted(n, "link") for n in (0, 1, 2, 2000)] == [
        "0 links", "1 link", "2 links", "2,000 links",
    ]  # fmt: skip
    assert counted(0, "link", none="no") == "no links"
    assert counted(1, "source", one="one") == "one source"
    assert counted(2, "note about it", "notes about it") == "2 notes about it"
    assert counted(1, "note about it", "notes about it") == "1 note about it"
    assert [plural(one) for one in ("agency", "day", "tie")] == [
        "agencies",
        "days",
        "ties",
    ]


def test_a_sentence_begins_with_a_capital_and_ends():
    assert sentence(" it fails ") == "It fails."
    assert sentence("eTrace fails") == "eTrace fails."
    assert [sentence(f"Why{end}") for end in ".!?"] == ["Why.", "Why!", "Why?"]
    assert (
        sentence("a") == "A." and sentence("aB fails") == "aB fails." and sentence("A b") == "A b."
    )
    assert sentence("  ") == ""


@pytest.mark.parametrize("mark", "=+-@\t\r＝＋－＠")
def test_what_a_spreadsheet_would_compute_is_guarded(mark):
    for text in (f"{mark}1", f"'{mark}1", f"''{mark}1"):
        assert guarded(text) == "'" + text
        assert unguarded(guarded(text)) == text
    assert guarded(f"a{mark}") == f"a{mark}" == unguarded(f"a{mark}")


def test_cells_of_text_are_guarded_and_numbers_are_not():
    assert csv_text(["a", "b"], [["=1", -1.5], ["x,y", None]]) == 'a,b\n\'=1,-1.5\n"x,y",\n'
    assert csv_bytes(["é"], [["=\ud800"]]) == "é\n'=?\n".encode()


def test_markdown_shows_text_as_it_stands():
    assert escaped("a  b\nc") == "a b c"
    assert escaped("![x](y) <b> `c` *d* _e_ #f ~g~ $h$ &i ^j @k {l} [m] a|b \\n") == (
        "!\\[x\\](y) \\<b\\> \\`c\\` \\*d\\* \\_e\\_ \\#f \\~g\\~ \\$h\\$ \\&i \\^j \\@k "
        "\\{l\\} \\[m\\] a\\|b \\\\n"
    )
    assert [escaped(text) for text in ("1. a", "- a", "+ a", "2) a", "=a", "a - b")] == [
        "1\\. a", "\\- a", "\\+ a", "2\\) a", "\\=a", "a - b",
    ]  # fmt: skip


def test_tables_have_a_rule_and_numbers_at_the_right():
    assert table(["a", "b"], [["x|y", "1"]], 1) == "| a | b |\n| --- | ---: |\n| x\\|y | 1 |"
    assert table(["a"], [["`x`"]], marked=True) == "| a |\n| --- |\n| `x` |"
    assert table(["a"], []) == "| a |\n| --- |"


def test_lines_are_as_wide_as_they_may_be():
    assert list(wrap("aa bb cc", 5)) == ["aa bb", "cc"]
    assert list(wrap("aa bb cc", 4, "- ", "  ")) == ["- aa", "  bb", "  cc"]
    assert list(wrap("aaaaaaa b", 3)) == ["aaaaaaa", "b"]
    assert list(wrap("警察 b", 5)) == ["警察", "b"] and list(wrap("警察 b", 6)) == ["警察 b"]
    assert [columns(text) for text in ("abc", "é", "e\u0301", "警察", "Ａ")] == [3, 1, 1, 4, 2]
    assert one_line("a\n b\x1b[31m") == "a b\\x1b[31m" or "\x1b" not in one_line("a\x1b")


def test_a_small_table_escapes_and_says_what_it_leaves_out():
    text = small_table("<T>", "<2>", ["<h>"], [["<c>"]], more=1200, hint="x < 1")
    assert text == (
        "<p><b>&lt;T&gt;</b><br>&lt;2&gt;</p><table><thead><tr>"
        '<th scope="col">&lt;h&gt;</th></tr></thead><tbody><tr>'
        '<td style="text-align: left">&lt;c&gt;</td></tr></tbody></table>'
        "<p>1,200 more</p><p><code>x &lt; 1</code></p>"
    )
    assert small_table("T", "S", ["h"], []) == "<p><b>T</b><br>S</p>"
    assert "more" not in small_table("T", "S", ["h"], [["c"]])
    wide = small_table("T", "S", ["h", "i"], [["c", "d"], ["e", "f"]], more=1)
    assert "</th><th" in wide and "</td><td" in wide and "</tr><tr>" in wide and "1 more" in wide
    assert SHOWN == 20


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_in_a_cell_of_csv_ends_no_row(end):
    rows = [["a", f"b{end}c"], [f"{end}d", "e"]]
    text = csv_text(["x", f"y{end}"], rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [[unguarded(cell) for cell in row] for row in read] == [["x", f"y{end}"], *rows]
