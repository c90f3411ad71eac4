"""How firm each finding is, in sentences with titles where records have ids."""

from __future__ import annotations

from coordination.appraisal.firmness import Firmness, firmness, rests_on, small_enough
from coordination.network import Network
from coordination.rules.finding import Change
from coordination.rules.phrases import link_phrase, sentence
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
        found.append(sentence(f"{who} disputes it ({title}{place})"))
    if not one.undoing:
        return [*found, "No one or two other codings would clear it."]
    how = "One other coding" if len(one.undoing) == 1 else "Two other codings"
    changes = "; ".join(_titled(change, network) for change in one.undoing)
    return [*found, f"{how} would clear it: {changes}."]


def _titled(change: Change, network: Network) -> str:
    """What a change says, with the title of its record where it begins with its id."""
    if not change.id or not change.text.startswith(change.id):
        return change.text
    if change.section == "links" and change.id in network.links:
        title = link_phrase(network, network.links[change.id])
    elif change.section == "requirements" and change.id in network.requirements:
        title = f"“{network.requirements[change.id].says or 'the requirement'}”"
    elif change.section == "conclusions" and change.id in network.conclusions:
        title = f"“{network.conclusions[change.id].says or change.id}”"
    else:
        return change.text
    return title + change.text[len(change.id) :]
