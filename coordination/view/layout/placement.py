"""Assign boxes to places, with the fewest crossings and lines behind boxes.

Boxes swap places as long as the picture gets better. Everything is decided by the numbers and by
a generator with a fixed seed, so equal networks give equal pictures.
"""

from __future__ import annotations

import random

from coordination.view.layout.placement_cost import FIXED, Board, Judge

__all__ = ["arrange"]

STARTS = 4
"""How many beginnings are tried, the first as given and the others at random."""

PATIENCE = 40
"""How many kicks in a row may pay nothing before the search ends."""


def arrange(board: Board, effort: float, results: int = 1) -> list[list[int]]:
    """Good places for the boxes of a board.

    Args:
        board: the board; its `at` is where the search starts.
        effort: about how many lines and boxes may be compared with a line.
        results: how many different arrangements are wanted at most.

    Returns:
        For each arrangement the place of each box; the best first.
    """
    judge = Judge(board)
    movable = [box for box in range(len(board.at)) if judge.degree[box]]
    if not movable:
        return [board.at]
    chance = random.Random(20101109)
    order = sorted(movable, key=lambda box: (-judge.degree[box], box))
    begin = tuple(board.at)
    found: dict[tuple[int, ...], float] = {}
    clean = False
    for start in range(STARTS):
        judge.put(begin)
        if start:
            for _ in range(6 * len(movable)):
                _shake(judge, chance, movable)
        judge.settle(order, effort)
        found[tuple(board.at)] = judge.total()
        clean = clean or judge.total(length=0.0) < 1e-6
        if judge.spent > effort or (clean and start >= 2):
            break
    best = min(found, key=lambda at: (round(found[at], 3), at))
    cost = found[best]
    judge.put(best)
    if clean:  # nothing left but shorter lines
        effort = min(effort, 3 * judge.spent)
    patience = PATIENCE
    while judge.spent < effort and patience:
        patience -= 1
        judge.spent += FIXED  # a kick that moves nothing costs too, or the search might never end
        # Kick a few boxes, let those around them settle, and stay only where that paid.
        judge.settle(_shake(judge, chance, movable), effort)
        new = judge.total()
        if new < cost + 1e-3:
            patience = PATIENCE if new < cost - 1e-3 else patience
            best, cost = tuple(board.at), new
            found[best] = cost
        else:
            judge.put(best)
    ranked = sorted(found, key=lambda at: (round(found[at], 3), at))
    return [list(at) for at in ranked[:results]]


def _shake(judge: Judge, chance: random.Random, movable: list[int]) -> list[int]:
    """A few swaps at random, to leave a valley; the boxes that moved."""
    moved = []
    for _ in range(chance.choice((1, 2, 2, 3))):
        box = chance.choice(movable)
        moved += judge.swap(box, chance.choice(judge.board.allowed[box]))
    return moved
