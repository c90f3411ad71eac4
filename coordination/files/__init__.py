"""Write files whole or not at all, and never over what is read.

`write_bytes` and `write_text` are the only way in which this package writes a file.
"""

from coordination.files.inputs import keeping_inputs, reads, refuse_inputs
from coordination.files.write import write_bytes, write_files, write_text

__all__ = [
    "keeping_inputs",
    "reads",
    "refuse_inputs",
    "write_bytes",
    "write_files",
    "write_text",
]
