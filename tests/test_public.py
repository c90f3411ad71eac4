import inspect
import re
import subprocess
import sys
import types

import pytest

import coordination as co


def functions():
    """Public functions and methods, by a name that says where they are."""
    for name in co.__all__:
        value = getattr(co, name)
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value):
            for part, member in vars(value).items():
                if not part.startswith("_"):
                    found = getattr(member, "fget", None) or getattr(member, "__func__", member)
                    if inspect.isfunction(found):
                        yield f"{name}.{part}", found


def test_every_public_name_is_there_and_nothing_else_is_shown():
    assert dir(co) == co.__all__ == sorted(set(co.__all__))
    for name in co.__all__:
        assert getattr(co, name) is not None


def test_public_names_stay_the_same_object():
    assert co.Network is co.Network
    assert isinstance(co.measures, types.ModuleType)
    assert inspect.isfunction(co.load), "a module of that name would stand in its place"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'laod'"):
        _ = co.laod


def test_star_import_gives_the_public_names():
    found = {}
    exec("from coordination import *", found)
    assert set(co.__all__) <= set(found)


def test_every_public_thing_says_what_it_is():
    assert [name for name in co.__all__ if name != "RULES" and not getattr(co, name).__doc__] == []
    silent = [name for name, one in functions() if not inspect.getdoc(one)]
    assert silent == []


def test_public_functions_tell_their_arguments():
    """Each parameter of a function with a list of arguments stands in it."""
    untold = []
    for name, one in functions():
        text = inspect.getdoc(one) or ""
        if "Args:" not in text:
            continue
        told = set(re.findall(r"[a-z_]+", text.partition("Args:")[2]))
        for parameter in inspect.signature(one).parameters:
            if parameter not in ("self", "cls") and parameter not in told:
                untold.append(f"{name}({parameter})")
    assert untold == []


def test_importing_costs_next_to_nothing():
    code = (
        "import sys, coordination\n"
        "print(sorted({'networkx', 'numpy', 'pydantic', 'yaml', 'pyvis'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"
