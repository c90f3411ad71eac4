"""Random small networks for laws that hold of all rules."""

from collections.abc import Iterable
from functools import cache
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


_SCOPE = st.fixed_dictionaries(
    {"section": st.just("mandates"), "functions": _some(FUNCTIONS, 1), "places": _some(PLACES)},
    optional={"aspect": st.sampled_from(list(vocabulary.ASPECTS))},
)
_SCOPES = st.lists(_SCOPE, max_size=1)
_PLACES = st.one_of(st.just([]), _some(PLACES))
_FOUND = st.lists(st.sampled_from(["met", "lacking"]), max_size=2)
_DESCRIBED = st.sampled_from([{"kind": "agency"}, {"level": "national"}, {"function": "f"}])


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a network of five agencies, a collective, and records of every other sort."""
    agencies: list[dict[str, Any]] = []
    for number, key in enumerate(AGENCIES):
        agency: dict[str, Any] = {
            "id": key,
            "name": key.upper(),
            "jurisdiction": draw(_one(PLACES)),
            "level": draw(_one(["federal", "national", "state"])),
            "kind": draw(_one(["agency", "agency", "government", "task-force"])),
            "mandates": [
                {
                    "function": function,
                    "role": draw(_one(["lead", "participant"])),
                    "places": draw(_PLACES),
                }
                for function in FUNCTIONS
                if draw(st.booleans())
            ],
            "aliases": draw(_some([f"{key} of old"])),
            "main": draw(st.booleans()),
        }
        if number and draw(st.integers(0, 3)) == 0:
            agency["part_of"] = AGENCIES[draw(st.integers(0, number - 1))]
        if draw(st.integers(0, 3)) == 0:
            agency["since"] = "2003"
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


@st.composite
def _links(draw: st.DrawFn, key: str) -> dict[str, Any]:
    one = draw(_one([*AGENCIES, "all"]))
    others = [end for end in [*AGENCIES, "all"] if end != one or end == "all"]
    link: dict[str, Any] = {
        "id": key,
        "kind": draw(_one(KINDS)),
        "source": one,
        "target": draw(_one(others)),
        "status": draw(_one(STATUSES)),
        "functions": draw(_some(FUNCTIONS, 1)),
        "confidence": draw(_one(["documented", "documented", "assumed"])),
        "evidence": draw(_evidence(key)),
    }
    if draw(st.booleans()):
        link["mutual"] = draw(st.booleans())
    if draw(st.integers(0, 2)) == 0:
        link["start"] = "2001"
        link["end"] = draw(_one(["2009", "2011"]))
    if draw(st.integers(0, 6)) == 0 and link["kind"] in ("agreement", "directive"):
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
    requirement: dict[str, Any] = {
        "id": key,
        "agency": asking,
        "counterpart": counterpart,
        "kinds": draw(_some(KINDS)),
        "direction": draw(_one(["any", "mutual", "to-counterpart"])),
        "single": "agency" not in counterpart and draw(st.booleans()),
        "written": draw(st.integers(0, 3)) == 0,
        "evidence": [
            {"source": "s", "at": f"page {n}", "finds": word} for n, word in enumerate(draw(_FOUND))
        ],
    }
    if draw(st.booleans()):
        requirement["function"] = draw(_one(FUNCTIONS))
    if draw(st.integers(0, 3)) == 0:
        requirement["examined"] = True
    if draw(st.integers(0, 3)) == 0:
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
