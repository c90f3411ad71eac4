"""How a network was made: what reporting guidelines ask for and the records don't show."""

from __future__ import annotations

from coordination.model.record import PartialDate, Record, Text

__all__ = ["Study"]


class Study(Record):
    """What a reader must know of the making of a network; each field in a sentence or two."""

    coders: Text | None = None
    """Who coded it; the page says so above its picture."""
    coded: PartialDate | None = None
    """When it was coded."""
    collection: Text | None = None
    """How the data was collected: which documents were coded, by whom, by which rules."""
    boundary: Text | None = None
    """Which agencies and links were to be in it, and where it stops."""
    missing: Text | None = None
    """What is known to be missing, and what was done about it."""
    ethics: Text | None = None
    """Approval, consent, or why neither was needed."""
    location: Text | None = None
    """Where the agencies and their work are, beyond their jurisdictions."""
    availability: Text | None = None
    """Where the data can be had, and on what terms."""
    citation: Text | None = None
    """How to cite it."""
