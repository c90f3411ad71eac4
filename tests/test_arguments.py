"""Whatever is given to a public function, the error says what was expected instead."""

import inspect
import os
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coordination as co
from coordination.arguments import checked_arguments
from coordination.errors import CoordinationError

DATA = """\
title: T
functions: [{id: f, name: tracing}]
agencies: [{id: a, name: A}, {id: b, name: B}]
links: [{kind: liaison, source: a, target: b, status: unmet, functions: [f]}]
"""


@pytest.fixture(scope="module")
def network():
    return co.loads(DATA)


@pytest.fixture(scope="module")
def known(network):
    return list(face(network))


def face(network):
    """Each public function that takes arguments, with right ones for those that it needs."""
    report = co.check(network)
    right = {
        "network": network,
        "before": network,
        "after": network,
        "networks": [network, network],
        "report": report,
        "path_or_name": "gunrunner-cnn-2010",
        "path": os.devnull,
        "text": DATA,
        "rule": co.RULES[0],
        "code": "MY1",
        "name": "name",
        "codes": "CG1",
        "agencies": ("a", "b"),
        "agency": "a",
        "function": "f",
        "jurisdiction": None,
        "one": "a",
        "other": "b",
        "day": "2010",
        "place": None,
        "area": "US",
        "count": 3,
        "remove": "a",
    }
    places = [(co, name) for name in co.__all__]
    places += [(co.measures, name) for name in co.measures.__all__]
    places += [(network, name) for name in ("at", "ties", "sub", "links_of", "holders", "grand")]
    places += [(report, name) for name in ("about", "select", "to_text", "to_markdown", "to_docx")]
    places += [(report.questions, name) for name in ("about", "top", "to_text")]
    for place, name in places:
        function = getattr(place, name)
        if not (inspect.isroutine(function) and hasattr(function, "__wrapped__")):
            continue
        parameters = inspect.signature(function).parameters
        needed = {
            one: right[one] for one, kind in parameters.items() if kind.default is kind.empty
            and kind.kind not in (kind.VAR_KEYWORD, kind.VAR_POSITIONAL) and one in right
        }  # fmt: skip
        yield function, needed, parameters


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(allow_nan=True),
    st.binary(max_size=3),
    st.sampled_from(
        ["zz", "", ["a"], ["zz"], [None], [b"a"], {"a": 1}, {}, (), object(), range(3)]
    ),
    st.sampled_from(["network", "report", "findings", "rules"]).map(
        lambda name: type("Marked", (), {"mark": name})
    ),
)
FOREIGN = (
    "has no attribute",
    "not iterable",
    "unhashable",
    "subscriptable",
    "unsupported operand",
    "not supported between",
    "expected string or bytes",
    "os.PathLike object",
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), wrong=WRONG)
def test_a_wrong_argument_is_refused_in_our_words(network, known, data, wrong):
    function, needed, parameters = data.draw(st.sampled_from(known), label="function")
    needed = dict(needed)
    named = [n for n, one in parameters.items() if one.kind not in (one.VAR_KEYWORD,)]
    name = data.draw(st.sampled_from(named), label="argument")
    if getattr(wrong, "mark", "") == "network":
        wrong = network
    elif getattr(wrong, "mark", "") == "report":
        wrong = co.check(network)
    elif getattr(wrong, "mark", "") == "findings":
        wrong = list(co.check(network))
    if name in ("path", "path_or_name") and isinstance(wrong, str):
        return  # that is right
    several = parameters[name].kind is parameters[name].VAR_POSITIONAL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if several:
                before = [needed.pop(one) for one in list(needed) if one in parameters]
                function(*before, wrong)
            else:
                function(**{**needed, name: wrong})
        except (CoordinationError, OSError):
            pass
        except (TypeError, ValueError) as error:
            assert not any(part in str(error) for part in FOREIGN), (function, name, wrong, error)
        except Exception as error:
            raise AssertionError((function, name, wrong)) from error


def test_the_checks_read_every_kind_of_annotation():
    @checked_arguments
    def asked(
        text: str,
        number: float = 1.0,
        words: "list[str] | None" = None,
        path: "str | os.PathLike[str]" = "x",
        by: "dict[str, int] | None" = None,
    ) -> str:
        return text

    assert asked("a", number=2, words=["b"], by={"c": 1}) == "a"
    with pytest.raises(TypeError, match="text is a text, not None"):
        asked(None)
    with pytest.raises(TypeError, match="words is a list of texts, not"):
        asked("a", words=[1])
    with pytest.raises(TypeError, match="path is a path, not 5"):
        asked("a", path=5)
    with pytest.raises(TypeError, match="missing 1 required"):
        asked()
