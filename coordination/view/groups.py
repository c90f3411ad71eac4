"""Group the agencies of large networks by country, department and state.

A picture of several hundred agencies at once shows nothing. Its first view then shows
groups, with the number of links between each two; the page opens a group on demand and places what
is in it itself. All of it is array work, near-linear in agencies and links.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import KINDS, STATUSES, Columns
from coordination.engine.engine import per_network
from coordination.engine.snapshot import pair_keys
from coordination.model import jurisdiction_name, vocabulary
from coordination.network import Network
from coordination.text.language import counted
from coordination.view.families import FAMILY_OF
from coordination.view.layout.columns import wide_plans
from coordination.view.layout.labels import finish, routed
from coordination.view.layout.rows import phone_plans
from coordination.view.picture_content import Draft
from coordination.view.scene import Box, Curve, Layout, Scene

__all__ = ["FULL", "GroupRow", "Grouping", "group_rows", "group_scene", "grouping"]

FULL = 120
"""Up to this many agencies a picture shows each of them."""
MOST_DEPARTMENTS = 14
"""Departments of a country with a group of their own; the other agencies share one."""
MOST_CURVES = 36
"""Ties of groups in the first picture, those with most links first; the rest is a click away."""
MOST_GROUPS = 60
"""With more groups than this in several countries, each country is one box at first."""

_DEPARTMENT, _REST, _STATE = 1, 2, 5


class Grouping(NamedTuple):
    """Which group each agency is in.

    Attributes:
        keys: key of each group: "US-TX", "US:doj" (agencies under a department), "US" (the rest of
            a country), "" (the rest of no country). A box's key is "group:" and this.
        labels: words for each group.
        bands: country of each group, "" for none.
        roles: index in `kinds.ROLES` of the column that each group stands in.
        of: group of each agency, in the order of the network, shape (agencies,).
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    bands: tuple[str, ...]
    roles: tuple[int, ...]
    of: NDArray[np.int32]

    @property
    def members(self) -> NDArray[np.int64]:
        """Number of agencies of each group."""
        return np.bincount(self.of, minlength=len(self.keys))

    @property
    def crowded(self) -> bool:
        """Whether there are too many groups for one picture, which then shows countries."""
        return len(self.keys) > MOST_GROUPS and len(set(self.bands)) > 1

    def by_country(self) -> Grouping:
        """The groups of each country as one: keys "country:US", and "country:" for no country."""
        codes = sorted(set(self.bands))
        place = np.array([codes.index(band) for band in self.bands], np.int32)
        return Grouping(
            tuple(f"country:{code}" for code in codes),
            tuple(_country_name(code) for code in codes),
            tuple(codes),
            tuple(_REST for _ in codes),
            place[self.of],
        )


@per_network
def grouping(network: Network) -> Grouping:
    """Put each agency of a network into a group.

    An agency of a state (or province) belongs to that state. Another belongs to its department: the
    topmost body that it is part of. What is part of nothing, and departments beyond the largest
    fourteen of a country, make up the rest of the country.
    """
    columns = network.engine.columns
    count = len(columns.ids)
    top = _topmost(columns.parent)
    area = columns.jurisdiction
    country = columns.country
    in_state = np.char.find(area, "-") >= 0 if count else np.zeros(0, bool)
    names = np.where(in_state, area, country).astype("<U160")
    heads, sizes = np.unique(top[~in_state], return_counts=True)
    order = sorted(
        (head for head in range(len(heads)) if sizes[head] > 1),
        key=lambda n: (-int(sizes[n]), int(heads[n])),
    )
    taken: dict[str, int] = {}
    for n in order:
        head = int(heads[n])
        home = str(country[head])
        if taken.get(home, 0) < MOST_DEPARTMENTS:
            taken[home] = taken.get(home, 0) + 1
            names[(top == head) & ~in_state] = f"{home}:{columns.ids[head]}"
    keys, of = np.unique(names, return_inverse=True)
    groups = [str(key) for key in keys]
    bands, labels, roles = [], [], []
    crowded = {key.partition(":")[0] for key in groups if ":" in key or "-" in key}
    for key in groups:
        home, _, head_id = key.partition(":")
        bands.append(home[:2])
        if head_id:
            labels.append(network.label(head_id))
            roles.append(_DEPARTMENT)
        elif "-" in key:
            labels.append(jurisdiction_name(key) or key)
            roles.append(_STATE)
        else:
            name = _country_name(key)
            others = any(other[:2] == key for other in crowded)
            labels.append(f"{name}: national agencies" if key and others else name)
            roles.append(_REST)
    return Grouping(
        tuple(groups),
        tuple(labels),
        tuple(bands),
        tuple(roles),
        np.asarray(of, np.int32).reshape(count),
    )


def _country_name(code: str) -> str:
    return (jurisdiction_name(code) or code) if code else "No country recorded"


def _topmost(parent: NDArray[np.int32]) -> NDArray[np.int64]:
    """The topmost body that each is part of, itself where it is part of nothing."""
    own = np.arange(len(parent))
    top = np.where(parent < 0, own, parent).astype(np.int64)
    while True:
        higher = top[top]
        if np.array_equal(higher, top):
            return top
        top = higher


def group_scene(network: Network, layout: Layout = "wide") -> Scene:
    """The picture of a network's groups, or of its countries where the groups are too many.

    Each box is a group, with the number of its agencies and of the links inside. Each curve stands
    for all links between two groups; its family and its layer are those that most of them have,
    and it is strained where at least one in five of them doesn't work.
    """
    groups = grouping(network)
    if groups.crowded:
        groups = groups.by_country()
    codes = sorted(set(groups.bands), key=lambda code: (code == "", code))
    weight = np.bincount(
        [codes.index(code) for code in groups.bands], groups.members, minlength=len(codes)
    )
    order = sorted(range(len(codes)), key=lambda n: (codes[n] == "", -weight[n], codes[n]))
    bands = [codes[n] for n in order]
    result = Draft(bands)
    pairs = _pairs(network.engine.columns, groups)
    members = groups.members.tolist()
    inside = dict.fromkeys(range(len(groups.keys)), 0)
    inside.update({one: links for one, other, links, *_ in pairs if one == other})
    for n, key in enumerate(groups.keys):
        agencies = counted(members[n], "agency")
        box = Box(
            f"group:{key}",
            "",
            (),
            0.0,
            0.0,
            0.0,
            0.0,
            shape="stack" if members[n] > 1 else "box",
            band=bands.index(groups.bands[n]),
            column=groups.roles[n],
            members=members[n],
            caption=f"{agencies}, {inside[n]:,} links" if inside[n] else agencies,
        )
        result.add_box(box, groups.labels[n])
    between = [pair for pair in pairs if pair[0] != pair[1]]
    between.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    for place, (one, other, links, kind, formal, failing) in enumerate(between):
        source, target = groups.keys[one], groups.keys[other]
        curve = Curve(
            f"groups:{source}~{target}",
            f"group:{source}",
            f"group:{target}",
            kind=kind,
            family=FAMILY_OF[kind],
            status="strained" if failing * 5 >= links else "active",
            formal=formal,
            confidence=_weight(links, between[0][2]),
            first=place < MOST_CURVES,
            stands_for=links,
        )
        words = counted(links, "link")
        result.add_curve(curve, f"{words}, {failing:,} failing" if failing else words)
    planned = wide_plans if layout == "wide" else phone_plans
    found = routed(result, planned(result), grouped=True)
    return finish(network.title, result, found, layout, grouped=True)


class GroupRow(NamedTuple):
    """A row of the table of groups: its name, its agencies, and its links by where they lead."""

    label: str
    country: str
    members: int
    inside: int
    across: int
    failing: int


def group_rows(network: Network) -> list[GroupRow]:
    """Each group with its counts, in the order of countries and names."""
    groups = grouping(network)
    inside, across, failing = (np.zeros(len(groups.keys), np.int64) for _ in range(3))
    for one, other, links, _, _, fails in _pairs(network.engine.columns, groups):
        for group in {one, other}:
            (inside if one == other else across)[group] += links
            failing[group] += fails
    counts = (part.tolist() for part in (groups.members, inside, across, failing))
    found = [
        GroupRow(label, _country_name(band), *numbers)
        for label, band, *numbers in zip(groups.labels, groups.bands, *counts, strict=True)
    ]
    return sorted(found, key=lambda one: (one.country, one.label))


def _weight(links: int, most: int) -> str:
    """The firmness whose line width stands for so many links."""
    share = math.log1p(links) / math.log1p(most)
    steps = (("documented", 0.85), ("reported", 0.65), ("inferred", 0.45))
    return next((word for word, least in steps if share >= least), "assumed")


def _pairs(columns: Columns, groups: Grouping) -> list[tuple[int, int, int, str, bool, int]]:
    """Each two groups that links join: links, most frequent kind, layer, and how many fail.

    An instrument of several parties counts once for each two groups that it joins.
    """
    size = len(groups.keys)
    pair = pair_keys(groups.of[columns.source], groups.of[columns.target], size)
    if not len(pair):
        return []
    # The rows of one instrument lie together; each keeps one row for each pair of groups.
    order = np.lexsort((pair, columns.link))
    same = (np.diff(columns.link[order]) == 0) & (np.diff(pair[order]) == 0)
    rows = order[np.concatenate([[True], ~same])]
    pair, kinds = pair[rows], columns.kind[rows].astype(np.int64)
    table = np.bincount(pair * len(KINDS) + kinds, minlength=size * size * len(KINDS))
    table = table.reshape(size * size, len(KINDS))
    working = np.array([vocabulary.STATUSES[status].working for status in STATUSES])
    waiting = np.array([status in ("planned", "ended") for status in STATUSES])
    failing = ~(working | waiting)[columns.status[rows]]
    failed = np.bincount(pair[failing], minlength=size * size)
    formal = np.bincount(pair[columns.formal[rows]], minlength=size * size)
    found = []
    for code in np.flatnonzero(table.sum(axis=1)).tolist():
        links = int(table[code].sum())
        kind = str(KINDS[int(table[code].argmax())])
        found.append(
            (
                code // size,
                code % size,
                links,
                kind,
                int(formal[code]) * 2 > links,
                int(failed[code]),
            )
        )
    return found
