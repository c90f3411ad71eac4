"""Laws are tried on other networks each time, except in CI, where a run must be repeatable."""

import os

from hypothesis import settings

# no deadline: how fast a machine is says nothing of what holds
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
