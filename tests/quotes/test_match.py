"""Quotes are found through what printing does to text, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.quotes.match import Searchable
from coordination.quotes.near import word_diff
from coordination.quotes.normalise import normalised
from coordination.quotes.source_text import Paragraph, SourceText

PARAGRAPHS = (
    "Report cites weaknesses",
    "The Bureau’s agents interdicted more than 5,400 firearms, “the report said,”\nsince 2006.",
    "ATF has been unable to pro-\nvide key training and support requested by the government.",
    "The agencies have a particularly difﬁcult time coordi­nating — despite a cross-\nborder "
    "memorandum.",
)


def text(*paragraphs: str) -> Searchable:
    parts = tuple(Paragraph(part, number) for number, part in enumerate(paragraphs, 1))
    return Searchable(SourceText(parts, ""))


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        ("unable to provide key training", 3),
        ("unable  to provide\nkey training", 3),
        ("Bureau's agents interdicted more than 5,400 firearms", 2),
        ('"the report said," since 2006', 2),
        ("particularly difficult time coordinating - despite", 4),
        ("despite a cross-border memorandum", 4),
        ("interdicted ... since 2006", 2),
        ("interdicted […] since 2006", 2),
        ("requested by the government. The agencies have", 3),
    ],
)
def test_exact(quote, paragraph):
    match = text(*PARAGRAPHS).find(quote)
    assert (match.state, first(match), match.diff) == ("exact", paragraph, "")


def first(match):
    return match.places[0].first.number


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("[i]nterdicted more than 5,400", "exact"),
        ("[a]TF has been unable", "exact"),
        ("has been [unable] to provide key training and support requested", "near"),
        ("'the report said,' since 2006", "exact"),
    ],
)
def test_what_editors_change_in_a_quote(quote, state):
    assert text(*PARAGRAPHS).find(quote).state == state


def test_every_place_of_a_quote_is_told_and_what_runs_over_an_end():
    found = text("a liaison", "no such office", "a liaison of", "two agencies").find("a liaison")
    assert [place.first.number for place in found.places] == [1, 3]
    (place,) = text(*PARAGRAPHS).find("by the government. The agencies have").places
    assert (place.first.number, place.last.number) == (3, 4)


def test_what_was_left_out_is_not_half_a_book():
    far = text("It began in Laredo.", "and so on " * 1000, "It grew in 2006.")
    assert far.find("began in Laredo ... grew in 2006").state == "not found"


def test_what_moves_a_cursor_is_no_text():
    assert normalised("a\x1b[2Jb\u202fc") == "a[2Jb c"


@pytest.mark.parametrize(
    "quote", ["the " * 9000, "agency " * 9000, " ".join(map(str, range(3000)))]
)
def test_a_quote_of_any_length_ends(quote):
    assert text(*(["the agency of the agency"] * 3000)).find(quote).state in ("near", "not found")


def test_a_near_miss_shows_the_words_that_differ():
    match = text(*PARAGRAPHS).find("ATF was unable to provide key training and support")
    assert match.state == "near"
    assert first(match) == 3
    assert match.diff == "ATF [-was-] {+has been+} unable to provide key training and support"


def test_a_wrong_beginning_is_shown_with_what_stands_there():
    match = text("Not one request was answered.").find("no request was answered")
    assert match.diff == "[-no-] {+one+} request was answered"


@pytest.mark.parametrize(
    "quote", ["the cartels buy guns at shows", "since 2006 ... many guns were sold", "...", "zzz"]
)
def test_not_found(quote):
    assert text(*PARAGRAPHS).find(quote).state == "not found"


def test_a_long_diff_is_cut():
    words = [f"w{n}" for n in range(300)]
    assert len(word_diff(words, [*words[:150], "x", *words[150:]]).split()) <= 90


@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(raw):
    assert normalised(normalised(raw)) == normalised(raw)


words = st.lists(st.sampled_from(["agency", "border", "trace", "of", "the", "guns"]), min_size=3)


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_every_run_of_words_is_found_where_it_first_stands(paragraphs, data):
    searchable = text(*(" ".join(part) for part in paragraphs))
    chosen = data.draw(st.integers(0, len(paragraphs) - 1))
    low = data.draw(st.integers(0, len(paragraphs[chosen]) - 1))
    quote = " ".join(paragraphs[chosen][low : low + 4])
    match = searchable.find(quote)
    assert match.state == "exact"
    assert first(match) <= chosen + 1
