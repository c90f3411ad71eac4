"""Find cycles among records: parts of parts, members of members, places within each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coordination.model.agency import Agency
from coordination.model.link import Link
from coordination.model.place import Place
from coordination.model.problem import Loc
from coordination.model.record import Record

__all__ = ["circles"]

_MOST_SHOWN = 12
"""Ids of one circle that are named; of a larger one, its beginning and its end."""

_LISTS = ("members", "within")

_Node = tuple[Loc, str, Sequence[str]]
"""A record's path, its id and the ids that it leads to."""


def circles(
    sections: Mapping[str, Sequence[tuple[Loc, Record]]],
) -> Iterator[tuple[str, list[str], Loc, Loc]]:
    """Each circle, once, at the record of it that comes first in the data.

    Yields:
        The field that leads round, the ids (the first one again at the end), the path of the
        record, and the path inside it.
    """
    agencies = [(loc, one) for loc, one in sections.get("agencies", ()) if isinstance(one, Agency)]
    links = [(loc, one) for loc, one in sections.get("links", ()) if isinstance(one, Link)]
    yield from _of(
        "part_of", [(loc, a.id, (a.part_of,) if a.part_of else ()) for loc, a in agencies]
    )
    yield from _of("members", [(loc, a.id, a.members) for loc, a in agencies])
    for field in ("superseded_by", "under"):
        onward = ((loc, link.id, getattr(link, field)) for loc, link in links)
        yield from _of(field, [(loc, name, (to,) if to else ()) for loc, name, to in onward])
    places = [(loc, one) for loc, one in sections.get("places", ()) if isinstance(one, Place)]
    yield from _of("within", [(loc, one.id, one.within) for loc, one in places])


def _of(field: str, nodes: Sequence[_Node]) -> Iterator[tuple[str, list[str], Loc, Loc]]:
    # Depth first with an own stack: a chain of parts may be longer than Python's call stack. A
    # record that stands in one circle already isn't reported in another.
    place = {name: n for n, (_, name, _) in reversed(list(enumerate(nodes)))}
    done: set[str] = set()
    told: set[str] = set()
    for _, start, _ in nodes:
        if start in done:
            continue
        path: list[str] = [start]
        on_path = {start: 0}
        ways = [iter(nodes[place[start]][2])]
        while ways:
            following = next((name for name in ways[-1] if name in place), None)
            if following is None:
                ways.pop()
                done.add(left := path.pop())
                del on_path[left]
            elif following in on_path:
                circle = path[on_path[following] :]
                if told.isdisjoint(circle):
                    told.update(circle)
                    yield _from_first(field, circle, nodes, place)
            elif following not in done:
                on_path[following] = len(path)
                path.append(following)
                ways.append(iter(nodes[place[following]][2]))


def _from_first(
    field: str, circle: list[str], nodes: Sequence[_Node], place: Mapping[str, int]
) -> tuple[str, list[str], Loc, Loc]:
    turn = min(range(len(circle)), key=lambda n: place[circle[n]])
    circle = [*circle[turn:], *circle[:turn], circle[turn]]
    loc, _, targets = nodes[place[circle[0]]]
    path: Loc = (field, targets.index(circle[1])) if field in _LISTS else (field,)
    if len(circle) > _MOST_SHOWN:
        half = _MOST_SHOWN // 2
        circle = [*circle[:half], "...", *circle[1 - half :]]
    return field, circle, loc, path
