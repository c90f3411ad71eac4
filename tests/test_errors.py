import pickle
import re

import pytest

import coordination as co
from coordination import errors


def classes():
    found = [getattr(errors, name) for name in errors.__all__]
    return [
        one
        for one in found
        if isinstance(one, type) and issubclass(one, Exception) and not issubclass(one, Warning)
    ]


def test_every_error_has_the_one_base_and_says_what_it_means():
    for error in classes():
        assert issubclass(error, co.CoordinationError)
        assert error.__doc__


def test_the_tree_on_top_names_every_error():
    tree = errors.__doc__.split("\n\n")[1]
    assert set(re.findall(r"\b[A-Z]\w+(?=\s{2,})|^\w+$", tree, re.MULTILINE)) == {
        error.__name__ for error in classes()
    }


def test_errors_are_also_what_python_calls_them():
    with pytest.raises(FileNotFoundError):
        co.load("no-such-network")
    with pytest.raises(KeyError):
        co.check(co.Network(title="T"), select=["XX"])
    with pytest.raises(ImportError):
        raise co.errors.MissingExtra("polars", "bulk", "reading CSV")


@pytest.mark.parametrize(
    "error",
    [
        co.DataError([co.errors.Issue("a.yaml", 1, 2, "links[0]", "it is wrong")]),
        co.errors.NetworkNotFound("there is none"),
        co.errors.UnknownRule("no such rule"),
        co.errors.unknown("agency", "aft", ["atf"]),
        co.errors.RuleFileError("no rule in it"),
        co.errors.RuleFailed("CG101", "KeyError: 'x'"),
        co.errors.ViewError("it can't be written"),
        co.errors.TooLong("betweenness", 7200, 300, "take fewer sources"),
        co.errors.MissingExtra("polars", "bulk", "reading CSV"),
    ],
)
def test_errors_survive_their_way_to_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


def test_all_issues_stand_in_the_message_sorted_by_place():
    error = co.DataError(
        [co.errors.Issue("b.yaml", 2), co.errors.Issue("a.yaml", 9), co.errors.Issue("a.yaml", 1)]
    )
    assert [issue.line for issue in error.issues] == [1, 9, 2]
    assert str(error).startswith("3 issues in the data\na.yaml:1\na.yaml:9\nb.yaml:2")


def test_a_failing_rule_keeps_its_cause():
    broken = co.Rule("MY1", "broken", lambda network: [1 / 0])
    with pytest.raises(co.errors.RuleFailed, match="rule MY1 failed: ZeroDivisionError") as caught:
        co.check(co.Network(title="T"), rules=[broken])
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert caught.value.code == "MY1"


def test_nothing_foreign_leaks_out_of_building_a_network():
    with pytest.raises(co.DataError):
        co.Network(title="T", agencies=[{"id": "A B", "name": 3}])
