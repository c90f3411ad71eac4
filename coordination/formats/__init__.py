"""Files and objects of other tools, one module a format, both ways.

Every writer starts from `graph.PlainGraph`, in which each attribute is text, a number or a boolean;
every reader ends in one, of which `foreign.network_of` makes a network. What a format can't hold is
said by its module, once.
"""

from __future__ import annotations

from coordination.formats.files import (
    FORMATS,
    Written,
    files_of,
    graph_format,
    read,
    reader_for,
    write,
)

__all__ = ["FORMATS", "Written", "files_of", "graph_format", "read", "reader_for", "write"]
