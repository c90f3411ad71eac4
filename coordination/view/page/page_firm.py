"""How firm each finding is, in sentences with titles where records have ids."""

from __future__ import annotations

from coordination.appraisal.firmness import Firmness, firmness, rests_on, small_enough
from coordination.network import Network
from coordination.rules.phrases import sentence
from coordination.rules.report import Report

__all__ = ["firm_sentences", "sentences"]


def firm_sentences(report: Report | None) -> dict[str, list[str]]:
    """Sentences for each finding that can be weighed, by its key; none for large networks.

    Example:
        >>> import coordination as co
        >>> report = co.check(co.load("gunrunner-cnn-2010"))
        >>> next(iter(firm_sentences(report).values()))[0]
        'It rests on one source.'
    """
    if report is None or not small_enough(report) or not report.rules:
        return {}
    return {one.finding.key: sentences(one, report.network) for one in firmness(report)}


def sentences(one: Firmness, network: Network) -> list[str]:
    """How firm one finding is, a sentence an entry."""
    found = [rests_on(len(one.sources))]
    if len(one.speakers) == 1:
        found.append(f"It is one speaker's statement ({one.speakers[0]}).")
    for passage, who in zip(one.disputes, one.disputants, strict=True):
        title = network.sources[passage.source].title
        place = f", {passage.at}" if passage.at else ""
        told = sentence(f"{who} disputes it ({title}{place})")
        if told not in found:  # two passages of one page say so once
            found.append(told)
    if not one.undoing:
        return [*found, "No one or two other codings would clear it."]
    how = "One other coding" if len(one.undoing) == 1 else "Two other codings"
    changes = "; ".join(change.text for change in one.undoing)
    return [*found, f"{how} would clear it: {changes}."]
