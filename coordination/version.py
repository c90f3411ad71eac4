"""The version of the package, as it was installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]


def _installed() -> str:
    try:
        return version("coordination-graph")
    except PackageNotFoundError:  # run from a folder of sources that nobody installed
        return "unknown"


__version__ = _installed()
