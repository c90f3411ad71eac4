"""How firm each finding is, in sentences with titles where records have ids."""

from __future__ import annotations

from coordination.appraisal.firmness import Firmness, firmness, small_enough
from coordination.model import Evidence
from coordination.network import Network
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

    def cite(passage: Evidence) -> str:
        title = network.sources[passage.source].title
        return f"{title}, {passage.at}" if passage.at else title

    return one.sentences(cite, lambda change: change.text)
