"""Broken files: each problem is told with its exact place, and nothing else is."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path

import pytest

import coordination as co

GOOD = Path(__file__).with_name("good.yaml").read_text("utf-8")


def edited(old: str, new: str, text: str = GOOD) -> str:
    assert old in text
    return text.replace(old, new, 1)


def cases() -> Iterator[tuple[str, str, str, list[str]]]:
    """Name, text, format and issues of each case in broken.txt."""
    for block in Path(__file__).with_name("broken.txt").read_text("utf-8").split("\n== ")[1:]:
        name, *lines = [line for line in block.split("\n") if line and not line.startswith("# ")]
        text, format, issues = GOOD, "yaml", []
        for line in lines:
            if " -> " in line and line[0] in "'\"":
                old, new = map(literal_eval, line.split(" -> "))
                text = edited(old, new, text)
            elif line.startswith(("YAML ", "JSON ")):
                format, text = line[:4].lower(), literal_eval(line[5:])
            else:
                issues.append(line)
        yield name, text, format, issues


CASES = list(cases())


def told(text: str, format: str) -> list[str]:
    with pytest.raises(co.DataError) as caught:
        co.loads(text, name="case", format=format)
    issues = caught.value.issues
    assert list(issues) == sorted(issues)
    assert all(issue.file == "case" and "\n" in issue.snippet for issue in issues)
    return [
        f"{issue.line}:{issue.column} {issue.where}: {issue.message}".replace(" : ", " ")
        for issue in issues
    ]


def test_the_unbroken_file_loads():
    assert len(co.loads(GOOD).agencies) == 2
    assert len(CASES) >= 80


@pytest.mark.parametrize(("name", "text", "format", "issues"), CASES, ids=[c[0] for c in CASES])
def test_broken(name, text, format, issues):
    assert told(text, format) == issues


def test_everything_is_told_in_one_run():
    broken = edited("role: lead", "role: leed").replace("target: ice", "target: icee")
    broken = broken.replace("        at: p. 3\n", "").replace("name: Customs", "nam: Customs")
    assert told(broken, "yaml") == [
        "9:35 agencies[0].mandates[0].role: 'leed' is not one of the accepted words",
        "10:5 agencies[1].name: it is missing",
        "11:5 agencies[1].nam: there is no field 'nam' here",
        "16:13 links[0].target: there is no agency 'icee'",
        "22:9 links[0].evidence[1].at: it is missing",
    ]


def test_each_record_with_passages_tells_its_own_lines():
    text = "title: x\nsources: [{id: s, title: S}]\nagencies:\n"
    for n in range(3):
        text += f"  - id: a{n}\n    name: A\n    evidence:\n"
        text += "      - source: s\n        at: p. 1\n      - at: p. 2\n        sais: x\n"
    assert told(text, "yaml") == [
        issue
        for n in range(3)
        for issue in (
            f"{9 + 7 * n}:9 agencies[{n}].evidence[1].source: it is missing",
            f"{10 + 7 * n}:9 agencies[{n}].evidence[1].sais: there is no field 'sais' here",
        )
    ]


def test_a_broken_record_hides_nothing_about_others():
    text = edited("  - id: ice\n", "  - id: ice\n    kind: shop\n")
    text = edited("about: atf", "about: atx", text)
    assert told(text, "yaml") == [
        "11:11 agencies[1].kind: 'shop' is not one of the accepted words",
        "33:25 figures[0].about: there is no agency, link, requirement or conclusion 'atx'",
    ]


def test_an_issue_shows_the_line_and_what_to_write_instead():
    with pytest.raises(co.DataError) as caught:
        co.loads(edited("ice\n    fu", "ice\n    status: activ\n    fu"), name="audit.yaml")
    assert (
        str(caught.value)
        == """\
1 issue in the data
audit.yaml:17:13: links[0].status: 'activ' is not one of the accepted words
   17 |     status: activ
      |             ^^^^^
  expected: active, prescribed, strained, late, unmet, absent, ended, planned
  did you mean 'active'?"""
    )


def test_a_long_line_is_cut_around_the_place_and_the_caret_stays_below_it():
    names = ", ".join(f"{{id: a{n}, name: Agency number {n}}}" for n in range(40))
    text = f"title: x\nagencies: [{names}, {{id: b, nam: B}}, {names.replace('id: a', 'id: c')}]"
    with pytest.raises(co.DataError) as caught:
        co.loads(text)
    for issue, word in zip(caught.value.issues, ("{id: b", "nam"), strict=True):
        line, caret = issue.snippet.split("\n")
        assert len(line) <= 80
        assert line.startswith("    2 | ...") and line.endswith("...")
        assert line[caret.index("^") :].startswith(word)


def test_wide_characters_and_tabs_keep_the_caret_in_place():
    with pytest.raises(co.DataError) as caught:
        co.loads('{"title":\t"警察", "foo": 1}', format="json")
    line, caret = caret_lines = caught.value.issues[0].snippet.split("\n")
    assert len(caret_lines) == 2
    # Each of the two wide characters takes two cells of a terminal.
    assert caret.index("^") == line.index('"foo"') + 2


def test_many_issues_are_all_kept_and_the_message_shows_the_first():
    text = "title: x\nagencies:\n" + "  - {id: a, nam: A}\n" * 300
    with pytest.raises(co.DataError) as caught:
        co.loads(text)
    assert len(caught.value.issues) == 600 + 299
    assert str(caught.value).endswith("\n... and 699 more")


def test_what_would_move_the_cursor_is_escaped():
    text = """\
title: x
"a\\e[2Jb": 1
agencies: [{id: "\\e[31m", name: "\u202ea", kind: "\u202ea"}]
"""
    with pytest.raises(co.DataError) as caught:
        co.loads(text)
    assert "\x1b" not in str(caught.value) and "\u202e" not in str(caught.value)
    assert "'a\\x1b[2Jb'" in caught.value.issues[0].message
