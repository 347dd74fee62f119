"""What people do on the journey page: consequence, permission, version, undo, correction (UX §1.0; DESIGN §3)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.table import ACTS
from journeys.domain.events import EventKind
from journeys.models import BreakGlassGrant, Citizen, Journey, JourneyEvent, ReadMark, Relative
from organisations.domain.permissions import WHO_MAY
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, invented_cpr, make_citizen, tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]


def address(journey: Journey, slug: str) -> str:
    return f"/forloeb/{journey.pk}/handling/{slug}/"


def do(client: Client, journey: Journey, slug: str, **said: Any) -> Any:
    return client.post(address(journey, slug), said)


def again(journey: Journey) -> Journey:
    return Journey.objects.get(pk=journey.pk)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors)


@pytest.mark.parametrize("spec", ACTS, ids=lambda spec: spec.slug)
def test_every_act_has_a_page_with_its_consequence(
    spec: Any, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    people = (actors.doctor, actors.assessor, actors.gp)
    who = next(user for user in people if user.role in WHO_MAY[spec.form.permission])
    response = as_user(who).get(address(journey, spec.slug))
    assert response.status_code == 200
    assert str(spec.consequence) in response.content.decode()


def test_ward_and_bed(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "plads", provider=actors.ward.pk, bed="01-2")
    assert (again(journey).ward, again(journey).bed) == (actors.ward, "01-2")


def test_the_responsible_doctor_is_named(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "laege", name="Sofie Prøve Lund")
    assert again(journey).physician_name == "Sofie Prøve Lund"


def test_a_handover_is_offered_and_accepted_without_a_gap(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "overdrag", name="Ny Læge", organisation=actors.ward.pk)
    assert (again(journey).physician_name, again(journey).offered_physician_name) == ("Henrik Dalsgaard", "Ny Læge")
    do(as_user(actors.doctor), journey, "overtag")
    assert (again(journey).physician_name, again(journey).offered_physician_name) == ("Ny Læge", "")


def test_the_municipality_answers_on_nursing(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.assessor), journey, "sygepleje", community_nursing="no")
    assert again(journey).community_nursing is False


def test_an_act_of_another_role_is_refused_with_a_sentence(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    response = do(as_user(actors.gp), journey, "sygepleje", community_nursing="no")
    assert response.status_code == 403
    assert "Kun kommunens visitatorer" in response.content.decode()


def test_a_stranger_finds_no_act(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    assert do(as_user(actors.stranger), journey, "note", text="Hej").status_code == 404


def test_u16_what_a_role_never_does_has_no_button(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    page = as_user(actors.gp).get(f"/forloeb/{journey.pk}/").content.decode()
    assert 'aria-disabled="true"' not in page
    assert "/handling/sygepleje/" not in page
    assert "/handling/sygepleje/" in as_user(actors.assessor).get(f"/forloeb/{journey.pk}/").content.decode()


def test_u16_who_reads_without_being_a_party_is_told_once(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    BreakGlassGrant.objects.create(
        user=actors.stranger,
        citizen=journey.citizen,
        reason="Bevidstløs",
        granted_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=1),
    )
    page = as_user(actors.stranger).get(f"/forloeb/{journey.pk}/").content.decode()
    assert page.count("Et værdispring giver kun ret til at læse.") == 1
    assert "/handling/udskrives-til/" not in page


def test_affiliations_write_one_event_each_and_leave_the_rest(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    said = {"community_nursing": "yes", "nursing_home": "no", "valid_from": "2026-01-05"}
    do(as_user(actors.assessor), journey, "tilknytning", **said)
    stated = JourneyEvent.objects.filter(kind="affiliation_stated", source="form", actor=actors.assessor)
    assert {(event.payload["affiliation"], event.payload["value"]) for event in stated} == {
        ("community_nursing", True),
        ("nursing_home", False),
    }


def test_no_answer_at_all_is_not_saved(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    response = do(as_user(actors.assessor), journey, "tilknytning", valid_from="2026-01-05")
    assert response.status_code == 422
    assert "Vælg mindst ét svar" in response.content.decode()


def test_a_citizen_without_a_practice(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "egen-laege", none="on", valid_from=timezone.localdate().isoformat())
    assert (again(journey).gp_known, again(journey).gp_practice) == (True, None)


def test_the_latest_statement_of_a_day_holds(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client, day = as_user(actors.assessor), (timezone.localdate() + timedelta(days=2)).isoformat()
    for said in ("yes", "no", "yes", "no"):
        do(client, journey, "tilknytning", nursing_home=said, valid_from=day)
    stated = JourneyEvent.objects.filter(kind="affiliation_stated", payload__affiliation="nursing_home")
    assert stated.order_by("-occurred_at")[0].payload["value"] is False
    assert len({event.occurred_at for event in stated}) == 4


def test_a_statement_that_a_later_one_hides_is_refused(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    day = (timezone.localdate() - timedelta(days=30)).isoformat()
    response = do(as_user(actors.nurse), journey, "egen-laege", none="on", valid_from=day)
    assert response.status_code == 422
    assert "Der er allerede oplyst noget" in response.content.decode()


def test_a_relative_and_what_was_agreed(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "paaroerende", name="Lis Prøve", relation="datter", agreed="Handler ind")
    assert "Handler ind" in as_user(actors.assessor).get(f"/forloeb/{journey.pk}/").content.decode()
    assert Relative.objects.get().relation == "datter"


def test_acknowledging_marks_the_unit_and_tells_the_others(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.assessor), journey, "kvitter")
    assert ReadMark.objects.get(unit=actors.visitation).acknowledged_by == actors.assessor
    with when_released():
        assert "Kvitterede" in as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()


def test_a_discharge_by_hand_is_marked_so(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime() - timedelta(minutes=10)
    do(as_user(actors.nurse), journey, "udskrevet", occurred_at=at.strftime("%Y-%m-%dT%H:%M"), confirmed="on")
    assert again(journey).status == "discharged"
    assert "indtastet manuelt" in as_user(actors.nurse).get(f"/forloeb/{journey.pk}/?vis=status").content.decode()


def test_what_cannot_be_is_refused_at_its_field(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    early = (timezone.localtime() - timedelta(days=30)).strftime("%Y-%m-%dT10:00")
    response = do(as_user(actors.nurse), journey, "udskrevet", occurred_at=early, confirmed="on")
    assert response.status_code == 422
    assert "Det kan ikke være sket før" in response.content.decode()


def test_the_skipped_hour_is_refused(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    response = do(as_user(actors.nurse), journey, "doed", occurred_at="2026-03-29T02:30")
    assert "findes ikke den dag" in response.content.decode()


def test_the_hour_that_happens_twice_asks_for_summer_or_winter_time(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    response = do(as_user(actors.assessor), journey, "indlaeggelsesrapport", occurred_at="2025-10-26T02:30")
    assert 'name="occurred_at_season"' in response.content.decode()
    do(
        as_user(actors.assessor),
        journey,
        "indlaeggelsesrapport",
        occurred_at="2025-10-26T02:30",
        occurred_at_season="winter",
        sure="true",
    )
    sent = JourneyEvent.objects.get(kind="report_of_admission_sent")
    assert sent.occurred_at.isoformat() == "2025-10-26T01:30:00+00:00"


def test_a_stale_page_shows_what_changed_and_keeps_the_text(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    version = journey.last_sequence
    tell_journey(journey, EventKind.DESTINATION_STATED, destination="hospice")
    response = do(as_user(actors.nurse), journey, "note", text="Datteren henter", version=version)
    page = response.content.decode()
    assert (response.status_code, JourneyEvent.objects.filter(kind="note_written").count()) == (409, 0)
    assert "udskrives til hospice" in page
    assert "Datteren henter" in page
    assert f'value="{again(journey).last_sequence}"' in page


def test_a_double_click_is_one_act(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client, key = as_user(actors.nurse), uuid4().hex
    for _ in range(2):
        do(client, journey, "note", text="Én gang", key=key, version=journey.last_sequence)
    assert JourneyEvent.objects.filter(kind="note_written").count() == 1


def test_an_act_can_be_undone_from_the_page(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    do(client, journey, "udskrives-til", destination="hospice")
    event = JourneyEvent.objects.get(kind="destination_stated")
    undo = f"/forloeb/{journey.pk}/haendelse/{event.uuid}/fortryd/"
    assert undo in client.get(f"/forloeb/{journey.pk}/").content.decode()
    client.post(undo)
    assert again(journey).destination == ""


def test_an_undone_acknowledgement_leaves_no_mark(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.assessor)
    do(client, journey, "kvitter")
    event = JourneyEvent.objects.get(kind="acknowledged")
    client.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/fortryd/")
    assert ReadMark.objects.get(unit=actors.visitation).acknowledged_at is None


def test_a_fact_about_the_citizen_taken_back_gives_way_to_the_one_before(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client, journeys = as_user(actors.nurse), Journey.objects.count()
    do(client, journey, "egen-laege", none="on", valid_from=timezone.localdate().isoformat())
    assert again(journey).gp_practice is None
    event = JourneyEvent.objects.filter(kind="gp_stated").latest("pk")
    client.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/fortryd/")
    assert again(journey).gp_practice == actors.practice
    assert Journey.objects.count() == journeys


def test_ret_strikes_the_old_one_through_and_says_what_holds(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    do(client, journey, "udskrives-til", destination="hospice")
    event = JourneyEvent.objects.get(kind="destination_stated")
    client.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/", {"destination": "own_home"})
    page = client.get(f"/forloeb/{journey.pk}/").content.decode()
    assert again(journey).destination == "own_home"
    assert "event-voided" in page
    assert "Nu gælder:" in page


def test_a_message_cannot_be_corrected_and_the_page_says_what_to_do(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    message = JourneyEvent.objects.get(kind="admitted")
    response = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/haendelse/{message.uuid}/ret/")
    assert response.status_code == 400
    assert "sender en ny" in response.content.decode()


def test_what_another_side_entered_cannot_be_corrected(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "udskrives-til", destination="hospice")
    event = JourneyEvent.objects.get(kind="destination_stated")
    address = f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/"
    assert as_user(actors.assessor).get(address).status_code == 404
    with when_released():
        assert as_user(actors.assessor).get(address).status_code == 403


def test_every_hand_entered_kind_offers_its_own_form(actors: Actors, as_user: AsUser) -> None:
    journey, client = discharged_journey(actors), as_user(actors.nurse)
    for slug, said in (("laege", {}), ("note", {"text": "Ring"}), ("egen-laege", {"none": "on"})):
        do(client, journey, slug, valid_from=timezone.localdate().isoformat(), name="Læge", **said)
    for event in JourneyEvent.objects.filter(actor=actors.nurse):
        assert client.get(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/").status_code == 200


# A journey that begins by hand


def begin(client: Client, slug: str, actors: Actors, **said: Any) -> Any:
    return client.post(
        f"/forloeb/nyt/{slug}/", {"ward": actors.ward.pk, "municipality": actors.municipality.pk, **said}
    )


def tomorrow() -> str:
    return (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT10:00")


def test_a_planned_stay_of_a_new_citizen_by_number(actors: Actors, as_user: AsUser) -> None:
    cpr = invented_cpr(777)
    response = begin(as_user(actors.nurse), "planlagt", actors, cpr=cpr, family_name="Ny", planned_at=tomorrow())
    journey = Journey.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/forloeb/{journey.pk}/")
    assert (journey.status, journey.citizen.cpr, journey.citizen.family_name) == ("planned", cpr, "Ny")


def test_a_planned_stay_by_name_alone(actors: Actors, as_user: AsUser) -> None:
    begin(as_user(actors.nurse), "planlagt", actors, given_names="Ida", family_name="Prøve", planned_at=tomorrow())
    assert (Journey.objects.get().citizen.cpr, Citizen.objects.get().name) == (None, "Ida Prøve")


def test_a_citizen_needs_a_number_or_a_name(actors: Actors, as_user: AsUser) -> None:
    response = begin(as_user(actors.nurse), "planlagt", actors, planned_at=tomorrow())
    assert (response.status_code, Citizen.objects.count()) == (422, 0)


def test_the_same_key_begins_one_journey(actors: Actors, as_user: AsUser) -> None:
    client, key = as_user(actors.nurse), uuid4().hex
    for _ in range(2):
        begin(client, "planlagt", actors, family_name="Prøve", planned_at=tomorrow(), key=key)
    assert (Journey.objects.count(), Citizen.objects.count()) == (1, 1)


def test_a_planned_stay_is_called_off_with_its_reason(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    begin(client, "planlagt", actors, family_name="Prøve", planned_at=tomorrow())
    do(client, Journey.objects.get(), "aflys", reason="Borgeren er rask")
    assert Journey.objects.get().status == "cancelled"


def test_an_admission_by_hand_when_messages_fail(actors: Actors, as_user: AsUser) -> None:
    citizen = make_citizen()
    at = (timezone.localtime() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    begin(as_user(actors.nurse), "indlagt", actors, cpr=citizen.cpr, occurred_at=at)
    journey = Journey.objects.get()
    assert (journey.citizen, journey.status, journey.ward) == (citizen, "admitted", actors.ward)


def test_who_may_not_begin_is_told_why(actors: Actors, as_user: AsUser) -> None:
    response = as_user(actors.assessor).get("/forloeb/nyt/planlagt/")
    assert response.status_code == 403
    assert "kan oprette en planlagt indlæggelse" in response.content.decode()
