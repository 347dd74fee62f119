"""Escalation: every step once, none lost, to those whom the data names."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail as outbox

from notifications.actions import escalation
from notifications.actions.escalation import escalate_due, register_overdue
from notifications.domain.escalation import FIRST_STEPS, Overdue, Watch
from notifications.domain.groups import NewsGroup
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailWay
from notifications.models import Escalation, EscalationStep, Notification
from organisations.models import Organisation
from tests.actors import Actors
from tests.notifications.conftest import NOW
from tests.notifications.mailing import choose, quiet, send, step

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def overdue() -> Iterator[list[Overdue]]:
    """What the upper apps say; put something in."""
    before = dict(escalation._readers)
    escalation._readers.clear()
    items: list[Overdue] = []
    register_overdue("test", lambda now: [item for item in items if item.due_at <= now])
    yield items
    escalation._readers.clear()
    escalation._readers.update(before)


def _task(unit: Organisation, due_at: datetime = NOW, watch: Watch = Watch.DEADLINE) -> Overdue:
    return Overdue(f"task:{due_at.isoformat()}", watch, unit.pk, uuid4(), due_at, about="name_physician")


def test_the_unit_is_told_once_when_the_time_has_passed(actors: Actors, overdue: list[Overdue]) -> None:
    step()
    overdue.append(_task(actors.ward, NOW + HOUR))
    assert [escalate_due(now=NOW + minutes * HOUR) for minutes in (0, 1, 2)] == [0, 1, 0]
    row = Notification.objects.get()
    assert (row.unit, row.kind) == (actors.ward, NotificationKind.DEADLINE_PASSED)
    assert row.facts == {"at": (NOW + HOUR).isoformat(), "about": "name_physician"}


def test_steps_that_were_slept_over_are_all_taken(actors: Actors, overdue: list[Overdue]) -> None:
    step()
    step(minutes=240)
    overdue.append(_task(actors.ward))
    assert escalate_due(now=NOW + 9 * HOUR) == 2


def test_a_time_that_moves_is_a_new_one(actors: Actors, overdue: list[Overdue]) -> None:
    step()
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    overdue[:] = [_task(actors.ward, NOW + HOUR)]
    assert (escalate_due(now=NOW), escalate_due(now=NOW + HOUR)) == (0, 1)


def test_a_step_written_down_anew_is_not_taken_again(actors: Actors, overdue: list[Overdue]) -> None:
    step()
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    EscalationStep.objects.update(valid_to=NOW.date())
    step(actors.ward)
    assert escalate_due(now=NOW + HOUR) == 0


def test_two_rounds_at_once_take_a_step_once(
    actors: Actors, overdue: list[Overdue], monkeypatch: pytest.MonkeyPatch
) -> None:
    step()
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    # The second round looked before the first one had written.
    monkeypatch.setattr(escalation, "_not_taken", list)
    assert escalate_due(now=NOW) == 0
    assert Notification.objects.count() == Escalation.objects.count() == 1


def test_one_that_fails_stops_no_other_and_is_tried_again(
    actors: Actors, overdue: list[Overdue], monkeypatch: pytest.MonkeyPatch
) -> None:
    step()
    overdue += [_task(actors.ward), _task(actors.ward, NOW - HOUR)]
    tell = escalation._tell

    def fails_for_one(item: Overdue, *rest: object) -> None:
        if item is overdue[0]:
            raise LookupError
        tell(item, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(escalation, "_tell", fails_for_one)
    assert escalate_due(now=NOW) == 1
    monkeypatch.setattr(escalation, "_tell", tell)
    assert escalate_due(now=NOW) == 1


def test_a_role_that_a_step_names_is_written_to(actors: Actors, overdue: list[Overdue]) -> None:
    for person in (actors.nurse, actors.doctor):
        person.email = f"{person.username}@example.dk"
        person.save()
    step(role="hospital_doctor")
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    assert send().sent == 1
    assert outbox.outbox[0].to == [actors.doctor.email]


def test_their_own_choice_goes_before_thestep(actors: Actors, overdue: list[Overdue]) -> None:
    choose(actors.doctor, MailWay.NONE, NewsGroup.ESCALATIONS)
    step(role="hospital_doctor")
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    assert send().sent == 0


def test_the_quiet_time_holds_unless_the_step_breaks_it(actors: Actors, overdue: list[Overdue]) -> None:
    choose(actors.doctor, MailWay.AT_ONCE, NewsGroup.ESCALATIONS)
    quiet(actors.doctor, 11, 14)
    step(person=actors.doctor)
    step(minutes=30, person=actors.doctor, breaks_quiet=True)
    overdue.append(_task(actors.ward))
    escalate_due(now=NOW)
    assert send().sent == 0
    escalate_due(now=NOW + HOUR)
    assert send(NOW + HOUR).sent == 1


def test_another_unit_of_the_house_is_told(actors: Actors, overdue: list[Overdue]) -> None:
    step(actors.municipality, to_unit=actors.visitation)
    overdue.append(_task(actors.nursing))
    escalate_due(now=NOW)
    assert Notification.objects.get().unit == actors.visitation


def test_the_first_round_lays_down_steps_from_that_day_on(actors: Actors, overdue: list[Overdue]) -> None:
    overdue += [_task(actors.ward), _task(actors.ward, NOW - timedelta(days=2))]
    assert escalate_due(now=NOW) == 1
    assert EscalationStep.objects.filter(valid_from=NOW.date(), unit=None).count() == len(FIRST_STEPS)


@pytest.mark.parametrize(
    ("watch", "kind"),
    [(Watch.TO_ANSWER, NotificationKind.ANSWER_OWED), (Watch.UNANSWERED, NotificationKind.ANSWER_MISSING)],
)
def test_a_missing_answer_says_on_which_side(
    actors: Actors, overdue: list[Overdue], watch: Watch, kind: NotificationKind
) -> None:
    step(watch=watch.value)
    overdue.append(_task(actors.ward, watch=watch))
    escalate_due(now=NOW)
    assert Notification.objects.get().kind == kind


def test_the_steps_of_a_unit_are_taken_for_what_its_municipality_owes(actors: Actors, overdue: list[Overdue]) -> None:
    """Most tasks are the municipality's, and its Visitation does them; everybody's go on (RULES 001-22)."""
    step()
    step(actors.visitation, 60)
    step(actors.social_unit)
    overdue.append(_task(actors.municipality))
    assert [escalate_due(now=NOW + hours * HOUR) for hours in (0, 1, 2)] == [1, 1, 0]
    told = Notification.objects.order_by("created_at").values_list("unit", flat=True)
    assert list(told) == [actors.municipality.pk, actors.visitation.pk]
