"""The tables of who does what where (3W) in the Ebola response, by the mappings beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import coordination as co
from coordination.importing import Imported

FOLDER = Path(__file__).with_name("tables")
DECEMBER, SEPTEMBER = FOLDER / "3w-2014-12-10.csv", FOLDER / "3w-2014-09-29.csv"


@cache
def imported(path: Path = DECEMBER) -> Imported:
    """A table with the account of its rows; the one of December unless another is named."""
    return co.read_table(path, path.with_suffix(".map.yaml"))
