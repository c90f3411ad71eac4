"""A network recoded answers as one that is built anew from the changed records does."""

from __future__ import annotations

import pytest

import coordination as co
from coordination.change.edit import edited
from coordination.change.recode import recoded
from coordination.network import Network
from coordination.requirements.assess import assess_all
from coordination.requirements.cases import cases
from coordination.rules.finding import Change
from coordination.testing import synthetic
from tests import bundled

NETWORKS = ("gunrunner-cnn-2010", "southwest-firearms-2009", "iraq-aftermath-2003")


def other_codings(network: Network) -> list[tuple[Change, ...]]:
    """Each link with other statuses, each requirement without its evidence, each other role."""
    singles = [
        Change.set_link(link, "coded otherwise", status=status)
        for n, link in enumerate(network.links.values())
        for status in (("active", "strained", "absent")[n % 3], "planned")
        if link.status != status
    ]
    singles += [
        Change("change", "requirements", "not examined", key, {"evidence": [], "examined": False})
        for key in network.requirements
    ]
    for key, agency in network.agencies.items():
        roles = [
            {**mandate.model_dump(exclude_unset=True), "role": "contact"}
            for mandate in agency.mandates
        ]
        if roles:
            singles.append(Change("change", "agencies", "contact", key, {"mandates": roles}))
    singles += [
        Change("remove", "conclusions", "not coded as a conclusion", key)
        for key in network.conclusions
    ]
    singles += [Change("remove", "links", "not coded", key) for key in list(network.links)[::5]]
    ends = list(network.agencies)
    singles += [
        Change.new_link("begun", id=f"new-{n}", kind=kind, source=one, target=other)
        for n, (one, other) in enumerate(zip(ends, ends[3:] + ends[:3], strict=True))
        for kind in [
            ("liaison", "information-sharing", "training", "agreement", "membership")[n % 5]
        ]
    ]
    singles += [
        Change("change", "links", "between others", key, {"source": ends[n % len(ends)]})
        for n, key in enumerate(network.links)
        if network.links[key].target not in (None, ends[n % len(ends)])
    ][::4]
    pairs = list(zip(singles[::3], singles[-1::-5], strict=False))
    return [(one,) for one in singles] + [pair for pair in pairs if pair[0].id != pair[1].id]


def outcome(network: Network) -> object:
    states = [(one.requirement.id, one.state, one.gap, one.basis) for one in assess_all(network)]
    return states, [(one.key, one.message, one.basis) for one in co.check(network)]


def check_same(network: Network, changes: tuple[Change, ...]) -> None:
    try:
        anew = edited(network, changes)
    except co.DataError:
        with pytest.raises(co.DataError):
            recoded(network, changes)
        return
    quick = recoded(network, changes)
    assert quick == anew
    assert outcome(quick) == outcome(anew)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_other_coding_tells_the_same_as_a_network_built_anew(name):
    network = bundled.network(name)
    for changes in other_codings(network)[::9]:
        check_same(network, changes)


def test_made_up_networks_too():
    for seed in range(3):
        network = synthetic(agencies=50, links=100, gaps=1, seed=seed).network
        for changes in other_codings(network)[seed::36]:  # other places in each
            check_same(network, changes)


def test_a_coding_of_a_coding_is_as_good():
    network = bundled.network("gunrunner-cnn-2010")
    one, other = other_codings(network)[0], other_codings(network)[9]
    assert outcome(recoded(recoded(network, one), other)) == outcome(
        edited(edited(network, one), other)
    )


SMALL = """
title: What each case looks at
sources: [{id: s, title: S}]
functions: [{id: burial, name: Burial}, {id: tracing, name: Tracing}]
agencies:
- {id: a, name: A}
- {id: b, name: B, mandates: [{function: tracing}]}
- {id: c, name: C}
- {id: d, name: D, jurisdiction: FR, mandates: [{function: burial, role: contact}]}
- {id: e, name: E, jurisdiction: FR, mandates: [{function: burial}]}
- {id: board, name: Board, kind: committee, mandates: [{function: tracing}]}
links:
- {id: a-b, kind: liaison, source: a, target: b}
- {id: a-d, kind: liaison, source: a, target: d, status: planned}
- {id: c-d, kind: liaison, source: c, target: d}
- {id: b-sits, kind: membership, source: b, target: board}
- {id: c-sits, kind: membership, source: c, target: board}
requirements:
- {id: traces, agency: a, counterpart: {agency: b}, function: tracing}
- {id: any, agency: c, counterpart: {agency: d}}
- {id: buries, agency: c, counterpart: {jurisdiction: FR}, function: burial, single: true}
- {id: sits, agency: b, counterpart: {agency: c}, function: tracing}
- id: told
  agency: a
  counterpart: {agency: d}
  function: tracing
  evidence: [{source: s, at: p. 1, finds: lacking}]
"""
NOT_TOLD = Change("change", "requirements", "", "told", {"evidence": [], "examined": False})
NO_CONTACT = Change("change", "agencies", "", "d", {"mandates": [{"function": "burial"}]})


def status(link: str, other: str) -> Change:
    return Change("change", "links", "", link, {"status": other})


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ([status("a-b", "absent")], {"traces"}),
        ([status("a-d", "active")], {"told"}),
        ([status("c-d", "absent")], {"any", "buries"}),
        ([NOT_TOLD], {"told"}),
        ([NO_CONTACT], {"any", "buries"}),
        ([status("a-b", "absent"), NO_CONTACT], {"traces", "any", "buries"}),
        ([NOT_TOLD, NO_CONTACT], {"told", "any", "buries"}),
        ([Change("remove", "links", "", "a-b")], {"traces"}),
        ([Change.new_link("", kind="training", source="c", target="e")], {"any", "buries"}),
        ([Change.new_link("", kind="training", source="d", target="e")], set()),
        (
            [Change("change", "links", "", "a-b", {"target": "c"})],
            {"traces", "told", "any", "buries"},
        ),
        # Who sits in a forum bears on cases that look at no link: assessed anew when asked for.
        ([status("b-sits", "ended")], set()),
        ([status("a-b", "absent"), status("b-sits", "ended")], set()),
    ],
)
def test_only_what_a_change_bears_on_is_assessed_again(monkeypatch, changes, asked):
    from coordination.requirements import assess as module

    network = co.loads(SMALL)
    check_same(network, tuple(changes))
    again: set[str] = set()
    real = module.assess
    monkeypatch.setattr(module, "assess", lambda net, case: again.add(case.id) or real(net, case))
    found = recoded(network, changes)
    assert again == asked
    again.clear()
    assess_all(found)
    forums = any(one.id == "b-sits" for one in changes)
    assert bool(again) is forums
    only_links = all(one.section == "links" for one in changes)
    assert (cases(found) is cases(network)) is (only_links and not forums)


def test_what_does_not_fit_is_refused_as_by_a_network_built_anew():
    network = bundled.network("gunrunner-cnn-2010")
    key = next(iter(network.requirements))
    passage = {"source": "nowhere", "at": "page 1", "finds": "lacking"}
    with pytest.raises(co.DataError):
        recoded(network, [Change("change", "requirements", "", key, {"evidence": [passage]})])
    with pytest.raises(ValueError, match="no link 'nothing'"):
        recoded(network, [Change("change", "links", "", "nothing", {"status": "active"})])


NAMED = """
title: Who names a conclusion
sources: [{id: s, title: S}]
passages:
- {id: reply, source: s, at: p. 2, says: We do., answer_by: b, answers_to: [apart, l]}
agencies:
- {id: a, name: A}
- {id: b, name: B}
- {id: oig, name: Auditor, kind: oversight}
links:
- {id: l, kind: liaison, source: a, target: b, status: strained, evidence: [{source: s, at: p. 1}]}
conclusions:
- {id: apart, finds: strained-tie, agencies: [a, b], evidence: [{source: s, at: p. 3}]}
- {id: slow, finds: late-response, agencies: [a, b], evidence: [{source: s, at: p. 4}]}
recommendations:
- {id: r, by: oig, to: a, says: Meet., answers: [apart, slow]}
- id: t
  by: oig
  to: b
  says: Write.
  answers: [slow]
  would: {change: [{id: l, set: {status: active}}]}
figures:
- {id: late, about: slow, measure: days, value: 9}
"""


@pytest.mark.parametrize("gone", [["apart"], ["slow"], ["apart", "slow"]])
def test_what_names_a_conclusion_goes_on_without_it(gone):
    network = co.loads(NAMED)
    changes = [Change("remove", "conclusions", "", key) for key in gone]
    changes.append(Change("change", "recommendations", "", "r", {"status": "implemented"}))
    check_same(network, tuple(changes))
    found = recoded(network, changes)
    assert found.agencies is network.agencies  # it isn't built anew
    assert set(network.recommendations["r"].answers) - set(found.recommendations["r"].answers)
    assert found.recommendations["r"].status == "implemented"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("change", "links", "", "mou", {"kind": "training"}), "under which nothing stands"),
        (Change("change", "agencies", "", "board", {"kind": "agency"}), "no forum"),
        (Change("change", "links", "", "work", {"under": "bord"}), "'bord'"),
        (Change.new_link("", kind="liaison", source="a", target="x"), "'x'"),
        (Change.new_link("", id="a", kind="liaison", source="a", target="b"), "already taken"),
    ],
)
def test_what_other_records_are_checked_against_is_checked_with_them(change, words):
    network = co.Network(
        title="Under",
        agencies=[{"id": key, "name": key.title()} for key in ("a", "b")]
        + [{"id": "board", "name": "Board", "kind": "committee"}],
        links=[
            {"id": "mou", "kind": "agreement", "source": "a", "target": "b"},
            {"id": "work", "kind": "training", "source": "a", "target": "b", "under": "mou"},
            {"id": "talks", "kind": "liaison", "source": "a", "target": "b", "under": "board"},
        ],
    )
    with pytest.raises(co.DataError, match=words):
        edited(network, [change])
