"""Two at once: a document is sorted once, by the rules and by hand, and the order of rules stays one (DESIGN §4)."""

import pytest
from django.utils import timezone

from documents.actions.sorting import SortingChoice, sort_by_hand, sort_received
from documents.actions.sorting_rules import move_rule, own_rules
from documents.domain.sorting.tasks import Work
from documents.models import Delivery, Sorting
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.refusals import Refused
from journeys.models import Task
from tests.actors import make_actors
from tests.concurrency.threads import at_once
from tests.documents.test_sending import lying
from tests.documents.test_sorting import rule
from tests.documents.writing import send, written

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_eight_at_once_sort_a_document_once_and_one_of_eight_people_sorts_what_is_left() -> None:
    actors = make_actors()
    journey = lying(actors)
    rules = [rule(actors.assessor, name, kind=["correspondence"]) for name in ("En", "To", "Tre")]
    event = send(journey, written(journey, actors.nurse), actors.nurse, actors.municipality.pk).event
    at_once(lambda: sort_received(event.uuid, now=timezone.now()))
    assert Sorting.objects.count() == 1
    choice = SortingChoice(delivery=Delivery.objects.get().key, seen=1, work=Work.CALL, unit=actors.visitation.pk)

    def attempt() -> bool:
        try:
            sort_by_hand(journey, choice, by=actors.assessor, now=timezone.now())
        except Refused:
            return False
        return True

    assert sum(at_once(attempt)) == 1
    assert Task.objects.open().filter(journey=journey, source="documents.sorting").count() == 1
    assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []
    at_once(lambda: move_rule(rules[2], up=True, today=timezone.localdate(), by=actors.assessor))
    rows = own_rules(actors.assessor)[1]
    assert ([row.name for row in rows], [row.position for row in rows]) == (["Tre", "En", "To"], [1, 2, 3])
