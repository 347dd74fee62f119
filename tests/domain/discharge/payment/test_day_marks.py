"""What was agreed of a payable day holds while the day is what it was (RULES 2c P8; UX §2 item 7)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from discharge.payment.rules.day_marks import DayWord, said_of
from discharge.payment.rules.days import DayState, PayableDay, Why
from tests.factories.events import at

DAY = PayableDay(
    period=0,
    date=date(2026, 11, 17),
    day_number=2,
    state=DayState.COUNTABLE,
    why=None,
    payer="viborg",
    region_dkk=None,
    state_dkk=None,
)
WORD = DayWord(DAY.date, "hospital", True, at(20), "e", "", said_of(DAY))


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        # Amounts are the tariff's, not what the parties agree about.
        ({"official": True, "state": DayState.DISPUTED}, True),
        ({"day_number": 3}, False),
        ({"payer": "skive"}, False),
        ({"why": Why.LEAVE}, False),
    ],
)
def test_p8_a_correction_that_changes_the_day_must_be_agreed_anew(changes: dict[str, Any], *, holds: bool) -> None:
    assert WORD.holds_for(replace(DAY, **changes)) is holds


def test_p8_a_word_that_does_not_say_of_what_holds_as_it_was_given() -> None:
    assert replace(WORD, said={}).holds_for(replace(DAY, day_number=3))
