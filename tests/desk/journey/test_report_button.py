"""A-30: the button of the report of admission stands only where the report is used (RULES 2a; 001-71)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, tell

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.mark.parametrize(("elder", "pressed"), [(True, True), (None, True), (False, False)])
def test_a30_the_button_is_dead_with_its_reason_where_the_report_is_forbidden(
    actors: Actors, as_user: AsUser, elder: bool | None, pressed: bool
) -> None:
    journey = admitted_journey(actors, more={"report_of_admission": True})
    stated = {Affiliation.ELDER_CARE: elder, Affiliation.SOCIAL: True}
    for affiliation, value in stated.items():
        tell(journey.citizen, K.AFFILIATION_STATED, at=timezone.now(), affiliation=affiliation.value, value=value)
    journey = Journey.objects.get(pk=journey.pk)
    page = html.fromstring(as_user(actors.assessor).get(f"/forloeb/{journey.pk}/").content.decode())
    assert bool(page.xpath("//a[contains(@href, 'indlaeggelsesrapport')]")) is pressed
    assert ("Indlæggelsesrapporten bruges ikke for borgeren." in page.text_content()) is not pressed
