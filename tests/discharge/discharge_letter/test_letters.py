"""The discharge letter from the database: due by rule 2f, sent when acknowledged, owned by the ward (L1–L5)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from discharge.discharge_letter.projection import DEADLINE_KIND
from discharge.discharge_letter.rules.deadline import LetterState
from discharge.discharge_letter.selectors import current_letter, letters_of_journey, state_of
from discharge.models import ClosingDay, DischargeLetter, OpenPointChoice
from journeys.actions.deadlines import sweep_due
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Deadline, Journey, JourneyEvent, Task
from notifications.actions.escalation import escalate_due
from notifications.models import Notification
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell, tell_journey

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOCAL = ZoneInfo("Europe/Copenhagen")


def letter(journey: Journey) -> DischargeLetter:
    return DischargeLetter.objects.get(journey=journey)


def task(journey: Journey) -> Task | None:
    return Task.objects.open().filter(journey=journey, kind="discharge_letter").first()


def letter_tasks(journey: Journey) -> list[tuple[str, object, datetime | None]]:
    rows = Task.objects.open().filter(journey=journey, source="discharge_letter")
    return [(row.kind, row.owner, row.due_at) for row in rows]


def timers(journey: Journey) -> list[tuple[datetime, str]]:
    rows = Deadline.objects.filter(journey=journey, kind=DEADLINE_KIND).order_by("generation")
    return list(rows.values_list("due_at", "state"))


@pytest.mark.parametrize(
    ("rule", "left", "due_on"),
    [
        ("L1 before 12", "2026-11-20T11:59:59", "2026-11-20"),
        ("L1 12:00 is not before", "2026-11-20T12:00:00", "2026-11-23"),
        ("L1 Saturday", "2026-11-21T10:00:00", "2026-11-23"),
        ("L1 Sunday", "2026-11-22T23:59:00", "2026-11-23"),
        ("L5 Maundy Thursday", "2026-04-02T09:00:00", "2026-04-07"),
        ("L5 Easter", "2026-04-01T12:00:00", "2026-04-07"),
        ("L5 bededag is gone", "2024-04-26T13:00:00", "2024-04-29"),
        ("L5 Ascension", "2026-05-13T12:00:00", "2026-05-15"),
    ],
)
def test_the_row_is_due_as_the_rule_says(rule: str, left: str, due_on: str, actors: Actors) -> None:
    at = datetime.fromisoformat(left).replace(tzinfo=LOCAL)
    journey = discharged_journey(actors, now=at, hours_ago=0)
    assert letter(journey).due_on == date.fromisoformat(due_on)


def test_l5_an_extra_closing_day_moves_the_deadline(actors: Actors) -> None:
    ClosingDay.objects.create(day=date(2026, 11, 23), reason="Lukket")
    assert letter(discharged_journey(actors, now=NOW, hours_ago=0)).due_on == date(2026, 11, 24)


def test_l2_a_decision_lets_the_general_group_wait_longer(actors: Actors) -> None:
    OpenPointChoice.objects.create(
        point="A12",
        value="by_group",
        valid_from=date(2026, 1, 1),
        decided_at=NOW,
        decided_by=actors.administrator,
        reason="Besluttet",
    )
    journey = discharged_journey(actors, now=NOW, hours_ago=0, nursing=False)
    tell_journey(journey, K.LETTER_SENT, at=NOW + HOUR, group="general")
    row = letter(journey)
    assert (row.group, row.due_on, row.verdicts[0]["rule"]) == ("general", date(2026, 11, 25), "L2")


def test_community_nursing_makes_the_letter_strict(actors: Actors) -> None:
    assert letter(discharged_journey(actors, now=NOW)).group == "strict"


def test_the_ward_owes_it_until_it_is_acknowledged_l4(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    owed = task(journey)
    assert owed is not None
    assert (owed.owner, owed.due_at) == (actors.ward, letter(journey).due_at)
    tell_journey(journey, K.LETTER_SENT, at=NOW)
    assert task(journey) is None
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=NOW + HOUR, positive=True)
    assert not letter_tasks(journey)


def test_u10_a_sent_letter_only_waits_and_is_never_late(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(journey, K.LETTER_SENT, at=NOW)
    assert letter_tasks(journey) == [("await_letter_receipt", actors.ward, None)]
    due_at = letter(journey).due_at
    assert due_at is not None
    assert state_of(letter(journey), now=due_at + 48 * HOUR) is LetterState.SENT
    sweep_due(now=due_at + HOUR)
    assert not Notification.objects.filter(kind="letter_overdue").exists()


def test_u10_after_two_resendings_without_a_receipt_the_ward_calls(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    for hours in range(3):
        tell_journey(journey, K.LETTER_SENT, at=NOW + hours * HOUR)
    assert letter_tasks(journey) == [("letter_not_received", actors.ward, None)]
    assert letter(journey).sent_at == NOW


def test_l4_the_sending_counts_once_the_receipt_has_come(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    due_at = letter(journey).due_at
    assert due_at is not None
    tell_journey(journey, K.LETTER_SENT, at=due_at - HOUR)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=due_at + HOUR, positive=True)
    assert state_of(letter(journey), now=due_at + 2 * HOUR) is LetterState.ON_TIME


def test_l4_sent_again_after_a_negative_receipt_counts_from_then(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    due_at = letter(journey).due_at
    assert due_at is not None
    tell_journey(journey, K.LETTER_SENT, at=NOW)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=NOW + HOUR, positive=False)
    tell_journey(journey, K.LETTER_SENT, at=due_at + HOUR)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=due_at + 2 * HOUR, positive=True)
    assert state_of(letter(journey), now=due_at + 3 * HOUR) is LetterState.LATE


def test_a_negative_receipt_is_not_sent_l4(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(journey, K.LETTER_SENT, at=NOW)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=NOW + HOUR, positive=False)
    assert (letter(journey).acknowledged_at, letter(journey).refused_at) == (None, NOW + HOUR)
    assert task(journey) is not None


def test_a_receipt_calls_the_timer_off(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    due_at = letter(journey).due_at
    assert due_at is not None
    assert timers(journey) == [(due_at, "pending")]
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=NOW, positive=True)
    assert timers(journey) == [(due_at, "called_off")]


def test_a_late_letter_is_told_to_the_ward_and_the_practice_once(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    due_at = letter(journey).due_at
    assert due_at is not None
    sweep_due(now=due_at)
    sweep_due(now=due_at + HOUR)
    told = Notification.objects.filter(kind="letter_overdue", subject_ref=journey.pk)
    assert sorted(row.unit.name for row in told) == sorted([actors.ward.name, actors.practice.name])
    # The letter's task is late too: of one event the ward is told once, and reminded later.
    late = Notification.objects.filter(kind="deadline_passed", unit=actors.ward, facts__about="discharge_letter")
    escalate_due(now=due_at + HOUR)
    assert late.count() == 0
    escalate_due(now=due_at + 4 * HOUR)
    assert late.count() == 1


def test_its_state_is_a_matter_of_now(actors: Actors) -> None:
    row = letter(discharged_journey(actors, now=NOW))
    assert row.due_at is not None
    assert state_of(row, now=row.due_at - HOUR) is LetterState.OPEN
    assert state_of(row, now=row.due_at) is LetterState.OVERDUE


def test_x5_a_corrected_discharge_moves_the_deadline_and_keeps_the_row(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=0)
    first = JourneyEvent.objects.get(kind=K.DISCHARGED.value)
    tell(
        journey.citizen,
        K.DISCHARGED,
        at=NOW - 2 * HOUR,
        now=NOW + HOUR,
        voids=first.source_ref,
        episode=first.episode_ids[0],
        provider=actors.ward,
        hospital=actors.hospital,
    )
    row = letter(journey)
    assert (row.key, row.discharged_at, row.due_on) == (first.source_ref, NOW - 2 * HOUR, date(2026, 11, 20))


def test_x6_a_cancelled_discharge_takes_the_letter_away(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    left = JourneyEvent.objects.get(kind=K.DISCHARGED.value)
    tell(journey.citizen, K.CANCELLED, at=NOW, voids=left.source_ref, episode=left.episode_ids[0])
    assert not DischargeLetter.objects.filter(journey=journey).exists()
    assert task(journey) is None


def test_v6_the_letter_is_still_due_after_a_death_in_hospital(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    owed = task(journey)
    assert (letter(journey).due_on, owed and owed.owner) == (date(2026, 11, 23), actors.ward)


def test_the_first_letter_without_a_receipt_is_the_one_that_matters(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    first = JourneyEvent.objects.get(kind=K.ADMITTED.value)
    place: dict[str, Any] = {"provider": actors.ward, "hospital": actors.hospital}
    tell(journey.citizen, K.ADMITTED, at=NOW - 3 * HOUR, episode=first.episode_ids[0], **place)
    tell(journey.citizen, K.DISCHARGED, at=NOW + 48 * HOUR, episode=first.episode_ids[0], **place)
    letters = letters_of_journey(journey)
    current = current_letter(letters)
    assert len(letters) == 2
    assert current is not None
    assert current.discharged_at == NOW - 5 * HOUR


def test_rebuilding_gives_the_same_letters(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(journey, K.LETTER_SENT, at=NOW, follow_up=True, recommendation="Kontrol af nyretal om en uge")
    assert rebuild_citizen(journey.citizen_id, now=NOW + HOUR, check=True) == []
