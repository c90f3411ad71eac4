"""What a rule is: a question put to a network, with its code, its options and its page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coordination.rules.finding import Finding

__all__ = ["Rule", "rule"]

_HEADINGS = ("Why it matters", "Options", "Flagged", "Clean", "Remedy", "Source")


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

    @property
    def options(self) -> dict[str, Any]:
        """Its options with their defaults."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    @cached_property
    def page(self) -> dict[str, str]:
        """Its documentation by heading: "Rule" (what it holds), "Why it matters", "Options",
        "Flagged", "Clean", "Remedy" and "Source", as far as its docstring has them.
        """
        text = inspect.getdoc(self.function) or ""
        found = re.split(rf"^({'|'.join(_HEADINGS)}):[ \t]*$", text, flags=re.MULTILINE)
        parts = {"Rule": found[0].strip()}
        for heading, body in zip(found[1::2], found[2::2], strict=True):
            parts[heading] = inspect.cleandoc("\n" + body.strip("\n")).strip()
        return parts

    @property
    def sentence(self) -> str:
        """When it holds, in one sentence."""
        return " ".join(self.page["Rule"].split("\n\n")[0].split())

    def __call__(self, *args: Any, **options: Any) -> Iterator[Finding]:
        """Put the question to a network (and to the other findings, where `after` is set)."""
        return iter(self.function(*args, **options))


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
