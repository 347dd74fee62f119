"""make run: migrate, load the demo, serve; everything on SQLite unless the environment says otherwise."""

import os
import secrets

from tools.places import PYTHON, ROOT, must

# What a demonstration needs; whoever sets the variables decides otherwise.
DEFAULTS = {"DEBUG": "1", "DEMO": "1", "LOG_LEVEL": "WARNING"}


PASSWORD = ROOT / "var" / "demo-password"


def demo_password() -> str:
    """The password of this machine's demo logins, invented once."""
    if not PASSWORD.exists():
        PASSWORD.touch(mode=0o600)
        PASSWORD.write_text(secrets.token_urlsafe(8))
    return PASSWORD.read_text()


def demo_command() -> list[str]:
    """The command that makes the demo data."""
    if list(ROOT.glob("*/management/commands/load_demo.py")):
        return ["load_demo"]
    return ["load_reference_data", "--demo"]


def main() -> None:
    """Prepare the database and run the program in this process's place."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DEMO_PASSWORD", demo_password())
    manage = [PYTHON, ROOT / "manage.py"]
    print("Database …", flush=True)
    must([*manage, "migrate", "--verbosity", "0"])
    if os.environ["DEMO"] == "1":
        print("Demo data …", flush=True)
        must([*manage, *demo_command()])
        if os.environ.get("PAST") == "1":
            print("A year of one cluster, a minute …", flush=True)
            must([*manage, "load_past"])
    # Replaced, not started: signals then reach the program itself, and its exit status is ours.
    os.chdir(ROOT)
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), "run_embedded"])  # noqa: S606


if __name__ == "__main__":
    main()
