"""Change bytes and tokens of a case, or put parts of two cases together."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.texts import HOSTILE

_TOKEN = re.compile(rb"[\w.+-]+|\s+|[^\w\s]", re.ASCII)
_NUMBERS = (
    b"0", b"-1", b"1", b"2147483648", b"99999999999999999999", b"1e999", b"-0.0", b"NaN", b"0x10",
    b"9999-12-31", b"0000-00-00", b"2010-02-30", b"1_000", b"1,5",
)  # fmt: skip
_BYTES = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\x80",
    b"\x1b[2J",
    b"\x7f",
    b"\r",
    b"\n\n",
)
_SMALLEST = 24


def mutated(data: bytes, random: Random, others: list[bytes], words: tuple[bytes, ...]) -> bytes:
    """The data after one to six changes.

    Args:
        data: what is changed.
        random: where chance comes from.
        others: data of the same kind, parts of which may be put in.
        words: words of the format, which may be put in.
    """
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 6))):
        data = _one(data, random, others, words)
    return data


def _one(data: bytes, random: Random, others: list[bytes], words: tuple[bytes, ...]) -> bytes:
    start = random.randint(0, len(data))
    end = min(len(data), start + random.choice((0, 1, 2, 4, 8, 16, 64, 256)))
    way = random.randrange(10)
    if way == 0 and data:
        at = random.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
    if way == 1:
        return data[:start] + data[end:]
    if way == 2:
        return data[:end] + data[start:end] * random.choice((1, 1, 2, 20, 200)) + data[end:]
    if way == 3:
        return data[:start] + random.choice(_BYTES) + data[end:]
    if way == 4 and others:
        other = random.choice(others)
        cut = random.randint(0, len(other))
        most = random.choice((8, 64, 512, len(other)))
        return data[:start] + other[cut : cut + most] + data[end:]
    if way == 5 and others:
        other = random.choice(others)
        return data[:start] + other[random.randint(0, len(other)) :]
    if way == 6:
        return data[:start]
    return _token(data, random, words)


def _token(data: bytes, random: Random, words: tuple[bytes, ...]) -> bytes:
    """Change one token: by another of the data, a word of the format, a number, a hostile text."""
    at = random.randint(0, max(0, len(data) - _SMALLEST))
    near = list(_TOKEN.finditer(data, at, min(len(data), at + 400)))
    if not near:
        return data + random.choice(words or (b"x",))
    one, other = random.choice(near), random.choice(near)
    new = random.choice(
        (
            other[0],
            b"",
            one[0] + one[0],
            random.choice(words or (b"x",)),
            random.choice(_NUMBERS),
            random.choice(HOSTILE).encode("utf-8", "replace"),
        )
    )
    return data[: one.start()] + new + data[one.end() :]
