"""What the page calls links and sources where it names them."""

from __future__ import annotations

from coordination.model import Link, Source
from coordination.network import Network
from coordination.text.direction import apart

__all__ = ["ends_of", "kind_words", "link_title", "short_title"]


def link_title(network: Network, link: Link) -> str:
    """A link as a heading: its name, else its kind and its ends."""
    return link.name or f"{kind_words(link.kind)}: {ends_of(network, link)}"


def ends_of(network: Network, link: Link) -> str:
    """The agencies that a link joins, with its direction."""
    names = [apart(network.label(key)) for key in link.agencies]
    if len(names) == 1:
        return f"within {names[0]}"
    return (" – " if link.mutual or link.parties else " → ").join(names)


def kind_words(kind: str) -> str:
    """A kind of link as the beginning of a line."""
    # What a source leaves open is coordination of some sort.
    words = "coordination" if kind == "other" else kind.replace("-", " ")
    return words[0].upper() + words[1:]


def short_title(source: Source) -> str:
    """A source in a few words; the list of sources has the rest."""
    by = source.publisher or source.author or source.title
    return f"{by}, {source.published[:4]}" if source.published else by
