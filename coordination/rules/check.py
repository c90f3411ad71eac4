"""Run rules over a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import RuleFailed, TooLong, UnknownRule, expect
from coordination.model.validation_messages import printable
from coordination.network import Network
from coordination.progress import steps
from coordination.rules import RULES
from coordination.rules.agency_answers import with_answers
from coordination.rules.finding import ABOUT_DATA, Finding
from coordination.rules.report import Report
from coordination.rules.rule import Rule, codes_of, require_rule
from coordination.rules.settle import settle

__all__ = ["check"]


@checked_arguments
def check(
    network: Network,
    *,
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] | None = None,
    ignore: Mapping[str, str] | Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Report:
    """Put rules to a network.

    Args:
        network: the network.
        rules: the rules to choose from; None means `RULES`.
        select: codes or prefixes ("CG208", "CG2") of the rules to run; None means all.
        ignore: codes, prefixes or keys of findings ("CG201:atf-ice-mou") to set aside, each with
            the reason; what is ignored stays in `Report.ignored`. Keys that no finding has, such as
            those of gaps that were mended since, are in `Report.unmatched`.
        options: options by code, such as {"CG208": {"minimum": 2}}.

    Returns:
        The findings, sorted.

    Raises:
        UnknownRule: a code or prefix that no rule has.
        TypeError: an option that the rule doesn't take.
        RuleFailed: a rule raised, or its finding names a record that there isn't.
    """
    expect(Network, network, "network")
    known = _unique(RULES if rules is None else rules)
    chosen = known if select is None else _select(known, select)
    reasons = _reasons(known, ignore)
    settings = {} if options is None else {c: dict(values) for c, values in options.items()}
    _check_options(known, settings)
    # Rules that ask about the findings of others must see them whichever codes were selected.
    asked = known if any(one.after for one in chosen) else chosen
    before = [one for one in asked if not one.after]
    found: list[Finding] = []
    given: tuple[Any, ...] = (network,)
    for one in steps([*before, *(one for one in chosen if one.after)], "checking rules"):
        if one.after and len(given) == 1:
            given = (network, tuple(found))
        more = _run(one, given, settings.get(one.code, {}))
        found.extend(_with_recommendations(network, finding) for finding in more)
    wanted = {one.code for one in chosen}
    found = [finding for finding in found if finding.code in wanted]
    found.sort(key=lambda finding: (finding.code, finding.key, finding.message))
    kept: list[Finding] = []
    notes: list[Finding] = []
    asked_openly: list[Finding] = []
    ignored = []
    for finding in found:
        reason = next((reasons[k] for k in reasons if finding.answers_to(k)), None)
        if reason is not None:
            ignored.append((finding, reason))
        else:
            told = notes if finding.family == ABOUT_DATA else kept
            (asked_openly if finding.basis == "open" else told).append(finding)
    keys = {finding.key for finding in found}
    unmatched = tuple(
        key for key in reasons if ":" in key and key not in keys and _any_of(chosen, key)
    )
    return Report(
        network,
        tuple(kept),
        tuple(ignored),
        tuple(chosen),
        settings,
        tuple(asked_openly),
        unmatched,
        tuple(notes),
    )


def _run(one: Rule, given: Sequence[Any], options: Mapping[str, Any]) -> list[Finding]:
    try:
        found = list(one(*given, **options))
        if strange := [each for each in found if not isinstance(each, Finding)]:
            raise TypeError(f"it yielded {_short(strange[0])}, which is not a Finding")
        if not one.after:
            found = list(settle(given[0], one.code, one.name, found))
    except (RuleFailed, TooLong):
        raise
    except (Exception, SystemExit) as error:
        said = " ".join(str(error).split())
        raise RuleFailed(one.code, printable(f"{type(error).__name__}: {said}")) from error
    network: Network = given[0]
    for finding in found:
        if unknown := _unknown(network, finding):
            raise RuleFailed(one.code, f"a finding names {unknown}, which the network doesn't have")
    return [_told_by(one, finding) for finding in found]


def _told_by(one: Rule, finding: Finding) -> Finding:
    """A finding as that of a rule; what was checked when it was made isn't checked again."""
    told = object.__new__(type(finding))
    told.__dict__.update(finding.__dict__, code=one.code, name=one.name)
    return told


def _short(value: object) -> str:
    return printable(repr(value)[:80])


def _unknown(network: Network, finding: Finding) -> str:
    """A record that a finding names and the network lacks, or ""; reports look them all up."""
    for section in ("agencies", "links", "requirements", "functions", "conclusions"):
        known = getattr(network, section)
        for key in getattr(finding, section):
            if key not in known:
                return f"{section} {key!r}"
    for passage in finding.evidence:
        if passage.source not in network.sources:
            return f"source {passage.source!r}"
    return ""


def _with_recommendations(network: Network, finding: Finding) -> Finding:
    subjects = {*finding.requirements, *finding.links, *finding.conclusions}
    answers = tuple(
        one.id
        for one in network.recommendations.values()
        if one.id in finding.recommendations or not subjects.isdisjoint(one.answers)
    )
    if answers != finding.recommendations:
        finding = replace(finding, recommendations=answers)
    return with_answers(network, finding)


def _unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    found = tuple(rules)
    codes = Counter(one.code for one in found)
    if twice := [code for code, count in codes.items() if count > 1]:
        raise ValueError(f"two rules have the code {twice[0]}")
    return found


def _select(known: Sequence[Rule], codes: Iterable[str]) -> tuple[Rule, ...]:
    prefixes = codes_of(codes)
    for prefix in prefixes:
        require_rule(known, prefix)
    return tuple(one for one in known if one.code.startswith(tuple(prefixes)))


def _reasons(
    known: Sequence[Rule], ignore: Mapping[str, str] | Iterable[str] | None
) -> dict[str, str]:
    if ignore is None:
        return {}
    if isinstance(ignore, str):
        ignore = [ignore]
    given = ignore if isinstance(ignore, Mapping) else dict.fromkeys(ignore, "no reason given")
    for prefix in given:
        require_rule(known, prefix.partition(":")[0])
    return dict(given)


def _any_of(rules: Iterable[Rule], key: str) -> bool:
    """Whether one of the rules could have found what a key names."""
    return any(one.code.startswith(key.partition(":")[0]) for one in rules)


def _check_options(known: Sequence[Rule], settings: Mapping[str, Mapping[str, Any]]) -> None:
    by_code = {one.code: one for one in known}
    for code, values in settings.items():
        if code not in by_code:
            require_rule(known, code)
            raise UnknownRule(f"options are given by whole code; {code!r} is a prefix")
        accepted = by_code[code].options
        for name in values:
            if name not in accepted:
                takes = ", ".join(accepted) or "none"
                raise TypeError(f"{code} has no option {name!r}; it takes: {takes}")
