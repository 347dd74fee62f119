"""The official bundles and definitions, listed for parametrised tests; read in place, never copied."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.services.medcom import medcom_folder
from tests.services.require import missing

ABSENT = "MedCom's official files"


def _paths(*patterns: str) -> list[Path]:
    folder = medcom_folder()
    return [] if folder is None else sorted(path for pattern in patterns for path in folder.glob(pattern))


def each(*patterns: str) -> pytest.MarkDecorator:
    """Parametrises `path` over the official files; one test that says so where they are absent."""
    paths = _paths(*patterns)
    if not paths:
        return pytest.mark.parametrize("path", [None], ids=["absent"])
    return pytest.mark.parametrize("path", paths, ids=[path.stem for path in paths])


def read(path: Path | None) -> bytes:
    """The bytes of an official file."""
    return path.read_bytes() if path is not None else missing(ABSENT)


def load(path: Path | None) -> dict[str, Any]:
    """An official JSON file."""
    found: dict[str, Any] = json.loads(read(path))
    return found


NOTIFICATIONS = "examples/fhir/hospitalnotification*/Bundle-*.json"
ACKNOWLEDGEMENTS = ("examples/fhir/acknowledgement*/Bundle-*.json", "examples/fhir/messaging*/Bundle-*.json")
ALL_BUNDLES = "examples/fhir/*/Bundle-*.json"
# SPEC A6: deliberately without class and eventCoding.
BROKEN = "17a0c807-372b-452c-972e-c59036153b57"
EMPTY_MESSAGE = "eb26be85-fdb7-454d-a980-95cba6d1745b"
WRONG_DETAIL = "32f3e314-8fcb-4147-87d4-fbed2ea2f741"
NOT_UUID5 = "9fc89121-a0aa-43e0-a753-88bbe142ba91"
