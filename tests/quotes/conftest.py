import pytest

from coordination.quotes import subprocess_reader


@pytest.fixture
def read_here(monkeypatch):
    """Files are read in this process, where only what is read matters."""
    monkeypatch.setattr(
        subprocess_reader,
        "run_apart",
        lambda code, kind, path, seconds: subprocess_reader.written(kind, path),
    )
