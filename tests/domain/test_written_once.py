"""One question has one answer: no function and no table of the program is written in two modules."""

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "config",
    "desk",
    "discharge",
    "documents",
    "journeys",
    "medcom",
    "notifications",
    "organisations",
    "principles",
)
# What is shorter anybody would write the same way.
FUNCTION, TABLE = 190, 150
Written = tuple[str, str]
Finder = Callable[[str, ast.Module], Iterator[tuple[str, Written]]]


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    kept = [path for path in paths if "migrations" not in path.parts]
    return tuple((str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in kept)


def meant_by(name: str, module: ast.Module) -> dict[str, str]:
    """What the names of a module mean: where each was imported from, or that it is the module's own."""
    meant = dict[str, str]()
    for each in module.body:
        if isinstance(each, ast.ImportFrom):
            meant |= {alias.asname or alias.name: f"{each.module}.{alias.name}" for alias in each.names}
        elif isinstance(each, ast.FunctionDef | ast.ClassDef):
            meant[each.name] = f"{name}.{each.name}"
        elif isinstance(each, ast.Assign | ast.AnnAssign):
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            meant |= {target.id: f"{name}.{target.id}" for target in targets if isinstance(target, ast.Name)}
    return meant


def in_full(text: str, module: str) -> str:
    meant = meant_by(module, dict(modules())[module]) if module else {}
    return re.sub(r"Name\(id='(\w+)'", lambda found: f"Name(id='{meant.get(found[1], found[1])}'", text)


def body_of(function: ast.FunctionDef) -> str:
    """What it does, whatever its parameters are called; the docstring apart."""
    said = ast.get_docstring(function) is not None
    text = "\n".join(map(ast.dump, function.body[said:]))
    for number, each in enumerate((*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)):
        text = text.replace(f"id='{each.arg}'", f"id={number}")
    return text


def functions(name: str, module: ast.Module) -> Iterator[tuple[str, Written]]:
    for each in module.body:
        if isinstance(each, ast.FunctionDef) and len(text := body_of(each)) >= FUNCTION:
            yield text, (name, each.name)


def tables(name: str, module: ast.Module) -> Iterator[tuple[str, Written]]:
    """Constants; a type that two modules call alike is no answer."""
    for each in module.body:
        if not isinstance(each, ast.Assign | ast.AnnAssign) or each.value is None:
            continue
        target = each.target if isinstance(each, ast.AnnAssign) else each.targets[0]
        text = ast.dump(each.value)
        if isinstance(target, ast.Name) and target.id.isupper() and len(text) >= TABLE and "__file__" not in text:
            yield text, (name, target.id)


def twice(found: Iterable[tuple[str, Written]]) -> list[list[Written]]:
    """What is written alike, and means the same where it stands."""
    alike, same = defaultdict[str, list[Written]](list), defaultdict[str, list[Written]](list)
    for text, written in found:
        alike[text].append(written)
    for text, places in alike.items():
        for written in places if len(places) > 1 else []:
            same[in_full(text, written[0])].append(written)
    return [each for each in same.values() if len(each) > 1]


@pytest.mark.sources
@pytest.mark.parametrize("kind", [functions, tables])
def test_nothing_is_written_in_two_places(kind: Finder) -> None:
    assert twice(found for name, module in modules() for found in kind(name, module)) == []


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("def one(a):\n    'Words.'\n    return a.name\n\ndef two(b):\n    return b.name", 1),
        ("def one(a):\n    return a.name\n\ndef two(a):\n    return a.names", 0),
    ],
)
def test_the_same_is_seen_whatever_it_is_called(source: str, number: int) -> None:
    bodies = [body_of(each) for each in ast.parse(source).body if isinstance(each, ast.FunctionDef)]
    assert len(twice((text, ("", "")) for text in bodies)) == number


@pytest.mark.sources
def test_in_which_language_somebody_reads_one_module_answers() -> None:
    asking = [name for name, module in modules() if "attr='get_language'" in (text := ast.dump(module)) or _calls(text)]
    assert asking == ["config/language.py", "organisations/sentences.py"]


@pytest.mark.sources
def test_a_row_is_saved_as_somebodys_change_in_one_module() -> None:
    saving = {name for name, module in modules() for node in ast.walk(module) if _says_who_and_saves(node)}
    assert saving == {"organisations/actions/history.py"}


def _says_who_and_saves(node: ast.AST) -> bool:
    """One statement after the other; of some columns alone, or deleted, is another thing."""
    said = [*map(ast.dump, node.body)] if isinstance(node, ast.FunctionDef | ast.If | ast.For | ast.With) else []
    named = [place for place, each in enumerate(said) if "attr='_history_user'" in each]
    saved = "attr='save', ctx=Load()), args=[], keywords=[])"
    return any(saved in each for place in named for each in said[place:])


def _calls(text: str) -> bool:
    return "func=Name(id='get_language'" in text
