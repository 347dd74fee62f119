"""Telling units, once per key, and marking as seen."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from notifications.actions.notifications import notify_unit
from notifications.channels.inbox.marking import mark_read, mark_seen
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation, User
from tests.notifications.conftest import NOW

pytestmark = pytest.mark.django_db
JOURNEY = uuid4()


@pytest.fixture
def ward() -> Organisation:
    return Organisation.objects.create(name="Afsnit M4", kind=OrganisationKind.WARD)


@pytest.fixture
def nurse() -> User:
    return User.objects.create(username="nurse", name="Nora Nurse")


def _tell(unit: Organisation, key: str, subject: UUID = JOURNEY, minutes: int = 0) -> Notification:
    at = NOW + timedelta(minutes=minutes)
    facts = {"place": "M4"}
    return notify_unit(
        unit_id=unit.pk, kind=NotificationKind.WINDOW_ENDED, subject_ref=subject, key=key, facts=facts, now=at
    )


def test_the_same_key_tells_once_and_gives_the_first_answer(ward: Organisation) -> None:
    assert _tell(ward, "a") == _tell(ward, "a", minutes=5)
    assert Notification.objects.get().created_at == NOW


def test_a_subject_may_be_given_as_text(ward: Organisation) -> None:
    row = notify_unit(
        unit_id=ward.pk, kind=NotificationKind.DEATH, subject_ref=str(JOURNEY), key="a", facts={}, now=NOW
    )
    assert row.subject_ref == JOURNEY


def test_facts_that_name_a_citizen_are_refused(ward: Organisation) -> None:
    with pytest.raises(ValueError, match="identifies a citizen"):
        notify_unit(
            unit_id=ward.pk, kind=NotificationKind.DEATH, subject_ref=JOURNEY, key="a", facts={"cpr": "x"}, now=NOW
        )


def test_the_same_told_to_two_units_of_one_house_is_one_thing(ward: Organisation) -> None:
    other = Organisation.objects.create(name="Klinikken", kind=OrganisationKind.DEPARTMENT)
    rows = {_tell(unit, f"window:a:{unit.pk}") for unit in (ward, other)}
    units = [ward.pk, other.pk]
    assert len({row.telling for row in rows}) == 1
    assert Notification.objects.to_units(units).once(units).get() == min(rows, key=lambda row: row.pk)


def test_what_was_told_of_an_event_is_the_event(ward: Organisation) -> None:
    event = uuid4()
    row = notify_unit(
        unit_id=ward.pk,
        kind=NotificationKind.DEATH,
        subject_ref=JOURNEY,
        key="a",
        facts={},
        now=NOW,
        telling=event,
        first_read=None,
    )
    assert (row.telling, row.seen_at) == (event, None)


def test_seen_keeps_who_was_first(ward: Organisation, nurse: User) -> None:
    _tell(ward, "a")
    assert mark_seen([ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW) == 1
    assert mark_seen([ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW + timedelta(hours=1)) == 0
    row = Notification.objects.get()
    assert (row.seen_at, row.seen_by) == (NOW, nurse)


def test_what_was_told_after_the_page_was_made_stays_unread(ward: Organisation, nurse: User) -> None:
    _tell(ward, "a", minutes=1)
    assert mark_seen([ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW) == 0


def test_one_line_is_read_alone(ward: Organisation, nurse: User) -> None:
    read, other = _tell(ward, "a"), _tell(ward, "b")
    assert mark_read([ward.pk], telling=read.telling, by=nurse, now=NOW) == 1
    assert Notification.objects.unread().get() == other


def test_seen_in_one_unit_is_not_seen_in_another(ward: Organisation, nurse: User) -> None:
    other = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    _tell(ward, "a")
    _tell(other, "b")
    mark_seen([ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW)
    assert Notification.objects.unread().get().unit == other
