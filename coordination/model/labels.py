"""Make labels that distinguish agencies of the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from coordination.model.agency import Agency
from coordination.model.place import Gazetteer

__all__ = ["labels_apart"]


def labels_apart(agencies: Mapping[str, Agency], gazetteer: Gazetteer) -> dict[str, str]:
    """Labels of the agencies whose own label others have too: with place, parent, name or id.

    Args:
        agencies: all agencies of a network by id.
        gazetteer: names of places.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for key, label in _own(agencies):
        groups[" ".join(label.casefold().split())].append(key)
    found: dict[str, str] = {}
    for keys in groups.values():
        if len(keys) > 1:
            group = [agencies[key] for key in keys]
            marks = _marks(group, agencies, gazetteer)
            found |= {
                one.id: f"{one.label} ({mark})" if mark else one.label
                for one, mark in zip(group, marks, strict=True)
            }
    return found


def _own(agencies: Mapping[str, Agency]) -> Iterator[tuple[str, str]]:
    columns: Mapping[str, Sequence[Any]] | None = getattr(agencies, "columns", None)
    if columns is None:
        yield from ((key, one.label) for key, one in agencies.items())
        return
    # Agencies in bulk: their names are columns, and no record need be made for them.
    short = columns.get("abbreviation")
    for row, key in enumerate(agencies):
        yield key, str((short is not None and short[row]) or columns["name"][row])


def _marks(
    group: Sequence[Agency], agencies: Mapping[str, Agency], gazetteer: Gazetteer
) -> list[str]:
    """What tells the agencies of one label apart: the first of several ways that does."""
    ways: tuple[Callable[[Agency], str], ...] = (
        lambda one: gazetteer.name(one.jurisdiction) if one.jurisdiction else "",
        lambda one: agencies[one.part_of].label if one.part_of else "",
        lambda one: one.name if one.name != one.label else "",
    )
    for way in ways:
        marks = [way(one) for one in group]
        if len(set(marks)) == len(marks):
            return marks
    return [one.id for one in group]
