"""One network's part of a page as text: what its sections and passages look like."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.model import Evidence
from coordination.network import Network
from coordination.view.page.markup import Markup, block, element, joined, own
from coordination.view.page.titles import short_title

__all__ = ["LIMIT", "TextPart", "more"]

LIMIT = 400
"""Rows of a table, and findings, that are written out; the page's script shows the others."""


class TextPart:
    """The text of one network, of which a page may hold several.

    Args:
        network: the network.
        prefix: what its ids begin with, where a page holds several networks.
        within: id of the heading above it, in a page of several networks, so that the names of
            sections differ.
        level: level of its headings.
    """

    def __init__(self, network: Network, prefix: str, within: str, level: int) -> None:
        self.network, self.prefix, self.level = network, prefix, level
        self._within = f"{within} " if within else ""
        self._places = {key: n for n, key in enumerate(network.sources)}
        self._short = {key: short_title(source) for key, source in network.sources.items()}

    def section(
        self, name: str, heading: str, *lines: str | None, class_: str | None = None
    ) -> Markup:
        """A section with its heading, by which links and screen readers find it."""
        key = f"{self.prefix}h-{name}"
        title = self.heading(0, heading, id=key)
        return block(
            "section", title, *lines, class_=class_, aria_labelledby=f"{self._within}{key}"
        )

    def heading(self, below: int, *inside: str, **attributes: str) -> Markup:
        """A heading so many levels below those of sections."""
        return element(f"h{self.level + below}", *inside, **attributes)

    def passages(self, evidence: Sequence[Evidence]) -> Markup:
        """Passages as a list, each with a link to its source."""
        if not evidence:
            return Markup("")
        passages = block("ul", *map(self._passage, evidence), class_="passages")
        return joined(passages, "\n")

    def _passage(self, passage: Evidence) -> Markup:
        key = passage.source
        source = element("a", own(self._short[key]), href=f"#{self.prefix}s{self._places[key]}")
        speaker = joined(own(passage.speaker), ", in ") if passage.speaker else None
        return element(
            "li",
            _STANCES.get(passage.stance),
            own(passage.says),
            joined(" ", element("q", own(passage.quote))) if passage.quote else None,
            " ",
            element("small", speaker, source, ", ", own(passage.at)),
        )


_STANCES = {
    "disputes": Markup("<strong>Disputed:</strong> "),
    "qualifies": Markup("<strong>In part:</strong> "),
}


def more(count: int) -> Markup:
    """A note below a table, or a list of findings, that isn't written out whole."""
    if count <= LIMIT:
        return Markup("")
    return element("p", f"The first {LIMIT} of {count:,} are written out here.", class_="more")
