"""Files in a BinaryLetter: kept, shown, fetched as what they are, or kept back with a warning (DICTIONARY 8.1)."""

import base64

import pytest

from documents.domain.parts import FilePart, Parts
from documents.models import Version
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.selectors.letters import file_of
from tests.domain.medcom.classic.samples import Content, classic, email
from tests.medcom.intake.classic.test_classic import journey, receipt_of, take
from tests.medcom.intake.classic.test_several_letters import states, together

__all__ = ["journey"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("journey")]
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 20
FILES = {"pdf": PDF, "png": b"\x89PNG\r\n\x1a\n" + b"x" * 50, "exe": b"MZ" + b"x" * 50, "gif": b"no gif at all"}


def binary(files: dict[str, bytes], *, letter: str = "BIN1", encoded: str = "") -> bytes:
    """The files, each named after its ending."""
    content: list[tuple[str, Content]] = [
        (
            "BinaryObject",
            [
                ("ObjectIdentifier", f"Fil {ending}"),
                ("ObjectCode", "tekstfil"),
                ("ObjectExtensionCode", ending),
                ("OriginalObjectSize", str(len(data))),
                ("Object_Base64Encoded", encoded or base64.encodebytes(data).decode()),
            ],
        )
        for ending, data in files.items()
    ]
    return classic("XB0130X", content, letter=letter)


def files(message: InboundMessage) -> dict[str, FilePart]:
    """By the name that the letter gives them."""
    version = Version.objects.get(event=message.event)
    return {part.title: part for part in Parts.parse(version.parts).files}


def test_each_file_stands_with_the_letter_and_is_handed_out_as_what_it_is() -> None:
    message = take(binary(FILES))
    assert (message.state_value, receipt_of(message).positive) == (MessageState.ACCEPTED, True)
    told = files(message)
    assert list(told) == ["Fil pdf", "Fil png", "Fil exe", "Fil gif"]
    found = {name: file_of(message, part.id) for name, part in told.items()}
    assert [each.data if each else None for each in found.values()] == [PDF, FILES["png"], None, None]
    assert [each.name if each else "" for each in found.values()] == [
        "Fil pdf.pdf",
        "Fil png.png",
        "Fil exe.bin",
        "Fil gif.gif",
    ]
    assert all(part.has_data for part in told.values())
    assert "Vedhæftet fil" not in str(Version.objects.get().parts)


def test_a_letter_and_its_files_in_one_envelope_are_both_taken() -> None:
    message = take(together(email(letter="A"), binary({"pdf": PDF}, letter="B")))
    assert states(message) == [MessageState.ACCEPTED] * 2
    part = message.parts.get(part_number=2)
    (told,) = files(part).values()
    found = file_of(part, told.id)
    assert found is not None
    assert found.data == PDF
    assert file_of(message.parts.get(part_number=1), told.id) is None


def test_what_is_no_base64_is_kept_and_not_handed_out() -> None:
    message = take(binary({"pdf": PDF}, encoded="ikke base64!"))
    assert message.state_value is MessageState.ACCEPTED
    (told,) = files(message).values()
    found = file_of(message, told.id)
    assert found is not None
    assert found.data is None


def test_a_file_larger_than_a_letter_without_files_may_be_is_taken() -> None:
    large = b"%PDF-1.4\n" + b"x" * (5 * 1024 * 1024)
    message = take(binary({"pdf": large}))
    (told,) = files(message).values()
    found = file_of(message, told.id)
    assert found is not None
    assert found.data == large
