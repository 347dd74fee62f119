"""The data files of this app, read as plain rows."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


def data_file(name: str) -> Any:
    """The content of one file of organisations/data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))
