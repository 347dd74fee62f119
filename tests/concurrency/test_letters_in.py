"""Eight classic messages at the same moment: versions of one plan, and letters under one number (issue 8)."""

from itertools import count

import pytest
from django.utils import timezone

from documents.models import Document, Version
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Journey
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import Episode
from tests.concurrency.threads import THREADS, at_once
from tests.domain.medcom.classic.samples import classic, email
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD
from tests.medcom.world import NOW, deliver, make_served_citizen, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_eight_versions_are_one_plans_and_eight_letters_of_one_number_are_eight() -> None:
    make_world()
    make_served_citizen(NANCY.cpr)
    deliver(Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3).admit(at=MONDAY))
    number = count(1)

    def plan() -> InboundMessage:
        name = f"V{next(number)}"
        body = classic("XD2134C", [("CauseOfAdmission", name)], status="", letter=name, envelope=name)
        return deliver(body, now=NOW)

    def letter() -> InboundMessage:
        name = f"B{next(number)}"
        return deliver(email(name, letter="SAME", envelope=name), now=NOW)

    taken = [message.state_value for message in (*at_once(plan), *at_once(letter))]
    assert taken == [MessageState.ACCEPTED] * 2 * THREADS
    plans = Version.objects.filter(document__kind="care_pathway_plan")
    assert sorted(plans.values_list("number", flat=True)) == list(range(1, THREADS + 1))
    assert Document.objects.count() == 1 + THREADS
    assert rebuild_citizen(Journey.objects.get().citizen_id, now=timezone.now(), check=True) == []
