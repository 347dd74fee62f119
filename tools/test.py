"""make test: every test on the databases it is meant for, in a handful of pytest runs, then the coverage of all."""

import functools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from tests.services.chromium import chromium_program
from tests.services.medcom import medcom_folder
from tests.services.postgres import postgres_programs, shared_postgres
from tests.services.redis import redis_program
from tests.services.require import HINTS, required
from tests.services.template import SETTING, SQLITE_SETTING, postgres_template, sqlite_template
from tools.places import BIN, PYTHON, ROOT, processors, run

COVERAGE = ROOT / "var" / "coverage"
APART = ("domain", "concurrency", "faults", "browser")
WITHOUT_APART = tuple(f"--ignore=tests/{name}" for name in APART)
ON_SQLITE_TOO = ("tests/journeys", "tests/medcom", "tests/notifications", "tests/concurrency/test_two_people.py")
# In the order given: tests that commit come last in each worker, and a stolen one would find what they left.
WORKERS = ("-n", f"{max(2, min(4, processors()))}")
# Who asks a database or a browser waits for it a tenth to a third of the time: another worker computes meanwhile.
ONE_MORE = ("-n", f"{max(2, min(4, processors())) + 1}")
MEASURING = ("--cov", "--cov-report=", "--cov-fail-under=0")
NO_TESTS_COLLECTED = 5


def walks() -> list[str]:
    """The files that hold some: collecting all the others takes each worker as long as many a walk."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    named = [str(path.relative_to(ROOT)) for path in files if "mark.walk" in path.read_text(encoding="utf-8")]
    return [name for name in named if name.split("/")[1] not in APART]


@dataclass(frozen=True, slots=True)
class SuiteStage:
    """One pytest run."""

    name: str
    arguments: Sequence[str]
    postgres: bool = False
    chromium: bool = False
    # Measuring costs a third of the time; the same tests on a second database reach the same lines.
    measured: bool = True
    database: bool = True
    # Whether its tests start the program on SQLite.
    embedded: bool = False


@dataclass(slots=True)
class StageOutcome:
    """What came of a run."""

    name: str
    status: int
    seconds: float
    closing: str
    skipped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


STEPS = (
    # Apart: some of them hold a rule to so many milliseconds, of the processor or as the best of many tries.
    SuiteStage("domain", ["tests/domain", *WORKERS], database=False),
    # Production's database runs everything; the embedded one what its own locks, triggers and limits can break.
    SuiteStage("postgres", ["tests", *WITHOUT_APART, "-m", "not walk", *ONE_MORE], postgres=True),
    SuiteStage("walks", [*walks(), "-m", "walk", *ONE_MORE], postgres=True, measured=False),
    # What parses messages asks no database.
    SuiteStage(
        "sqlite", [*ON_SQLITE_TOO, "--ignore=tests/medcom/parsing", "-m", "not walk", *ONE_MORE], measured=False
    ),
    # They start, kill and wait for programs, and hold them to times: no worker more than there are processors.
    SuiteStage("faults", ["tests/concurrency", "tests/faults", *WORKERS], postgres=True, embedded=True),
    # Every page that a browser opens has tests of its own above: measuring it again only takes time.
    SuiteStage("browser", ["tests/browser", *ONE_MORE], postgres=True, chromium=True, measured=False),
    SuiteStage("sqlite-browser", ["tests/browser", "-m", "sqlite_browser"], chromium=True, measured=False),
)


def absent() -> dict[str, str]:
    """The services this machine lacks, with how to install them."""
    found = {
        "PostgreSQL": postgres_programs(),
        "Redis": redis_program(),
        "Chromium": chromium_program(),
        "MedCom's official files": medcom_folder(),
    }
    return {name: HINTS[name] for name, where in found.items() if where is None}


@functools.cache
def template(*, postgres: bool) -> str:
    """The database that every run copies."""
    return postgres_template() if postgres else sqlite_template()


def make_templates(steps: Sequence[SuiteStage]) -> None:
    """Both that the steps need beside each other: migrating keeps one processor busy for half a minute."""
    kinds = {step.postgres for step in steps if step.database} | {False for step in steps if step.embedded}
    if True in kinds:
        # From this thread: the server ends with the one that started it.
        shared_postgres()
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda postgres: template(postgres=postgres), kinds))


def environment(step: SuiteStage) -> Mapping[str, str]:
    """The step's database and coverage file; the machine's own settings do not leak in."""
    return {
        **dict.fromkeys(("REDIS_URL", "DEMO", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"), ""),
        "DEBUG": "1",
        "TEST_DB": "postgres" if step.postgres else "sqlite",
        "DATABASE_URL": shared_postgres().url if step.postgres else "",
        "COVERAGE_FILE": str(COVERAGE / f".coverage.{step.name}"),
        # Each run starts three programs, and the faults dozens: none reads all of the sources anew.
        "PYTHONDONTWRITEBYTECODE": "",
        SETTING: template(postgres=step.postgres) if step.database else "",
        SQLITE_SETTING: template(postgres=False) if step.embedded else "",
    }


def perform(step: SuiteStage) -> StageOutcome:
    """Run one step, showing its lines as they come."""
    print(f"\n== {step.name}", flush=True)
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        "-rsfE",
        "--durations=15",
        "--no-header",
        *(MEASURING if step.measured else ()),
        *step.arguments,
    ]
    started = time.monotonic()
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment(step)}, stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.strip())
    status = 0 if process.returncode == NO_TESTS_COLLECTED else process.returncode
    closing = next((line for line in reversed(lines) if line), "")
    skipped = [line for line in lines if line.startswith("SKIPPED")]
    failed = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return StageOutcome(step.name, status, time.monotonic() - started, closing, skipped, failed)


def coverage(*, complete: bool) -> int:
    """Combine all runs and report; the bound counts only when nothing was left out."""
    program, data = BIN / "coverage", {"COVERAGE_FILE": str(COVERAGE / ".coverage")}
    if run([program, "combine", "--keep", "--quiet", COVERAGE], extra=data):
        return 1
    return run([program, "report", *([] if complete else ["--fail-under=0"])], extra=data)


def possible(step: SuiteStage, lacking: Mapping[str, str]) -> bool:
    """Whether the machine has what the step needs and the project has its tests."""
    folders = [argument for argument in step.arguments if argument.startswith("tests")]
    needs = {"PostgreSQL": step.postgres, "Chromium": step.chromium}
    return any((ROOT / folder).exists() for folder in folders) and not any(needs.get(name) for name in lacking)


def existing(step: SuiteStage) -> SuiteStage:
    """The step without folders and files that the project does not have."""
    kept = [part for part in step.arguments if not part.startswith("tests") or (ROOT / part).exists()]
    return replace(step, arguments=kept)


def main(names: Sequence[str]) -> int:
    """Run the named steps, or all; 1 when one failed or something required was missing."""
    lacking = absent()
    if lacking and required():
        print("\n".join(f"{name} is missing: {hint}" for name, hint in lacking.items()))
        return 1
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    wanted = [step for step in STEPS if step.name in names or not names]
    steps = [existing(step) for step in wanted if possible(step, lacking)]
    make_templates(steps)
    outcomes = [perform(step) for step in steps]
    status = coverage(complete=not names and not lacking)
    print()
    for outcome in outcomes:
        word = "ok    " if outcome.status == 0 else "FAILED"
        print(f"{word} {outcome.name} {outcome.seconds:.0f} s: {outcome.closing}")
        # Once more, at the end: of a long output only that may be kept.
        print("".join(f"  {line}\n" for line in outcome.failed), end="")
    for step in wanted:
        if not possible(step, lacking):
            print(f"NOT RUN {step.name}")
    for name, hint in lacking.items():
        print(f"{name} is missing, the tests that need it were skipped: {hint}")
    return int(bool(status) or any(outcome.status for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
