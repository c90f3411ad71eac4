"""One rule on a few lines of data, for tests of rules."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.loading import loads
from coordination.rules import RULES
from coordination.rules.check import check
from coordination.rules.finding import Finding
from coordination.rules.rule import Rule

__all__ = ["check_rule"]


@checked_arguments
def check_rule(rule: Rule, text: str, **options: Any) -> tuple[Finding, ...]:
    """What one rule finds in a few lines of data, for tests of rules.

    Args:
        rule: the rule; one that asks about the findings of others gets those of `RULES`.
        text: a data file as YAML, indented as the test is.
        **options: options of the rule.

    Returns:
        The findings and open questions of this rule, sorted.

    Raises:
        DataError: the text is no data file.
        RuleFailed: the rule raised, or its finding names a record that there isn't.

    Example:
        >>> from coordination.rules.rule import rule
        >>> @rule("MY101", "unnamed-agency")
        ... def unnamed_agency(network):
        ...     '''An agency has no abbreviation.'''
        ...     for agency in network.agencies.values():
        ...         if not agency.abbreviation:
        ...             yield Finding(f"{agency.name} has no short name", "derived", (agency.id,))
        >>> text = "{title: T, agencies: [{id: a, name: A}]}"
        >>> [one.message for one in check_rule(unnamed_agency, text)]
        ['A has no short name']
    """
    expect(Rule, rule, "rule")
    others = [one for one in RULES if rule.after and one.code != rule.code]
    network = loads(dedent(text), name="<data of the test>")
    report = check(network, rules=[*others, rule], select=[rule.code], options={rule.code: options})
    found = (*report.told, *report.open)
    return tuple(one for one in found if one.code == rule.code)
