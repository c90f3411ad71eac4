"""Random networks, with every kind of text, are written in every format and come back.

All is tried on each network: to draw one, and to write it, takes longer than to read it again.
"""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

import coordination as co
from coordination.formats import FORMATS, Written, read, write
from tests.loading.test_laws import networks


def xml_keeps(network: co.Network) -> bool:
    """Whether XML can hold the network's texts: it has no room for non-characters."""
    return not any(one in co.dumps(network, format="json") for one in ("\ufffe", "\uffff"))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks())
def test_random_networks_are_written_in_every_format_and_come_back(network: co.Network) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = {
            form: write(network, folder / "".join(["x-", form, *kind.endings[:1]]), form)
            for form, kind in FORMATS.items()
        }
        assert all(file.is_file() for one in written.values() for file in one.files)
        tables_come_back(network, written)
        if xml_keeps(network):
            graphs_come_back(network, written)
    if xml_keeps(network):
        graphs_and_frames_of_other_libraries_come_back(network)


def tables_come_back(network: co.Network, written: dict[str, Written]) -> None:
    assert co.load(written["csv"].files[0].parent) == network
    if not written["xlsx"].lost:
        assert co.load(written["xlsx"].files[0]) == network


def graphs_come_back(network: co.Network, written: dict[str, Written]) -> None:
    for form in ("node-link", "cytoscape", "graphml"):
        (file,) = written[form].files
        assert read(file, form) == network, form
    for form in ("gexf", "gephi", "kumu"):
        again = read(written[form].files[0], form)
        assert (again.agencies, again.links) == (network.agencies, network.links), form


def graphs_and_frames_of_other_libraries_come_back(network: co.Network) -> None:
    assert co.Network.from_networkx(network.to_networkx()) == network
    assert co.Network.from_igraph(network.to_igraph()) == network
    tables = {
        section: network.to_polars(section)
        for section in co.model.SECTIONS
        if getattr(network, section)
    }
    again = co.Network.from_frames(network.title, **tables)
    for section in tables:
        assert getattr(again, section) == getattr(network, section), section
