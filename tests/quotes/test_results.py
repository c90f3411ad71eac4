"""What a verification shows: what quotes leave out, one line for one thing, and bounded work."""

import json
import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.cli import main
from coordination.quotes import limits
from coordination.quotes.limits import Work
from coordination.quotes.match import Searchable
from coordination.quotes.omissions import negations
from tests.quotes import trials
from tests.quotes.test_verify import make_pdf, network, write
from tests.steps import counted

NOT = ("not", "never", "no", "hardly", "didn't", "failed", "nicht", "sans", "nunca", "cannot")


def hidden(text, quote):
    found = Searchable(trials.source([text])).find(quote)
    assert found.state == "exact", found
    return [(one.instead, one.words, one.negations) for one in found.hidden if not one.outside]


@given(st.integers(0, 2**32), st.sampled_from(trials.ELLIPSES), st.sampled_from([*NOT, ""]))
@settings(max_examples=80)
def test_what_an_omission_hides_is_shown_and_a_negation_in_it_warned_of(seed, mark, negation):
    rng = random.Random(seed)
    words = trials.sentence(rng).replace(",", "").rstrip(".").split()
    first = rng.randint(2, 4)
    last = rng.randint(first + 1, len(words) - 2)
    left_out = [*words[first:last], *([negation] if negation else [])]
    head, tail = " ".join(words[:first]), " ".join(words[last:])
    text = f"{head} {' '.join(left_out)} {tail}."
    assume(text.count(head) == text.count(tail) == 1)  # else a shorter omission is as right
    quote = head + mark + tail
    expected = (negation,) if negation else ()
    assert hidden(text, quote) == [("...", " ".join(left_out), expected)]


def test_brackets_show_what_they_stand_for():
    text = "The Bureau of Alcohol could not help the two ministries in 2006."
    assert hidden(text, "The Bureau [could] help [them] in 2006") == [
        ("could", "of Alcohol could not", ("not",)),
        ("them", "the two ministries", ()),
    ]


def test_nothing_is_shown_where_nothing_is_left_out():
    assert hidden("They met ... in June.", "They met ... in June") == []
    assert negations("they met and knotted nothings") == ()


def test_what_stands_beside_the_quote_in_its_sentence_is_known():
    text = "It began. Agencies share data only when ordered, and never in time. It ended."
    (one,) = Searchable(trials.source([text])).find("Agencies share data ...").hidden
    assert (one.outside, one.negations) == (True, ("never",))
    assert one.words == "only when ordered, and never in time"


def test_a_warning_stands_in_each_format_and_makes_nothing_wrong(tmp_path):
    write(tmp_path, content="The agencies did not, in the end, share what they knew.\n\nEnd.")
    found = co.verify(network("'The agencies ... share what they knew'", "paragraph 1"), tmp_path)
    (quote,) = found.quotes
    assert (quote.state, quote.wrong, found.counts) == ("exact", False, {"exact": 1})
    shown = "what the quote leaves out has a negation"
    for text in (found.to_text(), found.to_markdown(), found.to_json()):
        assert shown in text and "did not, in the end" in text
    (record,) = found.to_records()
    assert record["warning"].startswith(shown)
    assert record["hidden"] == "... stands for: did not, in the end"


def test_a_quote_at_another_place_is_a_result_of_its_own(tmp_path):
    found = co.verify(network(at="paragraph 4"), write(tmp_path))
    assert found.counts == {"exact at another place": 1}
    assert "exact at another place: links/mou" in found.to_text()
    assert found.to_records()[0]["result"] == "exact at another place"
    options = {"CG903": {"sources": str(tmp_path)}}
    (finding,) = co.check(network(at="paragraph 4"), select=["CG903"], options=options).notes
    assert "is in the source, but not at the place given" in finding.message


def several(*quotes):
    net = network()
    (first,) = net.links["mou"].evidence
    evidence = tuple(
        first.model_copy(update={"at": at, "quote": quote}) for quote, at in quotes
    )  # fmt: skip
    link = net.links["mou"].model_copy(update={"evidence": evidence})
    return co.Network(net.document.model_copy(update={"links": (link,)}))


@pytest.mark.parametrize(
    ("quotes", "message"),
    [
        (
            [("signed a memorandum", "paragraph 4"), ("Agencies met", "paragraph 4")],
            "2 quotes of mou are in the source, but not at the place given.",
        ),
        (
            [("zebras signed lanterns", "paragraph 3"), ("Agencies met", "paragraph 4")],
            "2 quotes of mou are wrong: 1 not in the source and 1 in the source, but not at the"
            " place given.",
        ),
    ],
)
def test_cg903_says_of_each_quote_what_is_wrong(tmp_path, quotes, message):
    write(tmp_path)
    options = {"CG903": {"sources": str(tmp_path)}}
    (finding,) = co.check(several(*quotes), select=["CG903"], options=options).notes
    assert finding.message == message


STRANGE = "\n\x1b]52;c;aGk=\x07\r\u202e\u2028::stop-commands::x\n1 quote: 1 exact\n"


@pytest.mark.parametrize("where", ["at", "quote", "file", "text"])
def test_nothing_from_outside_forges_a_line_or_reaches_the_terminal(tmp_path, where):
    values = {"at": "page 9", "quote": "They signed the memorandum"}
    if where in values:
        values[where] += STRANGE
    if where == "file":
        name = "report\x1b]0;x\x07 ::x.txt"
        (tmp_path / name).write_text("They signed a memorandum")
        net = several((values["quote"], values["at"]))
        source = net.sources["report"].model_copy(update={"file": name})
        net = co.Network(net.document.model_copy(update={"sources": (source,)}))
    else:
        words = (
            "They signed a\x1b[2J\u202e memorandum"
            if where == "text"
            else "They signed a memorandum"
        )
        write(tmp_path, content=words)
        net = several((values["quote"], values["at"]))
    text = co.verify(net, tmp_path).to_text()
    assert all(one == "\n" or one.isprintable() for one in text)
    assert not any(line.startswith(("::", "1 quote: 1 exact")) for line in text.splitlines())
    assert len([line for line in text.splitlines() if not line.startswith(" ")]) <= 4


def test_labels_of_a_pdf_reach_no_terminal(tmp_path):
    pytest.importorskip("pypdf")
    labels = b"/PageLabels << /Nums [0 << /P (\\033]52;c;x\\007\\n::x) /S /D >>] >>"
    write(tmp_path, "report.pdf", make_pdf(["They signed a memorandum."], labels))
    found = co.verify(network(at="page 9"), tmp_path)
    assert found.quotes[0].place == "differs"
    for text in (found.to_text(), found.to_markdown()):
        assert all(one == "\n" or one.isprintable() for one in text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" + "\u0301\u0316" * 160_000, "abc"),
        ("a " * 10_000, " ... ".join(["a"] * 3_300)),
        ("a " * 10_000, " ... ".join(["a"] * 90)),
        ("a " * 10_000, "[x] a " * 2_000),
        ("word1,1,1 " * 5_000, "word1,1,1" * 9_000),
        ("- " * 100_000, "-" * 50_000),
        ("'" * 100_000, '"' * 50_000),
    ],
)
def test_work_on_hostile_texts_is_counted_and_bounded(text, quote):
    with counted() as steps:
        Searchable(trials.source([text])).find(quote)
    assert steps.count < 1_500_000


def test_too_many_omissions_are_refused_with_a_reason():
    found = Searchable(trials.source(["a b c"])).find(" ... ".join(["a"] * 200))
    assert (found.state, found.note) == (
        "not compared", "it has too many omissions to be looked up"
    )  # fmt: skip


def test_when_the_steps_are_used_up_a_quote_is_not_compared(tmp_path, monkeypatch):
    work = Work(1_000)
    text = Searchable(trials.source(["They signed a memorandum. " * 20]))
    states = [text.find(f"zebra {n}", work).state for n in range(3)]
    assert states[-1] == "not compared"
    monkeypatch.setattr(limits.Work.__init__, "__defaults__", (10,))
    found = co.verify(network(), write(tmp_path))
    assert found.counts == {"not compared": 1}
    assert "verify fewer at once" in found.quotes[0].note
    assert not found.complete


def test_the_command_shows_all_of_it(tmp_path, capsys):
    write(tmp_path, content="The agencies did not share.\n\nEnd.\n")
    data = tmp_path / "data.yaml"
    data.write_text(
        "title: T\nsources: [{id: report, title: R}]\n"
        "agencies: [{id: a, name: A}, {id: b, name: B}]\nlinks:\n"
        "- {id: x, kind: liaison, source: a, target: b, evidence: [{source: report,"
        " at: paragraph 2, quote: 'The agencies [...] share'}]}\n"
    )
    for form in ("text", "markdown", "csv", "json"):
        assert main(["verify", str(data), "--format", form]) == 1
        out = capsys.readouterr().out
        for words in ("exact at another place", "has a negation", "stands for: did not"):
            assert words in out, form
        if form == "json":
            assert json.loads(out)["quotes"][0]["state"] == "exact"
