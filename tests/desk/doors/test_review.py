"""Doors that an attacker's review found open: former, mistaken and unnamed parties, and contacts (DESIGN §6)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from desk.forms.acting.table import ACTS
from journeys.actions.access import claim_current_contact
from journeys.actions.acting.acts import Act
from journeys.actions.stays.contacts import enter_contact
from journeys.domain.events import EventKind
from journeys.models import Citizen, Journey, JourneyEvent
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell
from tests.factories.organisations import make_municipal_unit, make_municipality, make_social_unit, make_user
from tests.factories.readiness import make_ready


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user: User, journey: Journey, path: str, **said: Any) -> HttpResponse:
    address = f"/api/v1/journeys/{journey.pk}/{path}/"
    answer = client_of(user).post(address, {"confirmed": True, **said}, content_type="application/json")
    assert isinstance(answer, HttpResponse)
    return answer


def act(user: User, journey: Journey, name: str, **said: Any) -> int:
    return post(user, journey, f"acts/{name}", **said).status_code


def change(user: User, journey: Journey, event: JourneyEvent, how: str, **said: Any) -> int:
    return post(user, journey, f"events/{event.uuid}/{how}", **said).status_code


def sees(user: User, journey: Journey) -> int:
    return client_of(user).get(f"/api/v1/journeys/{journey.pk}/").status_code


def latest(kind: EventKind) -> JourneyEvent:
    return JourneyEvent.objects.filter(kind=kind.value).latest("pk")


def day(now: datetime, days_ago: int) -> str:
    return (timezone.localtime(now) - timedelta(days=days_ago)).date().isoformat()


@pytest.fixture
def skive(actors: Actors) -> Organisation:
    return make_municipality("Skive Kommune", code="779")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("note", {"text": "Hej"}),
        ("medication-responsible", {"party": "unknown"}),
        ("start-acute-function", {"referred_by": "gp"}),
        ("died", {}),
        ("gp", {}),
        ("report-death", {}),
    ],
)
def test_a5_a_former_practice_only_reads_once_there_is_none(name: str, said: dict[str, str], actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    assert act(actors.nurse, journey, "gp", none=True, valid_from=day(now, 0)) == 200
    said = {"occurred_at": now.isoformat(), "organisation": str(actors.practice.pk), "valid_from": day(now, 0), **said}
    assert sees(actors.gp, journey) == 200
    assert act(actors.gp, journey, name, **said) == 403


def _shared_by_mistake(actors: Actors, skive: Organisation, now: datetime) -> tuple[Journey, User, User]:
    assessor = make_user("Skives", role=Role.NEEDS_ASSESSOR, unit=make_municipal_unit(skive, "Visitation Skive"))
    unit = make_social_unit(skive, "Social Skive")
    social = make_user("Social", role=Role.SOCIAL_WORKER, unit=unit)
    journey = admitted_journey(actors, now=now, municipality=skive)
    assert act(assessor, journey, "share", unit=str(unit.pk)) == 200
    assert sees(social, journey) == 200
    return journey, assessor, social


def test_a7_a_share_by_a_municipality_named_by_mistake_opens_nothing(actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    journey, assessor, social = _shared_by_mistake(actors, skive, now)
    said = {"organisation": str(actors.municipality.pk), "valid_from": day(now, 60)}
    assert act(actors.nurse, journey, "residence", **said) == 200
    assert (sees(assessor, journey), sees(social, journey), sees(actors.assessor, journey)) == (404, 404, 200)


@pytest.mark.parametrize(("who", "answer"), [("assessor", 200), ("nurse", 403), ("gp", 403)])
def test_a7_the_municipality_of_today_ends_a_share(who: str, answer: int, actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    journey, _, social = _shared_by_mistake(actors, skive, now)
    said = {"organisation": str(actors.municipality.pk), "valid_from": day(now, 0)}
    assert act(actors.nurse, journey, "residence", **said) == 200
    assert sees(social, journey) == 200
    assert change(getattr(actors, who), journey, latest(EventKind.SHARED), "take-back") == answer
    assert sees(social, journey) == (404 if answer == 200 else 200)


@pytest.mark.parametrize(
    ("who", "taken_back"),
    [("secretary", 403), ("nurse", 403), ("doctor", 200), ("gp", 200), ("gp_nurse", 403), ("assessor", 403)],
)
def test_a10_a_death_at_home_is_a_doctors_to_take_back_and_to_move(who: str, taken_back: int, actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    by_gp = Act(by=actors.gp, now=now - timedelta(minutes=1))
    enter_contact(journey, EventKind.DIED, occurred_at=by_gp.now, act=by_gp)
    user, earlier = getattr(actors, who), (now - timedelta(hours=2)).isoformat()
    assert change(user, journey, latest(EventKind.DIED), "correct", occurred_at=earlier) == taken_back
    assert change(user, journey, latest(EventKind.DIED), "take-back") == taken_back


@pytest.mark.parametrize("name", ["emergency-called", "log-call"])
def test_a12_the_ward_takes_back_a_call_that_somebody_in_contact_wrote(name: str, actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now)
    claim_current_contact(journey.citizen, by=actors.stranger, reason="Borgeren er fundet bevidstløs", now=now)
    said = {"occurred_at": now.isoformat(), "caller_role": "nurse", "question": "Hvad nu?"}
    assert act(actors.stranger, journey, name, **said) == 200
    event = JourneyEvent.objects.latest("pk")
    for who in ("assessor", "community_nurse", "gp"):
        assert change(getattr(actors, who), journey, event, "take-back") == 403, who
    assert change(actors.nurse, journey, event, "take-back") == 200


@pytest.mark.parametrize(("since", "answer"), [(18, 403), (1, 403)])
def test_a6_a_practice_does_not_take_the_medication_of_a_citizen_in_a_bed_by_correcting(
    since: int, answer: int, actors: Actors
) -> None:
    """Whether the statement fell into the same stay or the stay before it."""
    now = timezone.now()
    journey = discharged_journey(actors, now=now, hours_ago=20, stayed=48)
    said = {"party": "gp", "occurred_at": (now - timedelta(hours=10)).isoformat()}
    assert act(actors.gp, journey, "medication-responsible", **said) == 200
    statement = latest(EventKind.MEDICATION_RESPONSIBLE_STATED)
    at, ward = now - timedelta(hours=since), actors.ward
    tell(journey.citizen, EventKind.ADMITTED, at=at, provider=ward, hospital=actors.hospital, stated_by=ward)
    journey = Journey.objects.current().get(placements__event=statement)
    assert change(actors.gp, journey, statement, "correct", party="gp", occurred_at=now.isoformat()) == answer


@pytest.mark.parametrize("name", ["medication-responsible", "emergency-called"])
def test_a6_nothing_said_of_the_citizen_at_home_is_moved_into_the_stay(name: str, actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now, hours_ago=20, stayed=48)
    at = (now - timedelta(hours=10)).isoformat()
    said = {"party": "other_doctor", "name": "Dr. Prøve"} if name == "medication-responsible" else {}
    assert post(actors.nurse, journey, f"acts/{name}", occurred_at=at, **said).status_code == 200
    event = JourneyEvent.objects.latest("pk")
    for hours, answer in ((30, 400), (11, 200)):
        earlier = (now - timedelta(hours=hours)).isoformat()
        reply = post(actors.nurse, journey, f"events/{event.uuid}/correct", occurred_at=earlier, **said)
        assert reply.status_code == answer, (hours, reply.content)


def test_a6_a_112_call_does_not_end_before_it_began_by_correcting(actors: Actors) -> None:
    now = timezone.now()
    journey = discharged_journey(actors, now=now, hours_ago=20, stayed=48)
    for name, minutes in (("emergency-called", 60), ("emergency-ended", 30)):
        assert act(actors.nurse, journey, name, occurred_at=(now - timedelta(minutes=minutes)).isoformat()) == 200
    for kind, minutes, answer in (
        (EventKind.EMERGENCY_ENDED, 90, 400),
        (EventKind.EMERGENCY_CALLED, 10, 400),
        (EventKind.EMERGENCY_ENDED, 40, 200),
    ):
        at = (now - timedelta(minutes=minutes)).isoformat()
        assert change(actors.nurse, journey, latest(kind), "correct", occurred_at=at) == answer, (kind, minutes)


def test_a6_a_stay_does_not_end_before_it_began_by_correcting(actors: Actors) -> None:
    now = timezone.now()
    journey = admitted_journey(actors, now=now, hours_ago=30)
    assert act(actors.nurse, journey, "discharged", occurred_at=(now - timedelta(hours=1)).isoformat()) == 200
    for hours, answer in ((31, 400), (2, 200)):
        at = (now - timedelta(hours=hours)).isoformat()
        assert change(actors.nurse, journey, latest(EventKind.DISCHARGED), "correct", occurred_at=at) == answer


@pytest.mark.parametrize(
    ("name", "kind", "said", "wrong"),
    [
        ("propose-discharge-time", EventKind.DISCHARGE_PROPOSED, {"at": 24}, {"at": -24}),
        (
            "barrier",
            EventKind.BARRIER_RAISED,
            {"barrier": "other", "text": "Nøgle mangler", "owner": "hospital", "due_at": 24},
            {"due_at": -24},
        ),
        (
            "barrier",
            EventKind.BARRIER_RAISED,
            {"barrier": "other", "text": "Nøgle mangler", "owner": "hospital", "due_at": 24},
            {"text": ""},
        ),
    ],
)
def test_a6_what_is_promised_lies_ahead_after_a_correction_too(
    name: str, kind: EventKind, said: dict[str, Any], wrong: dict[str, Any], actors: Actors
) -> None:
    now = timezone.now()
    journey = admitted_journey(actors, now=now)

    def typed(values: dict[str, Any]) -> dict[str, Any]:
        return {k: (now + timedelta(hours=v)).isoformat() if isinstance(v, int) else v for k, v in values.items()}

    assert act(actors.nurse, journey, name, **typed(said)) == 200
    event = latest(kind)
    assert change(actors.nurse, journey, event, "correct", **typed(said | wrong)) == 400
    assert change(actors.nurse, journey, event, "correct", **typed(said)) == 200


def _moved(actors: Actors, skive: Organisation, now: datetime) -> tuple[Journey, User, list[str]]:
    """Ready for five days, moved to Skive two days ago."""
    at = now - timedelta(days=5)
    assessor = make_user("Skives", role=Role.NEEDS_ASSESSOR, unit=make_municipal_unit(skive, "Visitation Skive"))
    journey = admitted_journey(actors, now=now, hours_ago=200)
    make_ready(journey, actors.nurse, at=at, now=at)
    said = {"organisation": str(skive.pk), "valid_from": day(now, 2)}
    assert act(actors.nurse, journey, "residence", **said) == 200
    days = client_of(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/").json()["payment"]["days"]
    assert {each["payer"]["name"] if isinstance(each["payer"], dict) else each["payer"] for each in days}
    return journey, assessor, [each["date"] for each in days]


@pytest.mark.parametrize(("name", "said"), [("agree-days", {}), ("dispute-days", {"text": "Nej"})])
def test_a9_the_payer_of_a_day_marks_it_and_nobody_else(
    name: str, said: dict[str, str], actors: Actors, skive: Organisation
) -> None:
    now = timezone.now()
    journey, assessor, days = _moved(actors, skive, now)
    assert act(assessor, journey, name, dates=days[:1], **said) == 400
    assert act(actors.assessor, journey, name, dates=days[-1:], **said) == 400
    assert act(actors.assessor, journey, name, dates=days[:1], **said) == 200
    mark = JourneyEvent.objects.latest("pk")
    assert change(actors.assessor, journey, mark, "take-back") == 200
    assert act(assessor, journey, name, dates=days[-1:], **said) == 200
    page = client_of(actors.assessor).get(f"/forloeb/{journey.pk}/betaling/").content.decode()
    assert f'value="{days[0]}"' in page
    assert f'value="{days[-1]}"' not in page


def test_r4_4_who_paid_before_a_move_reads_the_days_on_the_page_and_in_the_json_too(
    actors: Actors, skive: Organisation
) -> None:
    """The ledger's own page and its file showed them, and the days could be marked (DESIGN §6; RULES 2c P8)."""
    journey, assessor, days = _moved(actors, skive, timezone.now())
    address = f"/api/v1/journeys/{journey.pk}/"
    for person in (actors.assessor, assessor, actors.nurse):
        assert [each["date"] for each in client_of(person).get(address).json()["payment"]["days"]] == days
        assert 'id="betaling"' in client_of(person).get(f"/forloeb/{journey.pk}/").content.decode()
    for person in (actors.gp, actors.social_worker):
        response = client_of(person).get(address)
        assert response.status_code == 404 or response.json()["payment"] is None


def test_a9_a_former_municipality_that_pays_for_no_day_marks_none(actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    journey, _, days = _moved(actors, skive, now)
    other = make_user("Holstebros", role=Role.NEEDS_ASSESSOR, unit=make_municipality("Holstebro Kommune", code="661"))
    claim_current_contact(journey.citizen, by=actors.ooh_doctor, reason="Borgeren er fundet bevidstløs", now=now)
    assert act(other, journey, "agree-days", dates=days[:1]) == 404
    assert act(actors.community_nurse, journey, "agree-days", dates=days[:1]) == 403
    assert act(actors.ooh_doctor, journey, "agree-days", dates=days[:1]) == 403


def test_a11_a_contact_does_not_make_a_municipality_that_nobody_named(actors: Actors, skive: Organisation) -> None:
    now = timezone.now()
    unit = make_municipal_unit(skive, "Hjemmesygeplejen, Skive")
    nurse = make_user("Skives sygeplejerske", role=Role.COMMUNITY_NURSE, unit=unit)
    told = tell(
        make_citizen(),
        EventKind.ADMITTED,
        at=now - timedelta(hours=5),
        stated_by=actors.ward,
        provider=actors.ward,
        hospital=actors.hospital,
    )
    journey = told.journey
    assert journey is not None
    claim_current_contact(journey.citizen, by=nurse, reason="Borgeren er fundet bevidstløs", now=now)
    assert sees(nurse, journey) == 200
    answers = {spec.name: act(nurse, journey, spec.name) for spec in ACTS}
    calls = {"log-call", "emergency-called", "emergency-ended"}
    assert {name for name, status in answers.items() if status != 403} == calls
    said = {"organisation": str(skive.pk), "valid_from": day(now, 0)}
    assert act(nurse, journey, "residence", **said) == 403
    assert act(actors.nurse, journey, "residence", **said) == 200
    assert act(nurse, journey, "note", text="Vi kender borgeren") == 200


@pytest.mark.parametrize("how", ["take-back", "decline"])
def test_a13_an_undone_entry_leaves_no_name(how: str, actors: Actors) -> None:
    citizen = Citizen.objects.create(cpr="0202559999")
    said = {"given_names": "FORKERT", "family_name": "NAVN", "ward": str(actors.ward.pk)}
    said |= {"cpr": "0202559999", "occurred_at": timezone.now().isoformat()}
    begun = client_of(actors.assessor).post(
        "/api/v1/journeys/begin/admitted/", {**said, "confirmed": True}, content_type="application/json"
    )
    citizen.refresh_from_db()
    assert citizen.name == "FORKERT NAVN"
    journey = Journey.objects.get(pk=begun.json()["id"])
    if how == "decline":
        assert act(actors.nurse, journey, "decline-stay", text="Findes ikke") == 200
    else:
        assert change(actors.assessor, journey, latest(EventKind.STAY_CLAIMED), "take-back") == 200
    citizen.refresh_from_db()
    assert (citizen.family_name, citizen.given_names, citizen.search_name) == ("", "", "")


def test_a13_a_confirmed_entry_keeps_the_name(actors: Actors) -> None:
    citizen = Citizen.objects.create(cpr="0202559999")
    said = {"given_names": "Rigtigt", "family_name": "Navn", "ward": str(actors.ward.pk)}
    said |= {"cpr": "0202559999", "occurred_at": timezone.now().isoformat()}
    begun = client_of(actors.assessor).post(
        "/api/v1/journeys/begin/admitted/", {**said, "confirmed": True}, content_type="application/json"
    )
    journey = Journey.objects.get(pk=begun.json()["id"])
    assert act(actors.nurse, journey, "confirm-stay") == 200
    citizen.refresh_from_db()
    assert citizen.name == "Rigtigt Navn"
