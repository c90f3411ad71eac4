"""GRAND's 25 items are filled from the data, or say that they aren't."""

import json

import pytest

import coordination as co
from coordination.engine.projection import Projection
from coordination.view.page.page import html_text
from tests import bundled


def test_25_items_in_the_guidelines_order():
    found = bundled.network("gunrunner-2010").grand()
    groups = {1: 7, 2: 5, 3: 7, 4: 6}
    numbers = [f"{group}.{n}" for group, size in groups.items() for n in range(1, size + 1)]
    assert [item.number for item in found] == numbers
    assert len(found) == 25


def test_items_are_true_of_the_network():
    network = bundled.network("gunrunner-cnn-2010")
    found = network.grand()
    assert found["2.2"].value == f"{len(network.agencies)} agencies"
    assert found["3.7"].value.startswith(f"{len(network.links)} links: ")
    loops = sum(link.source == link.target for link in network.links.values() if link.source)
    assert found["3.4"].value.startswith(str(loops))
    assert found["1.5"].value.startswith("statuses as of 2010-11-09")
    directed = network.grand(Projection(direction="directed", weight="kinds"))
    assert (directed["4.1"].value, directed["4.2"].value) == ("no", "no")


def test_what_the_data_does_not_say_is_named():
    network = co.Network(title="bare", agencies=[{"id": "a", "name": "A"}])
    found = network.grand()
    assert {item.number for item in found.unknown} == {
        "1.1", "1.2", "1.4", "1.5", "1.6", "1.7", "2.3", "2.4"
    }  # fmt: skip
    assert "**not stated** (`study.boundary`)" in found.to_markdown()
    told = co.Network(
        network.document.model_copy(update={"study": co.model.Study(boundary="All.")})
    )
    assert told.grand()["2.3"].value == "All."


def test_methods_name_projection_measures_and_works():
    found = bundled.network("gunrunner-2010").grand()
    text = found.methods(["agency_constraint", "network_ei"])
    assert "links of any kind; status active; either way; unweighted" in text
    assert "Burt's constraint: how far an agency's contacts leave it no alternative." in text
    assert "doi:10.1086/421787" in text
    assert "doi:10.1145/1180875.1180929" in text
    assert "GRAND Consortium 2026" in text
    with pytest.raises(ValueError, match="did you mean 'agency_constraint'"):
        found.methods(["agency_constrant"])


def test_every_measure_can_be_described():
    text = bundled.network("gunrunner-cnn-2010").grand().methods(co.measures.MEASURES)
    works = text.partition("Works:")[2]
    for name in co.measures.MEASURES:
        assert len(works.partition(f"- {name}: ")[2].splitlines()[0]) > 20, name


def test_records():
    rows = bundled.network("gunrunner-2010").grand().to_records()
    assert {"item", "name", "value", "known", "field"} == set(rows[0])
    assert {row["field"] for row in rows} == {"", "study.availability", "study.citation"}


def test_items_of_bulk_data_are_those_of_its_records():
    bulk = co.testing.synthetic(agencies=50, links=120, gaps=1, seed=2).network
    assert co.Network(bulk.document).grand().items == bulk.grand().items


def test_what_a_projection_leaves_out_is_counted():
    network = bundled.network("gunrunner-2010")
    found = network.grand(Projection(jurisdiction="MX"))
    inside = {key for key, one in network.agencies.items() if one.jurisdiction == "MX"}
    kept = [
        link
        for link in network.links.values()
        if link.status == "active" and any(a != b and {a, b} <= inside for a, b, _ in link.pairs())
    ]
    assert found["4.4"].value == (
        f"{len(network.agencies) - len(inside)} agencies of other places, and "
        f"{len(network.links) - len(kept)} links that the projection doesn't count"
    )


def test_not_examined_is_what_the_rules_call_so():
    network = bundled.network("gunrunner-2010")
    silent = len({key for one in co.check(network).open for key in one.requirements})
    assert found_in(network, "2.4").endswith(f"{silent} of 14 requirements not examined")


def found_in(network, number):
    return network.grand()[number].value


def test_the_items_stand_in_every_report():
    network = bundled.network("gunrunner-cnn-2010")
    report = co.check(network, select=["CG201"])
    grand = network.grand()
    assert grand.to_text() in " ".join(report.to_text().split())
    assert "not stated: 1.6 Availability, 1.7 Citation." in grand.to_text()
    assert grand.to_markdown() in report.to_markdown()
    assert json.loads(report.to_json())["grand"]["items"] == grand.to_records()
    page = html_text(network, report=report)
    assert all(f">{item.number} {item.name}</th>" in page for item in grand)
