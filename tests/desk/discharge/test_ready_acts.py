"""Readiness and the agreed discharge time on screen and through the API (RULES 2b; UX §1.e)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from discharge.models import ReadyPeriod
from discharge.wording.sentences import sentence_of
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey, tell_journey
from tests.factories.readiness import make_ready
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
YES = ("treatment_finished", "admission_not_required", "continues_in_daily_life", "medicine_and_devices_ready")
YES += ("fmk_updated", "patient_informed", "municipality_involved", "administration_done")


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, hours_ago=50)


def address(journey: Journey, slug: str) -> str:
    return f"/forloeb/{journey.pk}/handling/{slug}/"


def answers(**changes: Any) -> dict[str, Any]:
    at = (timezone.localtime() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    return {
        **dict.fromkeys(YES, "yes"),
        "assessed_by": "Henrik Dalsgaard",
        "assessed_at": at,
        "at": at,
        "terminal": "no",
        "rehabilitation": "not_needed",
        "reasons-temporary_place": "1",
        "reasons-temporary_place-sector": "municipality",
        "reasons-primary": "temporary_place",
        "page": "1",
        **changes,
    }


def post(client: Client, journey: Journey, slug: str, **said: Any) -> HttpResponse:
    return client.post(address(journey, slug), said)  # type: ignore[return-value]


def text(response: Any) -> str:
    return str(response.content.decode())


def test_each_of_the_four_questions_is_asked(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    page = text(as_user(actors.nurse).get(address(journey, "faerdigbehandlet")))
    assert all(f"{number}. " in page for number in ("1a", "1b", "1c", "1d"))
    assert "Kommunen får besked om 30 sekunder. Betalbare døgn regnes fra" in page


def test_nothing_answered_shows_every_rule_at_its_question(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    at = answers()["at"]
    response = post(as_user(actors.nurse), journey, "faerdigbehandlet", at=at, page="1")
    errors = response.context["form"].errors  # type: ignore[attr-defined]
    assert response.status_code == 422
    assert {"doctor", "treatment_finished", "rehabilitation", "fmk_updated", "reasons", "terminal"} <= set(errors)


def test_a_warning_is_read_before_it_is_saved(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    first = post(client, journey, "faerdigbehandlet", **answers())
    assert first.status_code == 422
    assert "Udskrivelsestidspunktet er ikke aftalt med kommunen endnu." in text(first)
    assert not ReadyPeriod.objects.exists()
    assert post(client, journey, "faerdigbehandlet", **answers(confirmed="on")).status_code == 302
    assert ReadyPeriod.objects.count() == 1


def test_u13_warnings_stand_there_from_the_start_and_are_no_error(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    page = text(client.get(address(journey, "faerdigbehandlet")))
    assert "Udskrivelsestidspunktet er ikke aftalt med kommunen endnu." in page
    assert 'name="confirmed" value="F10b"' in page
    unread = text(post(client, journey, "faerdigbehandlet", **answers()))
    assert ("Ret dette, før der gemmes" in unread, "Svar på dette, før der gemmes" in unread) == (False, True)
    assert post(client, journey, "faerdigbehandlet", **answers(confirmed="F10b")).status_code == 302


def test_u13_a_tick_answers_only_for_the_warnings_beside_it(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    alone = {"reasons-temporary_place-sector": "region", "confirmed": "F10b"}
    response = post(as_user(actors.nurse), journey, "faerdigbehandlet", **answers(**alone))
    assert (response.status_code, ReadyPeriod.objects.exists()) == (422, False)
    assert 'name="confirmed" value="F10b F14"' in text(response)


def test_u12_the_doctor_is_chosen_and_empty_at_first(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    form = client.get(address(journey, "faerdigbehandlet")).context["form"]
    assert [name for _, name in form.fields["doctor"].choices][1:] == [actors.doctor.name]
    assert not form["doctor"].value()
    assert not form["assessed_by"].value()
    chosen = answers(assessed_by="", doctor=str(actors.doctor.uuid), confirmed="on")
    assert post(client, journey, "faerdigbehandlet", **chosen).status_code == 302
    assert ReadyPeriod.objects.count() == 1


def test_u12_a_typed_doctor_without_title_is_refused(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    said = answers(assessed_by="Anders And", confirmed="on")
    assert post(client, journey, "faerdigbehandlet", **said).status_code == 422
    assert post(client, journey, "faerdigbehandlet", **said, assessed_title="overlaege").status_code == 302
    assert "Anders And, overlæge (ikke i registret)" in text(client.get(f"/forloeb/{journey.pk}/"))


def test_a33_the_button_of_a_terminal_citizen_says_why(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    tell_journey(journey, EventKind.TERMINAL_DECLARED, physician="Bo")
    page = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
    assert "En terminal borger må ikke meldes færdigbehandlet." in page
    assert f'href="{address(journey, "faerdigbehandlet")}"' not in page


def test_several_reasons_with_sector_and_time(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    more = {
        "reasons-other": "1",
        "reasons-other-text": "Afklaring af bolig",
        "reasons-other-sector": "municipality",
        "reasons-other-to": (timezone.localtime() + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M"),
    }
    post(as_user(actors.nurse), journey, "faerdigbehandlet", **answers(confirmed="on", **more))
    reasons = {each["reason"]: each for each in ReadyPeriod.objects.get().reasons}
    assert (reasons["temporary_place"]["primary"], reasons["other"]["text"]) == (True, "Afklaring af bolig")
    assert reasons["other"]["to"] is not None


def test_a_program_sends_reasons_as_a_list(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    said = {key: value for key, value in answers().items() if not key.startswith(("reasons-", "page"))}
    said["reasons"] = [{"reason": "home_measures", "sector": "municipality", "primary": True}]
    url = f"/api/v1/journeys/{journey.pk}/acts/ready/"
    response = as_user(actors.nurse).post(url, said, content_type="application/json")
    assert (response.status_code, response.json()["status"]) == (200, "ready")


def test_a_program_is_refused_with_every_rule(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    url = f"/api/v1/journeys/{journey.pk}/acts/ready/"
    found = as_user(actors.nurse).post(url, {"at": timezone.now().isoformat()}, content_type="application/json")
    problems = {each["rule"]: each["sentence"] for each in found.json()["problems"]}
    assert (found.status_code, found.json()["code"]) == (400, "fb.assessment_missing")
    assert {"F1", "F6", "F7", "F8", "F9", "F10a", "F11", "F13"} <= set(problems)
    assert all(problems.values())


def test_the_municipality_sees_why_it_cannot_register(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    assert as_user(actors.assessor).get(address(journey, "faerdigbehandlet")).status_code == 403
    assert as_user(actors.stranger).get(address(journey, "faerdigbehandlet")).status_code == 404


def test_the_page_shows_days_reasons_and_the_button_that_resumes(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(hours=49), now=timezone.now())
    page = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
    assert "Behandling genoptaget" in page
    assert "Midlertidig plads" in page
    assert "2 døgn" in page or "3 døgn" in page


def test_lists_show_how_long_somebody_has_waited(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(hours=48), now=timezone.now())
    for user, url in ((actors.nurse, "/afdeling/"), (actors.assessor, "/kommune/")):
        assert "2 døgn" in text(as_user(user).get(url))


def test_a_time_is_proposed_countered_and_accepted_on_screen(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    first, other = ((timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT11:00") for days in (2, 3))
    post(as_user(actors.nurse), journey, "foreslaa-tid", at=first)
    page = text(as_user(actors.assessor).get(f"/forloeb/{journey.pk}/"))
    assert "Ja, vi er klar" in page
    post(as_user(actors.assessor), journey, "anden-tid", at=other, text="Sengen kommer senere.")
    post(as_user(actors.nurse), journey, "ja-til-kommunens-tid")
    found = as_user(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/").json()["discharge_agreement"]
    assert found["agreed_at"].startswith(other)
    assert [each["state"] for each in found["proposals"]] == ["countered", "accepted"]
    assert found["preparation"]["working_hours"] is not None


def test_one_press_states_the_expected_day(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    assert "Om 3 dage" in text(client.get(f"/forloeb/{journey.pk}/"))
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert post(client, journey, "forventet", on=day).status_code == 302
    assert client.get(f"/api/v1/journeys/{journey.pk}/").json()["discharge_agreement"]["expected_on"] == day


def test_an_unread_proposal_is_marked_until_the_municipality_opens_it(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    at = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT11:00")
    post(as_user(actors.nurse), journey, "foreslaa-tid", at=at)
    assert "Ikke åbnet endnu" in text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
    with when_released():
        as_user(actors.assessor).get(f"/forloeb/{journey.pk}/")
        assert "Ikke åbnet endnu" not in text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))


def test_a_barrier_is_raised_and_closed_on_screen(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    due = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT12:00")
    said = {"barrier": "aids", "owner": "municipality", "due_at": due, "text": "Seng og lift"}
    post(as_user(actors.nurse), journey, "hindring", **said)
    with when_released():
        page = text(as_user(actors.assessor).get(f"/forloeb/{journey.pk}/"))
    assert "Hjælpemidler: Seng og lift" in page
    (barrier,) = as_user(actors.assessor).get(f"/api/v1/journeys/{journey.pk}/").json()["barriers"]
    post(as_user(actors.assessor), journey, "hindring-vaek", barrier_ref=barrier["id"])
    (barrier,) = as_user(actors.assessor).get(f"/api/v1/journeys/{journey.pk}/").json()["barriers"]
    assert barrier["closed_at"] is not None


def test_a_correction_is_decided_by_another_doctor(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    make_ready(journey, actors.nurse, at=now - timedelta(hours=2), now=now)
    right = (timezone.localtime() - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M")
    post(as_user(actors.nurse), journey, "foreslaa-rettelse", error="time", at=right, assessed_at=right, reason="Fejl")
    assert "Begrundelse: Fejl" in text(as_user(actors.doctor).get(address(journey, "godkend-rettelse")))
    post(as_user(actors.doctor), journey, "godkend-rettelse")
    assert timezone.localtime(ReadyPeriod.objects.get().ready_at).strftime("%Y-%m-%dT%H:%M") == right


def test_a_discharged_journey_shows_coincidence_with_its_verdict(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    now = timezone.now()
    make_ready(journey, actors.nurse, at=now - timedelta(hours=30), now=now)
    end_journey(journey, EventKind.DISCHARGED, at=now)
    found = as_user(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/").json()
    assert (found["coincidence"]["coincides"], found["coincidence"]["verdict"][0]["rule"]) == (False, "K-1")
    assert found["ready_periods"][0]["end_reason"] == "discharge"
    assert "på en anden dag" in text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))


def test_a_terminal_citizen_says_so(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    tell_journey(journey, EventKind.TERMINAL_DECLARED, physician="Henrik Dalsgaard")
    response = post(as_user(actors.nurse), journey, "faerdigbehandlet", **answers(confirmed="on"))
    assert "En terminal borger må ikke meldes færdigbehandlet." in text(response)


def test_correcting_a_registration_leads_to_the_proposal(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    event = make_ready(journey, actors.nurse, at=now - timedelta(hours=2), now=now - timedelta(hours=1)).event
    response = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/")
    assert response.headers["Location"].endswith("/handling/foreslaa-rettelse/")


def test_every_stored_warning_is_said_in_words(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    """F6 warns where A23 lets SDS's definition decide; the panel knew the warnings of the other answer only."""
    at = timezone.now() - timedelta(hours=1)
    tell_journey(journey, EventKind.READY_REGISTERED, at=at, warnings=["F6", "F2b"])
    page = text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))
    assert sentence_of("fb.not_all_four") in page
    assert sentence_of("nothing of that name") not in page
