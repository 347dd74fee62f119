"""Rules for what comes, on the screen: letters by message are sorted as those sent inside the house are."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from documents.actions.sorting_rules import move_rule
from documents.domain.sorting.tasks import Work
from documents.models import Delivery, Sorting
from journeys.models import AccessLog, Journey, Task
from medcom.actions.intake import receive
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door
from notifications.tasks import relay_outbox
from organisations.models import User
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import come, to_ward
from tests.documents.test_sending import lying
from tests.documents.test_sorting import rule
from tests.documents.writing import send, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def test_a_letter_by_message_is_sorted_by_the_rules_of_the_ward(actors: Actors, journey: Journey) -> None:
    rule(actors.secretary, "Senge", work=Work.AIDS, word=["seng"])
    bundle = to_ward(actors, journey, "Vi skal bruge en seng.")
    come(bundle)
    relay_outbox()
    again = encode(bundle, Format.JSON)
    receive(again, content_type=Format.JSON.value, door=Door.COMMAND, now=timezone.now())
    relay_outbox()
    (row,) = Sorting.objects.all()
    assert (row.rule_name, row.matched) == ("Senge", [["word", "seng"]])
    (task,) = Task.objects.open().filter(journey=journey, source="documents.sorting")
    assert (task.kind, task.owner) == ("sorted_aids_hospital", actors.ward)


def test_a_rule_is_tried_before_it_is_switched_on_and_its_order_is_shown(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse, nursing_c="Tryksår")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assessor = as_user(actors.assessor)
    with when_released():
        new = {"name": "Sår", "area": "nursing_c", "work": "nurse", "unit": str(actors.nursing.pk), "within_hours": "4"}
        saved = assessor.post("/breve/regler/ny/", new)
        page = assessor.get(saved["Location"]).content.decode()
        assert "1 brev ville falde under reglen" in page
        assert journey.citizen.name in page
        assert "Slået fra" in assessor.get("/breve/regler/").content.decode()
        everything = rule(actors.assessor, "Alt")
        move_rule(everything, up=True, today=timezone.localdate(), by=actors.assessor)
        page = assessor.get(saved["Location"]).content.decode()
        assert "0 breve ville falde under reglen" in page
        assert "Reglen rammer aldrig." in page
        assert "Rammer aldrig: »Alt«" in assessor.get("/breve/regler/").content.decode()
    assert not Sorting.objects.exists()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"kind": "care_pathway_plan", "category": "other"}, "Ingen breve kan passe"),
        ({"valid_to": "01.12.2026"}, "Skriv, hvornår reglen begynder"),
        ({"word": ",".join(f"ord{n}" for n in range(30))}, "højst 20 ord"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(
    said: dict[str, str], problem: str, actors: Actors, as_user: AsUser
) -> None:
    answer = as_user(actors.assessor).post("/breve/regler/ny/", {"name": "R", "work": "read", **said})
    assert answer.status_code == 422
    assert problem in answer.content.decode()


def test_what_no_rule_fits_is_sorted_with_one_press_and_done_on_the_document(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    rule(actors.assessor, kind=["correspondence"], unit=actors.nursing, work=Work.NURSE)
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    assessor = as_user(actors.assessor)
    address = f"/forloeb/{journey.pk}/breve/{plan.pk}/"
    with when_released():
        relay_outbox()
        listed = assessor.get("/breve/").content.decode()
        assert "Planlæg sygeplejen" in listed
        assert f'Plejeforløbsplan<span class="sr-only">, {journey.citizen.name}</span>' in listed
        assert "Ikke sorteret: 1" in assessor.get("/kommune/").content.decode()
        press = {"delivery": Delivery.objects.get().key, "seen": "1", "work": "nurse", "unit": str(actors.nursing.pk)}
        assert assessor.post(f"{address}sortering/", {**press, "back": "list"})["Location"] == "/breve/"
        lists = [assessor.get(where).content.decode() for where in ("/breve/", "/kommune/")]
        assert not any("Ikke sorteret" in page for page in lists)
        assert "En kollega har sorteret" in assessor.post(f"{address}sortering/", press).content.decode()
        assert "Ingen regel passede" in assessor.get(address).content.decode()
        task = assessor.get(f"/forloeb/{journey.pk}/").content.decode()
        assert f"{address}?version=1#sortering" in task
        (told,) = assessor.get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"]
        (of_it,) = told["versions"][0]["sorting"]
        assert (of_it["work"], of_it["by_hand"], of_it["unit"]) == ("nurse", True, str(actors.nursing.pk))
        assessor.post(f"{address}loest/", {**press, "seen": "2"})
        assert "Løst:" in assessor.get(address).content.decode()
        # The sender reads nothing of how another house distributes its work.
        assert "Sortering hos jer" not in as_user(actors.nurse).get(address).content.decode()


def test_a_program_sorts_and_says_that_it_is_done_as_a_person_does(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    rule(actors.assessor, kind=["correspondence"], unit=actors.nursing, work=Work.NURSE)
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    program = as_user(actors.assessor)
    address = f"/api/v1/journeys/{journey.pk}/documents/{plan.pk}/sortings/"

    def post(where: str, **said: object) -> Any:
        return program.post(where, said, content_type="application/json")

    with when_released():
        relay_outbox()
        (row,) = program.get("/api/v1/documents/unsorted/").json()["documents"]
        assert (row["journey"], row["document"], row["label"]) == (str(journey.pk), str(plan.pk), "Plejeforløbsplan")
        of_it = {"number": row["number"], "receiver": row["receiver"], "seen": row["seen"]}
        strange = post(address, **of_it, work="nurse", unit=str(actors.ward.pk), within_hours=3)
        assert strange.status_code == 400
        assert {"unit", "within_hours"} <= set(strange.json()["errors"])
        assert post(address, **of_it, work="dance").status_code == 400
        answer = post(address, **of_it, work="nurse", unit=str(actors.nursing.pk), within_hours=4)
        assert (answer.status_code, answer.json()["by_hand"], answer.json()["seen"]) == (200, True, 2)
        again = post(address, **of_it, work="train")
        assert (again.status_code, again.json()["code"]) == (400, "sorting.changed")
        assert program.get("/api/v1/documents/unsorted/").json() == {"documents": []}
        assert post(f"{address}done/", **{**of_it, "seen": 2}).json()["done"] is True
        assert not Task.objects.open().filter(journey=journey, source="documents.sorting").exists()
        assert post(f"{address}done/", **{**of_it, "receiver": str(actors.ward.pk)}).status_code == 404
        assert as_user(actors.nurse).get("/api/v1/documents/unsorted/").json() == {"documents": []}


def test_what_stands_among_the_unsorted_alone_is_in_the_access_log_too(
    actors: Actors, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long list ends; what no rule fitted is shown beyond its end (DESIGN §6)."""
    monkeypatch.setattr("desk.selectors.documents.waiting.MOST", 1)
    rule(actors.assessor, "Sår", area=["nursing_c"])
    first, second = lying(actors), lying(actors)
    for journey, texts in ((first, {"nursing_c": "Tryksår"}), (second, {})):
        send(journey, written(journey, actors.nurse, **texts), actors.nurse, actors.municipality.pk)
    with when_released():
        relay_outbox()
        page = as_user(actors.assessor).get("/breve/").content.decode()
    assert f"/forloeb/{second.pk}/" in page
    row = AccessLog.objects.filter(user_uuid=actors.assessor.uuid).order_by("-at").first()
    assert row is not None
    assert set(row.journey_ids) == {str(first.pk), str(second.pk)}
