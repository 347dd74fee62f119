"""No promise without effect: whoever a button says is told, has been told afterwards (DESIGN §4)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from desk.forms.acting.table import ACTS, BY_SLUG
from desk.templatetags.moments import moment
from journeys.domain.events import EventKind
from journeys.models import Journey
from journeys.selectors.telling import tells_municipality
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.models import User
from tests.actors import Actors
from tests.desk.doing import BEFORE, do, doer, world_of
from tests.desk.forms.test_undo_unseen import START, again, prepared, said_by, signed_in
from tests.factories.journeys import admitted_journey, discharged_journey, tell_journey
from tests.later import when_released

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

PROMISE = re.compile(r"[^.]*\bfår (?:besked|svaret)[^.]*", re.IGNORECASE)
PROMISING = [spec.slug for spec in ACTS if PROMISE.search(f"{spec.consequence} {spec.told}")]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def promised(text: str, journey: Journey) -> set[str]:
    """The houses that the sentences name, all but the one that acts."""
    said = " ".join(PROMISE.findall(text)).lower()
    sides = {"kommune": "municipality", "egen læge": "gp_practice", "hospitalet": "hospital", "afsnit": "hospital"}
    named = {side for word, side in sides.items() if word in said}
    if "de andre parter" in said or re.search(r"\bde får besked", said):
        named = {"municipality", "gp_practice", "hospital"}
    # Beside the sentence the page says that such a municipality is not told.
    named -= set() if tells_municipality(journey) else {"municipality"}
    return {str(getattr(journey, f"{side}_id")) for side in named} - {"None"}


def told(journey: Journey) -> set[str]:
    """The houses that have been told something of the journey."""
    units = Notification.objects.filter(subject_ref=journey.pk).select_related("unit")
    return {str(row.unit.root_id or row.unit_id) for row in units}


@pytest.mark.parametrize("slug", PROMISING)
def test_whoever_is_promised_to_be_told_is_told(slug: str, actors: Actors, clock: time_machine.Traveller) -> None:
    cache.clear()
    journey = prepared((world_of(slug), BEFORE.get(slug, ())), actors, clock)
    clock.move_to(START)
    relay_due(now=START, limit=500)
    Notification.objects.all().delete()
    journey, spec = again(journey), BY_SLUG[slug]
    by = doer(spec, actors, journey)
    own = str(by.unit.root_id or by.unit_id) if by.unit else ""
    done = do(slug, journey, by)
    assert done.status_code == 302, said_by(done)
    relay_due(now=START + timedelta(minutes=1), limit=500)
    assert promised(f"{spec.consequence} {spec.practice_told} {spec.told}", journey) - {own} <= told(journey)


@pytest.mark.parametrize("services", [False, None])
def test_a_page_does_not_promise_that_an_unserving_municipality_is_told(services: bool | None, actors: Actors) -> None:
    journey = admitted_journey(actors, services=services)
    page = signed_in(actors.nurse).get(f"/forloeb/{journey.pk}/handling/udskrives-til/").content.decode()
    assert "Kommunen får ikke besked" in page


def test_the_page_of_a_served_citizen_says_no_such_thing(actors: Actors) -> None:
    journey = admitted_journey(actors)
    page = signed_in(actors.nurse).get(f"/forloeb/{journey.pk}/handling/udskrives-til/").content.decode()
    assert "Kommunen får ikke besked" not in page


def form_page(journey: Journey, user: User, slug: str) -> str:
    return signed_in(user).get(f"/forloeb/{journey.pk}/handling/{slug}/").content.decode()


TELLING = [spec.slug for spec in ACTS if spec.told and spec.form.does is not None]


@pytest.mark.parametrize("slug", TELLING)
def test_a_form_does_not_promise_in_one_sentence_what_the_next_takes_back(
    slug: str, actors: Actors, clock: time_machine.Traveller
) -> None:
    cache.clear()
    journey = prepared((world_of(slug), BEFORE.get(slug, ())), actors, clock)
    spec = BY_SLUG[slug]
    page = form_page(journey, doer(spec, actors, journey), slug)
    assert (str(spec.told) in page) is ("Kommunen får ikke besked" not in page)
    Journey.objects.filter(pk=journey.pk).update(municipal_services=False)
    assert str(spec.told) not in form_page(journey, doer(spec, actors, journey), slug)


@pytest.mark.parametrize("slug", ["undtag", "forlaeng"])
@pytest.mark.parametrize("no_gp", [True, False])
def test_nobody_is_promised_that_an_unknown_practice_is_told(slug: str, no_gp: bool, actors: Actors) -> None:
    journey = discharged_journey(actors, no_gp=no_gp)
    assert ("Egen læge får besked" in form_page(journey, actors.doctor, slug)) is not no_gp


def test_an_exemption_in_a_bed_is_about_afterwards(actors: Actors) -> None:
    assert "Afdelingen svarer ikke længere" not in form_page(admitted_journey(actors), actors.doctor, "undtag")
    assert "Afdelingen svarer ikke længere" in form_page(discharged_journey(actors), actors.doctor, "undtag")


@pytest.mark.parametrize(("nursing", "answers"), [(True, True), (False, False)])
def test_a_112_call_interrupts_only_what_runs(nursing: bool, answers: bool, actors: Actors) -> None:
    journey = discharged_journey(actors, nursing=nursing)
    assert ("Afdelingens ansvar hviler" in form_page(journey, actors.doctor, "112")) is answers
    tell_journey(journey, EventKind.EMERGENCY_CALLED)
    assert ("Afdelingen svarer igen til" in form_page(journey, actors.doctor, "112-slut")) is answers


def test_after_112_the_ward_answers_until_the_extended_end(actors: Actors) -> None:
    journey = discharged_journey(actors)
    until = timezone.now() + timedelta(hours=100)
    tell_journey(journey, EventKind.RESPONSIBILITY_EXTENDED, until=until.isoformat(), reason="Sår")
    tell_journey(journey, EventKind.EMERGENCY_CALLED)
    assert f"Afdelingen svarer igen til {moment(until, now=timezone.now())}" in form_page(
        journey, actors.doctor, "112-slut"
    )


def test_a_question_whose_words_are_held_is_not_shown_as_none(actors: Actors) -> None:
    journey = admitted_journey(actors)
    do("foreslaa-tid", journey, actors.nurse)
    with when_released():
        do("mangler-oplysning", journey, actors.assessor, mark="Hvilken seng")
        page = signed_in(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
        assert "Kan læses om højst 30 sekunder." in page
        assert "Åbn siden igen, før I svarer" in form_page(journey, actors.nurse, "svar-paa-spoergsmaal")
        with when_released():
            assert "Kommunen spørger: " in form_page(journey, actors.nurse, "svar-paa-spoergsmaal")
