"""The made-up networks that are measured."""

from __future__ import annotations

import coordination as co

__all__ = ["SIZES", "made"]

SIZES = {"1k": (1_000, 10_000), "20k": (20_000, 500_000), "90k": (90_000, 2_000_000)}
"""Agencies and links; 20k and 90k are about the law-enforcement agencies and the governments of
the United States.
"""


def made(size: str) -> co.testing.Synthetic:
    """The network of a size, the same each time."""
    agencies, links = SIZES[size]
    return co.testing.synthetic(agencies=agencies, links=links, gaps=50, seed=1)
