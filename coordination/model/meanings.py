"""What the fields of a record mean: the text that stands below each in the source of its class.

pydantic would read the source of every class when it is made (`use_attribute_docstrings`), which is
a tenth of the time to load a network; few ask.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

__all__ = ["meanings"]


@cache
def meanings(model: type[BaseModel]) -> Mapping[str, str]:
    """What each field of a record means, by name; fields without a text are left out.

    Example:
        >>> from coordination.model import Agency
        >>> meanings(Agency)["abbreviation"]
        'Short name by which readers know it.'
    """
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            found |= _texts(one)
    each = {
        name: field.description or found.get(name) for name, field in model.model_fields.items()
    }
    return {name: text for name, text in each.items() if text}


def _texts(model: type[BaseModel]) -> dict[str, str]:
    (of_class,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(of_class, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(of_class.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
