"""Import tables that others made, by a mapping that is kept as a file.

`mapping` is the form of that file, `propose` makes one from the heads and cells of a table, one
module below `forms` for each sort of table makes records of its rows, and `draft` joins these to a
network in which each record cites its row.
"""

from __future__ import annotations

from coordination.importing.read import read_table
from coordination.importing.result import Imported

__all__ = ["Imported", "read_table"]
