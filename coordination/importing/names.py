"""Find the agency that a name in a table means: a known one, a new one, or one nearly alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from coordination.importing.grid import folded, plain_name
from coordination.network import Network

__all__ = ["Known", "Near", "near_names", "several_in_one"]

LEAST = 88
"""Least likeness of two names, of 100, with which they are proposed as one agency."""

_MOST_PAIRS = 20_000_000
"""Pairs of names up to which each is compared; of more, only those that begin alike."""

_MOST_NEAR = 500
"""Most proposals."""

_SMALL = re.compile("(?i)and|et|for|of|the|de|des|du|la|le|les|und|y|e|del|in|on|für|von|a|to")
"""Words that initials leave out."""

_BETWEEN_NAMES = re.compile(r"\s*[,;/+&|]\s*|\s+and\s+", re.IGNORECASE)

_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]([^()\[\]]{2,60})[)\]]\s*\Z")


@dataclass(frozen=True)
class Near:
    """A name that may mean an agency of another name.

    Attributes:
        name: the name in the table.
        agency: the name of the agency, or the other name in the table.
        likeness: of 100.
        why: what they have in common.
    """

    name: str
    agency: str
    likeness: int
    why: str


class Known:
    """Agencies of a network by everything that they are called.

    Args:
        network: the network, or None.
    """

    def __init__(self, network: Network | None) -> None:
        self.names: dict[str, str] = {}
        self._ids: dict[str, dict[str, None]] = defaultdict(dict)
        self._network = network
        for agency in network.agencies.values() if network else ():
            self.names[agency.name] = agency.id
            for name in (agency.id, agency.name, agency.abbreviation, *agency.aliases):
                if name:
                    self._ids[folded(name)][agency.id] = None

    def ids(self, name: str, country: str | None = None) -> tuple[str, ...]:
        """Ids of the agencies of that name; of several those of the country alone.

        Args:
            name: id, name, abbreviation or alias.
            country: code of the country of the row, or None.
        """
        found = tuple(self._ids.get(folded(name), ()))
        if len(found) > 1 and country and self._network:
            agencies = self._network.agencies
            here = tuple(key for key in found if agencies[key].jurisdiction == country)
            return here or found
        return found


def near_names(new: Sequence[str], known: Mapping[str, str]) -> list[Near]:
    """What may be one agency: pairs of new names, and of new and known ones.

    Args:
        new: names that no agency of the network has, each once.
        known: names of its agencies.

    Example:
        >>> [(one.name, one.agency) for one in near_names(["Red Crosss", "MSF"], {"Red Cross": ""})]
        [('Red Crosss', 'Red Cross')]
    """
    others = [*new, *known]
    plain = [plain_name(name) for name in others]
    found: dict[tuple[int, int], Near] = {}
    for one, other, likeness, why in _pairs(others, plain, len(new)):
        if plain[one] and _numbers(plain[one]) == _numbers(plain[other]):
            found.setdefault((one, other), Near(others[one], others[other], likeness, why))
    order = sorted(found.values(), key=lambda near: (-near.likeness, near.name, near.agency))
    return order[:_MOST_NEAR]


def several_in_one(new: Sequence[str], known: Iterable[str]) -> list[str]:
    """New names that seem to hold several agencies, since another name is a part of them.

    Args:
        new: names that no agency of the network has, each once.
        known: names of its agencies.

    Example:
        >>> several_in_one(["TSRA, AFMA", "AFMA", "Ministry of Land, Water and Air"], [])
        ['TSRA, AFMA']
    """
    parts = {
        name: {part for part in map(plain_name, _BETWEEN_NAMES.split(name)) if part} for name in new
    }
    seen = Counter(plain_name(name) for name in known)
    for found in parts.values():
        seen.update(found)
    return [name for name, found in parts.items() if len(found) > 1 and _named_apart(found, seen)]


def _named_apart(parts: Iterable[str], seen: Mapping[str, int]) -> bool:
    return any(seen[part] > 1 for part in parts)


def _pairs(
    names: Sequence[str], plain: Sequence[str], new: int
) -> Iterable[tuple[int, int, int, str]]:
    """Pairs (of which the first is new) with their likeness and why."""
    by_plain: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(plain):
        by_plain[name].append(place)
    for place in range(new):
        for other in by_plain[plain[place]]:
            if other > place:
                yield place, other, 100, "they differ in accents or marks alone"
    yield from _short_forms(names, plain, new)
    yield from _alike(plain, new)
    yield from _held(plain, new)


def _short_forms(
    names: Sequence[str], plain: Sequence[str], new: int
) -> Iterable[tuple[int, int, int, str]]:
    """A name and its initials, or the name and the short name that one has in brackets."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(plain):
        places[name].append(place)
    for place, name in enumerate(names):
        for short, why in _shorter(name):
            for other in places.get(plain_name(short), ()):
                if other != place and min(place, other) < new:
                    first, second = (place, other) if place < new else (other, place)
                    yield first, second, 95, why


def _shorter(name: str) -> Iterable[tuple[str, str]]:
    words = re.findall(r"\w+", name)
    large = [word for word in words if not _SMALL.fullmatch(word)]
    for some in dict.fromkeys((tuple(large), tuple(words))):
        if len(some) > 2:
            yield "".join(word[0] for word in some), "one has the initials of the other"
    if match := _IN_BRACKETS.match(name):
        yield match[1], "one adds a name in brackets"
        yield match[2], "one has the other in brackets"


def _alike(plain: Sequence[str], new: int) -> Iterable[tuple[int, int, int, str]]:
    why = "they are spelled nearly alike"
    if new * len(plain) <= _MOST_PAIRS:
        step = max(1, 2_000_000 // max(len(plain), 1))
        for start in range(0, new, step):
            some = plain[start : min(start + step, new)]
            scores = process.cdist(some, plain, scorer=fuzz.ratio, score_cutoff=LEAST)
            for row, column in zip(*np.nonzero(scores), strict=True):
                one, other = start + int(row), int(column)
                if other > one and min(len(plain[one]), len(plain[other])) > 5:
                    yield one, other, int(scores[row, column]), why
        return
    groups: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(plain):
        groups[name[:6]].append(place)
    for places in groups.values():
        for at, one in enumerate(places[:200]):
            for other in places[at + 1 : 200]:
                if one < new and len(plain[one]) > 5:
                    score = fuzz.ratio(plain[one], plain[other], score_cutoff=LEAST)
                    if score:
                        yield one, other, int(score), why


def _held(plain: Sequence[str], new: int) -> Iterable[tuple[int, int, int, str]]:
    """A name that another one begins or ends with, at most two words apart."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(plain):
        if len(name) > 9 and " " in name:
            places[name].append(place)
    for place, name in enumerate(plain):
        words = name.split()
        for less in (1, 2):
            for part in (" ".join(words[less:]), " ".join(words[:-less])):
                for other in places.get(part, ()):
                    if min(place, other) < new:
                        first, second = (place, other) if place < new else (other, place)
                        yield first, second, 90 - less, "one holds the other"


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)
