"""Files in letters: what they are by their bytes, and under which name they are saved (SPEC A4; DICTIONARY 8.2)."""

import pytest

from documents.domain.files import SENT, TYPES, file_name, is_what_it_says, title_of, type_of

PDF, PNG = b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("title", "content_type", "name"),
    [
        ("Sår på hælen", "image/jpeg", "Sår på hælen.jpg"),
        ("plan", "application/pdf", "plan.pdf"),
        ("plan.PDF", "application/pdf", "plan.PDF"),
        ("plan.pdf", "image/png", "plan.pdf.png"),
        ("plan", "application/x-unknown", "plan.bin"),
        ("../../etc/passwd", "image/gif", "etc passwd.gif"),
        (" . ", "image/tiff", "fil.tiff"),
        ("a" * 200, "image/bmp", "a" * 80 + ".bmp"),
    ],
)
def test_a_file_is_saved_under_its_title_and_the_ending_of_its_type(title: str, content_type: str, name: str) -> None:
    assert file_name(title, content_type) == name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("sår.jpg", "sår"),
        (r"C:\billeder\sår.2.jpg", "sår.2"),
        ("/billeder/.skjult", "skjult"),
        ("uden ending", "uden ending"),
        ("<script>.png", "script"),
        ("...", "fil"),
        ("b" * 200 + ".png", "b" * 80),
    ],
)
def test_the_title_is_the_name_without_folders_and_ending(name: str, title: str) -> None:
    assert title_of(name) == title


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PNG + b"...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (PDF, "application/pdf"),
        (b"\n" * 1019 + PDF, "application/pdf"),
        (b"\n" * 1020 + PDF, None),
        (PNG + PDF, "image/png"),
        (b"BM", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_a_file_that_is_sent_is_what_its_bytes_begin_with(data: bytes, found: str | None) -> None:
    assert type_of(data) == found


def test_what_is_sent_is_known_and_a_type_nobody_knows_is_nothing() -> None:
    assert set(SENT) < set(TYPES)
    assert is_what_it_says("image/bmp", b"BM...")
    assert not is_what_it_says("application/x-unknown", b"BM...")
