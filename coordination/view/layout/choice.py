"""Local search for the cheapest assignment with pairwise costs."""

from __future__ import annotations

import numpy as np

from coordination.view.layout.curve_costs import CROSSING, NEAR, Indexes
from coordination.view.layout.vis_geometry import Floats

__all__ = ["cheapest"]


def cheapest(single: Floats, pairs: Floats) -> Indexes:
    """The step of each group that together cost least, as far as trying one by one finds them.

    Args:
        single: cost of each step of each group, shape (groups, steps).
        pairs: cost of each two, shape (groups, steps, groups, steps).
    """
    groups = np.arange(len(single))
    choice = np.zeros(len(single), np.intp)

    def follow(choice: Indexes, costs: Floats) -> tuple[Indexes, Floats, float]:
        """The best single changes, one after the other, until none is left."""
        saved = 0.0
        while True:
            gain = np.round(costs - costs[groups, choice][:, None], 4)
            group, step = divmod(int(gain.argmin()), gain.shape[1])
            if gain[group, step] > -1e-3:
                return choice, costs, saved
            saved += float(gain[group, step])
            costs = costs + pairs[:, :, group, step] - pairs[:, :, group, choice[group]]
            choice = choice.copy()
            choice[group] = step

    if not len(single):
        return choice
    costs = single + pairs[:, :, groups, choice].sum(axis=2)
    choice, costs, _ = follow(choice, costs)
    # A change that costs at first may let others follow that save more.
    for _ in range(2):
        better = False
        together = pairs[groups, choice][:, groups, choice]
        for group in np.flatnonzero(
            (together >= CROSSING).any(axis=1) | (costs[groups, choice] >= NEAR)
        ).tolist():
            for step in range(single.shape[1]):
                if step == choice[group]:
                    continue
                price = float(costs[group, step] - costs[group, choice[group]])
                other = choice.copy()
                other[group] = step
                then = costs + pairs[:, :, group, step] - pairs[:, :, group, choice[group]]
                other, then, saved = follow(other, then)
                if price + saved < -1e-3:
                    choice, costs, better = other, then, True
        if not better:
            break
    return choice
