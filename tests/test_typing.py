"""The public names have types, for mypy and for pyright."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import coordination as co

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("package", [co, co.measures], ids=lambda package: package.__name__)
def test_the_stub_names_what_the_package_has(package):
    tree = ast.parse(Path(package.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    homes = {}
    for node in tree.body:
        assert isinstance(node, ast.ImportFrom)
        for alias in node.names:
            assert alias.asname == alias.name, "only so is it exported"
            homes[alias.name] = node.module
    modules = {name for name, home in homes.items() if home == "coordination"}
    assert sorted(homes) == package.__all__
    assert modules == set(co._MODULES if package is co else ())
    named = {name: home for home, names in package._HOME.items() for name in names}
    assert {name: homes[name] for name in set(homes) - modules} == named


@pytest.mark.parametrize("package", [co, co.measures], ids=lambda package: package.__name__)
def test_no_module_takes_the_place_of_a_public_name(package):
    """Python puts a module into its package when it is imported, over what is there."""
    modules = {one.name for one in pkgutil.iter_modules(package.__path__)}
    assert modules & set(package.__all__) == set(co._MODULES if package is co else ())


def test_mypy_accepts_what_is_right_and_sees_what_is_wrong():
    shown = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "tests/typing_face.py"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr


def test_the_version_is_the_one_that_was_installed():
    from importlib.metadata import version

    assert co.__version__ == version("coordination-graph")
