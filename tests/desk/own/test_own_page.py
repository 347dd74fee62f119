"""What a citizen reads on their own page, and who else gets in (RULES 001-10 … 13; DESIGN §6)."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.own.voice import Voice
from discharge.agreement.acts import RecordWish, WriteOwnWish
from journeys.actions.acting.acts import Act
from journeys.actions.own_access import tie_login
from journeys.actions.refusals import Refused
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind
from journeys.domain.history.chains import ChainStep
from journeys.models import AccessLog, Journey
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from tests.actors import Actors
from tests.factories.agreements import agree_home
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, make_citizen, tell, tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]
PAGE = "/min-indlaeggelse/"


def tied(actors: Actors, journey: Journey) -> Journey:
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    return journey


def text_of(client: Client, address: str = PAGE) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_001_13_a_citizen_reads_where_they_are_what_is_agreed_and_whom_to_ring(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = tied(actors, admitted_journey(actors, hours_ago=50))
    agree_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=2))
    client = as_user(actors.citizen)
    assert client.get("/").headers["Location"] == PAGE
    page = text_of(client)
    assert "Du er indlagt på Medicin 1" in page
    assert "Du skal hjem" in page
    assert "Afdelingen og kommunen blev enige om tiden" in page
    actors.ward.phone = None
    actors.ward.save()
    assert "Vi kender ikke nummeret" in text_of(client)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"time_uncertain": ["period_end"]}, "Tidspunktet er usikkert", id="V11"),
        pytest.param({}, "", id="nothing is in doubt"),
    ],
)
def test_v11_a_citizen_reads_that_a_time_is_in_doubt(
    actors: Actors, as_user: AsUser, more: dict[str, list[str]], words: str
) -> None:
    """001-13: every party reads it until the ward has settled it (DESIGN §4)."""
    journey = tied(actors, admitted_journey(actors, hours_ago=50))
    end_journey(journey, EventKind.DISCHARGED, at=timezone.now() - timedelta(hours=2), **more)
    page = text_of(as_user(actors.citizen))
    assert "Du blev skrevet ud fra" in page
    assert ("usikkert" in page) == bool(words)
    assert words in page


def test_what_was_told_late_is_news_with_the_time_at_which_it_happened(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey, home_at = tied(actors, admitted_journey(actors, hours_ago=80)), now - timedelta(hours=50)
    end_journey(journey, EventKind.DISCHARGED, at=home_at, now=now)
    client, when = as_user(actors.citizen), Voice(now).moment(home_at)
    page = text_of(client)
    assert f"Regionshospitalet Viborg {when}." in page
    assert f"<strong>{when[0].upper()}{when[1:]}:</strong> Skrevet ud fra sygehuset." in page
    said = {each["sentence"]: each["at"] for each in client.get("/api/v1/own/").json()["changes"]}
    assert datetime.fromisoformat(said["Skrevet ud fra sygehuset."]) == home_at


def test_a_cancelled_death_is_news_that_something_was_wrong_and_no_second_beginning(
    actors: Actors, as_user: AsUser
) -> None:
    now = timezone.now()
    journey = tied(actors, admitted_journey(actors, hours_ago=80))
    died = end_journey(journey, EventKind.DIED, at=now - timedelta(hours=3)).event
    place: dict[str, Any] = {"provider": journey.ward, "hospital": journey.hospital, "episode": died.episode_ids[0]}
    voids: dict[str, Any] = {"voids": died.source_ref, "voids_only": EventKind.DIED, "step": ChainStep.CANCELS.value}
    begun, said = journey.admitted_at or now, now - timedelta(hours=1)
    tell(journey.citizen, EventKind.ADMITTED, at=begun, stated_at=said, now=said, **place, **voids)
    page = text_of(as_user(actors.citizen))
    assert "Du er indlagt på" in page
    assert ("Noget, der stod her før" in page, "Indlæggelsen begyndte" in page) == (True, False)


def test_a_citizen_sees_only_themself(actors: Actors, as_user: AsUser) -> None:
    tied(actors, admitted_journey(actors))
    other = admitted_journey(actors, citizen=make_citizen("Bodil Øvelse Fjordside"))
    client = as_user(actors.citizen)
    assert "Bodil" not in text_of(client)
    assert client.get(f"/forloeb/{other.pk}/").status_code == 403
    assert client.get("/api/v1/journeys/").status_code == 403


def test_a_log_in_that_is_nobody_s_opens_nothing(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors)
    assert "Her står ikke noget om dig" in text_of(as_user(actors.citizen))
    assert as_user(actors.citizen).get("/api/v1/own/").status_code == 404


def test_what_can_still_be_undone_is_not_there_yet(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors, hours_ago=50))
    act = Act(by=actors.nurse, now=timezone.now())
    RecordWish(said_by="citizen", text="Hjem til katten").do(journey, act=act)
    held = text_of(as_user(actors.citizen))
    with when_released():
        assert "Hjem til katten" in text_of(as_user(actors.citizen))
    assert "Hjem til katten" not in held


def test_2e_in_the_72_hours_a_citizen_is_pointed_to_the_doctor_and_not_to_the_ward(
    actors: Actors, as_user: AsUser
) -> None:
    journey = tied(actors, admitted_journey(actors, hours_ago=50, nursing=True))
    left = timezone.now() - timedelta(hours=1)
    tell_journey(journey, EventKind.DESTINATION_STATED, at=left - timedelta(hours=1), destination="own_home")
    tell(journey.citizen, EventKind.DISCHARGED, at=left, provider=actors.ward, hospital=actors.hospital)
    ring = as_user(actors.citizen).get("/api/v1/own/").json()["ring"]
    assert ring["name"] in ("Egen læge: Lægehuset Eksempelgade", "Lægevagten")


def test_2e_of_a_stay_that_was_too_short_nobody_says_that_the_ward_answers_no_longer(
    actors: Actors, as_user: AsUser
) -> None:
    journey = tied(actors, admitted_journey(actors, hours_ago=20, nursing=True))
    left = timezone.now() - timedelta(hours=1)
    tell_journey(journey, EventKind.DESTINATION_STATED, at=left - timedelta(hours=1), destination="own_home")
    tell(journey.citizen, EventKind.DISCHARGED, at=left, provider=actors.ward, hospital=actors.hospital)
    page = text_of(as_user(actors.citizen))
    assert "gælder ikke denne indlæggelse" in page
    assert "svarer ikke længere" not in page


def test_l4_a_letter_that_came_back_is_not_said_to_be_sent(actors: Actors, as_user: AsUser) -> None:
    journey, now = tied(actors, discharged_journey(actors)), timezone.now()
    tell_journey(journey, EventKind.LETTER_SENT, at=now - timedelta(hours=2))
    assert "Sygehuset har sendt et brev til din læge" in text_of(as_user(actors.citizen))
    tell_journey(journey, EventKind.LETTER_ACKNOWLEDGED, at=now - timedelta(hours=1), positive=False)
    assert "Sygehuset har sendt et brev til din læge" not in text_of(as_user(actors.citizen))


def test_a_letter_that_is_late_is_not_promised_for_a_day_that_has_passed(actors: Actors, as_user: AsUser) -> None:
    tied(actors, discharged_journey(actors, hours_ago=14 * 24))
    assert "sender sygehuset et brev til din læge" not in text_of(as_user(actors.citizen))


def test_who_is_only_examined_is_told_of_no_home_coming(actors: Actors, as_user: AsUser) -> None:
    journey, now = tied(actors, admitted_journey(actors, hours_ago=50)), timezone.now()
    agree_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=2))
    assert "Du skal hjem." in [
        each["sentence"] for each in as_user(actors.citizen).get("/api/v1/own/").json()["coming"]
    ]
    Journey.objects.filter(pk=journey.pk).update(status="acute_ambulatory")
    said = as_user(actors.citizen).get("/api/v1/own/").json()
    assert (said["home"], [each for each in said["coming"] if each["at"]]) == ([], [])


def test_after_a_death_the_page_says_nothing_more(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors, hours_ago=50))
    tell(journey.citizen, EventKind.DIED, at=timezone.now() - timedelta(hours=1), provider=actors.ward)
    page = text_of(as_user(actors.citizen))
    assert "Siden er lukket" in page
    assert "Mine ønsker" not in page


def test_the_citizen_reads_who_has_looked_and_why(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors))
    as_user(actors.nurse).get(f"/forloeb/{journey.pk}/")
    page = text_of(as_user(actors.citizen), f"{PAGE}hvem-har-kigget/")
    assert "Birgit Holm" in page
    assert "Åbnede siden om dig" in page
    row = AccessLog.objects.filter(user_uuid=actors.citizen.uuid).latest("pk")
    assert (row.purpose, row.citizen_ids) == ("self", [str(journey.citizen_id)])


def test_the_api_says_what_the_page_says(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors, hours_ago=50))
    agree_home(journey, actors, at=timezone.now() + timedelta(hours=20), now=timezone.now() - timedelta(hours=2))
    client = as_user(actors.citizen)
    said, page = client.get("/api/v1/own/").json(), text_of(client)
    for sentence in (*said["where"], *said["home"], *(each["sentence"] for each in said["coming"])):
        assert sentence in page


def test_staff_print_the_sheet_and_the_citizen_reads_that_they_did(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors))
    sheet = text_of(as_user(actors.nurse), f"/forloeb/{journey.pk}/til-borgeren/")
    assert journey.citizen.name in sheet
    assert (journey.citizen.cpr or "")[-4:] not in sheet
    assert as_user(actors.stranger).get(f"/forloeb/{journey.pk}/til-borgeren/").status_code == 404


@pytest.mark.parametrize(("who", "code"), [("citizen", "own.under_15"), ("nurse", "own.not_citizen")])
def test_whose_page_a_log_in_opens_is_checked(who: str, code: str, actors: Actors) -> None:
    child = make_citizen("Ida Prøve", cpr="0203205001")
    with pytest.raises(Refused) as refused:
        tie_login(getattr(actors, who), child, now=timezone.now(), by=actors.administrator)
    assert refused.value.code == code


def test_001_11_what_the_citizen_writes_ward_and_municipality_read(actors: Actors, as_user: AsUser) -> None:
    journey = tied(actors, admitted_journey(actors))
    client = as_user(actors.citizen)
    said = {"said_by": "relative", "text": "Min datter henter mig"}
    assert client.post(f"{PAGE}skriv/oenske/", said).status_code == 302
    with when_released():
        for user in (actors.nurse, actors.assessor):
            assert "Min datter henter mig" in text_of(as_user(user), f"/forloeb/{journey.pk}/")
        assert "Min datter henter mig" in text_of(as_user(actors.citizen))


def test_a_citizen_writes_on_their_own_page_and_on_no_other(actors: Actors) -> None:
    tied(actors, admitted_journey(actors))
    other = admitted_journey(actors, citizen=make_citizen("Bodil Øvelse Fjordside"))
    with pytest.raises(NotAllowed):
        WriteOwnWish(said_by="citizen", text="Hjem").do(other, act=Act(by=actors.citizen, now=timezone.now()))


@pytest.mark.parametrize(("psychiatric", "status"), [(True, 302), (False, 404)])
def test_b2_p5_a_meeting_is_asked_for_in_psychiatry(
    psychiatric: bool, status: int, actors: Actors, as_user: AsUser
) -> None:
    ward = actors.psychiatric_ward if psychiatric else actors.ward
    journey = tied(actors, admitted_journey(actors, ward=ward))
    answer = as_user(actors.citizen).post(f"{PAGE}skriv/moede/", {"text": "Hvem hjælper mig hjemme?"})
    assert answer.status_code == status
    assert journey.tasks.filter(kind="answer_meeting").exists() is psychiatric


@pytest.mark.parametrize("body", ["[1]", '"text"', "12", "null", "{"])
def test_a_program_that_sends_no_object_is_told_so(body: str, actors: Actors, as_user: AsUser) -> None:
    tied(actors, admitted_journey(actors))
    client = as_user(actors.citizen)
    for address in ("/api/v1/own/words/oenske/", "/api/v1/own/codes/"):
        assert client.post(address, body, content_type="application/json").status_code == 400, address


def test_a_deadline_at_midnight_is_said_to_a_citizen_as_the_day_that_ends() -> None:
    now = at_local(date(2026, 11, 25), time(12))
    voice = Voice(now)
    assert voice.due(at_local(date(2026, 11, 28), time(0))) == "fredag den 27. november"
    assert voice.due(at_local(date(2026, 11, 26), time(0))) == "i dag"
    assert voice.due(at_local(date(2026, 11, 27), time(15))) == "fredag den 27. november kl. 15.00"
    assert voice.until(at_local(date(2026, 11, 28), time(0))) == "og med fredag den 27. november"
    assert voice.until(at_local(date(2026, 11, 27), time(15))) == "fredag den 27. november kl. 15.00"
