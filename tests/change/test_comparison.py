"""A comparison in words and as data, in full; and which records count as the same ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

import coordination as co
from coordination.change.comparison import Comparison

EARLIER = """
title: The <first> audit, vérifié
as_of: 2009-06-18
sources: [{id: s, title: S}, {id: t, title: T}]
functions: [{id: burial, name: Burial}, {id: food, name: Food}, {id: old, name: Old & gone},
  {id: odd, name: Odd}]
places: [{id: north, name: North}, {id: south, name: South}, {id: west, name: West}]
passages: [{id: p, source: s, at: p. 1, says: One.}]
agencies:
- id: army
  name: Army
  mandates:
  - {function: burial, places: [north, west], evidence: [{source: s, at: p. 1}]}
  - {function: food, role: support}
- {id: customs, name: Customs, mandates: [{function: burial, places: [south]}]}
- {id: navy, name: Navy, mandates: [{function: old}, {function: food, places: [north]}]}
- {id: board, name: Board, kind: committee, members: [army, customs], aliases: [B]}
- {id: gone, name: Gone, mandates: [{function: food, places: [south]}]}
- {id: left, name: Left}
links:
- {id: desk, kind: liaison, source: army, target: customs, status: strained, due: 2009-07,
   evidence: [{source: s, at: p. 2}, {source: s, at: p. 3, says: Yes.}]}
- {id: talks, kind: liaison, source: army, target: navy,
   evidence: [{source: s, at: p. 4}, {source: s, at: p. 5}]}
- {id: asks, kind: request, source: navy, target: army, status: unmet,
   evidence: [{source: s, at: p. 6}]}
- {id: over, kind: agreement, source: navy, target: army, status: ended}
- {id: closed, kind: agreement, source: navy, target: customs}
- {kind: information-sharing, source: customs, target: navy}
requirements:
- {id: meet, agency: [army, customs], counterpart: {agency: navy}, says: They meet.,
   examined: true}
- {id: seek, agency: navy, counterpart: {collective: board}, function: food}
- {id: dropped, agency: navy, counterpart: {agency: army}, function: food}
recommendations:
- {id: r0, by: navy, to: army, says: Stop.}
- {id: r1, by: navy, to: [army, customs], says: Do., answers: desk,
   would: {change: [{id: desk, set: {status: active}}]}}
"""
LATER = """
title: The second audit
sources: [{id: s, title: S}, {id: t, title: T}]
functions: [{id: burial, name: Burial}, {id: food, name: Food}, {id: new, name: New}]
places: [{id: north, name: The North}, {id: south, name: South}, {id: west, name: West}]
passages: [{id: p, source: s, at: p. 1, says: One.}, {id: q, source: s, at: p. 9}]
examined: [recommendations]
agencies:
- id: army
  name: Army
  mandates:
  - {function: burial, places: [west, south], evidence: [{source: t, at: p. 1}]}
  - {function: food, role: lead}
- {id: ice, name: Customs, succeeds: customs, mandates: [{function: burial, places: [south]}]}
- {id: navy, name: Navy, mandates: [{function: new}, {function: food, places: [south]}]}
- {id: board, name: Board, kind: committee, members: [army, ice], aliases: [A, B],
   mandates: [{function: burial}]}
- {id: left, name: Left, note: "A note | of 2016"}
- {id: made, name: Made, since: 2012, mandates: [{function: food, places: [north]}]}
- {id: older, name: Older, since: 2009-06-18}
links:
- {id: desk, kind: liaison, source: army, target: ice, due: 2009-07,
   evidence: [{source: s, at: p. 3, says: No.}, {source: t, at: p. 1}]}
- {id: talks, kind: liaison, source: army, target: navy,
   evidence: [{source: s, at: p. 5}, {source: s, at: p. 4}]}
- {id: over, kind: agreement, source: navy, target: army, status: ended}
- {id: closed, kind: agreement, source: navy, target: ice, status: ended, end: 2014}
- {kind: information-sharing, source: ice, target: navy, evidence: [{source: t, at: p. 2}]}
- {id: begun, kind: training, source: navy, target: ice, start: 2010}
requirements:
- {id: meet, agency: [army, ice], counterpart: {agency: navy}, says: "They meet, often.",
   examined: true}
- {id: seek, agency: navy, counterpart: {collective: board}, function: burial}
recommendations:
- {id: r1, by: navy, to: [army, ice], says: Do., answers: desk, status: concurred,
   would: {change: [{id: desk, set: {status: active}}]}}
- {id: r2, by: navy, to: army, says: Do more., date: 2011}
"""


def compared(before: co.Network, after: co.Network) -> Comparison:
    """What became of records and holders, without a look at findings."""
    return co.compare(before, after, rules=[])


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return co.compare(co.loads(EARLIER), co.loads(LATER))


WORDS = """
## Agencies renamed, merged or split

- renamed: customs to ice

## Who holds what where

- functions of the earlier network alone: Old \\& gone, Odd
- functions of the later network alone: New
- no holder recorded any more (1):
  - Burial: The North (without Army)
- a holder recorded for the first time (1):
  - Burial: without a place (now Board)
- more holders (1):
  - Burial: South (now Army)
- other holders (2):
  - Food: The North (without Navy; now Made); South (without Gone; now Navy)

## Agencies

- army: changed
  - mandates: no longer burial (participant) in north; food (support) / \
new burial (participant) in south; food (lead)
- navy: changed
  - mandates: no longer old (participant); food (participant) in north / \
new new (participant); food (participant) in south
- board: changed
  - aliases: B → A; B
  - mandates: new burial (participant)
- left: changed
  - note: nothing → A note \\| of 2016
- formed (1): made
- first recorded (1): older
- not looked at again (1): gone
- the same: 1

## Links

- closed: ended
  - status: active → ended
  - end: nothing → 2014
- desk: changed
  - status: strained → active
  - evidence: no longer s, p. 2 / new t, p. 1 / in other words s, p. 3
- talks: changed
  - evidence: in another order
- information-sharing-ice-navy-542745: changed
  - evidence: new t, p. 2
- formed (1): begun
- not looked at again (1): asks
- the same: 1

## Requirements

- meet: changed
  - says: They meet. → They meet, often.
- seek: changed
  - function: food → burial
- not looked at again (1): dropped
- the same: 0

## Conclusions

- the same: 0

## Recommendations

- ended (1): r0
- r1: changed
  - status: open → concurred
- formed (1): r2
- the same: 0

## Places

- north: changed
  - name: North → The North
- the same: 2

## Passages

- first recorded (1): q
- the same: 1
"""


def test_what_changed_in_words(comparison):
    told = []
    for heading in ("opened", "persisting", "closed", "no longer examined"):
        found = comparison.of(heading)
        assert found
        told += ["", f"## {heading.capitalize()} ({len(found)})", ""]
        told += [f"- {one.code} {one.message}" for one in found]
    head = """# What changed

- Before: The \\<first\\> audit, vérifié (2009-06-18)
- After: The second audit (undated)
"""
    assert comparison.to_markdown() == "\n".join([head[:-1], *told, WORDS])
    counts = {state: len(comparison.of(state)) for state in ("opened", "closed", "persisting")}
    assert repr(comparison) == f"<Comparison: findings {counts}, 21 records changed>"


def test_where_nothing_differs_that_is_said():
    same = co.compare(co.loads(LATER), co.loads(LATER)).to_markdown()
    assert "- Before: The second audit (undated)\n" in same
    assert "- After: The second audit (undated)\n\n## Opened (0)\n\n- none\n" in same
    assert "## Agencies renamed, merged or split\n\n- none\n" in same
    assert "## Who holds what where\n\n- the same\n" in same
    assert same.endswith("## Passages\n\n- the same: 2\n")


def test_what_changed_as_data(comparison):
    text = comparison.to_json()
    assert text.startswith('{\n  "version": 1,\n  "before": {\n    "title": "The <first> audit, v')
    assert "vérifié" in text and text.endswith("}\n")
    content = json.loads(text)
    assert content["before"] == {"title": "The <first> audit, vérifié", "as_of": "2009-06-18"}
    assert content["after"] == {"title": "The second audit", "as_of": ""}
    assert content["successions"] == [{"what": "renamed", "before": ["customs"], "after": ["ice"]}]
    assert content["holders"][0] == {
        "function": "burial", "place": "", "before": [], "after": ["board"]
    }  # fmt: skip
    records = {one["before_id"] or one["id"]: one for one in content["records"]}
    assert records["closed"] == {
        "section": "links",
        "id": "closed",
        "before_id": "closed",
        "state": "ended",
        "fields": [
            {"field": "status", "before": "active", "after": "ended"},
            {"field": "end", "before": None, "after": "2014"},
        ],
    }
    assert {"over", "customs"}.isdisjoint(records)
    findings = {one["key"]: one for one in content["findings"]}
    (asked,) = comparison.of("no longer examined")
    assert findings["CG301:asks"] == {
        "state": "no longer examined",
        "key": "CG301:asks",
        "code": "CG301",
        "message": asked.message,
    }
    assert len(content["findings"]) == len(comparison.findings)


def test_what_changed_as_rows(comparison):
    rows = {(row["id"], row["field"]): row for row in comparison.to_records()}
    assert rows["gone", ""] == {
        "section": "agencies",
        "id": "gone",
        "state": "not looked at again",
        "field": "",
        "before": "nothing",
        "after": "nothing",
    }
    assert rows["closed", "end"] == {
        "section": "links",
        "id": "closed",
        "state": "ended",
        "field": "end",
        "before": "nothing",
        "after": "2014",
    }
    assert rows["army", "mandates"]["before"] == "burial (participant); food (support)"
    assert rows["desk", "evidence"]["after"] == "s, p. 3; t, p. 1"


def test_many_holders_and_places_are_counted():
    def state(*holders: tuple[str, list[str]], **more: Any) -> co.Network:
        return co.Network(
            title="T",
            functions=[{"id": "food", "name": "Food"}],
            places=[{"id": f"p{n:02}", "name": f"P{n:02}"} for n in range(14)],
            agencies=[
                {
                    "id": key,
                    "name": key.upper(),
                    "mandates": [{"function": "food", "places": places}] if places else [],
                }
                for key, places in holders
            ],
            **more,
        )

    def told(before: co.Network, after: co.Network) -> list[str]:
        text = compared(before, after).to_markdown()
        return text.split("## Who holds what where\n\n")[1].split("\n\n")[0].split("\n")

    places = [f"p{n:02}" for n in range(14)]
    named = [f"P{n:02} (without A)" for n in range(12)]
    for count, rest in ((12, ""), (13, "; 1 more"), (14, "; 2 more")):
        before = state(("a", places[:count]), ("b", places))
        assert told(before, state(("a", []), ("b", places))) == [
            f"- fewer holders ({count}):",
            f"  - Food: {'; '.join(named)}{rest}",
        ]
    for count, names in ((4, "A, B, C, D"), (5, "A, B, C, 2 others"), (6, "A, B, C, 3 others")):
        several = state(*((key, ["p00"]) for key in "abcdef"[:count]))
        assert told(state(), several) == [
            "- a holder recorded for the first time (1):",
            f"  - Food: P00 (now {names})",
        ]


def test_a_place_is_called_as_the_later_network_calls_it_where_it_does():
    def state(name: str | None) -> co.Network:
        held = [{"function": "food", "places": ["town"]}] if name else []
        return co.Network(
            title="T",
            functions=[{"id": "food", "name": "Food"}],
            places=[{"id": "town", "name": name}] if name else [],
            agencies=[{"id": "a", "name": "A", "mandates": held}],
        )

    assert "Food: Old Town (without A)" in compared(state("Old Town"), state(None)).to_markdown()
    assert "Food: New Town (now A)" in compared(state(None), state("New Town")).to_markdown()


def test_holders_stand_in_the_order_of_functions_then_of_places():
    def state(*held: str) -> co.Network:
        mandates = [dict(zip(("function", "places"), one.split(), strict=True)) for one in held]
        return co.Network(
            title="T",
            functions=[{"id": key, "name": key} for key in ("water", "food")],
            places=[{"id": key, "name": key} for key in ("south", "north")],
            agencies=[{"id": "a", "name": "A", "mandates": mandates}],
        )

    held = ("food south", "food north", "water south", "water north")
    for before, after in ((state(*held), state()), (state(), state(*held[::-1]))):
        found = [(one.function, one.place) for one in compared(before, after).holders]
        assert found == [
            ("water", "north"), ("water", "south"), ("food", "north"), ("food", "south")
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "before", "after", "words"),
    [
        ("mandates", [{"function": "f", "places": ["x", "y", "z"]}], [{"function": "f"}],
         "no longer f (participant) in x, y and z / new f (participant)"),
        ("mandates", [{"function": "f"}],
         [{"function": "f", "evidence": [{"source": "s", "at": "p. 1"}]}],
         "the same, in other words"),
        ("mandates", [{"function": "f", "places": ["x"]}, {"function": "f", "places": ["y"]}],
         [{"function": "f", "places": ["y"]}], "no longer f (participant) in x"),
        ("mandates", [{"function": "f", "places": ["x"]}],
         [{"function": "f", "places": ["x"]}, {"function": "g"}], "new g (participant)"),
        ("evidence", [], [{"source": "s", "at": "p. 1"}, {"source": "s", "at": "p. 2"}],
         "new s, p. 1; s, p. 2"),
        ("evidence", [{"source": "s", "at": "p. 1"}], [], "no longer s, p. 1"),
        ("aliases", ["A", "B"], [], "A; B → nothing"),
        ("main", False, True, "False → True"),
    ],
)  # fmt: skip
def test_a_field_that_differs_is_told_in_words(field, before, after, words):
    def state(value: Any) -> co.Network:
        return co.Network(
            title="T",
            sources=[{"id": "s", "title": "S"}],
            functions=[{"id": key, "name": key.upper()} for key in "fg"],
            places=[{"id": key, "name": key.upper()} for key in "xyz"],
            agencies=[{"id": "a", "name": "A", field: value}],
        )

    text = compared(state(before), state(after)).to_markdown()
    assert f"## Agencies\n\n- a: changed\n  - {field}: {words}\n- the same: 0\n" in text


def test_values_of_several_parts_are_told_by_their_parts():
    def state(counterpart: Any, change: Any, practices: list[str]) -> co.Network:
        return co.Network(
            title="T",
            sources=[{"id": "s", "title": "S"}],
            agencies=[{"id": key, "name": key.upper()} for key in "ab"],
            links=[{"id": "l", "kind": "liaison", "source": "a", "target": "b", "evidence": [
                {"source": "s", "at": "p. 1", "practices": practices}]}],
            requirements=[{"id": "r", "agency": "a", "counterpart": counterpart}],
            recommendations=[
                {"id": "m", "by": "a", "to": "b", "says": "Do.", "would": {"change": change}}
            ],
        )  # fmt: skip

    before = state({"agency": "b"}, [], [])
    after = state(
        {"jurisdiction": "US", "kind": "agency"},
        [{"id": "l", "set": {"status": "late", "cause": "", "effect": None}}],
        ["bridge-cultures"],
    )
    rows = {row["field"]: row for row in compared(before, after).to_records()}
    assert rows["counterpart"]["before"] == "agency b"
    assert rows["counterpart"]["after"] == "jurisdiction US, kind agency"
    assert rows["would"]["after"] == "change id l, set status late"
    text = compared(before, after).to_markdown()
    assert "  - evidence: in other words s, p. 1\n" in text
    late = {"id": "l", "set": {"status": "late"}}
    reworded = compared(state({"agency": "b"}, [late], []), after).to_markdown()
    assert "  - would: change id l, set status late, in other words\n" in reworded
    assert "  - counterpart: agency b → jurisdiction US, kind agency\n" in text


# -- which records are the same ones ---------------------------------------------------------------


def agencies(*given: str) -> list[dict[str, Any]]:
    """Agencies by id, or by id and what they succeed ("ice<customs+ins")."""
    found = []
    for one in given:
        key, _, former = one.partition("<")
        found.append({"id": key, "name": key, "succeeds": former.split("+") if former else []})
    return found


@pytest.mark.parametrize(
    ("before", "after", "successions"),
    [
        ("a", "b<a", ["renamed a b"]),
        ("a", "a<a", []),
        ("a", "a<x", []),  # nobody here was called so
        ("a b", "c<a+b", ["merged a+b c"]),
        ("a b", "a<b", ["merged b+a a"]),
        ("a", "b<a c<a", ["split a b+c"]),
        ("a", "a b<a", ["split a a+b"]),
        ("a b", "c<a d<b", ["renamed a c", "renamed b d"]),
        ("a b", "c<a+b d<b", ["split b c+d", "merged a+b c"]),
        ("a", "b", []),
    ],
)
def test_how_agencies_went_on(before, after, successions):
    comparison = compared(
        co.Network(title="b", agencies=agencies(*before.split())),
        co.Network(title="a", agencies=agencies(*after.split())),
    )
    found = [
        f"{one.what} {'+'.join(one.before)} {'+'.join(one.after)}" for one in comparison.successions
    ]
    assert found == successions


def test_an_agency_that_is_there_again_is_itself_whoever_else_succeeds_it():
    before = co.Network(title="b", agencies=agencies("a", "x"), links=[LINK | {"target": "x"}])
    after = co.Network(
        title="a", agencies=agencies("b<a", "a", "x"), links=[LINK | {"target": "x"}]
    )
    found = [(one.before_id, one.id) for one in compared(before, after).records]
    assert found[:3] == [("a", "a"), ("x", "x"), ("", "b")]


def test_several_ids_stand_in_one_line():
    before = co.Network(title="b", agencies=agencies("a", "b", "c", "d", "e"))
    after = co.Network(title="a", agencies=agencies("ab<a+b", "c1<c", "c2<c"))
    text = compared(before, after).to_markdown()
    assert "\n- split: c to c1, c2\n- merged: a, b to ab\n" in text
    assert "\n- not looked at again (2): d, e\n" in text


LINK = {"kind": "liaison", "source": "a", "target": "b"}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ({}, {}, True),
        ({}, {"source": "b", "target": "a"}, True),  # runs both ways
        ({"mutual": False}, {"mutual": False}, True),
        ({"mutual": False}, {"mutual": False, "source": "b", "target": "a"}, False),
        ({}, {"mutual": False}, False),
        ({}, {"kind": "training"}, False),
        ({}, {"target": "c"}, False),
        ({"functions": ["f", "g"]}, {"functions": ["g", "f"]}, True),
        ({"functions": ["f"]}, {"functions": ["g"]}, False),
        ({"source": "x"}, {"source": "y1"}, True),
        ({"source": "x"}, {"source": "y2"}, True),
        ({"source": "x", "target": "z"}, {"source": "y2", "target": "z"}, True),
        ({"source": "x", "target": "z"}, {"source": "y2", "target": "c"}, False),
    ],
)
def test_a_link_of_another_id_is_the_same_by_kind_ends_and_functions(old, new, same):
    functions = [{"id": key, "name": key.upper()} for key in "fg"]
    before = co.Network(
        title="b",
        functions=functions,
        agencies=agencies("a", "b", "c", "x", "z"),
        links=[LINK | {"id": "old"} | old],
    )
    after = co.Network(
        title="a",
        functions=functions,
        agencies=agencies("a", "b", "c", "y1<x", "y2<x", "z"),
        links=[LINK | {"id": "new"} | new],
    )
    links = [one for one in compared(before, after).records if one.section == "links"]
    assert [(one.before_id, one.id) for one in links] == (
        [("old", "new")] if same else [("old", "old"), ("", "new")]
    )
    if not same:
        assert [one.state for one in links] == ["not looked at again", "first recorded"]


def test_each_link_goes_on_as_one_at_most():
    def state(*ids: str) -> co.Network:
        return co.Network(
            title="T", agencies=agencies("a", "b"), links=[LINK | {"id": key} for key in ids]
        )

    def pairs(before: co.Network, after: co.Network) -> list[tuple[str, str]]:
        records = compared(before, after).records
        return [(one.before_id, one.id) for one in records if one.section == "links"]

    # One of the same id comes first, wherever it stands.
    assert pairs(state("x", "y"), state("y")) == [("x", "x"), ("y", "y")]
    assert pairs(state("x", "y", "z"), state("w", "y")) == [("x", "w"), ("y", "y"), ("z", "z")]


def test_instruments_of_many_parties_that_all_split_are_looked_up_within_bounds():
    keys = [f"a{n}" for n in range(30)]
    before = co.Network(
        title="b",
        agencies=agencies(*keys),
        links=[{"id": "old", "kind": "agreement", "parties": keys}],
    )
    after = co.Network(
        title="a",
        agencies=agencies(*(f"{key}{part}<{key}" for key in keys for part in "xy")),
        links=[{"id": "new", "kind": "agreement", "parties": [f"{key}y" for key in keys]}],
    )
    links = [one for one in compared(before, after).records if one.section == "links"]
    assert [one.id for one in links] == ["old", "new"]


def test_what_was_renamed_is_no_difference_however_deep_it_stands():
    before = co.Network(
        title="b",
        agencies=agencies("a", "b", "d"),
        requirements=[{"id": "r", "agency": ["a", "b"], "counterpart": {"agency": "d"}}],
    )
    after = co.Network(
        title="a",
        agencies=agencies("a", "c<b", "e<d"),
        requirements=[{"id": "r", "agency": ["a", "c"], "counterpart": {"agency": "e"}}],
    )
    comparison = compared(before, after)
    (found,) = [one for one in comparison.records if one.section == "requirements"]
    assert (found.state, found.fields) == ("same", ())


@pytest.mark.parametrize(
    ("section", "record", "state"),
    [
        ("agencies", {"id": "n", "name": "N", "since": "2011"}, "formed"),
        ("agencies", {"id": "n", "name": "N", "since": "2010"}, "first recorded"),
        ("agencies", {"id": "n", "name": "N"}, "first recorded"),
        ("links", LINK | {"id": "n", "start": "2011"}, "formed"),
        ("links", LINK | {"id": "n", "start": "2010-06-02"}, "formed"),
        ("links", LINK | {"id": "n", "start": "2010-06-01"}, "first recorded"),
        ("links", LINK | {"id": "n", "due": "2011"}, "first recorded"),
        ("recommendations", {"id": "n", "by": "a", "to": "b", "says": "Do.", "date": "2011"},
         "formed"),
    ],
)  # fmt: skip
def test_what_began_after_the_earlier_day_is_formed(section, record, state):
    def made(**more: Any) -> co.Network:
        given = {"agencies": agencies("a", "b")}
        for key, records in more.pop("records", {}).items():
            given[key] = [*given.get(key, []), *records]
        return co.Network(title="T", **given, **more)

    def of(before: co.Network) -> str:
        after = made(records={section: [record]})
        return compared(before, after).changes[0].state

    assert of(made(as_of="2010-06-01")) == state
    assert of(made()) == "first recorded"
    if section != "agencies":  # no network covers agencies in full
        assert of(made(examined=[section])) == "formed"


def test_the_two_days_may_be_the_same_or_unknown():
    days = ["2010-06-01", None]
    for before in days:
        for after in days:
            made = [
                co.Network(title="T", as_of=day, agencies=agencies("a")) for day in (before, after)
            ]
            assert compared(*made).changes == ()
