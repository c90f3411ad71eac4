"""Make ids for rows from their content, so that an id stays when rows move."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Container, Sequence

from coordination.loading.nodes import Listing, Mapping, Node, Scalar, plain
from coordination.model import derived_id, ids, vocabulary
from coordination.text.language import singular

__all__ = ["FROM", "link_id", "made_id", "slug"]

FROM: dict[str, tuple[str, ...]] = {
    "sources": ("title",),
    "passages": ("source", "at"),
    "functions": ("name",),
    "places": ("name",),
    "agencies": ("name",),
    "requirements": ("agency", "counterpart", "function"),
    "conclusions": ("finds", "agencies", "towards", "functions"),
    "recommendations": ("by", "to", "says"),
    "figures": ("about", "measure", "period"),
}
"""Fields of which an id is made, by section; a link's is made as in any data file."""

_LONGEST = 60
"""Characters of a made id, before a number is added."""


def slug(text: str) -> str:
    """A text as an id; "" where it holds no letter that an id has.

    Example:
        >>> slug("Sûreté du Québec"), slug("警察")
        ('surete-du-quebec', '')
    """
    plain_text = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    kept = "".join(one for one in plain_text if not unicodedata.combining(one))
    return ids.slug(kept)


def made_id(section: str, record: Mapping, taken: Container[str]) -> str:
    """An id for a row, made from its own cells; a number is added only where it is taken.

    Args:
        section: its section.
        record: the row.
        taken: ids that others have.
    """
    words = [
        text
        for name in FROM[section]
        if name in record.entries
        for text in _texts(record.entries[name][1])
    ]
    whole = slug(" ".join(words))
    if not whole:
        digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:6]
        whole = f"{singular(section)}-{digest}"
    if len(whole) > _LONGEST:
        digest = hashlib.sha256("\n".join(words).encode()).hexdigest()[:4]
        whole = f"{whole[:_LONGEST].rpartition('-')[0] or whole[:_LONGEST]}-{digest}"
    return ids.numbered(whole, taken)


def _texts(node: Node) -> Sequence[str]:
    if isinstance(node, Scalar):
        return [node.text] if node.text else []
    items = node.items if isinstance(node, Listing) else [one for _, one in node.entries.values()]
    return [text for item in items for text in _texts(item)]


def link_id(record: Mapping) -> str:
    """The id that a link without one gets when it is read.

    Args:
        record: the link, with ids as its ends.
    """
    data = {name: plain(node) for name, (_, node) in record.entries.items()}
    term = vocabulary.LINK_KINDS.get(str(data.get("kind")))
    if term is not None:
        data.setdefault("mutual", term.mutual)
    return derived_id(data)
