"""For tests: made-up networks with gaps planted on purpose, and one rule on a few lines of data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from textwrap import dedent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coordination.engine.columns import (
    ALWAYS,
    KINDS,
    NEVER,
    ROLES,
    STATUSES,
    Columns,
    where_agencies_act,
)
from coordination.engine.record_table import Coded, agency_table, link_table
from coordination.errors import expect
from coordination.loading import loads
from coordination.model import Document, first_day, last_day, vocabulary
from coordination.network import Network
from coordination.rules import RULES
from coordination.rules.check import check
from coordination.rules.finding import Finding
from coordination.rules.rule import Rule

__all__ = ["Synthetic", "check_rule", "synthetic"]

AS_OF = "2020-12-31"

_STATES = ("AZ", "CA", "NM", "TX", "FL", "NY", "IL", "OH", "GA", "WA", "CO", "NV", "OK", "LA", "MI")
_MX_STATES = ("BCN", "CHH", "COA", "NLE", "SON", "TAM")
_FUNCTIONS = (
    ("investigation", "Investigation"),
    ("intelligence", "Intelligence"),
    ("tracing", "Tracing"),
    ("training", "Training"),
    ("prosecution", "Prosecution"),
    ("border-control", "Border control"),
    ("licensing", "Licensing"),
    ("patrol", "Patrol"),
)
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


def check_rule(rule: Rule, text: str, **options: Any) -> tuple[Finding, ...]:
    """What one rule finds in a few lines of data, for tests of rules.

    Args:
        rule: the rule; one that asks about the findings of others gets those of `RULES`.
        text: a data file as YAML, indented as the test is.
        **options: options of the rule.

    Returns:
        The findings and open questions of this rule, sorted.

    Raises:
        DataError: the text is no data file.
        RuleFailed: the rule raised, or its finding names a record that there isn't.

    Example:
        >>> from coordination.rules.rule import rule
        >>> @rule("MY101", "unnamed-agency")
        ... def unnamed_agency(network):
        ...     '''An agency has no abbreviation.'''
        ...     for agency in network.agencies.values():
        ...         if not agency.abbreviation:
        ...             yield Finding(f"{agency.name} has no short name", "derived", (agency.id,))
        >>> text = "{title: T, agencies: [{id: a, name: A}]}"
        >>> [one.message for one in check_rule(unnamed_agency, text)]
        ['A has no short name']
    """
    expect(Rule, rule, "rule")
    others = [one for one in RULES if rule.after and one.code != rule.code]
    network = loads(dedent(text), name="<data of the test>")
    report = check(network, rules=[*others, rule], select=[rule.code], options={rule.code: options})
    found = (*report.findings, *report.open)
    return tuple(one for one in found if one.code == rule.code)


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


def synthetic(
    *,
    agencies: int = 1000,
    links: int = 10_000,
    gaps: int = 10,
    seed: int = 0,
    examined: Iterable[str] = (),
) -> Synthetic:
    """Make up a network of federal hubs, states and local bodies in two countries.

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
    bodies = _bodies(agencies, random)
    drawn = _links(bodies, links, random)
    truth = _plant_links(drawn, gaps, random)
    requirements, planted = _requirements(bodies, drawn, gaps, random)
    truth.update(planted)
    columns = _columns(bodies, drawn)
    rest = Document.model_validate(
        {
            "title": f"Made-up network of {agencies} agencies and {links} links (seed {seed})",
            "as_of": AS_OF,
            "examined": list(examined),
            "sources": [{"id": "register", "title": "Made-up register", "kind": "official"}],
            "functions": [{"id": key, "name": name} for key, name in _FUNCTIONS],
            "requirements": requirements,
        }
    )
    network = Network.of_tables(
        columns,
        agency_table(_agency_fields(bodies)),
        link_table(_link_fields(bodies, drawn)),
        rest,
    )
    return Synthetic(network, truth)


@dataclass(eq=False)
class _Bodies:
    ids: list[str]
    names: list[str]
    jurisdiction: NDArray[np.str_]
    level: NDArray[np.str_]
    parent: NDArray[np.int32]
    function: NDArray[np.int32]
    leads: NDArray[np.bool_]
    hubs: NDArray[np.int64]


@dataclass(eq=False)
class _Links:
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]
    status: NDArray[np.uint8]
    function: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def _bodies(n: int, random: np.random.Generator) -> _Bodies:
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
    function = random.integers(len(_FUNCTIONS), size=n).astype(np.int32)
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
    names = [f"{places} body {code}" for code, places in enumerate(jurisdiction.tolist())]
    return _Bodies(ids, names, jurisdiction, level, parent, function, leads, np.arange(hub_count))


def _links(bodies: _Bodies, m: int, random: np.random.Generator) -> _Links:
    n = len(bodies.ids)
    pull = random.lognormal(sigma=1.0, size=n)
    pull[bodies.hubs] *= 60
    order = np.argsort(bodies.jurisdiction, kind="stable")
    ordered = bodies.jurisdiction[order]
    total = np.cumsum(pull[order])
    source = order[np.searchsorted(total, random.random(m) * total[-1])]
    # Most ends are drawn among the bodies of the same jurisdiction, the rest anywhere by pull.
    low = np.searchsorted(ordered, bodies.jurisdiction[source], "left")
    high = np.searchsorted(ordered, bodies.jurisdiction[source], "right")
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
    return _Links(
        source.astype(np.int32),
        target.astype(np.int32),
        kind,
        np.full(m, STATUSES.index("active"), np.uint8),
        bodies.function[source],
        start,
        np.full(m, ALWAYS, np.int32),
    )


def _link_id(row: int) -> str:
    return f"l{row}"


def _plant_links(
    links: _Links, gaps: int, random: np.random.Generator
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
        truth[code] = tuple(_link_id(row) for row in part.tolist())
    return truth


def _requirements(
    bodies: _Bodies, links: _Links, gaps: int, random: np.random.Generator
) -> tuple[list[dict[str, Any]], dict[str, tuple[str, ...]]]:
    """Requirements that are met by a link, and some that nobody meets (examined)."""
    found: list[dict[str, Any]] = []
    active = np.flatnonzero(
        (links.status == STATUSES.index("active")) & (links.kind != KINDS.index("agreement"))
    )
    evidence = [{"source": "register", "at": "duties"}]
    for row in random.choice(active, gaps, replace=False).tolist():
        found.append(
            {
                "id": f"met-{row}",
                "agency": bodies.ids[links.source[row]],
                "counterpart": {"agency": bodies.ids[links.target[row]]},
                "examined": True,
                "evidence": evidence,
            }
        )
    tied = set(zip(links.source.tolist(), links.target.tolist(), strict=True))
    parents = set(bodies.parent.tolist())
    lonely: list[str] = []
    while len(lonely) < gaps:
        one, other = random.integers(len(bodies.ids), size=2).tolist()
        if one == other or (one, other) in tied or (other, one) in tied or {one, other} & parents:
            continue
        lonely.append(f"gap-{one}-{other}")
        found.append(
            {
                "id": lonely[-1],
                "agency": bodies.ids[one],
                "counterpart": {"agency": bodies.ids[other]},
                "kinds": ["liaison", "joint-operation"],
                "examined": True,
                "evidence": evidence,
            }
        )
    nobody = []
    for number in range(gaps):
        nobody.append(f"nobody-{number}")
        found.append(
            {
                "id": nobody[-1],
                "agency": bodies.ids[number % len(bodies.hubs)],
                "counterpart": {"jurisdiction": "GT"},
                "function": _FUNCTIONS[number % len(_FUNCTIONS)][0],
                "examined": True,
                "evidence": evidence,
            }
        )
    return found, {"CG101": tuple(nobody), "CG103": tuple(dict.fromkeys(lonely))}


def _columns(bodies: _Bodies, links: _Links) -> Columns:
    n, m = len(bodies.ids), len(links.source)
    terms = [vocabulary.LINK_KINDS[kind] for kind in KINDS]
    mandates = np.arange(n, dtype=np.int32)
    places, place_rows, place_codes = where_agencies_act(bodies.jurisdiction, mandates)
    return Columns(
        ids=tuple(bodies.ids),
        functions=tuple(key for key, _ in _FUNCTIONS),
        source=links.source,
        target=links.target,
        link=np.arange(m, dtype=np.int32),
        kind=links.kind,
        status=links.status,
        mutual=np.array([term.mutual for term in terms])[links.kind],
        formal=np.array([term.formal for term in terms])[links.kind],
        start=links.start,
        end=links.end,
        assumed=np.zeros(m, bool),
        supported=np.ones(m, bool),
        dated=np.zeros(m, bool),
        replaced=np.zeros(m, bool),
        under_link=np.full(m, -1, np.int32),
        under_agency=np.full(m, -1, np.int32),
        function_rows=np.arange(m, dtype=np.int32),
        function_codes=links.function,
        jurisdiction=bodies.jurisdiction,
        level=bodies.level,
        agency_kind=np.full(n, "agency"),
        parent=bodies.parent,
        since=np.full(n, NEVER, np.int32),
        mandate_agencies=mandates,
        mandate_functions=bodies.function,
        mandate_roles=np.where(
            bodies.leads, ROLES.index("lead"), ROLES.index("participant")
        ).astype(np.uint8),
        places=places,
        mandate_place_rows=place_rows,
        mandate_places=place_codes,
        member_wholes=np.zeros(0, np.int32),
        member_agencies=np.zeros(0, np.int32),
    )


class _Made:
    """A column that is made row by row, by a function that can be pickled."""

    def __init__(self, make: Any) -> None:
        self.make = make

    def __getitem__(self, row: int) -> Any:
        return self.make(row)


def _agency_fields(bodies: _Bodies) -> dict[str, Any]:
    return {
        "id": bodies.ids,
        "name": bodies.names,
        "level": bodies.level.tolist(),
        "jurisdiction": bodies.jurisdiction.tolist(),
        "part_of": Coded(bodies.parent, bodies.ids),
        "mandates": _Made(partial(_mandates, bodies.function, bodies.leads)),
    }


def _mandates(functions: NDArray[Any], leads: NDArray[Any], row: int) -> list[dict[str, str]]:
    role = "lead" if leads[row] else "participant"
    return [{"function": _FUNCTIONS[functions[row]][0], "role": role}]


def _day(days: NDArray[Any], row: int) -> str | None:
    value = int(days[row])
    open_ended = value in (int(NEVER), int(ALWAYS))
    return None if open_ended else datetime.date.fromordinal(value).isoformat()


def _entry(row: int) -> list[dict[str, str]]:
    return [{"source": "register", "at": f"entry {row + 1}"}]


class _Ids(_Made):
    def __init__(self, size: int) -> None:
        super().__init__(_link_id)
        self.size = size

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Any:
        return map(_link_id, range(self.size))


def _link_fields(bodies: _Bodies, links: _Links) -> dict[str, Any]:
    return {
        "id": _Ids(len(links.source)),
        "kind": Coded(links.kind, KINDS),
        "source": Coded(links.source, bodies.ids),
        "target": Coded(links.target, bodies.ids),
        "status": Coded(links.status, STATUSES),
        "functions": Coded(links.function, [(key,) for key, _ in _FUNCTIONS]),
        "start": _Made(partial(_day, links.start)),
        "end": _Made(partial(_day, links.end)),
        "evidence": _Made(_entry),
    }
