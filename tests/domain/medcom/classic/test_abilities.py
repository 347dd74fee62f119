"""What the documentation promises of classic versions is what the program does (issue 8: never "valid" unchecked)."""

from pathlib import Path

from discharge.channel.rules.channel import ChannelDocument
from medcom.domain.classic.layouts import LAYOUTS, SENT, is_read_only

ARCHITECTURE = Path(__file__).resolve().parents[4] / "docs" / "architecture.md"


def test_the_table_of_versions_is_that_of_the_program() -> None:
    rows = [line.strip("| \n").split(" | ") for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines()]
    told = {row[0]: tuple(row[1:]) for row in rows if len(row) == 5 and row[0] in LAYOUTS}
    assert told == {
        version: (layout.type_code, "yes", layout.schema or "no schema", "yes" if version in SENT else "no")
        for version, layout in LAYOUTS.items()
    }


def test_nothing_is_sent_of_which_no_schema_exists() -> None:
    assert [version for version in SENT if not LAYOUTS[version].schema] == []


def test_the_kinds_that_are_read_and_never_sent() -> None:
    read_only = {document for document in ChannelDocument if is_read_only(document)}
    assert read_only == {ChannelDocument.CARE_PATHWAY_PLAN, ChannelDocument.REHABILITATION_PLAN}
