"""Rules of a user's own, from a Python file."""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from coordination.arguments import checked_arguments
from coordination.errors import RuleFileError
from coordination.files import reads
from coordination.rules import RULES
from coordination.rules.rule import Rule

__all__ = ["rules_from_file"]


@checked_arguments
def rules_from_file(path: str | Path) -> tuple[Rule, ...]:
    """The rules that a Python file defines: each `Rule` that it holds under a name of its own.

    The file is run, so give it only one that you would run yourself. Rules that it merely imports
    from this package are left out, as `check(rules=[*RULES, *rules_from_file(path)])` has them
    already.

    Args:
        path: the file.

    Returns:
        The rules, in the order in which the file defines them.

    Raises:
        FileNotFoundError: there is no such file.
        RuleFileError: the file can't be run, holds no rule, or uses a code twice or one of ours.
    """
    file = Path(path)
    if file.is_dir():
        raise RuleFileError(f"{path} is a folder; rules come from a Python file")
    reads(file)
    module = _run(file)
    own = {id(one) for one in RULES}
    values = (value for name, value in vars(module).items() if not name.startswith("__"))
    found = {id(one): one for one in values if isinstance(one, Rule) and id(one) not in own}
    rules = tuple(found.values())
    if not rules:
        raise RuleFileError(
            f"{path} holds no rule: decorate a function of a network with "
            '@co.rule("MY101", "what-it-asks")'
        )
    ours = {one.code for one in RULES}
    for code, count in Counter(one.code for one in rules).items():
        if count > 1:
            raise RuleFileError(f"{path} gives the code {code} to {count} rules")
        if code in ours:
            raise RuleFileError(f"{path} uses the code {code}, which a rule of ours has already")
    return rules


def _run(file: Path) -> ModuleType:
    where = str(file)
    # A name that depends on the place keeps two files of the same name apart.
    name = f"coordination_user_rules_{hashlib.sha256(where.encode()).hexdigest()[:12]}"
    loader = SourceFileLoader(name, where)
    source = loader.get_data(where)  # the loader's own way to run it would leave a cache beside it
    module = module_from_spec(_spec(name, loader))
    sys.modules[name] = module  # dataclasses look their module up there
    try:
        exec(loader.source_to_code(source, where), vars(module))
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise RuleFileError(_what_failed(where, error)) from error
    return module


def _spec(name: str, loader: SourceFileLoader) -> Any:
    return spec_from_loader(name, loader)


def _what_failed(file: str, error: BaseException) -> str:
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    if line is None:
        frames = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == file), None)
    place = f"{file}:{line}" if line else file
    reason = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{place}: {type(error).__name__}" + (f": {reason}" if reason else "")
