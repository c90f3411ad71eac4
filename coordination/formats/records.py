"""The formats of our own data files, for `write` and `convert`."""

from __future__ import annotations

from coordination.formats.format import Format, nothing_lost
from coordination.loading.save import dumps
from coordination.network import Network

__all__ = ["JSON", "YAML"]


def _yaml(network: Network, _: str) -> dict[str, bytes]:
    return {"": dumps(network).encode()}


def _json(network: Network, _: str) -> dict[str, bytes]:
    return {"": dumps(network, format="json").encode()}


YAML = Format("yaml", "data file", (".yaml", ".yml"), _yaml, nothing_lost, "everything")
JSON = Format("json", "data file in JSON", (".json",), _json, nothing_lost, "everything")
