"""Laws are tried on other networks each time, except in CI, where a run must be repeatable."""

import gc
import os

import pytest
from hypothesis import settings

from coordination.cli import main

# no deadline: how fast a machine is says nothing of what holds
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


# Nearly all that is made while tests are collected stays, so that there is nothing to collect yet.
gc.disable()


def pytest_collection_finish():
    """The garbage collector leaves alone what lives to the end, and looks at the rest seldom.

    Otherwise it takes a sixteenth of the suite's time: every law makes thousands of records.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


LONG = (
    *("test_typing.py", "test_laws.py", "test_seeds.py", "test_workbook.py", "test_growth.py"),
    *("test_meaning.py", "test_files.py", "test_hostile.py", "test_recode.py"),
)
"""Files that take long besides those that open or draw pages."""


def pytest_collection_modifyitems(items):
    """What takes longest goes first, so that no core idles at last."""

    def place(item):
        return (item.path.parent.name not in ("browser", "view"), item.path.name not in LONG)

    items.sort(key=place)


@pytest.fixture
def typed(capsys):
    """Types a command: its exit status, and what stands on standard output and error."""

    def run(*arguments):
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as leave:
            status = leave.code
        out, err = capsys.readouterr()
        return status, out, err

    return run
