"""Imports go one way, and each outside library is known to one part."""

import ast
from functools import cache
from pathlib import Path

import coordination

ROOT = Path(coordination.__file__).parent

LAYERS = (
    {"errors", "guide", "version", "lazy_imports"},
    {"arguments"},
    {"files", "progress"},
    {"model"},
    {"text"},
    {"engine"},
    {"network"},
    {"quotes"},
    {"requirements"},
    {"measures"},
    {"loading"},
    {"importing"},
    {"rules"},
    {"open_questions"},
    {"testing"},
    {"change"},
    {"appraisal"},
    {"report", "view"},
    {"formats"},
    {"cli"},
    {"__main__"},
)
"""Parts of the package, lowest first; a part imports only from parts below its own."""

UPWARD = {
    (
        "rules",
        "open_questions",
    ): "Report.questions is where users look for them; it imports when asked",
    ("rules", "report"): "Report.to_text() and its like are what users look for on a report; "
    "they import the writer when called, so that rules can be used without it",
    ("loading", "formats"): "co.load reads the files of other tools too; it imports when called",
    ("network", "formats"): "Network.to_pandas() and its like are what users look for on a network",
    ("rules", "formats"): "Report.to_pandas() is what users look for on a report",
    ("open_questions", "formats"): "Questions.to_pandas() is what users look for on questions",
    ("network", "report"): "Network.grand() is where users look for it; it imports when called",
}
"""The imports that go the other way, all inside functions, each with its reason."""

ONLY = {
    "yaml": "loading",
    "ruamel": "loading",
    "pyvis": "view",
    "argparse": "cli",
    "docx": "formats",
    "xlsxwriter": "formats",
}
"""Libraries that one part alone knows."""


def part_of(path):
    name = path.relative_to(ROOT).parts[0]
    return name.removesuffix(".py")


def for_types(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@cache
def imports(path):
    """Each module imported, and whether only inside a function or for types."""
    return list(_imports(path))


def _imports(path):
    for node, lazy in statements(ast.parse(path.read_text(encoding="utf-8")), False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, lazy
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            if node.module == "coordination":
                for alias in node.names:
                    yield f"coordination.{alias.name}", lazy
            elif node.module != "__future__":
                yield node.module, lazy


def statements(node, lazy):
    """Each statement below a node, and whether it runs only in a function or for types."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.stmt | ast.excepthandler | ast.match_case):
            yield inner, lazy
            later = isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) or for_types(inner)
            yield from statements(inner, lazy or later)


def modules():
    return [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if path.parent != ROOT or path.stem != "__init__"
    ]


RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}


def test_every_part_has_its_layer():
    assert {part_of(path) for path in modules()} <= set(RANK)


def test_imports_go_one_way():
    wrong = []
    used = set()
    for path in modules():
        own = part_of(path)
        for module, lazy in imports(path):
            parts = module.split(".")
            if parts[0] != "coordination":
                continue
            other = parts[1]
            if other == own or RANK[other] < RANK[own]:
                continue
            if lazy and (own, other) in UPWARD:
                used.add((own, other))
            else:
                wrong.append(f"{path.relative_to(ROOT)} imports {module}")
    assert wrong == []
    assert used == set(UPWARD), "an exception that nothing needs any more"


def test_one_part_alone_knows_each_library():
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in modules()
        for module, _ in imports(path)
        if ONLY.get(module.split(".")[0], part_of(path)) != part_of(path)
    ]
    assert wrong == []


def test_rules_never_import_each_other():
    wrong = [
        f"{path.name} imports {module}"
        for path in sorted((ROOT / "rules").glob("cg*.py"))
        for module, _ in imports(path)
        if module.startswith("coordination.rules.cg")
    ]
    assert wrong == []
