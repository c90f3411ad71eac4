"""The bundled networks, each loaded, checked and drawn once for all tests of a process."""

from functools import cache

import coordination as co
from coordination.loading import bundled

NAMES = tuple(bundled())
SERIES = ("southwest-firearms-2009", "southwest-firearms-2016", "southwest-firearms-2021")
"""Networks of one subject, earliest first."""


@cache
def network(name: str) -> co.Network:
    return co.load(name)


@cache
def report(name: str) -> co.Report:
    return co.check(network(name))


@cache
def page(name: str) -> str:
    from coordination.view.page.page import html_text

    return html_text(network(name), report(name))


@cache
def series_page() -> str:
    from coordination.view.page.series_page import comparison_html_text

    return comparison_html_text([network(name) for name in SERIES])
