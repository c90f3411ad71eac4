"""Fill in the passages that records cite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from coordination.model.evidence import Evidence
from coordination.model.passage import Passage
from coordination.model.record import Record

__all__ = ["with_passages"]

R = TypeVar("R", bound=Record)


def with_passages(record: R, passages: Mapping[str, Passage]) -> R:
    """The record with each passage that it names filled in; itself where it names none.

    Args:
        record: any record.
        passages: the network's passages by id.
    """
    changed: dict[str, object] = {}
    evidence = getattr(record, "evidence", ())
    if any(one.passage for one in evidence):
        changed["evidence"] = _filled(evidence, passages)
    mandates = getattr(record, "mandates", ())
    if any(one.passage for mandate in mandates for one in mandate.evidence):
        changed["mandates"] = tuple(with_passages(mandate, passages) for mandate in mandates)
    return record.model_copy(update=changed) if changed else record


def _filled(
    evidence: tuple[Evidence, ...], passages: Mapping[str, Passage]
) -> tuple[Evidence, ...]:
    return tuple(one.filled(passages) if one.passage else one for one in evidence)
