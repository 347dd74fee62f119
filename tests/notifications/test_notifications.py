"""Telling units, once per key, and marking as seen."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from notifications.actions.notifications import mark_seen, notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from notifications.selectors.notifications import unread_by_subject, unread_count, unread_for_units
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation, User
from tests.notifications.conftest import NOW

pytestmark = pytest.mark.django_db
JOURNEY, OTHER_JOURNEY = uuid4(), uuid4()


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


def test_unread_is_newest_first_and_only_of_the_units(ward: Organisation) -> None:
    old, new = _tell(ward, "a"), _tell(ward, "b", minutes=1)
    other = Organisation.objects.create(name="Afsnit M5", kind=OrganisationKind.WARD)
    _tell(other, "c")
    assert list(unread_for_units([ward.pk])) == [new, old]
    assert unread_count([ward.pk]) == 2


def test_unread_is_counted_per_subject_in_one_query(ward: Organisation, django_assert_num_queries: object) -> None:
    for key, subject in (("a", JOURNEY), ("b", JOURNEY), ("c", OTHER_JOURNEY)):
        _tell(ward, key, subject)
    with django_assert_num_queries(1):  # type: ignore[operator]
        counts = unread_by_subject([ward.pk], [JOURNEY, OTHER_JOURNEY])
    assert counts == {JOURNEY: 2, OTHER_JOURNEY: 1}


def test_seen_keeps_who_was_first(ward: Organisation, nurse: User) -> None:
    _tell(ward, "a")
    assert mark_seen(unit_ids=[ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW) == 1
    assert mark_seen(unit_ids=[ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW + timedelta(hours=1)) == 0
    row = Notification.objects.get()
    assert (row.seen_at, row.seen_by) == (NOW, nurse)


def test_seen_in_one_unit_is_not_seen_in_another(ward: Organisation, nurse: User) -> None:
    other = Organisation.objects.create(name="Kommunen", kind=OrganisationKind.MUNICIPALITY)
    _tell(ward, "a")
    _tell(other, "b")
    mark_seen(unit_ids=[ward.pk], subject_ref=JOURNEY, by=nurse, now=NOW)
    assert unread_count([other.pk]) == 1
