"""Rules of a user's own, read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import coordination as co
from coordination.rules.rule_files import rules_from_file

EXAMPLE = Path(__file__).parent.parent / "examples" / "my_rules.py"

NETWORK = co.Network(
    title="Two",
    agencies=[{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    requirements=[
        {"id": "bare", "agency": "a", "counterpart": {"agency": "b"}},
        {"id": "told", "agency": "a", "counterpart": {"agency": "b"}, "says": "A must tell B."},
    ],
)


def test_a_file_of_rules_runs_beside_our_own():
    own = rules_from_file(EXAMPLE)
    assert [rule.code for rule in own] == ["MY101"]
    report = co.check(NETWORK, rules=[*co.RULES, *own], select=["MY"])
    assert [finding.key for finding in report] == ["MY101:bare"]
    strict = co.check(NETWORK, rules=own, options={"MY101": {"words": 5}})
    assert [(one.key, one.value, one.threshold) for one in strict] == [
        ("MY101:bare", 0, 5),
        ("MY101:told", 4, 5),
    ]


def test_reading_a_file_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "my_rules.py"
    file.write_bytes(EXAMPLE.read_bytes())
    rules_from_file(str(file))
    assert list(tmp_path.iterdir()) == [file]


def test_a_rule_under_two_names_counts_once_and_imported_ones_not_at_all(tmp_path):
    file = tmp_path / "rules.py"
    file.write_text(
        "import coordination as co\n"
        "first, = co.RULES[:1] or (None,)\n"
        "@co.rule('MY1', 'one')\ndef one(network):\n    return []\n"
        "again = one\n"
    )
    assert [rule.code for rule in rules_from_file(file)] == ["MY1"]


def test_a_file_may_define_dataclasses(tmp_path):
    file = tmp_path / "rules.py"
    file.write_text(
        "from __future__ import annotations\n"
        "from dataclasses import dataclass\n"
        "import coordination as co\n"
        "@dataclass\nclass Limit:\n    days: int\n"
        "@co.rule('MY1', 'one')\ndef one(network):\n    return []\n"
    )
    assert len(rules_from_file(file)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n", "holds no rule"),
        ("\n\ndef broken(:\n", "rules.py:3: SyntaxError"),
        ("x = 1\nx = 1 / 0\n", "rules.py:2: ZeroDivisionError: division by zero"),
        ("import not_there_at_all\n", "rules.py:1: ModuleNotFoundError: No module named"),
        ("raise SystemExit(3)\n", "rules.py:1: SystemExit: 3"),
        (
            "import coordination as co\n"
            "a = co.rule('MY1', 'a')(lambda network: [])\n"
            "b = co.rule('MY1', 'b')(lambda network: [])\n",
            "gives the code MY1 to 2 rules",
        ),
        ("import coordination as co\na = co.rule('1', 'a')\n", "rules.py:2: ValueError: a code is"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path, text, message):
    file = tmp_path / "rules.py"
    file.write_text(text)
    with pytest.raises(co.errors.RuleFileError, match=message):
        rules_from_file(file)


def test_bytes_that_are_no_text(tmp_path):
    file = tmp_path / "rules.py"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(co.errors.RuleFileError, match=r"rules\.py"):
        rules_from_file(file)


def test_a_code_of_ours_is_refused(tmp_path):
    file = tmp_path / "rules.py"
    file.write_text(
        "import coordination as co\nmine = co.rule('CG903', 'mine')(lambda network: [])\n"
    )
    with pytest.raises(co.errors.RuleFileError, match="CG903, which a rule of ours has"):
        rules_from_file(file)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        rules_from_file(tmp_path / "none.py")
    with pytest.raises(co.errors.RuleFileError, match="is a folder"):
        rules_from_file(tmp_path)
