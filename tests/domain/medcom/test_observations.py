"""What a measurement from home says in the letter that it becomes (issue 8)."""

from datetime import datetime

import pytest

from medcom.domain.observations import incoming_of_observation
from medcom.parsing.messages.care_communication import Author
from medcom.parsing.messages.home_care_observation import HomeCareObservation, Result
from tests.domain.medcom.observations import FIRST
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD


def letter_text(*results: Result) -> str:
    told = HomeCareObservation(
        message_id=FIRST,
        first_id=FIRST,
        activity="",
        sender=HOME_CARE,
        receiver=WARD,
        cpr=NANCY.cpr,
        replacement=None,
        family_name=None,
        given_names=None,
        sent_at=MONDAY,
        performer=Author(name="Hanne Vad", role="Sygeplejerske", phone="87654321"),
        results=results,
        conclusion="",
        files=0,
    )
    return str(incoming_of_observation(told).values["text"])


@pytest.mark.parametrize(
    ("value", "at", "note", "line"),
    [
        ("", None, "", "CRP: intet resultat."),
        ("26 mg/L", None, "", "CRP: 26 mg/L."),
        ("26 mg/L", None, "Fastende", "CRP: 26 mg/L. Fastende"),
    ],
)
def test_a_line_says_what_came_out_or_that_nothing_did(value: str, at: datetime | None, note: str, line: str) -> None:
    assert letter_text(Result("CRP", value, at, note)) == line
