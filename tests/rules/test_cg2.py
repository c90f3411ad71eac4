"""Branches of the rules on ties that their pages don't show."""

from __future__ import annotations

from typing import Any

import pytest

import coordination as co
from tests.rules.records import agency, cite, found, keys, link, network, require

LOOKED = {"examined": ["links"]}
MOU = link("agreement", "a", "b", id="mou", evidence=[cite()])
BROKEN = link("liaison", "a", "b", "strained", id="broken", evidence=[cite(source="two")])


# -- CG201: paper tie ------------------------------------------------------------------------------


def test_silence_about_practice_is_no_paper_tie() -> None:
    assert keys("CG201", links=[MOU]) == []
    assert keys("CG201", links=[MOU], **LOOKED) == []


def test_agreement_that_fails_itself_is_reported() -> None:
    strained = MOU | {"status": "strained", "cause": "outdated"}
    (one,) = found("CG201", links=[strained])
    assert (one.basis, one.links, one.cause) == ("reported", ("mou",), "outdated")
    working = link("liaison", "a", "b")
    assert keys("CG201", links=[strained, working]) == ["mou"]
    assert keys("CG204", links=[strained, working]) == []


def test_one_working_link_makes_it_more_than_paper() -> None:
    assert keys("CG201", links=[MOU, BROKEN]) == ["mou"]
    assert keys("CG201", links=[MOU, BROKEN, link("support", "b", "a")]) == []
    formal = link("oversight", "a", "b")
    assert keys("CG201", links=[MOU, BROKEN, formal]) == ["mou"]


def test_only_work_for_what_it_covers_counts() -> None:
    covers = MOU | {"functions": ["tracing"]}
    other = link("support", "a", "b", functions=["training"])
    (one,) = found("CG201", links=[covers, BROKEN, other])
    assert one.functions == ("tracing",)
    assert keys("CG201", links=[covers, BROKEN | {"functions": ["training"]}]) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"end": "2008"}, False),
        ({"end": "2009-06-30"}, False),
        ({"end": "2009"}, True),
        ({"start": "2005"}, True),
    ],
)
def test_work_before_the_agreement_is_no_practice_under_it(
    change: dict[str, str], told: bool
) -> None:
    agreement = MOU | {"start": "2009-06-30"}
    assert bool(keys("CG201", links=[agreement, BROKEN | change])) is told


@pytest.mark.parametrize("status", ["ended", "absent", "planned", "unmet"])
def test_agreement_that_is_not_in_force_is_no_paper_tie(status: str) -> None:
    assert keys("CG201", links=[MOU | {"status": status}, BROKEN]) == []


def test_superseded_or_assumed_agreement_is_no_paper_tie() -> None:
    newer = link("agreement", "a", "b", id="newer")
    old = MOU | {"superseded_by": "newer"}
    assert keys("CG201", links=[old, newer, BROKEN]) == ["newer"]
    planned = newer | {"status": "planned"}
    assert keys("CG201", links=[old, planned, BROKEN]) == ["mou"]
    assert keys("CG201", links=[MOU | {"confidence": "assumed"}, BROKEN]) == []


def test_instrument_of_several_is_one_finding_that_names_the_pairs() -> None:
    mou = {"id": "mou", "kind": "agreement", "parties": ["a", "b", "c", "d"], "evidence": [cite()]}
    works = link("liaison", "a", "c")
    absent = link("liaison", "c", "d", "absent", id="gone", evidence=[cite()])
    (one,) = found("CG201", links=[mou, BROKEN, works, absent])
    assert one.message == (
        "The agreement among A, B, C and D is in force, and none of the work reported under it"
        " works as intended between A and B and between C and D."
    )
    assert one.agencies == ("a", "b", "c", "d")


def test_field_offices_practise_what_their_agency_agreed() -> None:
    agencies = [agency("a"), agency("b"), agency("a1", part_of="a"), agency("b1", part_of="b")]
    works = link("joint-operation", "a1", "b1")
    assert keys("CG201", agencies=agencies, links=[MOU, BROKEN, works]) == []


def test_what_clears_a_paper_tie() -> None:
    (one,) = found("CG201", links=[MOU, BROKEN])
    after = co.what_if(network(links=[MOU, BROKEN]), apply=one.clears, select=["CG2"])
    assert after.cleared and not after.stayed


# -- CG202: unwritten tie --------------------------------------------------------------------------

WRITTEN = require("need", "a", "b", written=True)


def test_nothing_in_writing_is_told_where_it_was_looked_for() -> None:
    works = link("liaison", "a", "b", id="works")
    assert keys("CG202", links=[works], requirements=[WRITTEN]) == []
    (one,) = found("CG202", links=[works], requirements=[WRITTEN | {"examined": True}])
    assert one.message == "A and B work together with nothing in writing."
    assert (one.links, one.basis) == (("works",), "derived")
    assert keys("CG202", links=[works], requirements=[require("n", "a", "b")], **LOOKED) == []


def test_agreement_for_something_else_is_none() -> None:
    works = link("liaison", "a", "b", id="works")
    need = WRITTEN | {"function": "tracing"}
    other = MOU | {"functions": ["training"]}
    assert keys("CG202", links=[works, other], requirements=[need], **LOOKED) == ["need"]
    assert keys("CG202", links=[works, MOU], requirements=[need], **LOOKED) == []


def test_writing_is_asked_of_each_where_each_is_asked_for() -> None:
    agencies = [
        *(agency(key) for key in "abc"),
        agency("both", kind="collective", members=["b", "c"]),
    ]
    need = {"id": "need", "agency": "a", "counterpart": {"collective": "both"}, "written": True}
    works = [link("liaison", "a", key, id=f"with-{key}") for key in "bc"]
    (one,) = found("CG202", agencies=agencies, links=[*works, MOU], requirements=[need], **LOOKED)
    assert one.agencies == ("a", "c")
    after = co.what_if(
        network(agencies=agencies, links=[*works, MOU], requirements=[need], **LOOKED),
        apply=one.clears,
        select=["CG202"],
    )
    assert after.cleared


# -- CG203: one-way tie ----------------------------------------------------------------------------


def test_direction_of_a_one_way_tie_is_named() -> None:
    gives = link("support", "a", "b", id="gives")
    takes = link("support", "b", "a", id="takes")
    need = require("need", "a", "b", direction="mutual")
    (one,) = found("CG203", links=[gives], requirements=[need], **LOOKED)
    assert one.message == "Coordination runs only from A to B, and should run both ways."
    (one,) = found("CG203", links=[takes], requirements=[need], **LOOKED)
    assert one.message == "Coordination runs only from B to A, and should run both ways."
    need = require("need", "a", "b", direction="to-counterpart")
    (one,) = found("CG203", links=[takes], requirements=[need], **LOOKED)
    assert one.message == "Coordination runs only from B to A, and should run the other way."


def test_way_that_a_source_reports_as_failing_is_mended() -> None:
    gives = link("referral", "a", "b", id="gives")
    back = link("referral", "b", "a", "unmet", id="back", evidence=[cite()])
    need = require("need", "a", "b", direction="mutual")
    (one,) = found("CG203", links=[gives, back], requirements=[need])
    assert (one.basis, one.links) == ("derived", ("gives", "back"))
    assert [change.id for change in one.clears] == ["back"]
    after = co.what_if(
        network(links=[gives, back], requirements=[need]), apply=one.clears, select=["CG203"]
    )
    assert after.cleared


# -- CG204: strained tie ---------------------------------------------------------------------------


def test_requirement_and_the_links_that_fail_it_are_one_finding() -> None:
    need = require("need", "a", "b")
    other = link("support", "a", "c", "strained", id="other", evidence=[cite()])
    one, two = found("CG204", links=[BROKEN, other], requirements=[need])
    assert (one.requirements, one.links) == (("need",), ("broken",))
    assert one.message == "Liaison between A and B does not work as it should."
    assert (two.requirements, two.links) == ((), ("other",))
    assert two.message == "Support from A to C does not work as it should."


@pytest.mark.parametrize("kind", ["information-sharing", "referral", "reporting", "training"])
def test_exchange_and_training_are_told_elsewhere(kind: str) -> None:
    assert keys("CG204", links=[BROKEN | {"kind": kind}]) == []


@pytest.mark.parametrize("kind", ["liaison", "request", "support", "membership", "other"])
def test_other_kinds_are_told(kind: str) -> None:
    assert keys("CG204", links=[BROKEN | {"kind": kind}]) == ["broken"]
    assert keys("CG204", links=[BROKEN | {"kind": kind, "confidence": "assumed"}]) == []


def test_lack_that_a_source_reports_where_links_exist() -> None:
    need = require("need", "a", "b", evidence=[cite(finds="lacking", says="It is not enough.")])
    works = link("liaison", "a", "b", id="works", evidence=[cite(source="two")])
    (one,) = found("CG107", links=[works], requirements=[need])
    assert one.condition is not None and one.condition.text.startswith("It is not enough.")
    assert (one.links, one.basis, one.disputed) == (("works",), "reported", True)
    assert one.sources == ("one", "two")


def test_failing_exchange_shows_a_broader_requirement_only_where_nothing_else_does() -> None:
    exchange = BROKEN | {"kind": "information-sharing", "id": "exchange"}
    passage = cite(finds="lacking")
    need = require("need", "a", "b", evidence=[passage])
    (one,) = found("CG107", links=[BROKEN, exchange], requirements=[need])
    assert one.links == ("broken",)
    (one,) = found("CG107", links=[exchange], requirements=[need])
    assert one.links == ()
    assert keys("CG601", links=[exchange], requirements=[need]) == ["exchange"]


# -- CG205, CG206: expired and outdated agreements -------------------------------------------------


@pytest.mark.parametrize(
    ("end", "days"), [("2010-06-29", 1), ("2010-06-30", None), ("2010", None), ("2009", 181)]
)
def test_day_on_which_an_agreement_expires(end: str, days: int | None) -> None:
    expired = found("CG205", links=[MOU | {"end": end}], as_of="2010-06-30")
    assert [one.value for one in expired] == ([] if days is None else [days])


def test_without_a_date_nothing_is_expired() -> None:
    assert keys("CG205", links=[MOU | {"end": "1990"}]) == []


def test_ended_or_replaced_agreements_are_not_expired() -> None:
    records: dict[str, Any] = {"as_of": "2010-06-30"}
    over = MOU | {"end": "2009", "status": "ended"}
    assert keys("CG205", links=[over], **records) == []
    replaced = MOU | {"end": "2009", "superseded_by": "newer"}
    newer = link("agreement", "a", "b", id="newer")
    assert keys("CG205", links=[replaced, newer], **records) == []
    assert keys("CG206", links=[replaced, newer], **records) == ["mou+newer"]


@pytest.mark.parametrize(
    ("start", "since", "told"),
    [
        ("1978", "2003-03-01", True),
        ("2003", "2003-03-01", False),
        ("2003-02-28", "2003-03-01", True),
        ("2003-03-01", "2003-03-01", False),
        ("2002-12-31", "2003", True),
    ],
)
def test_agreement_is_older_only_where_the_dates_leave_no_doubt(
    start: str, since: str, told: bool
) -> None:
    agencies = [agency("a"), agency("b", since=since)]
    assert bool(keys("CG206", agencies=agencies, links=[MOU | {"start": start}])) is told


def test_youngest_party_is_what_a_new_agreement_must_follow() -> None:
    agencies = [agency("a", since="2002"), agency("b", since="2003-03-01", evidence=[cite()])]
    (one,) = found("CG206", agencies=agencies, links=[MOU | {"start": "1978", "evidence": []}])
    assert one.clears[0].fields["start"] == "2003-03-01"
    assert one.sources == ("one",)


# -- CG207: unmonitored agreement ------------------------------------------------------------------


def test_silence_about_monitoring_is_no_lack_of_it() -> None:
    assert keys("CG207", links=[MOU]) == []
    assert keys("CG207", links=[MOU], **LOOKED) == ["mou"]


@pytest.mark.parametrize(
    ("watcher", "told"),
    [
        (link("oversight", "c", "a"), False),
        (link("reporting", "b", "c"), False),
        (link("oversight", "c", "d"), True),
        (link("oversight", "c", "a", functions=["training"]), True),
        (link("oversight", "c", "a", "absent"), True),
        (link("liaison", "c", "a"), True),
    ],
)
def test_what_counts_as_monitoring(watcher: dict[str, Any], told: bool) -> None:
    covers = MOU | {"functions": ["tracing"]}
    assert bool(keys("CG207", links=[covers, watcher], **LOOKED)) is told


def test_monitoring_that_a_source_reports_as_absent() -> None:
    absent = link("oversight", "a", "b", "absent", id="watch", evidence=[cite(source="two")])
    (one,) = found("CG207", links=[MOU, absent])
    assert (one.basis, one.links) == ("reported", ("watch",))
    assert one.message == "A does not oversee B."


def test_requirement_to_monitor_is_told_here_and_nowhere_else() -> None:
    agencies = [
        agency("doj"),
        agency("dhs"),
        agency("a", part_of="doj"),
        agency("b", part_of="dhs"),
    ]
    need = require("need", "doj", "dhs", kinds=["oversight", "reporting"], examined=True)
    report = co.check(network(agencies=agencies, links=[MOU], requirements=[need]))
    assert [one.code for one in report if "need" in one.requirements] == ["CG207"]
    (one,) = report.select("CG207")
    assert one.message == "Nobody monitors how the agreement between A and B is carried out."
    of_a_bureau = require("need", "doj", "a", kinds=["oversight"], examined=True)
    report = co.check(network(agencies=agencies, links=[MOU], requirements=[of_a_bureau]))
    assert [one.code for one in report if "need" in one.requirements] == []


# -- CG208: single-channel tie ---------------------------------------------------------------------

NEED = require("need", "a", "b")
ONE = link("liaison", "a", "b", id="one")


def test_second_document_about_a_channel_is_no_second_channel() -> None:
    again = ONE | {"id": "again"}
    (one,) = found("CG208", links=[ONE, again], requirements=[NEED], **LOOKED)
    assert (one.value, one.threshold, one.links) == (1, 2, ("one",))
    other_ends = link("liaison", "a", "b1", id="office")
    agencies = [agency("a"), agency("b"), agency("b1", part_of="b")]
    links = [ONE, other_ends]
    assert keys("CG208", agencies=agencies, links=links, requirements=[NEED], **LOOKED) == []


def test_minimum_is_an_option() -> None:
    two = [ONE, link("support", "b", "a", id="two")]
    records: dict[str, Any] = {"links": two, "requirements": [NEED], **LOOKED}
    assert keys("CG208", **records) == []
    (one,) = found("CG208", {"minimum": 3}, **records)
    assert (one.value, one.threshold) == (2, 3)


def test_channels_nobody_looked_for_may_be_there() -> None:
    assert keys("CG208", links=[ONE], requirements=[NEED]) == []
    assert keys("CG208", links=[ONE], requirements=[NEED | {"examined": True}]) == ["need"]
    met = NEED | {"evidence": [cite(finds="met")]}
    assert keys("CG208", links=[ONE], requirements=[met]) == []


def test_one_agreement_is_enough_where_an_agreement_is_asked_for() -> None:
    need = NEED | {"kinds": ["agreement"]}
    assert keys("CG208", links=[MOU, ONE], requirements=[need], **LOOKED) == []


def test_channels_count_together_where_one_agency_will_do_and_apart_where_each_is_meant() -> None:
    agencies = [
        agency("a"),
        agency("b", jurisdiction="MX"),
        agency("c", jurisdiction="MX"),
        agency("both", kind="collective", members=["b", "c"]),
    ]
    links = [ONE, link("liaison", "a", "c", id="two")]
    records: dict[str, Any] = {"agencies": agencies, "links": links, **LOOKED}
    some = NEED | {"counterpart": {"jurisdiction": "MX"}}
    assert keys("CG208", requirements=[some], **records) == []
    each = NEED | {"counterpart": {"collective": "both"}}
    (one,) = found("CG208", requirements=[each], **records)
    assert one.agencies == ("a", "b", "c")
    assert one.message == "Coordination of A with B and C rests on one channel each."


def test_nothing_is_told_to_rest_on_what_is_assumed() -> None:
    assumed = ONE | {"confidence": "assumed"}
    assert keys("CG208", links=[assumed], requirements=[NEED], **LOOKED) == []
    both = [ONE, assumed | {"id": "two", "kind": "support"}]
    assert keys("CG208", links=both, requirements=[NEED], **LOOKED) == []


# -- CG209: bridge tie -----------------------------------------------------------------------------

CHAIN = [link("liaison", one, other, id=one + other) for one, other in ("ab", "bc", "cd")]


def test_bridge_is_told_only_where_links_are_covered_in_full() -> None:
    assert keys("CG209", links=CHAIN) == []
    (one,) = found("CG209", links=CHAIN, **LOOKED)
    assert (one.links, one.value, one.threshold) == (("bc",), 2, 2)
    assert len(found("CG209", {"smallest": 1}, links=CHAIN, **LOOKED)) == 3
    assert keys("CG209", {"smallest": 3}, links=CHAIN, **LOOKED) == []


def test_two_links_of_one_pair_are_one_tie() -> None:
    again = link("support", "b", "c", id="again")
    (one,) = found("CG209", links=[*CHAIN, again], **LOOKED)
    assert one.links == ("bc", "again")


def test_formal_links_are_no_way_across() -> None:
    formal = link("agreement", "a", "d")
    assert keys("CG209", links=[*CHAIN, formal], **LOOKED) == ["bc"]


def test_line_between_an_agency_and_its_part_is_a_way_and_no_bridge() -> None:
    agencies = [agency("a"), agency("b"), agency("c", part_of="b"), agency("d")]
    links = [link("liaison", "a", "b"), link("liaison", "c", "d")]
    assert keys("CG209", agencies=agencies, links=links, **LOOKED) == []


def test_link_with_a_collective_is_one_with_each_member() -> None:
    agencies = [
        *(agency(key) for key in "abcd"),
        agency("both", kind="collective", members=["c", "d"]),
    ]
    links = [link("liaison", "a", "b"), link("liaison", "c", "d")]
    across = link("liaison", "b", "both", id="across")
    assert keys("CG209", agencies=agencies, links=[*links, across], **LOOKED) == []
    to_one = across | {"target": "c"}
    assert keys("CG209", agencies=agencies, links=[*links, to_one], **LOOKED) == ["across"]


def test_large_part_is_not_named_in_full() -> None:
    names = [f"n{n}" for n in range(30)]
    agencies = [*(agency(key) for key in names)]
    links = [link("liaison", names[0], name, id=f"s{n}") for n, name in enumerate(names[1:15])]
    links += [link("liaison", names[15], name, id=f"t{n}") for n, name in enumerate(names[16:])]
    across = link("liaison", names[0], names[15], id="across")
    (one,) = found("CG209", agencies=agencies, links=[*links, across], **LOOKED)
    assert one.value == 15 and "8 others" in one.message
    assert len(one.agencies) < 12


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (["strained"], "what it provides for is carried out in part"),
        (["unmet"], "what it provides for is not carried out"),
        (
            ["unmet", "strained", "active"],
            "1 of 3 provisions is not carried out and 1 of 3 provisions is carried",
        ),
        (["strained", "late"], "2 of 2 provisions are carried out in part"),
    ],
)
def test_a_provision_that_is_strained_is_carried_out_in_part(statuses, words):
    links = [
        {"id": "pact", "kind": "agreement", "source": "a", "target": "b"},
        *(
            {
                "id": f"l{n}",
                "kind": "information-sharing",
                "source": "a",
                "target": "b",
                "status": status,
                "under": "pact",
                "evidence": [{"source": "s", "at": "page 1"}],
            }
            for n, status in enumerate(statuses)
        ),
    ]
    network = co.Network(
        title="T",
        sources=[{"id": "s", "title": "S"}],
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=links,
    )
    (found,) = co.check(network, select=["CG201"])
    assert words in found.message


def test_the_only_recorded_channel_is_asked_about_once_a_function():
    links = [link("request", "a", "b", functions=["tracing"]), link("liaison", "c", "b")]
    needs = [require("one", "a", "b", function="tracing"), require("two", "c", "b")]

    def asked(**more):
        report = co.check(network(**{"links": links, "requirements": needs} | more))
        return [one for one in report.open if one.code == "CG208"]

    other, first = asked()
    assert first.message == (
        "What other channel is there for firearms tracing if the recorded one fails? Required"
        " coordination rests on the request of A to B, and no other is recorded."
    )
    assert first.agencies == ("a", "b") and other.agencies == ("c", "b")
    assert not co.check(network(links=links, requirements=needs), select=["CG208"]).findings
    second = link("liaison", "a", "b")
    (left,) = asked(links=[*links, second])
    assert left.agencies == ("c", "b")
    examined = [need | {"examined": True} for need in needs]
    assert not asked(requirements=examined)


def test_what_an_agreement_leaves_undefined_is_asked_where_some_of_it_is_known():
    def asked(*needs, kind="agreement"):
        pact = link(kind, "a", "b", id="pact", functions=["tracing"])
        report = co.check(network(links=[pact], requirements=needs))
        return [one.message for one in report.open if "undefined" in one.message]

    def provides(key, *kinds, under="pact"):
        return require(key, "a", "b", kinds=list(kinds), under=under)

    assert asked(provides("one", "information-sharing"), provides("two", "training")) == [
        "What does the agreement between A and B leave undefined? It is recorded as providing for"
        " information sharing and training, and nothing that is recorded of it speaks of money and"
        " staff or monitoring."
    ]
    assert asked() == asked(provides("one")) == []  # what it speaks of isn't known
    assert asked(provides("one", "training", under=None)) == []
    assert asked(provides("one", "training"), kind="directive") == []
    every = ("information-sharing", "training", "funding", "oversight")
    assert asked(provides("one", *every)) == []


def test_an_agreement_is_no_second_channel():
    both = {"kinds": ["liaison", "agreement"], "examined": True}
    links = [link("liaison", "a", "b"), link("agreement", "a", "b")]
    need = require("r", "a", "b", **both)
    assert keys("CG208", links=links, requirements=[need]) == ["r"]
    more = [*links, link("training", "a", "b")]
    assert keys("CG208", links=more, requirements=[need]) == []
