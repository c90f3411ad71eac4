"""Texts that some reader, writer or terminal stumbles over, and plain ones."""

from __future__ import annotations

from random import Random

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--<script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "[a](javascript:alert(1)) ![b](https://example.org/x.png)",
    "[a]: javascript:alert(1)\n\n<b>b</b>",
    "```\n<b>x</b>\n```",
    "| a | b |\n|---|---|\n| <i>c</i> |",
    "# heading\n> quote\n\n- list\n\n    code",
    "\\<img src=x>",
    "`<b>`` <i>``",
    "{{ 7 * 7 }}{% raw %}",
    "]]><x:script xmlns:x='http://www.w3.org/1999/xhtml'/>",
    "&lt;b&gt;&amp;&#60;",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "'=1",
    "=cmd|' /C calc'!A0",
    "::stop-commands::x",
    "a\n::add-mask::b",
    "a\r::error::b",
    "##[group]x",
    "a\u2028::warning::b",
    "\u202egnp.exe\u2066",
    "\u2028\u2029\x85",
    "\ufeffa",
    "a\tb",
    "a\r\nb\rc",
    "..",
    "../secret",
    "/etc/hostname",
    "file:///etc/hostname",
    "//example.org/x",
    "CON",
    "__proto__",
    "constructor",
    "NO",
    "null",
    "~",
    "0123",
    "12:34:56",
    "1e999",
    "NaN",
    "٣٤٥",
    "２０１０",
    "²",
    "Ⅻ",
    "İı",
    "ß",
    "a\u0301\u0301\u0301\u0301",
    "\u0301",
    "\u200b",
    "😀\u200d🚔",
    "𝒜",
    "\U000e0041",
    "\U0010ffff",
    "שלום",
    "a;b, c|d",
    "a: b #c",
    "- a",
    "a -> b -> c",
    "/".join("a" * 40),
    "-" * 300,
    "a" * 2_000,
    "w " * 1_000,
    "é" * 400,
    "%s %d {0} $x",
    "\\",
    "'",
    '"',
    "...",
    "[...]",
    "a ... b ... c",
    "[T]he [sic] end",
)

PLAIN = (
    "Bureau of Roads",
    "Police of the North",
    "Ministry of Health, Labour and Welfare",
    "the second unit",
    "page 3",
    "p. 12-14",
    "paragraph 4",
    "They never met.",
    "No joint plan was made.",
    "A",
    "B of A",
)


def text(random: Random, hostile: float = 0.1) -> str:
    """A text, hostile now and then, and sometimes put together of several."""
    if random.random() >= hostile:
        return random.choice(PLAIN)
    if random.random() < 0.2:
        return "".join(random.choice(HOSTILE) for _ in range(random.randint(2, 4)))
    if random.random() < 0.1:
        return "".join(chr(_code(random)) for _ in range(random.randint(1, 12)))
    return random.choice(HOSTILE)


def _code(random: Random) -> int:
    most = random.choice((0x7F, 0xFF, 0x2FFF, 0x10FFFF))
    code = random.randint(0, most)
    return code if not 0xD800 <= code < 0xE000 else 0xFFFD
