"""Which box goes to which place: fewest crossings and fewest lines behind boxes.

Boxes swap places as long as the picture gets better. Everything is decided by the numbers and by
a generator with a fixed seed, so equal networks give equal pictures.
"""

from __future__ import annotations

import random

from coordination.view.judge import FIXED, Board, Judge, swap

__all__ = ["arrange"]

STARTS = 6
"""How many beginnings are tried, the first as given and the others at random."""


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
    begin = list(board.at)
    found: dict[tuple[int, ...], float] = {}
    spent = 0.0
    clean = False
    for start in range(STARTS):
        board.at[:] = begin
        judge = Judge(board)
        if start:
            for _ in range(6 * len(movable)):
                _shake(board, judge.taken, chance, movable)
        judge.settle(order, effort - spent)
        found[tuple(board.at)] = judge.total()
        spent += judge.spent
        clean = clean or judge.total(length=0.0) < 1e-6
        if spent > effort or (clean and start >= 2):
            break
    best = min(found, key=lambda at: (round(found[at], 4), at))
    cost = found[best]
    board.at[:] = best
    judge = Judge(board)
    if clean:  # nothing left but shorter lines
        effort = min(effort, 3 * spent)
    while spent + judge.spent < effort:
        spent += FIXED  # a kick that moves nothing costs too, or the search might never end
        # Kick a few boxes, let those around them settle, and stay only where that paid.
        judge.settle(_shake(board, judge.taken, chance, movable), effort - spent)
        new = judge.total()
        if new < cost + 1e-4:
            best, cost = tuple(board.at), new
            found[best] = cost
        else:
            board.at[:] = best
            judge.taken = {place: box for box, place in enumerate(best)}
    ranked = sorted(found, key=lambda at: (round(found[at], 4), at))
    return [list(at) for at in ranked[:results]]


def _shake(
    board: Board, taken: dict[int, int], chance: random.Random, movable: list[int]
) -> list[int]:
    """A few swaps at random, to leave a valley; the boxes that moved."""
    moved = []
    for _ in range(chance.choice((1, 2, 2, 3))):
        box = chance.choice(movable)
        place = chance.choice(board.allowed[box])
        other = taken.get(place)
        if other == box or (other is not None and board.at[box] not in board.allowed[other]):
            continue
        swap(board, taken, box, place, other)
        moved += [box] if other is None else [box, other]
    return moved
