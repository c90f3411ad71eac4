"""Congruence, layers and the counterpart mirror tell met, lacking and silent apart."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coordination as co
from coordination.measures import (
    agency_congruence,
    coordination_requirements,
    function_congruence,
    matrix_congruence,
    mirror,
    network_congruence,
    tie_layers,
)
from coordination.network import Network


def border() -> Network:
    return Network(
        title="border",
        sources=[{"id": "report", "title": "Report"}],
        functions=[
            {"id": "tracing", "name": "Tracing"},
            {"id": "training", "name": "Training"},
        ],
        agencies=[
            {
                "id": "atf",
                "name": "ATF",
                "jurisdiction": "US",
                "level": "federal",
                "mandates": [{"function": "tracing", "role": "lead"}],
            },
            {
                "id": "pgr",
                "name": "PGR",
                "jurisdiction": "MX",
                "level": "federal",
                "mandates": [{"function": "tracing"}],
            },
            {
                "id": "police",
                "name": "State police",
                "jurisdiction": "MX-CHH",
                "level": "state",
                "mandates": [{"function": "tracing"}],
            },
        ],
        links=[
            {"id": "mou", "kind": "agreement", "source": "atf", "target": "pgr"},
            {
                "id": "traces",
                "kind": "request",
                "source": "pgr",
                "target": "atf",
                "functions": ["tracing"],
            },
            {"id": "talks", "kind": "liaison", "source": "pgr", "target": "police"},
            {
                "id": "sharing",
                "kind": "information-sharing",
                "source": "atf",
                "target": "police",
                "functions": ["tracing"],
                "status": "absent",
            },
        ],
        requirements=[
            {
                "id": "federal",
                "agency": "atf",
                "counterpart": {"agency": "pgr"},
                "function": "tracing",
            },
            {
                "id": "state",
                "agency": "atf",
                "counterpart": {"agency": "police"},
                "function": "tracing",
            },
            {
                "id": "trainers",
                "agency": "atf",
                "counterpart": {"jurisdiction": "MX"},
                "function": "training",
                "evidence": [{"source": "report", "at": "p. 1", "finds": "lacking"}],
            },
            {"id": "silent", "agency": "pgr", "counterpart": {"kind": "task-force"}},
        ],
    )


def test_congruence_leaves_silence_out():
    found = network_congruence(border())
    assert found.value == 1 / 3
    assert (found.met, found.gaps) == (("federal",), ("state", "trainers"))
    assert found.not_examined == ("silent",)
    assert found.to_record()["gaps"] == "state trainers"


def test_congruence_by_function_and_agency():
    by_function = function_congruence(border())
    assert by_function["tracing"].value == 1 / 2
    assert by_function["training"].value == 0
    assert math.isnan(by_function[""].value)
    by_agency = agency_congruence(border())
    assert by_agency["pgr"].met == ("federal",)
    assert by_agency["police"].gaps == ("state",)


def test_congruence_of_matrices_is_cataldos_example():
    assignment = [[0, 1, 0], [0, 1, 1], [1, 1, 0]]
    dependency = [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
    required = coordination_requirements(assignment, dependency)
    assert required.tolist() == [[1, 2, 2], [2, 4, 3], [2, 3, 4]]
    assert matrix_congruence(required, [[0, 1, 0], [1, 0, 0], [0, 0, 0]]) == 1 / 3
    assert math.isnan(matrix_congruence([[1]], [[0]]))


def test_layers_tell_paper_from_practice():
    layers = {one.agencies: one.layer for one in tie_layers(border())}
    assert layers == {
        ("atf", "pgr"): "both",
        ("atf", "police"): "neither",
        ("pgr", "police"): "practised only",
    }


def test_mirror_sets_holders_opposite_each_other():
    table = mirror(border())
    assert (table.functions, table.jurisdictions) == (("tracing", "training"), ("US", "MX"))
    here = table["tracing", "MX"]
    assert here.state == "held"
    assert (here.holders, here.leads, here.levels) == (("pgr", "police"), (), ("federal", "state"))
    assert here.ties == (("pgr", "atf", "traces"),)
    assert here.failing == (("police", "atf", "sharing"),)
    assert here.requirements == ("state",)
    assert table["tracing", "US"].through == ("pgr",)
    assert table["training", "MX"].state == "not recorded"
    assert table["training", "US"].state == "not recorded"
    assert len(table.to_records()) == len(table) == 4


def test_mirror_names_no_holder_as_a_third_agency():
    """A link that names no function carries, but isn't a tie for it: A stands beside C itself."""
    holds = [{"function": "tracing"}]
    network = Network(
        title="Two here, one there",
        functions=[{"id": "tracing", "name": "Tracing"}],
        agencies=[
            {"id": "a", "name": "A", "jurisdiction": "US", "mandates": holds},
            {"id": "b", "name": "B", "jurisdiction": "US", "mandates": holds},
            {"id": "c", "name": "C", "jurisdiction": "MX", "mandates": holds},
        ],
        links=[
            {"kind": "liaison", "source": "a", "target": "c"},
            {"kind": "liaison", "source": "a", "target": "b", "functions": ["tracing"]},
        ],
    )
    assert mirror(network)["tracing", "US"].through == ()
    assert mirror(network)["tracing", "MX"].through == ()


def test_mirror_as_markdown():
    lines = mirror(border()).to_markdown().splitlines()
    assert lines[0] == "| Function | United States | Mexico |"
    assert lines[2] == (
        "| Tracing | **ATF** (federal) ← PGR ↮ State police; others only through PGR "
        "| PGR (federal), State police (state); PGR → ATF; State police ↮ ATF; not met: `state` |"
    )
    assert lines[3] == "| Training | not recorded | not recorded; not met: `trainers` |"


def test_mirror_names_the_first_of_many_and_takes_parts_for_their_holder():
    network = Network(
        title="many",
        functions=[{"id": "patrol", "name": "Patrol"}],
        agencies=[
            *(
                {
                    "id": f"us{n}",
                    "name": f"US {n}",
                    "jurisdiction": "US",
                    "mandates": [{"function": "patrol"}],
                }
                for n in range(15)
            ),
            {"id": "office", "name": "Office", "jurisdiction": "US-TX", "part_of": "us14"},
            {
                "id": "mx",
                "name": "MX",
                "jurisdiction": "MX",
                "mandates": [{"function": "patrol"}],
            },
        ],
        links=[
            {"kind": "liaison", "source": "office", "target": "mx", "functions": ["patrol"]},
        ],
    )
    table = mirror(network)
    assert [(here, there) for here, there, _ in table["patrol", "US"].ties] == [("us14", "mx")]
    assert table.to_records()[0]["tied"] == "us14>mx"
    row = table.to_markdown().splitlines()[2]
    assert "US 11 and 3 more; US 14 ↔ MX" in row


def test_mirror_refuses_what_is_no_jurisdiction():
    with pytest.raises(ValueError, match="did you mean 'MX'"):
        mirror(border(), jurisdictions=["Mexico"])


@given(st.integers(2, 6), st.data())
def test_congruence_is_that_of_matrices(size, data):
    """The second route sets a matrix of who is to coordinate against one of who does."""
    pairs = list(itertools.combinations(range(size), 2))
    wanted = data.draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    linked = data.draw(st.lists(st.tuples(st.sampled_from(pairs), st.booleans())))
    network = Network(
        title="pairs",
        agencies=[{"id": f"a{n}", "name": f"A{n}"} for n in range(size)],
        links=[
            {
                "id": f"l{n}",
                "kind": "liaison",
                "source": f"a{b}",
                "target": f"a{a}",
                "status": "active" if works else "strained",
            }
            for n, ((a, b), works) in enumerate(linked)
        ],
        requirements=[
            {
                "id": f"r{a}{b}",
                "agency": f"a{a}",
                "counterpart": {"agency": f"a{b}"},
                "examined": True,
            }
            for a, b in wanted
        ],
    )
    required, actual = np.zeros((size, size)), np.zeros((size, size))
    for a, b in wanted:
        required[a, b] = 1
    for (a, b), works in linked:
        actual[a, b] += works
    found = network_congruence(network)
    assert found.value == matrix_congruence(required, actual)
    assert set(found.gaps) == {f"r{a}{b}" for a, b in wanted if not actual[a, b]}
    by_agency = agency_congruence(network)
    for n in range(size):
        own = [(a, b) for a, b in wanted if n in (a, b)]
        if own:
            met = sum(actual[a, b] > 0 for a, b in own)
            assert by_agency[f"a{n}"].value == met / len(own)
        else:
            assert f"a{n}" not in by_agency


def test_congruence_as_records():
    assert agency_congruence(border()).to_records()[0] == {
        "agency": "atf",
        "congruence": 1 / 3,
        "examined": 3,
        "met": "federal",
        "gaps": "state trainers",
        "not_examined": "",
    }
    assert [row["function"] for row in function_congruence(border()).to_records()] == [
        "tracing",
        "training",
        "",
    ]


def test_a_requirement_of_several_is_named_once_in_a_cell_of_the_mirror():
    network = co.Network(
        title="Three ask one",
        sources=[{"id": "s", "title": "S"}],
        functions=[{"id": "f", "name": "tracing"}],
        agencies=[
            {"id": key, "name": key.upper(), "jurisdiction": "US", "mandates": [{"function": "f"}]}
            for key in ("a", "b", "c")
        ],
        requirements=[
            {"id": "r", "agency": ["a", "b"], "counterpart": {"agency": "c"}, "function": "f",
             "evidence": [{"source": "s", "at": "page 1", "finds": "lacking"}]}
        ],
    )  # fmt: skip
    assert co.mirror(network).to_markdown().count("`r`") == 1
