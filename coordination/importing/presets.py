"""Presets for the tables of known tools: their columns, and what the cells hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["PRESETS", "Preset"]


@dataclass(frozen=True)
class Preset:
    """What is known of the tables of one tool.

    Attributes:
        title: whose tables they are.
        form: what sort of table it is.
        columns: the heads that each field may have, the likeliest first; without the first two
            fields it is no such table.
        fixed: what else a mapping says.
        sheets: names that the sheet may have.
        agencies: the same for the table of agencies beside it: `sheets`, and heads by field.
        ignore: heads of columns that hold nothing of use.
    """

    title: str
    form: str
    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()


_DIRECTIONS = {"direction": {"undirected": "mutual", "bidirectional": "mutual"}}

PRESETS: dict[str, Preset] = {
    "kumu": Preset(
        "Kumu's sheets Connections and Elements",
        "edges",
        {
            "from": ("From",),
            "to": ("To",),
            "kind": ("Type", "Connection Type"),
            "direction": ("Direction",),
            "name": ("Label",),
            "says": ("Description",),
        },
        {"separator": "|", "values": _DIRECTIONS},
        ("Connections",),
        {
            "sheet": ("Elements",),
            "name": ("Label",),
            "kind": ("Type", "Element Type"),
            "note": ("Description",),
        },
        ("Id", "Tags", "Image", "Strength"),
    ),
    "gephi": Preset(
        "Gephi's table of edges",
        "edges",
        {
            "from": ("Source",),
            "to": ("Target",),
            "kind": ("Kind", "Relationship", "Relation", "Category"),
            "direction": ("Type",),
            "name": ("Label",),
        },
        {"values": _DIRECTIONS},
        ("Edges",),
        {"sheet": ("Nodes",), "key": ("Id",), "name": ("Label",), "kind": ("Kind", "Category")},
        ("Id", "Weight", "timeset", "Interval"),
    ),
    "nodexl": Preset(
        "NodeXL's sheets Edges and Vertices",
        "edges",
        {
            "from": ("Vertex 1",),
            "to": ("Vertex 2",),
            "kind": ("Relationship", "Type", "Kind"),
            "name": ("Label",),
            "says": ("Description", "Comment"),
        },
        {},
        ("Edges",),
        {
            "sheet": ("Vertices",),
            "name": ("Vertex",),
            "kind": ("Type", "Kind", "Category"),
            "note": ("Description",),
        },
        (
            "Color",
            "Width",
            "Style",
            "Opacity",
            "Visibility",
            "Label Text Color",
            "Label Font Size",
            "Reciprocated?",
            "ID",
            "Dynamic Filter",
            "Add Your Own Columns Here",
            "Edge Weight",
            "Shape",
            "Size",
            "Image File",
            "Label Fill Color",
            "Label Position",
            "Tooltip",
            "Layout Order",
            "X",
            "Y",
            "Locked?",
            "Polar R",
            "Polar Angle",
            "Degree",
        ),
    ),
    "igraph": Preset(
        "data frames of R's igraph: from, to, and attributes",
        "edges",
        {
            "from": ("from", "V1", "source"),
            "to": ("to", "V2", "target"),
            "kind": ("type", "kind", "relation"),
            "name": ("label", "name"),
        },
        {},
        ("edges",),
        {"sheet": ("vertices", "nodes"), "name": ("name",), "kind": ("type", "kind")},
        ("weight", "X", "column A"),
    ),
    "ocha-3w": Preset(
        "OCHA's who does what where",
        "activities",
        {
            "agency": ("Organisation", "Organization", "Org Name", "Implementing Organisation"),
            "activity": ("Activity", "Sector", "Cluster", "Activity Type"),
            "place": ("Admin3", "Admin2", "District", "Region", "Admin1", "Location"),
            "within": ("Country",),
            "place_code": ("Pcode", "p-code", "Admin2 Pcode", "Admin1 Pcode", "Admin3 Pcode"),
            "agency_kind": ("Org type", "Organisation type", "Organization type"),
            "status": ("Status", "Activity Status"),
        },
    ),
}
"""Known tables by name."""
