"""Make every generated file anew: python -m tests.renew.

The schema, the committed picture, the blocks of README and of the guide, and the sentences of all
rules follow from the code; the reviewed findings (`python -m tests.expected.review`) don't, since
somebody has to read them.
"""

from __future__ import annotations

import subprocess
import sys

STEPS = (
    "coordination.loading",
    "tests.view.picture",
    "tests.documents",
    "tests.expected.sentences",
)
"""What renews a part, in this order, each run as a module."""

if __name__ == "__main__":
    for step in STEPS:
        print(step)
        subprocess.run([sys.executable, "-m", step], check=True)
