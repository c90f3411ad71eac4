"""CG906: two agencies have nearly the same name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from coordination.engine.engine import per_setting
from coordination.model import Agency
from coordination.network import Network
from coordination.rules.finding import Change, Finding
from coordination.rules.rule import rule
from coordination.text.names import plain_name

__all__ = ["similar_names"]

_MOST_COMPARED = 500
"""Agencies up to which every two names are compared; in more, only names that are the same."""

_MOST_OF_ONE_NAME = 50
"""Agencies of one name, plainly different ones, with which a further one is compared."""

_MOST_NEAR = 5
"""Agencies with nearly the same name that are asked about with one that comes after them."""


@rule("CG906", "similar-names")
def similar_names(network: Network, *, likeness: int = 92) -> Iterator[Finding]:
    """Two agencies have nearly the same name, and may be one agency that was recorded twice.

    Compared are names and aliases without case, accents, marks and odd spaces. Agencies of
    different places are left out, since each country may have a ministry of health, and so are
    parts of one agency, whose offices often have similar names.

    Why it matters:
        An agency recorded under two names has some of its ties under each. It is counted twice, and
        what depends on it alone seems to be shared.

    Options:
        likeness (default 92): least likeness of two names, of 100.

    Open:
        title: A table
        agencies:
          - {id: acf, name: Action Against Hunger}
          - {id: acf-2, name: "Action against  Hunger "}

    Clean:
        title: A table
        agencies:
          - {id: acf, name: Action Against Hunger}
          - {id: msf, name: Doctors Without Borders}

    Remedy:
        Record one agency, with the other name among its aliases.

    Source:
        Names are compared by the normalised insertion and deletion distance of rapidfuzz; matching
        records of one entity before counting them is common in record linkage.
    """
    agencies = tuple(network.agencies.values())
    same = _same(network, agencies, _plain(network))
    for one, other in sorted({*same, *_near(network, likeness)}):
        first, second = agencies[one], agencies[other]
        if not _apart(network, first, second):
            yield _question(network, first, second)


@per_setting
def _plain(network: Network) -> tuple[frozenset[str], ...]:
    """The names and aliases of each agency, as they are compared."""
    return tuple(
        frozenset(plain_name(name) for name in (one.name, *one.aliases))
        for one in network.agencies.values()
    )


def _same(
    network: Network, agencies: Sequence[Agency], plain: Sequence[frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Agencies with a name that an earlier one has, each with the first that it may be.

    Of many with one name, each two would be asked about otherwise, which says no more.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(agencies)), key=lambda one: agencies[one].id):
        for name in plain[place]:
            first = next(
                (
                    one
                    for one in by_name[name]
                    if not _apart(network, agencies[one], agencies[place])
                ),
                None,
            )
            if first is not None:
                yield min(first, place), max(first, place)
            elif len(by_name[name]) < _MOST_OF_ONE_NAME:
                by_name[name].append(place)


@per_setting
def _near(network: Network, likeness: int) -> tuple[tuple[int, int], ...]:
    """Pairs of agencies whose names differ a little, a few for each of the later ones."""
    plain = _plain(network)
    if len(plain) > _MOST_COMPARED:
        return ()
    # Of the letters of two names that are alike, at most this share is in one of them alone.
    share = 1 - likeness / 100 + 1e-9
    pairs: list[tuple[int, str, int, str]] = []
    before: list[tuple[int, str, int, float]] = []
    for place, names in enumerate(plain):
        own = [(place, name, _letters(name), share * len(name)) for name in names if len(name) > 5]
        pairs += [
            (one, earlier, place, name)
            for one, earlier, others, most in before
            for _, name, some, more in own
            if (some ^ others).bit_count() <= most + more and not names & plain[one]
        ]
        before += own
    if not pairs:
        return ()
    from rapidfuzz import fuzz  # takes as long to import as a third of all rules, and few need it

    near: dict[int, dict[int, None]] = defaultdict(dict)
    for one, earlier, place, name in pairs:
        if (
            len(near[place]) < _MOST_NEAR
            and fuzz.ratio(earlier, name, score_cutoff=likeness) > 0
            and _numbers(earlier) == _numbers(name)
        ):
            near[place][one] = None
    return tuple((one, place) for place, found in near.items() for one in found)


def _letters(name: str) -> int:
    """The letters of a name, each as often as it is there, as bits: what two have in common."""
    found = 0
    for letter in set(name):
        for times in range(name.count(letter)):
            found |= 1 << ord(letter) % 64 + 64 * times  # some bits stand for several letters
    return found


def _question(network: Network, first: Agency, second: Agency) -> Finding:
    one, other = network.label(first.id), network.label(second.id)
    names = f"{first.name.strip()} and {second.name.strip()}"
    return Finding.asked(
        f"Are {names} one agency? The records hold both ({first.id}, {second.id}).",
        agencies=(first.id, second.id),
        condition=f"The names of {one} and {other} are nearly the same.",
        settles=Change(
            "change",
            "agencies",
            f"{one} gets the other name as an alias, and {second.id} is merged into it.",
            first.id,
            {"aliases": [*first.aliases, second.name]},
        ),
        answer=f"{names} are one agency that was recorded twice.",
        subjects=(first.id, second.id),
    )


def _apart(network: Network, one: Agency, other: Agency) -> bool:
    """Whether two agencies of one name are plainly two: of different places, or of one whole."""
    here, there = one.jurisdiction, other.jurisdiction
    if here and there and not network.gazetteer.meet(here, there):
        return True
    related = one.part_of == other.id or other.part_of == one.id
    return related or (one.part_of is not None and one.part_of == other.part_of)


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)
