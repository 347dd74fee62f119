"""MedCom's own classic XML samples are read where they lie: each is taken as what it is, or refused by name."""

from pathlib import Path

import pytest

from medcom.domain.reading import read as read_message
from medcom.domain.states import MessageState
from tests.medcom.official import each, read

pytestmark = pytest.mark.medcom_files
SAMPLES = "examples/oioxml/*/*.xml"
# Epikriser of other kinds, a booking and an advis: read, and nothing is done with them.
OTHERS = {"DIS03_1", "DIS13_1", "DIS20_1"}


@each(SAMPLES)
def test_every_sample_is_read(path: Path | None) -> None:
    body = read(path)
    found = read_message(body)
    assert path is not None
    name = path.stem
    if name == "DIS91_XFTX":
        # EDIFACT written down as XML: no message at all.
        assert found.state is MessageState.UNREADABLE
        return
    assert found.envelope is not None
    assert found.envelope.message_id
    assert found.classic is not None
    assert found.classic.message is not None
    assert found.classic.message.letters[0].sender.ean
    if name == "korr_x9134":
        # A day in month 22.
        assert [problem.code for problem in found.problems] == ["xml.cpr"]
        return
    if name.startswith("CTL"):
        assert found.classic.receipt is not None
        assert found.classic.receipt.originals
        assert found.state is MessageState.ACKNOWLEDGEMENT
        return
    expected = MessageState.UNSUPPORTED if name in OTHERS else MessageState.RECEIVED
    assert found.state is expected
    if found.incoming is not None:
        assert found.incoming.cpr
        assert found.incoming.parts.added[0].writer.unit
        assert found.incoming.values
