"""Annotations of the fields of records: what a text must be, and lists that may be one word.

They give pydantic the schema as it is to be. Were it put together from pydantic's own annotations,
each of some two hundred fields would have the same functions and limits looked up once more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from coordination.errors import did_you_mean

__all__ = ["Many", "Term", "Word", "misfit"]


def misfit(found: str, expected: str, suggestion: str = "") -> PydanticCustomError:
    """The error for a wrong value."""
    facts = {"found": found, "expected": expected, "suggestion": suggestion}
    return PydanticCustomError("misfit", "{found}", facts)


class Word:
    """Annotation of a string field: its value must pass a check.

    Args:
        check: returns the value as it is kept, or raises `misfit`.
        form: what it is in a table: "text", "id", "word", "date", "period" or "place".
        first: makes a string of what stands for one, before it is looked at as one.
        lengths: fewest and most characters.
        more: what the JSON schema says besides.
    """

    def __init__(
        self,
        check: Callable[[str], str],
        *,
        form: str = "text",
        first: Callable[[Any], Any] | None = None,
        lengths: tuple[int | None, int | None] = (None, None),
        more: Mapping[str, Any] | None = None,
    ) -> None:
        self.form = form
        self._check = check
        self._first = first
        self._lengths = lengths
        self._more = dict(more or {})

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        fewest, most = self._lengths
        text = core_schema.str_schema(min_length=fewest, max_length=most)
        checked = core_schema.no_info_after_validator_function(self._check, text)
        if self._first is None:
            return checked
        return core_schema.no_info_before_validator_function(self._first, checked)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(schema) | self._more


class Term(Word):
    """Annotation of a string field: its value must be a key of one vocabulary table.

    The JSON schema lists each accepted word with its sentence, so that an editor can show it.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        super().__init__(self._known, form="word")
        self.table = table

    def _known(self, value: str) -> str:
        if value in self.table:
            return value
        found = f"'{value[:80]}' is not one of the accepted words"
        raise misfit(found, ", ".join(self.table), did_you_mean(value, self.table))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        def sentence(term: Any) -> str:
            return term if isinstance(term, str) else term.meaning

        return {
            "oneOf": [
                {"const": word, "description": sentence(term)} for word, term in self.table.items()
            ]
        }


class _OneOrMany:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_tuple, handler(source))


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Many = _OneOrMany()
"""Annotation of a tuple field that also takes one bare word."""
