"""Questions about functions that belong together: who is responsible for them as a whole?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coordination.network import Network
from coordination.requirements.mandate_holders import cells
from coordination.requirements.shared_work import instruments, whole_of
from coordination.rules import phrases as say
from coordination.rules import remedies
from coordination.rules.finding import Finding

__all__ = ["whole_of_the_matter"]

_MOST_WHOLES = 30
"""Agencies up to which functions that they hold make one matter."""


def whole_of_the_matter(network: Network) -> Iterator[Finding]:
    """Who is responsible for functions that belong together and that agencies lead apart."""
    for functions, wholes, holders in _matters(network):
        leads: dict[str, set[str]] = defaultdict(set)
        for cell in cells(network):
            if cell.function in functions:
                for key in cell.having("lead"):
                    leads[key].add(cell.function)
                    leads[whole_of(network, key)].add(cell.function)
        if any(found == set(functions) for found in leads.values()):
            continue
        names = say.names_of_functions(network, functions)
        held = say.names(network, wholes)
        yield Finding.asked(
            f"Who is responsible for {names} as a whole? {held} each hold a part, and nobody is"
            " recorded as leading all of it.",
            agencies=tuple(dict.fromkeys([*wholes, *holders])),
            functions=functions,
            settles=remedies.take_the_lead(network, None, functions[0]),
            answer=f"responsibility for {names} is fragmented among {held}",
            subjects=("whole", *functions),
        )


def _matters(
    network: Network,
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Functions that belong together, the topmost bodies that hold them, and all holders.

    They belong together where one agency, or its parts, holds several of them, or an agreement or
    directive in force covers them. One matter has at least two functions, two such agencies and
    three holders.
    """
    by_function: dict[str, dict[str, None]] = defaultdict(dict)
    for cell in cells(network):
        by_function[cell.function].update(dict.fromkeys(cell.holders))
    top = {function: function for function in by_function}

    def first(function: str) -> str:
        while top[function] != function:
            function = top[function]
        return function

    of_whole: dict[str, str] = {}
    for function, holders in by_function.items():
        for key in holders:
            top[first(function)] = first(of_whole.setdefault(whole_of(network, key), function))
    for link in instruments(network):
        covered = [function for function in link.functions if function in top]
        for function in covered[1:]:
            top[first(function)] = first(covered[0])
    groups: dict[str, list[str]] = defaultdict(list)
    for function in by_function:
        groups[first(function)].append(function)
    for functions in groups.values():
        held = tuple(dict.fromkeys(key for one in functions for key in by_function[one]))
        wholes = tuple(dict.fromkeys(whole_of(network, key) for key in held))
        if len(functions) > 1 and 1 < len(wholes) <= _MOST_WHOLES and len(held) > 2:
            yield tuple(functions), wholes, held
