"""For tests: made-up networks with gaps planted on purpose, and one rule on a few lines of data."""

from coordination.testing.check_rule import check_rule
from coordination.testing.synthetic import Synthetic, synthetic

__all__ = ["Synthetic", "check_rule", "synthetic"]
