"""What is missing between a requirement's agency and the agencies that it asks for."""

from __future__ import annotations

from coordination.engine.agency_set import AgencySet
from coordination.model import Case
from coordination.network import Network
from coordination.requirements.joints import Gap, Joint

__all__ = ["Shortfall", "examines"]


def _looked(case: Case) -> bool:
    """Whether somebody looked and no passage says what was found."""
    return case.examined and case.reported is None


def examines(network: Network, case: Case, aspect: str | None = None) -> bool:
    """Whether silence about links (or about holders or leads) of a case means absence."""
    if _looked(case):
        return True
    if aspect is None:
        place = network.agencies[case.agency].jurisdiction
        return network.examines("links", function=case.function, place=place)
    return network.examines(
        "mandates", aspect=aspect, function=case.function, place=case.counterpart.jurisdiction
    )


class Shortfall:
    """The agencies with which coordination isn't there as asked for; none where it is enough.

    Attributes:
        lacking: joints of which it is known, or was examined, that they don't do.
        open: joints of which it isn't known.
        silent: agencies of which nothing is recorded.
        missing: whether anything is missing.
        known: whether it is known of all that are asked for that they don't do.
    """

    def __init__(self, network: Network, case: Case, joints: list[Joint], asked: AgencySet) -> None:
        self._case, columns = case, network.engine.columns
        nothing = AgencySet.of(columns, ())
        self.lacking: list[Joint] = []
        self.open: list[Joint] = []
        self.silent = self.unlinked = nothing
        self.known = self.missing = False
        left = [joint for joint in joints if not joint.reached]
        if not case.counterpart.each and len(left) < len(joints):
            return
        marks = asked.marks
        marks[[columns.code_of[joint.agency] for joint in joints]] = False
        silent = asked.among(marks)
        examined = examines(network, case)
        told = [joint for joint in left if joint.told]
        if case.counterpart.each and told and not examined:
            left, silent = told, nothing
        self.lacking = [joint for joint in left if joint.told or (examined and not joint.through)]
        self.open = [joint for joint in left if joint not in self.lacking]
        counted = self._counted(network, left, silent)
        passed = {joint.agency for joint in self.open}
        self.silent = silent
        if case.counterpart.each:
            self.known = bool(self.lacking or (silent and examined))
            if self.known:
                self.open = []
        else:
            self.known = not (passed & counted) and (examined or not (set(silent) & counted))
        self.missing = bool(left or silent)
        idle = [
            joint.agency
            for joint in (*self.lacking, *self.open)
            if not any(link.works for link in joint.links)
        ]
        self.unlinked = (
            asked.among(AgencySet.of(columns, idle).marks | silent.marks) if idle else silent
        )

    def _counted(self, network: Network, left: list[Joint], silent: AgencySet) -> set[str]:
        """The agencies that must be known; a collective whose members are there is passed over."""
        agencies = {joint.agency for joint in left}
        columns = network.engine.columns
        collective = columns.agency_kind == "collective"
        if len(silent) > 1000 and not collective[silent.codes].any():
            return agencies | {silent[0]}
        agencies |= set(silent)
        return {
            agency
            for agency in agencies
            if not collective[columns.code_of[agency]]
            or agencies.isdisjoint(network.agencies[agency].members)
        }

    @property
    def gap(self) -> Gap:
        """What is missing, where anything is."""
        # Where one agency will do, the gap that is left is the one with the nearest of them.
        gaps: tuple[Gap, ...] = ("one-way", "not-working", "unlinked")
        found: set[Gap] = {joint.gap for joint in (self.lacking if self.known else self.open)}
        found |= {joint.gap for joint in self.lacking if not self.known}
        found |= {"unlinked"} if len(self.silent) else set()
        ordered = reversed(gaps) if self._case.counterpart.each else gaps
        return next((gap for gap in ordered if gap in found), "unlinked")
