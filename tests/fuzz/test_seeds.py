"""Every fault that the fuzzer found, and every kind found before, is tried again."""

from __future__ import annotations

import pytest

from coordination.files import parquet
from tests.fuzz.bounded import tried
from tests.fuzz.case import read_seeds
from tests.fuzz.targets import TARGETS, drawn
from tests.loading.parquet_here import run_here

SEEDS = read_seeds()


@pytest.mark.parametrize(
    ("target", "name"),
    [(target, name) for target, cases in SEEDS.cases.items() for name in cases],
)
def test_what_failed_once_holds(target, name, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "run_apart", run_here)
    folder = tmp_path / "case"
    folder.mkdir()
    outcome = tried(TARGETS[target].run, SEEDS.cases[target][name], folder)
    assert not outcome.fault, outcome.told


@pytest.mark.parametrize("target", TARGETS)
def test_a_case_depends_on_its_number_alone(target):
    assert drawn(target, 1, 2, SEEDS) == drawn(target, 1, 2, SEEDS)
    assert drawn(target, 1, 2, SEEDS) != drawn(target, 1, 3, SEEDS)
