"""RULES 2f: the deadline of the discharge letter L1–L5 and A12, A18."""

from datetime import date, timedelta

import pytest

from discharge.discharge_letter.rules.deadline import (
    LetterGroup,
    LetterSending,
    LetterState,
    acknowledged_at,
    letter_deadline,
    letter_state,
)
from discharge.settings.rules.open_points import Choices
from journeys.domain.calendar.clock import end_of_day
from tests.domain.discharge.stories import at

BY_GROUP = Choices({"A12": "by_group"})


@pytest.mark.parametrize(
    ("discharged", "due"),
    [
        ("2026-11-20T11:59:59+01:00", date(2026, 11, 20)),
        ("2026-11-20T12:00:00+01:00", date(2026, 11, 23)),
        ("2026-11-21T10:00+01:00", date(2026, 11, 23)),
        ("2026-11-22T23:59+01:00", date(2026, 11, 23)),
        ("2026-04-01T11:00+02:00", date(2026, 4, 1)),
        ("2026-04-01T12:00+02:00", date(2026, 4, 7)),
        ("2026-04-02T09:00+02:00", date(2026, 4, 7)),
        ("2024-04-26T13:00+02:00", date(2024, 4, 29)),
        ("2023-05-04T13:00+02:00", date(2023, 5, 8)),
        ("2026-05-13T12:00+02:00", date(2026, 5, 15)),
        ("2026-06-05T09:00+02:00", date(2026, 6, 5)),
        ("2026-12-24T09:00+01:00", date(2026, 12, 24)),
        ("2026-12-24T12:00+01:00", date(2026, 12, 28)),
        ("2026-12-31T12:00+01:00", date(2027, 1, 4)),
        ("2026-11-20T11:30+00:00", date(2026, 11, 23)),
        ("2024-03-31T01:30+01:00", date(2024, 4, 2)),
    ],
)
def test_l1_l5_the_vectors(discharged: str, due: date) -> None:
    found = letter_deadline(at(discharged), LetterGroup.STRICT)
    assert found.due_on == due
    assert (found.due_at, found.verdicts[0].rule) == (end_of_day(due), "L1")


@pytest.mark.parametrize("group", [None, *LetterGroup])
def test_a12_the_strict_rule_holds_for_everybody_and_the_group_is_shown(group: LetterGroup | None) -> None:
    found = letter_deadline(at("2026-11-20T12:00+01:00"), group)
    assert found.due_on == date(2026, 11, 23)
    assert found.verdicts[0].facts["group"] == group


def test_l2_by_group_when_decided() -> None:
    found = letter_deadline(at("2026-11-20T09:00+01:00"), LetterGroup.GENERAL, choices=BY_GROUP)
    assert (found.due_on, found.verdicts[0].rule) == (date(2026, 11, 25), "L2")


def test_l2_by_group_needs_the_group() -> None:
    (verdict,) = letter_deadline(at("2026-11-20T09:00+01:00"), choices=BY_GROUP).verdicts
    assert (verdict.rule, verdict.code, verdict.missing) == ("L2", "letter.group_unknown", ("group",))


def test_a18_an_extra_closing_day_moves_the_deadline() -> None:
    closed = [date(2026, 12, 24)]
    assert letter_deadline(at("2026-12-24T09:00+01:00"), extra_closing_days=closed).due_on == date(2026, 12, 28)


def test_without_a_discharge_there_is_no_deadline() -> None:
    found = letter_deadline(None)
    assert (found.due_on, found.due_at, found.verdicts[0].missing) == (None, None, ("discharged_at",))
    assert (found.verdicts[0].rule, found.verdicts[0].code) == ("L1", "letter.not_discharged")


def test_without_a_standard_nothing_is_guessed() -> None:
    (verdict,) = letter_deadline(at("2026-11-20T09:00+01:00"), standards=()).verdicts
    assert (verdict.rule, verdict.code, verdict.missing) == ("L1", "letter.no_standard", ("standard",))


def test_l4_only_a_positive_receipt_is_sent() -> None:
    sent = at("2026-11-20T13:00+01:00")
    receipt = sent + timedelta(minutes=1)
    assert acknowledged_at([LetterSending(sent, receipt, False), LetterSending(sent)]) is None
    assert acknowledged_at([LetterSending(sent, receipt, False), LetterSending(sent, receipt, True)]) == receipt


@pytest.mark.parametrize(
    ("acknowledged", "now", "state"),
    [
        (None, "2026-11-20T23:59:59+01:00", LetterState.OPEN),
        (None, "2026-11-21T00:00+01:00", LetterState.OVERDUE),
        ("2026-11-20T23:59:59+01:00", "2026-11-22T00:00+01:00", LetterState.ON_TIME),
        ("2026-11-21T00:00+01:00", "2026-11-22T00:00+01:00", LetterState.LATE),
    ],
)
def test_the_last_day_lasts_until_midnight(acknowledged: str | None, now: str, state: LetterState) -> None:
    deadline = letter_deadline(at("2026-11-20T09:00+01:00"))
    assert letter_state(deadline, at(acknowledged) if acknowledged else None, now=at(now)) is state


def test_l4_the_deadline_is_met_by_the_time_of_sending_when_the_receipt_comes_later() -> None:
    deadline, now = letter_deadline(at("2026-11-20T09:00+01:00")), at("2026-11-24T09:00+01:00")
    sent, receipt = at("2026-11-20T23:59+01:00"), at("2026-11-23T08:00+01:00")
    assert letter_state(deadline, receipt, now=now, sent=sent) is LetterState.ON_TIME
    assert letter_state(deadline, receipt, now=now, sent=receipt) is LetterState.LATE
    assert letter_state(deadline, None, now=now, sent=sent) is LetterState.SENT


def test_nothing_is_due_before_the_discharge() -> None:
    assert letter_state(letter_deadline(None), None, now=at("2026-11-20T09:00+01:00")) is LetterState.NOT_DUE
