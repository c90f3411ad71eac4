"""Find the fewest changes to the records that clear the chosen findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import Any

from coordination.arguments import checked_arguments
from coordination.change.answered import with_answers
from coordination.change.edit import complete
from coordination.change.plan_solver import Bundle, cover
from coordination.change.recode import recoded
from coordination.change.what_if import WhatIf, what_if
from coordination.errors import CoordinationError, expect, unknown
from coordination.network import Network
from coordination.progress import steps
from coordination.rules.check import check
from coordination.rules.finding import Change, Finding
from coordination.rules.report import Report
from coordination.rules.rule import Rule, codes_of, require_rule
from coordination.rules.serialise import plain_change, short_finding
from coordination.text.language import counted
from coordination.text.markdown import escaped

__all__ = ["Plan", "Step", "plan"]

MOST_TRIED = 60
"""Different changes up to which each is tried alone, with the others of its finding, and left out
of the plan."""

MOST_TOGETHER = 5
"""Changes of one finding up to which every part of them is tried."""

_DEFAULT = ("CG1", "CG2", "CG3", "CG4", "CG5", "CG6", "CG7")


@dataclass(frozen=True)
class Step:
    """One change of a plan.

    Attributes:
        change: the change.
        clears: the findings that it clears, alone or together with other steps.
    """

    change: Change
    clears: tuple[Finding, ...]


@dataclass(frozen=True)
class Plan:
    """A set of changes that clears findings.

    Attributes:
        steps: the changes, those that clear most first.
        cleared: the chosen findings that are gone once all steps are made, as a check found.
        left: the chosen findings that stay: no complete change is known that clears them (somebody
            has to decide first who is to act), or the steps didn't clear them.
        exact: whether no smaller set of the known changes clears as much.
        bound: the plan has at most this many times as many changes as the smallest; 1.0 if exact.
        tried: whether every change was tried, alone and with the others of its finding, and none
            of the steps can be left out; else the changes of a finding are taken all together.
        result: the network with all steps made, against the one it was.
    """

    steps: tuple[Step, ...]
    cleared: tuple[Finding, ...]
    left: tuple[Finding, ...]
    exact: bool
    bound: float
    tried: bool
    result: WhatIf

    def __repr__(self) -> str:
        return f"<Plan: {self._summary}; {counted(len(self.left), 'finding')} left>"

    @property
    def _summary(self) -> str:
        if not self.steps:
            return "no change is known that clears any finding"
        size = "the fewest" if self.exact else f"at most {self.bound:.2f} times the fewest"
        size += ", none can be left out" if self.tried else ""
        clear = "clears" if len(self.steps) == 1 else "clear"
        changes, findings = counted(len(self.steps), "change"), len(self.cleared)
        return f"{changes} ({size}) {clear} {counted(findings, 'finding')}"

    def to_markdown(self) -> str:
        """The plan as Markdown: each change with what it clears, then what is left."""
        summary = self._summary[:1].upper() + self._summary[1:]
        lines = [f"# Plan: {escaped(self.result.network.title)}", "", f"{summary}."]
        shares = Counter(one.key for step in self.steps for one in step.clears)
        for number, step in enumerate(self.steps, 1):
            lines += ["", f"{number}. {escaped(step.change.text)}", ""]
            indent = " " * len(f"{number}. ")
            for one in step.clears:
                does = "clears" if shares[one.key] == 1 else "helps to clear"
                lines.append(f"{indent}- {does} {one.code} {escaped(one.message)}")
        appeared = [one for one in self.result.appeared if one.family != "CG9"]
        lines += ["", f"## New findings ({len(appeared)})", ""]
        lines += [f"- {one.code} {escaped(one.message)}" for one in appeared] or ["- none"]
        left = [one for one in self.left if one.clears]
        lines += ["", f"## Findings left ({len(left)})", ""]
        for one in left:
            lines.append(f"- {one.code} {escaped(one.message)}")
            lines += [f"  - would clear it: {escaped(change.text)}" for change in one.clears]
        if not left:
            lines.append("- none")
        if again := [one for one in self.left if not one.clears]:
            lines += ["", f"## To be looked at again ({len(again)})", ""]
            lines += [
                "No change of records mends what these report; somebody has to look again.",
                "",
            ]
            lines += [f"- {one.code} {escaped(one.message)}" for one in again]
        return "\n".join(lines) + "\n"

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per step and finding that it clears."""
        return [
            {
                "step": number,
                "action": step.change.action,
                "section": step.change.section,
                "id": step.change.id,
                "text": step.change.text,
                "clears": finding.key,
            }
            for number, step in enumerate(self.steps, 1)
            for finding in step.clears
        ]

    def to_json(self) -> str:
        """The plan as JSON (version 1)."""
        content = {
            "version": 1,
            "title": self.result.network.title,
            "exact": self.exact,
            "bound": self.bound,
            "tried": self.tried,
            "steps": [
                {**plain_change(step.change), "clears": [one.key for one in step.clears]}
                for step in self.steps
            ],
            "cleared": [short_finding(one) for one in self.cleared],
            "appeared": [short_finding(one) for one in self.result.appeared],
            "left": [
                {**short_finding(one), "would_clear": [change.text for change in one.clears]}
                for one in self.left
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@checked_arguments
def plan(
    network: Network,
    *,
    select: Iterable[str] | None = None,
    rules: Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Plan:
    """Find the smallest set of changes that clears the chosen findings.

    The changes to choose from are those in `Finding.clears`, as far as they are complete. Up to
    `MOST_TRIED` changes, each is tried alone, since mending one tie may clear several findings, and
    together with others of its finding; a step that clears nothing more is left out again. Beyond
    that number, all changes of a finding are taken together.

    Choosing among them is a set cover. scipy's integer solver (extra `plan`) finds the smallest up
    to `MOST_EXACT` changes. Beyond that, or without scipy, a greedy search finds one that is at
    most H(k) times as large as the smallest, where H(k) is the harmonic number of the k findings to
    clear. A check at the end shows which findings the plan really clears.

    Args:
        network: the network.
        select: codes, prefixes or keys of the findings to clear; None means families 1 to 7.
        rules, options: as for `check`.

    Returns:
        The plan.

    Raises:
        UnknownRule: a code or prefix that no rule has.
        ValueError: a key that no finding has.
    """
    expect(Network, network, "network")
    given = None if rules is None else tuple(rules)
    report = check(network, rules=given, options=options)
    chosen = _chosen(report, select)
    asked = _Question(network, chosen, given, options)
    moves, bundles = _bundles(network, chosen)
    tried = len(moves) <= MOST_TRIED
    if tried:
        bundles += _tried(asked, moves, bundles)
    reachable = {key for _, cleared in bundles for key in cleared}
    keys, exact = cover(bundles, reachable)
    needed = _without_spare(asked, moves, keys) if tried else _attributed(keys, bundles)
    result = what_if(network, apply=[moves[key] for key in needed], rules=given, options=options)
    gone = {one.key for one in result.cleared}
    made = [
        Step(
            moves[key],
            tuple(one for one in chosen if one.key in cleared & gone),
        )
        for key, cleared in needed.items()
    ]
    made.sort(key=lambda step: (-len(step.clears), step.change.text))
    return Plan(
        tuple(made),
        tuple(one for one in chosen if one.key in gone),
        tuple(one for one in chosen if one.key not in gone),
        exact,
        1.0 if exact else max(1.0, fsum(1 / n for n in range(1, len(reachable) + 1))),
        tried,
        result,
    )


def _chosen(report: Report, wanted: Iterable[str] | None) -> list[Finding]:
    words = _DEFAULT if wanted is None else codes_of(wanted)
    keys = [one.key for one in report.told]
    for word in words if wanted is not None else ():
        if ":" in word and word not in keys:
            raise unknown("finding", word, keys)
        if ":" not in word:
            require_rule(report.rules, word)
    return [one for one in report.told if any(one.answers_to(word) for word in words)]


@dataclass(frozen=True)
class _Question:
    """Which of the chosen findings are still there after some changes."""

    network: Network
    chosen: Sequence[Finding]
    rules: Sequence[Rule] | None
    options: Mapping[str, Mapping[str, Any]] | None

    def cleared(self, changes: Iterable[Change], code: str = "") -> frozenset[str]:
        """Keys of chosen findings, of one code if given, that are gone after the changes."""
        codes = [code] if code else sorted({one.code for one in self.chosen})
        try:
            network = recoded(self.network, with_answers(self.network, changes))
        except (CoordinationError, ValueError, KeyError):
            return frozenset()
        after = check(network, rules=self.rules, select=codes, options=self.options)
        keys = {one.key for one in self.chosen if one.code in codes}
        return frozenset(keys - {one.key for one in after.told})


def _key(change: Change) -> str:
    """Changes that do the same are one, whatever they are called."""
    content = [change.action, change.section, change.id, dict(change.fields)]
    return json.dumps(content, sort_keys=True, default=str)


def _bundles(
    network: Network, findings: Sequence[Finding]
) -> tuple[dict[str, Change], list[Bundle]]:
    moves: dict[str, Change] = {}
    bundles: list[Bundle] = []
    for finding in findings:
        keys = {_key(change): change for change in finding.clears}
        if keys and all(complete(network, change) for change in keys.values()):
            moves.update({key: change for key, change in keys.items() if key not in moves})
            bundles.append((frozenset(keys), frozenset([finding.key])))
    return moves, bundles


def _tried(
    asked: _Question, moves: Mapping[str, Change], bundles: Sequence[Bundle]
) -> list[Bundle]:
    """What each change clears alone, and what the smaller parts of a finding's changes clear."""
    alone = {key: asked.cleared([moves[key]]) for key in steps(list(moves), "trying changes")}
    found = [(frozenset([key]), cleared) for key, cleared in alone.items()]
    for keys, names in bundles:
        (name,) = names
        if len(keys) > MOST_TOGETHER:
            continue
        enough = [{key} for key in keys if name in alone[key]]
        for size in range(2, len(keys)):
            for part in map(set, combinations(sorted(keys), size)):
                if any(smaller <= part for smaller in enough):
                    continue
                code = name.partition(":")[0]
                if name in asked.cleared([moves[key] for key in sorted(part)], code):
                    enough.append(part)
                    found.append((frozenset(part), names))
    return found


def _without_spare(
    asked: _Question, moves: Mapping[str, Change], keys: Sequence[str]
) -> dict[str, frozenset[str]]:
    """The changes without which less is cleared, each with the findings that need it."""
    kept = list(keys)
    goal = asked.cleared(moves[key] for key in kept)
    needed: dict[str, frozenset[str]] = {}
    for key in steps(list(keys), "leaving out changes"):
        rest = [moves[other] for other in kept if other != key]
        missed = goal - asked.cleared(rest)
        if missed:
            needed[key] = missed
        else:
            kept.remove(key)
    return needed


def _attributed(keys: Sequence[str], bundles: Sequence[Bundle]) -> dict[str, frozenset[str]]:
    made = set(keys)
    return {
        key: frozenset(
            name for bundle, names in bundles if key in bundle and bundle <= made for name in names
        )
        for key in keys
    }
