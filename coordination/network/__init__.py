"""A network: records that fit together, and what can be asked of them."""

from coordination.network.network import Network
from coordination.network.records import Origin

__all__ = ["Network", "Origin"]
