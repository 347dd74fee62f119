"""Correcting what carries a value ("Ret"): the form with what stands, and a new value in its place (u20)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.table import CORRECTS
from discharge.agreement.selectors import story_of
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

AsUser = Callable[[User], Client]
TODAY = local_date(timezone.now())


def shown(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


# act, what was said, what it is corrected to, who says it
SAID: dict[str, tuple[str, dict[str, Any], dict[str, Any], str]] = {
    "forventet": ("expected_discharge_stated", {"on": shown(2)}, {"on": shown(4)}, "nurse"),
    "oenske": (
        "wish_recorded",
        {"said_by": "citizen", "text": "Hjem"},
        {"said_by": "relative", "text": "Ude"},
        "nurse",
    ),
    "hindring": (
        "barrier_raised",
        {"barrier": "aids", "owner": "hospital", "due_at": f"{shown(1)}T12:00", "text": ""},
        {"barrier": "medicine", "owner": "municipality", "due_at": f"{shown(2)}T10:00", "text": "Dosis"},
        "nurse",
    ),
    "foreslaa-tid": (
        "discharge_proposed",
        {"at": f"{shown(1)}T11:00", "text": ""},
        {"at": f"{shown(2)}T13:00", "text": "Skrevet forkert"},
        "nurse",
    ),
    "note": ("note_written", {"text": "Datter henter"}, {"text": "Søn henter"}, "nurse"),
    "udskrives-til": ("destination_stated", {"destination": "own_home"}, {"destination": "hospice"}, "nurse"),
}


@pytest.mark.parametrize("slug", SAID, ids=lambda slug: f"u20-{slug}")
def test_ret_takes_a_new_value(actors: Actors, as_user: AsUser, slug: str) -> None:
    kind, before, after, who = SAID[slug]
    journey = admitted_journey(actors)
    client = as_user(getattr(actors, who))
    done = client.post(f"/forloeb/{journey.pk}/handling/{slug}/", {**before, "key": uuid4().hex})
    assert done.status_code == 302, done.content.decode()
    event = JourneyEvent.objects.get(kind=kind)
    address = f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/"
    form = client.get(address).context["form"]
    assert {name: str(form[name].value() or "") for name in ("text", "said_by", "barrier") if name in before} == {
        name: before[name] for name in ("text", "said_by", "barrier") if name in before
    }
    answer = client.post(address, {**after, "key": uuid4().hex})
    assert answer.status_code == 302, answer.content.decode()
    corrected = JourneyEvent.objects.filter(kind=kind).latest("pk")
    assert corrected.voids_ref == event.source_ref
    for name, value in after.items():
        if name not in ("at", "due_at"):
            assert corrected.payload[name] == value


def test_u20_a_corrected_proposal_waits_for_an_answer_and_an_answered_one_stands(
    actors: Actors, as_user: AsUser
) -> None:
    """An answer is to the time that it was given to: another time is proposed, it is not read into the answer."""
    journey = admitted_journey(actors)
    nurse, assessor = as_user(actors.nurse), as_user(actors.assessor)
    nurse.post(f"/forloeb/{journey.pk}/handling/foreslaa-tid/", {"at": f"{shown(1)}T11:00", "key": uuid4().hex})
    event = JourneyEvent.objects.get(kind="discharge_proposed")
    said = {"at": f"{shown(2)}T11:00", "text": "Forkert dag", "key": uuid4().hex}
    assert nurse.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/", said).status_code == 302
    agreement = story_of(Journey.objects.get(pk=journey.pk)).agreement
    assert (agreement.agreed, agreement.pending is not None) == (None, True)
    assessor.post(f"/forloeb/{journey.pk}/handling/ja-til-tid/", {"text": "", "key": uuid4().hex})
    event = JourneyEvent.objects.filter(kind="discharge_proposed").latest("pk")
    again = {"at": f"{shown(3)}T11:00", "text": "Forkert dag", "key": uuid4().hex}
    refused = nurse.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/", again)
    assert (refused.status_code, "Foreslå et nyt tidspunkt" in refused.content.decode()) == (422, True)
    agreement = story_of(Journey.objects.get(pk=journey.pk)).agreement
    assert (agreement.agreed is not None, agreement.pending) == (True, None)


def test_u20_a_call_is_said_right_and_judged_anew(actors: Actors, as_user: AsUser) -> None:
    # At home: in a bed the ward answers whoever calls.
    journey = discharged_journey(actors)
    client = as_user(actors.nurse)
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    said = {"caller_role": "helper", "question": "Plaster?", "occurred_at": at}
    client.post(f"/forloeb/{journey.pk}/handling/opkald/", {**said, "key": uuid4().hex})
    event = JourneyEvent.objects.get(kind="call_logged")
    assert event.payload["entitled"] is False
    client.post(
        f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/", {**said, "caller_role": "nurse", "key": uuid4().hex}
    )
    corrected = JourneyEvent.objects.filter(kind="call_logged").latest("pk")
    assert (corrected.payload["entitled"], "referred_to" in corrected.payload) == (True, False)


def test_u20_what_carries_no_value_has_no_form() -> None:
    assert EventKind.DISCHARGE_ACCEPTED not in CORRECTS
