"""Make a case as small as it gets while the fault stays (ddmin)."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz.case import Case


def minimised(case: Case, fails: Callable[[Case], bool], tries: int = 400) -> Case:
    """The smallest case found that still fails.

    Args:
        case: a case that fails.
        fails: whether a case has the same fault.
        tries: how often that may be asked.
    """
    left = [tries]

    def still(one: Case) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(one)

    found = dict(case)
    for name in sorted(found):
        without = {other: data for other, data in found.items() if other != name}
        if without and still(without):
            found = without
    for name in sorted(found, key=lambda one: -len(found[one])):
        for part in (b"\n", b" ", b",", b""):
            found[name] = _smaller(found, name, part, still)
    return found


def _smaller(case: Case, name: str, between: bytes, still: Callable[[Case], bool]) -> bytes:
    """One file with as many of its lines, words or bytes taken out as can be."""
    data = case[name]
    parts = data.split(between) if between else [data[n : n + 1] for n in range(len(data))]
    if len(parts) < 2 or (not between and len(parts) > 400):
        return data
    chunk = len(parts) // 2
    while chunk:
        at = 0
        while at < len(parts):
            less = parts[:at] + parts[at + chunk :]
            if less and still({**case, name: between.join(less)}):
                parts = less
            else:
                at += chunk
        chunk //= 2
    return between.join(parts)
