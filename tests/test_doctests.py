"""The examples in docstrings give what they say."""

import doctest
import importlib
import pkgutil

import pytest

import coordination

MODULES = sorted(
    one.name
    for one in pkgutil.walk_packages(coordination.__path__, "coordination.")
    if not one.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    result = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert result.failed == 0


def test_there_are_examples():
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [
        test
        for name in MODULES
        for test in finder.find(importlib.import_module(name))
        if test.examples
    ]
    assert len(found) >= 30
