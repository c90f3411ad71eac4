"""`coordination view --watch` writes the page again when the data is saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from coordination.cli import main
from coordination.cli.watch import watch

DATA = """\
title: {title}
agencies:
  - {{id: a, name: Alpha}}
  - {{id: b, name: Beta}}
links:
  - {{kind: liaison, source: a, target: b}}
"""
PATIENCE = 60.0


def wait_until(holds):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


class Watching:
    """The command as somebody runs it in a terminal of their own."""

    def __init__(self, folder):
        self.data, self.page = folder / "mine.yaml", folder / "mine.html"
        self.stamp, self.told = folder / "mine.html.stamp.svg", folder / "told.txt"
        self.save("First")
        with self.told.open("w") as told:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "coordination", "view", "mine.yaml", "--watch"],
                cwd=folder,
                stdout=told,
                stderr=subprocess.STDOUT,
            )
        assert wait_until(self.stamp.exists), self.told.read_text()

    def save(self, title):
        self.data.write_text(DATA.format(title=title), encoding="utf-8")

    def shows(self, words):
        return wait_until(lambda: f'<h1 dir="auto">{words}' in self.page.read_text("utf-8"))

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path):
    if os.name == "nt":
        pytest.skip("Windows has no such signal")
    found = Watching(tmp_path)
    yield found
    found.process.kill()
    found.process.wait()


def test_the_page_follows_the_data_and_broken_data_keeps_the_last(watching):
    stamp = watching.stamp.read_text()
    watching.save("Second")
    assert watching.shows("Second")
    assert wait_until(lambda: watching.stamp.read_text() != stamp)
    before = watching.page.read_text("utf-8")
    watching.data.write_text("title: Third\nagencies: [{id: a}]\n", encoding="utf-8")
    assert wait_until(lambda: "mine.yaml:2:" in watching.told.read_text())
    assert "name" in watching.told.read_text()
    assert watching.page.read_text("utf-8") == before
    watching.save("Fourth")
    assert watching.shows("Fourth")
    assert watching.stop() == 0
    assert not watching.stamp.exists()
    assert "else location.reload();" not in watching.page.read_text("utf-8")


def test_a_bundled_network_can_not_be_watched(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["view", "gunrunner-2010", "--watch"]) == 2
    assert "--watch takes a file or folder of yours" in capsys.readouterr().err


def test_files_that_take_long_to_look_at_are_looked_at_seldom(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.yaml").write_text(DATA.format(title="Any"), encoding="utf-8")
    slow, pauses = 0.0, []

    def looked_at(data):
        until = time.perf_counter() + slow
        while time.perf_counter() < until:
            pass
        return [data / "mine.yaml"]

    def paused(seconds):
        nonlocal slow
        pauses.append(seconds)
        slow = 0.01
        if len(pauses) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("coordination.loading.files_read", looked_at)
    monkeypatch.setattr(time, "sleep", paused)
    watch(tmp_path, tmp_path / "page.html", lambda: "<head></head><body></body>")
    assert pauses[1] >= 20 * slow
    assert "page.html" in capsys.readouterr().out
