"""The records: frozen, strict, each with the passages that carry it."""

from coordination.model.agency import Agency, Function, Mandate
from coordination.model.conclusion import Conclusion
from coordination.model.document import FORMAT, SECTIONS, Document
from coordination.model.evidence import Evidence, Source
from coordination.model.examined import Examined
from coordination.model.figure import Figure
from coordination.model.jurisdiction import (
    country,
    jurisdiction_name,
    near_places,
    require_jurisdiction,
)
from coordination.model.link import Link, derived_id
from coordination.model.passage import Passage
from coordination.model.place import Gazetteer, Place
from coordination.model.provenance import Study
from coordination.model.recommendation import Amendment, Recommendation, Would
from coordination.model.record import Record, day_of, first_day, last_day
from coordination.model.requirement import Case, Counterpart, Described, Requirement

__all__ = [
    "FORMAT",
    "SECTIONS",
    "Agency",
    "Amendment",
    "Case",
    "Conclusion",
    "Counterpart",
    "Described",
    "Document",
    "Evidence",
    "Examined",
    "Figure",
    "Function",
    "Gazetteer",
    "Link",
    "Mandate",
    "Passage",
    "Place",
    "Recommendation",
    "Record",
    "Requirement",
    "Source",
    "Study",
    "Would",
    "country",
    "day_of",
    "derived_id",
    "first_day",
    "jurisdiction_name",
    "last_day",
    "near_places",
    "require_jurisdiction",
]
