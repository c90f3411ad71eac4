"""The bundled networks: complete, sourced, and as their README says they are coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import coordination as co
from coordination.model import Evidence
from coordination.network import Network
from tests.expected.review import GRAPHS, expected, found

REVIEWED = ("CG1", "CG2", "CG3", "CG4", "CG5", "CG6", "CG7", "CG901")
"""Codes whose findings were reviewed by hand."""


@pytest.fixture(scope="module", params=GRAPHS)
def network(request: pytest.FixtureRequest) -> Network:
    return co.load(request.param)


@pytest.fixture(scope="module")
def article() -> Network:
    return co.load("gunrunner-cnn-2010")


@pytest.fixture(scope="module")
def case() -> Network:
    return co.load("gunrunner-2010")


def _passages(network: Network) -> Iterator[tuple[str, Evidence]]:
    for section in ("agencies", "links", "requirements", "recommendations", "figures"):
        for key, record in getattr(network, section).items():
            yield from ((key, passage) for passage in record.evidence)
            for mandate in getattr(record, "mandates", ()):
                yield from ((key, passage) for passage in mandate.evidence)


def test_every_record_carries_a_passage(network: Network) -> None:
    for section in ("agencies", "links", "requirements", "recommendations", "figures"):
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
def test_article_has_its_bodies(article: Network, agency: str) -> None:
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
    assert quarrels <= set(co.load("southwest-firearms-2009").links)
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
        ("CG102", {"atf", "mx-law-enforcement"}, "reported"),  # no single Mexican counterpart
        ("CG104", {"mx-law-enforcement"}, "reported"),  # Mexican bodies among themselves
        ("CG201", {"atf", "ice"}, "derived"),  # the memorandum, on paper
        ("CG301", {"gov-mexico", "atf"}, "reported"),  # what Mexico asked for
        ("CG401", {"gov-mexico", "atf"}, "reported"),  # training among it
        ("CG601", {"us-agencies", "atf", "ice"}, "reported"),  # U.S. agencies among themselves
    ],
)
def test_article_yields(report: co.Report, code: str, agencies: set[str], basis: str) -> None:
    assert [one for one in report.select(code, basis=basis) if set(one.agencies) == agencies]  # type: ignore[arg-type]  # a literal in the table above


def test_nothing_is_flagged_of_the_auditors(network: Network) -> None:
    assert not [one for one in co.check(network) if {"doj-oig", "gao"} & {*one.agencies}]


def test_each_finding_shows_what_was_found(network: Network) -> None:
    for one in co.check(network):
        assert one.condition is not None and one.condition.text, one.key
        assert one.family == "CG9" or one.evidence, one.key


def test_integration_of_mexico_is_recommended_for_what_is_lacking(report: co.Report) -> None:
    answered = {one.key for one in report if "integrate-mexico" in one.recommendations}
    assert answered == {"CG107:atf-mexico-coordinate"}


def test_a_plan_of_which_nothing_was_read_is_not_examined() -> None:
    asked = [key for one in co.check(co.load("gunrunner-2010")).open for key in one.requirements]
    assert asked == ["joint-investigation-protocols"]
