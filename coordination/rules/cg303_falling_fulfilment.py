"""CG303: more is asked for, and a smaller share of it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from coordination.model import Evidence, Figure, first_day, last_day
from coordination.network import Network
from coordination.rules import phrases as say
from coordination.rules.finding import Finding, Statement
from coordination.rules.rule import rule

__all__ = ["falling_fulfilment"]


class _Period(NamedTuple):
    first: date
    last: date
    text: str


class _Point(NamedTuple):
    """What figures say of one period: lowest and highest, where sources differ."""

    period: _Period
    requests: tuple[float, float]
    share: tuple[float, float]
    figures: tuple[Figure, ...]


@rule("CG303", "falling-fulfilment")
def falling_fulfilment(
    network: Network, *, rise: float = 0.0, fall: float = 0.0
) -> Iterator[Finding]:
    """Figures show requests rising and the share of them that is fulfilled falling.

    Of the figures about one agency, link or requirement that say what they count (`counts`:
    requests, fulfilled, share-fulfilled), those of the same period belong together; a share that
    isn't given is fulfilled over requests. The earliest and the latest period for which both the
    requests and the share are known are compared: the requests must have risen by more than `rise`
    (as a share of the earlier number) and the share fulfilled fallen by more than `fall` (as a part
    of 1). Where figures of one period differ, it must hold whichever of them is right. Values are
    the later share and the earlier one.

    Why it matters:
        A channel that answers a smaller share of more requests is overloaded, while the number of
        requests alone looks like success.

    Options:
        rise (default 0.0): rise of requests that is tolerated, 0.1 for a tenth.
        fall (default 0.0): fall of the share that is tolerated, 0.1 for ten percentage points.

    Reported:
        Fewer requests are answered each year.

    Derived:
        title: Trace requests from Mexico
        agencies:
          - {id: mexico, name: Mexico, kind: government}
          - {id: atf, name: ATF}
        links:
          - {id: traces, kind: request, source: mexico, target: atf}
        figures:
          - {id: a, about: traces, measure: requests, value: 1518, period: 2005, counts: requests}
          - {id: b, about: traces, measure: requests, value: 21726, period: 2009, counts: requests}
          - id: c
            about: traces
            measure: successful requests
            value: 44
            unit: percent
            period: 2005
            counts: share-fulfilled
          - id: d
            about: traces
            measure: successful requests
            value: 31
            unit: percent
            period: 2009
            counts: share-fulfilled

    Clean:
        title: Trace requests that keep being answered
        agencies:
          - {id: mexico, name: Mexico, kind: government}
          - {id: atf, name: ATF}
        links:
          - {id: traces, kind: request, source: mexico, target: atf}
        figures:
          - {id: a, about: traces, measure: requests, value: 1500, period: 2005, counts: requests}
          - {id: b, about: traces, measure: requests, value: 21000, period: 2009, counts: requests}
          - {id: c, about: traces, measure: answered, value: 660, period: 2005, counts: fulfilled}
          - {id: d, about: traces, measure: answered, value: 9450, period: 2009, counts: fulfilled}

    Remedy:
        Find out why requests fail (incomplete data, people not trained, too few hands) before
        asking for more of them.

    Source:
        Nearest standard: GAO-14-220 (2014), is there a way to track and monitor progress? Case:
        Associated Press, 6 October 2010, on a draft of the U.S. Department of Justice's Inspector
        General: 44 percent of 1,518 trace requests in 2005 were successful, 31 percent of 21,726 in
        2009.
    """
    by_subject: dict[str, list[Figure]] = defaultdict(list)
    for figure in network.figures.values():
        if figure.counts and figure.period and not figure.period.endswith("/.."):
            by_subject[figure.about].append(figure)
    for about, figures in by_subject.items():
        points = sorted(_points(figures), key=lambda point: point.period)
        if len(points) < 2:
            continue
        early, late = points[0], points[-1]
        rose = late.requests[0] > early.requests[1] * (1 + rise)
        fell = late.share[1] < early.share[0] - fall
        if early.period.last < late.period.first and rose and fell:
            yield _told(network, about, early, late)


def _points(figures: list[Figure]) -> Iterator[_Point]:
    by_period: dict[_Period, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[tuple[date, date], _Period] = {}
    for figure in figures:
        assert figure.period is not None and figure.counts is not None  # the caller saw to it
        start, _, end = figure.period.partition("/")
        days = first_day(start), last_day(end or start)
        period = texts.setdefault(days, _Period(*days, figure.period))
        by_period[period][figure.counts].append(figure)
    for period, found in by_period.items():
        requests = _range(found["requests"])
        share = _share(found)
        if requests and share:
            used = tuple(figure for group in found.values() for figure in group)
            yield _Point(period, requests, share, used)


def _range(figures: list[Figure]) -> tuple[float, float] | None:
    values = [figure.value for figure in figures]
    return (min(values), max(values)) if values else None


def _share(found: Mapping[str, list[Figure]]) -> tuple[float, float] | None:
    given = [_as_part(figure) for figure in found["share-fulfilled"]]
    if given:
        return min(given), max(given)
    requests, fulfilled = _range(found["requests"]), _range(found["fulfilled"])
    if not requests or not fulfilled or requests[0] <= 0:
        return None
    return fulfilled[0] / requests[1], fulfilled[1] / requests[0]


def _as_part(figure: Figure) -> float:
    """A share as a part of 1; above 1 it can only be meant in percent."""
    unit = (figure.unit or "").lower().replace(" ", "")
    in_percent = "%" in unit or "percent" in unit or figure.value > 1
    return figure.value / 100 if in_percent else figure.value


def _told(network: Network, about: str, early: _Point, late: _Point) -> Finding:
    link, requirement = network.links.get(about), network.requirements.get(about)
    functions: tuple[str, ...] = ()
    if link is not None:
        subject, agencies = say.link_phrase(network, link), link.agencies
        functions = link.functions
    elif requirement is not None:
        other = requirement.counterpart.agency or requirement.counterpart.collective
        agencies = tuple(dict.fromkeys([*requirement.named, *([other] if other else [])]))
        subject = f"what {say.asking(network, requirement)} requires"
        functions = (requirement.function,) if requirement.function else ()
    else:
        subject, agencies = network.label(about), (about,)
    passages: dict[Evidence, None] = {}
    for figure in (*early.figures, *late.figures):
        passages |= dict.fromkeys(figure.evidence)
    numbers = "; ".join(
        f"{point.period.text}: {point.requests[1]:,.10g} requests, {point.share[1]:.0%} fulfilled"
        for point in (early, late)
    )
    purpose = say.for_functions(network, functions)
    return Finding(
        say.sentence(
            f"requests rise and the share fulfilled falls from {early.share[0]:.0%} to"
            f" {late.share[1]:.0%}: {subject}{purpose}"
        ),
        "derived",
        agencies,
        condition=Statement(say.sentence(numbers), tuple(passages)),
        links=(about,) if link is not None else (),
        requirements=(about,) if requirement is not None else (),
        functions=functions,
        records=tuple(figure.id for figure in (*early.figures, *late.figures)),
        value=late.share[1],
        threshold=early.share[0],
        unit="of the requests",
    )
