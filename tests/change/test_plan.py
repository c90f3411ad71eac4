"""A plan clears what it says, with the fewest changes."""

import json
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.change import plan, plan_solver
from coordination.change.answered import with_answers
from coordination.change.edit import edited
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule
from tests import bundled


@cache
def planned(name):
    """The plan for all findings of a bundled network."""
    return co.plan(bundled.network(name))


def net(count: int) -> co.Network:
    return co.Network(
        title="pairs",
        agencies=[{"id": f"a{n}", "name": f"A{n}"} for n in range(count)],
        links=[
            {"id": f"l{n}", "kind": "liaison", "source": f"a{n}", "target": f"a{n + 1}",
             "status": "strained"}
            for n in range(count - 1)
        ],
    )  # fmt: skip


def needing(sets: list[frozenset[int]], joint: bool) -> co.Rule:
    """A rule with one finding per set, cleared by mending all of its links, or any of them."""

    @rule("XX101", "needing")
    def needing(network):
        """Links of a set are strained."""
        for number, wanted in enumerate(sets):
            links = [network.links[f"l{n}"] for n in sorted(wanted)]
            failing = [link for link in links if not link.works]
            if failing and (joint or len(failing) == len(links)):
                yield Finding(
                    f"set {number}",
                    "derived",
                    ("a0",),
                    records=(f"set-{number}",),
                    clears=tuple(
                        Change.set_link(link, f"mend {link.id}", status="active")
                        for link in (failing if joint else failing[:1])
                    ),
                )

    return needing


sets = st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=3), min_size=1, max_size=5)


@settings(max_examples=15, deadline=None)
@given(sets, st.booleans())
def test_a_plan_is_the_smallest_that_clears(wanted, joint):
    pytest.importorskip("scipy")
    network, question = net(7), needing(wanted, joint)
    found = co.plan(network, select=["XX"], rules=[question])
    assert found.exact and found.bound == 1.0
    assert not found.left
    assert {one.key for one in found.cleared} == {one.key for one in found.result.before}
    changed = {step.change.id for step in found.steps}
    offered = sorted({f"l{n}" for part in wanted for n in part})
    if not joint:
        first = {min(part) for part in wanted}
        offered = [f"l{n}" for n in sorted(first)]
    smallest = next(
        size
        for size in range(len(offered) + 1)
        for chosen in combinations(offered, size)
        if clears_all(network, question, chosen)
    )
    assert len(changed) == smallest


def clears_all(network: co.Network, question: co.Rule, links: tuple[str, ...]) -> bool:
    made = [Change.set_link(network.links[key], "mend", status="active") for key in links]
    return not len(co.check(edited(network, made), rules=[question]))


@settings(max_examples=10, deadline=None)
@given(sets)
def test_greedy_clears_within_its_bound(wanted):
    network, question = net(7), needing(wanted, joint=True)
    exact = co.plan(network, select=["XX"], rules=[question])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_solver, "MOST_EXACT", -1)
        greedy = co.plan(network, select=["XX"], rules=[question])
    assert not greedy.exact
    assert not greedy.left
    assert len(greedy.steps) <= greedy.bound * len(exact.steps) + 1e-9


def test_what_nobody_can_decide_yet_is_left():
    @rule("XX102", "open")
    def open_end(network):
        """Nobody is named."""
        open_link = Change.new_link("Somebody joins A0.", kind="liaison", source="a0")
        yield Finding("A0 has nobody", "derived", ("a0",), clears=(open_link,))

    found = co.plan(net(2), select=["XX"], rules=[open_end])
    assert [one.code for one in found.left] == ["XX102"]
    assert not found.steps
    assert "would clear it: Somebody joins A0." in found.to_markdown()


def test_what_a_finding_names_too_much_of_is_left_out():
    """A rule that names three links, of which the last two would do, and any of them alone not."""

    @rule("XX103", "generous")
    def generous(network):
        """Of three links the last two fail."""
        links = [network.links[key] for key in ("l0", "l1", "l2")]
        if not (links[1].works and links[2].works):
            clears = [Change.set_link(one, f"mend {one.id}", status="active") for one in links]
            yield Finding("It fails.", "derived", ("a0",), clears=tuple(clears))

    found = co.plan(net(4), select=["XX"], rules=[generous])
    assert {step.change.id for step in found.steps} == {"l1", "l2"}
    assert found.tried and found.exact
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "MOST_TRIED", 0)
        whole = co.plan(net(4), select=["XX"], rules=[generous])
    assert len(whole.steps) == 3 and not whole.tried
    assert "none can be left out" not in whole.to_markdown()


@pytest.mark.parametrize(
    ("word", "error", "message"),
    [
        ("CG99", co.errors.UnknownRule, "no rule has the code or prefix 'CG99'"),
        ("CG303:fewer-traces-suceed", ValueError, "did you mean 'CG303:fewer-traces-succeed'"),
    ],
)
def test_findings_that_there_are_not_are_said(case, word, error, message):
    with pytest.raises(error, match=message):
        co.plan(case, select=[word])


def test_where_nothing_can_be_done_it_is_said(case):
    found = co.plan(bundled.network("gunrunner-cnn-2010"), select=["CG304"])
    assert not found.steps and [one.code for one in found.left] == ["CG304"]
    assert "No change is known that clears any finding." in found.to_markdown()
    assert "## To be looked at again (1)" in found.to_markdown()


def test_a_step_is_something_that_somebody_can_do():
    for one in ("gunrunner-2010", "gunrunner-cnn-2010", "explosives-2009"):
        assert not [step for step in planned(one).steps if step.change.section != "links"]


def test_work_answers_an_older_report_about_the_same_pair_and_function():
    article = bundled.network("gunrunner-cnn-2010")
    before = {one.key for one in co.check(article) if {"atf", "ice"} <= set(one.agencies)}
    liaison = co.model.Link(kind="liaison", source="atf", target="ice")
    found = co.what_if(article, add=liaison)
    assert {one.key for one in found.cleared} & before
    elsewhere = co.model.Link(kind="liaison", source="atf", target="doj")
    assert not {one.key for one in co.what_if(article, add=elsewhere).cleared} & before
    strained = co.model.Link(kind="liaison", source="atf", target="ice", status="strained")
    assert not {one.key for one in co.what_if(article, add=strained).cleared} & before


@pytest.fixture(scope="module")
def case() -> co.Network:
    return bundled.network("gunrunner-2010")


def test_a_plan_names_what_each_change_is_for(case):
    found = co.plan(case, select=["CG401:training-for-mexico"])
    text = found.to_markdown()
    assert "Training of Mexico by ATF comes to work." in text
    content = json.loads(found.to_json())
    assert [one["key"] for one in content["cleared"]] == ["CG401:training-for-mexico"]
    assert len(content["steps"]) == len(found.steps) == len({r["step"] for r in found.to_records()})


@pytest.mark.parametrize("name", ["gunrunner-cnn-2010", "southwest-firearms-2009"])
def test_a_plan_for_the_real_case_really_clears(name):
    network, found = bundled.network(name), planned(name)
    after = {one.key for one in co.check(found.result.network)}
    assert found.cleared
    assert not {one.key for one in found.cleared} & after
    assert {one.key for one in found.left} <= after
    for step in found.steps:  # none can be left out, and each says what it is needed for
        rest = [other.change for other in found.steps if other is not step]
        back = {one.key for one in co.check(edited(network, with_answers(network, rest)))}
        assert {one.key for one in step.clears} == {one.key for one in found.cleared} & back
        assert step.clears


SHARED = """
title: Four share with the border force
sources: [{id: s, title: Report, publisher: The auditor}]
functions: [{id: f, name: movement and residence}, {id: g, name: customs}]
agencies:
- {id: home, name: Home}
- {id: force, name: Force, part_of: home}
- {id: a, name: A}
- {id: b, name: B}
requirements:
- {id: shared, agency: [home, a, b], counterpart: {agency: force}, function: f,
   kinds: [information-sharing], evidence: [{source: s, at: p. 1, says: No., finds: lacking}]}
conclusions:
- {id: slow, finds: strained-tie, agencies: [home], towards: [a, b], functions: [f, g],
   evidence: [{source: s, at: p. 2}]}
"""


def test_what_is_asked_of_several_is_mended_for_each_of_them():
    found = co.plan(co.loads(SHARED), select=["CG601"])
    assert sorted(step.change.fields["source"] for step in found.steps) == ["a", "b", "home"]
    assert not found.left and not [one for one in found.result.appeared if one.family == "CG9"]
    assert found.to_markdown().count("- helps to clear CG601") == 3


def test_a_report_about_several_is_answered_by_work_with_all_of_them():
    network = co.loads(SHARED)

    def left(*others: str, functions: tuple[str, ...]) -> list[str]:
        links = [
            co.model.Link(kind="liaison", source="home", target=one, functions=functions)
            for one in others
        ]
        return [one.code for one in co.what_if(network, add=links, select=["CG204"]).stayed]

    assert left("a", functions=("f", "g")) == ["CG204"]
    assert left("a", "b", functions=("f",)) == ["CG204"]
    assert left("a", "b", functions=("f", "g")) == []
    (finding,) = co.check(network, select=["CG204"])
    assert "for movement and residence and for customs" in finding.message


def test_what_must_be_in_writing_is_cleared_in_writing_too():
    network = co.loads(SHARED.replace("kinds: [information-sharing]", "written: true"))
    (finding,) = co.check(network).about("force")
    texts = [change.text for change in finding.clears]
    assert "A and Force agree in writing." in texts
    added = co.what_if(network, add=co.model.Link(kind="system-access", source="a", target="b"))
    assert added.changes[0].text == "add system access: A and B"
