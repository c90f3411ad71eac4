"""Local search for the cheapest assignment, where each choice changes the costs of others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coordination.view.layout.curve_costs import NEAR
from coordination.view.layout.vis_geometry import Floats

__all__ = ["cheapest"]

Indexes = NDArray[np.intp]

TRIED_STEPS = 6
"""How many other bends of a bundle in trouble are taken, to see what the others then save."""

MOST_PRICE = 100.0
"""What such a bend may cost at first."""


def cheapest(single: Floats, pairs: Floats) -> Indexes:
    """The steps, one for each group, that cost least together, as far as a local search finds.

    Args:
        single: cost of each step of each group, shape (groups, steps).
        pairs: cost of each two, shape (groups, steps, groups, steps).
    """
    groups = np.arange(len(single))

    def descended(choice: Indexes, costs: Floats) -> tuple[Indexes, Floats, float]:
        """The best single changes, one after the other, until none is left."""
        saved = 0.0
        while True:
            gain = np.round(costs - costs[groups, choice][:, None], 4)
            group, step = divmod(int(gain.argmin()), gain.shape[1])
            if gain[group, step] > -1e-3:
                return choice, costs, saved
            saved += float(gain[group, step])
            choice, costs = taken(choice, costs, group, step)

    def taken(choice: Indexes, costs: Floats, group: int, step: int) -> tuple[Indexes, Floats]:
        costs = costs + pairs[group, step] - pairs[group, choice[group]]
        choice = choice.copy()
        choice[group] = step
        return choice, costs

    choice = np.zeros(len(single), np.intp)
    choice, costs, _ = descended(choice, single + pairs[groups, choice].sum(axis=0))
    # A change that costs at first may let others follow that save more.
    now = costs[groups, choice] - single[groups, 0]
    for group in np.argsort(-np.round(now, 4), kind="stable").tolist():
        for step in np.argsort(costs[group], kind="stable")[:TRIED_STEPS].tolist():
            price = float(costs[group, step] - costs[group, choice[group]])
            if step == choice[group] or price > MOST_PRICE or costs[group, choice[group]] < NEAR:
                continue
            other, then, saved = descended(*taken(choice, costs, group, step))
            if price + saved < -1e-3:
                choice, costs = other, then
    return choice
