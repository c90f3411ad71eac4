"""Join what a source reports of a gap and what the structure shows of it to one finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coordination.model import Conclusion
from coordination.network import Network
from coordination.rules.finding import Finding, Statement
from coordination.rules.link_questions import prescribed
from coordination.rules.recorded_facts import KINDS, facts_of
from coordination.rules.reported import reported, reported_conclusions

__all__ = ["settle"]


def settle(network: Network, code: str, name: str, gaps: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a rule: what sources report, and the gaps that the structure shows or raises.

    A gap about the same matter as a reported finding is told with it; one that a source says works
    is gone. What a source reports stays, disputed where another says that it works.

    Args:
        network: the network.
        code: code of the rule.
        name: its name, which conclusions give.
        gaps: its derived and open findings.
    """
    told = [*reported(network, code), *reported_conclusions(network, name)]
    works = [one for one in network.conclusions.values() if one.works and not one.assumed]
    kept: list[Finding] = []
    for gap in (*_apart(gaps), *prescribed(network, code)):
        same = [n for n, one in enumerate(told) if _same(network, gap, one)]
        for n in same:
            told[n] = _joined(told[n], gap)
        if not same and not any(_answers(network, one, code, gap) for one in works):
            kept.append(gap)
    for finding in (_with_facts(network, code, one) for one in told):
        against = [one for one in works if _answers(network, one, code, finding)]
        yield _disputed(finding, against) if against else finding
    yield from kept


def _with_facts(network: Network, code: str, told: Finding) -> Finding:
    """A conclusion with the records that show it; each of them has its own finding too."""
    facts = [
        fact
        for key in told.conclusions
        for fact in facts_of(network, code, network.conclusions[key])
    ]
    if not facts:
        return told
    parts = [part for part in (told.condition, *facts) if part]
    return replace(told, also_derived=True, condition=Statement.joined(parts))


def _apart(gaps: Iterable[Finding]) -> Iterator[Finding]:
    """Gaps each under a key of its own: cases of one requirement are told apart by their agencies.

    The key of a gap depends neither on the order of records nor on the keys of other gaps.
    """
    found = tuple(gaps)
    if len(found) < 2:
        yield from found
        return
    times = Counter(gap.key for gap in found)
    named = [
        replace(gap, subjects=(*_subjects(gap), *gap.agencies[:1])) if times[gap.key] > 1 else gap
        for gap in found
    ]
    times = Counter(gap.key for gap in named)
    apart = [_named(gap, sorted(gap.agencies[1:])) if times[gap.key] > 1 else gap for gap in named]
    times = Counter(gap.key for gap in apart)
    for gap, told in zip(named, apart, strict=True):
        # Where each of three relies on the other two, the order in which they are named decides.
        yield _named(gap, gap.agencies[1:]) if times[told.key] > 1 else told


def _named(gap: Finding, others: Iterable[str]) -> Finding:
    """A gap with further agencies, and its places, in its key."""
    return replace(gap, subjects=(*gap.subjects, *others, *gap.places))


def _subjects(gap: Finding) -> tuple[str, ...]:
    """What the key of a gap is made of."""
    return tuple(gap.key.partition(":")[2].split("+"))


def _same(network: Network, gap: Finding, told: Finding) -> bool:
    """Whether a gap is what a source reports."""
    if gap.basis == "reported":
        return False
    if not set(gap.requirements).isdisjoint(told.requirements):
        return True
    if not told.conclusions:
        return bool(told.links) and not told.requirements and told.links[0] in gap.links[:1]
    if gap.links and told.links:
        return not set(gap.links).isdisjoint(told.links)
    return (
        _meet(gap.functions, told.functions)
        and _near(network, gap.places, told.places)
        and _overlap(network, gap.agencies, told.agencies)
    )


def _meet(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or not others or not set(some).isdisjoint(others)


def _near(network: Network, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return (
        not some
        or not others
        or any(network.gazetteer.meet(one, other) for one in some for other in others)
    )


def _overlap(network: Network, some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two sets of agencies share two of them, or the only one of either."""
    first, second = _members(network, some), _members(network, others)
    return len(first & second) >= min(2, len(first), len(second)) > 0


def _members(network: Network, agencies: Iterable[str]) -> set[str]:
    """Agencies, with the members of collectives in their place."""
    found: set[str] = set()
    for key in agencies:
        record = network.agencies[key]
        found |= set(record.members) if record.kind == "collective" and record.members else {key}
    return found


def _answers(network: Network, works: Conclusion, code: str, finding: Finding) -> bool:
    """Whether a source that says that something works speaks of a finding's pair and function."""
    if works.extent != "wholly" or works.id in finding.conclusions:
        return False
    if not {*finding.links, *finding.requirements}.isdisjoint(works.about):
        return True
    kinds = KINDS.get(code) or KINDS.get(finding.family or code[:3])
    if works.kinds and (kinds is None or kinds.isdisjoint(works.kinds)):
        return False
    said = _members(network, (*works.agencies, *works.towards))
    about = _members(network, finding.agencies)
    return (
        bool(about)
        and about <= said
        and _near(network, works.places, finding.places)
        and (not works.functions or set(finding.functions) <= set(works.functions))
        and (not works.functions or bool(finding.functions))
    )


def _joined(told: Finding, gap: Finding) -> Finding:
    if gap.basis == "open":
        return told
    parts = [part for part in (told.condition, gap.condition) if part is not None]
    return replace(
        told,
        also_derived=True,
        criteria=told.criteria or gap.criteria,
        condition=Statement.joined(parts),
        value=gap.value if told.value is None else told.value,
        threshold=gap.threshold if told.value is None else told.threshold,
        unit=gap.unit if told.value is None else told.unit,
        clears=told.clears or gap.clears,
        functions=told.functions or gap.functions,
        places=told.places or gap.places,
    )


def _disputed(finding: Finding, against: list[Conclusion]) -> Finding:
    said = [Statement(one.says or "", one.evidence) for one in against]
    parts = [part for part in (finding.condition, *said) if part is not None]
    return replace(finding, disputed=True, condition=Statement.joined(parts))
