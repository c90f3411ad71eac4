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
            assert not re.search(r"[{}|]|  |\.\.|None", text), line
