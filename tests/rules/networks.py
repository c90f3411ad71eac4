"""Random small networks for laws that hold of all rules."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import permutations, product
from math import prod
from typing import Any

from hypothesis import strategies as st

from coordination.model import vocabulary

AGENCIES = ["a", "b", "c", "d", "e"]
FUNCTIONS = ["f", "g"]
KINDS = list(vocabulary.LINK_KINDS)
STATUSES = list(vocabulary.STATUSES)
PLACES = ["US", "MX", "US-TX", "border"]
PASSAGES = ["p", "q"]


@cache
def _among(words: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(words)


@cache
def _lists_of(words: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_among(words), unique=True, min_size=least, max_size=most)


def _one(words: Iterable[Any]) -> st.SearchStrategy[Any]:
    """A word; what is drawn is made once, which takes longer than drawing from it."""
    return _among(tuple(words))


def _some(words: Iterable[str], most: int = 2, least: int = 0) -> st.SearchStrategy[list[str]]:
    return _lists_of(tuple(words), least, most)


def _each(draw: st.DrawFn, *options: Sequence[Any]) -> list[Any]:
    """One of each of several lists of words, which take turns in one number.

    To draw one number takes as long as to draw one word. All are as likely up to 16 million.
    """
    number = draw(_numbers(prod(map(len, options))))
    found = []
    for words in options:
        number, at = divmod(number, len(words))
        found.append(words[at])
    return found


@cache
def _numbers(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


_SCOPE = st.fixed_dictionaries(
    {"section": st.just("mandates"), "functions": _some(FUNCTIONS, 1), "places": _some(PLACES)},
    optional={"aspect": st.sampled_from(list(vocabulary.ASPECTS))},
)
_SCOPES = st.lists(_SCOPE, max_size=1)
_DESCRIBED = st.sampled_from([{"kind": "agency"}, {"level": "national"}, {"function": "f"}])


_MANDATE_PLACES = (*[()] * 24, *[(one,) for one in PLACES] * 2, *permutations(PLACES, 2))
_MANDATES = [None, None, *product(["lead", "participant"], _MANDATE_PLACES)]
_MANDATES += [None] * (len(_MANDATES) - 4)
"""Half of the time none; else a role, mostly everywhere."""


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a network of five agencies, a collective, and records of every other sort."""
    agencies: list[dict[str, Any]] = []
    for number, key in enumerate(AGENCIES):
        place, level, kind, aliases, main, since, whole = _each(
            draw,
            PLACES,
            ["federal", "national", "state"],
            ["agency", "agency", "government", "task-force"],
            [[], [f"{key} of old"]],
            [False, True],
            [None, None, None, "2003"],
            [*[None] * max(3 * number, 1), *AGENCIES[:number]],
        )
        held = _each(draw, *[_MANDATES] * len(FUNCTIONS))
        agency: dict[str, Any] = {
            "id": key,
            "name": key.upper(),
            "jurisdiction": place,
            "level": level,
            "kind": kind,
            "mandates": [
                {"function": function, "role": one[0], "places": list(one[1])}
                for function, one in zip(FUNCTIONS, held, strict=True)
                if one is not None
            ],
            "aliases": aliases,
            "main": main,
        }
        if whole is not None:
            agency["part_of"] = whole
        if since is not None:
            agency["since"] = since
        agencies.append(agency)
    members = draw(_some(AGENCIES, 3, 2))
    agencies.append(
        {
            "id": "all",
            "name": "All",
            "kind": "collective",
            "jurisdiction": draw(_one(["US", "MX"])),
            "members": members,
            "mandates": [{"function": "f"}] if draw(st.booleans()) else [],
        }
    )
    links = [draw(_links(f"l{n}")) for n in range(draw(st.integers(0, 7)))]
    for place, link in enumerate(links):
        # A link stands under an earlier one, so that none leads back to itself.
        if draw(st.integers(0, 4)) == 0:
            link["under"] = draw(_one(_forums(links[:place])))
    requirements = [
        draw(_requirements(f"r{n}", members, _forums(links)))
        for n in range(draw(st.integers(1, 4)))
    ]
    subjects = [one["id"] for one in (*links, *requirements)]
    return {
        "title": "random",
        "headline": draw(_one([None, "In short."])),
        "as_of": "2010-06-30",
        "examined": [
            *draw(_some(list(vocabulary.SECTIONS), 3)),
            *draw(_SCOPES),
        ],
        "sources": [{"id": "s", "title": "S"}, {"id": "t", "title": "T"}],
        "passages": [
            {"id": "p", "source": "s", "at": "page 90", "says": "p"},
            {
                "id": "q",
                "source": "t",
                "at": "page 91",
                "says": "q",
                "stance": draw(_one(list(vocabulary.STANCES))),
            },
        ],
        "places": [{"id": "border", "name": "Border", "within": draw(_some(["US", "MX"], 1))}],
        "functions": [{"id": key, "name": key} for key in FUNCTIONS],
        "agencies": agencies,
        "links": links,
        "requirements": requirements,
        "conclusions": [
            draw(_conclusions(f"c{n}", subjects)) for n in range(draw(st.integers(0, 3)))
        ],
    }


def _forums(links: list[dict[str, Any]]) -> list[str]:
    """Ids of what a link or a requirement may stand under."""
    return ["all", *(one["id"] for one in links if one["kind"] in vocabulary.UNDER_LINK_KINDS)]


@cache
def _evidence(key: str) -> st.SearchStrategy[list[Any]]:
    """One passage: written out, or named."""
    written = st.builds(dict, source=st.sampled_from("st"), at=st.just("page 1"), says=st.just(key))
    return st.one_of(written, written, st.sampled_from(PASSAGES)).map(lambda one: [one])


_PAIRS = [
    (one, other) for one in [*AGENCIES, "all"] for other in [*AGENCIES, "all"]
    if one != other or one == "all"
]  # fmt: skip


@st.composite
def _links(draw: st.DrawFn, key: str) -> dict[str, Any]:
    (one, other), kind, status = _each(draw, _PAIRS, KINDS, STATUSES)
    functions, confidence, mutual, end, several = _each(
        draw,
        [[], *([one] for one in FUNCTIONS)],
        ["documented", "documented", "assumed"],
        [None, None, False, True],
        [None, None, None, None, "2009", "2011"],
        [False] * 6 + [True],
    )
    link: dict[str, Any] = {
        "id": key,
        "kind": kind,
        "source": one,
        "target": other,
        "status": status,
        "functions": functions,
        "confidence": confidence,
        "evidence": draw(_evidence(key)),
    }
    if mutual is not None:
        link["mutual"] = mutual
    if end is not None:
        link["start"] = "2001"
        link["end"] = end
    if several and link["kind"] in ("agreement", "directive"):
        del link["source"], link["target"]
        link["parties"] = ["a", "b", "c"]
    return link


@cache
def _counterparts(others: tuple[str, ...], inside: bool) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        _among(tuple(end for end in others if end != "all" or not inside)).map(
            lambda end: {"agency": end}
        ),
        st.just({"kind": "agency"} if inside else {"collective": "all"}),
        _one(PLACES).map(lambda code: {"jurisdiction": code}),
        st.sampled_from(
            [{"kind": "agency"}, {"same": "place"}, {"same": "place", "kind": "agency"}]
        ),
    )


@st.composite
def _requirements(
    draw: st.DrawFn, key: str, members: list[str], forums: list[str]
) -> dict[str, Any]:
    own = draw(_one([*AGENCIES, "all"]))
    others = [end for end in [*AGENCIES, "all"] if end != own or end == "all"]
    counterpart = draw(_counterparts(tuple(others), own in members))
    # Mostly one agency; now and then several, or all that a description fits.
    asking: Any = own
    inside = members if "all" in counterpart.values() else []
    several = [end for end in AGENCIES if end != counterpart.get("agency") and end not in inside]
    if draw(st.integers(0, 4)) == 0:
        asking = draw(
            st.one_of(
                _some(several, 3, 1),
                _DESCRIBED,
            )
        )
    direction, single, written, found, function, examined, under = _each(
        draw,
        ["any", "mutual", "to-counterpart"],
        [False, True],
        [False, False, False, True],
        [words for size in range(3) for words in product(["met", "lacking"], repeat=size)],
        [None, None, *FUNCTIONS],
        [False, False, False, True],
        [False, False, False, True],
    )
    requirement: dict[str, Any] = {
        "id": key,
        "agency": asking,
        "counterpart": counterpart,
        "kinds": draw(_some(KINDS)),
        "direction": direction,
        "single": single and "agency" not in counterpart,
        "written": written,
        "evidence": [
            {"source": "s", "at": f"page {n}", "finds": word} for n, word in enumerate(found)
        ],
    }
    if function is not None:
        requirement["function"] = function
    if examined:
        requirement["examined"] = True
    if under:
        requirement["under"] = draw(_one(forums))
    return requirement


@st.composite
def _conclusions(draw: st.DrawFn, key: str, subjects: list[str]) -> dict[str, Any]:
    agencies = draw(_some(AGENCIES, 3, 1))
    others = [end for end in AGENCIES if end not in agencies]
    return {
        "id": key,
        "finds": draw(_one(list(vocabulary.CONCLUSIONS))),
        "agencies": agencies,
        "towards": draw(_some(others, 1)),
        "functions": draw(_some(FUNCTIONS, 1)),
        "places": draw(_some(PLACES, 1)),
        "kinds": draw(_some(KINDS, 1)),
        "about": draw(_some(subjects, 1)),
        "extent": draw(_one(list(vocabulary.EXTENTS))),
        "says": f"What {key} says.",
        "confidence": draw(_one(["documented", "documented", "assumed"])),
        "evidence": draw(_evidence(key)),
    }
