"""Pairs of what was on record before an audit and of what its auditors concluded.

`NAME.before.yaml` holds the structure: who holds what, who belongs to what, which agreements and
directives stand and what they require; no failing status and no conclusion. `NAME.after.yaml` holds
the conclusions about coordination. Both were coded, and committed, before anybody looked at the
questions that the structure raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

import coordination as co
from coordination.model import Evidence

FOLDER = Path(__file__).parent
PAIRS = tuple(sorted(path.name.partition(".")[0] for path in FOLDER.glob("*.before.yaml")))


def before(pair: str) -> co.Network:
    return co.load(FOLDER / f"{pair}.before.yaml")


def after(pair: str) -> co.Network:
    return co.load(FOLDER / f"{pair}.after.yaml")


def of_the_time(network: co.Network) -> co.Network:
    """The network without mandates, links and requirements that later sources alone tell of."""
    data: dict[str, Any] = yaml.load(co.dumps(network), yaml.BaseLoader)
    for section in ("links", "requirements"):
        records = getattr(network, section)
        data[section] = [
            row
            for key, row in zip(records, data.get(section, ()), strict=True)
            if _known(network, records[key].evidence)
        ]
    for row in data["agencies"]:
        agency = network.agencies[row["id"]]
        if not _known(network, agency.evidence):
            row.pop("members", None)
        if "mandates" in row:
            row["mandates"] = [
                one
                for one, mandate in zip(row["mandates"], agency.mandates, strict=True)
                if _known(network, mandate.evidence)
            ]
    kept = {row["id"] for section in ("links", "agencies") for row in data[section]}
    for row in (*data["links"], *data["requirements"]):
        if row.get("under") not in kept:
            row.pop("under", None)
    return co.loads(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def _known(network: co.Network, evidence: Sequence[Evidence]) -> bool:
    """Whether one of its sources came out before the day of the structure."""
    days = (str(network.sources[one.source].published or "9999") for one in evidence if one.source)
    return any(day <= str(network.as_of) for day in days)
