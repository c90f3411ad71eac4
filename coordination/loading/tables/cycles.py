"""Cycles among thousands of rows: parents and successors as codes, members by id."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["circling", "nesting"]


def circling(above: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which places are on a cycle, where each leads to one other or (-1) to none."""
    reached, steps = above, 1
    while steps < 2 * len(above):  # doubling: after k rounds each points 2^k places on
        reached = np.where(reached >= 0, reached[np.maximum(reached, 0)], -1)
        steps *= 2
    found = np.zeros(len(above), bool)
    found[reached[reached >= 0]] = True
    return found


def nesting(members: Mapping[str, list[str]]) -> set[str]:
    """Collectives on, or between, membership cycles (Kahn's algorithm in both directions)."""
    inside = {key: [one for one in found if one in members] for key, found in members.items()}
    for _ in range(2):  # first those that hold none, then those that are in none
        turned: dict[str, list[str]] = {key: [] for key in inside}
        for key, found in inside.items():
            for one in found:
                turned[one].append(key)
        left = {key: len(found) for key, found in inside.items()}
        free = [key for key, count in left.items() if not count]
        for key in free:
            for whole in turned[key]:
                left[whole] -= 1
                if not left[whole]:
                    free.append(whole)
        gone = set(free)
        inside = {
            key: [one for one in found if one not in gone]
            for key, found in turned.items()
            if key not in gone
        }
    return set(inside)
