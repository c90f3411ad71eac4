"""Records as plain values, and records of them again."""

import datetime
import enum
import math

import pytest

from coordination.loading import bundled, load
from coordination.model import SECTIONS
from coordination.model.plain import cell_text, fields_of, file_data, plain, plain_fields


class Colour(enum.Enum):
    RED = "red"


PLAIN = {
    "none": (None, None),
    "text": ("a", "a"),
    "enum": (Colour.RED, "red"),
    "nan": (math.nan, None),
    "infinity": (-math.inf, None),
    "number": (0.5, 0.5),
    "flag": (False, False),
    "largest": (2**31 - 1, 2**31 - 1),
    "larger": (2**31, "2147483648"),
    "day": (datetime.date(2009, 6, 30), "2009-06-30"),
    "moment": (datetime.datetime(2009, 6, 30, 8), "2009-06-30T08:00:00"),
    "words": (("b", "a"), "b; a"),
    "set": ({"b", "a"}, "a; b"),
    "no words": ((), None),
    "a semicolon in a word": (("a;b",), '["a;b"]'),
    "a bracket in a word": (("[a]", "b"), '["[a]", "b"]'),
    "numbers": ([1, 2], "[1, 2]"),
    "nested": ({"a": {"b", "c"}, "d": datetime.date(2009, 1, 1)}, None),
    "control": ("a\x00b\ud800c\uffff", "abc"),
    "lines": ("a\n\tb", "a\n\tb"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_any_value_becomes_plain(name):
    value, expected = PLAIN[name]
    found = plain(value)
    if name == "nested":
        expected = '{"a": ["b", "c"], "d": "2009-01-01"}'
    assert found == expected and type(found) is type(expected)


@pytest.mark.parametrize("name", bundled())
def test_records_come_back_equal_from_plain_values(name):
    network = load(name)
    for section in SECTIONS:
        for record in getattr(network, section).values():
            values = plain_fields(record)
            assert all(isinstance(value, str | int | float | bool) for value in values.values())
            for given in (values, {key: cell_text(value) for key, value in values.items()}):
                again = type(record).model_validate(fields_of(type(record), given))
                assert file_data(again) == file_data(record)  # a passage goes by its id
