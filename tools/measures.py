"""The two house measures that are gates: no function over 60 lines, no file over 400 (DESIGN §9)."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.places import ROOT

LONGEST_FUNCTION, LONGEST_FILE = 60, 400
EXEMPT = ("migrations", "data")


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


def main() -> int:
    """Print every problem; 1 when there was one."""
    found = [problem for path in python_files() for problem in problems(path)]
    print("\n".join(found) or "ok")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
