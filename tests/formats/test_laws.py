"""Random networks, with every kind of text, come back from what we write."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings

import coordination as co
from coordination.formats import FORMATS, read, write
from tests.loading.test_laws import networks

MANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def xml_keeps(network):
    """Whether XML can hold the network's texts: it has no room for non-characters."""
    return not any(one in co.dumps(network, format="json") for one in ("\ufffe", "\uffff"))


@MANY
@given(networks())
def test_random_networks_come_back_from_files(network):
    assume(xml_keeps(network))
    with tempfile.TemporaryDirectory() as folder:
        for form in ("node-link", "cytoscape", "graphml"):
            (file,) = write(network, Path(folder) / f"x-{form}", form).files
            assert read(file, form) == network, form
        for form in ("gexf", "gephi", "kumu"):
            file = write(network, Path(folder) / f"x-{form}", form).files[0]
            again = read(file, form)
            assert (again.agencies, again.links) == (network.agencies, network.links), form


@MANY
@given(networks())
def test_random_networks_are_written_in_every_format(network):
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMATS:
            for file in write(network, Path(folder) / f"x-{form}", form).files:
                assert file.is_file()


@MANY
@given(networks())
def test_random_networks_come_back_from_graphs_and_tables(network):
    assume(xml_keeps(network))
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
