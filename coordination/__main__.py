"""`python -m coordination` is the command `coordination`."""

import sys

from coordination.cli import main

if __name__ == "__main__":
    sys.exit(main())
