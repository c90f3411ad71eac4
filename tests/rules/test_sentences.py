"""The sentences that rules share: none is missing, and the file that was read is today's."""

import re

import coordination as co
from coordination.model import vocabulary
from coordination.rules.conclusion_words import CONCLUDED
from coordination.rules.kind_words import KINDS
from coordination.rules.link_table import TABLE
from tests.expected import sentences


def test_no_cell_of_kinds_and_statuses_is_empty() -> None:
    assert set(TABLE) == set(KINDS) == set(vocabulary.LINK_KINDS)
    codes = {rule.code for rule in co.RULES}
    for cells in TABLE.values():
        assert tuple(cells) == vocabulary.FAILING
        for cell in cells.values():
            assert cell.rule in codes and cell.directed and cell.mutual


def test_every_conclusion_that_a_source_may_draw_has_its_sentence_and_its_rule() -> None:
    names = {rule.name for rule in co.RULES if rule.code[:3] not in ("CG8", "CG9")}
    assert set(CONCLUDED) == set(vocabulary.RULE_NAMES) == names


def test_the_file_of_all_sentences_is_todays() -> None:
    """Read it through after a change; python -m tests.renew writes it anew."""
    assert sentences.FILE.read_text(encoding="utf-8") == sentences.text()


def test_sentences_are_whole() -> None:
    for line in sentences.text().splitlines():
        text = line.partition(": ")[2]
        if line:
            assert text[0] == text[0].upper() and text[-1] in ".?"
            assert not re.search(r"[{}|]|  |\.\.|\bNone\b(?! of)", text), line


def test_a_name_that_means_several_takes_the_verb_of_several() -> None:
    for name, end in (
        ("Mexican states", "were late in reporting to FGR."),
        ("Police forces of the border", "were late in reporting to FGR."),
        ("Ministry of foreign affairs", "was late in reporting to FGR."),
        ("Customs", "was late in reporting to FGR."),
    ):
        known = co.Network(
            title="T",
            agencies=[{"id": "a", "name": name}, {"id": "fgr", "name": "FGR"}],
            links=[{"kind": "reporting", "source": "a", "target": "fgr", "status": "late"}],
        )
        assert co.check(known, select=["CG302"])[0].message == f"{name} {end}"


def test_a_plan_that_is_not_carried_out_is_told_as_the_no_to_its_question() -> None:
    agencies = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    for kind, asked, no in (
        ("referral", "Does A refer cases to B?", "A does not refer cases to B."),
        ("agreement", "Have A and B made the agreement", "A and B did not make the agreement"),
        ("membership", "Does A take part in B?", "A does not take part in B."),
    ):
        link = {"kind": kind, "source": "a", "target": "b", "status": "prescribed"}
        known = co.Network(title="T", agencies=agencies, links=[link])
        (question,) = (
            one for one in co.questions(known) if one.text.startswith(asked.partition(" ")[0])
        )
        assert question.text.startswith(asked) and question.answer.startswith(no)


def test_a_forum_is_told_of_by_its_members_and_in_the_number_of_its_name() -> None:
    known = co.Network(
        title="T",
        agencies=[
            {"id": "a", "name": "A"},
            {"id": "b", "name": "B"},
            {"id": "f", "name": "harbour committees", "kind": "committee", "members": ["a", "b"]},
        ],
        conclusions=[{"id": "c", "finds": "strained-tie", "agencies": ["f"]}],
    )
    (finding,) = co.check(known, select=["CG204"])
    assert finding.message.startswith("Coordination among members of harbour committees does not")
    texts = [one.text for one in co.questions(known)]
    assert "How is it known what harbour committees achieve?" in texts
