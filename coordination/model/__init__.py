"""The records: frozen, strict, each with the passages that carry it."""

from coordination.model.agency import Agency, Function, Mandate
from coordination.model.document import SECTIONS, Document
from coordination.model.evidence import Evidence, Source
from coordination.model.figure import Figure
from coordination.model.jurisdiction import country, jurisdiction_name, require_jurisdiction
from coordination.model.link import Link, derived_id
from coordination.model.provenance import Study
from coordination.model.recommendation import Amendment, Recommendation, Would
from coordination.model.record import Record, did_you_mean, first_day, last_day
from coordination.model.requirement import Counterpart, Requirement

__all__ = [
    "SECTIONS",
    "Agency",
    "Amendment",
    "Counterpart",
    "Document",
    "Evidence",
    "Figure",
    "Function",
    "Link",
    "Mandate",
    "Recommendation",
    "Record",
    "Requirement",
    "Source",
    "Study",
    "Would",
    "country",
    "derived_id",
    "did_you_mean",
    "first_day",
    "jurisdiction_name",
    "last_day",
    "require_jurisdiction",
]
