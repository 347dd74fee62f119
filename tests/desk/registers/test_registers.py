"""The registers on their pages, for programs and as files (RULES 1.3, 1.4; 001-50; FQ3, FQ5, FQ10)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import CooperationArea, CooperationAreaMember, User
from organisations.selectors.areas import area_of_house, houses_of
from principles.indicators.rules.registry import QUESTIONS
from principles.indicators.selectors import Areas
from principles.models import (
    Adoption,
    Alternative,
    ChangeRequest,
    FigureCensus,
    FollowUpAnswer,
    InitiativeStatus,
    PublishedFigure,
    SharedPractice,
    TrainingEvent,
)
from principles.plans.actions import begin_plan
from principles.registers.selectors import changes_in_sight
from tests.actors import Actors
from tests.factories.organisations import make_organisation, make_practice, make_user

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
TODAY = "{:%d.%m.%Y}".format


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for member in (actors.hospital, actors.municipality, actors.practice):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    return area


@pytest.fixture
def secretary(actors: Actors, as_user: AsUser, area: CooperationArea) -> Client:
    return as_user(actors.cluster_administrator)


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page: html.HtmlElement = html.fromstring(answer.content.decode())
    return " ".join(page.text_content().split())


def today(days: int = 0) -> str:
    return TODAY(timezone.localdate() + timedelta(days=days))


def offer(client: Client, **more: str) -> Any:
    said = {"name": "Akutteamet", "for_whom": "Over 65", "phone": "00 00 11 01", "hours": "Hele døgnet"}
    return client.post("/registre/alternativer/ny/", {**said, "valid_from": today(-10), **more})


def test_an_initiative_gets_a_status_with_day_owner_and_person(secretary: Client, actors: Actors) -> None:
    assert "Ikke oplyst" in words(secretary, "/registre/indsatser/22/")
    said = {"status": "under_way", "on": today(), "owner": "Analysegruppen", "words": "Data er bestilt."}
    assert secretary.post("/registre/indsatser/22/status/", {**said, "on": today(3)}).status_code == 422
    assert secretary.post("/registre/indsatser/22/status/", said).status_code == 302
    assert secretary.post("/registre/indsatser/22/status/", {**said, "status": "done", "words": ""}).status_code == 302
    assert InitiativeStatus.objects.count() == 2
    page = words(secretary, "/registre/indsatser/22/")
    for part in ("Gennemført", "I gang", "Data er bestilt.", "Analysegruppen", actors.cluster_administrator.name):
        assert part in page
    assert "Sundhedsaftalen" in words(secretary, "/registre/indsatser/?status=done")
    rows = secretary.get("/api/v1/registers/initiatives/?status=done").json()["rows"]
    assert [(row["key"], row["owner"]) for row in rows] == [("22", "Analysegruppen")]


def test_the_list_is_filtered_and_its_file_holds_the_same_rows(secretary: Client) -> None:
    assert "Nr." in words(secretary, "/registre/indsatser/")
    assert "Ingen rækker passer" in words(secretary, "/registre/indsatser/?plan=nothing")
    file = secretary.get("/registre/indsatser/raekker.csv?plan=004").content.decode("utf-8-sig").splitlines()
    assert len(file) == 8
    assert file[0].startswith("Indsats;Nr.;Tema")


def test_only_current_offers_of_the_own_cluster_are_shown(secretary: Client, actors: Actors, as_user: AsUser) -> None:
    """HP-2a."""
    assert offer(secretary, phone="ring").status_code == 422
    assert offer(secretary, last_on=today(-20)).status_code == 422
    assert offer(secretary).status_code == 302
    assert offer(secretary, name="Influenzaklinik", last_on=today(-1)).status_code == 302
    assert "Influenzaklinik" in words(secretary, "/registre/alternativer/")
    row = Alternative.objects.get(name="Akutteamet")
    changed = {
        "name": "Akutteamet",
        "for_whom": "Alle",
        "phone": "00 00 11 09",
        "hours": "Altid",
        "valid_from": today(),
    }
    assert secretary.post(f"/registre/alternativer/{row.pk}/ret/", changed).status_code == 302
    page = words(secretary, f"/registre/alternativer/{row.pk}/")
    assert "Telefon: 00 00 11 01 → 00 00 11 09" in page
    nurse = as_user(actors.nurse)
    assert offer(nurse).status_code == 403
    assert nurse.post(f"/registre/alternativer/{row.pk}/ret/", changed).status_code == 403


def test_where_an_admission_is_considered_the_current_offers_stand(
    secretary: Client, actors: Actors, as_user: AsUser
) -> None:
    """HP-2a: of one's own cluster, a practice's by its municipality; the out-of-hours service sees all."""
    offer(secretary, name="Akutteamet")
    offer(secretary, name="Influenzaklinik", last_on=today(-1))
    CooperationAreaMember.objects.filter(organisation=actors.practice).delete()
    opened = {"HX-Request": "true"}
    for user, home in ((actors.gp, "/praksis/"), (actors.assessor, "/kommune/"), (actors.ooh_doctor, "/soeg/")):
        client = as_user(user)
        assert "Kan en indlæggelse undgås?" in words(client, home)
        shown = client.get("/registre/alternativer/nu/", headers=opened).content.decode()
        assert "Akutteamet" in shown
        assert "tel:" in shown
        assert "Influenzaklinik" not in shown
        assert "<html" not in shown
    assert "har ikke skrevet noget" in words(as_user(actors.stranger), "/registre/alternativer/nu/")
    rows = as_user(actors.gp).get("/api/v1/registers/alternatives/?vores=1").json()["rows"]
    assert [row["name"] for row in rows] == ["Akutteamet"]


def test_joint_training_stands_in_the_calendar_of_the_plan(
    secretary: Client, actors: Actors, area: CooperationArea
) -> None:
    """001-50."""
    by, now = actors.cluster_administrator, timezone.now()
    plan = begin_plan(area, template="002", month=timezone.localdate(), unit=None, by=by, now=now)
    secretary.post("/registre/laering/ny/", {"title": "De 72 timer", "kind": "evening", "held_on": today(4)})
    assert "Fyraftensmøde: De 72 timer planlagt" in words(secretary, f"/implementering/{plan.pk}/")


def test_a_practice_is_taken_up_by_another_cluster_only(
    secretary: Client, actors: Actors, as_user: AsUser, area: CooperationArea
) -> None:
    """HP-1c; FQ3; K24."""
    said = {"title": "Telefontid kl. 13", "problem": "Ventetid", "method": "Vi ringer", "published_on": today()}
    assert secretary.post("/registre/loesninger/ny/", {**said, "indicator": "K99"}).status_code == 422
    assert secretary.post("/registre/loesninger/ny/", {**said, "indicator": "K6"}).status_code == 302
    practice = SharedPractice.objects.get()
    address = f"/registre/loesninger/{practice.pk}/"
    refused = secretary.post(f"{address}tag-op/", {"begun_on": today()})
    assert "jeres egen" in refused.content.decode()
    assert "0 af 1" in words(secretary, "/registre/loesninger/")
    house = make_organisation("Sekretariatet, Vestklyngen", kind=OrganisationKind.CLUSTER_SECRETARIAT)
    CooperationArea.objects.create(key="vest", name="Vestklyngen", secretariat=house)
    other = as_user(make_user("Vera Vest", role=Role.CLUSTER_ADMINISTRATOR, unit=house))
    assert other.post(f"{address}ret/", said).status_code == 403
    assert other.post(f"{address}tag-op/", {"begun_on": today(-3)}).status_code == 302
    assert "allerede taget" in other.post(f"{address}tag-op/", {"begun_on": today()}).content.decode()
    experience = {"begun_on": today(-3), "ended_on": today(), "experience": "Virkede ikke om natten."}
    assert other.post(f"{address}erfaring/", experience).status_code == 302
    assert Adoption.objects.get().ended_on == timezone.localdate()
    assert "Virkede ikke om natten." in words(secretary, address)
    assert "1 af 1" in words(secretary, "/registre/loesninger/?klynge=midt")
    counted = secretary.get("/api/v1/registers/practices/").json()["indicators"]
    assert counted == {"K24": {"published": 1, "adopted": 1}}


def test_training_is_counted_when_it_was_held(secretary: Client) -> None:
    """001-50; FQ5; K19."""
    said = {"title": "De 72 timer", "kind": "bench", "held_on": today(4)}
    assert secretary.post("/registre/laering/ny/", {**said, "from_hospital": "3"}).status_code == 422
    assert secretary.post("/registre/laering/ny/", said).status_code == 302
    row = TrainingEvent.objects.get()
    held = {**said, "held_on": today(-1), "from_hospital": "7", "from_municipality": "5", "score": "4,2"}
    assert secretary.post(f"/registre/laering/{row.pk}/ret/", {**held, "score": "6"}).status_code == 422
    assert secretary.post(f"/registre/laering/{row.pk}/ret/", held).status_code == 302
    page = words(secretary, "/registre/laering/")
    assert "1 af 1 er holdt: 7 deltagere fra hospital, 5 fra kommune og 0 fra almen praksis" in page
    assert "4,2 af 5" in page
    api = secretary.get(f"/api/v1/registers/training/{row.pk}/").json()
    assert (api["from_practice"], api["score"]) == (None, 4.2)


def test_anybody_asks_for_a_change_and_the_steering_group_decides(
    actors: Actors, as_user: AsUser, area: CooperationArea
) -> None:
    """FQ10; K23."""
    nurse = as_user(actors.nurse)
    assert 'value="2.2.5" selected' in nurse.get("/registre/forslag/ny/?punkt=2.2.5").content.decode()
    said = {"clause": "2.2.5", "wish": "Skriv timerne ud", "reason": "Vi tæller forskelligt"}
    assert nurse.post("/registre/forslag/ny/", {**said, "wish": "Se 010150-1234"}).status_code == 422
    assert nurse.post("/registre/forslag/ny/", said).status_code == 302
    request = ChangeRequest.objects.get()
    address = f"/registre/forslag/{request.pk}/"
    assert "1 forslag venter" in words(nurse, "/aftalen/2.2.5/")
    # Of another house: that there is one, not what it says.
    page = words(as_user(actors.stranger), "/aftalen/2.2.5/")
    assert "1 forslag venter" in page
    assert "Skriv timerne ud" not in page
    for outside in (actors.stranger, actors.citizen, actors.gp):
        assert as_user(outside).get(address).status_code == 404
    assert "Skriv timerne ud" in words(as_user(actors.cluster_administrator), address)
    assert as_user(actors.cluster_administrator).post(f"{address}afgoer/").status_code == 403
    decider = as_user(actors.administrator)
    assert decider.post(f"{address}afgoer/", {"state": "implemented", "reason": "Ja"}).status_code == 422
    assert decider.post(f"{address}afgoer/", {"state": "accepted", "reason": ""}).status_code == 422
    assert decider.post(f"{address}afgoer/", {"state": "accepted", "reason": "Godt set"}).status_code == 302
    assert "Godt set" in words(nurse, address)
    body = {"state": "implemented", "reason": "Skrevet ind"}
    api = decider.post(f"/api/v1/registers/changes/{request.pk}/decide/", body, content_type="application/json")
    assert [line["what"] for line in api.json()["history"]] == ["Vedtaget", "Skrevet ind i aftalen"]
    assert decider.get(f"{address}afgoer/").status_code == 302


def test_k23_a_practice_is_of_the_cluster_of_its_municipality(actors: Actors, area: CooperationArea) -> None:
    """FQ10: its secretariat reads what the practice asks for, and the figure counts it there; of others not."""
    east = CooperationArea.objects.create(key="ost", name="Østklyngen")
    near, far, moved = (make_practice(f"Lægehuset {code}", municipality_code=code) for code in ("791", "740", "791"))
    CooperationAreaMember.objects.create(area=east, organisation=moved)
    today = timezone.localdate()
    seen = {house: house in houses_of(area, on=today) for house in (near, far, moved, actors.municipality)}
    assert seen == {near: True, far: False, moved: False, actors.municipality: True}
    counted = [Areas().of_house(house, today) for house in (near, far, moved, None)]
    assert counted == [area.pk, None, east.pk, None]
    assert [area_of_house(house, on=today) for house in (near, far, moved)] == [area, None, east]
    said = {"clause": "2.2.5", "wish": "x", "reason": "y", "asked_at": timezone.now(), "asked_by": actors.gp}
    rows = [ChangeRequest.objects.create(**said, house=house) for house in (near, far, moved)]
    assert list(changes_in_sight(actors.cluster_administrator, on=today)) == rows[:1]


def test_a_citizen_asks_and_sees_their_own_only(actors: Actors, as_user: AsUser) -> None:
    citizen = as_user(actors.citizen)
    said = {"clause": "1.1", "wish": "En ven må være med", "reason": "Jeg har ingen børn"}
    assert citizen.post("/registre/forslag/ny/", said).status_code == 302
    assert "En ven må være med" in words(citizen, "/registre/forslag/")
    assert citizen.get("/registre/indsatser/").status_code == 403
    assert "En ven må være med" not in words(as_user(actors.nurse), "/registre/forslag/")


def test_groups_are_definitions_with_sums(secretary: Client) -> None:
    """HP-1a, HP-1b."""
    assert "Diagnoser gemmes ikke her" in words(secretary, "/registre/borgergrupper/hoftebrud/")
    month = timezone.localdate().replace(day=1) - timedelta(days=20)
    month = month.replace(day=1)
    for number, taken in ((30, month), (4, (month - timedelta(days=5)).replace(day=1))):
        FigureCensus.objects.create(month=taken, taken_on=timezone.localdate(), version=1, made_at=timezone.now())
        area = str(CooperationArea.objects.get().pk)
        facts = {"cut": "area", "unit": area, "period": taken, "taken_on": timezone.localdate(), "version": 1}
        facts |= {"amount": 0, "shown": True, "share_shown": True}
        PublishedFigure.objects.create(line="K14", number=100, numerator=40, **facts)
        PublishedFigure.objects.create(line="HP-1b.nursing_home", number=number, numerator=number // 3, **facts)
    page = words(secretary, "/registre/borgergrupper/plejehjem/")
    assert "10 af 30 udskrivelser." in page
    assert "For få til at vise." in page
    assert "forudsiges intet om den enkelte" in words(secretary, "/registre/etik/")


@pytest.mark.parametrize(
    "address",
    [
        "ukendt/",
        "indsatser/38/",
        "alternativer/999999999999999999999/",
        "loesninger/1/",
        "laering/x/",
        "forslag/x/",
        "indsatser/1/ret/",
        "loesninger/x/tag-op/",
    ],
)
def test_what_is_no_row_is_not_found(secretary: Client, address: str) -> None:
    assert secretary.get(f"/registre/{address}").status_code == 404


@pytest.mark.parametrize(("slug", "field", "known"), [("svar", "question", "FQ3"), ("forslag", "clause", "2.2")])
@pytest.mark.parametrize("named", ["", "FQ99", "9.9"])
def test_nothing_is_chosen_where_an_address_names_nothing_that_is_asked(
    secretary: Client, slug: str, field: str, known: str, named: str
) -> None:
    def chosen(point: str) -> list[str]:
        page = html.fromstring(secretary.get(f"/registre/{slug}/ny/?punkt={point}").content.decode())
        select = page.xpath(f"//select[@name='{field}']")[0]
        return select.xpath("option[@selected]/@value") or select.xpath("option[1]/@value")

    assert chosen(named) == [""]
    assert chosen(known) == [known]


def _answer(area: CooperationArea, by: User, *questions: str) -> None:
    for question in questions:
        FollowUpAnswer.objects.create(area=area, question=question, words="Vi tror det.", written_by=by)


def test_a_question_that_is_answered_is_not_offered_again(
    secretary: Client, area: CooperationArea, actors: Actors
) -> None:
    _answer(area, actors.cluster_administrator, "FQ3")
    page = html.fromstring(secretary.get("/registre/svar/ny/").content.decode())
    offered = page.xpath("//select[@name='question']/option/@value")
    assert offered == ["", *(question for question in QUESTIONS if question != "FQ3")]
    sent = secretary.post("/registre/svar/ny/", {"question": "FQ3", "words": "En gang til."}, follow=True)
    assert "har svaret på det spørgsmål" in sent.content.decode()
    assert FollowUpAnswer.objects.get().words == "Vi tror det."


def test_an_address_of_an_answered_question_leads_to_its_answer(
    secretary: Client, area: CooperationArea, actors: Actors
) -> None:
    _answer(area, actors.cluster_administrator, "FQ3")
    answer = secretary.get("/registre/svar/ny/?punkt=FQ3")
    assert (answer.status_code, answer["Location"]) == (302, "/noegletal/opfoelgning/#FQ3")


def test_a_cluster_that_answered_all_ten_is_offered_no_new_answer(
    secretary: Client, area: CooperationArea, actors: Actors
) -> None:
    _answer(area, actors.cluster_administrator, *list(QUESTIONS)[1:])
    assert "Skriv et svar" in words(secretary, "/registre/svar/")
    _answer(area, actors.cluster_administrator, next(iter(QUESTIONS)))
    assert "Skriv et svar" not in words(secretary, "/registre/svar/")
    assert secretary.get("/registre/svar/ny/")["Location"] == "/registre/svar/"
