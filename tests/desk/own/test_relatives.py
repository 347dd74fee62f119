"""What a relative reads with a code, and when the code opens nothing (DESIGN §6)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from discharge.agreement.acts import RecordWish
from journeys.actions.acting.acts import Act
from journeys.actions.own_access import tie_login
from journeys.actions.refusals import Refused
from journeys.actions.relative_codes import enter_code, give_code, take_back_code
from journeys.domain.citizen.own_access import Ground, Opens
from journeys.domain.events import EventKind
from journeys.models import AccessLog, Journey, RelativeCode
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen, tell

AsUser = Callable[[User], Client]
PAGE = "/paaroerende/"


def given(journey: Journey, actors: Actors, *opens: Opens, ground: Ground = Ground.CONSENT) -> tuple[RelativeCode, str]:
    now = timezone.now()
    return give_code(journey, name="Mette Prøve", ground=ground, opens=opens, days=7, by=actors.nurse, now=now)


def opened(code: str) -> Client:
    client = Client()
    assert client.post(PAGE, {"code": code.lower().replace("-", " ")}).status_code == 302
    return client


def text_of(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def with_wish(actors: Actors) -> Journey:
    journey = admitted_journey(actors, hours_ago=50)
    act = Act(by=actors.nurse, now=timezone.now() - timedelta(hours=1))
    RecordWish(said_by="citizen", text="Hjem til katten").do(journey, act=act)
    return journey


def test_a_code_opens_the_page_and_what_the_citizen_allows(actors: Actors) -> None:
    journey = with_wish(actors)
    narrow, wide = (given(journey, actors, *opens)[1] for opens in ((), (Opens.WISHES,)))
    page = text_of(opened(narrow))
    assert "Karen er indlagt på Medicin 1" in page
    assert "Hjem til katten" not in page
    assert "Hjem til katten" in text_of(opened(wide))


def test_each_look_is_logged_by_name(actors: Actors) -> None:
    journey = admitted_journey(actors)
    row, code = given(journey, actors)
    opened(code).get(PAGE)
    look = AccessLog.objects.filter(user_uuid=row.pk).latest("pk")
    assert (look.user_name, look.purpose, look.citizen_ids) == ("Mette Prøve", "relative", [str(journey.citizen_id)])


def test_a_code_that_was_taken_back_closes_the_open_page(actors: Actors) -> None:
    journey = admitted_journey(actors)
    row, code = given(journey, actors)
    client = opened(code)
    take_back_code(journey, row.pk, by=actors.nurse, now=timezone.now())
    assert "Karen er indlagt" not in text_of(client)
    assert Client().post(PAGE, {"code": code}).status_code == 422


def test_a_code_runs_out(actors: Actors) -> None:
    client = opened(given(admitted_journey(actors), actors)[1])
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=True):
        assert "Karen er indlagt" not in text_of(client)


def test_after_five_wrong_tries_the_right_one_opens_nothing(actors: Actors) -> None:
    _row, code = given(admitted_journey(actors), actors)
    for _ in range(5):
        assert Client().post(PAGE, {"code": f"{code[:5]}AAAA-AAAA"}).status_code == 422
    with pytest.raises(Refused):
        enter_code(code, now=timezone.now())


def test_nobody_tries_code_after_code(actors: Actors) -> None:
    cache.clear()
    for _ in range(20):
        Client().post(PAGE, {"code": "AAAA-AAAA-AAAA"})
    answer = Client().post(PAGE, {"code": given(admitted_journey(actors), actors)[1]})
    cache.clear()
    assert answer.status_code == 422
    assert "Vent en time" in answer.content.decode()


def test_the_code_is_kept_nowhere_and_no_address_names_the_citizen(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.nurse)
    said = {"name": "Mette", "ground": "consent", "days": "7"}
    page = client.post(f"/forloeb/{journey.pk}/koder/", said).content.decode()
    row = RelativeCode.objects.get()
    assert row.handle in page
    assert row.handle not in client.get(f"/forloeb/{journey.pk}/koder/").content.decode()
    assert str(journey.citizen_id) not in PAGE


def test_a_citizen_gives_and_takes_back_their_own(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    client = as_user(actors.citizen)
    made = client.post("/api/v1/own/codes/", {"name": "Mette", "opens": ["wishes"]}, content_type="application/json")
    typed = {"path": "/api/v1/relative/", "data": {"code": made.json()["code"]}, "content_type": "application/json"}
    assert Client().post(**typed).json()["where"]
    assert client.delete(f"/api/v1/own/codes/{made.json()['id']}/").status_code == 204
    assert Client().post(**typed).status_code == 400


def test_below_15_the_parents_decide_and_at_18_nobody_is_a_child(actors: Actors) -> None:
    child = admitted_journey(actors, citizen=make_citizen("Ida Prøve", cpr="0203205001"))
    with pytest.raises(Refused) as refused:
        given(child, actors)
    assert refused.value.code == "code.parent_decides"
    assert given(child, actors, ground=Ground.PARENT)[0].ground == "parent"
    with pytest.raises(Refused) as refused:
        given(admitted_journey(actors), actors, ground=Ground.PARENT)
    assert refused.value.code == "code.no_child"


def test_a_protected_address_is_not_given_away(actors: Actors) -> None:
    journey = admitted_journey(actors, hours_ago=50, nursing=True)
    tell(journey.citizen, EventKind.DISCHARGED, at=timezone.now() - timedelta(hours=1), provider=actors.ward)
    journey.citizen.address_protected = True
    journey.citizen.save()
    page = text_of(opened(given(journey, actors)[1]))
    assert "Adressen er hemmelig" in page
    assert actors.practice.name not in page
    assert actors.municipality.name not in page


def test_after_a_death_relatives_read_that_and_whom_to_ring(actors: Actors) -> None:
    journey = with_wish(actors)
    code = given(journey, actors, Opens.WISHES)[1]
    tell(journey.citizen, EventKind.DIED, at=timezone.now() - timedelta(hours=1), provider=actors.ward)
    page = text_of(opened(code))
    assert "Karen døde" in page
    assert "Medicin 1" in page
    assert "Hjem til katten" not in page


def test_the_pages_shorten_no_day_and_say_that_a_code_was_taken_back(actors: Actors, as_user: AsUser) -> None:
    with time_machine.travel("2026-11-29T20:00:00+01:00", tick=False):
        journey = admitted_journey(actors)
        tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
        citizen = as_user(actors.citizen)
        page = citizen.post("/min-indlaeggelse/koder/", {"name": "Min søn", "days": "14"}).content.decode()
        assert "til søndag den 13. december kl. 20.00" in page
        assert "data-leave>Annullér" in page
        row = RelativeCode.objects.get()
        done = citizen.post(f"/min-indlaeggelse/koder/{row.pk}/slut/", follow=True)
        assert "Koden virker ikke mere." in done.content.decode()
        # From the agreement there is a way home.
        assert 'href="/min-indlaeggelse/"' in citizen.get("/aftalen/").content.decode()
