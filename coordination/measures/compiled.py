"""Sums over triangles as compiled code, for those who installed numba (the extra `fast`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

__all__ = ["available", "tie_sums"]


@cache
def available() -> bool:
    """Whether numba is installed."""
    return find_spec("numba") is not None


@cache
def tie_sums() -> Callable[..., Any]:
    """The sums of `triangle_pass`, compiled once and kept on disk where the folder allows it.

    The function takes start, heads and core of `triangles.Upward`, the strength of each tie, and
    one over the total strength of each rank. Triangles inside the core are left out. It returns
    for each tie the number of triangles, and the sums of the products of the other two strengths,
    plain and over the total of the third agency.
    """
    import numba

    def sums(start, heads, core, strength, over):  # type: ignore[no-untyped-def]
        common = np.zeros(len(heads), np.int64)
        weighted, through = np.zeros(len(heads)), np.zeros(len(heads))
        mark = np.full(len(start) - 1, -1, np.int64)
        for a in range(core):
            for ac in range(start[a], start[a + 1]):
                mark[heads[ac]] = ac
            for ab in range(start[a], start[a + 1]):
                b, s_ab = heads[ab], strength[ab]
                for bc in range(start[b], start[b + 1]):
                    c = heads[bc]
                    ac = mark[c]
                    if ac < 0:
                        continue
                    common[ab] += 1
                    common[bc] += 1
                    common[ac] += 1
                    s_bc, s_ac = strength[bc], strength[ac]
                    weighted[ab] += s_ac * s_bc
                    weighted[bc] += s_ab * s_ac
                    weighted[ac] += s_ab * s_bc
                    through[ab] += s_ac * s_bc * over[c]
                    through[bc] += s_ab * s_ac * over[a]
                    through[ac] += s_ab * s_bc * over[b]
            for ac in range(start[a], start[a + 1]):
                mark[heads[ac]] = -1
        return common, weighted, through

    compiled: Callable[..., Any] = numba.njit(cache=True)(sums)
    return compiled
