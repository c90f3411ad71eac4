"""Made-up networks with gaps planted on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from coordination.arguments import checked_arguments
from coordination.engine.columns import (
    ALWAYS,
    KINDS,
    STATUSES,
)
from coordination.engine.record_table import agency_table, link_table
from coordination.model import Document, first_day, last_day
from coordination.network import Network
from coordination.testing.synthetic_columns import (
    FUNCTIONS,
    MadeAgencies,
    MadeLinks,
    agency_fields,
    link_fields,
    link_id,
    made_columns,
)

__all__ = ["Synthetic", "synthetic"]

AS_OF = "2020-12-31"

_STATES = ("AZ", "CA", "NM", "TX", "FL", "NY", "IL", "OH", "GA", "WA", "CO", "NV", "OK", "LA", "MI")
_MX_STATES = ("BCN", "CHH", "COA", "NLE", "SON", "TAM")
_KIND_SHARES = {
    "information-sharing": 0.3,
    "request": 0.2,
    "agreement": 0.12,
    "joint-operation": 0.1,
    "liaison": 0.08,
    "referral": 0.08,
    "training": 0.05,
    "support": 0.04,
    "reporting": 0.03,
}
_PLANTED_LINKS = {
    "CG204": ("liaison", "strained"),
    "CG205": ("agreement", "active"),
    "CG301": ("request", "unmet"),
    "CG302": ("request", "late"),
    "CG401": ("training", "unmet"),
    "CG601": ("information-sharing", "absent"),
}


@dataclass(frozen=True)
class Synthetic:
    """A made-up network and what is wrong with it.

    Attributes:
        network: the network.
        truth: what was planted: for each rule code the ids of the links or requirements that must
            be found. Other findings may follow from the structure.
    """

    network: Network
    truth: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@checked_arguments
def synthetic(
    *,
    agencies: int = 1000,
    links: int = 10_000,
    gaps: int = 10,
    seed: int = 0,
    examined: Iterable[str] = (),
) -> Synthetic:
    """Make up a network of federal hubs, states and local agencies in two countries.

    One agency in a hundred is federal, the rest stands under a state, and nine in ten belong to the
    first country. Degree is heavy-tailed (log-normal attraction); most local links stay in the
    state, the rest lead to hubs. Kinds of link, functions, dates and evidence are drawn in fixed
    shares; nothing in it is a fact about anybody.

    Args:
        agencies: number of agencies, at least 50.
        links: number of links, at least 100.
        gaps: how many gaps of each kind to plant.
        seed: seed; the same arguments give the same network.
        examined: sections whose silence means absence ("links", "mandates" ...), so that more
            follows from what isn't there.

    Returns:
        The network, kept as columns, with the planted gaps.

    Raises:
        ValueError: too few agencies or links.

    Example:
        >>> made = synthetic(agencies=60, links=300, gaps=2, seed=1)
        >>> len(made.network.agencies), len(made.truth["CG301"])
        (60, 2)
    """
    if agencies < 50 or links < max(100, 20 * gaps):
        raise ValueError("at least 50 agencies, 100 links, and 20 links for each gap of a kind")
    random = np.random.default_rng(seed)
    made = _agencies(agencies, random)
    drawn = _links(made, links, random)
    truth = _plant_links(drawn, gaps, random)
    requirements, planted = _requirements(made, drawn, gaps, random)
    truth.update(planted)
    columns = made_columns(made, drawn)
    rest = Document.model_validate(
        {
            "title": f"Made-up network of {agencies} agencies and {links} links (seed {seed})",
            "as_of": AS_OF,
            "examined": list(examined),
            "sources": [{"id": "register", "title": "Made-up register", "kind": "official"}],
            "functions": [{"id": key, "name": name} for key, name in FUNCTIONS],
            "requirements": requirements,
        }
    )
    network = Network.of_tables(
        columns,
        agency_table(agency_fields(made)),
        link_table(link_fields(made, drawn)),
        rest,
    )
    return Synthetic(network, truth)


def _agencies(n: int, random: np.random.Generator) -> MadeAgencies:
    hub_count = max(4, n // 100)
    abroad = random.random(n) < 0.1
    abroad[0], abroad[1] = False, True
    federal = np.arange(n) < hub_count
    home = np.array([f"US-{code}" for code in _STATES])
    away = np.array([f"MX-{code}" for code in _MX_STATES])
    jurisdiction = np.where(
        abroad, away[random.integers(len(away), size=n)], home[random.integers(len(home), size=n)]
    )
    jurisdiction = np.where(federal, np.where(abroad, "MX", "US"), jurisdiction)
    level = np.where(federal, "federal", np.where(random.random(n) < 0.05, "state", "local"))
    function = random.integers(len(FUNCTIONS), size=n).astype(np.int32)
    leads = federal & (random.random(n) < 0.5)
    parent = np.full(n, -1, np.int32)
    states = np.flatnonzero(level == "state")
    for code in np.unique(jurisdiction[~federal]).tolist():
        seats = states[jurisdiction[states] == code]
        if len(seats):
            local = (jurisdiction == code) & (level == "local") & (random.random(n) < 0.3)
            parent[local] = seats[0]
    width = len(str(n))
    ids = [f"a{code:0{width}d}" for code in range(n)]
    names = [f"{places} agency {code}" for code, places in enumerate(jurisdiction.tolist())]
    return MadeAgencies(
        ids, names, jurisdiction, level, parent, function, leads, np.arange(hub_count)
    )


def _links(made: MadeAgencies, m: int, random: np.random.Generator) -> MadeLinks:
    n = len(made.ids)
    pull = random.lognormal(sigma=1.0, size=n)
    pull[made.hubs] *= 60
    order = np.argsort(made.jurisdiction, kind="stable")
    ordered = made.jurisdiction[order]
    total = np.cumsum(pull[order])
    source = order[np.searchsorted(total, random.random(m) * total[-1])]
    # Most ends are drawn among the agencies of the same jurisdiction, the rest anywhere by pull.
    low = np.searchsorted(ordered, made.jurisdiction[source], "left")
    high = np.searchsorted(ordered, made.jurisdiction[source], "right")
    before = np.where(low > 0, total[low - 1], 0.0)
    near = before + random.random(m) * (total[high - 1] - before)
    anywhere = random.random(m) * total[-1]
    at = np.where(random.random(m) < 0.7, near, anywhere)
    target = order[np.minimum(np.searchsorted(total, at), n - 1)]
    target = np.where(target == source, (source + 1) % n, target)
    kinds = np.array([KINDS.index(kind) for kind in _KIND_SHARES], np.uint8)
    shares = np.array(list(_KIND_SHARES.values()))
    kind = kinds[np.searchsorted(np.cumsum(shares / shares.sum())[:-1], random.random(m))]
    begun = first_day("2000").toordinal()
    start = (begun + random.integers(0, 7000, size=m)).astype(np.int32)
    return MadeLinks(
        source.astype(np.int32),
        target.astype(np.int32),
        kind,
        np.full(m, STATUSES.index("active"), np.uint8),
        made.function[source],
        start,
        np.full(m, ALWAYS, np.int32),
    )


def _plant_links(
    links: MadeLinks, gaps: int, random: np.random.Generator
) -> dict[str, tuple[str, ...]]:
    rows = random.permutation(len(links.source))[: gaps * len(_PLANTED_LINKS)]
    truth = {}
    for (code, (kind, status)), part in zip(
        _PLANTED_LINKS.items(), np.split(np.sort(rows), len(_PLANTED_LINKS)), strict=True
    ):
        links.kind[part] = KINDS.index(kind)
        links.status[part] = STATUSES.index(status)
        if code == "CG205":
            links.start[part] = first_day("2001").toordinal()
            links.end[part] = last_day("2019").toordinal()
        truth[code] = tuple(link_id(row) for row in part.tolist())
    return truth


def _requirements(
    made: MadeAgencies, links: MadeLinks, gaps: int, random: np.random.Generator
) -> tuple[list[dict[str, Any]], dict[str, tuple[str, ...]]]:
    """Requirements that are met by a link, and some that nobody meets (examined)."""
    found: list[dict[str, Any]] = []
    active = np.flatnonzero(
        (links.status == STATUSES.index("active")) & (links.kind != KINDS.index("agreement"))
    )

    def ask(key: str, own: int, other: Mapping[str, str], **fields: Any) -> str:
        cited = {"examined": True, "evidence": [{"source": "register", "at": "duties"}]}
        agency = {"id": key, "agency": made.ids[own], "counterpart": dict(other)}
        found.append({**agency, **fields, **cited})
        return key

    for row in random.choice(active, gaps, replace=False).tolist():
        ask(f"met-{row}", links.source[row], {"agency": made.ids[links.target[row]]})
    tied = set(zip(links.source.tolist(), links.target.tolist(), strict=True))
    parents = set(made.parent.tolist())
    lonely: list[str] = []
    while len(lonely) < gaps:
        one, other = random.integers(len(made.ids), size=2).tolist()
        if one == other or (one, other) in tied or (other, one) in tied or {one, other} & parents:
            continue
        kinds = ["liaison", "joint-operation"]
        lonely.append(ask(f"gap-{one}-{other}", one, {"agency": made.ids[other]}, kinds=kinds))
    nobody = []
    for number in range(gaps):
        task, _ = FUNCTIONS[number % len(FUNCTIONS)]
        place = {"jurisdiction": "GT"}
        nobody.append(ask(f"nobody-{number}", number % len(made.hubs), place, function=task))
    return found, {"CG101": tuple(nobody), "CG103": tuple(dict.fromkeys(lonely))}
