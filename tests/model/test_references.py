"""What doesn't fit between records is told, for networks that are built in code as well."""

from __future__ import annotations

import pytest

import coordination as co

A = {"id": "a", "name": "A"}
B = {"id": "b", "name": "B"}
C = {"id": "c", "name": "C"}
PASSAGE = {"source": "s", "at": "p. 1"}
LIAISON = {"id": "ab", "kind": "liaison", "source": "a", "target": "b"}


def told(**sections) -> list[str]:
    with pytest.raises(co.DataError) as caught:
        co.Network(title="Test", **sections)
    return [f"{issue.where}: {issue.message}" for issue in caught.value.issues]


def agency(name: str, **fields) -> dict:
    return {"id": name, "name": name.upper(), **fields}


DANGLING = [
    ({"agencies": [agency("a", part_of="x")]}, "agencies[0].part_of", "agency"),
    ({"agencies": [agency("a", members=["x"])]}, "agencies[0].members[0]", "agency"),
    (
        {"agencies": [agency("a", mandates=[{"function": "x"}])]},
        "agencies[0].mandates[0].function",
        "function",
    ),
    (
        {"agencies": [agency("a", evidence=[{"source": "x", "at": "1"}])]},
        "agencies[0].evidence[0].source",
        "source",
    ),
    ({"agencies": [A], "links": [{**LIAISON, "target": "x"}]}, "links[0].target", "agency"),
    ({"agencies": [B], "links": [{**LIAISON, "source": "x"}]}, "links[0].source", "agency"),
    (
        {"agencies": [A, B], "links": [{"kind": "agreement", "parties": ["a", "b", "x"]}]},
        "links[0].parties[2]",
        "agency",
    ),
    (
        {"agencies": [A, B], "links": [{**LIAISON, "functions": ["x"]}]},
        "links[0].functions[0]",
        "function",
    ),
    (
        {"agencies": [A, B], "links": [{**LIAISON, "superseded_by": "x"}]},
        "links[0].superseded_by",
        "link",
    ),
    (
        {
            "agencies": [A],
            "requirements": [{"id": "r", "agency": "a", "counterpart": {"agency": "x"}}],
        },
        "requirements[0].counterpart.agency",
        "agency",
    ),
    (
        {
            "agencies": [A],
            "requirements": [{"id": "r", "agency": "a", "counterpart": {"collective": "x"}}],
        },
        "requirements[0].counterpart.collective",
        "agency",
    ),
    (
        {
            "agencies": [A],
            "requirements": [
                {"id": "r", "agency": "a", "counterpart": {"kind": "state"}, "function": "x"}
            ],
        },
        "requirements[0].function",
        "function",
    ),
    (
        {"requirements": [{"id": "r", "agency": "x", "counterpart": {"kind": "state"}}]},
        "requirements[0].agency",
        "agency",
    ),
    (
        {"agencies": [A], "recommendations": [{"id": "m", "by": "x", "to": "a", "says": "Do."}]},
        "recommendations[0].by",
        "agency",
    ),
    (
        {"agencies": [A], "recommendations": [{"id": "m", "by": "a", "to": "x", "says": "Do."}]},
        "recommendations[0].to[0]",
        "agency",
    ),
    (
        {
            "agencies": [A],
            "recommendations": [{"id": "m", "by": "a", "to": "a", "says": "Do.", "answers": "x"}],
        },
        "recommendations[0].answers[0]",
        "requirement, link or conclusion",
    ),
    (
        {"figures": [{"id": "f", "about": "x", "measure": "m", "value": 1}]},
        "figures[0].about",
        "agency, link, requirement or conclusion",
    ),
]


@pytest.mark.parametrize(("sections", "where", "kind"), DANGLING, ids=[d[1] for d in DANGLING])
def test_every_reference_is_checked(sections, where, kind):
    assert told(**sections) == [f"{where}: there is no {kind} 'x'"]


def test_a_figure_may_be_about_an_agency_a_link_or_a_requirement():
    requirement = {"id": "r", "agency": "a", "counterpart": {"agency": "b"}}
    figures = [
        {"id": f"f{n}", "about": about, "measure": "m", "value": 1}
        for n, about in enumerate(["a", "ab", "r"])
    ]
    co.Network(
        title="x", agencies=[A, B], links=[LIAISON], requirements=[requirement], figures=figures
    )


def test_an_id_of_another_section_is_told_as_such():
    link = {**LIAISON, "target": "s"}
    assert told(agencies=[A], links=[link], sources=[{"id": "s", "title": "S"}]) == [
        "links[0].target: 's' is the id of a source"
    ]


def test_ids_are_used_once_in_a_section_and_once_in_the_three_that_figures_are_about():
    assert told(agencies=[A, B, A]) == [
        "agencies[2].id: the id 'a' is already taken by an agency, agencies[0]"
    ]
    assert told(agencies=[A, B], links=[{**LIAISON, "id": "a"}]) == [
        "links[0].id: the id 'a' is already taken by an agency, agencies[0]"
    ]
    co.Network(title="x", agencies=[A], functions=[A], sources=[{"id": "a", "title": "A"}])


def test_links_that_are_the_same_in_all_but_status_need_an_id():
    first = {"kind": "liaison", "source": "a", "target": "b"}
    second = {"kind": "liaison", "source": "b", "target": "a", "status": "ended"}
    (issue,) = told(agencies=[A, B], links=[first, second])
    assert issue.startswith("links[1].id: the id 'liaison-")
    assert co.Network(title="x", agencies=[A, B], links=[first, {**second, "start": "2009"}])


@pytest.mark.parametrize(
    ("agencies", "where", "circle"),
    [
        ([agency("a", part_of="a")], "agencies[0].part_of", "part_of: a -> a"),
        (
            [agency("c"), agency("b", part_of="a"), agency("a", part_of="b")],
            "agencies[1].part_of",
            "part_of: b -> a -> b",
        ),
        (
            [agency("a", members=["c", "b"]), agency("b", members=["c", "a"]), agency("c")],
            "agencies[0].members[1]",
            "members: a -> b -> a",
        ),
    ],
)
def test_circles_are_named(agencies, where, circle):
    assert told(agencies=agencies) == [f"{where}: a circle of {circle}"]


def test_each_of_two_circles_is_named_once():
    agencies = [agency(name, part_of=part) for name, part in ("ab", "ba", "cd", "de", "ec", "fa")]
    assert told(agencies=agencies) == [
        "agencies[0].part_of: a circle of part_of: a -> b -> a",
        "agencies[2].part_of: a circle of part_of: c -> d -> e -> c",
    ]


def test_shared_members_and_long_chains_are_no_circle():
    chain = [agency(f"n{n}", part_of=f"n{n + 1}") for n in range(3000)]
    co.Network(title="x", agencies=[*chain, agency("n3000")])
    diamond = [agency("a", members=["b", "c"]), agency("b", members=["d"])]
    co.Network(title="x", agencies=[*diamond, agency("c", members=["d"]), agency("d")])


def test_links_that_replaced_each_other_are_a_circle():
    links = [
        {**LIAISON, "id": "one", "superseded_by": "two"},
        {**LIAISON, "id": "two", "superseded_by": "one"},
    ]
    assert told(agencies=[A, B], links=links) == [
        "links[0].superseded_by: a circle of superseded_by: one -> two -> one"
    ]


def test_only_a_collective_is_linked_with_itself():
    link = {**LIAISON, "target": "a"}
    assert told(agencies=[A, B], links=[link]) == [
        "links[0].target: it links 'a' with itself, but it isn't a collective"
    ]
    co.Network(title="x", agencies=[{**A, "kind": "collective"}], links=[link])
    co.Network(title="x", agencies=[{**A, "members": ["b"]}, B], links=[link])


def test_only_a_collective_is_required_to_coordinate_with_itself():
    requirement = {"id": "r", "agency": "a", "counterpart": {"agency": "a"}}
    assert told(agencies=[A], requirements=[requirement]) == [
        "requirements[0].counterpart.agency: "
        "it asks 'a' to coordinate with itself, but it isn't a collective"
    ]
    co.Network(title="x", agencies=[{**A, "kind": "collective"}], requirements=[requirement])


def test_each_member_of_a_collective_needs_members():
    requirement = {"id": "r", "agency": "a", "counterpart": {"collective": "b"}}
    assert told(agencies=[A, B], requirements=[requirement]) == [
        "requirements[0].counterpart.collective: 'b' has no members"
    ]
    agencies = [A, {**B, "kind": "collective", "members": ["c"]}, C]
    co.Network(title="x", agencies=agencies, requirements=[requirement])


def test_only_a_requirement_is_found_met_or_lacking():
    found = [{**PASSAGE, "finds": "met"}]
    sources = [{"id": "s", "title": "S"}]
    functions = [{"id": "f", "name": "F"}]
    holder = agency("a", mandates=[{"function": "f", "evidence": found}])
    assert told(sources=sources, functions=functions, agencies=[holder]) == [
        "agencies[0].mandates[0].evidence[0].finds: "
        "finds is given for evidence of a record that isn't a requirement"
    ]
    requirement = {"id": "r", "agency": "a", "counterpart": {"agency": "b"}, "evidence": found}
    co.Network(title="x", sources=sources, agencies=[A, B], requirements=[requirement])


def test_shape_errors_of_records_in_code_are_told_in_the_same_words_as_those_of_files():
    assert told(agencies=[{"id": "A B", "nam": 1}], figures=[{"id": "f", "value": "many"}]) == [
        "agencies[0].id: 'A B' is not an id",
        "agencies[0].nam: there is no field 'nam' here",
        "agencies[0].name: it is missing",
        "figures[0].about: it is missing",
        "figures[0].measure: it is missing",
        "figures[0].value: 'many' is not a number",
    ]
    with pytest.raises(co.DataError) as caught:
        co.Network(title="x", agencies=[{**A, "kind": "Agency"}])
    assert caught.value.issues[0].suggestion == "did you mean 'agency'?"
