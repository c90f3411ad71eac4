"""Markup of the page: words stay words, whichever way they come in."""

import pytest

from coordination.view.page.markup import (
    BREAK,
    Markup,
    block,
    element,
    english,
    in_lines,
    joined,
    own,
    table,
)

WORDS = "<b onclick=\"x\">'A' & B</b>"
SAFE = "&lt;b onclick=&#34;x&#34;&gt;&#39;A&#39; &amp; B&lt;/b&gt;"


@pytest.mark.parametrize(
    "made",
    [
        element("p", WORDS),
        element("p", title=WORDS),
        block("p", WORDS),
        in_lines([WORDS]),
        joined(WORDS, own(WORDS)),
        table(WORDS, [WORDS], [(WORDS, WORDS)], name=WORDS),
        table("", [""], [], empty=WORDS),
        BREAK.join([WORDS]),
        Markup("<p>{}</p>").format(WORDS),
    ],
)
def test_words_are_escaped_once_wherever_they_stand(made):
    assert SAFE in made
    assert "<b" not in made
    assert element("i", made) == Markup(f"<i>{made}</i>")


def test_characters_that_html_has_no_place_for_are_left_out():
    assert element("p", "a\x00b\x0cc\ufffe\U0001ffffd\n") == "<p>abcd\n</p>"


def test_words_that_may_run_from_the_right_keep_their_direction():
    assert own("وزارة & co") == "<bdi>وزارة &amp; co</bdi>"
    assert own("é & co") == "é &amp; co"
    assert own(None) == ""


def test_a_sentence_in_a_script_from_the_right_is_not_taken_for_english():
    assert english("لا يوجد & نظير") == "<bdi>لا يوجد &amp; نظير</bdi>"
    assert english("وزارة & co") == '<bdi dir="ltr">وزارة &amp; co</bdi>'
