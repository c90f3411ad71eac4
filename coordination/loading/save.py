"""Write networks as data files that give the same network when read; defaults are left out."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any, Literal

import yaml

from coordination.arguments import checked_arguments
from coordination.errors import expect
from coordination.files import write_text
from coordination.model import SECTIONS, Document
from coordination.model.plain import file_data
from coordination.network import Network

__all__ = ["dumps", "looks_typed", "plain_text", "record_text", "save"]

_WIDTH = 100

_FLOW = 72
"""Longest mapping, in characters, that is written on one line between braces."""

_dumper: Any = getattr(yaml, "CBaseDumper", yaml.BaseDumper)

# What YAML readers take for something else than text. Our own reader doesn't, but others do.
_LOOKS_TYPED = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|y|n)?\Z
    |[-+]?(?:\.?[0-9]|\.inf|\.nan)[0-9a-fox._:+-]*\Z
    |[=<]{1,2}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}){0,2}\Z")


@checked_arguments
def dumps(network: Network | Document, *, format: Literal["yaml", "json"] = "yaml") -> str:
    """The text of a data file that holds a network.

    Args:
        network: a network, or its document.
        format: "yaml" or "json".

    Returns:
        Text that `loads` reads as an equal network. Ids are always written, also of links that had
        none in their file; what a record's kind implies isn't.

    Raises:
        ValueError: another format.

    Example:
        >>> from coordination.loading import loads
        >>> print(dumps(loads("{title: Two, agencies: [{id: a, name: A, kind: agency}]}")))
        title: Two
        <BLANKLINE>
        agencies:
        - id: a
          name: A
        <BLANKLINE>
    """
    expect((Network, Document), network, "network")
    document = network.document if isinstance(network, Network) else network
    data = file_data(document)
    if format == "json":
        return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if format != "yaml":
        raise ValueError(f"format is 'yaml' or 'json', not {format!r}")
    head = {key: value for key, value in data.items() if key not in SECTIONS}
    sections = [{key: value} for key, value in data.items() if key in SECTIONS]
    return "\n".join(_yaml(part) for part in [head, *sections])


@checked_arguments
def save(network: Network | Document, path: str | os.PathLike[str]) -> None:
    """Write a network as a data file, which `load` reads as an equal network.

    Args:
        network: a network, or its document.
        path: file to write, as JSON where it ends in .json and as YAML otherwise; it is replaced
            whole or not at all.

    Raises:
        OSError: the file can't be written.

    Example:
        >>> from coordination.loading import load
        >>> network = Network(title="One", agencies=[{"id": "a", "name": "A"}])
        >>> save(network, "one.yaml")
        >>> load("one.yaml") == network
        True
    """
    expect((str, os.PathLike), path, "path", "path")
    is_json = os.fspath(path).lower().endswith(".json")
    write_text(path, dumps(network, format="json" if is_json else "yaml"), data=True)


def record_text(section: str, fields: Mapping[str, Any]) -> str:
    """One record as a piece of a data file, ready to paste.

    Args:
        section: section that it belongs to.
        fields: its fields, plain or as records hold them.

    Example:
        >>> print(record_text("links", {"kind": "liaison", "source": "a", "target": "b"}), end="")
        links:
        - {kind: liaison, source: a, target: b}
    """
    return _yaml({section: [{key: _file_value(value) for key, value in fields.items()}]})


def plain_text(data: Mapping[str, Any]) -> str:
    """Dicts, lists and texts as YAML, in the style of data files.

    Example:
        >>> print(plain_text({"form": "edges", "values": {"MOU": "agreement"}}), end="")
        form: edges
        values: {MOU: agreement}
    """
    return _yaml(dict(data))


def _file_value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _file_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_file_value(item) for item in value]
    return file_data(value)


def looks_typed(text: str) -> bool:
    """Whether YAML readers other than ours take a plain text for a number, a switch or nothing."""
    return _LOOKS_TYPED.match(text) is not None and _DATE.match(text) is None


def _yaml(data: dict[str, Any]) -> str:
    text = yaml.serialize(_node(data, top=True), Dumper=_dumper, allow_unicode=True, width=_WIDTH)
    return str(text)


def _node(value: Any, top: bool = False) -> yaml.Node:
    if isinstance(value, dict):
        pairs = [(_node(key), _node(item)) for key, item in value.items()]
        simple = all(isinstance(item, yaml.ScalarNode) and not item.style for _, item in pairs)
        length = sum(len(key.value) + len(item.value) + 4 for key, item in pairs) if simple else 0
        flow = simple and not top and length <= _FLOW and "id" not in value
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow or not value)
    if isinstance(value, list):
        items = [_node(item) for item in value]
        words = all(isinstance(item, yaml.ScalarNode) for item in items)
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=words)
    if isinstance(value, str):
        style = None
        if "\n" in value:
            style = "|"
        elif looks_typed(value):
            style = "'"
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    return yaml.ScalarNode("tag:yaml.org,2002:str", json.dumps(value, allow_nan=False))
