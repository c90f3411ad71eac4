"""GRAND's 25 items are filled from the data, or say that they aren't."""

import coordination as co
from coordination.projection import Projection


def test_25_items_in_the_guidelines_order():
    found = co.load("gunrunner-2010").grand()
    groups = {1: 7, 2: 5, 3: 7, 4: 6}
    numbers = [f"{group}.{n}" for group, size in groups.items() for n in range(1, size + 1)]
    assert [item.number for item in found] == numbers
    assert len(found) == 25


def test_items_are_true_of_the_network():
    network = co.load("gunrunner-cnn-2010")
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
    told = co.Network(network.document.model_copy(update={"study": co.Study(boundary="All.")}))
    assert told.grand()["2.3"].value == "All."


def test_methods_name_projection_and_guideline():
    text = co.load("gunrunner-2010").grand().methods()
    assert "links of any kind; status active; either way; unweighted" in text
    assert "GRAND guideline, version 0.5" in text


def test_records():
    rows = co.load("gunrunner-2010").grand().to_records()
    assert {"item", "name", "value", "known"} == set(rows[0])
