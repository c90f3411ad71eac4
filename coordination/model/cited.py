"""Fill in the passages that records cite."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from coordination.model.evidence import Evidence
from coordination.model.passage import Passage
from coordination.model.record import Record

__all__ = ["with_passages", "written_out"]

R = TypeVar("R", bound=Record)


def with_passages(record: R, passages: Mapping[str, Passage]) -> R:
    """The record with each passage that it names filled in; itself where it names none.

    Args:
        record: any record.
        passages: the network's passages by id.
    """
    return _cited_anew(record, lambda one: one.filled(passages))


def written_out(record: R) -> R:
    """The record with each passage that it names as its own, for where no other record is there.

    A network has the words of passages filled in already.
    """
    return _cited_anew(record, lambda one: one.model_copy(update={"passage": None}))


def _cited_anew(record: R, anew: Callable[[Evidence], Evidence]) -> R:
    """The record with other evidence for each passage that it or a mandate of it names."""
    changed: dict[str, object] = {}
    fields = vars(record)  # asked for a field that it doesn't have, a record is slow to answer
    evidence = fields.get("evidence", ())
    if any(one.passage for one in evidence):
        changed["evidence"] = tuple(anew(one) if one.passage else one for one in evidence)
    mandates = fields.get("mandates", ())
    if any(one.passage for mandate in mandates for one in mandate.evidence):
        changed["mandates"] = tuple(_cited_anew(mandate, anew) for mandate in mandates)
    return record.model_copy(update=changed) if changed else record
