"""No text is lost at a comma between braces, and no misspelt field without a value passes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.errors import Issue

WORDS = (
    st.text("abcdefghij KLM'-()", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda word: bool(word) and word[0] not in "'-" and not word.startswith("null"))
)


def issues(text: str, form: Any = "yaml") -> tuple[Issue, ...]:
    with pytest.raises(co.DataError) as caught:
        co.loads(text, format=form)
    return tuple(caught.value.issues)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4, unique=True), st.booleans())
def test_a_text_that_a_comma_cuts_is_shown_in_quotes(parts: list[str], first: bool) -> None:
    # A piece that is a field's name is taken for that field, left empty.
    assume(not co.model.Agency.model_fields.keys() & set(parts))
    whole = ", ".join(parts)
    entries = ["id: a", f"name: {whole}"]
    text = "title: x\nagencies:\n  - {" + ", ".join(entries if first else entries[::-1]) + "}"
    (issue,) = issues(text)
    assert "a comma between braces ends a text" in issue.suggestion
    # What the hint shows is what was meant, and loads.
    mended = text.replace(f"name: {whole}", issue.suggestion.split("it doesn't: ")[1])
    assert co.loads(mended).agencies["a"].name == " ".join(whole.split())


@pytest.mark.parametrize(
    ("record", "hint"),
    [
        ("value: 62,600", "value: 62600"),
        ("value: 1,262,600", "value: 1262600"),
        ("value: 5, measure: requests, all of them", 'measure: "requests, all of them"'),
        ("value: 5, unit: cases, nearly", 'unit: "cases, nearly"'),
        ("value: 5, unit: cases, period", 'unit: "cases, period"'),
        (
            "value: 5, unit: they share, except: on Mondays",
            'unit: "they share, except: on Mondays"',
        ),
        ("value: 5, unit: 'a', b, c", ""),
    ],
)
def test_what_a_comma_leaves_over_is_told(record: str, hint: str) -> None:
    measure = "" if "measure" in record else "measure: m, "
    figure = f"{{id: f, about: a, {measure}{record}}}"
    text = f"title: x\nagencies: [{{id: a, name: A}}]\nfigures: [{figure}]"
    found = issues(text)
    assert hint in found[0].suggestion
    assert all(issue.line == 3 and issue.column > 1 for issue in found)


@pytest.mark.parametrize(
    ("field", "near"),
    [("evidense", "evidence"), ("nmae", "name"), ("levle", "level")],
)
def test_a_misspelt_field_without_a_value_is_told(field: str, near: str) -> None:
    block = f"title: x\nagencies:\n  - id: a\n    name: A\n    {field}:\n"
    flow = f"title: x\nagencies: [{{id: a, name: A, {field}: }}]"
    data = {"title": "x", "agencies": [{"id": "a", "name": "A", field: None}]}
    for text, form in ((block, "yaml"), (flow, "yaml"), (json.dumps(data), "json")):
        (issue,) = issues(text, form)
        assert f"there is no field '{field}' here" == issue.message
        assert issue.suggestion == f"did you mean '{near}'?"


def test_a_field_that_is_left_empty_is_not_given() -> None:
    network = co.loads("title: x\nagencies:\n  - {id: a, name: A, note: , kind: }\n")
    assert network.agencies["a"].note is None


def test_fields_inside_of_fields_are_looked_at_too() -> None:
    for text in (
        "title: x\nstudy: {collection: coded, by hand}",
        "title: x\nsources: [{id: s, title: S}]\n"
        "agencies: [{id: a, name: A, evidence: [{source: s, at: p. 1, says: one, two}]}]",
        "title: x\nfunctions: [{id: f, name: F}]\n"
        "agencies: [{id: a, name: A, mandates: [{function: f, rol: }]}]",
    ):
        (issue,) = issues(text)
        assert issue.line >= 2 and issue.suggestion
