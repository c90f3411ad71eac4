"""Work grows with the data, or is refused with an estimate before it begins; counted in calls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.errors import DataError, TooLong, did_you_mean
from tests.steps import counted


def agencies(count, **more):
    return [{"id": f"a{n}", "name": f"Agency {n}", **more} for n in range(count)]


def parties(size):
    """One instrument of so many parties."""
    instrument = {"id": "m", "kind": "agreement", "parties": [f"a{n}" for n in range(size)]}
    return {"agencies": agencies(size), "links": [instrument]}


def instruments(size):
    """Instruments of twenty parties each that share most of them."""
    links = [
        {"id": f"m{k}", "kind": "agreement", "parties": [f"a{(7 * n + k) % 60}" for n in range(20)]}
        for k in range(size)
    ]
    return {"agencies": agencies(60), "links": links}


def task_forces(size):
    """Collectives that share their members, each linked to the next."""
    forces = [
        {
            "id": f"t{k}",
            "name": f"Force {k}",
            "kind": "collective",
            "members": [f"a{(3 * n + k) % 40}" for n in range(20)],
        }
        for k in range(size)
    ]
    links = [
        {"kind": "liaison", "source": f"t{k}", "target": f"t{k + 1}", "status": "active"}
        for k in range(size - 1)
    ]
    return {"agencies": agencies(40) + forces, "links": links}


def requirements_by_kind(size):
    """Requirements of one agency towards a counterpart of some kind among many."""
    asked = [
        {"id": f"r{k}", "agency": f"a{k}", "counterpart": {"kind": "police"}, "function": "f"}
        for k in range(size)
    ]
    many = agencies(size) + [
        {"id": f"p{n}", "name": f"Police {n}", "kind": "police"} for n in range(size)
    ]
    return {"agencies": many, "functions": [{"id": "f", "name": "tracing"}], "requirements": asked}


def a_hub(size):
    links = [
        {"id": f"l{n}", "kind": "liaison", "source": "a0", "target": f"a{n + 1}", "status": "unmet"}
        for n in range(size)
    ]
    return {"agencies": agencies(size + 1), "links": links}


def a_chain(size):
    chain = [
        {"id": f"a{n}", "name": f"Agency {n}", **({"part_of": f"a{n - 1}"} if n else {})}
        for n in range(size)
    ]
    return {"agencies": chain}


GROWN = [
    (parties, 30),
    (instruments, 40),
    (task_forces, 60),
    (requirements_by_kind, 40),
    (a_hub, 20),
    (a_chain, 150),
    # Reports from here on are too large to say unasked how firm their findings are.
    (parties, 120),
    (a_hub, 120),
    (a_chain, 600),
]


def steps(make, size):
    network = co.Network(title="T", **make(size))
    with counted() as found:
        report = co.check(network)
        report.to_text()
    return found.count


@pytest.mark.parametrize(("make", "size"), GROWN)
def test_twice_the_data_takes_little_more_than_twice_the_steps(make, size):
    steps(make, 5)  # what is computed once in a process doesn't count
    once, twice = steps(make, size), steps(make, 2 * size)
    # Requirements by kind look at pairs, which are four times as many; nothing looks at more.
    assert twice < 4.5 * once, (once, twice)


@settings(max_examples=4, deadline=None)
@given(
    st.sampled_from(
        [
            lambda k: parties(2_500 + k),
            lambda k: {
                "agencies": agencies(600, kind="police"),
                "functions": [{"id": "f", "name": "F"}],
                "requirements": [
                    {
                        "id": f"r{n}",
                        "agency": {"kind": "police"},
                        "counterpart": {"agency": "a0"},
                        "function": "f",
                    }
                    for n in range(300 + k)
                ],
            },
        ]
    ),
    st.integers(0, 50),
)
def test_what_would_take_too_long_is_refused_before_it_begins(make, more):
    network = co.Network(title="T", **make(more))
    with counted() as found, pytest.raises(TooLong) as told:
        co.check(network)
    assert told.value.seconds > 300
    assert "would take about" in str(told.value) and "time_limit" in str(told.value)
    assert found.count < 2_000_000
    with pytest.raises(TooLong):
        co.measures.agency_degree(network) if "parties" in str(told.value) else co.check(network)


def test_whoever_waits_longer_may():
    network = co.Network(title="T", **parties(300))
    with co.progress.time_limit(minutes=0.01), pytest.raises(TooLong):
        co.check(network)
    assert co.check(co.Network(title="T", **parties(300))) is not None


@settings(max_examples=8, deadline=None)
@given(
    st.integers(1, 20_000),
    st.integers(1, 200),
    st.sampled_from("ab1-é"),
)
def test_a_suggestion_among_thousands_is_quick(count, length, letter):
    names = [f"{letter * length}{n}" for n in range(count)]
    did_you_mean("warm", names)
    with counted() as found:
        hint = did_you_mean(letter * length + "z", names)
    assert found.count < 1_000_000 + 4 * count
    assert length > 2 or not hint or "did you mean" in hint


def test_unknown_ids_among_many_are_all_told_of_quickly():
    links = [{"kind": "liaison", "source": f"nobody-{n}", "target": "a0"} for n in range(3_000)]
    with counted() as found, pytest.raises(DataError) as told:
        co.Network(title="T", agencies=agencies(3_000), links=links)
    assert len(told.value.issues) >= 1_000
    assert found.count < 3_000_000


@settings(max_examples=6, deadline=None)
@given(
    st.sampled_from(["x", "x-", "/", "-", "x ", "é", "e\u0301", "漢", "x.", "a/b-", "\u200b", "&"]),
    st.integers(1, 20_000),
)
def test_a_name_of_any_length_can_be_reported_and_drawn(part, length):
    name = (part * length)[:20_000]
    if not name.strip(" \u200b"):
        return
    network = co.Network(
        title="T",
        agencies=[{"id": "a", "name": name}, {"id": "b", "name": "B"}],
        links=[{"kind": "liaison", "source": "a", "target": "b", "status": "unmet"}],
    )
    report = co.check(network)
    report.to_text()
    with counted() as found:
        co.write_html(network, "/dev/null", report)
    assert found.count < 3_000_000


def test_a_quote_of_many_omissions_is_looked_up_once_for_each_of_its_words(tmp_path):
    quote = " ... ".join(["the"] * 90 + ["nowhere"])
    (tmp_path / "s.txt").write_text("the other word " * 2_000)
    (tmp_path / "x.yaml").write_text(
        "title: T\nsources: [{id: s, title: S}]\n"
        "agencies: [{id: a, name: A}, {id: b, name: B}]\nlinks:\n"
        "- {kind: liaison, source: a, target: b, status: unmet,"
        f" evidence: [{{source: s, at: p. 1, quote: {quote}}}]}}\n"
    )
    network = co.load(tmp_path / "x.yaml")
    with counted() as found:
        assert co.verify(network).quotes[0].state == "not found"
    assert found.count < 2_000_000
