"""The laws of what a finding means, on random networks with records of every sort.

All laws are tried on each network: to draw and check one takes longer than to try a law on it.
"""

import copy
from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.model import vocabulary
from coordination.requirements.assess import assess_all
from coordination.rules.link_table import TABLE
from tests.rules.networks import AGENCIES, FUNCTIONS, documents

TRY = (Phase.explicit, Phase.reuse, Phase.generate)
"""A network that fails is told as it came: to shrink one takes minutes."""

FAILS = st.builds(
    dict,
    id=st.just("new"),
    kind=st.sampled_from(list(vocabulary.LINK_KINDS)),
    source=st.sampled_from(AGENCIES[:3]),
    target=st.sampled_from(AGENCIES[3:]),
    status=st.sampled_from(vocabulary.FAILING),
    functions=st.lists(st.sampled_from(FUNCTIONS), max_size=1),
    evidence=st.just([{"source": "s", "at": "page 2"}]),
)
WORKS = st.builds(
    dict,
    id=st.just("works"),
    finds=st.just("works"),
    agencies=st.lists(st.sampled_from(AGENCIES), unique=True, min_size=2, max_size=5),
    functions=st.lists(st.sampled_from(FUNCTIONS), max_size=1),
    evidence=st.just([{"source": "s", "at": "page 2"}]),
)


def check(fields: dict[str, Any]) -> co.Report:
    return co.check(co.Network(**fields))


def about_coordination(report: Iterable[co.Finding]) -> list[co.Finding]:
    return [one for one in report if one.family not in ("CG8", "CG9")]


def subjects(one: co.Finding) -> frozenset[str]:
    named = {*one.links, *one.requirements, *one.conclusions, *one.records}
    return frozenset(named or {*one.agencies, *one.functions, *one.places})


def goes_on(one: co.Finding, later: Iterable[co.Finding]) -> bool:
    """Whether a finding is still told: under its key, or within one that says more."""
    return any(
        other.key == one.key
        or (
            set(one.conclusions) <= set(other.conclusions) and other.conclusions and one.conclusions
        )
        or (one.requirements and set(one.requirements) <= set(other.requirements))
        or (one.links and set(one.links) <= set(other.links))
        or (other.code == one.code and subjects(one) <= subjects(other))
        for other in later
    )


@settings(max_examples=25, deadline=None, phases=TRY)
@given(documents(), FAILS, WORKS, st.data(), st.randoms(use_true_random=False))
def test_laws_of_meaning(
    fields: dict[str, Any],
    link: dict[str, Any],
    conclusion: dict[str, Any],
    data: st.DataObject,
    random: Any,
) -> None:
    network = co.Network(**fields)
    report = co.check(network)
    completeness_each_adverse_record_is_told_in_one_reported_finding(report)
    fidelity_what_is_reported_rests_on_passages_and_claims_no_absence(report)
    one_gap_is_one_finding(report)
    monotony_what_fails_takes_no_finding_away(report, fields, link)
    monotony_what_works_takes_no_reported_finding_away(report, fields, conclusion)
    silence_leaving_a_record_out_makes_no_finding(fields, data)
    locality_what_is_far_away_changes_nothing(report, fields)
    order_of_records_changes_nothing(report, fields, random)


def completeness_each_adverse_record_is_told_in_one_reported_finding(report: co.Report) -> None:
    network = report.network
    told: Counter[str] = Counter()
    for one in report:
        if one.basis == "reported" and one.family not in ("CG8", "CG9"):
            told.update({*one.links, *one.requirements, *one.conclusions})
    adverse = [
        *(x.id for x in network.links.values() if x.status in vocabulary.FAILING and not x.assumed),
        *(x.id for x in network.requirements.values() if x.reported in ("lacking", "disputed")),
        *(x.id for x in network.conclusions.values() if not x.works and not x.assumed),
    ]
    asked = {one.requirement.id for one in assess_all(network)}
    adverse = [key for key in adverse if key not in network.requirements or key in asked]
    assert {key: told[key] for key in adverse} == dict.fromkeys(adverse, 1)


def fidelity_what_is_reported_rests_on_passages_and_claims_no_absence(report: co.Report) -> None:
    for one in about_coordination(report):
        if one.basis == "reported":
            assert one.evidence
            assert not any(word in one.message for word in ("no link", "not linked", "is recorded"))
            assert one.links or one.requirements or one.conclusions
        else:
            assert not one.disputed and not one.also_derived
    for one in report.open:
        assert one.message.rstrip(".").count("?") and one.answer and one.asks and one.clears


def monotony_what_fails_takes_no_finding_away(
    report: co.Report, fields: dict[str, Any], link: dict[str, Any]
) -> None:
    before = about_coordination(report)
    after = about_coordination(check({**fields, "links": [*fields["links"], link]}))
    gone = [one for one in before if not goes_on(one, after)]
    assert not gone, [(one.key, one.basis, one.message) for one in gone]


def monotony_what_works_takes_no_reported_finding_away(
    before: co.Report, fields: dict[str, Any], conclusion: dict[str, Any]
) -> None:
    with_it = {**fields, "conclusions": [*fields["conclusions"], conclusion]}
    after = check(with_it)
    reported = [one for one in about_coordination(before) if one.basis == "reported"]
    kept = {one.key: one for one in after}
    assert all(one.key in kept and kept[one.key].message == one.message for one in reported)
    said = set(conclusion["agencies"])
    gone = [
        one
        for one in (*about_coordination(before), *before.open)
        if one.family not in ("CG8", "CG9") and not goes_on(one, (*after, *after.open))
    ]
    agencies = before.network.agencies
    for one in gone:
        members = {
            member
            for key in one.agencies
            for member in (agencies[key].members if key == "all" else (key,))
        }
        assert members <= said


def silence_leaving_a_record_out_makes_no_finding(
    fields: dict[str, Any], data: st.DataObject
) -> None:
    """Outside what was examined; a record that something works is what clears findings."""
    bare = copy.deepcopy(fields)
    bare["examined"] = []
    for one in bare["requirements"]:
        one.pop("examined", None)
        one.pop("under", None)
    for one in bare["links"]:
        one.pop("under", None)
    for one in bare["conclusions"]:
        one["about"] = []
    less = copy.deepcopy(bare)
    section = data.draw(st.sampled_from(["links", "requirements", "conclusions", "mandates"]))
    if section == "mandates":
        agency = data.draw(st.sampled_from(less["agencies"]))
        if agency["mandates"]:
            agency["mandates"].pop()
    else:
        removable = [
            one
            for one in less[section]
            if one.get("status") != "active" and one.get("finds") != "works"
        ]
        if removable:
            less[section].remove(data.draw(st.sampled_from(removable)))
    before = about_coordination(check(bare))
    new = [one for one in about_coordination(check(less)) if not goes_back(one, before)]
    assert not new, [(one.key, one.basis, one.message) for one in new]


def goes_back(one: co.Finding, before: list[co.Finding]) -> bool:
    """Whether a finding was told before, alone or within one that said more."""
    return goes_on(one, before) or any(
        other.code == one.code
        and set(other.functions) >= set(one.functions)
        and set(one.agencies) <= set(other.agencies)
        for other in before
    )


def locality_what_is_far_away_changes_nothing(report: co.Report, fields: dict[str, Any]) -> None:
    far = copy.deepcopy(fields)
    far["functions"].append({"id": "h", "name": "H"})
    for key in ("y", "z"):
        far["agencies"].append(
            {
                "id": key,
                "name": key.upper(),
                "kind": "court",
                "jurisdiction": "FR",
                "mandates": [{"function": "h"}],
            }
        )
    far["links"].append(
        {
            "id": "far",
            "kind": "liaison",
            "source": "y",
            "target": "z",
            "functions": ["h"],
            "evidence": [{"source": "s", "at": "page 9"}],
        }
    )

    def told(report: co.Report) -> set[tuple[str, str, str]]:
        asked = [one for one in report.open if one.family != "CG9"]  # the data as a whole
        found = [*about_coordination(report), *asked]
        # Where nobody holds a function is asked of all places at which anybody is at work.
        found = [one for one in found if not one.key.endswith("+nobody")]
        return {(one.key, one.basis, one.message) for one in found if "y" not in one.agencies}

    before, after = told(report), told(check(far))
    assert before == {one for one in after if " H" not in one[2]}


def one_gap_is_one_finding(report: co.Report) -> None:
    keys = Counter(one.key for one in (*report, *report.open))
    assert max(keys.values(), default=1) == 1, keys.most_common(2)
    reported = {
        (one.code, key) for one in report if one.basis == "reported" for key in one.requirements
    }
    for one in (*report, *report.open):
        if one.basis != "reported" and one.code not in ("CG105", "CG106", "CG208", "CG801"):
            assert not any((one.code, key) in reported for key in one.requirements), one
    assert not any(one.asks or one.answer for one in report)


def order_of_records_changes_nothing(
    report: co.Report, fields: dict[str, Any], random: Any
) -> None:
    def shape(report: co.Report) -> Counter[tuple[Any, ...]]:
        return Counter(
            (one.code, one.basis, one.also_derived, one.disputed, subjects(one))
            for one in (*about_coordination(report), *report.open)
            if one.code not in ("CG501", "CG209")
        )

    turned = copy.deepcopy(fields)
    for section in ("agencies", "requirements", "conclusions", "functions", "sources"):
        random.shuffle(turned[section])
    turned["links"].reverse()
    assert shape(report) == shape(check(turned))


def test_blame_the_side_at_fault_is_the_subject() -> None:
    links = [
        {
            "id": f"{kind}-{status}",
            "kind": kind,
            "source": "a",
            "target": "b",
            "mutual": False,
            "status": status,
            "evidence": [{"source": "s", "at": "page 1"}],
        }
        for kind in vocabulary.LINK_KINDS
        for status in vocabulary.FAILING
    ]
    network = co.Network(
        title="Two",
        sources=[{"id": "s", "title": "S"}],
        agencies=[{"id": "a", "name": "Asker"}, {"id": "b", "name": "Agency"}],
        links=links,
    )
    reported = [one for one in co.check(network) if one.basis == "reported"]
    told = {one.links[0]: one for one in reported if one.links}
    for link in network.links.values():
        cell = TABLE[link.kind][link.status]
        message = told[link.id].message
        assert told[link.id].code == cell.rule
        if link.status == "unmet" and cell.fault != "both":
            assert message.startswith("Asker" if cell.fault == "source" else "Agency")
        first = "b" if cell.fault == "target" else "a"
        assert told[link.id].agencies[0] == first
