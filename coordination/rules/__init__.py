"""The rules: `RULES` holds each, in the order of its code."""

from __future__ import annotations

from coordination.rules.cg101_missing_counterpart import missing_counterpart
from coordination.rules.cg102_no_single_counterpart import no_single_counterpart
from coordination.rules.cg103_unlinked_counterpart import unlinked_counterpart
from coordination.rules.cg104_uncoordinated_counterparts import uncoordinated_counterparts
from coordination.rules.cg105_counterpart_through_third_party import counterpart_through_third_party
from coordination.rules.cg106_level_mismatch import level_mismatch
from coordination.rules.cg107_unmet_requirement import unmet_requirement
from coordination.rules.cg201_paper_tie import paper_tie
from coordination.rules.cg202_unwritten_tie import unwritten_tie
from coordination.rules.cg203_one_way_tie import one_way_tie
from coordination.rules.cg204_strained_tie import strained_tie
from coordination.rules.cg205_expired_agreement import expired_agreement
from coordination.rules.cg206_outdated_agreement import outdated_agreement
from coordination.rules.cg207_unmonitored_agreement import unmonitored_agreement
from coordination.rules.cg208_single_channel_tie import single_channel_tie
from coordination.rules.cg209_bridge_tie import bridge_tie
from coordination.rules.cg210_unmeasured_results import unmeasured_results
from coordination.rules.cg301_unmet_request import unmet_request
from coordination.rules.cg302_late_response import late_response
from coordination.rules.cg303_falling_fulfilment import falling_fulfilment
from coordination.rules.cg304_missing_resources import missing_resources
from coordination.rules.cg401_training_gap import training_gap
from coordination.rules.cg501_single_point_of_failure import single_point_of_failure
from coordination.rules.cg502_sole_broker import sole_broker
from coordination.rules.cg503_isolated_agency import isolated_agency
from coordination.rules.cg601_information_not_shared import information_not_shared
from coordination.rules.cg602_liaison_without_traffic import liaison_without_traffic
from coordination.rules.cg603_contradicting_accounts import contradicting_accounts
from coordination.rules.cg701_ambiguous_lead import ambiguous_lead
from coordination.rules.cg702_overlapping_mandate import overlapping_mandate
from coordination.rules.cg703_duplicate_forum import duplicate_forum
from coordination.rules.cg704_fragmented_work import fragmented_work
from coordination.rules.cg705_duplicated_work import duplicated_work
from coordination.rules.cg706_missing_holder import missing_holder
from coordination.rules.cg801_uncovered_finding import uncovered_finding
from coordination.rules.cg802_idle_recommendation import idle_recommendation
from coordination.rules.cg901_link_without_evidence import link_without_evidence
from coordination.rules.cg902_single_source import single_source
from coordination.rules.cg903_unverified_quote import unverified_quote
from coordination.rules.cg905_one_sided_account import one_sided_account
from coordination.rules.cg906_similar_names import similar_names
from coordination.rules.cg907_uneven_record import uneven_record
from coordination.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    missing_counterpart,
    no_single_counterpart,
    unlinked_counterpart,
    uncoordinated_counterparts,
    counterpart_through_third_party,
    level_mismatch,
    unmet_requirement,
    paper_tie,
    unwritten_tie,
    one_way_tie,
    strained_tie,
    expired_agreement,
    outdated_agreement,
    unmonitored_agreement,
    single_channel_tie,
    bridge_tie,
    unmeasured_results,
    unmet_request,
    late_response,
    falling_fulfilment,
    missing_resources,
    training_gap,
    single_point_of_failure,
    sole_broker,
    isolated_agency,
    information_not_shared,
    liaison_without_traffic,
    contradicting_accounts,
    ambiguous_lead,
    overlapping_mandate,
    duplicate_forum,
    fragmented_work,
    duplicated_work,
    missing_holder,
    uncovered_finding,
    idle_recommendation,
    link_without_evidence,
    single_source,
    unverified_quote,
    one_sided_account,
    similar_names,
    uneven_record,
)
"""Every rule that `check` runs unless told otherwise."""
