"""Rules for what comes, on the screen: letters by message are sorted as those sent inside the house are."""

import pytest
from django.utils import timezone

from documents.domain.sorting.tasks import Work
from documents.models import Sorting
from journeys.models import Journey, Task
from medcom.actions.intake import receive
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door
from notifications.tasks import relay_outbox
from tests.actors import Actors
from tests.desk.documents.test_by_message import come, to_ward
from tests.documents.test_sending import lying
from tests.documents.test_sorting import rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def test_a_letter_by_message_is_sorted_by_the_rules_of_the_ward(actors: Actors, journey: Journey) -> None:
    rule(actors.secretary, "Senge", work=Work.AIDS, word=["seng"])
    bundle = to_ward(actors, journey, "Vi skal bruge en seng.")
    come(bundle)
    relay_outbox()
    again = encode(bundle, Format.JSON)
    receive(again, content_type=Format.JSON.value, door=Door.COMMAND, now=timezone.now())
    relay_outbox()
    (row,) = Sorting.objects.all()
    assert (row.rule_name, row.matched) == ("Senge", [["word", "seng"]])
    (task,) = Task.objects.open().filter(journey=journey, source="documents.sorting")
    assert (task.kind, task.owner) == ("sorted_aids_hospital", actors.ward)
