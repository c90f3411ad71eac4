"""Firmness in full: every coding that is tried, in which order, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import coordination as co
from coordination import progress
from coordination.appraisal import firmness as module
from coordination.appraisal.firmness import Firmness, small_enough
from coordination.errors import TooLong
from coordination.network import Network
from coordination.rules.finding import Statement

TEXT = """
title: Firmness
sources:
- {id: oig, title: A review, publisher: Inspector General}
- {id: memo, title: a memorandum}
functions: [{id: burial, name: Burial}, {id: tracing, name: Tracing}]
agencies:
- id: atf
  name: ATF
  mandates: [{function: burial}, {function: tracing, role: support}]
- {id: dea, name: DEA, mandates: [{function: tracing, role: contact}]}
- {id: ice, name: ICE, mandates: [{function: burial}]}
passages:
- {id: lack, source: oig, at: p. 7, says: They do not share.}
links:
- {id: visit, kind: liaison, source: atf, target: ice}
- {id: work, kind: joint-operation, source: atf, target: ice, status: strained}
- {id: talks, kind: liaison, source: atf, target: dea, status: late}
requirements:
- id: share
  agency: atf
  counterpart: {agency: ice}
  says: They share traces.
  examined: true
  evidence: [{passage: lack, finds: lacking}, {source: memo, at: p. 2, finds: met}]
- {id: meet, agency: atf, counterpart: {agency: dea}, evidence: [
    {source: memo, at: p. 3, finds: lacking}]}
- {id: plan, agency: atf, counterpart: {agency: dea}, evidence: [
    {source: memo, at: p. 3, finds: met}]}
conclusions:
- {id: little, finds: strained-tie, agencies: [atf, ice], says: They meet too little.,
   evidence: [{source: oig, at: p. 9}]}
- {id: late, finds: strained-tie, agencies: [atf, dea], evidence: [{source: oig, at: p. 10}]}
"""


@pytest.fixture(scope="module")
def network() -> Network:
    return co.loads(TEXT)


def firm(network: Network, holds: Callable[[Network], bool], **fields: Any) -> Firmness:
    """The firmness of one finding that a rule reports as long as something holds."""

    @co.rule("XX201", "holds")
    def rule(network: Network) -> Any:
        """Something holds."""
        known = {
            name: tuple(key for key in keys if key in getattr(network, name))
            for name, keys in fields.items()
            if name != "condition"
        }
        if holds(network):
            yield co.Finding(
                "It holds.", "derived", ("dea", "ice", "atf"), subjects=("atf",), **fields | known
            )

    (found,) = co.firmness(co.check(network, rules=[rule]))
    return found


def fails(*links: str) -> Callable[[Network], bool]:
    return lambda network: any(
        key in network.links and not network.links[key].works for key in links
    )


def lacks(key: str) -> Callable[[Network], bool]:
    return lambda network: network.requirements[key].reported in ("lacking", "disputed")


def role(agency: str, other: str) -> Callable[[Network], bool]:
    return lambda network: network.agencies[agency].role_in("tracing") == other


def there(section: str, *keys: str) -> Callable[[Network], bool]:
    return lambda network: any(key in getattr(network, section) for key in keys)


WORK = "joint work between ATF and ICE coded as active instead of strained (work)"
TALKS = "liaison between ATF and DEA coded as active instead of late (talks)"
LITTLE = "“They meet too little.” not coded as a conclusion (little)"
LATE = "late not coded as a conclusion (late)"
ALL_LINKS = {"links": ("visit", "work", "talks")}


@pytest.mark.parametrize(
    ("holds", "fields", "codings"),
    [
        (fails("work"), ALL_LINKS, [WORK]),
        (fails("work", "talks"), ALL_LINKS, [WORK, TALKS]),
        # A link that works is left out only where no coding of one that fails would do.
        (
            there("links", "visit"),
            ALL_LINKS,
            ["liaison between ATF and ICE not coded (visit)"],
        ),
        (fails("work"), {"links": ("visit", "talks")}, []),
        (
            lacks("share"),
            {"requirements": ("share",)},
            ["“They share traces.”: the passage not read as reporting a gap (share)"],
        ),
        (
            lambda network: network.requirements["share"].examined,
            {"requirements": ("plan", "share")},
            ["“They share traces.”: the passage not read as reporting a gap (share)"],
        ),
        (
            lacks("meet"),
            {"requirements": ("meet",)},
            ["meet: the passage not read as reporting a gap (meet)"],
        ),
        # What a passage finds met isn't read otherwise.
        (
            lambda network: any(p.finds for p in network.requirements["share"].evidence),
            {"requirements": ("share", "plan")},
            [],
        ),
        (role("atf", "support"), {"functions": ("burial", "tracing")},
         ["ATF coded as lead in Tracing"]),
        (role("dea", "contact"), {"functions": ("burial", "tracing")}, []),
        (
            lambda network: network.agencies["ice"].role_in("burial") == "participant",
            {"functions": ("tracing", "burial")},
            ["ICE coded as lead in Burial"],
        ),
        # Other passages and mandates stay as they are.
        (
            lambda network: network.requirements["share"].reported != "met",
            {"requirements": ("share",)},
            ["“They share traces.”: the passage not read as reporting a gap (share)"],
        ),
        (
            lambda network: [m.role for m in network.agencies["atf"].mandates]
            != ["participant", "lead"],
            {"functions": ("tracing",)},
            ["ATF coded as lead in Tracing"],
        ),
        # Two codings come before leaving out a link.
        (
            lambda network: fails("work", "talks")(network) and "visit" in network.links,
            ALL_LINKS,
            [WORK, TALKS],
        ),
        (there("conclusions", "little"), {"conclusions": ("little",)}, [LITTLE]),
        (there("conclusions", "little", "late"), {"conclusions": ("little", "late")},
         [LITTLE, LATE]),
        (
            lambda network: there("conclusions", "late")(network) or fails("talks")(network),
            {"conclusions": ("late",), **ALL_LINKS},
            [LATE, TALKS],
        ),
        (
            lambda network: there("conclusions", "late")(network) or "visit" in network.links,
            {"conclusions": ("late",), **ALL_LINKS},
            [LATE, "liaison between ATF and ICE not coded (visit)"],
        ),
        # Never three at once.
        (
            lambda network: fails("work", "talks")(network) or lacks("meet")(network),
            {"requirements": ("meet",), **ALL_LINKS},
            [],
        ),
        (
            lambda network: there("conclusions", "late")(network)
            or fails("work", "talks")(network),
            {"conclusions": ("late",), **ALL_LINKS},
            [],
        ),
        # Two conclusions are two codings already.
        (
            lambda network: len(network.conclusions) > 0 or fails("work")(network),
            {"conclusions": ("late", "little"), **ALL_LINKS},
            [],
        ),
        (
            lambda network: len(network.conclusions) > 0 or "visit" in network.links,
            {"conclusions": ("late", "little"), **ALL_LINKS},
            [],
        ),
        (lambda network: True, ALL_LINKS, []),
        (lambda network: True, {}, []),
    ],
)  # fmt: skip
def test_the_first_coding_that_clears(network, holds, fields, codings):
    found = firm(network, holds, **fields)
    assert found.to_record()["undoing"] == "; ".join(codings)
    if not codings:
        assert str(found).endswith("No change of one or two codings would clear it.")
    else:
        how = "One other coding" if len(codings) == 1 else "Two other codings"
        assert str(found).endswith(f"{how} would clear it: {'; '.join(codings)}.")


def test_a_coding_changes_one_reading_and_leaves_the_rest_as_it_is_written(network):
    found = firm(network, lacks("share"), requirements=("share",))
    assert [one.fields for one in found.undoing] == [
        {
            "evidence": [
                {"passage": "lack"},
                {"source": "memo", "at": "p. 2", "finds": "met"},
            ],
            "examined": False,
        }
    ]
    found = firm(network, role("atf", "support"), functions=("tracing",))
    assert [one.fields for one in found.undoing] == [
        {"mandates": [{"function": "burial"}, {"function": "tracing", "role": "lead"}]}
    ]


def test_only_so_many_codings_are_tried(network, monkeypatch):
    both = fails("work", "talks")
    monkeypatch.setattr(module, "MOST_TRIED", 3)  # one, the other, both
    assert len(firm(network, both, **ALL_LINKS).undoing) == 2
    monkeypatch.setattr(module, "MOST_TRIED", 2)
    assert firm(network, both, **ALL_LINKS).undoing == ()


def test_codings_are_tried_with_the_rule_as_it_was_asked(network):
    @co.rule("XX202", "failing")
    def failing(network: Network, *, most: int = 0) -> Any:
        """More links fail than may."""
        count = sum(not link.works for link in network.links.values())
        if count > most:
            yield co.Finding(f"{count} fail.", "derived", ("atf",), **ALL_LINKS)

    for options, codings in ((None, 2), ({"XX202": {"most": 1}}, 1), ({"CG204": {}}, 2)):
        report = co.check(network, rules=[*co.RULES, failing], options=options)
        found = {one.finding.code: one for one in co.firmness(report)}
        assert len(found["XX202"].undoing) == codings


def passages(*stances: str, **more: str) -> list[dict[str, str]]:
    return [{"source": "oig", "at": "p. 1", "stance": stance, **more} for stance in stances]


def disputed(evidence: dict[str, list[dict[str, str]]]) -> Network:
    """The network with passages of some of its records."""
    return co.what_if(
        co.loads(TEXT), change={key: {"evidence": found} for key, found in evidence.items()}
    ).network


def test_what_it_rests_on_in_words_and_as_a_record():
    network = disputed(
        {
            "work": [
                {"source": "oig", "at": "p. 1", "speaker": "an agent", "stance": "disputes"},
                {"source": "oig", "at": "p. 2", "stance": "disputes"},
                {"source": "oig", "at": "p. 2", "stance": "disputes", "says": "No."},
                {"source": "oig", "at": "p. 3"},
            ],
            "meet": [{"source": "memo", "at": "p. 4", "stance": "disputes"}],
        }
    )
    own = co.loads(TEXT).links["work"].evidence + network.links["work"].evidence[:1]
    speakers = [
        passage.model_copy(update={"speaker": "a manager", "stance": "supports", "source": source})
        for source in ("oig", "memo", "oig")
        for passage in own
    ]
    dispute = own[0].model_copy(update={"speaker": None, "source": "memo", "at": "p. 5"})
    found = firm(
        network,
        fails("work"),
        links=("work",),
        requirements=("meet",),
        condition=Statement("It fails.", (*speakers, dispute, own[0])),
    )
    assert found.sources == ("memo", "oig")
    assert found.documents == ("a memorandum", "A review")
    assert found.disputants == (
        "an agent", "Inspector General", "Inspector General", "a memorandum", "a memorandum"
    )  # fmt: skip
    assert str(found) == (
        "It rests on 2 sources. It is one speaker's statement (a manager). "
        "An agent disputes it (oig, p. 1). Inspector General disputes it (oig, p. 2). "
        "A memorandum disputes it (memo, p. 4). A memorandum disputes it (memo, p. 5). "
        f"One other coding would clear it: {WORK}."
    )
    assert found.to_record() == {
        "finding": "XX201:atf",
        "message": "It holds.",
        "sources": "memo; oig",
        "speakers": "a manager",
        "disputes": "oig, p. 1; oig, p. 2; oig, p. 2; memo, p. 4; memo, p. 5",
        "undoing": WORK,
    }


def test_it_may_rest_on_no_source_and_on_several_speakers(network):
    assert str(firm(network, fails("work"))).startswith("It rests on no source of its own. ")
    said = [
        co.model.Evidence(source="oig", at="p. 1", speaker=who)
        for who in ("an agent", "a manager", "an agent")
    ]
    found = firm(network, fails("work"), condition=Statement("It fails.", tuple(said)))
    assert found.speakers == ("an agent", "a manager")
    assert "speaker's statement" not in str(found)
    assert found.to_record()["speakers"] == "an agent; a manager"
    assert not found.contested
    unsaid = co.model.Evidence(source="oig", at="p. 2")
    found = firm(network, fails("work"), condition=Statement("It fails.", (said[0], unsaid)))
    assert found.speakers == ()
    assert str(found).startswith("It rests on one source. No change of one or two")


def test_reports_say_it_unasked_only_where_that_is_quick(network, monkeypatch):
    report = co.check(network, select=["CG204"])
    work = len(report) * (len(network.agencies) + len(network.links))
    assert len(report) > 1
    monkeypatch.setattr(module, "MOST_WEIGHED", work)
    assert small_enough(report)
    monkeypatch.setattr(module, "MOST_WEIGHED", work - 1)
    assert not small_enough(report)


def test_progress_and_a_refusal_say_what_is_done(network, monkeypatch):
    report = co.check(network, select=["CG204", "CG9"])
    seen = []
    with progress.progress(lambda what, done, total: seen.append((what, total))):
        found = co.firmness(report)
    weighed = [one for one in report if one.family != "CG9"]
    assert 1 < len(weighed) == len(report)
    assert [one.finding for one in found] == weighed
    assert (f"the firmness of {len(weighed)} findings", len(weighed)) in seen
    monkeypatch.setattr(progress, "_LOOKED_AT", 0.0)
    instead = r"[:;] weigh fewer findings \(report\.select\(\.\.\.\), --select\)"
    with progress.time_limit(minutes=0), pytest.raises(TooLong, match=instead):
        co.firmness(co.check(network, select=["CG2"]))
