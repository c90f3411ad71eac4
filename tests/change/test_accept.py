"""What agencies answer goes into the data file: as evidence, a stance, a status; twice is once."""

import contextlib
import json
import random

import pytest

import coordination as co
from coordination.cli import main
from coordination.loading.files import find
from tests import bundled

TITLE = "Project Gunrunner as CNN reported it, November 2010"
STRAINED = "CG204:atf-ice-coordination"


SMALL = f"""\
# typed by hand
title: {TITLE}
as_of: 2010-11-09
sources:
  - {{id: audit, title: Report of an auditor}}

passages:
  - {{id: atf-and-ice, source: audit, at: page 8, says: The two find it hard.}}

agencies:  # in the order of the report
  - {{id: oig, name: OIG}}
  - {{id: atf, name: "Bureau of Alcohol, Tobacco, Firearms and Explosives", abbreviation: ATF}}
  - {{id: ice, name: Immigration and Customs Enforcement, abbreviation: ICE}}
links:
  - id: atf-ice-mou
    kind: agreement
    source: atf
    target: ice
    evidence: [{{source: audit, at: page 8}}]
requirements:
  - id: atf-ice-coordinate
    agency: atf
    counterpart: {{agency: ice}}
    under: atf-ice-mou
    evidence:
      - {{passage: atf-and-ice, finds: lacking}}
conclusions:
  - id: atf-ice-coordination
    finds: strained-tie
    agencies: [atf, ice]
    about: [atf-ice-coordinate, atf-ice-mou]
    says: The two find it hard to coordinate.
    evidence: [atf-and-ice]
recommendations:
  - {{id: better-leads, by: oig, to: [atf], says: Improve the leads.}}
  - {{id: integrate-mexico, by: oig, to: [atf], says: Integrate Mexico.}}
"""


def file_of(*answers, **more):
    return {
        "answers_version": 1,
        "network": {"title": TITLE, "as_of": "2010-11-09"},
        "answers": list(answers),
        **more,
    }


def answer(kind, key, position="agrees", agency="atf", words="It is so.", **more):
    return {
        "to": {"kind": kind, "key": key, **more.pop("to", {})},
        "position": position,
        "agency": agency,
        "words": words,
        **more,
    }


DENIED = answer(
    "finding",
    STRAINED,
    "disagrees",
    "ice",
    "The two meet\n every week.",
    speaker="Director of ICE",
    passage={
        "document": "Letter of ICE",
        "place": "page 2",
        "quote": "weekly meetings",
        "date": "2010-12-01",
    },
)


@pytest.fixture(scope="module")
def network():
    return co.loads(SMALL)


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_a_finding_that_is_denied_stays_disputed_with_both_passages(network):
    found = co.accept(network, file_of(DENIED))
    assert [one.state for one in found.answers] == ["recorded"]
    said = found.network.passages["ice-on-cg204-atf-ice-coordination"]
    assert (said.stance, said.speaker, said.says) == (
        "disputes",
        "Director of ICE",
        "The two meet every week.",
    )
    assert found.network.sources[said.source].published == "2010-12-01"
    after = {one.key: one for one in co.check(found.network)}
    assert after.keys() == {one.key for one in co.check(network)}, "no finding goes for a denial"
    denied = after[STRAINED]
    assert denied.basis == "reported" and denied.disputed
    assert {one.passage for one in denied.evidence} >= {said.id, "atf-and-ice"}


@pytest.mark.parametrize(
    ("position", "stance", "status"),
    [
        ("agrees", "supports", "concurred"),
        ("agrees-in-part", "qualifies", "partly-concurred"),
        ("disagrees", "disputes", "not-concurred"),
    ],
)
def test_a_recommendation_gets_the_status_of_its_answer(network, position, stance, status):
    found = co.accept(network, file_of(answer("recommendation", "integrate-mexico", position)))
    asked = found.network.recommendations["integrate-mexico"]
    assert asked.status == status
    assert asked.evidence[-1].stance == stance
    assert found.network.sources[asked.evidence[-1].source].title.startswith("Answer of Bureau")


def test_what_became_of_a_recommendation_tells_more_than_a_late_answer(network):
    text = SMALL.replace(
        "says: Improve the leads.", "says: Improve the leads., status: implemented"
    )
    found = co.accept(co.loads(text), file_of(answer("recommendation", "better-leads")))
    assert found.network.recommendations["better-leads"].status == "implemented"
    assert found.recorded


def test_an_answer_goes_to_what_reports_a_finding_and_else_by_its_key(network):
    derived = co.accept(network, file_of(answer("finding", "CG201:atf-ice-mou", "disagrees")))
    assert derived.network.links == network.links, "the agreement itself is not disputed"
    paper = (
        derived.network.check().select("CG201")[0]
        if hasattr(network, "check")
        else (co.check(derived.network).select("CG201")[0])
    )
    assert paper.basis == "derived" and paper.disputed
    requirement = co.loads(
        """
        title: A requirement that a source finds lacking
        sources: [{id: audit, title: Audit}]
        agencies: [{id: a, name: A}, {id: b, name: B}]
        requirements:
          - {id: must, agency: a, counterpart: {agency: b},
             evidence: [{source: audit, at: page 1, says: They don't., finds: lacking}]}
        """
    )
    key = co.check(requirement)[0].key
    found = co.accept(
        requirement,
        file_of(
            answer("finding", key, "disagrees", "a"),
            network={"title": "A requirement that a source finds lacking"},
        ),
    )
    passage = found.network.requirements["must"].evidence[-1]
    assert (passage.finds, passage.stance) == ("met", "disputes")
    assert [one.key for one in co.check(found.network) if one.disputed] == [key]
    for kind, where in (("conclusion", "conclusions"), ("link", "links")):
        key = next(iter(getattr(network, where)))
        cited = co.accept(network, file_of(answer(kind, key, "disagrees")))
        assert getattr(cited.network, where)[key].evidence[-1].stance == "disputes"


@pytest.mark.parametrize("position", ["agrees", "agrees-in-part", "disagrees"])
def test_no_finding_goes_or_reads_otherwise_for_an_answer(position):
    """Law 3 of what a finding means, for every finding of a case."""
    case = bundled.network("southwest-firearms-2021")
    report = [one for one in co.check(case) if one.agencies]
    answers = [
        answer("finding", one.key, position, one.agencies[0], f"Answer {n}.")
        for n, one in enumerate(report)
    ]
    accepted = co.accept(case, file_of(*answers))
    assert len(accepted.recorded) == len(report) > 4
    after = {one.key: one for one in co.check(accepted.network)}
    for n, one in enumerate(report):
        now = after[one.key]
        assert now.message == one.message
        assert f"Answer {n}." in {passage.says for passage in now.evidence}
        assert now.disputed == (position == "disagrees" or one.disputed)


def test_accepting_twice_adds_nothing(mine):
    answers = file_of(
        DENIED,
        answer("recommendation", "better-leads", "disagrees", day="2010-12-03"),
        answer("recommendation", "integrate-mexico", "disagrees", day="2010-12-03"),
        answer("link", "atf-ice-mou", "agrees-in-part", "ice"),
    )
    once = co.accept(mine, answers)
    once.save()
    both = once.network.passages["atf-on-better-leads"]
    assert both.answers_to == ("better-leads", "integrate-mexico"), "said once, of two"
    again = co.accept(mine, answers)
    assert {one.state for one in again.answers} == {"known"}
    assert again.diff == "" and again.network == once.network


def test_what_no_longer_applies_is_listed_with_the_reason(network):
    message = co.check(network).select("CG204")[0].message
    found = co.accept(
        network,
        file_of(
            answer("finding", "CG204:gone"),
            answer("finding", STRAINED, to={"saw": "It was another sentence."}),
            answer("link", "atf-ice-mou", to={"saw": "agreement, ended: atf, ice"}),
            answer("conclusion", "atf-ice-coordination", agency="atff"),
            answer("finding", STRAINED, to={"saw": message}),
            answer("link", "atf-ice-mou", to={"saw": "agreement, active: atf, ice"}),
            answer(
                "recommendation",
                "better-leads",
                to={"saw": network.recommendations["better-leads"].says},
            ),
        ),
    )
    told = [one.text for one in found.stale]
    assert len(told) == 4 and len(found.recorded) == 3
    assert "there is no finding 'CG204:gone' any more" in told[0]
    assert "it has changed since" in told[1] and "It was another sentence." in told[1]
    assert "it has changed since" in told[2]
    assert "did you mean 'atf'" in told[3]


def test_the_data_file_keeps_its_comments_and_order(mine):
    mine.write_bytes(find("gunrunner-cnn-2010")[0][0].read_bytes())
    before = mine.read_text(encoding="utf-8")
    found = co.accept(mine, file_of(DENIED))
    assert mine.read_text(encoding="utf-8") == before, "nothing is written until it is saved"
    found.save()
    old, new = before.splitlines(), mine.read_text(encoding="utf-8").splitlines()
    gone = [line for line in old if line not in new]
    assert gone == ["    evidence: [atf-and-ice]"]
    assert new[0] == old[0] and co.load(mine) == found.network
    assert "+    evidence: [atf-and-ice, ice-on-cg204-atf-ice-coordination]" in found.diff


def test_the_concurrence_that_the_article_reports_is_what_the_bundled_file_records(tmp_path):
    """The bundled file without ATF's answer, and with it again by way of a file of answers."""
    whole = find("gunrunner-cnn-2010")[0][0].read_text(encoding="utf-8")
    begin = whole.index("  - id: atf-concurs\n")
    without = whole[:begin].rstrip() + "\n" + whole[whole.index("\nfunctions:", begin) :]
    without = without.replace("      - atf-concurs\n", "").replace(", atf-concurs]", "]")
    without = without.replace("    status: concurred\n", "")
    path = tmp_path / "article.yaml"
    path.write_text(without, encoding="utf-8")
    assert "What the agencies say" not in co.check(co.load(path)).to_text()
    article = {
        "document": "Report cites weaknesses in U.S. effort to stem weapons flow to Mexico",
        "place": "paragraph 10",
        "quote": "the ATF said it concurred with the recommendations",
    }
    asked = ("better-leads", "share-intelligence", "integrate-mexico")
    words = "ATF concurred with the recommendations."
    given = file_of(*(answer("recommendation", key, words=words, passage=article) for key in asked))
    accepted = co.accept(path, given)
    accepted.save()
    recorded, shipped = co.load(path), bundled.network("gunrunner-cnn-2010")
    (ours,) = [one for one in recorded.passages.values() if one.answer_by]
    theirs = shipped.passages["atf-concurs"]
    assert ours.model_dump(exclude={"id"}) == theirs.model_dump(exclude={"id"})
    for key in asked:
        assert recorded.recommendations[key].status == "concurred"
        assert recorded.recommendations[key].evidence[-1].passage == ours.id
    said = [
        co.check(one).to_text().split("What the agencies say")[1] for one in (recorded, shipped)
    ]
    assert said[0] == said[1]
    shown = [line for line in accepted.diff.splitlines() if line[:1] in "+-"]
    assert len(shown) <= 22, "the diff is what was answered and nothing else"


def test_a_file_that_changed_in_between_is_left_alone(mine):
    found = co.accept(mine, file_of(DENIED))
    mine.write_text(SMALL + "# and more\n", encoding="utf-8")
    with pytest.raises(co.errors.OutputRefused, match="has changed since"):
        found.save()
    assert mine.read_text(encoding="utf-8").endswith("# and more\n")


def test_a_json_file_is_changed_too(tmp_path, network):
    path = tmp_path / "mine.json"
    co.save(network, path)
    co.accept(path, file_of(DENIED)).save()
    assert co.load(path).conclusions["atf-ice-coordination"].evidence[-1].stance == "disputes"


HOSTILE = [
    lambda given: given.update(answers_version=2),
    lambda given: given.update(surprise=1),
    lambda given: given.update(answers={}),
    lambda given: given.update(answers=given["answers"] * 1_001),
    lambda given: given["answers"][0].update(words=None),
    lambda given: given["answers"][0].update(words=""),
    lambda given: given["answers"][0].update(words=["a"]),
    lambda given: given["answers"][0].update(words="x" * 10_001),
    lambda given: given["answers"][0].update(words="a\x1b]52;c;YQ==\x07"),
    lambda given: given["answers"][0].update(words="\ud800"),
    lambda given: given["answers"][0].update(position="agree"),
    lambda given: given["answers"][0].update(agency="../../etc"),
    lambda given: given["answers"][0].update(day="2010-02-30"),
    lambda given: given["answers"][0].update(speaker={"$ref": "x"}),
    lambda given: given["answers"][0]["to"].update(kind="agency"),
    lambda given: given["answers"][0]["to"].update(key=None),
    lambda given: given["answers"][0]["passage"].update(date="soon"),
    lambda given: given["answers"][0].pop("to"),
]


@pytest.mark.parametrize("spoil", HOSTILE)
def test_a_hostile_file_of_answers_is_an_issue_with_its_place(network, spoil):
    given = json.loads(json.dumps(file_of(DENIED)))
    spoil(given)
    with pytest.raises(co.DataError) as raised:
        co.accept(network, given)
    assert all(one.message for one in raised.value.issues)
    assert "Input should be" not in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b'{"a": 1e999}',
        b"\xff\xfe\x00",
        b"nul\x00l",
        b"[" * 100_000,
        b'{"a":"\\ud800"}',
    ],
)
def test_what_is_no_file_of_answers_is_an_issue_too(network, tmp_path, content):
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    with pytest.raises(co.DataError, match=r"answers\.json"):
        co.accept(network, path)


def test_a_file_that_is_too_large_or_missing_is_refused(network, tmp_path):
    path = tmp_path / "answers.json"
    with pytest.raises(FileNotFoundError):
        co.accept(network, path)
    path.write_bytes(b" " * (5 * 1024 * 1024))
    with pytest.raises(co.DataError, match="larger than 4 MiB"):
        co.accept(network, path)
    with pytest.raises(TypeError):
        co.accept(network, None)
    with pytest.raises(TypeError):
        co.accept(None, file_of())


TEXTS = [
    "=HYPERLINK(\"https://x\")", "<script>alert(1)</script>", "- a: b # c", "'", '"', "null", "~",
    "yes", "0123", "{a: b}", "[x]", "&a *a !!python/object:x", "%TAG", "| >", "::stop-commands::x",
    "\u202etxt.exe", "اللغة العربية", "a\u2028b", "\N{PILE OF POO}", "x: y\n- z", "\t tab",
]  # fmt: skip


def test_text_of_an_answer_stays_text(mine):
    answers = file_of(
        *(
            answer(
                "finding", STRAINED, "disagrees", words=said, speaker="x",
                passage={"document": said, "place": said, "quote": said},
            )
            for said in TEXTS
        )
    )  # fmt: skip
    found = co.accept(mine, answers)
    found.save()
    recorded = [one for one in co.load(mine).passages.values() if one.answer_by]
    assert [one.says for one in recorded] == [" ".join(said.split()) for said in TEXTS]
    assert all(one.says == one.quote for one in recorded)
    assert co.accept(mine, answers).diff == ""


def test_random_answers_end_in_an_issue_or_are_recorded(network):
    """No accident of shape is anything but an issue."""
    draw = random.Random(12)
    odd = [None, 1, -1.5, True, "", "x", [], ["x"], {}, {"a": None}]
    for _ in range(40):
        given = json.loads(json.dumps(file_of(DENIED)))
        part = draw.choice(
            [
                given,
                given["network"],
                given["answers"][0],
                given["answers"][0]["to"],
                given["answers"][0]["passage"],
            ]
        )
        part[draw.choice(list(part))] = draw.choice(odd)
        with contextlib.suppress(co.DataError):
            co.accept(network, given)


def test_the_command_shows_the_changes_and_writes_when_told(mine, tmp_path, capsys):
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(file_of(DENIED)), encoding="utf-8")
    before = mine.read_bytes()
    assert main(["accept", str(mine), str(answers)]) == 0
    out = capsys.readouterr().out
    assert "1 answer to record" in out and "+    stance: disputes" in out
    assert "Nothing is written" in out and mine.read_bytes() == before
    assert main(["accept", str(mine), str(answers), "--output", str(answers)]) == 2
    assert main(["accept", "gunrunner-cnn-2010", str(answers), "--write"]) == 2
    assert "by --output" in capsys.readouterr().err
    copy = tmp_path / "copy.yaml"
    assert main(["accept", "gunrunner-cnn-2010", str(answers), "--output", str(copy)]) == 0
    assert main(["accept", str(mine), str(answers), "--write"]) == 0
    assert co.load(copy).conclusions["atf-ice-coordination"].evidence[-1].stance == "disputes"
    capsys.readouterr()
    assert main(["accept", str(mine), str(answers), "--write"]) == 0
    assert "1 recorded already" in capsys.readouterr().out
    answers.write_text("{}", encoding="utf-8")
    assert main(["accept", str(mine), str(answers), "--write"]) == 2
    assert "answers.json" in capsys.readouterr().err


def test_a_file_whose_lines_cant_be_kept_is_named_with_the_line(tmp_path):
    """A reader of YAML 1.1 ends a line at U+2028, ours doesn't."""
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL.replace("summary", "x") + "headline: |-\n  a\u2028::b\n", "utf-8")
    with pytest.raises(co.DataError) as raised:
        co.accept(path, file_of(DENIED))
    (issue,) = raised.value.issues
    assert issue.file == str(path) and issue.line and "ruamel" not in str(issue)


def open_questions(network):
    return co.check(network).questions


def test_an_answer_to_a_question_is_the_agency_s_word_and_no_record():
    network = bundled.network("gunrunner-cnn-2010")
    asked = next(one for one in open_questions(network) if "atf" in one.asks)
    to = {"saw": asked.text}
    said = answer("question", asked.key, "answers", words="Here is the order.", to=to)
    given = {**file_of(said), "network": {"title": network.title}}
    accepted = co.accept(network, given)
    assert [one.state for one in accepted.answers] == ["recorded"], accepted.to_text()
    after = accepted.network
    assert (after.links, after.requirements) == (network.links, network.requirements)
    assert co.accept(after, given).answers[0].state == "known"
    report = co.check(after)
    found = next(one for one in report.questions if one.key == asked.key)
    assert found.text == asked.text, "it stays open until a record settles it"
    line = "ATF: Here is the order."
    for text in (report.to_text(), report.questions.to_text(), report.questions.to_markdown()):
        assert line in " ".join(text.split())
    rows = [row for row in report.questions.to_records() if row["answered by"]]
    assert rows and all(row["answered by"].startswith(line) for row in rows)
    assert json.loads(report.to_json())["answers"][-1]["position"] == "answers"
    assert {one.basis for one in report} <= {"reported", "derived"}
    assert not any(one.disputed for one in report.open)


def test_an_answer_to_a_question_that_reads_otherwise_now_no_longer_applies():
    network = bundled.network("gunrunner-2010")
    asked = open_questions(network)[0]
    for key, saw, told in (
        (asked.key, "Who leads?", "it has changed since"),
        (asked.key + "x", None, "there is no question"),
    ):
        said = answer("question", key, "answers", to={"saw": saw} if saw else {})
        (taken,) = co.accept(network, file_of(said)).answers
        assert taken.state == "stale" and told in taken.text


@pytest.mark.parametrize(("kind", "position"), [("question", "agrees"), ("link", "answers")])
def test_a_question_is_answered_and_all_else_agreed_with_or_not(kind, position):
    network = bundled.network("gunrunner-cnn-2010")
    with pytest.raises(co.DataError, match=f"the position on a {kind} is {position}"):
        co.accept(network, file_of(answer(kind, "atf-ice-mou", position)))
