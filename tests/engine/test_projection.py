"""Which links a projection counts, and how it names itself."""

import pytest

import coordination as co

LINKS = (
    {"id": "pact", "kind": "agreement", "source": "a", "target": "b"},
    {"id": "visit", "kind": "liaison", "source": "b", "target": "c", "functions": ["f"]},
    {"id": "plea", "kind": "request", "source": "c", "target": "d", "functions": ["g"]},
    {"id": "own", "kind": "liaison", "source": "d", "target": "d"},
    {"id": "bad", "kind": "liaison", "source": "a", "target": "d", "status": "strained"},
    {"id": "gone", "kind": "liaison", "source": "a", "target": "c", "status": "ended",
     "start": "2001", "end": "2005-06-15"},
    {"id": "lost", "kind": "liaison", "source": "a", "target": "c", "status": "ended"},
    {"id": "next", "kind": "training", "source": "b", "target": "d", "status": "planned",
     "start": "2020-02-01"},
    {"id": "someday", "kind": "training", "source": "b", "target": "d", "status": "planned"},
)  # fmt: skip


@pytest.fixture(scope="module")
def network():
    return co.Network(
        title="Four",
        agencies=[
            *({"id": key, "name": key.upper()} for key in "abc"),
            {"id": "d", "name": "D", "kind": "collective", "members": ["a"]},
        ],
        functions=[{"id": "f", "name": "F"}, {"id": "g", "name": "G"}],
        links=LINKS,
    )


ALL = tuple(co.model.vocabulary.STATUSES)


@pytest.mark.parametrize(
    ("options", "counted"),
    [
        ({}, "pact visit plea"),
        ({"kinds": "liaison"}, "visit"),
        ({"kinds": ("liaison", "agreement")}, "pact visit"),
        ({"statuses": ("strained",)}, "bad"),
        ({"statuses": ALL}, "pact visit plea bad gone lost next someday"),
        ({"functions": ("f",)}, "pact visit"),
        ({"functions": ("f", "g")}, "pact visit plea"),
        ({"layer": "formal"}, "pact"),
        ({"layer": "operational"}, "visit plea"),
        ({"date": "2005-06-15"}, "pact visit plea gone"),
        ({"date": "2005-06-16"}, "pact visit plea"),
        ({"date": "2000-12-31"}, "pact visit plea"),
        ({"date": "2001"}, "pact visit plea gone"),
        ({"date": "2005-06-15", "kinds": "liaison"}, "visit gone"),
        ({"date": "2005-06-15", "statuses": ("ended",)}, ""),
        ({"date": "2020-02-01", "statuses": ("planned",)}, "next"),
        ({"date": "2020-01", "statuses": ("planned",)}, ""),
        ({"date": "2020-01", "statuses": ("strained",)}, "bad"),
    ],
    ids=str,
)
def test_links_count(network, options, counted):
    columns = network.engine.columns
    rows = co.Projection(**options).rows(columns)
    found = [LINKS[n]["id"] for n in columns.link[rows]]
    assert found == counted.split()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "links of any kind; status active; unweighted"),
        ({"kinds": ()}, "links of kind (none); status active; unweighted"),
        (
            {"kinds": ("request", "liaison"), "layer": "formal", "direction": "weak"},
            "formal links of kind liaison, request; status active; either way; unweighted",
        ),
        (
            {"statuses": ("strained", "active"), "functions": ("g", "f"), "direction": "strong"},
            "links of any kind; status active, strained; serving f, g; both ways; unweighted",
        ),
        (
            {"direction": "directed", "weight": "kinds", "date": "2010-02", "jurisdiction": "US"},
            "links of any kind; status active; directed; strength: number of different kinds; "
            "in force on 2010-02-28; agencies of US",
        ),
    ],
    ids=str,
)
def test_a_projection_says_what_it_counts(options, words):
    assert str(co.Projection(**options)) == words


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kinds": ("liason",)}, "kinds: there is no 'liason'; did you mean 'liaison'?"),
        ({"statuses": ("activ",)}, "statuses: there is no 'activ'; did you mean 'active'?"),
        ({"direction": "both"}, "direction: there is no 'both'"),
        ({"direction": "weakly"}, "direction: there is no 'weakly'; did you mean 'weak'?"),
        ({"direction": "stron"}, "did you mean 'strong'?"),
        ({"direction": "direct"}, "did you mean 'directed'?"),
        ({"weight": "kind"}, "weight: there is no 'kind'; did you mean 'kinds'?"),
        ({"weight": "non"}, "did you mean 'none'?"),
        ({"layer": "forml"}, "layer: there is no 'forml'; did you mean 'formal'?"),
        ({"layer": "operation"}, "did you mean 'operational'?"),
        ({"jurisdiction": "Mexico"}, "did you mean 'MX'"),
        ({"date": "soon"}, "'soon' is not a day"),
    ],
    ids=str,
)
def test_words_that_nobody_knows_are_refused(options, message):
    with pytest.raises(ValueError) as caught:
        co.Projection(**options)
    assert message in str(caught.value)


def test_a_function_that_the_network_does_not_have_is_refused(network):
    with pytest.raises(ValueError, match="functions: there is no 'h'"):
        co.Projection(functions=("h",)).rows(network.engine.columns)


def test_a_direction_of_its_own_goes_before_a_measures():
    assert co.Projection().towards("directed").direction == "directed"
    assert co.Projection(direction="weak").towards("directed").direction == "weak"
    assert co.Projection(kinds="liaison").towards("weak").kinds == ("liaison",)
