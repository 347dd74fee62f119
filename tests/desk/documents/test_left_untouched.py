"""A press that was taken back leaves nothing: a letter that somebody opened and wrote nothing in (review 1)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.drafts import answer_letter
from documents.models import Document
from journeys.models import Journey
from tests.actors import Actors
from tests.desk.documents.test_pages import AsUser, address, journey, text
from tests.documents.writing import send, write, written
from tests.later import when_released

__all__ = ["journey"]
pytestmark = pytest.mark.django_db


def test_a_letter_that_was_opened_and_left_leaves_nothing_to_tidy(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    nurse, place = as_user(actors.nurse), f"/forloeb/{journey.pk}/"
    for _ in range(2):
        nurse.post(address(journey), {"kind": "correspondence"})
    assert "Kladde, ikke sendt" not in text(nurse.get(place))
    letter = Document.objects.latest("begun_at")
    write(journey, letter, actors.nurse, text="Kommer hjem fredag")
    assert text(nurse.get(place)).count("Kladde, ikke sendt") == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        nurse.post(address(journey), {"kind": "correspondence"})
    # What somebody wrote in is nobody's to throw away.
    assert letter in Document.objects.all()
    assert Document.objects.count() == 2


def test_a_letter_that_answers_another_is_shown_before_anybody_has_written(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    with when_released():
        answer_letter(journey, letter, by=actors.assessor, now=timezone.now())
        assert "Kladde, ikke sendt" in text(as_user(actors.assessor).get(f"/forloeb/{journey.pk}/"))
