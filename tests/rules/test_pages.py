"""Each rule's docstring is its page: complete, true to its signature, and its examples hold."""

import re
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import coordination as co
from coordination.model import vocabulary
from coordination.rules.finding import FAMILIES, family_of
from coordination.rules.rule import Rule
from tests import bundled
from tests.cases.test_conclusions import report_on
from tests.foresight.pairs import PAIRS, after, before

HEADINGS = ["Rule", "Why it matters", "Options", "Examples", "Clean", "Remedy", "Source"]
BASES = ("Reported", "Derived", "Open")


def by_code(rule: Rule) -> str:
    return rule.code


@pytest.fixture(params=co.RULES, ids=by_code)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


def findings(rule: Rule, text: str) -> tuple[co.Finding, ...]:
    """What the rule alone finds; one that asks about findings needs those of the others.

    An example for a rule that reads source texts has them as comments: `# report.txt says: ...`.
    """
    network = co.loads(text)
    with TemporaryDirectory() as folder:
        for name, content in re.findall(r"^# (\S+) says: (.*)$", text, flags=re.MULTILINE):
            Path(folder, name).write_text(content, encoding="utf-8")
        options = {rule.code: {"sources": folder}} if "sources" in rule.options else None
        report = co.check(network, select=None if rule.after else [rule.code], options=options)
    chosen = report.select(rule.code)
    return (*chosen.told, *chosen.open)


def examples(rule: Rule) -> dict[str, str]:
    """The data files of a page that the rule flags, by heading."""
    return {name: text for name, text in rule.page.items() if name in (*BASES, "Flagged")}


def test_page_has_every_section_in_order(rule: Rule) -> None:
    given = list(examples(rule))
    assert given == sorted(given, key=(*BASES, "Flagged").index) and given
    headings = [name for name in rule.page if name not in given]
    assert headings == [name for name in HEADINGS if name != "Examples"]
    assert all(rule.page.values())


def test_examples_are_flagged_on_their_basis(rule: Rule) -> None:
    for basis, text in examples(rule).items():
        found = findings(rule, text)
        assert found and {finding.code for finding in found} == {rule.code}
        if basis != "Flagged":
            assert basis.lower() in {finding.basis for finding in found}


@pytest.fixture(scope="module")
def bases() -> dict[str, set[str]]:
    """The bases on which each rule finds something, by its code, in all networks that we have.

    And in one that has a link of each kind with each status, since rules find what links show.
    """
    links = [
        {
            "id": f"{kind}-{status}",
            "kind": kind,
            "source": "a",
            "target": "b",
            "status": status,
            "evidence": [{"source": "s", "at": "page 1"}],
        }
        for kind in vocabulary.LINK_KINDS
        for status in (*vocabulary.FAILING, "prescribed")
    ]
    every = co.Network(
        title="Every kind with every status",
        sources=[{"id": "s", "title": "S"}],
        agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        links=links,
    )
    cases = [report_on(name) for name in ("explosives-2009", "climbie-1999", "ebola-3w")]
    known = [bundled.report(name) for name in bundled.NAMES]
    told = [co.check(one) for pair in PAIRS for one in (before(pair), after(pair))]
    found: dict[str, set[str]] = defaultdict(set)
    for report in (*cases, *known, *told, co.check(every)):
        for one in (*report.told, *report.open):
            found[one.code].add(one.basis)
    return found


def test_a_page_has_an_example_of_each_basis_on_which_its_rule_finds(
    rule: Rule, bases: dict[str, set[str]]
) -> None:
    shown = examples(rule)
    if rule.name in vocabulary.FINDS:
        assert "Reported" in shown  # a source may conclude it
    found = bases[rule.code]
    assert len(found) < 2 if "Flagged" in shown else {one.capitalize() for one in found} <= {*shown}


def test_clean_example_is_clean(rule: Rule) -> None:
    assert not findings(rule, rule.page["Clean"])


def test_page_lists_the_options_of_the_signature(rule: Rule) -> None:
    text = rule.page["Options"]
    named = re.findall(r"^`?(\w+)`?(?: \([^)]*\))?:", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(rule.options)
    if not rule.options:
        assert text == "None."
    for name, default in rule.options.items():
        assert re.search(rf"{name}\b.*?\b{re.escape(str(default))}\b", text, flags=re.DOTALL)


def test_finding_of_the_example_is_whole(rule: Rule) -> None:
    for network, finding in (
        (co.loads(text), finding)
        for text in examples(rule).values()
        for finding in findings(rule, text)
    ):
        assert finding.message[-1] in ".?" and finding.message[0] == finding.message[0].upper()
        assert finding.condition is not None and finding.condition.text
        assert set(finding.agencies) <= set(network.agencies)
        assert set(finding.links) <= set(network.links)
        assert set(finding.requirements) <= set(network.requirements)
        assert set(finding.functions) <= set(network.functions)
        assert (finding.value is None) == (finding.threshold is None) == (not finding.unit)


def test_codes_are_unique_sorted_and_of_a_family() -> None:
    codes = [rule.code for rule in co.RULES]
    assert codes == sorted(set(codes))
    assert {family_of(code) for code in codes} <= set(FAMILIES)
    assert len({rule.name for rule in co.RULES}) == len(codes)


def test_file_function_and_rule_have_one_name(rule: Rule) -> None:
    name = rule.name.replace("-", "_")
    assert rule.function.__name__ == name
    assert rule.function.__module__ == f"coordination.rules.{rule.code.lower()}_{name}"
