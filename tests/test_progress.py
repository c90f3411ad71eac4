"""Long work says how far it is, on a terminal only, and is refused where it wouldn't end."""

import io
import sys

import networkx as nx
import pytest

import coordination as co
from coordination import progress
from coordination.cli import main
from coordination.view.page.page import html_text


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets forward, by ten seconds at each step of work."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])

    def working(count, **options):
        for step in progress.steps(range(count), "the work", **options):
            now[0] += 10
            yield step

    return working


def test_what_would_take_too_long_is_refused_after_one_step(clock):
    done = []
    with pytest.raises(
        co.errors.TooLong, match="the work would take about 3 hours, and 5 minutes is"
    ):
        for step in clock(1000, instead="do less"):
            done.append(step)
    assert done == [0]


def test_patience_and_work_without_an_alternative_let_it_run(clock):
    with co.progress.time_limit(minutes=200):
        assert len(list(clock(1000, instead="do less"))) == 1000
    assert len(list(clock(1000))) == 1000
    with pytest.raises(co.errors.TooLong) as refused:
        list(clock(1000, instead="do less"))
    assert refused.value.seconds == pytest.approx(10_000)


def test_a_listener_hears_every_step_and_the_end(clock):
    heard = []
    with co.progress.progress(lambda *told: heard.append(told)):
        list(clock(2))
        next(iter(clock(5)))
    list(clock(2))
    assert heard == [
        ("the work", 0, 2),
        ("the work", 1, 2),
        ("the work", 2, 2),
        ("the work", 0, 5),
        ("the work", 5, 5),
    ]


def test_one_line_on_standard_error_that_goes_at_the_end(clock, monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    with co.progress.progress():
        for _ in clock(4):
            list(progress.steps([1, 2], "inner work"))
    written = sys.stderr.getvalue()
    assert "the work: 2 of 4, about 20 s left" in written
    assert "inner" not in written
    assert written.endswith("\r" + " " * len("the work: 3 of 4, about 10 s left") + "\r")


def test_measures_stop_where_they_would_not_end(monkeypatch):
    monkeypatch.setattr(progress, "_LOOKED_AT", 0.0)
    graph = nx.path_graph(200)
    with co.progress.time_limit(minutes=0):
        for measure in ("agency_betweenness", "network_distance_fragmentation"):
            with pytest.raises(co.errors.TooLong, match="take fewer sources"):
                getattr(co.measures, measure)(graph, sources=200)
            getattr(co.measures, measure)(graph)  # as many as end soon, so never refused


def test_the_command_line_shows_progress_on_a_terminal_only(monkeypatch, capsys):
    monkeypatch.setattr(progress, "_SHOWN_AFTER", 0.0)
    monkeypatch.setattr(progress, "_SHOWN_EVERY", 0.0)
    assert main(["check", "gunrunner-cnn-2010", "--brief"]) == 1
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stderr", Terminal())
    main(["check", "gunrunner-cnn-2010", "--brief"])
    assert f"checking rules: 3 of {len(co.RULES)}" in sys.stderr.getvalue()


def test_a_refusal_on_the_command_line_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(progress, "_LOOKED_AT", 0.0)
    assert main(["firmness", "gunrunner-cnn-2010", "--time-limit", "0"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("coordination: the firmness of ")
    assert message.count("\n") == 1
    assert "--time-limit MINUTES" in message


def test_a_page_that_would_take_too_long_is_refused_before_it_begins():
    network = co.load("gunrunner-cnn-2010")
    report = co.check(network)
    with (
        co.progress.time_limit(minutes=0),
        pytest.raises(co.errors.TooLong, match="writing the page of 14 agencies and 11 links"),
    ):
        html_text(network, report)
