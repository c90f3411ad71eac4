"""Congruence, layers and the counterpart mirror tell met, lacking and silent apart."""

import math

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
    assert table["training", "MX"].state == "missing"
    assert table["training", "US"].state == "not recorded"
    assert len(table.to_records()) == len(table) == 4


def test_mirror_as_markdown():
    lines = mirror(border()).to_markdown().splitlines()
    assert lines[0] == "| Function | United States | Mexico |"
    assert lines[2] == (
        "| Tracing | **ATF** → PGR ↛ State police (through PGR) | PGR, State police → ATF ↛ ATF |"
    )
    assert lines[3] == "| Training | not recorded | missing |"
