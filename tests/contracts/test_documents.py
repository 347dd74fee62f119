"""What the documents name exists: a path that has moved makes a document a lie."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
# In backticks, with a folder: `desk/views/home.py`, `tests/contracts/matrix/`; a pattern names at least one file.
_PATH = re.compile(r"`((?:[a-z_]+/)+[A-Za-z_.*]*)(?::\w+)?`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
_PACKAGES = (
    "config",
    "desk",
    "discharge",
    "documents",
    "journeys",
    "medcom",
    "notifications",
    "organisations",
    "principles",
)
_FOLDERS = (*_PACKAGES, "docs", "locale", "static", "templates", "tests", "tools")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_and_link_of_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    paths = [path for path in _PATH.findall(text) if path.split("/")[0] in _FOLDERS]
    gone = [path for path in paths if not list(ROOT.glob(path.rstrip("/")))]
    gone += [link for link in _LINK.findall(text) if not (document.parent / link).exists()]
    assert gone == []


@pytest.mark.parametrize("document", ["architecture.md", "howto.md"])
def test_every_name_of_the_code_in_a_guide_occurs_there(document: str) -> None:
    """`register_limit`, `History`, `_OF_RULE`: what has an underscore or a capital is no word of a language."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    names = {name for name in re.findall(r"`(\w+)`", text) if "_" in name or not name.islower()}
    found = set(re.findall(r"\w+", _source(*_PACKAGES, "tests", "tools")))
    assert len(names) > 30
    assert names - found == set()


def test_every_name_of_the_glossary_occurs_in_the_code() -> None:
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    cells = [row.split("|")[3] for row in rows if row.startswith("| ") and "`" in row]
    names = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert len(names) > 40
    assert names - set(re.findall(r"\w+", _source(*_PACKAGES))) == set()


def _source(*folders: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py"))
