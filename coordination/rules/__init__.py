"""The rules: `RULES` holds each, in the order of its code."""

from __future__ import annotations

from coordination.rules.base import Rule
from coordination.rules.cg101_missing_counterpart import missing_counterpart
from coordination.rules.cg102_no_single_counterpart import no_single_counterpart
from coordination.rules.cg103_unlinked_counterpart import unlinked_counterpart
from coordination.rules.cg104_uncoordinated_counterparts import uncoordinated_counterparts
from coordination.rules.cg105_counterpart_through_third_party import counterpart_through_third_party
from coordination.rules.cg106_level_mismatch import level_mismatch
from coordination.rules.cg901_link_without_evidence import link_without_evidence
from coordination.rules.cg904_requirement_not_examined import requirement_not_examined

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    missing_counterpart,
    no_single_counterpart,
    unlinked_counterpart,
    uncoordinated_counterparts,
    counterpart_through_third_party,
    level_mismatch,
    link_without_evidence,
    requirement_not_examined,
)
"""Every rule that `check` runs unless told otherwise."""
