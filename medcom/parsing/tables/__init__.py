"""The compiled tables: facts of the published MedCom definitions (`manage.py compile_medcom`)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """One table, read once: `resources`, `hospitalnotification` or `acknowledgement`."""
    table: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return table
