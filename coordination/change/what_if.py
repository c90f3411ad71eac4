"""Change some records of a network, and compare its findings before and after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coordination.arguments import checked_arguments
from coordination.change.answered import with_answers
from coordination.change.edit import effect_of, phrase, section_of
from coordination.change.recode import recoded
from coordination.errors import expect
from coordination.model import Agency, Link, Record, Requirement
from coordination.network import Network
from coordination.rules.check import check
from coordination.rules.finding import Change, Finding
from coordination.rules.report import Report
from coordination.rules.rule import Rule
from coordination.rules.serialise import plain_change, short_finding
from coordination.text.language import counted, listed
from coordination.text.markdown import escaped, table

__all__ = ["Moved", "WhatIf", "against", "what_if"]

_SECTION_OF: dict[type[Record], str] = {
    Agency: "agencies",
    Link: "links",
    Requirement: "requirements",
}


@dataclass(frozen=True)
class Moved:
    """A measure that a change moves.

    Attributes:
        measure: name of the measure.
        before, after: its values; NaN where it isn't defined.
        agency: id of the agency that it is about, or "" for the whole network.
        taken: what it was taken from, in words: which links, how they become ties.
    """

    measure: str
    before: float
    after: float
    agency: str = ""
    taken: str = ""


@dataclass(frozen=True)
class WhatIf:
    """A network with some changes made, against the one it was.

    Findings are matched by their key.

    Attributes:
        changes: what was changed.
        network: the network with the changes.
        before, after: reports on both.
        cleared: findings that are gone.
        stayed: findings that are still there, as they are now.
        appeared: findings that weren't there before, without notes about the data that follow from
            having made the changes: a link that is only imagined rests on no source.
    """

    changes: tuple[Change, ...]
    network: Network
    before: Report
    after: Report
    cleared: tuple[Finding, ...]
    stayed: tuple[Finding, ...]
    appeared: tuple[Finding, ...]

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """Measures of the network and its agencies that changed, taken when first asked for."""
        return _moved(self.before.network, self.network)

    def __repr__(self) -> str:
        made, cleared = len(self.changes), len(self.cleared)
        return (
            f"<WhatIf: {counted(made, 'change')}; {counted(cleared, 'finding')} cleared,"
            f" {len(self.stayed)} stay, {len(self.appeared)} appear>"
        )

    def to_markdown(self) -> str:
        """The changes and what they do, as Markdown."""
        lines = [f"# What if: {escaped(self.network.title)}", "", "## Changes", ""]
        lines += [f"- {escaped(change.text)}" for change in self.changes] or ["- none"]
        for heading, findings in (
            ("Cleared", self.cleared),
            ("Appear", self.appeared),
            ("Stay", self.stayed),
        ):
            lines += ["", f"## {heading} ({len(findings)})", ""]
            lines += [f"- {one.code} {escaped(one.message)}" for one in findings] or ["- none"]
        lines += ["", "## Measures that change", ""]
        if not self.moved:
            return "\n".join([*lines, "none"]) + "\n"
        rows = (
            (f"`{one.measure}`", escaped(one.agency), f"{one.before:.4g}", f"{one.after:.4g}")
            for one in self.moved
        )
        lines.append(table(("Measure", "Agency", "Before", "After"), rows, 2, marked=True))
        for taken in dict.fromkeys(one.taken for one in self.moved):
            of = dict.fromkeys(f"`{one.measure}`" for one in self.moved if one.taken == taken)
            lines += ["", f"Taken from {escaped(taken)}: {', '.join(of)}."]
        return "\n".join(lines) + "\n"

    def to_records(self) -> list[dict[str, Any]]:
        """One flat dict per finding, with what becomes of it."""
        states = (("cleared", self.cleared), ("appeared", self.appeared), ("stayed", self.stayed))
        return [{"state": state, **short_finding(one)} for state, found in states for one in found]

    def to_json(self) -> str:
        """Changes, findings and measures as JSON (version 1); null for NaN."""
        content = {
            "version": 1,
            "title": self.network.title,
            "changes": [plain_change(change) for change in self.changes],
            "findings": self.to_records(),
            "measures": [
                {
                    "measure": one.measure,
                    "agency": one.agency,
                    "before": None if one.before != one.before else one.before,
                    "after": None if one.after != one.after else one.after,
                    "taken": one.taken,
                }
                for one in self.moved
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@checked_arguments
def what_if(
    network: Network,
    *,
    add: Record | Iterable[Record] = (),
    change: Mapping[str, Mapping[str, Any]] | None = None,
    remove: str | Iterable[str] = (),
    apply: str | Change | Iterable[str | Change] = (),
    rules: Iterable[Rule] | None = None,
    select: Iterable[str] | None = None,
    options: Mapping[str, Mapping[str, Any]] | None = None,
) -> WhatIf:
    """Change some records of a network and see which findings clear, stay and appear.

    Args:
        network: the network, which stays as it is.
        add: agencies, links and requirements to add.
        change: new values of fields, by id of an agency, link or requirement.
        remove: ids of agencies, links and requirements to remove; with an agency go its links.
        apply: ids of recommendations that say what they `would` change, or changes such as
            `finding.clears` lists.
        rules, select, options: as for `check`.

    Returns:
        The new network with both reports and the difference.

    Raises:
        DataError: a record doesn't fit.
        ValueError: something to change or remove isn't there.

    Example:
        >>> network = Network(title="Two", agencies=[{"id": "a", "name": "A"},
        ...     {"id": "b", "name": "B"}])
        >>> what_if(network, add=[Link(kind="liaison", source="a", target="b")]).network.counts
        '2 agencies, 1 link, 0 requirements, 0 recommendations, 0 figures'
    """
    expect(Network, network, "network")
    changes: list[Change] = []
    # One record, id or change is as good as a list of one.
    add = [add] if isinstance(add, Record) else add
    remove = [remove] if isinstance(remove, str) else remove
    apply = [apply] if isinstance(apply, str | Change) else apply
    for record in add:
        if type(record) not in _SECTION_OF:
            raise TypeError(f"add takes agencies, links and requirements, not {record!r}")
        section = _SECTION_OF[type(record)]
        fields = record.model_dump(exclude_unset=True)
        text = f"add {_named(network, record)}"
        changes.append(Change("add", section, text, fields=fields))
    for key, values in (change or {}).items():
        text = f"{key}: {phrase(values)}"
        changes.append(Change("change", section_of(network, key), text, key, dict(values)))
    for one in _each(apply):
        changes += [one] if isinstance(one, Change) else effect_of(network, one)
    changes += [Change("remove", section_of(network, key), f"remove {key}", key) for key in remove]
    given = None if rules is None else tuple(rules)
    chosen = None if select is None else tuple(select)
    before = check(network, rules=given, select=chosen, options=options)
    return against(before, changes, rules=given, select=chosen)


def against(
    before: Report,
    changes: Iterable[Change],
    *,
    rules: Iterable[Rule] | None,
    select: Iterable[str] | None = None,
) -> WhatIf:
    """The effect of some changes on a network that is already checked.

    Args:
        before: the report on it.
        changes: the changes.
        rules, select: as they were given for that report.

    Raises:
        DataError: a record doesn't fit.
        ValueError: something to change or remove isn't there.
    """
    made = tuple(changes)
    network = recoded(before.network, with_answers(before.network, made))
    after = check(network, rules=rules, select=select, options=before.options)
    keys_before = {finding.key for finding in before}
    keys_after = {finding.key for finding in after}
    cleared = tuple(one for one in before if one.key not in keys_after)
    return WhatIf(
        made,
        network,
        before,
        after,
        cleared=cleared,
        stayed=tuple(one for one in after if one.key in keys_before),
        appeared=tuple(
            one
            for one in after
            if one.key not in keys_before and not _of_the_change(one, cleared, before.network)
        ),
    )


def _of_the_change(finding: Finding, cleared: Iterable[Finding], before: Network) -> bool:
    """Whether a note about the data follows from having made the change, and from nothing else.

    A link that is only imagined rests on no source, and a recommendation is done with once what it
    answers is mended.
    """
    if finding.code == "CG901":
        return not any(key in before.links for key in finding.links)
    if finding.code == "CG802":
        done = {key for one in cleared for key in one.recommendations}
        return not done.isdisjoint(finding.records)
    return False


def _each(apply: Iterable[str | Change]) -> list[str | Change]:
    """A recommendation that is named twice is carried out once."""
    found: list[str | Change] = []
    for one in apply:
        if one not in found:
            found.append(one)
    return found


def _named(network: Network, record: Record) -> str:
    """A record that is added, in words: "information sharing: ATF and ICE", "agency: ATF"."""
    if isinstance(record, Link):
        known = network.agencies
        ends = [network.label(key) if key in known else key for key in record.agencies]
        return f"{record.kind.replace('-', ' ')}: {listed(ends)}"
    name = getattr(record, "name", None) or getattr(record, "id", "")
    return f"{type(record).__name__.lower()}: {name}"


_REQUIREMENTS = "the requirements that were examined"


def _moved(before: Network, after: Network) -> tuple[Moved, ...]:
    from coordination.measures import MEASURES, NUMBERS, network_congruence

    numbers = {name: MEASURES[name] for name in NUMBERS}
    old, new = network_congruence(before).value, network_congruence(after).value
    found = [Moved("network_congruence", old, new, taken=_REQUIREMENTS)]
    for name, measure in numbers.items():
        if name.startswith("network_"):
            one, other = measure(before), measure(after)
            found.append(Moved(name, float(one), float(other), taken=str(other.projection)))
    for name, measure in numbers.items():
        if name.startswith("agency_"):
            one, other = measure(before), measure(after)
            found += [
                Moved(name, one[key], other[key], key, str(other.projection))
                for key in after.agencies
                if key in before.agencies
            ]
    return tuple(one for one in found if _differs(one.before, one.after))


def _differs(one: float, other: float) -> bool:
    if one != one or other != other:
        return (one != one) != (other != other)
    return abs(one - other) > 1e-9
