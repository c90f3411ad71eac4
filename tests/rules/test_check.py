"""`check`: which rules run, what is ignored and why, options, users' own rules, failures."""

import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

import coordination as co
from coordination.rules.report import Report
from tests import bundled


@pytest.fixture
def network() -> co.Network:
    return co.Network(
        title="Two agencies",
        agencies=[{"id": key, "name": key.upper()} for key in ("atf", "ice", "dea")],
        sources=[{"id": "s", "title": "S"}],
        links=[
            {
                "id": "mou",
                "kind": "agreement",
                "source": "atf",
                "target": "ice",
                "evidence": [{"source": "s", "at": "page 1"}],
            },
            {
                "id": "cases",
                "kind": "joint-operation",
                "source": "atf",
                "target": "ice",
                "status": "strained",
                "cause": "no time",
                "evidence": [{"source": "s", "at": "page 2"}],
            },
        ],
        requirements=[
            {"id": "need", "agency": "atf", "counterpart": {"agency": "dea"}, "examined": True}
        ],
        recommendations=[
            {"id": "r1", "by": "dea", "to": "atf", "says": "Link.", "answers": "need"}
        ],
    )


SELECT = ["CG103", "CG201", "CG204"]


@co.rule("MY101", "no-short-name")
def no_short_name(network: co.Network, *, shortest: int = 0) -> Iterator[co.Finding]:
    """An agency has no abbreviation."""
    for agency in network.agencies.values():
        if not agency.abbreviation and len(agency.name) > shortest:
            yield co.Finding(f"{agency.name} has no short name.", "derived", (agency.id,))


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


def test_findings_carry_code_name_and_the_recommendations_that_answer_them(
    network: co.Network,
) -> None:
    report = co.check(network, select=SELECT)
    assert codes(report) == ["CG103", "CG201", "CG204"]
    unlinked, paper, _ = report
    assert (unlinked.name, unlinked.recommendations) == ("unlinked-counterpart", ("r1",))
    assert (paper.name, paper.recommendations) == ("paper-tie", ())
    assert paper.cause == "no time"


def test_recommendations_answer_a_finding_by_its_records_or_by_name(network: co.Network) -> None:
    records: dict[str, Any] = {
        "conclusions": [
            {
                "id": "told",
                "finds": "strained-tie",
                "agencies": ["atf", "ice"],
                "says": "Strained.",
                "evidence": [{"source": "s", "at": "page 3"}],
            }
        ],
        "recommendations": [
            {"id": key, "by": "dea", "to": "atf", "says": "Do.", "answers": answers}
            for key, answers in (("r1", "need"), ("r2", "mou"), ("r3", "told"), ("r4", []))
        ],
    }
    made = co.Network(**network.document.model_dump(exclude_unset=True) | records)
    subjects = ("requirements", "need"), ("links", "mou"), ("conclusions", "told")

    def rule(network: co.Network) -> Iterator[co.Finding]:
        for section, key in subjects:
            more: Any = {section: (key,)}
            yield co.Finding(f"{section}.", "derived", ("atf",), **more)
        yield co.Finding("Named.", "derived", ("atf",), recommendations=("r4", "r1"))
        yield co.Finding("None.", "derived", ("ice",))

    (told,) = co.check(made, rules=[co.Rule("MY1", "strained-tie", lambda network: [])])
    assert (told.conclusions, told.recommendations) == (("told",), ("r3",))
    found = {one.message: one for one in co.check(made, rules=[co.Rule("MY1", "all", rule)])}
    assert {message: one.recommendations for message, one in found.items()} == {
        "requirements.": ("r1",),
        "links.": ("r2",),
        "conclusions.": ("r3",),
        "Named.": ("r1", "r4"),
        "None.": (),
    }


def test_selection_by_code_and_by_prefix(network: co.Network) -> None:
    assert codes(co.check(network, select=["CG201"])) == ["CG201"]
    assert codes(co.check(network, select=["CG2"])) == ["CG201", "CG204"]
    assert codes(co.check(network, select="CG2")) == ["CG201", "CG204"]
    assert codes(co.check(network, select=[])) == []


@pytest.mark.parametrize("asked", ["CG999", "CG2080", "paper-tie", "", "cg201"])
def test_unknown_code_is_an_error(network: co.Network, asked: str) -> None:
    with pytest.raises(co.errors.UnknownRule, match="no rule has the code or prefix"):
        co.check(network, select=[asked])
    with pytest.raises(KeyError):
        co.check(network, ignore={asked: "reason"})


def test_near_code_is_suggested(network: co.Network) -> None:
    with pytest.raises(co.errors.UnknownRule, match="did you mean"):
        co.check(network, select=["CG2011"])


def test_ignored_findings_stay_visible_with_their_reason(network: co.Network) -> None:
    report = co.check(network, select=SELECT, ignore={"CG204": "known since 2009"})
    assert codes(report) == ["CG103", "CG201"]
    assert [(one.code, why) for one, why in report.ignored] == [("CG204", "known since 2009")]


def test_one_finding_can_be_ignored_by_its_key(network: co.Network) -> None:
    key = co.check(network, select=["CG201"]).findings[0].key
    assert key == "CG201:mou"
    report = co.check(network, select=["CG2"], ignore={key: "being renewed"})
    assert codes(report) == ["CG204"]
    for given in (["CG2"], "CG2"):
        report = co.check(network, select=["CG2"], ignore=given)
        assert {why for _, why in report.ignored} == {"no reason given"} and not len(report)


def test_keys_that_no_finding_has_are_told_where_their_rule_ran(network: co.Network) -> None:
    keys = ["CG201:mou", "CG201:mended", "CG2:old:one", "CG103:gone", "CG204"]
    unmatched = co.check(network, select=["CG2"], ignore=keys).unmatched
    assert unmatched == ("CG201:mended", "CG2:old:one")
    assert co.check(network, select=["CG103"], ignore=keys).unmatched == ("CG103:gone",)
    with pytest.raises(co.errors.UnknownRule, match="'CG999'"):
        co.check(network, ignore=["CG999:mou"])


def test_a_key_ignores_its_own_finding_and_none_whose_key_goes_on(network: co.Network) -> None:
    key = co.check(network, select=["CG201"]).findings[0].key
    beginning = key[:-1]
    report = co.check(network, select=["CG201"], ignore={beginning: "another finding"})
    assert [one.key for one in report] == [key]
    assert report.ignored == ()


def test_options_are_given_by_code(network: co.Network) -> None:
    options = {"MY101": {"shortest": 3}}
    assert codes(co.check(network, rules=[no_short_name])) == ["MY101"] * 3
    assert codes(co.check(network, rules=[no_short_name], options=options)) == []


@pytest.mark.parametrize(
    ("options", "error", "match"),
    [
        ({"CG208": {"minimun": 3}}, TypeError, "CG208 has no option 'minimun'; it takes: minimum"),
        ({"CG101": {"minimum": 3}}, TypeError, "it takes: none$"),
        (
            {"CG2": {"minimum": 3}},
            co.errors.UnknownRule,
            "^.?options are given by whole code; 'CG2' is a prefix.?$",
        ),
        ({"XY1": {}}, co.errors.UnknownRule, "no rule has"),
    ],
)
def test_wrong_options_are_errors(
    network: co.Network, options: dict[str, dict[str, Any]], error: type[Exception], match: str
) -> None:
    with pytest.raises(error, match=match):
        co.check(network, options=options)


def test_every_option_is_named_where_one_is_wrong(network: co.Network) -> None:
    def rule(network: co.Network, *, least: int = 0, most: int = 1) -> Iterator[co.Finding]:
        yield from ()

    wrong = r"^MY1 has no option 'more'; it takes: least, most$"
    with pytest.raises(TypeError, match=wrong):
        co.check(network, rules=[co.Rule("MY1", "bounds", rule)], options={"MY1": {"more": 1}})


def test_users_rules_run_beside_ours(network: co.Network) -> None:
    report = co.check(network, rules=[*co.RULES, no_short_name], select=["CG103", "MY"])
    assert codes(report) == ["CG103", "MY101", "MY101", "MY101"]
    assert report.findings[1].name == "no-short-name"
    assert no_short_name not in co.RULES


def test_two_rules_of_one_code_are_an_error(network: co.Network) -> None:
    with pytest.raises(ValueError, match=r"^two rules have the code MY101$"):
        co.check(network, rules=[no_short_name, no_short_name])


def test_rule_that_raises_is_named_with_its_cause(network: co.Network) -> None:
    @co.rule("MY1", "broken")
    def broken(network: co.Network) -> Iterator[co.Finding]:
        yield from {}["nothing"]

    with pytest.raises(co.errors.RuleFailed, match="rule MY1 failed: KeyError") as caught:
        co.check(network, rules=[broken])
    assert caught.value.code == "MY1"
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ValueError("two\n  lines"), "ValueError: two lines"),
        (ValueError("\x1b[31mred"), "ValueError: \\x1b[31mred"),
        (SystemExit("over"), "SystemExit: over"),
        (co.errors.RuleFailed("MY2", "inside"), None),
        (co.errors.TooLong("this", 3600, 60, "ask for less"), None),
    ],
)
def test_whatever_a_rule_raises_is_told_on_one_line(network, error, message):
    def fails(network: co.Network) -> Iterator[co.Finding]:
        raise error

    with pytest.raises(type(error) if message is None else co.errors.RuleFailed) as caught:
        co.check(network, rules=[co.Rule("MY1", "broken", fails)])
    if message is None:
        assert caught.value is error
    else:
        assert str(caught.value) == f"rule MY1 failed: {message}"


def test_what_a_rule_yields_instead_is_shown_up_to_a_length(network):
    for strange, shown in (("x" * 100, "'" + "x" * 79), ("\x1b", "'\\x1b'"), (["\u200b"], None)):
        one = co.Rule("MY1", "strange", lambda network, what=strange: [what])
        with pytest.raises(co.errors.RuleFailed) as caught:
            co.check(network, rules=[one])
        text = shown or "['\\u200b']"
        assert str(caught.value) == (
            f"rule MY1 failed: TypeError: it yielded {text}, which is not a Finding"
        )


def test_rule_that_yields_something_else_is_named(network: co.Network) -> None:
    @co.rule("MY1", "strange")
    def strange(network: co.Network) -> Iterator[Any]:
        yield "a finding"

    with pytest.raises(co.errors.RuleFailed, match="'a finding', which is not a Finding"):
        co.check(network, rules=[strange])


def test_rule_after_the_others_sees_their_findings(network: co.Network) -> None:
    @co.rule("AA1", "counted", after=True)
    def counted(network: co.Network, findings: tuple[co.Finding, ...]) -> Iterator[co.Finding]:
        """The other rules found something."""
        if findings:
            yield co.Finding(f"{len(findings)} findings.", "derived", findings[0].agencies)

    report = co.check(network, rules=[counted, no_short_name])
    assert report.findings[0].message == "3 findings."


@pytest.mark.parametrize("code", ["101", "CG", "CG-1", "", "TOOLONGCODE1"])
def test_code_of_a_rule_is_letters_and_digits(code: str) -> None:
    with pytest.raises(ValueError, match="letters and digits"):
        co.rule(code, "name")


def test_findings_are_sorted_whatever_the_order_of_rules_and_data(network: co.Network) -> None:
    backwards = network.document.model_copy(
        update={
            name: tuple(reversed(getattr(network.document, name)))
            for name in ("agencies", "links", "requirements")
        }
    )
    one = co.check(network, select=SELECT)
    other = co.check(co.Network(backwards), rules=reversed(co.RULES), select=reversed(SELECT))
    assert [finding.key for finding in one] == [finding.key for finding in other]


def test_report_is_narrowed_by_agency_code_and_basis(network: co.Network) -> None:
    report = co.check(network, select=SELECT, ignore={"CG103": "later"})
    assert codes(report.about("ice")) == ["CG201", "CG204"]
    assert codes(report.about("dea")) == [] and len(report.about("dea").ignored) == 1
    assert codes(report.select(basis="reported")) == ["CG204"]
    assert codes(report.select("CG201", "CG103")) == ["CG201"]
    with pytest.raises(ValueError, match="did you mean 'ice'"):
        report.about("icee")


def test_report_counts_and_groups(network: co.Network) -> None:
    report = co.check(network, select=SELECT)
    assert report.counts == {"CG103": 1, "CG201": 1, "CG204": 1}
    assert len(report) == 3
    groups = report.by_tie()
    assert list(groups) == [("atf", "dea"), ("atf", "ice")]
    assert [one.code for one in groups["atf", "ice"]] == ["CG201", "CG204"]
    assert "3 findings (CG103 1, CG201 1, CG204 1)" in repr(report)


NOWHERE = co.Statement("So.", (co.model.Evidence(source="nothing", at="page 1"),))


@pytest.mark.parametrize(
    ("named", "what"),
    [
        ({"agencies": ("atf", "nothing")}, "agencies"),
        ({"links": ("mou", "nothing")}, "links"),
        ({"requirements": ("need", "nothing")}, "requirements"),
        ({"functions": ("nothing",)}, "functions"),
        ({"conclusions": ("nothing",)}, "conclusions"),
        ({"condition": NOWHERE}, "source"),
        ({"criteria": NOWHERE}, "source"),
    ],
)
def test_a_finding_names_only_what_the_network_has(network, named, what):
    finding = co.Finding("So.", "derived", **{"agencies": ("atf",)} | named)
    one = co.Rule("MY1", "careless", lambda network: [finding])
    with pytest.raises(co.errors.RuleFailed) as caught:
        co.check(network, rules=[one])
    message = f"a finding names {what} 'nothing', which the network doesn't have"
    assert str(caught.value) == f"rule MY1 failed: {message}"


@co.rule("MY201", "my-question")
def asks(network: co.Network) -> Iterator[co.Finding]:
    """Something is silent."""
    yield co.Finding("Who leads?", "open", ("atf",))
    yield co.Finding("ATF leads nothing.", "derived", ("atf", "ice"))


def test_open_findings_are_kept_apart_and_counted_nowhere(network: co.Network) -> None:
    report = co.check(network, rules=[asks])
    assert [one.message for one in report] == ["ATF leads nothing."]
    assert [one.message for one in report.open] == ["Who leads?"]
    assert len(report) == 1 and report.counts == {"MY201": 1}
    assert len(report.about("atf").open) == 1 and not report.about("ice").open
    assert not co.check(network, rules=[asks], ignore=["MY201"]).open


def test_a_report_is_as_long_as_the_number_of_findings_that_it_prints():
    report = bundled.report("gunrunner-cnn-2010")
    assert {one.family for one in report.notes} == {"CG9"}
    assert not {one.key for one in report} & {one.key for one in report.notes}
    assert tuple(report) == report.findings and report[-1] == report.findings[-1]
    assert f"{len(report)} findings, 1 note about the data" in repr(report)
    assert f"\n{len(report)} findings: " in report.to_text()
    told = json.loads(report.to_json())
    assert told["counts"]["findings"] == len(told["findings"]) == len(report)
    assert told["counts"]["notes"] == len(told["notes"]) == len(report.notes)
    assert len(report.to_records()) == len(report)
    assert report.counts["CG902"] == 1 and sum(report.counts.values()) == len(report.told)
    assert not report.select("CG9") and report.select("CG9").notes == report.notes


def test_questions_of_a_report_are_grouped_once():
    report = bundled.report("gunrunner-cnn-2010")
    assert report.questions is report.questions
    assert pickle.loads(pickle.dumps(report)).questions == report.questions
