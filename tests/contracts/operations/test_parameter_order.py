"""Two processes list the same tests in the same order; a set has another order in each, and xdist refuses the run."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tools.places import ROOT

TESTS = ROOT / "tests"


def test_no_parameters_come_from_a_set() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in sorted(TESTS.rglob("*.py")) for line in unordered(path)]
    assert found == []


def test_a_set_is_seen_wherever_it_stands() -> None:
    module = ModuleType("made_up")
    module.__dict__.update(LOOSE=frozenset("ab"), FIRM=("a", "b"))
    seen = [
        "LOOSE",
        "[1, *LOOSE]",
        "{1, 2}",
        "{each for each in FIRM}",
        "[each for each in LOOSE]",
        "list(LOOSE)",
        "set(FIRM)",
    ]
    passed = ["FIRM", "[1, *FIRM]", "sorted(LOOSE)", "[1, *sorted(LOOSE)]", "[each for each in sorted(LOOSE)]"]
    passed.append("[LOOSE, {1, 2}]")
    passed.append("[each for each in FIRM if each in LOOSE]")
    for source in seen:
        assert is_unordered(ast.parse(source, mode="eval").body, module), source
    for source in passed:
        assert not is_unordered(ast.parse(source, mode="eval").body, module), source


def unordered(path: Path) -> Iterator[int]:
    """The lines of a file where the values of a parametrisation are taken from a set."""
    text = path.read_text()
    if "parametrize(" not in text:
        return
    module: ModuleType | None = None
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "parametrize":
            module = module or importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            if len(node.args) > 1 and is_unordered(node.args[1], module):
                yield node.lineno


def is_unordered(node: ast.expr, module: ModuleType) -> bool:
    """Whether what the expression goes through is a set."""
    match node:
        case ast.Set() | ast.SetComp():
            return True
        case ast.Name(id=name):
            return isinstance(getattr(module, name, None), (set, frozenset))
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return any(is_unordered(part.value, module) for part in parts if isinstance(part, ast.Starred))
        case ast.ListComp(generators=generators) | ast.GeneratorExp(generators=generators):
            return any(is_unordered(generator.iter, module) for generator in generators)
        case ast.Call(func=ast.Name(id="set" | "frozenset")):
            return True
        case ast.Call(func=ast.Name(id="list" | "tuple" | "enumerate" | "map" | "filter" | "zip"), args=parts):
            return any(is_unordered(part, module) for part in parts)
        case ast.BinOp(left=left, right=right):
            return is_unordered(left, module) or is_unordered(right, module)
        case _:
            return False
