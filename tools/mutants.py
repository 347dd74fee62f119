"""make mutants: a seeded sample of small faults put into the pure modules; each must be found by a test, or be listed.

mutmut (a kept library) makes the mutants, notes once which tests of tests/domain and tests/medcom/parsing call which
function, and runs those on each until one fails. A module's own tables are built when it is imported, before mutmut
switches a mutant on: what survives of the functions that are called then is tried once more on all tests, in a Python
of its own. What no test can find because it changes nothing stands in `tools/equivalent_mutants.json` with
its reason, by function and changed line, so that it stays listed when other mutants of the function come or go. Not
part of CI: on one processor it takes hours and says nothing of a change that it does not meet. It may be stopped: what
a test found is not tried again, until its function changes; `--share 2/8` takes the second eighth of the sample.
"""

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.services.medcom import medcom_folder
from tools.places import BIN, PYTHON, ROOT

WORK = ROOT / "mutants"
EQUIVALENT = ROOT / "tools" / "equivalent_mutants.json"
# Collects the tests, and says which of the mutated functions were called by the imports.
CALLED_AT_IMPORT = """
import json, sys, pytest
from mutmut.state import state
pytest.main(["--collect-only", "-qq", *sys.argv[2:]])
with open(sys.argv[1], "w") as file:
    json.dump(sorted(state()._stats), file)
"""
# mutmut copies what it does not mutate over what it has mutated already, and would make all mutants anew each time.
KEEPING_MUTANTS = """
import os, shutil
from mutmut.__main__ import cli

copytree = shutil.copytree

def copy_newer(source, target):
    if not os.path.exists(target) or os.path.getmtime(source) >= os.path.getmtime(target):
        shutil.copy2(source, target)

def copytree_newer(source, target, symlinks=False, ignore=None, _copy=None, *more, **named):
    # It calls itself for each folder in it, by this name and with all that it was given.
    return copytree(source, target, symlinks, ignore, copy_newer, *more, **named)

shutil.copytree = copytree_newer
cli()
"""
# Which tests call which function; it is written when all tests have passed.
CALLS = WORK / "mutmut-stats.json"
# mutmut's exit codes: a test failed, none did, none runs the line.
KILLED, SURVIVED, UNTESTED = 1, 0, 33


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed line: where, what stood there, and what the mutant says instead."""

    name: str
    was: str
    now: str

    @property
    def function(self) -> str:
        """Module and function, without the number that moves when the function is changed."""
        return self.name.partition("__mutmut_")[0]

    def __str__(self) -> str:
        """As a person reads it."""
        return f"{self.function}\n    - {self.was}\n    + {self.now}"


def main() -> int:
    """Make, sample, run and compare; 1 when a mutant survives that is not listed."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sample", type=int, default=200, help="how many mutants (200)")
    parser.add_argument("--seed", type=int, default=7, help="which ones (7)")
    parser.add_argument("--share", type=share, default=(1, 1), help="a part of them: 2/8 is the second eighth (all)")
    parser.add_argument("--jobs", type=int, default=2, help="on how many processors (2)")
    asked = parser.parse_args()
    mutmut("run", "no.such*")  # makes them all, then finds none of that name
    number, of = asked.share
    names = sampled(codes(), size=asked.sample, seed=asked.seed)[number - 1 :: of]
    if not names:
        raise SystemExit("mutmut made no mutants; its words stand above")
    if not CALLS.exists():
        # mutmut keeps to itself which test failed.
        run_python("-m", "pytest", "-q", *test_arguments(), mutant="stats", shown=True)
        raise SystemExit("a test fails on the sources as mutmut writes them, before anything is changed: see above")
    # What survived is tried again: a test may have come.
    before = codes()
    if again := [name for name in names if before[name] in (SURVIVED, UNTESTED, None)]:
        mutmut("run", "--max-children", str(asked.jobs), *again)
    outcome = {name: codes().get(name) for name in names}
    listed = equivalent()
    alive = [shown(name) for name in names if outcome[name] in (SURVIVED, UNTESTED)]
    left = [mutant for mutant in alive if (mutant.function, mutant.was, mutant.now) not in listed]
    early = called_at_import() if left else set()
    unlisted = [mutant for mutant in left if mutant.function not in early or survives_import(mutant.name)]
    killed = sum(code not in (SURVIVED, UNTESTED, None) for code in outcome.values()) + len(left) - len(unlisted)
    unknown = sum(code is None for code in outcome.values())
    for mutant in unlisted:
        print(mutant)
    print(
        f"{len(names)} mutants of {len(codes())} (seed {asked.seed}): {killed} killed, {len(alive) - len(left)} "
        f"listed as equivalent, {len(unlisted)} survived, {unknown} not tried"
    )
    return 1 if unlisted or unknown else 0


def share(text: str) -> tuple[int, int]:
    """Which part of how many, of `2/8`."""
    number, _, of = text.partition("/")
    if not 1 <= int(number) <= int(of):
        raise ValueError(text)
    return int(number), int(of)


def mutmut(*arguments: str) -> None:
    """Runs it; its exit status says nothing of survivors."""
    subprocess.run(
        [PYTHON, "-c", KEEPING_MUTANTS, *arguments], cwd=ROOT, check=False, stdout=sys.stderr, env=environment()
    )


def called_at_import() -> set[str]:
    """The functions that run before any test does: the tests that they reach cannot be noted."""
    answer = WORK / "called-at-import.json"
    run_python("-c", CALLED_AT_IMPORT, str(answer), *test_arguments(), mutant="stats")
    return set(json.loads(answer.read_text(encoding="utf-8")))


def survives_import(name: str) -> bool:
    """Whether all tests pass, too, where the mutant is there before the first module is imported."""
    return run_python("-m", "pytest", "-x", "-q", *test_arguments(), mutant=name) == 0


def test_arguments() -> list[str]:
    """What mutmut tells pytest."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    return [*settings["pytest_add_cli_args"], *settings["pytest_add_cli_args_test_selection"]]


def run_python(*arguments: str, mutant: str, shown: bool = False) -> int:
    """A Python of its own on the mutated sources; its exit status."""
    output = None if shown else subprocess.DEVNULL
    run = subprocess.run(
        [PYTHON, *arguments],
        cwd=WORK,
        check=False,
        stdout=output,
        stderr=output,
        env={**environment(), "MUTANT_UNDER_TEST": mutant},
    )
    return run.returncode


def environment() -> dict[str, str]:
    """MedCom's official files lie beside the project, not beside the copy that mutmut tests."""
    folder = medcom_folder()
    return {**os.environ, **({"MEDCOM_DIR": str(folder)} if folder else {})}


def codes() -> Mapping[str, int | None]:
    """Every mutant with its last exit code; None while it was not tried."""
    read: dict[str, int | None] = {}
    for path in sorted(WORK.rglob("*.meta")):
        read |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return read


def sampled(names: Iterable[str], *, size: int, seed: int) -> list[str]:
    """The same ones for the same seed, also when the code around them changes."""
    return sorted(names, key=lambda name: sha256(f"{seed}:{name}".encode()).digest())[:size]


def shown(name: str) -> Mutant:
    """What the mutant changes, from mutmut's diff."""
    run = subprocess.run([BIN / "mutmut", "show", name], cwd=ROOT, check=False, capture_output=True, text=True)
    lines = [line for line in run.stdout.splitlines() if line[:3] not in ("---", "+++")]
    was, now = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return Mutant(name, was, now)


def equivalent() -> set[tuple[str, str, str]]:
    """The mutants that change nothing, each with a reason."""
    rows = json.loads(Path(EQUIVALENT).read_text(encoding="utf-8"))
    return {(row["function"], row["was"], row["now"]) for row in rows if row["why"]}


if __name__ == "__main__":
    sys.exit(main())
