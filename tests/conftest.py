"""Laws are tried on other networks each time, except in CI, where a run must be repeatable."""

import os

from hypothesis import settings

# no deadline: how fast a machine is says nothing of what holds
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items):
    """Files that open or draw pages take longest: they go first, so that no core idles at last."""
    items.sort(key=lambda item: item.path.parent.name not in ("browser", "view"))
