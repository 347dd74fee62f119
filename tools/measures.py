"""The house measures that are gates (DESIGN §9).

No function over 60 lines, no file over 400, no class name twice, no folder of more than 15 modules.
"""

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.places import ROOT

LONGEST_FUNCTION, LONGEST_FILE = 60, 400
# More side by side is a room that wants walls.
MOST_MODULES = 15
EXEMPT = ("migrations", "data")
# A command's class is found by its module; of the others the model keeps the value of the same name, and no more.
MEANT_TWICE = frozenset({"Command", "HomeComing", "ReadyPeriod", "Tariff"})


def python_files(root: Path = ROOT) -> list[Path]:
    """The project's Python files, known to git or new, without migrations and data."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=root, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    paths = (root / name for name in listed if not set(Path(name).parts) & set(EXEMPT))
    return sorted(path for path in paths if path.is_file())


def problems(path: Path) -> Iterator[str]:
    """What is too long in one file, each with its place."""
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    lines = len(source.splitlines())
    if lines > LONGEST_FILE:
        yield f"{name}: {lines} lines, at most {LONGEST_FILE}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno} {node.name}: {length} lines, at most {LONGEST_FUNCTION}"


def names_twice(paths: Iterable[Path]) -> Iterator[str]:
    """Class names that mean several things: nobody must ask which is meant (tests may)."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        if path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{name}:{node.lineno}")
    for word, where in sorted(places.items()):
        if len(where) > 1 and word not in MEANT_TWICE:
            yield f"{word} is the name of {len(where)} classes: {', '.join(where)}"


def crowded(paths: Iterable[Path]) -> Iterator[str]:
    """Folders with more modules than anybody can look over."""
    modules = Counter(path.parent for path in paths if path.name != "__init__.py")
    for folder, number in sorted(modules.items()):
        if number > MOST_MODULES:
            name = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
            yield f"{name}: {number} modules, at most {MOST_MODULES}"


def main() -> int:
    """Print every problem; 1 when there was one."""
    paths = python_files()
    found = [problem for path in paths for problem in problems(path)] + [*names_twice(paths), *crowded(paths)]
    print("\n".join(found) or "ok")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
