"""The page of a rule as text, and the table of rules."""

from __future__ import annotations

import pytest

import coordination as co
from coordination.rules.explain import rules_table


@co.rule("MY208", "long-page")
def long_page(network, *, minimum=2):
    """A rule whose first paragraph is one sentence that doesn't fit into the columns of a terminal.

    Another paragraph | with a bar.

    Why it matters:
        It does, for these reasons:
        - one;
        - another, which is told in so many words that it needs more than the one line it has.

    Options:
        minimum (default 2): the first, told in so many words that it runs on, and on, and
            on into the next line.
        limit (default 3): the second.

    Flagged:
        title: Data keeps its lines
        agencies:
          - {id: a, name: A}

    Remedy:
        Do it.
    """
    return []


@co.rule("MY209", "short-page")
def short_page(network):
    """A | B."""
    return []


def test_every_section_is_there_in_order_and_within_the_width():
    text = co.explain("my208", rules=[long_page])
    assert text.startswith("MY208 long-page\n\nA rule whose first")
    assert max(map(len, text.splitlines())) <= 80
    places = [text.index(f"\n{name}:\n") for name in ("Why it matters", "Options", "Flagged")]
    assert places == sorted(places)
    assert "    agencies:\n      - {id: a, name: A}\n" in text
    assert "    - one;\n    - another, which" in text
    assert "    minimum (default 2): the first" in text
    assert "\n    limit (default 3): the second.\n" in text
    assert text.endswith("Do it.\n")


def test_a_narrow_page_keeps_its_words():
    words = co.explain("MY208", rules=[long_page]).split()
    assert co.explain("long-page", rules=[long_page], width=40).split() == words


def test_the_table_has_a_row_for_each_rule_and_keeps_its_columns():
    table = rules_table([long_page, short_page]).splitlines()
    assert table[0] == "| code | name | holds when |"
    assert table[2].startswith("| MY208 | long-page | A rule whose first paragraph")
    assert table[3] == "| MY209 | short-page | A \\| B. |"
    assert len(rules_table().splitlines()) == 2 + len(co.RULES)


@pytest.mark.parametrize("rule", co.RULES, ids=lambda rule: rule.code)
def test_each_rule_has_a_page(rule):
    text = co.explain(rule.code)
    assert rule.name in text
    prose = [line for line in text.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= 80
    assert co.explain(rule.name.upper()) == text


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("MY219", "did you mean"),
        ("short-pages", "did you mean 'short-page'"),
        ("MY2", "the rules that it covers are MY208, MY209"),
        ("", "no rule has the code or name ''"),
        ("zzz", "no rule has the code or name 'zzz'"),
    ],
)
def test_an_unknown_code_is_answered_with_what_is_near(code, message):
    with pytest.raises(co.errors.UnknownRule) as caught:
        co.explain(code, rules=[long_page, short_page])
    assert message in str(caught.value)
