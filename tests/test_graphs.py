"""The bundled networks: complete, sourced, and as their README says they are coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import coordination as co
from coordination.model import Evidence
from coordination.network import Network
from tests import bundled
from tests.expected.review import GRAPHS, expected, found

REVIEWED = ("CG1", "CG2", "CG3", "CG4", "CG5", "CG6", "CG7", "CG901")
"""Codes whose findings were reviewed by hand."""


@pytest.fixture(scope="module", params=GRAPHS)
def network(request: pytest.FixtureRequest) -> Network:
    return co.load(request.param)


@pytest.fixture(scope="module")
def article() -> Network:
    return bundled.network("gunrunner-cnn-2010")


@pytest.fixture(scope="module")
def case() -> Network:
    return bundled.network("gunrunner-2010")


SECTIONS = ("agencies", "links", "requirements", "conclusions", "recommendations", "figures")
"""Sections whose records carry evidence."""


def _passages(network: Network) -> Iterator[tuple[str, Evidence]]:
    for section in SECTIONS:
        for key, record in getattr(network, section).items():
            yield from ((key, passage) for passage in record.evidence)
            for mandate in getattr(record, "mandates", ()):
                yield from ((key, passage) for passage in mandate.evidence)


def test_every_record_carries_a_passage(network: Network) -> None:
    for section in SECTIONS:
        for key, record in getattr(network, section).items():
            assert record.evidence, f"{section}: {key}"
            for mandate in getattr(record, "mandates", ()):
                assert mandate.evidence, f"{key}: {mandate.function}"


def test_passages_say_it_in_own_words_and_quote_little(network: Network) -> None:
    for key, passage in _passages(network):
        assert passage.says, key
        assert len((passage.quote or "").split()) <= 25, key


def test_every_source_is_used(network: Network) -> None:
    used = {passage.source for _, passage in _passages(network)}
    assert used == set(network.sources)


def test_every_shared_passage_is_cited(network: Network) -> None:
    assert {passage.passage for _, passage in _passages(network)} - {None} == set(network.passages)


def test_conclusions_say_what_is_concluded_and_by_whom(network: Network) -> None:
    assert network.headline and len(network.headline) < 200
    assert {one for one in network.agencies.values() if one.main}
    for conclusion in network.conclusions.values():
        assert conclusion.says and conclusion.says.endswith("."), conclusion.id
        by = conclusion.evidence[0]
        assert by.speaker or network.sources[by.source].kind == "audit", conclusion.id


def test_no_section_claims_to_be_complete(network: Network) -> None:
    assert not network.examined


def test_only_what_a_draft_or_a_weak_source_alone_says_is_assumed(network: Network) -> None:
    def alone(word: str) -> bool:
        return all(word in (network.sources[one.source].note or "") for one in link.evidence)

    for link in network.links.values():
        says_draft = all("draft" in (one.says or "") for one in link.evidence)
        expected = (alone("DRAFT") and says_draft) or alone("WEAK")
        assert (link.confidence == "assumed") == expected, link.id


def test_findings_of_sources_are_about_what_somebody_looked_at(network: Network) -> None:
    for requirement in network.requirements.values():
        assert requirement.examined == bool(requirement.reported), requirement.id


def test_sizes(article: Network, case: Network) -> None:
    assert len(case.agencies) >= 40
    assert len(case.links) >= 45
    assert len(article.agencies) == 14


def test_article_rests_on_the_article_alone(article: Network) -> None:
    assert list(article.sources) == ["cnn-2010"]
    places = {passage.at for _, passage in _passages(article)}
    assert {f"paragraph {number}" for number in range(1, 11)} <= places
    assert all(place.startswith(("paragraph ", "highlight ")) for place in places)


@pytest.mark.parametrize(
    "agency",
    [
        *("atf", "ice", "doj", "doj-oig", "us-officials-mexico", "us-agencies"),
        *("gov-mexico", "mx-law-enforcement", "texas", "new-mexico", "arizona", "california"),
        *("project-gunrunner", "southwest-border-initiatives"),
    ],
)
def test_article_has_its_agencies(article: Network, agency: str) -> None:
    assert agency in article.agencies


def test_article_has_its_figures(article: Network) -> None:
    values = {key: (one.qualifier, one.value) for key, one in article.figures.items()}
    assert values == {
        "firearms-interdicted": ("more than", 5400),
        "rounds-interdicted": ("more than", 500000),
        "defendants-charged": ("nearly", 800),
        "traces": (None, 62600),
        "traces-growth": ("nearly", 6),
        "recommendations-made": (None, 15),
        "report-pages": (None, 138),
    }


def test_recommendations_were_concurred_with(article: Network) -> None:
    assert len(article.recommendations) == 3
    assert {one.status for one in article.recommendations.values()} == {"concurred"}


def test_drafts_are_marked(case: Network) -> None:
    drafts = {key for key, source in case.sources.items() if "DRAFT" in (source.note or "")}
    assert drafts == {"tpm-2010", "nbc-2010", "ap-2010-10"}


def test_later_sources_say_so(network: Network) -> None:
    assert network.as_of is not None
    month = network.as_of.isoformat()[:7]
    for source in network.sources.values():
        if source.published and source.published[:7] > month:
            assert "Later than this network's day" in (source.note or ""), source.id


def test_cables_only_corroborate(case: Network) -> None:
    for link in case.links.values():
        kinds = {case.sources[passage.source].kind for passage in link.evidence}
        assert kinds != {"cable"}, link.id


def test_conflicts_stay_visible(case: Network) -> None:
    disputed = {key for key, passage in _passages(case) if passage.stance == "disputes"}
    assert {"atf-ice-joint-work", "trace-requests", "trace-success-2009", "dealers"} <= disputed


def test_quarrels_of_before_the_memorandum_stay_in_2009(case: Network) -> None:
    quarrels = {"atf-ice-export-clearance", "ice-asks-atf-documents", "atf-asks-ice-certificate"}
    assert quarrels <= set(bundled.network("southwest-firearms-2009").links)
    assert quarrels.isdisjoint(case.links)  # nobody reported them again
    assert "atf-customs-mou" in case.at("2009-06-01").links
    assert "atf-ice-mou" not in case.at("2009-06-01").links


def test_readme_lists_each_network() -> None:
    folder = Path(__file__).parent.parent / "graphs"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for name in GRAPHS:
        assert f"`{name}`" in readme


# -- findings --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(article: Network) -> co.Report:
    return co.check(article)


@pytest.mark.parametrize("name", GRAPHS)
def test_findings_are_the_reviewed_ones(name: str) -> None:
    today = [one for one in found(name) if one["code"].startswith(REVIEWED)]
    assert today == [one for one in expected(name) if one["code"].startswith(REVIEWED)]


@pytest.mark.parametrize(
    ("code", "agencies", "basis"),
    [
        ("CG304", {"atf"}, "reported"),  # too few resources
        ("CG102", {"atf", "mx-law-enforcement"}, "reported"),  # no single Mexican counterpart
        ("CG104", {"mx-law-enforcement"}, "reported"),  # Mexican agencies among themselves
        ("CG201", {"atf", "ice"}, "derived"),  # the memorandum, on paper
        ("CG301", {"gov-mexico", "atf"}, "reported"),  # what Mexico asked for
        ("CG401", {"gov-mexico", "atf"}, "reported"),  # training among it
        ("CG204", {"atf", "gov-mexico"}, "reported"),  # problems with Mexican authorities
        ("CG601", {"us-agencies"}, "reported"),  # U.S. agencies among themselves
    ],
)
def test_article_yields(report: co.Report, code: str, agencies: set[str], basis: str) -> None:
    assert [one for one in report.select(code, basis=basis) if set(one.agencies) == agencies]  # type: ignore[arg-type]  # a literal in the table above


def test_nothing_is_flagged_of_the_auditors(network: Network) -> None:
    assert not [
        one for one in co.check(network) if {"doj-oig", "gao", "iraq-inquiry"} & {*one.agencies}
    ]


def test_each_finding_shows_what_was_found(network: Network) -> None:
    for one in co.check(network):
        assert one.condition is not None and one.condition.text, one.key
        assert one.family == "CG9" or one.evidence, one.key


def test_integration_of_mexico_is_recommended_for_what_is_lacking(report: co.Report) -> None:
    answered = {one.key for one in report if "integrate-mexico" in one.recommendations}
    assert answered == {"CG204:atf-mexico-coordination"}


def test_a_plan_of_which_nothing_was_read_is_not_examined() -> None:
    asked = [key for one in bundled.report("gunrunner-2010").open for key in one.requirements]
    assert "joint-investigation-protocols" in asked


CONCLUDED = {
    "explosives-2009": {
        # conclusion of the auditors: rule, agencies, shown by the structure too
        "claim jurisdiction in almost every case": ("CG701", {"atf", "fbi"}, True),
        "of 2008 did not make their roles clear enough": ("CG701", {"atf", "fbi"}, True),
        "do not adequately coordinate operations": ("CG204", {"atf", "fbi"}, True),
        "have not melded their databases": ("CG601", {"atf", "fbi"}, False),
        "pipe bomb at a nuclear facility": ("CG302", {"atf", "fbi"}, False),
        "have not coordinated their training": ("CG107", {"atf", "fbi"}, False),
        "built up similar technical abilities": ("CG705", {"atf", "fbi"}, False),
        "separate and often conflicting approaches": ("CG704", {"atf", "fbi"}, False),
        "failed to resolve the dispute": ("CG107", {"doj", "atf", "fbi"}, False),
        "did not follow through": ("CG207", {"doj", "atf", "fbi"}, True),
    },
    "iraq-aftermath-2003": {
        "Neither body carried sufficient authority": ("CG304", {"ahgi", "ipu"}, False),
        "DFID's reviews": ("CG601", {"dfid", "ahgi"}, False),
        "Papers of the SPG": ("CG601", {"spg"}, False),
        "Which department owned the risks": ("CG701", {"principal-departments"}, False),
        "no single person oversees": ("CG701", {"fco", "mod", "dfid"}, False),
        "Neither the FCO nor DFID took": ("CG301", {"fco", "dfid", "mod"}, False),
        "effective coordination between departments": ("CG204", {"principal-departments"}, False),
        "did not set up clear oversight": ("CG207", {"no10"}, False),
        "unable to agree a joint approach": ("CG204", {"dfid", "mod"}, False),
        "humanitarian plan across government": ("CG107", {"dfid", "mod"}, False),
        "No mechanism coordinated": ("CG706", {"uk-gov"}, False),
        "formally escalated issues": ("CG601", {"ahgi", "cobr-r"}, False),
        "did not adequately consult": ("CG107", {"mod", "fco", "dfid"}, False),
        "which the SPG recommended": ("CG301", {"uk-gov", "spg"}, False),
        "did not define its relationship": ("CG202", {"ipu", "dfid", "mod"}, False),
        "no agreement in writing on how to decide": ("CG202", {"uk-gov", "us-gov"}, False),
    },
}
"""What the auditors concluded, by words of it, and the finding that tells it."""


@pytest.mark.parametrize("name", CONCLUDED)
def test_what_auditors_concluded_is_told(name: str) -> None:
    found = bundled.report(name)
    for words, (code, agencies, shown) in CONCLUDED[name].items():
        (one,) = [one for one in found.select(code, basis="reported") if words in one.message]
        assert agencies <= set(one.agencies), words
        assert one.also_derived is shown, words


def test_orders_are_judged_by_their_provisions() -> None:
    for name, order, cases in [
        ("explosives-2009", "memo-2004", "4 of 6 provisions are not carried out as they should be"),
        ("iraq-aftermath-2003", "orders-of-march", "1 of 2 provisions"),
    ]:
        (found,) = bundled.report(name).select("CG201", basis="derived")
        assert found.links == (order,)
        assert cases in found.message


def test_dfid_was_left_out_and_is_not_blamed_for_it() -> None:
    found = bundled.report("iraq-aftermath-2003")
    for one in (*found.select("CG601"), *found.select("CG103", basis="reported")):
        if one.links and "dfid" in one.agencies and not one.conclusions:
            assert one.agencies[-1] == "dfid", one.message
            assert " DFID" in one.message and not one.message.startswith("DFID"), one.message


@pytest.mark.parametrize(
    ("name", "working"),
    [
        ("explosives-2009", {"joint-cases", "arson-statistics", "atf-in-tedac", "fbi-in-tedac"}),
        ("explosives-2009", {"bats-memorandum", "bats-checks", "fbi-in-jttf"}),
        ("iraq-aftermath-2003", {"paper-of-19-february", "dfid-at-chiefs", "ipu-at-chiefs"}),
        ("iraq-aftermath-2003", {"dfid-with-division", "dfid-in-orha", "mod-in-orha"}),
    ],
)
def test_what_is_said_to_work_is_not_flagged(name: str, working: set[str]) -> None:
    network = bundled.network(name)
    assert working <= set(network.links)
    for one in co.check(network):
        assert one.family == "CG9" or working.isdisjoint(one.links), one.message
    assert any(conclusion.works for conclusion in network.conclusions.values())
