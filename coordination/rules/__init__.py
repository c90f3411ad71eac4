"""The rules: `RULES` holds each, in the order of its code."""

from __future__ import annotations

from coordination.rules.base import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()
"""Every rule that `check` runs unless told otherwise."""
