"""Run rules over a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coordination.errors import RuleFailed, UnknownRule
from coordination.model import did_you_mean
from coordination.network import Network
from coordination.progress import steps
from coordination.rules import RULES
from coordination.rules.base import Basis, Finding, Rule

__all__ = ["Report", "check"]


@dataclass(frozen=True)
class Report:
    """The findings about one network, sorted by code and subject; identical from run to run.

    Iterating over a report, or taking its length, gives the findings that aren't ignored.

    Attributes:
        network: the network that was checked.
        findings: what was found.
        ignored: findings that were ignored, each with the reason given.
        rules: the rules that ran.
        options: options that were given, by code.
    """

    network: Network
    findings: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    options: Mapping[str, Mapping[str, Any]] | None = None

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __repr__(self) -> str:
        counts = ", ".join(f"{code} {count}" for code, count in self.counts.items())
        return f"<Report on {self.network.title!r}: {len(self)} findings ({counts or 'none'})>"

    @property
    def counts(self) -> dict[str, int]:
        """Number of findings by code, sorted by code."""
        return dict(sorted(Counter(finding.code for finding in self).items()))

    def about(self, agency: str) -> Report:
        """The findings that concern one agency.

        Raises:
            ValueError: there is no such agency.
        """
        if agency not in self.network.agencies:
            hint = did_you_mean(agency, self.network.agencies)
            raise ValueError(f"there is no agency {agency!r}" + (f"; {hint}" if hint else ""))
        return self._only(lambda finding: agency in finding.agencies)

    def select(self, *codes: str, basis: Basis | None = None) -> Report:
        """The findings whose code begins with one of `codes` (all without any), of one basis."""
        return self._only(
            lambda finding: (
                (not codes or finding.code.startswith(codes)) and basis in (None, finding.basis)
            )
        )

    def _only(self, keep: Any) -> Report:
        return replace(
            self,
            findings=tuple(finding for finding in self.findings if keep(finding)),
            ignored=tuple(pair for pair in self.ignored if keep(pair[0])),
        )

    def by_tie(self) -> dict[tuple[str, ...], tuple[Finding, ...]]:
        """The findings grouped by the agencies that they concern together, sorted."""
        groups: dict[tuple[str, ...], list[Finding]] = {}
        for finding in self:
            groups.setdefault(tuple(sorted(finding.agencies)), []).append(finding)
        return {agencies: tuple(groups[agencies]) for agencies in sorted(groups)}

    # -- reports; imported when asked for, since they stand above the rules ------------------

    def to_text(self, *, width: int = 80, color: bool = False, brief: bool = False) -> str:
        """The report for a terminal; see `coordination.report.text`."""
        from coordination.report.text import to_text

        return to_text(self, width=width, color=color, brief=brief)

    def to_markdown(self, *, level: int = 1, brief: bool = False) -> str:
        """The report for a working paper; see `coordination.report.markdown`."""
        from coordination.report.markdown import to_markdown

        return to_markdown(self, level=level, brief=brief)

    def to_json(self, *, indent: int | None = 2) -> str:
        """The whole report as versioned JSON; see `coordination.report.json`."""
        from coordination.report.json import to_json

        return to_json(self, indent=indent)

    def to_sarif(self, *, indent: int | None = 2) -> str:
        """The report as SARIF 2.1.0; see `coordination.report.sarif`."""
        from coordination.report.sarif import to_sarif

        return to_sarif(self, indent=indent)

    def to_github(self) -> str:
        """The findings as annotations of GitHub; see `coordination.report.github`."""
        from coordination.report.github import to_github

        return to_github(self)

    def to_records(self) -> list[dict[str, Any]]:
        """The findings as flat rows for pandas and polars; see `coordination.report.records`."""
        from coordination.report.records import to_records

        return to_records(self)

    def _repr_html_(self) -> str:
        from coordination.report.table_html import to_html
        from coordination.view.page.notebook import notebook_html

        return to_html(self) + notebook_html(self.network, self)


def check(
    network: Network,
    *,
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] | None = None,
    ignore: Mapping[str, str] | Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> Report:
    """Put rules to a network.

    Args:
        network: the network.
        rules: the rules to choose from; None means `RULES`.
        select: codes or prefixes ("CG208", "CG2") of the rules to run; None means all.
        ignore: codes, prefixes or keys of findings ("CG201:atf-ice-mou") to set aside, each with
            the reason; what is ignored stays in `Report.ignored`.
        options: options by code, such as {"CG208": {"minimum": 2}}.

    Returns:
        The findings, sorted.

    Raises:
        UnknownRule: a code or prefix that no rule has.
        TypeError: an option that the rule doesn't take.
        RuleFailed: a rule raised, or its finding names a record that there isn't.
    """
    known = _unique(RULES if rules is None else rules)
    chosen = known if select is None else _select(known, select)
    reasons = _reasons(known, ignore)
    settings = {} if options is None else {c: dict(values) for c, values in options.items()}
    _check_options(known, settings)
    # Rules that ask about the findings of others must see them whichever codes were selected.
    asked = known if any(one.after for one in chosen) else chosen
    before = [one for one in asked if not one.after]
    found: list[Finding] = []
    given: tuple[Any, ...] = (network,)
    for one in steps([*before, *(one for one in chosen if one.after)], "checking rules"):
        if one.after and len(given) == 1:
            given = (network, tuple(found))
            found = [finding for finding in found if any(finding.code == o.code for o in chosen)]
        more = _run(one, given, settings.get(one.code, {}))
        found.extend(_with_recommendations(network, finding) for finding in more)
    found = [finding for finding in found if any(finding.code == one.code for one in chosen)]
    found.sort(key=lambda finding: (finding.code, finding.key, finding.message))
    kept, ignored = [], []
    for finding in found:
        reason = next((reasons[k] for k in reasons if _covers(k, finding)), None)
        if reason is None:
            kept.append(finding)
        else:
            ignored.append((finding, reason))
    return Report(network, tuple(kept), tuple(ignored), tuple(chosen), settings)


def _run(one: Rule, given: Sequence[Any], options: Mapping[str, Any]) -> list[Finding]:
    try:
        found = list(one(*given, **options))
    except Exception as error:
        raise RuleFailed(one.code, f"{type(error).__name__}: {error}") from error
    if strange := [finding for finding in found if not isinstance(finding, Finding)]:
        raise RuleFailed(one.code, f"it yielded {strange[0]!r}, which is not a Finding")
    network: Network = given[0]
    for finding in found:
        if unknown := _unknown(network, finding):
            raise RuleFailed(one.code, f"a finding names {unknown}, which the network doesn't have")
    return [replace(finding, code=one.code, name=one.name) for finding in found]


def _unknown(network: Network, finding: Finding) -> str:
    """A record that a finding names and the network lacks, or ""; reports look them all up."""
    for section in ("agencies", "links", "requirements", "functions"):
        known = getattr(network, section)
        for key in getattr(finding, section):
            if key not in known:
                return f"{section} {key!r}"
    for passage in finding.evidence:
        if passage.source not in network.sources:
            return f"source {passage.source!r}"
    return ""


def _with_recommendations(network: Network, finding: Finding) -> Finding:
    subjects = {*finding.requirements, *finding.links}
    answers = tuple(
        one.id
        for one in network.recommendations.values()
        if one.id in finding.recommendations or not subjects.isdisjoint(one.answers)
    )
    return replace(finding, recommendations=answers)


def _unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    found = tuple(rules)
    codes = Counter(one.code for one in found)
    if twice := [code for code, count in codes.items() if count > 1]:
        raise ValueError(f"two rules have the code {twice[0]}")
    return found


def _select(known: Sequence[Rule], codes: Iterable[str]) -> tuple[Rule, ...]:
    prefixes = [codes] if isinstance(codes, str) else list(codes)
    for prefix in prefixes:
        _require(known, prefix)
    return tuple(one for one in known if one.code.startswith(tuple(prefixes)))


def _require(known: Sequence[Rule], prefix: str) -> None:
    if not prefix or not any(one.code.startswith(prefix) for one in known):
        hint = did_you_mean(prefix, [one.code for one in known] + [one.name for one in known])
        raise UnknownRule(
            f"no rule has the code or prefix {prefix!r}" + (f"; {hint}" if hint else "")
        )


def _reasons(
    known: Sequence[Rule], ignore: Mapping[str, str] | Iterable[str] | None
) -> dict[str, str]:
    if ignore is None:
        return {}
    if isinstance(ignore, str):
        ignore = [ignore]
    given = ignore if isinstance(ignore, Mapping) else dict.fromkeys(ignore, "no reason given")
    for prefix in given:
        _require(known, prefix.partition(":")[0])
    return dict(given)


def _covers(prefix: str, finding: Finding) -> bool:
    return finding.key == prefix if ":" in prefix else finding.code.startswith(prefix)


def _check_options(known: Sequence[Rule], settings: Mapping[str, Mapping[str, Any]]) -> None:
    by_code = {one.code: one for one in known}
    for code, values in settings.items():
        if code not in by_code:
            _require(known, code)
            raise UnknownRule(f"options are given by whole code; {code!r} is a prefix")
        accepted = by_code[code].options
        for name in values:
            if name not in accepted:
                takes = ", ".join(accepted) or "none"
                raise TypeError(f"{code} has no option {name!r}; it takes: {takes}")
