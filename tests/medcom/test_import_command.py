"""import_medcom: the gateway for files and folders (DESIGN §7)."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from journeys.models import Journey
from medcom.domain.formats import Format, encode
from medcom.models import InboundMessage
from organisations.models import Organisation
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.mutations import encounter

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A discharge before its admission, by name."""
    admission, discharge = play(["STIN", "SLHJ"])
    (tmp_path / "1-slhj.xml").write_bytes(encode(discharge, Format.XML))
    (tmp_path / "2-stin.json").write_bytes(encode(admission, Format.JSON))
    (tmp_path / "readme.txt").write_text("not a message")
    return tmp_path


def run(*paths: Path, **options: Any) -> tuple[list[str], int]:
    out = StringIO()
    status = 0
    try:
        call_command("import_medcom", *map(str, paths), stdout=out, **options)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return out.getvalue().splitlines(), status


def test_a_folder_is_read_by_name(folder: Path) -> None:
    lines, status = run(folder)
    assert [line.split()[:2] for line in lines] == [
        ["accepted", str(folder / "1-slhj.xml")],
        ["accepted", str(folder / "2-stin.json")],
    ]
    assert status == 0


def test_files_are_read_in_the_order_given(folder: Path) -> None:
    lines, _status = run(folder / "2-stin.json", folder / "1-slhj.xml", json=True)
    assert [json.loads(line)["status"] for line in lines] == ["admitted", "discharged"]


def test_json_is_one_object_a_line(folder: Path) -> None:
    lines, _status = run(folder, json=True)
    last = json.loads(lines[-1])
    message = InboundMessage.objects.get(state="accepted", message_id=last["message_id"])
    assert last == {
        "file": str(folder / "2-stin.json"),
        "outcome": "accepted",
        "message_id": message.message_id,
        "journey": str(Journey.objects.get().pk),
        "status": "discharged",
        "codes": [],
    }


def test_again_gives_only_duplicates(folder: Path) -> None:
    run(folder)
    lines, status = run(folder, json=True)
    found = [json.loads(line) for line in lines]
    assert {row["outcome"] for row in found} == {"duplicate"}
    assert {row["journey"] for row in found} == {str(Journey.objects.get().pk)}
    assert status == 0


def test_a_refused_file_gives_its_codes_and_status_1(tmp_path: Path) -> None:
    (bundle,) = play(["STIN"])
    del encounter(bundle)["class"]
    (tmp_path / "a.json").write_bytes(encode(bundle, Format.JSON))
    lines, status = run(tmp_path, json=True)
    row = json.loads(lines[0])
    assert (row["outcome"], row["codes"], status) == ("rejected", ["MSG_BAD_SYNTAX"], 1)


def test_other_types_are_unsupported_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b'<Emessage xmlns="urn:oio:medcom:municipality:1.0.3"/>')
    lines, status = run(tmp_path)
    assert lines == [f"unsupported  {tmp_path / 'a.xml'}  MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"]
    assert status == 0


def test_unknown_organisations_can_be_refused(folder: Path) -> None:
    lines, status = run(folder, json=True, unknown="refuse")
    assert "MSG_Receiver_Identifier_UNKNOWN" in json.loads(lines[0])["codes"]
    assert status == 1
    assert not Organisation.objects.exists()


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="findes ikke"):
        run(tmp_path / "nowhere")
