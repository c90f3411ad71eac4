"""A plan clears what it says, with the fewest changes."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.change import planning
from coordination.rules.base import Change, Finding, rule


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


@settings(max_examples=40, deadline=None)
@given(sets, st.booleans())
def test_a_plan_is_the_smallest_that_clears(wanted, joint):
    pytest.importorskip("scipy")
    network, question = net(7), needing(wanted, joint)
    found = co.plan(network, findings=["XX"], rules=[question])
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
    change = {link: {"status": "active"} for link in links}
    return not len(co.what_if(network, change=change, rules=[question]).after)


@settings(max_examples=25, deadline=None)
@given(sets)
def test_greedy_clears_within_its_bound(wanted):
    network, question = net(7), needing(wanted, joint=True)
    exact = co.plan(network, findings=["XX"], rules=[question])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "MOST_EXACT", -1)
        greedy = co.plan(network, findings=["XX"], rules=[question])
    assert not greedy.exact
    assert not greedy.left
    assert len(greedy.steps) <= greedy.bound * len(exact.steps) + 1e-9


def test_what_nobody_can_decide_yet_is_left():
    @rule("XX102", "open")
    def open_end(network):
        """Nobody is named."""
        open_link = Change.new_link("Somebody joins A0.", kind="liaison", source="a0")
        yield Finding("A0 has nobody", "derived", ("a0",), clears=(open_link,))

    found = co.plan(net(2), findings=["XX"], rules=[open_end])
    assert [one.code for one in found.left] == ["XX102"]
    assert not found.steps
    assert "would clear it: Somebody joins A0." in found.to_markdown()


@pytest.mark.parametrize("name", ["gunrunner-cnn-2010", "gunrunner-2010"])
def test_a_plan_for_the_real_case_really_clears(name):
    network = co.load(name)
    found = co.plan(network)
    assert found.steps
    after = {one.key for one in co.check(found.result.network)}
    assert found.cleared
    assert not {one.key for one in found.cleared} & after
    assert {one.key for one in found.left} <= after
