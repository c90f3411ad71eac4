"""What a rule is: a question put to a network, with its code, its options and its page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import RuleFailed, UnknownRule, did_you_mean, expect, hinted
from coordination.rules.finding import Finding

__all__ = ["EXAMPLES", "Rule", "codes_of", "require_rule", "rule"]

EXAMPLES = ("Reported", "Derived", "Open", "Flagged", "Clean")
"""Headings of examples: what the rule finds, by its basis or on any, and what it leaves alone."""

_HEADINGS = ("Why it matters", "Options", *EXAMPLES, "Remedy", "Source")


_CONCLUSION = """\
title: What an auditor concludes
sources: [{{id: report, title: Report of an auditor, publisher: The auditor}}]
functions: [{{id: tracing, name: firearms tracing}}]
agencies:
  - {{id: atf, name: ATF}}
  - {{id: ice, name: ICE}}
conclusions:
  - id: found
    finds: {name}
    agencies: [atf, ice]
    functions: [tracing]
    says: {says}
    evidence: [{{source: report, at: page 4}}]"""
"""A data file in which a source concludes what a rule asks."""


@dataclass(frozen=True)
class Rule:
    """A question put to a network.

    Attributes:
        code: letters and digits, such as "CG208"; the first digit names the family.
        name: the code in words, in kebab case.
        function: takes a network, and the findings of the other rules where `after` is set;
            keyword-only arguments are its options.
        after: whether it asks about the findings of the other rules and so runs after them.
    """

    code: str
    name: str
    function: Callable[..., Iterable[Finding]]
    after: bool = False

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        # The rule stands under the name of its function, so the function can't be found by it.
        module, name = self.function.__module__, self.function.__qualname__
        try:
            if _named(module, name) is self:
                return _named, (module, name)
        except (ImportError, AttributeError):
            pass
        text = inspect.getdoc(self.function)
        return _without_function, (self.code, self.name, text, self.options)

    def __deepcopy__(self, memo: dict[int, Any]) -> Rule:
        return self

    @property
    def options(self) -> dict[str, Any]:
        """Its options with their defaults."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    @cached_property
    def _split(self) -> list[str]:
        """The docstring's text above its headings, then each heading and its text."""
        text = inspect.getdoc(self.function) or ""
        return re.split(rf"^({'|'.join(_HEADINGS)}):[ \t]*$", text, flags=re.MULTILINE)

    @cached_property
    def page(self) -> dict[str, str]:
        """Its documentation by heading: "Rule" (what it holds), "Why it matters", "Options",
        "Reported", "Derived" and "Open" (data files that it flags, by basis) or "Flagged", "Clean",
        "Remedy" and "Source", as far as its docstring has them. Where "Reported" is one sentence,
        it is what a source concludes of two agencies.
        """
        found = self._split
        parts = {"Rule": found[0].strip()}
        for heading, body in zip(found[1::2], found[2::2], strict=True):
            parts[heading] = inspect.cleandoc("\n" + body.strip("\n")).strip()
        said = parts.get("Reported", "")
        if said.endswith("."):
            parts["Reported"] = _CONCLUSION.format(name=self.name, says=said)
        return parts

    @property
    def sentence(self) -> str:
        """When it holds, in one sentence."""
        return " ".join(self._split[0].strip().split("\n\n")[0].split())

    def __call__(self, *args: Any, **options: Any) -> Iterator[Finding]:
        """Put the question to a network (and to the other findings, where `after` is set)."""
        found = self.function(*args, **options)
        if not isinstance(found, Iterable):
            raise TypeError(f"it returned {type(found).__name__}; a rule yields Findings")
        return iter(found)


def codes_of(select: Iterable[str] | str) -> tuple[str, ...]:
    """Codes, prefixes or keys as they are given to `select`; one bare word is a list of it.

    Raises:
        TypeError: they aren't words.
    """
    words = (select,) if isinstance(select, str) else select
    expect(Iterable, words, "select", "list of codes")
    found = tuple(words)
    for word in found:
        expect(str, word, "a code in select", "text such as 'CG2'")
    return found


def require_rule(known: Iterable[Rule], prefix: str) -> None:
    """Refuse a code or prefix that no rule has.

    Raises:
        UnknownRule: no rule of these has it.
    """
    rules = tuple(known)
    if not prefix or not any(one.code.startswith(prefix) for one in rules):
        hint = did_you_mean(prefix, [one.code for one in rules] + [one.name for one in rules])
        raise UnknownRule(hinted(f"no rule has the code or prefix {prefix!r}", hint), prefix)


def _named(module: str, name: str) -> Any:
    """What stands under a name of a module."""
    found: Any = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return found


def _without_function(code: str, name: str, text: str, options: dict[str, Any]) -> Rule:
    """A rule that came from another process, whose function can't be imported here."""

    def absent(*_: Any, **__: Any) -> Iterable[Finding]:
        raise RuleFailed(code, "its function isn't known in this process")

    absent.__doc__ = text
    absent.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(option, inspect.Parameter.KEYWORD_ONLY, default=value)
            for option, value in options.items()
        ]
    )
    return Rule(code, name, absent)


@checked_arguments
def rule(
    code: str, name: str, *, after: bool = False
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Make a rule of a function that yields findings.

    The function takes a network (with `after=True` also the tuple of the other rules' findings)
    and yields `Finding`s without code and name, which are filled in. Nothing is registered: pass
    the rule to `check(rules=[*RULES, my_rule])`.

    Example:
        >>> @rule("MY101", "unnamed-agency")
        ... def unnamed_agency(network):
        ...     '''An agency has no abbreviation.'''
        ...     for agency in network.agencies.values():
        ...         if not agency.abbreviation:
        ...             yield Finding(f"{agency.name} has no short name", "derived", (agency.id,))
        >>> unnamed_agency.code, unnamed_agency.sentence
        ('MY101', 'An agency has no abbreviation.')
    """
    if not re.fullmatch(r"[A-Za-z]{1,8}\d{1,6}", code):
        raise ValueError(f"a code is letters and digits, such as CG208; this one is {code!r}")
    return lambda function: Rule(code, name, function, after)
