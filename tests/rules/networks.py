"""Random small networks for laws that hold of all rules."""

from typing import Any

from hypothesis import strategies as st

from coordination.model import vocabulary

AGENCIES = ["a", "b", "c", "d", "e"]
FUNCTIONS = ["f", "g"]
KINDS = [
    "agreement",
    "information-sharing",
    "liaison",
    "oversight",
    "reporting",
    "request",
    "training",
    "joint-operation",
]
STATUSES = list(vocabulary.STATUSES)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a network of five agencies, a collective, and links and requirements."""
    agencies: list[dict[str, Any]] = []
    for number, key in enumerate(AGENCIES):
        agency: dict[str, Any] = {
            "id": key,
            "name": key.upper(),
            "jurisdiction": draw(st.sampled_from(["US", "MX"])),
            "level": draw(st.sampled_from(["federal", "state"])),
            "kind": draw(st.sampled_from(["agency", "agency", "government", "task-force"])),
            "mandates": [
                {"function": function, "role": draw(st.sampled_from(["lead", "participant"]))}
                for function in FUNCTIONS
                if draw(st.booleans())
            ],
        }
        if number and draw(st.integers(0, 3)) == 0:
            agency["part_of"] = AGENCIES[draw(st.integers(0, number - 1))]
        if draw(st.integers(0, 3)) == 0:
            agency["since"] = "2003"
        agencies.append(agency)
    members = draw(st.lists(st.sampled_from(AGENCIES), unique=True, min_size=2, max_size=3))
    agencies.append(
        {
            "id": "all",
            "name": "All",
            "kind": "collective",
            "jurisdiction": draw(st.sampled_from(["US", "MX"])),
            "members": members,
            "mandates": [{"function": "f"}] if draw(st.booleans()) else [],
        }
    )
    return {
        "title": "random",
        "as_of": "2010-06-30",
        "examined": draw(st.lists(st.sampled_from(list(vocabulary.SECTIONS)), unique=True)),
        "sources": [{"id": "s", "title": "S"}, {"id": "t", "title": "T"}],
        "functions": [{"id": key, "name": key} for key in FUNCTIONS],
        "agencies": agencies,
        "links": [draw(_links(f"l{n}")) for n in range(draw(st.integers(0, 7)))],
        "requirements": [draw(_requirements(f"r{n}")) for n in range(draw(st.integers(1, 4)))],
    }


@st.composite
def _links(draw: st.DrawFn, key: str) -> dict[str, Any]:
    one = draw(st.sampled_from([*AGENCIES, "all"]))
    others = [end for end in [*AGENCIES, "all"] if end != one or end == "all"]
    link: dict[str, Any] = {
        "id": key,
        "kind": draw(st.sampled_from(KINDS)),
        "source": one,
        "target": draw(st.sampled_from(others)),
        "status": draw(st.sampled_from(STATUSES)),
        "functions": draw(st.lists(st.sampled_from(FUNCTIONS), unique=True, max_size=1)),
        "confidence": draw(st.sampled_from(["documented", "documented", "assumed"])),
        "evidence": [{"source": draw(st.sampled_from("st")), "at": "page 1", "says": key}],
    }
    if draw(st.booleans()):
        link["mutual"] = draw(st.booleans())
    if draw(st.integers(0, 2)) == 0:
        link["start"] = "2001"
        link["end"] = draw(st.sampled_from(["2009", "2011"]))
    if draw(st.integers(0, 6)) == 0 and link["kind"] == "agreement":
        del link["source"], link["target"]
        link["parties"] = ["a", "b", "c"]
    return link


@st.composite
def _requirements(draw: st.DrawFn, key: str) -> dict[str, Any]:
    own = draw(st.sampled_from([*AGENCIES, "all"]))
    others = [end for end in [*AGENCIES, "all"] if end != own or end == "all"]
    requirement: dict[str, Any] = {
        "id": key,
        "agency": own,
        "counterpart": draw(
            st.one_of(
                st.sampled_from(others).map(lambda end: {"agency": end}),
                st.just({"collective": "all"}),
                st.sampled_from(["US", "MX"]).map(lambda code: {"jurisdiction": code}),
                st.just({"kind": "agency"}),
            )
        ),
        "kinds": draw(st.lists(st.sampled_from(KINDS), unique=True, max_size=2)),
        "direction": draw(st.sampled_from(["any", "mutual", "to-counterpart"])),
        "single": draw(st.booleans()),
        "written": draw(st.integers(0, 3)) == 0,
        "evidence": [
            {"source": "s", "at": f"page {n}", "finds": word}
            for n, word in enumerate(
                draw(st.lists(st.sampled_from(["met", "lacking"]), max_size=2))
            )
        ],
    }
    if draw(st.booleans()):
        requirement["function"] = draw(st.sampled_from(FUNCTIONS))
    if draw(st.integers(0, 3)) == 0:
        requirement["examined"] = True
    return requirement
