"""Hostile and odd input loads, or ends soon in an error of ours; nothing foreign leaks out."""

from __future__ import annotations

import os

import pytest
import yaml

import coordination as co
from coordination.loading import parse_tree, yaml_text
from tests.steps import counted

GOOD = "title: Café\nagencies:\n  - id: atf\n    name: Büro\n    jurisdiction: NO\n"
MIB = 1024 * 1024
STEPS_A_LETTER = 20
"""Most function calls for each letter of a text; what grows faster than the text has far more."""

BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = {
    "alias bomb": (BOMB, "1:4: an anchor (&a)"),
    "python tag": ("title: !!python/object/apply:os.abort []", "1:8: a tag (!!python/object"),
    "200,000 brackets": ("[" * 200_000, "more levels of nesting"),
    "200,000 braces": ("{" * 200_000, "more levels of nesting"),
    "200,000 brackets on lines": ("[\n" * 200_000, "21:1: more than 20 levels of nesting"),
    "200,000 dashes": ("- " * 200_000, "1:41: more than 20 levels of nesting"),
    "200,000 question marks": ("? " * 200_000, "1:3: a list, a mapping or an alias"),
    "200,000 closing brackets": ("title: " + "]" * 200_000, "1:8: this can't be read as YAML"),
    "deep blocks": ("".join(" " * n + "a:\n" for n in range(2_000)), "21:21: more than 20 levels"),
    "one long line": ("title: " + "x" * 4 * MIB, "1:8: a text of 4,194,304 characters"),
    "100 MB": ("title: " + "x" * 100 * MIB, "larger than 32 MiB"),
    "unclosed quote": ('title: "' + "x " * 2 * MIB, "1:8: a quote isn't closed"),
    "lines": ("\n" * 2 * MIB, "more than 1,000,000 lines"),
    "blanks": (" " * 4 * MIB, "the file holds nothing"),
    "a hundred thousand tags": ("%TAG !a! x\n" * 100_000, "1:1: a line begins with %"),
    "second document of tags": ("title: x\n---\n" + "%TAG !a! x\n" * 100_000, "2:1: a second doc"),
    "repeated keys": ("a: 1\n" * 200_000, "the key 'a' is repeated"),
    "anchors": ("title: x\nlinks:\n" + "- &a x\n" * 100_000, "3:3: an anchor (&a)"),
    "half a pair": ('title: "\\ud800"', "1:"),
    "escape beyond Unicode": ('title: "\\UFFFFFFFF"', "1:"),
    "escaped NUL": ('title: "a\\0b"', "1:8: title: the text contains the control character U+0000"),
    "NUL": ("title: a\0b", "1:9: the text contains the character U+0000"),
    "non-character": ("title: \uffff", "1:8: the text contains the character U+FFFF"),
    "typos": (
        "title: x\nagencies:\n"
        + "".join(f"- {{id: a{n}, name: A, part_of: b{n}}}\n" for n in range(2_000)),
        "3:30: agencies[0].part_of: there is no agency 'b0'",
    ),
    "wrong words": (
        "title: x\nlinks:\n" + "- {kind: bad, source: A, target: B}\n" * 4_000,
        "more than 1,000 issues; the rest was not checked",
    ),
    "unknown keys": (
        "title: x\nagencies:\n- {" + ", ".join(f"k{n}: 1" for n in range(5_000)) + "}",
        "agencies[0].k0: there is no field 'k0' here",
    ),
    "a ring of 2,000": (
        "title: x\nagencies:\n"
        + "".join(f"- {{id: a{n}, name: A, part_of: a{(n + 1) % 2_000}}}\n" for n in range(2_000)),
        "a circle of part_of: a0 -> a1 -> a2 -> a3 -> a4 -> a5 -> ... -> a1996",
    ),
    "all members of all": (
        "title: x\nagencies:\n"
        + "".join(
            f"- {{id: a{n}, name: A, members: [{', '.join(f'a{m}' for m in range(150))}]}}\n"
            for n in range(150)
        ),
        "a circle of members",
    ),
}

HOSTILE_JSON = {
    "200,000 brackets": ("[" * 200_000, "1:21: more than 20 levels of nesting"),
    "200,000 objects": ('{"a":' * 200_000, "1:101: more than 20 levels of nesting"),
    "one long line": ('{"title": "' + "x" * 4 * MIB + '"}', "1:11: a text of 4,194,304"),
    "unclosed quote": ('{"title": "' + "x" * 4 * MIB, "1:11: a quote isn't closed on its line"),
    "half a pair": ('{"title": "\\ud800"}', "1:11: title: the text contains half of a character"),
    "digits": ('{"title": "x", "figures": [{"value": ' + "9" * 90_000 + "}]}", "is not a number"),
}


def message_of(text: str, format: str = "yaml") -> str:
    with pytest.raises(co.DataError) as caught, counted() as steps:
        co.loads(text, format=format)
    assert steps.count < 50_000 + STEPS_A_LETTER * len(text)
    assert len(caught.value.issues) <= 2_100
    return "\n".join(str(issue) for issue in caught.value.issues)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_ends_soon(name):
    text, expected = HOSTILE[name]
    assert expected in message_of(text)


def test_values_are_counted_in_yaml_and_in_json(monkeypatch):
    assert parse_tree.MAX_NODES == 500_000
    monkeypatch.setattr(parse_tree, "MAX_NODES", 20_000)
    told = "more than 20,000 values"
    assert told in message_of("title: x\nlinks: [" + "[]," * 20_001)
    assert told in message_of('{"title": "x", "links": [' + "1," * 20_001, "json")


@pytest.mark.parametrize("name", HOSTILE_JSON)
def test_hostile_json_ends_soon(name):
    text, expected = HOSTILE_JSON[name]
    assert expected in message_of(text, "json")


@pytest.mark.parametrize("name", [name for name, case in HOSTILE.items() if len(case[0]) < 500_000])
def test_the_parser_without_libyaml_is_as_safe(name, monkeypatch):
    monkeypatch.setattr(yaml_text, "_parser", yaml.BaseLoader)
    with pytest.raises(co.DataError):
        co.loads(HOSTILE[name][0][:20_000])


# -- encodings and line ends -------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.rstrip("\n").encode(),
        ("---\n" + GOOD + "...\n# end\n").encode(),
    ],
    ids=["utf-8", "BOM", "utf-16", "utf-16-be", "CRLF", "CR", "no newline", "document marks"],
)
def test_odd_but_sound_files_load(data, tmp_path):
    path = tmp_path / "network.yaml"
    path.write_bytes(data)
    network = co.load(path)
    assert network.title == "Café"
    assert network.agencies["atf"].jurisdiction == "NO"
    assert network.origins["agencies", "atf"][1:] in ((3, 5), (4, 5))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD.encode("latin-1"), ":1:11: byte 0xe9 isn't UTF-8 text"),
        (GOOD.encode("cp1252").replace(b"\n", b"\r\n"), "save it as UTF-8"),
        (GOOD.encode("utf-16-le"), "is this a data file?"),
        (b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1], "isn't UTF-16 text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ":1:1: byte 0x89 isn't UTF-8 text"),
        (b"PK\x03\x04\x14\x00", "the text contains the character U+0003"),
        (b"\x00" * 1000, "is this a data file"),
        (b"", "the file holds nothing"),
        (b"title: x\nagencies:\n\t- id: a\n", ":3:1: a tab is used for indentation"),
    ],
    ids=["latin-1", "cp1252", "utf-16 bare", "utf-16 cut", "png", "zip", "zeros", "empty", "tab"],
)
def test_what_is_no_text_is_told_with_its_place(data, expected, tmp_path):
    path = tmp_path / "network.yaml"
    path.write_bytes(data)
    with pytest.raises(co.DataError) as caught:
        co.load(path)
    assert expected in str(caught.value)
    assert len(caught.value.issues) == 1


def test_json_may_be_indented_with_tabs(tmp_path):
    path = tmp_path / "network.json"
    path.write_text(
        '{\n\t"title": "Café",\n\t"agencies": [\n\t\t{"id": "a", "name": "A"}]}', "utf-8"
    )
    network = co.load(path)
    assert network.origins["agencies", "a"] == (str(path), 4, 3)


def test_a_byte_that_is_no_utf8_is_shown_in_its_line(tmp_path):
    path = tmp_path / "network.yaml"
    path.write_bytes("title: x\nsummary: é and ".encode() + b"\xe9 here\n")
    with pytest.raises(co.DataError) as caught:
        co.load(path)
    (issue,) = caught.value.issues
    assert (issue.line, issue.column) == (2, 16)
    line, caret = issue.snippet.split("\n")
    assert line[caret.index("^")] == "�"


# -- files -------------------------------------------------------------------------------------


def test_a_pipe_is_no_file_and_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "network.yaml")
    with pytest.raises(co.DataError, match="it isn't a file"):
        co.load(tmp_path / "network.yaml")
    with pytest.raises(co.DataError, match="it isn't a file"):
        co.load(tmp_path)


def test_a_link_to_nothing(tmp_path):
    (tmp_path / "network.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(co.errors.NetworkNotFound, match="is a broken symbolic link"):
        co.load(tmp_path / "network.yaml")
    with pytest.raises(co.DataError, match="it can't be read: no such file"):
        co.load(tmp_path)


def test_a_link_to_itself(tmp_path):
    (tmp_path / "network.yaml").symlink_to(tmp_path / "network.yaml")
    with pytest.raises(co.errors.NetworkNotFound):
        co.load(tmp_path / "network.yaml")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "network.yaml"
    path.write_text(GOOD, "utf-8")

    def refuse(*args, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(co.DataError, match="it can't be read: permission denied"):
        co.load(path)


def test_a_folder_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    with pytest.raises(co.DataError, match="it can't be read: permission denied"):
        co.load(tmp_path)


def test_a_folder_of_too_many_files(tmp_path):
    for n in range(1_001):
        (tmp_path / f"{n}.yaml").touch()
    with pytest.raises(co.DataError, match="the folder holds more than 1,000 data files"):
        co.load(tmp_path)


def test_a_folder_named_like_a_file(tmp_path):
    (tmp_path / "network.yaml").mkdir()
    with pytest.raises(co.DataError, match="the folder holds no data file"):
        co.load(tmp_path / "network.yaml")


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "x" * 5000 + ".yaml", "\ud800.yaml"])
def test_names_that_no_file_has(name):
    with pytest.raises((co.errors.NetworkNotFound, co.DataError)) as caught:
        co.load(name)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert len(str(caught.value)) < 500


def test_the_collector_runs_again_after_an_error():
    import gc

    assert gc.isenabled()
    with pytest.raises(co.DataError):
        co.loads("[")
    assert gc.isenabled()
    gc.disable()
    try:
        co.loads("title: x")
        assert not gc.isenabled()
    finally:
        gc.enable()
