"""Copies front-end files from node_modules by following the references of the few that pages name."""

import re
import shutil
from pathlib import Path

from tools.places import ROOT

ROOTS = {
    "dkfds": ("dist/css/dkfds.min.css", "dist/js/dkfds.min.js", "dist/img/all-svg-icons.svg", "dist/LICENSE.md"),
    "htmx.org": ("dist/htmx.min.js", "LICENSE"),
}
FOLDERS = {"htmx.org": "htmx"}
# A referenced file that is missing fails the manifest storage, so source maps come along.
REFERENCE = re.compile(r"""url\(\s*['"]?([^'")]+)['"]?\s*\)|sourceMappingURL=([^\s*]+)""")
READ = frozenset({".css", ".js"})


def references(path: Path) -> set[Path]:
    """The files that a style sheet or script names, relative to itself."""
    if path.suffix not in READ:
        return set()
    named = (url or source_map for url, source_map in REFERENCE.findall(path.read_text(encoding="utf-8")))
    local = (name.split("#")[0].split("?")[0] for name in named if not name.startswith(("data:", "#", "http")))
    return {found for name in local if (found := (path.parent / name).resolve()).is_file()}


def closure(start: set[Path]) -> set[Path]:
    """The files and all they refer to."""
    found: set[Path] = set()
    waiting = set(start)
    while waiting:
        path = waiting.pop()
        found.add(path)
        waiting |= references(path) - found
    return found


def copy(modules: Path, target: Path) -> None:
    """Write the packages' files below the target anew, without their dist folder."""
    shutil.rmtree(target, ignore_errors=True)
    for package, names in ROOTS.items():
        base = (modules / package).resolve()
        wanted = {base / name for name in names if (base / name).is_file()}
        for path in closure(wanted):
            inside = path.relative_to(base)
            inside = inside.relative_to("dist") if inside.parts[0] == "dist" else inside
            goal = target / FOLDERS.get(package, package) / inside
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)


if __name__ == "__main__":
    copy(ROOT / "node_modules", ROOT / "static" / "vendor")
