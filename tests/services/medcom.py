"""Where MedCom's official examples and the collected faults lie; read in place and never copied into the project."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def medcom_folder() -> Path | None:
    """MEDCOM_DIR, else the neighbouring folder, or None where there is none."""
    folder = Path(os.environ.get("MEDCOM_DIR") or ROOT.parent / "shared" / "medcom")
    return folder if folder.is_dir() else None


def cases_folder() -> Path | None:
    """MEDCOM_CASES_DIR, else the neighbouring folder of messages that once went wrong, or None."""
    folder = Path(os.environ.get("MEDCOM_CASES_DIR") or ROOT.parent / "shared" / "faults" / "medcom_cases")
    return folder if folder.is_dir() else None
