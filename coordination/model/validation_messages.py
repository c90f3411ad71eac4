"""Turn validation errors into plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from coordination.errors import did_you_mean
from coordination.model.meanings import meanings
from coordination.model.problem import Problem
from coordination.model.record import Record

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["printable", "record_type", "tell", "written"]

_SHOWN = 60
"""Characters of a wrong value that a sentence repeats."""

_Words = tuple[str, str] | tuple[str, str, str]
"""What was found, what is accepted, and a likely fix."""


def tell(error: ValidationError, model: type[Record]) -> Iterator[Problem]:
    """Each problem that validation found, once, in words that name what was found.

    Args:
        error: what validating raised.
        model: the record type that was validated.
    """
    details = error.errors(include_url=False)
    paths = [written(detail["loc"]) for detail in details]
    deeper = {path[:n] for path in paths for n in range(len(path))}
    numbers: set[tuple[str | int, ...]] = set()
    for detail in details:
        loc, kind = written(detail["loc"]), detail["type"]
        if kind in ("too_short", "too_long") and loc in deeper:
            continue  # the length counts what is left after the deeper problem took its entries out
        if loc and loc[-1] in ("int", "float"):
            # A number is tried as a whole one and as a fraction: one problem, not two.
            if loc[:-1] not in numbers:
                numbers.add(loc[:-1])
                yield Problem(loc[:-1], *_not_a_number(detail["input"], {}, None))
            continue
        owner = record_type(model, loc[:-1])
        if kind == "missing":
            description = meanings(owner).get(str(loc[-1]), "") if owner else ""
            yield Problem(loc, "it is missing", description.rstrip("."), kind="missing")
        elif kind == "extra_forbidden":
            known = owner.model_fields.items() if owner else ()
            fields = [field.alias or name for name, field in known]
            word = str(loc[-1])
            message = f"there is no field '{printable(word)[:_SHOWN]}' here"
            hint = did_you_mean(word, fields)
            yield Problem(loc, message, ", ".join(fields), hint, kind="unknown")
        elif kind == "unfitting":
            for one in detail["ctx"]["misfits"]:
                yield Problem(loc, printable(one.found), one.expected)
        else:
            context = detail.get("ctx", {})
            say = _SENTENCES.get(kind)
            if say is not None:
                yield Problem(loc, *say(detail["input"], context, record_type(model, loc)))
            else:
                expected = context.get("expected") or detail["msg"].removeprefix("Input should be ")
                message = (
                    detail["msg"]
                    if "expected" in context
                    else f"{_found(detail['input'])} is wrong"
                )
                suggestion = str(context.get("suggestion", ""))
                yield Problem(loc, printable(message), str(expected), printable(suggestion))


_FORMS = ("one", "several", "described")


def written(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A path as the data has it: without the form that a value was taken to have."""
    return tuple(
        part for n, part in enumerate(loc) if not (part in _FORMS and n and loc[n - 1] == "agency")
    )


def record_type(model: type[Record], loc: tuple[str | int, ...]) -> type[Record] | None:
    """The type of the record that a path leads to, or None where it leads to something else."""
    found: type[Record] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = found.model_fields.get(part) if found else None
        found = _record_in(field.annotation) if field else None
    return found


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((r for arg in get_args(annotation) if (r := _record_in(arg)) is not None), None)


def printable(text: str) -> str:
    """A text on one line, with what a terminal would act on written as an escape."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{printable(value[:_SHOWN])}{'...' if len(value) > _SHOWN else ''}'"
    if isinstance(value, int | float):
        return f"the number {value!r:.60}" if isinstance(value, float) else "a number"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple | set | frozenset):
        return "a list"
    return f"a {type(value).__name__}"


def _not_a_number(value: Any, _: dict[str, Any], __: Any) -> tuple[str, str]:
    return f"{_found(value)} is not a number", "a number such as 62600 or 0.5, without its unit"


def _not_a_switch(value: Any, _: dict[str, Any], __: Any) -> tuple[str, str]:
    return f"{_found(value)} is neither true nor false", "true or false"


def _no_list(value: Any, _: dict[str, Any], model: Any) -> tuple[str, str, str]:
    hint = "a list of one is written [{...}]" if isinstance(value, dict) else ""
    if isinstance(value, str) and model is None and len(value) <= _SHOWN:
        hint = f"a list of one is written [{printable(value)}]"
    return f"{_found(value)} is not a list", "a list", hint


def _no_mapping(value: Any, _: dict[str, Any], model: type[Record] | None) -> tuple[str, str]:
    fields = f" with {', '.join(model.model_fields)}" if model else ""
    return f"{_found(value)} is not a mapping", f"a mapping{fields}"


def _no_text(value: Any, _: dict[str, Any], __: Any) -> tuple[str, str]:
    return f"{_found(value)} is not a text", "a text"


def _short_text(value: Any, context: dict[str, Any], __: Any) -> tuple[str, str]:
    return "the text is empty", "a text, or leave the key out"


def _long_text(value: Any, context: dict[str, Any], __: Any) -> tuple[str, str]:
    length = len(value) if isinstance(value, str) else 0
    return f"the text has {length:,} characters", f"at most {context['max_length']:,}"


def _half_character(value: Any, _: dict[str, Any], __: Any) -> tuple[str, str]:
    return "the text contains half of a character (a lone surrogate)", "whole characters"


def _no_choice(value: Any, context: dict[str, Any], __: Any) -> tuple[str, str]:
    return f"{_found(value)} is not accepted here", str(context.get("expected", ""))


def _few(value: Any, context: dict[str, Any], __: Any) -> tuple[str, str]:
    return f"the list has {context['actual_length']} entries", (
        f"{context['min_length']} or more"
        if "min_length" in context
        else f"{context['max_length']} at most"
    )


_SENTENCES: dict[str, Callable[[Any, dict[str, Any], Any], _Words]] = {
    **dict.fromkeys(
        (
            "int_parsing",
            "int_parsing_size",
            "int_type",
            "int_from_float",
            "float_parsing",
            "float_type",
            "finite_number",
        ),
        _not_a_number,
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), _not_a_switch),
    **dict.fromkeys(("tuple_type", "list_type", "iterable_type"), _no_list),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), _no_mapping),
    **dict.fromkeys(("too_short", "too_long"), _few),
    **dict.fromkeys(("literal_error", "enum"), _no_choice),
    "string_type": _no_text,
    "string_too_short": _short_text,
    "string_too_long": _long_text,
    "string_unicode": _half_character,
}
