"""Where a letter is sent, its page says whether a call is needed as well, and why (RULES 2a O1, O4)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.test_pages import address, text
from tests.documents.test_sending import lying
from tests.documents.writing import written
from tests.factories.agreements import agree_home

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("hours_ago", "home_in", "needs_call", "words"),
    [
        (50, 23, True, "Der skal handles inden for 24 timer: ring også."),
        (50, 25, False, ""),
        (2, 20, True, "Der skal handles inden for 24 timer: ring også."),
        (2, None, None, "Det vides ikke, om opholdet er under 24 timer, hvor der skal ringes."),
    ],
)
def test_o1_o4_the_page_says_why_a_call_is_needed_as_well(
    actors: Actors, as_user: AsUser, hours_ago: int, home_in: int | None, needs_call: bool | None, words: str
) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        journey = lying(actors, hours_ago=hours_ago)
        if home_in is not None:
            agree_home(journey, actors, at=now + timedelta(hours=home_in), now=now)
        letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
        page = text(as_user(actors.nurse).get(address(journey, letter, "send/")))
    assert ("Ring også til modtageren" in page, "Måske skal I også ringe" in page) == (
        needs_call is True,
        needs_call is None,
    )
    assert words in page
