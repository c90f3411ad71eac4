"""Which rule tells a requirement that isn't met, so that one gap isn't told by several."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.model import Link, vocabulary
from coordination.network import Network
from coordination.requirements.agreements import to_be_monitored
from coordination.requirements.assess import Assessment, assess_all

__all__ = ["told_by"]

_BY_GAP = {
    "no-counterpart": "CG101",
    "no-single-counterpart": "CG102",
    "unlinked": "CG103",
    "not-working": "CG204",
    "one-way": "CG203",
    "unwritten": "CG202",
}


def told_by(network: Network, code: str) -> Iterator[Assessment]:
    """The requirements that aren't met and that the rule with this code tells.

    Each is told by one rule: what nobody examined by CG904; what is lacking by CG207 where it is
    the monitoring of an agreement, by CG401 where it is training, by CG601 where it is exchange of
    information, by CG104 where it lies inside one body, and else by its gap (see `assess`). What
    it is that lacks is what would meet the requirement; where other kinds would do as well, it is
    what sources report as failing.
    """
    return (one for one in assess_all(network) if _teller(network, one) == code)


def _teller(network: Network, assessment: Assessment) -> str:
    if assessment.state == "met":
        return ""
    if assessment.state == "not-examined":
        return "CG904"
    gap = assessment.gap
    assert gap is not None  # what is lacking has a name
    if to_be_monitored(network, assessment.requirement):
        return "CG207"
    if gap in ("unlinked", "not-working") or assessment.within:
        if _concerns(assessment, vocabulary.EXCHANGE_KINDS):
            return "CG601"
        if _concerns(assessment, frozenset({"training"})):
            return "CG401"
    elif set(assessment.requirement.kinds) == {"training"} and gap != "unwritten":
        return "CG401"
    return "CG104" if assessment.within and gap != "unwritten" else _BY_GAP[gap]


def _concerns(assessment: Assessment, kinds: frozenset[str]) -> bool:
    requirement = assessment.requirement
    if requirement.kinds and kinds.issuperset(requirement.kinds):
        return True
    reported: tuple[Link, ...] = assessment.failing if requirement.reported is None else ()
    return bool(reported) and kinds.issuperset(link.kind for link in reported)
