"""Choose changes so that every finding is cleared: a set cover."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["MOST_EXACT", "Bundle", "cover"]

MOST_EXACT = 500
"""Different changes up to which the solver is asked for the fewest."""

Bundle = tuple[frozenset[str], frozenset[str]]
"""Keys of changes that belong together, and keys of the findings that they clear."""


def cover(bundles: Sequence[Bundle], wanted: set[str]) -> tuple[list[str], bool]:
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
