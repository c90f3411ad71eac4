"""Mappings of records by id that suggest a similar id when one is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from coordination.errors import unknown

__all__ = ["SINGULAR", "ById"]

SINGULAR = {"agencies": "agency"}
"""What one record of a section is called, where that isn't the section without its last letter."""


class ById(dict[str, Any]):
    """Records of one section by id; looking one up that isn't there raises `UnknownName`.

    Args:
        section: name of the section, such as "agencies".
        records: the records by id.

    Attributes:
        what: what one record is called, such as "agency".

    Example:
        >>> ById("agencies", {"atf": 1})["aft"]
        Traceback (most recent call last):
        ...
        coordination.errors.UnknownName: there is no agency 'aft'; did you mean 'atf'?
    """

    def __init__(self, section: str, records: Mapping[str, Any]) -> None:
        self.what = SINGULAR.get(section, section.removesuffix("s"))
        super().__init__(records)

    @classmethod
    def of(cls, section: str, records: Iterable[Any]) -> ById:
        """Records as they stand in a document."""
        return cls(section, {record.id: record for record in records})

    @property
    def read_only(self) -> Mapping[str, Any]:
        """The same as a mapping that nobody can change."""
        return MappingProxyType(self)

    def __missing__(self, key: str) -> Any:
        raise unknown(self.what, key, self)
