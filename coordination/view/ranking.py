"""Which findings come first, and the one sentence that a page says above its picture."""

from __future__ import annotations

from collections import Counter

from coordination.network import Network
from coordination.rules.finding import Finding
from coordination.rules.phrases import sentence
from coordination.rules.report import Report
from coordination.text.dates import on_day
from coordination.text.language import counted

__all__ = ["FIRST", "byline", "claim", "ranked"]

FIRST = 5
"""How many findings a page puts before all others."""

SHORT = 150
"""Letters that the first half of a claim takes, where one of the first findings is as short."""


def ranked(report: Report) -> list[int]:
    """Places of a report's findings, those first on which most depends.

    An author who writes down conclusions has chosen an order: findings that carry one come first,
    in the order of the file. The others follow by how much depends on them: how many agencies,
    links, sources and recommendations they name, how often their agencies are named, and whether
    the structure shows what a source says. Findings about the data itself come last.

    Example:
        >>> import coordination as co
        >>> report = co.check(co.load("gunrunner-2010"))
        >>> report.told[ranked(report)[0]].code
        'CG204'
    """
    order = {key: n for n, key in enumerate(getattr(report.network, "conclusions", ()) or ())}
    last = len(order)
    named = Counter(key for finding in report.told for key in set(finding.agencies))

    def place(n: int) -> tuple[bool, int, int, int]:
        finding = report.told[n]
        carried = [order.get(key, last) for key in getattr(finding, "conclusions", ())]
        return finding.family == "CG9", min(carried, default=last), -_weight(finding, named), n

    return sorted(range(len(report.told)), key=place)


def _weight(finding: Finding, named: Counter[str]) -> int:
    firm = getattr(finding, "also_derived", False)
    return (
        len(set(finding.agencies))
        + len(finding.links)
        + 2 * len(finding.sources)
        + 2 * len(finding.recommendations)
        + (3 if firm else 0)
        + min(6, max((named[key] for key in finding.agencies), default=0))
    )


def claim(network: Network, report: Report | None) -> str:
    """What a network shows, in one sentence: the author's `headline`, else one from its findings.

    Example:
        >>> import coordination as co
        >>> network = co.Network(title="One", agencies=[{"id": "a", "name": "A"}])
        >>> claim(network, co.check(network))
        'The rules that ran found nothing that is missing or failing.'
    """
    if headline := getattr(network, "headline", None):
        return str(headline)
    if report is None:
        return ""
    ordered = (report.told[n] for n in ranked(report))
    found = [finding for finding in ordered if finding.family != "CG9"]
    if not found:
        return "The rules that ran found nothing that is missing or failing."
    short = (finding for finding in found[:FIRST] if len(finding.message) <= SHORT)
    first = sentence(next(short, found[0]).message).rstrip(".")
    if len(found) == 1:
        return f"{first}."
    named = Counter(key for finding in found for key in set(finding.agencies))
    if not named:
        return f"{first}; that is one of {len(found)} findings."
    most = min(named, key=lambda key: (-named[key], key))
    return f"{first}; {named[most]} of {len(found)} findings name {network.label(most)}."


def byline(network: Network) -> str:
    """Who coded a network, from how many sources of which years, and when.

    Example:
        >>> import coordination as co
        >>> byline(co.Network(title="None", agencies=[{"id": "a", "name": "A"}]))
        'Coded from no source.'
    """
    study = network.study
    words = "Coded"
    if study is not None and study.coders:
        words += f" by {study.coders}"
    sources = list(network.sources.values())
    years = sorted(one.published[:4] for one in sources if one.published)
    if sources:
        words += f" from {counted(len(sources), 'source')}"
    else:
        words += " from no source"
    if years:
        words += f" of {years[0]}" + (f" to {years[-1]}" if years[-1] != years[0] else "")
    if study is not None and study.coded:
        words += f", {on_day(study.coded)}"
    return f"{words}."
