"""Trials of the verifier by kind, each drawn anew: text, quote, and what is done to either."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coordination.quotes.match import Searchable
from tests.quotes import trials

KINDS = [
    (state, name)
    for state, kinds in (
        ("exact", trials.EXACT),
        ("near", trials.NEAR),
        ("not found", trials.NOT_FOUND),
    )
    for name in kinds
]


@pytest.mark.parametrize(("state", "name"), KINDS)
@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
@example(seed=16)  # half a sentence that looks like a title stands before a page's number
@example(seed=249)
@example(seed=875)
def test_each_kind_has_the_right_answer(state, name, seed):
    kind = (trials.EXACT | trials.NEAR | trials.NOT_FOUND)[name]
    text, quote = kind(random.Random(seed))
    found = Searchable(text).find(quote)
    assert found.state == state, (quote, found)
    if state == "near":
        assert "[-" in found.diff or "{+" in found.diff


def test_fifty_altered_quotes_of_a_long_text_of_common_words_are_all_found():
    rng = random.Random(7)
    words = [f"w{n}" for n in range(120)]
    paragraphs = [rng.choices(words, [1 / (n + 1) for n in range(120)], k=400) for _ in range(300)]
    searchable = Searchable(trials.source([" ".join(one) for one in paragraphs]))
    for _ in range(50):
        quote = list(rng.choice(paragraphs)[30:54])
        for at in rng.sample(range(1, 23), 3):
            quote[at] = rng.choice(trials.FOREIGN)
        assert searchable.find(" ".join(quote)).state == "near"
