"""Turn audit findings about agencies that must work together into a graph that can be checked.

Public names are imported when first used, so that `import coordination` costs next to nothing.
`__init__.pyi` lists the same names with their types, for type checkers and editors.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from coordination.lazy_imports import imported_when_used

_HOME = {
    "coordination.appraisal.coverage": ("coverage",),
    "coordination.appraisal.firmness": ("firmness",),
    "coordination.appraisal.practices": ("practices",),
    "coordination.change.accept": ("accept",),
    "coordination.change.compare": ("compare", "compare_series"),
    "coordination.change.plan": ("plan",),
    "coordination.change.what_if": ("what_if",),
    "coordination.engine.projection": ("Projection",),
    "coordination.errors": ("CoordinationError", "DataError"),
    "coordination.formats": ("write",),
    "coordination.importing": ("read_table",),
    "coordination.loading": ("load", "loads"),
    "coordination.loading.save": ("dumps", "save"),
    "coordination.measures": ("mirror",),
    "coordination.network": ("Network",),
    "coordination.open_questions.ask": ("questions",),
    "coordination.quotes.verify": ("verify",),
    "coordination.report.grand": ("grand",),
    "coordination.rules": ("RULES",),
    "coordination.rules.check": ("check",),
    "coordination.rules.explain": ("explain",),
    "coordination.rules.finding": ("Change", "Finding", "Statement"),
    "coordination.rules.report": ("Report",),
    "coordination.rules.rule": ("Rule", "rule"),
    "coordination.version": ("__version__",),
    "coordination.view.page.page": ("write_html",),
    "coordination.view.still.card": ("write_figure",),
    "coordination.view.still.png": ("write_png",),
    "coordination.view.still.svg": ("write_svg",),
}
"""Where each public name lives."""

_MODULES = ("errors", "measures", "model", "progress", "testing")
"""Modules that are public as a whole: exceptions, measures, records, long work, tests of rules."""

__all__ = sorted([*(name for names in _HOME.values() for name in names), *_MODULES])


_find = imported_when_used(__name__, _HOME)


def __getattr__(name: str) -> Any:
    return import_module(f"coordination.{name}") if name in _MODULES else _find(name)


def __dir__() -> list[str]:
    return __all__
