"""Plan: the fewest changes to the records that clear the findings one chooses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import fsum
from typing import Any

from coordination.change.edit import edited
from coordination.change.scenario import WhatIf, what_if
from coordination.errors import CoordinationError
from coordination.markdown import escaped
from coordination.network import Network
from coordination.progress import steps
from coordination.rules.base import Change, Finding, Rule
from coordination.rules.run import check

__all__ = ["Plan", "Step", "plan"]

MOST_TRIED = 60
"""Different changes up to which each is tried on its own, to see what else it clears."""

MOST_EXACT = 500
"""Different changes up to which the solver is asked for the fewest."""

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
        result: the network with all steps made, against the one it was.
    """

    steps: tuple[Step, ...]
    cleared: tuple[Finding, ...]
    left: tuple[Finding, ...]
    exact: bool
    bound: float
    result: WhatIf

    def __repr__(self) -> str:
        size = "fewest possible" if self.exact else f"at most {self.bound:.2f} times the fewest"
        return (
            f"<Plan: {len(self.steps)} changes ({size}) clear {len(self.cleared)} findings, "
            f"{len(self.left)} are left>"
        )

    def to_markdown(self) -> str:
        """The plan as Markdown: each change with what it clears, then what is left."""
        size = "the fewest possible" if self.exact else f"at most {self.bound:.2f} times the fewest"
        lines = [
            f"# Plan: {escaped(self.result.network.title)}",
            "",
            f"{len(self.steps)} changes ({size}) clear {len(self.cleared)} findings.",
        ]
        for number, step in enumerate(self.steps, 1):
            lines += ["", f"{number}. {escaped(step.change.text)}"]
            lines += [f"   - clears {one.code} {escaped(one.message)}" for one in step.clears]
        appeared = self.result.appeared
        lines += ["", f"## Appear on the way ({len(appeared)})", ""]
        lines += [f"- {one.code} {escaped(one.message)}" for one in appeared] or ["- none"]
        lines += ["", f"## Left ({len(self.left)})", ""]
        for one in self.left:
            lines.append(f"- {one.code} {escaped(one.message)}")
            lines += [f"  - would clear it: {escaped(change.text)}" for change in one.clears]
        if not self.left:
            lines.append("- none")
        return "\n".join(lines) + "\n"


def plan(
    network: Network,
    *,
    findings: Iterable[str] | None = None,
    rules: Iterable[Rule] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Plan:
    """Find the smallest set of changes that clears the chosen findings.

    The changes to choose from are those that the findings themselves say would clear them
    (`Finding.clears`, all of them together), as far as they are complete. Up to `MOST_TRIED`
    changes, each is also tried on its own, since mending one tie may clear several findings.

    Which of them to make is a set cover: exact by scipy's integer solver (extra `plan`) up to
    `MOST_EXACT` changes; beyond, or without it, greedy, which is at most H(k) times the smallest,
    for H the harmonic number of the k findings to clear. What the plan really clears is checked at
    the end.

    Args:
        network: the network, which stays as it is.
        findings: codes, prefixes or keys of the findings to clear; None means families 1 to 7.
        rules, options: as for `check`.

    Returns:
        The plan.

    Raises:
        TooLong: an estimate exceeds what `patience` allows.
    """
    given = None if rules is None else tuple(rules)
    wanted = tuple(findings) if findings is not None else _DEFAULT
    report = check(network, rules=given, options=options)
    chosen = [one for one in report if any(_covers(word, one) for word in wanted)]
    moves, bundles = _bundles(network, chosen)
    if len(moves) <= MOST_TRIED:
        bundles += _tried(network, moves, chosen, given, options)
    reachable = {key for _, cleared in bundles for key in cleared}
    keys, exact = _cover(bundles, reachable)
    result = what_if(network, apply=[moves[key] for key in keys], rules=given, options=options)
    gone = {one.key for one in result.cleared}
    steps = []
    for key in keys:
        cleared = {
            name
            for bundle, names in bundles
            if key in bundle and set(bundle) <= set(keys)
            for name in names
        }
        steps.append(Step(moves[key], tuple(one for one in chosen if one.key in cleared & gone)))
    steps.sort(key=lambda step: (-len(step.clears), step.change.text))
    return Plan(
        tuple(steps),
        tuple(one for one in chosen if one.key in gone),
        tuple(one for one in chosen if one.key not in gone),
        exact,
        1.0 if exact else max(1.0, fsum(1 / n for n in range(1, len(reachable) + 1))),
        result,
    )


def _covers(word: str, finding: Finding) -> bool:
    return finding.key == word if ":" in word else finding.code.startswith(word)


Bundle = tuple[frozenset[str], frozenset[str]]
"""Keys of changes that belong together, and keys of the findings that they clear."""


def _key(change: Change) -> str:
    """Changes that do the same are one, whatever they are called."""
    content = [change.action, change.section, change.id, dict(change.fields)]
    return json.dumps(content, sort_keys=True, default=str)


def _bundles(
    network: Network, findings: Sequence[Finding]
) -> tuple[dict[str, Change], list[Bundle]]:
    moves: dict[str, Change] = {}
    bundles: list[Bundle] = []
    what, instead = f"a plan for {len(findings):,} findings", "choose fewer (findings=, --clear)"
    for finding in steps(findings, what, instead=instead):
        keys = {_key(change): change for change in finding.clears}
        if keys and _can_be_made(network, keys.values()):
            moves.update({key: change for key, change in keys.items() if key not in moves})
            bundles.append((frozenset(keys), frozenset([finding.key])))
    return moves, bundles


def _can_be_made(network: Network, changes: Iterable[Change]) -> bool:
    """Whether changes are complete: a new link whose other end is open can't be made."""
    try:
        edited(network, changes)
    except (CoordinationError, ValueError, KeyError):
        return False
    return True


def _tried(
    network: Network,
    moves: Mapping[str, Change],
    findings: Sequence[Finding],
    rules: Sequence[Rule] | None,
    options: Mapping[str, Mapping[str, Any]] | None,
) -> list[Bundle]:
    """What each change clears on its own."""
    wanted = {one.key for one in findings}
    tried: list[Bundle] = []
    for key, change in steps(
        list(moves.items()),
        f"trying {len(moves)} changes one by one",
        instead="choose fewer findings (findings=, --clear)",
    ):
        if not _can_be_made(network, [change]):
            continue
        after = {one.key for one in check(edited(network, [change]), rules=rules, options=options)}
        tried.append((frozenset([key]), frozenset(wanted - after)))
    return tried


def _cover(bundles: Sequence[Bundle], wanted: set[str]) -> tuple[list[str], bool]:
    """Keys of the changes to make, and whether they are the fewest."""
    moves = sorted({key for keys, _ in bundles for key in keys})
    if not wanted:
        return [], True
    if len(moves) <= MOST_EXACT and find_spec("scipy") is not None:
        return _exact(moves, bundles, sorted(wanted)), True
    return _greedy(bundles, wanted), False


def _exact(moves: list[str], bundles: Sequence[Bundle], wanted: list[str]) -> list[str]:
    """Integer program: one variable per change (made or not) and one per bundle (complete or not).

    A bundle is complete only if each of its changes is made, and each finding needs a complete one.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    place = {key: n for n, key in enumerate(moves)}
    width = len(moves) + len(bundles)
    rows, at_least = [], []
    for n, (keys, _) in enumerate(bundles, len(moves)):
        for key in keys:
            row = np.zeros(width)
            row[place[key]], row[n] = 1, -1
            rows.append(row)
            at_least.append(0)
    for finding in wanted:
        row = np.zeros(width)
        row[[n for n, (_, cleared) in enumerate(bundles, len(moves)) if finding in cleared]] = 1
        rows.append(row)
        at_least.append(1)
    cost = np.concatenate([np.ones(len(moves)), np.zeros(len(bundles))])
    solved = milp(
        cost,
        integrality=np.ones(width),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.array(rows), np.array(at_least), np.inf),
    )
    return [key for key in moves if solved.x[place[key]] > 0.5]


def _greedy(bundles: Sequence[Bundle], wanted: set[str]) -> list[str]:
    made: set[str] = set()
    left = set(wanted)
    ordered = sorted(bundles, key=lambda bundle: sorted(bundle[0]))
    while left:
        keys, _ = max(
            (bundle for bundle in ordered if bundle[1] & left),
            key=lambda bundle: len(bundle[1] & left) / max(len(bundle[0] - made), 0.5),
        )
        made |= keys
        for bundle, cleared in ordered:
            if bundle <= made:
                left -= cleared
    return sorted(made)
