"""The triangle pass as compiled code, for those who installed numba (the extra `fast`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

__all__ = ["available", "triangle_sums"]


@cache
def available() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def triangle_sums() -> Callable[..., Any]:
    """The compiled pass, compiled once and kept on disk where the package folder allows it.

    The function takes the upward ties (start, heads, place; see `triangles.upward`), then reverse,
    owner, share and relative of all entries, and adds to common, indirect and redundant.
    """
    import numba

    def sums(  # type: ignore[no-untyped-def]
        start, heads, place, reverse, owner, share, relative, common, indirect, redundant
    ):
        n = len(start) - 1
        mark = np.full(n, -1, np.int64)
        for a in range(n):
            for e in range(start[a], start[a + 1]):
                mark[heads[e]] = e
            for e in range(start[a], start[a + 1]):
                b = heads[e]
                for f in range(start[b], start[b + 1]):
                    g = mark[heads[f]]
                    if g < 0:
                        continue
                    ab, bc, ac = place[e], place[f], place[g]
                    ba, cb, ca = reverse[ab], reverse[bc], reverse[ac]
                    common[ab] += 1
                    common[bc] += 1
                    common[ac] += 1
                    common[ba] += 1
                    common[cb] += 1
                    common[ca] += 1
                    indirect[ab] += share[ac] * share[cb]
                    indirect[ba] += share[bc] * share[ca]
                    indirect[bc] += share[ba] * share[ac]
                    indirect[cb] += share[ca] * share[ab]
                    indirect[ac] += share[ab] * share[bc]
                    indirect[ca] += share[cb] * share[ba]
                    redundant[owner[ab]] += share[ac] * relative[bc] + share[ab] * relative[cb]
                    redundant[owner[bc]] += share[ba] * relative[ca] + share[bc] * relative[ac]
                    redundant[owner[ca]] += share[ca] * relative[ba] + share[cb] * relative[ab]
            for e in range(start[a], start[a + 1]):
                mark[heads[e]] = -1

    compiled: Callable[..., Any] = numba.njit(cache=True)(sums)
    return compiled
