"""Records change in the text of a data file; every other line stays as its author wrote it."""

import json

import pytest

import coordination as co
from coordination.loading import edit_text
from coordination.loading.edit_text import Edit

PASSAGE = {"id": "p-new", "source": "s", "at": "page 3", "says": "- yes: # no", "answer_by": "a"}
EDITS = [
    Edit("add", "passages", value=PASSAGE),
    Edit("append", "links", 1, "evidence", "p-new"),
    Edit("set", "recommendations", 0, "status", "concurred"),
]
HEAD = """\
# What follows was typed by hand.
title:   Two     # of many
sources: [{id: s, title: 'S'}]
"""
BLOCK = """
passages:
  - id: old
    source: s
    at: page 1
    quote: "NO means Norway"   # and 0123 stays text

# -- who --

agencies:
  - {id: a, name: A, jurisdiction: NO}
  - {id: b, name: A rather long name that goes on, abbreviation: B,
     note: "it was folded by hand"}
links:
  - {kind: liaison, source: a, target: b, evidence: [old]}
  - kind: training
    source: a
    target: b
    # why it matters
    evidence: [old]   # one passage

  # -- requests --
  - {kind: request, source: b, target: a}
recommendations:
- {id: r, by: a, to: b, says: Do it.}   # not indented
"""


def edited(text, edits, **options):
    """The text that keeps its lines, which must say what the rewritten one says."""
    kept, rewritten = edit_text.edited(text, edits, **options)
    assert co.loads(kept, **options) == co.loads(rewritten, **options)
    return kept


def changed_lines(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old], [line for line in old if line not in new]


def test_what_changes_changes_alone():
    text = HEAD + BLOCK
    after = edited(text, EDITS)
    fresh, gone = changed_lines(text, after)
    assert [line.split("#")[0].rstrip() for line in gone] == [
        "    evidence: [old]",
        "- {id: r, by: a, to: b, says: Do it.}",
    ]
    assert [line.replace("   #", " #") for line in fresh] == [
        "  - id: p-new",
        "    at: page 3",
        "    says: '- yes: # no'",
        "    answer_by: a",
        "    evidence: [old, p-new] # one passage",
        "- {id: r, by: a, to: b, says: Do it., status: concurred} # not indented",
    ]
    assert after.index("p-new") < after.index("# -- who --"), "above the comment on what follows"
    network = co.loads(after)
    assert network.passages["old"].quote == "NO means Norway"
    assert network.passages["p-new"].says == "- yes: # no"
    assert list(network.links.values())[1].evidence[-1].passage == "p-new"
    assert network.recommendations["r"].status == "concurred"


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("    evidence: [old]   # one passage\n", ""),
        BLOCK.replace("evidence: [old]   # one passage", "evidence: old"),
        BLOCK.replace("evidence: [old]   # one passage", "evidence:\n      - old"),
        BLOCK.replace("evidence: [old]   # one passage", "evidence:\n    - old\n    # end"),
        BLOCK.replace("evidence: [old]   # one passage", "evidence: [{source: s, at: page 1}]"),
        BLOCK.replace("evidence: [old]   # one passage", "evidence: []"),
        BLOCK.replace("\n", "\r\n"),
        BLOCK.replace("\n# -- who --\n", ""),
        BLOCK.rstrip() + "\n# the end",
    ],
)
def test_every_way_of_writing_lists_is_kept(text):
    whole = HEAD + text
    after = edited(whole, EDITS)
    before, network = co.loads(whole), co.loads(after)
    assert list(network.links.values())[1].evidence[-1].passage == "p-new"
    assert (
        len(list(network.links.values())[1].evidence)
        == len(list(before.links.values())[1].evidence) + 1
    )
    assert network.agencies == before.agencies
    assert len(changed_lines(whole, after)[1]) <= 3
    assert after.count("\r\n") in (0, after.count("\n")) or "\r" not in text


def test_a_line_that_is_written_otherwise_stays_beside_what_is_new():
    wrapped = "quote: NO means\n      Norway, and this goes on"
    text = HEAD + BLOCK.replace('quote: "NO means Norway"   # and 0123 stays text', wrapped)
    after = edited(text, EDITS[:1])
    assert changed_lines(text, after)[1] == []
    saved = co.dumps(co.loads(text.replace("page 1", "page 1 " + "and on " * 30)))
    assert changed_lines(saved, edited(saved, EDITS[:1]))[1] == []


def test_a_section_that_is_missing_comes_before_those_that_refer_to_it():
    text = HEAD + "agencies: [{id: a, name: A}]\nfigures: []\n"
    after = edited(text, [Edit("add", "passages", value=PASSAGE)])
    assert list(co.loads(after).passages) == ["p-new"]
    assert text.splitlines()[:3] == after.splitlines()[:3]
    assert after.index("passages:") < after.index("agencies:")


def test_a_long_text_is_folded_and_words_that_look_like_values_are_quoted():
    long = "word " * 60 + "end"
    for said in (
        long,
        "null",
        "~",
        "12:30",
        "true",
        "'",
        '"quoted" and more',
        "a: b",
        "x #y",
        "日本",
    ):
        after = edited(HEAD + BLOCK, [Edit("add", "passages", value={**PASSAGE, "says": said})])
        assert co.loads(after).passages["p-new"].says == said
        assert all(len(line) <= 100 for line in after.splitlines())


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_json_keeps_its_layout(indent):
    data = json.loads(co.dumps(co.loads(HEAD + BLOCK), format="json"))
    text = json.dumps(data, indent=indent, ensure_ascii=True) + "\n"
    after = edited(text, EDITS, format="json")
    network = co.loads(after, format="json")
    assert network.passages["p-new"].at == "page 3"
    assert network.recommendations["r"].status == "concurred"
    if indent:
        assert len(changed_lines(text, after)[1]) <= 6


@pytest.mark.parametrize("section", ["agencies", "links", "figures"])
def test_a_change_before_lines_that_are_not_found_again_is_made_all_the_same(section):
    links = "links:\n- {kind: agreement, target: b,\n source: a}\n"
    agencies = "agencies:\n- {id: a, name: A}\n- {id: b,\n name: B}\n"
    figures = "figures:\n- {id: f, about: a, measure: m,\n value: 3.5}"
    field = {"agencies": "note", "links": "name", "figures": "unit"}[section]
    after, whole = edit_text.edited(
        f"title: T\n{agencies}{links}{figures}", [Edit("set", section, 0, field, "New")]
    )
    for text in (after, whole):
        record = next(iter(getattr(co.loads(text), section).values()))
        assert getattr(record, field) == "New"
