"""V9: a replacement or unknown number joined with the real citizen, by API and page, and parted again (A-27)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from discharge.responsibility.selectors import strip_for
from journeys.actions.rebuild import rebuild_citizen, snapshot
from journeys.actions.relative_codes import give_code
from journeys.domain.citizen.own_access import Ground
from journeys.domain.events import EventKind as K
from journeys.models import AccessLog, Citizen, Journey, JourneyEvent, ReadMark, Relative, Task
from journeys.selectors.relative_codes import codes_of, living_code
from medcom.actions.intake import receive
from medcom.actions.letters import place_waiting
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door
from medcom.models import Letter
from medcom.parsing.building.notification_bundle import BundlePerson
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named
from tests.domain.medcom.letters import letter_bundle
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, make_citizen, tell, tell_journey

AsUser = Callable[[User], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
REASON = "Kørekort fundet i tasken"
REPLACEMENT = "6201501234"


def do(client: Client, journey: Journey, name: str, **said: Any) -> Any:
    return client.post(f"/api/v1/journeys/{journey.pk}/acts/{name}/", said, content_type="application/json")


def join(client: Client, journey: Journey, real: Citizen) -> Any:
    return do(client, journey, "join-citizens", cpr=real.cpr, reason=REASON)


def part(client: Client, journey: Journey, member: Citizen) -> Any:
    return do(client, journey, "part-citizens", member=str(member.pk), reason="Det var en anden person")


def again(journey: Journey) -> Journey:
    return Journey.objects.select_related("citizen").get(pk=journey.pk)


def clean(*citizens: Citizen) -> bool:
    return all(rebuild_citizen(each.pk, now=timezone.now(), check=True) == [] for each in citizens)


@pytest.fixture
def stay(actors: Actors) -> Journey:
    """Somebody in a bed under a replacement number."""
    return admitted_journey(actors, citizen=make_citizen("Ukendt Mand", cpr=REPLACEMENT), no_gp=True, services=None)


@pytest.fixture
def real(actors: Actors) -> Citizen:
    """The same person, who was here a year ago and has a practice."""
    before = discharged_journey(actors, hours_ago=24 * 365)
    return before.citizen


def test_v9_there_is_one_row_one_timeline_and_one_citizen(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client = as_user(actors.nurse)
    assert join(client, stay, real).status_code == 200
    joined = again(stay)
    assert joined.citizen == real
    assert joined.gp_practice == actors.practice
    page = client.get(f"/forloeb/{stay.pk}/").content.decode()
    assert f"Samlede et foreløbigt CPR-nummer med borgerens rigtige: {REASON}" in page
    assert real.masked_cpr in page
    assert client.get("/afdeling/").content.decode().count(f"/forloeb/{stay.pk}/") >= 1
    assert clean(real, Citizen.objects.get(cpr=REPLACEMENT))


def test_a_join_is_parted_by_its_own_button_and_is_not_offered_to_be_corrected(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client = as_user(actors.nurse)
    join(client, stay, real)
    joined = JourneyEvent.objects.get(kind=K.CITIZEN_JOINED.value)
    address = f"/forloeb/{stay.pk}/haendelse/{joined.uuid}/ret/"
    assert address not in client.get(f"/forloeb/{stay.pk}/").content.decode()
    refused = client.get(address).content.decode()
    assert "brug forløbets egne knapper" in refused
    assert "færdigmelding" not in refused


def test_v9_the_old_address_of_the_person_leads_on(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client, old = as_user(actors.nurse), stay.citizen_id
    join(client, stay, real)
    for asked in ("", "?vis=alle"):
        answer = client.get(f"/borger/{old}/{asked}")
        assert (answer.status_code, answer["Location"]) == (302, f"/borger/{real.pk}/{asked}")
    assert client.get(f"/forloeb/{stay.pk}/").status_code == 200


def test_v9_a_search_for_either_number_finds_the_one(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client = as_user(actors.nurse)
    join(client, stay, real)
    for cpr in (REPLACEMENT, real.cpr):
        assert f"/forloeb/{stay.pk}/" in client.post("/soeg/", {"q": cpr}).content.decode()


def test_v9_two_stays_at_the_same_time_become_one_and_tasks_are_there_once(
    actors: Actors, as_user: AsUser, stay: Journey
) -> None:
    client = as_user(actors.nurse)
    same = admitted_journey(actors, citizen=make_citizen(), services=None, no_gp=True, hours_ago=29)
    ReadMark.objects.create(journey=same, unit=actors.ward, seen_sequence=same.last_sequence, seen_at=timezone.now())
    join(client, stay, same.citizen)
    standing = Journey.objects.current().get(citizen=same.citizen)
    kinds = list(Task.objects.open().filter(citizen=same.citizen).values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds)) > 0
    assert ReadMark.objects.filter(journey=standing, unit=actors.ward).exists()
    retired = same if standing == stay else stay
    assert client.get(f"/forloeb/{retired.pk}/")["Location"].endswith(f"/forloeb/{standing.pk}/")
    assert clean(same.citizen)


def test_v9_a_later_message_under_the_replacement_number_reaches_the_real_citizen(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    replacement = stay.citizen
    join(as_user(actors.nurse), stay, real)
    end_journey(
        Journey(pk=stay.pk, citizen=replacement, ward=stay.ward, hospital=stay.hospital),
        K.DISCHARGED,
        at=timezone.now(),
    )
    assert again(stay).status == "discharged"
    assert JourneyEvent.objects.filter(citizen=replacement, kind=K.DISCHARGED.value).exists()
    assert strip_for(again(stay), now=timezone.now(), visible=None).state != "S3"
    assert clean(real)


def test_v9_parting_gives_back_exactly_what_was_there(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client, replacement = as_user(actors.nurse), stay.citizen
    relative = Relative.objects.create(citizen=replacement, name="Bo")
    before = (snapshot(replacement.pk), snapshot(real.pk))
    join(client, stay, real)
    assert Relative.objects.get(pk=relative.pk).citizen == real
    assert part(client, stay, replacement).status_code == 200
    assert (snapshot(replacement.pk), snapshot(real.pk)) == before
    assert Relative.objects.get(pk=relative.pk).citizen == replacement
    assert clean(replacement, real)


def test_v9_what_was_said_meanwhile_parts_with_its_journey(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client, replacement = as_user(actors.nurse), stay.citizen
    join(client, stay, real)
    assert do(client, again(stay), "note", text="Set af tilsyn").status_code == 200
    part(client, stay, replacement)
    note = JourneyEvent.objects.get(kind=K.NOTE_WRITTEN.value)
    assert (note.citizen, note.placement.journey_id) == (replacement, stay.pk)
    assert Journey.objects.current().filter(citizen=real).count() == 1


def test_v9_a_rebuild_joins_again_what_the_events_say(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    replacement = stay.citizen
    join(as_user(actors.nurse), stay, real)
    Citizen.objects.filter(pk=replacement.pk).update(joined_to=None)
    Citizen.objects.filter(pk=real.pk).update(joined_count=0)
    rebuild_citizen(real.pk, now=timezone.now())
    assert Citizen.objects.get(pk=replacement.pk).joined_to == real
    assert again(stay).citizen == real


def test_v9_an_unknown_person_becomes_a_replacement_and_then_the_real_one(
    actors: Actors, as_user: AsUser, real: Citizen
) -> None:
    nobody = Citizen.objects.create(family_name="Ukendt")
    stay = admitted_journey(actors, citizen=nobody)
    client = as_user(actors.nurse)
    assert do(client, stay, "join-citizens", cpr=REPLACEMENT, reason=REASON).json()["code"] == "join.not_a_real_number"
    assert join(client, stay, real).status_code == 200
    assert again(stay).citizen == real


def test_v9_two_real_numbers_are_never_joined(actors: Actors, as_user: AsUser, real: Citizen) -> None:
    stay = admitted_journey(actors)
    assert join(as_user(actors.nurse), stay, real).json()["code"] == "join.number_is_real"


def test_v9_joining_is_no_way_into_another_hospitals_journey(actors: Actors, as_user: AsUser, stay: Journey) -> None:
    elsewhere = admitted_journey(actors, ward=actors.other_ward, hours_ago=29)
    answered = join(as_user(actors.nurse), stay, elsewhere.citizen)
    assert answered.json()["code"] == "join.out_of_sight"
    assert again(stay).citizen.cpr == REPLACEMENT
    assert as_user(actors.nurse).get(f"/forloeb/{elsewhere.pk}/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("assessor", 403), ("gp", 404), ("stranger", 404)])
def test_v9_only_the_hospital_that_has_the_citizen_may(
    who: str, status: int, actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    tell_journey(stay, K.NOTE_WRITTEN, text="x")
    if who == "assessor":
        tell(
            stay.citizen,
            K.AFFILIATION_STATED,
            at=timezone.now() - 40 * HOUR,
            affiliation="municipal_services",
            value=True,
        )
    assert join(as_user(getattr(actors, who)), stay, real).status_code == status


def test_v9_a_reason_is_needed_and_both_are_in_the_books(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client, replacement = as_user(actors.nurse), stay.citizen_id
    assert do(client, stay, "join-citizens", cpr=real.cpr, reason="ja").status_code == 400
    join(client, stay, real)
    told = JourneyEvent.objects.get(kind=K.CITIZEN_JOINED.value)
    assert (told.citizen, told.actor, told.payload["citizen"]) == (real, actors.nurse, str(replacement))
    assert any(str(real.pk) in row.citizen_ids for row in AccessLog.objects.all())
    assert UUID(told.payload["citizen"]) == replacement
    assert real.cpr not in str(told.payload)


def letter_about(actors: Actors, citizen: Citizen) -> Any:
    """A letter of the home care to the ward about somebody, taken in now."""
    facts = {"sender": named(actors.nursing, 1), "receiver": named(actors.ward, 2), "at": timezone.now()}
    bundle = letter_bundle("Hvordan går det?", patient=BundlePerson(citizen.cpr, "Holm", ("Ea",)), **facts)
    return receive(encode(bundle, Format.JSON), content_type=Format.JSON.value, door=Door.COMMAND, now=timezone.now())


def test_a_letter_under_the_real_number_comes_into_the_stay_that_was_told_under_another(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    client = as_user(actors.nurse)
    join(client, stay, real)
    message = letter_about(actors, real)
    assert (message.state, message.answer_code) == ("accepted", "ok")
    event = Letter.objects.get().event
    assert event is not None
    assert (event.document_version.document.journey, event.citizen) == (stay, stay.citizen)
    assert clean(real, stay.citizen)


def test_a_letter_that_waited_is_placed_by_the_join_and_waits_no_more(actors: Actors, as_user: AsUser) -> None:
    citizen = make_citizen("Ea Holm")
    letter_about(actors, citizen)
    assert Letter.objects.get().event is None
    stay = admitted_journey(actors, citizen=make_citizen("Ukendt", cpr=REPLACEMENT), no_gp=True, services=None)
    join(as_user(actors.nurse), stay, citizen)
    assert [place_waiting(now=timezone.now()) for _round in range(2)] == [1, 0]
    assert Letter.objects.get().event is not None


def test_v9_a_relatives_code_of_the_first_number_is_taken_back_under_the_real_one(
    actors: Actors, as_user: AsUser, stay: Journey, real: Citizen
) -> None:
    now, given = timezone.now(), {"ground": Ground.CONSENT, "opens": (), "days": 7, "by": actors.nurse}
    (first, _), (second, _) = (give_code(stay, name=name, now=now, **given) for name in ("Mette", "Ole"))  # type: ignore[arg-type]
    client = as_user(actors.nurse)
    assert join(client, stay, real).status_code == 200
    assert {row.pk for row in codes_of(real, now)} == {first.pk, second.pk}
    client.post(f"/forloeb/{stay.pk}/koder/{first.pk}/slut/")
    assert client.delete(f"/api/v1/journeys/{stay.pk}/codes/{second.pk}/").status_code == 204
    assert codes_of(real, now) == []


def test_v9_a_code_by_consent_ends_where_the_citizen_turns_out_to_be_a_child(
    actors: Actors, as_user: AsUser, stay: Journey
) -> None:
    now, child = timezone.now(), make_citizen("Ida Prøve", cpr="0203205001")
    row, _code = give_code(stay, name="Mette", ground=Ground.CONSENT, opens=(), days=7, by=actors.nurse, now=now)
    assert living_code(str(row.pk), now)
    assert join(as_user(actors.nurse), stay, child).status_code == 200
    assert living_code(str(row.pk), now) is None
