"""Words in lines that are as equally long as they can be."""

from itertools import combinations, pairwise

import pytest

from coordination.view.layout.text_width import text_width, wrap

TEXT = "a card of one finding names agencies, quotes law-enforcement officials and ends"
WORDS = TEXT.split()


def rows_of(words, ends):
    return tuple(" ".join(words[start:end]) for start, end in pairwise((0, *ends)))


@pytest.mark.parametrize("width", [40, 75, 110, 160, 300, 900])
@pytest.mark.parametrize("count", [1, 2, 5, 9, 12])
def test_no_other_lines_of_the_same_number_are_more_alike(width, count):
    words = WORDS[:count]
    found = wrap(" ".join(words), 14, width, lines=99)
    words = [piece for row in found for piece in row.split()]  # long ones are cut
    possible = [
        rows
        for breaks in combinations(range(1, len(words)), len(found) - 1)
        for rows in [rows_of(words, (*breaks, len(words)))]
        if all(text_width(row, 14) <= width or " " not in row for row in rows)
    ]
    assert found in possible
    spare = [sum((width - text_width(row, 14)) ** 2 for row in rows) for rows in possible]
    assert spare[possible.index(found)] == pytest.approx(min(spare))
    fewer = (
        rows_of(words, (*breaks, len(words)))
        for breaks in combinations(range(1, len(words)), max(0, len(found) - 2))
    )
    assert len(found) == 1 or not any(
        all(text_width(row, 14) <= width or " " not in row for row in rows) for rows in fewer
    )


def test_what_does_not_fit_the_last_line_ends_in_an_ellipsis():
    first, last = wrap(TEXT, 14, 110, lines=2)
    assert first == "a card of one" and text_width(last, 14) <= 110
    assert last.endswith("…")
    assert wrap("one two three", 14, 40, lines=1)[0].endswith("…")
