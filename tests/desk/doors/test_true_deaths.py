"""A false death is taken back, and the true one after it stands (RULES 2i MORS; DESIGN §6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Journey
from tests.actors import Actors
from tests.desk.doors.test_holder import post
from tests.desk.doors.test_whereabouts import bed, old_stay
from tests.factories.journeys import end_journey

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("told", [EventKind.DISCHARGED, EventKind.LEAVE_ENDED])
def test_r11_22_a_word_after_the_true_death_leaves_it_when_the_wrong_one_is_taken_back(
    told: EventKind, actors: Actors
) -> None:
    now = timezone.now()
    old = old_stay(actors, now, days=2)
    wrong = now - timedelta(hours=20)
    enter_contact(old, EventKind.DIED, occurred_at=wrong, act=Act(by=actors.gp, now=wrong))
    lies = bed(old, actors, now)
    died = now - timedelta(hours=1)
    enter_contact(lies, EventKind.DIED, occurred_at=died, act=Act(by=actors.doctor, now=died))
    end_journey(lies, told, at=now - timedelta(minutes=30))
    assert post(actors.gp, f"{lies.pk}/acts/deny-death/").status_code == 200
    bed_of_the_dead = Journey.objects.get(pk=lies.pk)
    assert (bed_of_the_dead.status, bed_of_the_dead.deceased_at) == ("deceased", died)
    assert [doubt["about"] for doubt in bed_of_the_dead.doubts] == [told.value]
