"""A network in a notebook: its page in a frame that can reach nothing else."""

from __future__ import annotations

from html import escape

from coordination.network import Network
from coordination.rules.report import Report
from coordination.view.page.page import html_text

__all__ = ["MOST", "notebook_html"]

MOST = 300
"""Above this many agencies a cell's output would be slow and large; a file is better."""


def notebook_html(network: Network, report: Report | None = None) -> str:
    """The page of a network as a frame for a notebook's output.

    The frame has an origin of its own, so its script can't reach the notebook, and the page's
    policy lets it ask no other computer for anything.

    Args:
        network: the network.
        report: its report, or None.

    Returns:
        HTML; for networks of more than `MOST` agencies a sentence that names `write_html`.
    """
    if len(network.agencies) > MOST:
        return (
            "<p>Too large for a notebook; <code>co.write_html(network, …)</code> makes a file.</p>"
        )
    page = html_text(network, report, layouts=("wide",))
    return (
        f'<iframe title="{escape(network.title)}" sandbox="allow-scripts allow-downloads" '
        'style="width: 100%; height: 680px; border: 1px solid #8884; border-radius: 8px" '
        f'srcdoc="{escape(page)}"></iframe>'
    )
