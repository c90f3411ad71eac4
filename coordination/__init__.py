"""Turn audit findings about agencies that must work together into a graph that can be checked.

Public names are imported when first used, so that `import coordination` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "coordination.requirements.assess": ("Assessment", "assess", "assess_all"),
    "coordination.change.compare": ("compare", "compare_series"),
    "coordination.change.comparison": ("Comparison",),
    "coordination.change.plan": ("Plan", "plan"),
    "coordination.change.what_if": ("WhatIf", "what_if"),
    "coordination.errors": (
        "CoordinationError",
        "DataError",
        "Issue",
        "MissingExtra",
        "NetworkNotFound",
        "RuleFailed",
        "RuleFileError",
        "TooLong",
        "UnknownRule",
        "ViewError",
    ),
    "coordination.appraisal.coverage": ("Coverage", "coverage"),
    "coordination.appraisal.firmness": ("Firmness", "firmness"),
    "coordination.appraisal.practices": ("PracticeMatrix", "practices"),
    "coordination.testing": ("Synthetic", "synthetic"),
    "coordination.loading": ("bundled", "dumps", "load", "loads"),
    "coordination.measures": ("mirror",),
    "coordination.model": (
        "Agency",
        "Amendment",
        "Counterpart",
        "Document",
        "Evidence",
        "Figure",
        "Function",
        "Link",
        "Mandate",
        "Recommendation",
        "Requirement",
        "Source",
        "Study",
        "Would",
    ),
    "coordination.network": ("Network",),
    "coordination.progress": ("patience", "watching"),
    "coordination.engine.projection": ("Projection",),
    "coordination.quotes.result": ("Verification",),
    "coordination.quotes.verify": ("verify",),
    "coordination.rules": ("RULES",),
    "coordination.rules.finding": ("Change", "Finding", "Statement"),
    "coordination.rules.rule": ("Rule", "rule"),
    "coordination.rules.explain": ("explain", "rules_table"),
    "coordination.rules.check": ("check",),
    "coordination.rules.report": ("Report",),
    "coordination.rules.rule_files": ("rules_from_file",),
    "coordination.engine.snapshot": ("Snapshot",),
    "coordination.view.page.series_page": ("comparison_html_text", "write_comparison_html"),
    "coordination.view.page.page": ("html_text", "write_html"),
    "coordination.view.still.png": ("write_png",),
    "coordination.view.still.svg": ("write_svg",),
}
"""Where each public name lives."""

_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

_MODULES = ("measures",)
"""Modules that are public as a whole."""

__all__ = sorted([*_MODULE_OF, *_MODULES])


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"coordination.{name}")
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'coordination' has no attribute {name!r}")
    value = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
