"""Command lines: what somebody may type, right in most parts, and the files that they name."""

from __future__ import annotations

import json
import re
from argparse import Action, ArgumentParser, _SubParsersAction
from functools import cache
from itertools import pairwise
from random import Random

from tests.fuzz import records
from tests.fuzz.case import Case
from tests.fuzz.texts import text

_FILES = ("data.yaml", "data.yaml", "data.yaml", "two.json", "broken.yaml", "sub", "out.txt")
_OUTPUTS = ("out.txt", "out.html", "data.yaml", "two.json", "sub/out.csv", "no/out", "out.csv", "-")
_NEVER = ("--rules", "--watch", "--open", "--hook", "--serve")
"""Options that run a program, or never end."""


@cache
def _commands() -> dict[str, ArgumentParser]:
    from coordination.cli.main import parser

    for action in parser()._actions:
        if isinstance(action, _SubParsersAction):
            return dict(action.choices)
    raise AssertionError("there are no commands")


def may_be_run(typed: list[object]) -> bool:
    """Whether these are arguments that end, run nobody else's program and name no place outside."""
    return all(
        isinstance(one, str)
        and "\0" not in one
        and not one.startswith(_NEVER)
        and not re.search(r"(^|=)[/\\~]|\.\.", one)
        for one in typed
    )


def read_by(typed: list[str]) -> set[str]:
    """Files that a command line names for reading and not for writing."""
    if typed[0] not in _commands() or typed[0] in ("new", "schema", "guide", "rules", "explain"):
        return set()
    named = [
        word
        for before, word in pairwise(typed)
        if before not in ("--output", "--html") and not word.startswith("-")
    ]
    # The second name that these take is that of the file to write.
    read = named[:1] if typed[0] in ("view", "convert") else named
    return {"data.yaml", "two.json", "broken.yaml"} & set(read)


def draw(random: Random, seeds: list[Case]) -> Case:
    """What is typed, as JSON, and the files beside."""
    if seeds and random.random() < 0.2:
        case = dict(random.choice(seeds))
        typed = json.loads(case["arguments.json"])
        if typed and random.random() < 0.8:
            typed[random.randrange(len(typed))] = _value(random, None)
        return {**case, "arguments.json": json.dumps(typed).encode()}
    name = random.choice(sorted(_commands()))
    typed = [name]
    actions = [
        action
        for action in _commands()[name]._actions
        if action.dest != "help" and not set(_NEVER) & set(action.option_strings)
    ]
    for action in actions:
        if not action.option_strings:
            if action.nargs in (None, "+") or random.random() < 0.6:
                count = random.choice((1, 1, 2)) if action.nargs in ("*", "+") else 1
                typed += [_value(random, action) for _ in range(count)]
        elif random.random() < random.choice((0.5, 1.5)) / len(actions):
            typed.append(action.option_strings[-1])
            if action.nargs != 0:
                typed.append(_value(random, action))
    if random.random() < 0.05:
        typed.insert(random.randint(0, len(typed)), text(random, 1.0))
    return {
        "arguments.json": json.dumps(typed).encode(),
        "data.yaml": records.as_yaml(records.document(random), random),
        "two.json": records.as_json(records.document(random), random),
        "broken.yaml": records.as_yaml(records.document(random), random)[: random.randint(0, 300)],
    }


def _value(random: Random, action: Action | None) -> str:
    """A value for an argument, by what it is called."""
    if random.random() < 0.05 or action is None:
        return text(random, 1.0)
    if action.choices:
        return str(random.choice([*action.choices, *action.choices, "x"]))
    called = f"{action.metavar} {action.dest}".lower()
    for word, values in _BY_WORD.items():
        if word in called:
            return random.choice(values)
    return random.choice((*records.IDS, "1", "x", *_FILES))


_BY_WORD: dict[str, tuple[str, ...]] = {
    "name|path": (*_FILES, "gunrunner-cnn-2010"),
    "sources": (".", "sub", "no"),
    "output": _OUTPUTS,
    "html": _OUTPUTS,
    "file": _OUTPUTS,
    "out": ("out.graphml", "out.gexf", "out.cyjs", "out.kumu.json", "out.xlsx", *_OUTPUTS),
    "answers": _FILES,
    "in": _FILES,
    "code.name": ("CG208.minimum=3", "CG208.minimum=x", "CG1.x=1", "=", "CG208", "CG502.a=b"),
    "codes": ("CG1", "CG107,CG208", "cg1", ",", "CG9", "X"),
    "code": ("CG107", "CG107=x", "CG1=reason", "=", "CG999", "cg-107"),
    "id.field": ("a.name=B", "a.x=1", "a=", "b.kind=police", "a.members=b", "a.since=٢٠٠٩"),
    "kind:": ("liaison:a:b", "liaison:a:x", "liaison", "request:b:a:f", ":::", "agreement:a:a"),
    "minutes": ("0", "-1", "0.001", "1e999", "nan", "x"),
    "day": ("2010", "2010-06-30", "9999-12", "x", "0000", "٢٠١٠"),
    "groups": ("jurisdiction", "kind", "level", "data.yaml", "x"),
    "kinds": ("liaison", "liaison,agreement", "x", ""),
    "top": ("0", "1", "-1", "99999999999999999999", "x"),
    "seed": ("0", "1", "-1", "x"),
    "permutations": ("0", "5", "-1", "x"),
}
