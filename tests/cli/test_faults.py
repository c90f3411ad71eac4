"""Faults of this program, and streams that aren't there."""

import subprocess
import sys
from importlib import import_module

import pytest

from coordination.__main__ import main

command_line = import_module("coordination.cli.main")


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("x"), KeyError("x\n::error::y"), RecursionError(), AssertionError()]
)
def test_a_fault_of_ours_has_a_status_of_its_own(monkeypatch, capsys, error):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr("coordination.loading.load", fails)
    monkeypatch.delenv("COORDINATION_TRACEBACK", raising=False)
    assert main(["check", "gunrunner-cnn-2010"]) == command_line.BROKEN == 70
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and "report it" in told and type(error).__name__ in told
    monkeypatch.setenv("COORDINATION_TRACEBACK", "1")
    with pytest.raises(type(error)):
        main(["check", "gunrunner-cnn-2010"])


def test_too_little_memory_is_no_fault_of_ours(monkeypatch, capsys):
    def fails(*_, **__):
        raise MemoryError

    monkeypatch.setattr("coordination.loading.load", fails)
    assert main(["check", "gunrunner-cnn-2010"]) == 2
    assert "memory" in capsys.readouterr().err


@pytest.mark.parametrize("which", ["stdout", "stderr"])
@pytest.mark.parametrize("typed", [["check", "gunrunner-cnn-2010"], ["schema"], ["report", "no"]])
def test_a_stream_that_is_closed_is_no_error(monkeypatch, capsys, which, typed):
    expected = main(typed)
    monkeypatch.setattr(sys, which, None)
    assert main(typed) == expected


def test_help_names_the_statuses(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "70" in capsys.readouterr().out


def test_a_full_device_on_standard_output_is_told():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coordination", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "no space left" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["report", "x.yaml", "--formt", "json"], "report has no option '--formt'; did you mean"),
        (["view", "x.yaml", "--zzz=1"], "view has no option '--zzz'; options: --open"),
        (["rules", "more"], "rules has no use for 'more'; `coordination rules --help` shows"),
    ],
)
def test_an_argument_that_a_command_does_not_take_is_named_with_what_it_takes(typed, said, capsys):
    assert main(typed) == 2
    assert said in capsys.readouterr().err
