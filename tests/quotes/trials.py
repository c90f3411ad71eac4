"""Texts, quotes drawn from them and what is done to either: trials of the verifier by kind.

Each kind is a function of a random generator that gives paragraphs (or pages of them) and a quote.
`python -m tests.quotes.trials` counts how many of each kind have the right answer.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from coordination.quotes.match import Searchable
from coordination.quotes.source_text import Paragraph, SourceText

Trial = tuple[SourceText, str]
Kind = Callable[[random.Random], Trial]


def listed(words: str) -> list[str]:
    return words.split()


WORDS = listed(
    "agency agencies border trace firearms memorandum liaison office training support report"
    " intelligence investigation difficult coordinating efficient official offices flow final"
    " requests responded information shared ministry government cooperation prosecutors weapons"
    " seized traced officials Mexico Washington region joint operation funding staff guidance"
    " Procuraduría García México élève Köln naïve Übereinkunft señor façade responsable"
    " interdicted southwest reflect affiliated officer field offered effort suffice"
)
FEW = listed("the of and to in that for by with on from at as its their has been were which an")
FOREIGN = listed("volcano glacier trombone pancake orchid zebra lantern violin meadow saffron")


def sentence(rng: random.Random, least: int = 9, most: int = 18) -> str:
    words = [
        rng.choice(FEW) if rng.random() < 0.45 else rng.choice(WORDS)
        for _ in range(rng.randint(least, most))
    ]
    words[0] = "The"
    if rng.random() < 0.4:
        words.insert(
            rng.randint(2, len(words) - 2), f"{rng.randint(1, 99)},{rng.randint(100, 999)}"
        )
    if rng.random() < 0.4:
        words[rng.randint(2, len(words) - 3)] += ","
    return " ".join(words) + "."


def prose(rng: random.Random, paragraphs: int = 8) -> list[list[str]]:
    return [[sentence(rng) for _ in range(rng.randint(2, 4))] for _ in range(paragraphs)]


def source(paragraphs: list[str]) -> SourceText:
    return SourceText(tuple(Paragraph(one, n) for n, one in enumerate(paragraphs, 1)), "")


def paged(pages: list[list[str]]) -> SourceText:
    found, number = [], 0
    for sheet, paragraphs in enumerate(pages, 1):
        for one in paragraphs:
            number += 1
            found.append(Paragraph(one, number, str(sheet), sheet))
    return SourceText(tuple(found), "")


def drawn(rng: random.Random, least: int = 6) -> tuple[list[list[str]], int, int, list[str]]:
    """A text, and the words of one of its sentences: paragraph, sentence, words."""
    text = prose(rng)
    which = rng.randrange(len(text))
    place = rng.randrange(len(text[which]))
    return text, which, place, text[which][place].split()


def whole(text: list[list[str]]) -> SourceText:
    return source([" ".join(one) for one in text])


def changed_quote(change: Callable[[random.Random, list[str]], str | None]) -> Kind:
    """A kind in which something is done to a sentence as it is quoted."""

    def kind(rng: random.Random) -> Trial:
        while True:
            text, _, _, words = drawn(rng)
            quote = change(rng, words)
            if quote is not None:
                return whole(text), quote

    return kind


def changed_source(change: Callable[[random.Random, list[str]], str | None]) -> Kind:
    """A kind in which something is done to a sentence in the source, and it is quoted without."""

    def kind(rng: random.Random) -> Trial:
        while True:
            text, which, place, words = drawn(rng)
            printed = change(rng, words)
            if printed is not None:
                text[which][place] = printed
                return whole(text), " ".join(words)

    return kind


ELLIPSES = (
    *(" . . . ", " ... ", "... ", " …", " … ", " [...] ", " […] ", " (...) ", " (…) ", " * * * "),
    *(" [. . .] ", ". . . . ", " .... ", " *** ", " <...> ", " [* * *] ", "…", " [ … ] ", " ⋯ "),
)


def ellipsis(rng: random.Random, words: list[str]) -> str:
    first = rng.randint(2, 4)
    second = rng.randint(first + 1, len(words) - 2)
    left, right = " ".join(words[:first]), " ".join(words[second:])
    return left.rstrip(",") + rng.choice(ELLIPSES) + right


def one_letter(rng: random.Random, words: list[str]) -> str:
    at = rng.randint(0, 3)
    first = words[at][0]
    return f"[{first.swapcase()}]{words[at][1:]} " + " ".join(words[at + 1 :])


def replaced(rng: random.Random, words: list[str]) -> str:
    at = rng.choice([0, rng.randint(2, len(words) - 4)])
    end = at + rng.randint(1, 3)
    return " ".join([*words[:at], "[" + rng.choice(["ATF", "the two ministries"]) + "]",
                     *words[end:]])  # fmt: skip


def within(rng: random.Random, words: list[str]) -> str | None:
    at = rng.randint(1, len(words) - 2)
    if len(words[at]) < 6 or not words[at].isalpha():
        return None
    cut = words[at][: len(words[at]) - rng.randint(1, 2)]
    return " ".join([*words[:at], f"{cut}[{rng.choice(['ed', 'ing', ''])}]", *words[at + 1 :]])


def sic(rng: random.Random, words: list[str]) -> str:
    at = rng.randint(2, len(words) - 2)
    mark = rng.choice([" [sic]", " (sic)", " [sic!]", " [emphasis added]", "[sic]"])
    return " ".join([*words[:at], words[at] + mark, *words[at + 1 :]])


def note_mark(rng: random.Random, words: list[str]) -> str | None:
    n = rng.randint(1, 140)
    raised = str(n).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    mark = rng.choice([str(n), raised, raised, f"[{n}]", "*", "†", "**", f"({n})"])
    places = [k for k in range(2, len(words) - 1) if words[k].isalpha() and len(words[k]) > 3]
    if not places:
        return None
    at = rng.choice(places)
    words = list(words)
    words[at] += mark
    if rng.random() < 0.5:
        words[-1] += rng.choice([str(n + 1), f"[{n + 1}]", "†"])
    return " ".join(words)


def keyboard(marks: tuple[str, ...], places: str) -> Callable[[random.Random, list[str]], str]:
    def change(rng: random.Random, words: list[str]) -> str:
        left, right = rng.choice(marks).split(places)
        at = rng.randint(1, len(words) - 3)
        return " ".join([*words[:at], left + words[at], words[at + 1] + right, *words[at + 2 :]])

    return change


QUOTES = tuple(
    "“_” „_“ «_» «\u00a0_\u00a0» »_« ‹_› \"_\" '_' ‘_’ ‚_‘ ``_'' ,,_'' ”_” `_´ ❝_❞".split(" ")[:-1]  # noqa: SIM905
)


def with_quotes(rng: random.Random) -> Trial:
    """The source has words in quotation marks of one keyboard, the quote in those of another."""
    text, which, place, words = drawn(rng)
    at = rng.randint(1, len(words) - 4)

    def marked(pair: str) -> str:
        left, right = pair.split("_")
        return " ".join([*words[:at], left + words[at], words[at + 1] + right, *words[at + 2 :]])

    text[which][place] = marked(rng.choice(QUOTES))
    return whole(text), marked(rng.choice(QUOTES))


def pair(theirs: str, ours: str, joined: str) -> Kind:
    """One sign of many, drawn apart for the source and for the quote."""

    def kind(rng: random.Random) -> Trial:
        text, which, place, words = drawn(rng)
        at = rng.randint(1, len(words) - 3)
        one, other = joined.replace("_", rng.choice(theirs)), joined.replace("_", rng.choice(ours))
        text[which][place] = " ".join([*words[:at], one, *words[at:]])
        return whole(text), " ".join([*words[:at], other, *words[at:]])

    return kind


SPACES = "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n"


def spaces(rng: random.Random, words: list[str]) -> str:
    return "".join(word + rng.choice(SPACES + "    ") for word in words)


def ligatures(rng: random.Random, words: list[str]) -> str | None:
    text = " ".join(words)
    for plain, one in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(plain, one)
    return None if text == " ".join(words) else text


def hyphens(mark: str) -> Callable[[random.Random, list[str]], str | None]:
    def change(rng: random.Random, words: list[str]) -> str | None:
        places = [k for k, word in enumerate(words) if len(word) > 6 and word.isalpha()]
        if not places:
            return None
        words = list(words)
        for at in rng.sample(places, min(2, len(places))):
            cut = rng.randint(2, len(words[at]) - 2)
            words[at] = words[at][:cut] + mark + words[at][cut:]
        return " ".join(words)

    return change


def decomposed(rng: random.Random, words: list[str]) -> str | None:
    text = unicodedata.normalize("NFD", " ".join(words))
    return None if text == " ".join(words) else text


def without_accents(rng: random.Random, words: list[str]) -> str | None:
    text = "".join(one for one in unicodedata.normalize("NFD", " ".join(words)) if one < "\u0300"
                   or one > "\u036f")  # fmt: skip
    return None if text == " ".join(words) else text


def apart_accents(rng: random.Random, words: list[str]) -> str | None:
    """As some PDF files have them: the accent as a sign before its letter."""
    text = " ".join(words)
    for letter, two in (("í", "´ı"), ("é", "´e"), ("ö", "¨o"), ("è", "`e"), ("ñ", "˜n")):
        text = text.replace(letter, two)
    return None if text == " ".join(words) else text


def directions(rng: random.Random, words: list[str]) -> str:
    marks = "\u200e\u200f\u202a\u202b\u202c\u2066\u2068\u2069\u061c\u200b\ufeff\u200d"
    return " ".join(rng.choice(["", one]) + word for word in words for one in [rng.choice(marks)])


def page_break(head: Callable[[random.Random, int], tuple[list[str], list[str]]]) -> Kind:
    """A sentence that runs over a page's end, with a foot and a head between its halves."""

    def kind(rng: random.Random) -> Trial:
        pages: list[list[str]] = []
        cut: list[str] = []
        quote = ""
        broken = rng.randint(1, 3)
        for number in range(5):
            body = [" ".join(one) for one in prose(rng, 3)]
            if number == broken + 1:
                body[0] = " ".join(cut) + " " + body[0]
            if number == broken:
                words = sentence(rng, 12, 18).split()
                half = rng.randint(4, 8)
                quote, cut = " ".join(words), words[half:]
                body[-1] += " " + " ".join(words[:half])
            top, bottom = head(rng, number + 10)
            pages.append(["\n".join([*top, body[0]]), *body[1:-1], "\n".join([body[-1], *bottom])])
        return paged(pages), quote

    return kind


def running_head(rng: random.Random, n: int) -> tuple[list[str], list[str]]:
    return ["Firearms Trafficking"], [f"Page {n} GAO-09-709 Firearms Trafficking"]


def page_number(rng: random.Random, n: int) -> tuple[list[str], list[str]]:
    form = rng.choice(["{}", "- {} -", "Page {}", "page {} of 30", "{} / 30", "[{}]", "Seite {}"])
    return [], [form.format(n)]


def chapter_head(rng: random.Random, n: int) -> tuple[list[str], list[str]]:
    return [f"Chapter {n}: " + " ".join(rng.sample(FOREIGN, 3)).title()], []


def foot_notes(rng: random.Random, n: int) -> tuple[list[str], list[str]]:
    note = f"{n}See the report on {' '.join(rng.sample(FOREIGN, 4))}, p. 12."
    return ["GAO-09-709"], [note, f"continued {rng.choice(FOREIGN)} in a second line.", str(n)]


def with_foot_notes(rng: random.Random) -> Trial:
    text, quote = page_break(foot_notes)(rng)
    paragraphs = []
    for one in text.paragraphs:
        if one.number % 3 == 1:  # the mark stands in the page's first paragraph
            head, _, rest = one.text.partition(". ")
            paragraphs.append(Paragraph(f"{head}.{one.sheet + 9} {rest}", one.number, one.page,
                                        one.sheet))  # fmt: skip
        else:
            paragraphs.append(one)
    first = [one for one in paragraphs if quote.split(maxsplit=1)[0] in one.text]
    assert first
    return SourceText(tuple(paragraphs), ""), quote


def without_pages(rng: random.Random) -> Trial:
    """A sentence that runs over a page's end in a text in which only a head shows it."""
    text, which, place, words = drawn(rng)
    number = rng.randint(2, 300)
    half = rng.randint(4, len(words) - 3)
    title = " ".join(rng.sample(FOREIGN, 3)).title()
    form = rng.choice(
        [
            "{n}",
            "- {n} -",
            "Page {n} of 400",
            "{n}\n\nGAO-09-709 {t}",
            "{t}\n\n{n}",
            "Page {n} GAO-09-709 {t}",
            "{t} {n}",
            "{n} {t}",
        ]
    )
    head = form.format(n=number, t=title)
    text[which][place] = f"{' '.join(words[:half])}\n\n{head}\n\n{' '.join(words[half:])}"
    parts = [part for one in text for part in " ".join(one).split("\n\n")]
    return source(parts), " ".join(words)


def columns(rng: random.Random) -> Trial:
    """Two columns side by side, line by line."""
    left, right = (" ".join(sentence(rng) for _ in range(5)).split() for _ in range(2))

    def lines(words: list[str]) -> list[str]:
        found, line = [], ""
        for word in words:
            if len(line) + len(word) > 34:
                found.append(line.strip())
                line = ""
            line += word + " "
        return [*found, line.strip()]

    one, other = lines(left), lines(right)
    height = max(len(one), len(other))
    one += [""] * (height - len(one))
    other += [""] * (height - len(other))
    gap = rng.randint(2, 6)
    page = "\n".join(f"{a.ljust(34 + gap)}{b}".rstrip() for a, b in zip(one, other, strict=True))
    words = rng.choice([left, right])
    at = rng.randint(0, len(words) - 14)
    return source(["A title of its own", page, sentence(rng)]), " ".join(words[at : at + 12])


def another_number(rng: random.Random, words: list[str]) -> str | None:
    places = [k for k, word in enumerate(words) if word[:1].isdigit()]
    if not places:
        return None
    words = list(words)
    at = places[0]
    words[at] = words[at].replace(words[at][0], str((int(words[at][0]) + 1) % 10), 1)
    return " ".join(words)


def another_word(rng: random.Random, words: list[str]) -> str:
    words = list(words)
    words[rng.randint(1, len(words) - 2)] = rng.choice(FOREIGN)
    return " ".join(words)


def a_word_less(rng: random.Random, words: list[str]) -> str:
    at = rng.randint(1, len(words) - 2)
    while words[at] == words[at + 1]:
        at = rng.randint(1, len(words) - 2)
    return " ".join(words[:at] + words[at + 1 :])


def a_negation(rng: random.Random, words: list[str]) -> str:
    at = rng.randint(2, len(words) - 2)
    return " ".join([*words[:at], rng.choice(["not", "never", "hardly"]), *words[at:]])


def three_words(rng: random.Random, words: list[str]) -> str:
    words = list(words)
    for at in rng.sample(range(1, len(words) - 1), 2):
        words[at] = rng.choice(FOREIGN)
    return " ".join(words)


def half_a_word(rng: random.Random) -> Trial:
    """A quote that begins within a word of the source and so turns its sense round."""
    text, which, place, words = drawn(rng)
    at = rng.randint(2, len(words) - 5)
    whole_word, half = rng.choice(
        [
            ("unable", "able"),
            ("disagree", "agree"),
            ("uncoordinated", "coordinated"),
            ("nonexistent", "existent"),
            ("independent", "dependent"),
        ]
    )
    text[which][place] = " ".join([*words[:at], whole_word, *words[at:]])
    return whole(text), " ".join([half, *words[at:]])


def misread(rng: random.Random) -> Trial:
    """The source's letters were recognised wrongly here and there."""
    text, which, place, words = drawn(rng)
    changed = []
    for word in words:
        if len(word) > 4 and rng.random() < 0.6:
            at = rng.randrange(1, len(word) - 1)
            word = word[:at] + rng.choice("lrnci") + word[at + 1 :]
        changed.append(word)
    if changed == words:
        changed[1] += "l"
    text[which][place] = " ".join(changed)
    return whole(text), " ".join(words)


def heavy_tailed(rng: random.Random) -> Trial:
    """A long text of few words, in which none is rare, and a quote with a word or two changed."""
    known = [f"w{n}" for n in range(150)]
    weights = [1 / (n + 1) for n in range(150)]
    paragraphs = [rng.choices(known, weights, k=120) for _ in range(150)]
    words = rng.choice(paragraphs)[20:40]
    words = list(words)
    for at in rng.sample(range(1, 19), 3):
        words[at] = rng.choice(FOREIGN)
    return source([" ".join(one) for one in paragraphs]), " ".join(words)


def foreign(rng: random.Random) -> Trial:
    text = whole(prose(rng))
    return text, " ".join(rng.choice(FOREIGN + FEW[:6]) for _ in range(10))


def far_apart(rng: random.Random) -> Trial:
    text = prose(rng, 60)
    first, last = text[0][0].split()[:6], text[-1][-1].split()[-6:]
    return whole(text), " ".join(first) + " ... " + " ".join(last)


def in_pieces(rng: random.Random, words: list[str]) -> str:
    """The halves of a sentence in the wrong order, with an omission between them."""
    half = len(words) // 2
    return " ".join(words[half:]) + " ... " + " ".join(words[:half])


DASHES = "‐‑‒–—―−-"
APOSTROPHES = "'’ʼ′‘`´＇"

EXACT: dict[str, Kind] = {
    "ellipses": changed_quote(ellipsis),
    "one letter in brackets": changed_quote(one_letter),
    "words in brackets": changed_quote(replaced),
    "endings in brackets": changed_quote(within),
    "sic and remarks": changed_quote(sic),
    "note marks in the source": changed_source(note_mark),
    "note marks in the quote": changed_quote(note_mark),
    "quotation marks": with_quotes,
    "apostrophes": pair(APOSTROPHES, APOSTROPHES, "don_t"),
    "dashes between words": pair(DASHES[3:6], DASHES[3:], "and _"),
    "dashes in ranges": pair(DASHES, DASHES, "2006_2010"),
    "spaces": changed_source(spaces),
    "ligatures": changed_source(ligatures),
    "soft hyphens": changed_source(hyphens("\u00ad")),
    "hyphens at line ends": changed_source(hyphens("-\n")),
    "accents decomposed": changed_source(decomposed),
    "accents decomposed in the quote": changed_quote(decomposed),
    "accents that no key has": changed_quote(without_accents),
    "accents set apart": changed_source(apart_accents),
    "direction marks": changed_source(directions),
    "direction marks in the quote": changed_quote(directions),
    "running heads": page_break(running_head),
    "page numbers": page_break(page_number),
    "heads of chapters": page_break(chapter_head),
    "notes at the foot": with_foot_notes,
    "heads of a text without pages": without_pages,
    "columns": columns,
}
"""What must not matter."""

NEAR: dict[str, Kind] = {
    "another number": changed_quote(another_number),
    "another word": changed_quote(another_word),
    "a word less": changed_quote(a_word_less),
    "a negation put in": changed_quote(a_negation),
    "two other words": changed_quote(three_words),
    "half a word": half_a_word,
    "letters misread": misread,
    "a heavy-tailed text": heavy_tailed,
}
"""What matters, and is told as a difference."""

NOT_FOUND: dict[str, Kind] = {
    "foreign words": foreign,
    "pieces far apart": far_apart,
    "pieces in the wrong order": changed_quote(in_pieces),
}
"""What the source hasn't."""


def right(state: str, kind: Kind, seed: int) -> bool:
    """Whether one trial has the right answer."""
    text, quote = kind(random.Random(seed))
    found = Searchable(text).find(quote)
    if state == "near":
        return found.state == "near" and "[-" in found.diff + "[-" * ("{+" in found.diff)
    return found.state == state


def main() -> None:
    """Count the right answers by kind."""
    for state, kinds in (("exact", EXACT), ("near", NEAR), ("not found", NOT_FOUND)):
        for name, kind in kinds.items():
            count = sum(right(state, kind, seed) for seed in range(50))
            print(f"{state:10} {name:34} {count:3} of 50", flush=True)


if __name__ == "__main__":
    main()
