"""How firm a finding is: what it rests on, what contradicts it, and how little would undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from coordination.arguments import checked_arguments
from coordination.change.recode import recoded
from coordination.errors import expect
from coordination.model import Conclusion, Evidence, Requirement
from coordination.network import Network
from coordination.progress import steps
from coordination.rules.check import check
from coordination.rules.finding import Change, Finding
from coordination.rules.phrases import link_phrase, sentence
from coordination.rules.report import Report, per_report
from coordination.text.language import counted

__all__ = ["Firmness", "firmness", "small_enough"]

MOST_CHANGES = 2
"""The largest number of coding changes that are tried together."""

MOST_TRIED = 400
"""Combinations that are tried for one finding."""

MOST_WEIGHED = 20_000
"""Findings times records up to which reports and pages say how firm findings are: each finding is
tried on the whole network several times."""


@dataclass(frozen=True)
class Firmness:
    """What one finding rests on, in words and as records; never a percentage.

    Attributes:
        finding: the finding.
        sources: ids of the sources that carry it.
        documents: titles of those sources.
        speakers: who says so, where sources report somebody's statement.
        disputes: passages that contradict the records that it rests on.
        disputants: who says so in each: the speaker, or the publisher of the source.
        undoing: the smallest set of coding changes that would clear it, or () where none of up to
            two changes does (or where it rests on nothing that is coded).
    """

    finding: Finding
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    speakers: tuple[str, ...]
    disputes: tuple[Evidence, ...]
    disputants: tuple[str, ...]
    undoing: tuple[Change, ...]

    @property
    def contested(self) -> bool:
        """Whether a passage contradicts a record that it rests on."""
        return bool(self.disputes)

    def __str__(self) -> str:
        return " ".join(self.sentences(lambda one: f"{one.source}, {one.at}", _with_id))

    def sentences(
        self, cite: Callable[[Evidence], str], told: Callable[[Change], str]
    ) -> list[str]:
        """What it rests on, a sentence an entry.

        Args:
            cite: names the source and place of a passage.
            told: says a coding change in words.
        """
        found = [rests_on(len(self.sources))]
        if len(self.speakers) == 1:
            found.append(f"It is one speaker's statement ({self.speakers[0]}).")
        for passage, who in zip(self.disputes, self.disputants, strict=True):
            disputed = sentence(f"{who} disputes it ({cite(passage)})")
            if disputed not in found:  # two passages of one page say so once
                found.append(disputed)
        if not self.undoing:
            return [*found, "No change of one or two codings would clear it."]
        how = "One other coding" if len(self.undoing) == 1 else "Two other codings"
        return [*found, f"{how} would clear it: {'; '.join(map(told, self.undoing))}."]

    def to_record(self) -> dict[str, Any]:
        """A flat dict; several words joined by "; "."""
        return {
            "finding": self.finding.key,
            "message": self.finding.message,
            "sources": "; ".join(self.sources),
            "speakers": "; ".join(self.speakers),
            "disputes": "; ".join(f"{one.source}, {one.at}" for one in self.disputes),
            "undoing": "; ".join(map(_with_id, self.undoing)),
        }


def _with_id(change: Change) -> str:
    """A coding change in words, with the id under which the record stands in the data."""
    return change.text if change.section == "agencies" else f"{change.text} ({change.id})"


def rests_on(count: int) -> str:
    """How many sources carry a finding, as a sentence."""
    if not count:
        return "It rests on no source of its own."
    return f"It rests on {counted(count, 'source', one='one')}."


@checked_arguments
def firmness(report: Report) -> tuple[Firmness, ...]:
    """How firm each finding of a report is.

    A coding change is another reading of one passage: a link coded as working, a report of a gap
    not taken as one, a conclusion not read as one, a lead role for an agency coded without one.
    All single changes to the records that a finding names are tried, then pairs, then leaving out
    a link; the first that clears it is named. That shows an analyst which reading to look at again;
    it isn't a measure of truth.

    Args:
        report: the report.

    Returns:
        One entry for each finding of families 1 to 7, in the order of the report.

    Raises:
        TooLong: an estimate exceeds what `time_limit` allows.

    Source:
        U.S. Government Accountability Office, Government Auditing Standards (2024), 8.92-8.94:
        testimonial evidence is to be weighed by its objectivity, credibility and reliability. That
        small changes of coding show how firm a finding is, is this project's.
    """
    expect(Report, report, "report")
    return _each(report)


@per_report
def _each(report: Report) -> tuple[Firmness, ...]:
    weighed = [finding for finding in report if not finding.about_the_record]
    instead = "weigh fewer findings (report.select(...), --select)"
    task = f"the firmness of {counted(len(weighed), 'finding')}"
    return tuple(_firmness(report, finding) for finding in steps(weighed, task, instead=instead))


def small_enough(report: Report) -> bool:
    """Whether a report is small enough to try changes to its network one by one, unasked."""
    network = report.network
    return len(report) * (len(network.agencies) + len(network.links)) <= MOST_WEIGHED


def _firmness(report: Report, finding: Finding) -> Firmness:
    network = report.network
    supporting = [passage for passage in finding.evidence if passage.stance == "supports"]
    disputes = [
        passage
        for section, keys in (("links", finding.links), ("requirements", finding.requirements))
        for key in keys
        for passage in getattr(network, section)[key].evidence
        if passage.stance == "disputes"
    ]
    disputes += [passage for passage in finding.evidence if passage.stance == "disputes"]
    disputes = list(dict.fromkeys(disputes))
    said = [passage.speaker for passage in supporting]
    return Firmness(
        finding,
        finding.sources,
        tuple(network.sources[key].title for key in finding.sources),
        # One passage that nobody in particular says makes it more than statements.
        tuple(dict.fromkeys(one for one in said if one)) if all(said) else (),
        tuple(disputes),
        tuple(_who(network, passage) for passage in disputes),
        _undoing(report, finding),
    )


def _who(network: Network, passage: Evidence) -> str:
    source = network.sources[passage.source]
    return passage.speaker or source.publisher or source.title


def _undoing(report: Report, finding: Finding) -> tuple[Change, ...]:
    """The first that clears it: one other coding, two, or at last a link left out.

    A conclusion is told whatever else is recorded, so that nothing clears its finding which leaves
    it as it is.
    """
    network = report.network
    unread = tuple(
        Change("remove", "conclusions", f"{title} not coded as a conclusion", key)
        for key, title in _said(network.conclusions, finding.conclusions)
    )
    codings = list(_codings(network, finding))
    tries = [
        (*unread, *others)
        for size in range(MOST_CHANGES - len(unread) + 1)
        for others in combinations(codings, size)
        if unread or others
    ]
    if len(unread) < MOST_CHANGES:
        left_out = [
            Change("remove", "links", f"{link_phrase(network, network.links[key])} not coded", key)
            for key in finding.links
        ]
        tries += [(*unread, one) for one in left_out]
    for together in tries[:MOST_TRIED]:
        if _clears(report, finding, together):
            return together
    return ()


def _clears(report: Report, finding: Finding, changes: tuple[Change, ...]) -> bool:
    if finding.conclusions and finding.subjects == finding.conclusions:
        # All tries leave out its conclusions, and no other record has an id of theirs: nothing else
        # is found under a key that is made of these.
        return True
    network = recoded(report.network, changes)
    rules = [one for one in report.rules if one.code == finding.code]
    after = check(network, rules=rules, options=_options_of(report, finding.code))
    return finding.key not in {one.key for one in after}


def _options_of(report: Report, code: str) -> dict[str, Any]:
    given = (report.options or {}).get(code)
    return {code: given} if given else {}


def _said(
    records: Mapping[str, Conclusion] | Mapping[str, Requirement], keys: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Records by their ids, each with its own words as title, or its id where it has none."""
    for key in keys:
        says = records[key].says
        yield key, f"“{says}”" if says else key


def _codings(network: Network, finding: Finding) -> Iterator[Change]:
    """Other readings of the records that a finding names, the likeliest first."""
    for key in finding.links:
        link = network.links[key]
        if not link.works:
            text = f"{link_phrase(network, link)} coded as active instead of {link.status}"
            yield Change.set_link(link, text, status="active")
    for key, title in _said(network.requirements, finding.requirements):
        requirement = network.requirements[key]
        if any(passage.finds == "lacking" for passage in requirement.evidence):
            evidence = [
                passage.model_dump(exclude_unset=True, exclude={"finds"})
                if passage.finds == "lacking"
                else passage.model_dump(exclude_unset=True)
                for passage in requirement.evidence
            ]
            yield Change(
                "change",
                "requirements",
                f"{title}: the passage not read as reporting a gap",
                key,
                {"evidence": evidence, "examined": False},
            )
    for function in finding.functions:
        for key in finding.agencies:
            agency = network.agencies[key]
            if agency.role_in(function) in ("support", "participant"):
                mandates = [
                    {
                        **one.model_dump(exclude_unset=True),
                        **({"role": "lead"} if one.function == function else {}),
                    }
                    for one in agency.mandates
                ]
                yield Change(
                    "change",
                    "agencies",
                    f"{agency.label} coded as lead in {network.functions[function].name}",
                    key,
                    {"mandates": mandates},
                )
