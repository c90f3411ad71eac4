"""The public names as a typed program uses them; mypy checks it, and nobody runs it.

A line with `type: ignore` is a fault that mypy must see: `warn_unused_ignores` makes it an error if
it doesn't.
"""

from __future__ import annotations

from collections.abc import Iterator

import coordination as co
from coordination.change.comparison import Comparison
from coordination.change.plan import Plan
from coordination.change.what_if import WhatIf
from coordination.measures import Listing, TieLayers, agency_degree
from coordination.quotes.result import Verification

network: co.Network = co.load("gunrunner-cnn-2010")
text: str = co.dumps(network)
version: str = co.__version__
report: co.Report = co.check(network, select=["CG2"])
first: co.Finding = report.findings[0]
link: co.model.Link = network.links[first.links[0]]
messages: list[str] = [finding.message for finding in report]
result: WhatIf = co.what_if(network, apply=list(first.clears))
fewest: Plan = co.plan(network, select=["CG201"])
changes: Comparison = co.compare(network, network)
earlier: co.Report = changes.before_report
quotes: Verification = co.verify(network, sources=".")
constraint: float = co.measures.agency_constraint(network, co.Projection(weight="kinds"))["atf"]
degrees: co.measures.AgencyValues = agency_degree(network)
roles: co.measures.Brokerage = co.measures.agency_brokerage(network, groups="country")
layers: Listing[TieLayers] = co.measures.tie_layers(network)


@co.rule("MY101", "one-source-tie")
def one_source_tie(network: co.Network) -> Iterator[co.Finding]:
    """A tie rests on one source."""
    yield from ()


own: co.Rule = one_source_tie
co.check(network, rules=[*co.RULES, one_source_tie])
co.write_html(network, "page.html", report)
co.save(network, "network.yaml")

try:
    co.load("missing.yaml")
except co.DataError as error:
    lines: list[int] = [issue.line for issue in error.issues]
except co.errors.NetworkNotFound:
    pass

co.nonsense  # type: ignore[attr-defined]
co.load(7)  # type: ignore[arg-type]
co.check(report)  # type: ignore[arg-type]
co.compare(network, network).before  # type: ignore[attr-defined]
co.measures.agency_degre(network)  # type: ignore[attr-defined]
co.measures.agency_degree(7)  # type: ignore[arg-type]
co.measures.agency_brokerage(network, group="country")  # type: ignore[call-arg]
