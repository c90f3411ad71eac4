"""Compare which agency holds which function where, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coordination.network import Network

__all__ = ["HOLDERS", "HolderChange", "holder_changes"]

HOLDERS = (
    "no holder recorded any more",
    "a holder recorded for the first time",
    "fewer holders",
    "more holders",
    "other holders",
)
"""What may become of the holders of a function in a place, what matters most first."""


@dataclass(frozen=True)
class HolderChange:
    """A function in a place whose holders aren't the same any more.

    Attributes:
        function: id of the function.
        place: code or id of the place.
        before: ids of its holders in the earlier network, as the later calls them.
        after: ids of its holders in the later network.
    """

    function: str
    place: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """Ids of holders that the later network doesn't record any more."""
        return tuple(key for key in self.before if key not in self.after)

    @property
    def came(self) -> tuple[str, ...]:
        """Ids of holders that only the later network records."""
        return tuple(key for key in self.after if key not in self.before)

    @property
    def what(self) -> str:
        """What became of the holders, in the words of `HOLDERS`."""
        if not self.after or not self.before:
            return HOLDERS[0 if not self.after else 1]
        if not self.came or not self.gone:
            return HOLDERS[2 if not self.came else 3]
        return HOLDERS[4]


def holder_changes(
    before: Network, after: Network, names: Mapping[str, str]
) -> tuple[HolderChange, ...]:
    """The functions by place whose holders differ, in the order of functions and places.

    Args:
        before: the earlier network.
        after: the later one.
        names: id in the later network of agencies of the earlier that it calls otherwise.
    """
    old, new = _holders(before, names), _holders(after, {})
    order = {function: n for n, function in enumerate({**before.functions, **after.functions})}
    cells = sorted({*old, *new}, key=lambda cell: (order[cell[0]], cell[1]))
    return tuple(
        HolderChange(*cell, was, now)
        for cell in cells
        if (was := tuple(old.get(cell, ()))) is not None
        and set(was) != set(now := tuple(new.get(cell, ())))
    )


def _holders(network: Network, names: Mapping[str, str]) -> dict[tuple[str, str], dict[str, None]]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    for key, agency in network.agencies.items():
        for mandate in agency.mandates:
            for place in agency.places_of(mandate) or ("",):
                cell = (mandate.function, network.gazetteer.canonical(place))
                found.setdefault(cell, {})[names.get(key, key)] = None
    return found
