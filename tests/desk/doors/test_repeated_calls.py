"""A program that calls again under its key writes nothing twice, whatever it writes (DESIGN §8)."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from journeys.actions.own_access import tie_login
from journeys.models import ActKey, RelativeCode
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import Alternative, ImplementationPlan, LearningCase, PlanMeeting, SurveyBatch
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
WRITING = {"post", "put", "patch"}
BEARER = {"Authorization": "Bearer abc"}
# What asks for no key: a second call finds it done, is refused, or only reads.
ONCE_BY_NATURE = {
    "flowchart_step_answer": "one answer a person and step; the second is the first",
    "inbox_read": "read is read",
    "journeys_documents_files_create": "the same file twice is one",
    "journeys_documents_sortings_create": "names the state that was seen",
    "journeys_documents_sortings_done_create": "names the state that was seen",
    "own_learning_objection": "an objection stands",
    "relative": "reads",
    "survey_answer": "a code is used up",
    "survey_staff_answer": "one answer a person and period; a key beside it would say what was answered",
    "surveys_codes_withdraw_create": "withdrawn is withdrawn",
    "surveys_texts_create": "a text leaves the queue",
}


def this_month() -> str:
    return timezone.localdate().replace(day=1).isoformat()


def call(client: Client, address: str, said: dict[str, Any], key: str = "one") -> Any:
    body = json.dumps(said)
    return client.post(f"/api/v1{address}", body, content_type="application/json", headers={"Idempotency-Key": key})


def twice(client: Client, address: str, said: dict[str, Any], key: str = "one") -> Any:
    """The same call two times: both are answered with the same row, and the second says that it stood."""
    first, second = call(client, address, said, key), call(client, address, said, key)
    assert first.status_code in (200, 201), first.content
    assert (second.status_code, second.headers.get("Idempotency-Replayed")) == (first.status_code, "true")
    assert "Idempotency-Replayed" not in first.headers
    return first.json(), second.json()


@pytest.fixture
def cluster(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    return area


@pytest.fixture
def administrator(actors: Actors, as_user: AsUser, cluster: CooperationArea) -> Client:
    return as_user(actors.cluster_administrator)


def test_a_plan_and_what_is_written_in_it(administrator: Client) -> None:
    # Without the key the second would be refused: there is such a plan.
    begun = twice(administrator, "/plans/", {"template": "002", "month": this_month()})
    plan = ImplementationPlan.objects.get()
    assert {each["id"] for each in begun} == {str(plan.pk)}
    meeting = {"kind": "seminar", "held_on": timezone.localdate().isoformat(), "title": "Læringsseminar"}
    held = twice(administrator, f"/plans/{plan.pk}/meetings/", meeting, key="two")
    assert held[0] == held[1]
    assert PlanMeeting.objects.count() == 1


def test_a_relative_s_code_is_told_once(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    said = {"name": "Bo Prøve Madsen", "ground": "consent"}
    first, second = twice(as_user(actors.nurse), f"/journeys/{journey.pk}/codes/", said)
    assert first["id"] == second["id"]
    assert (len(first["code"]), second["code"]) == (14, None)
    assert RelativeCode.objects.count() == 1


def test_a_key_is_one_statement(administrator: Client, actors: Actors, as_user: AsUser) -> None:
    twice(administrator, "/plans/", {"template": "002", "month": this_month()})
    other = call(administrator, "/plans/", {"template": "002", "month": this_month(), "unit": str(actors.hospital.pk)})
    assert (other.status_code, other.json()["code"]) == (400, "act.key_reused")
    elsewhere = call(administrator, "/registers/alternatives/", {"template": "002", "month": this_month()})
    assert elsewhere.json()["code"] == "act.key_reused"
    assert call(administrator, "/plans/", {}, key="ø" * 3).json()["code"] == "act.key_not_a_key"
    # It is the caller's alone.
    nurse = call(as_user(actors.nurse), "/plans/", {"template": "002", "month": this_month()})
    assert nurse.status_code == 403


def test_what_was_refused_leaves_its_key_free(administrator: Client) -> None:
    assert call(administrator, "/plans/", {"template": "x", "month": this_month()}).status_code == 400
    assert not ActKey.objects.exists()
    twice(administrator, "/plans/", {"template": "002", "month": this_month()})


def test_a_row_of_a_register(administrator: Client) -> None:
    said = {"name": "Akutteamet", "for_whom": "Alle", "phone": "00 00 11 01", "hours": "Altid"}
    rows = twice(administrator, "/registers/alternatives/", {**said, "valid_from": this_month()})
    assert rows[0] == rows[1]
    assert Alternative.objects.count() == 1


def test_a_nomination(actors: Actors, as_user: AsUser) -> None:
    journey, said = admitted_journey(actors), {"tone": "went_badly", "words": "Ingen ringede"}
    cases = twice(as_user(actors.nurse), f"/journeys/{journey.pk}/learning/", said)
    assert cases[0] == cases[1]
    assert LearningCase.objects.get().nominations.count() == 1


def test_codes_are_made_once_and_told_once(actors: Actors, as_user: AsUser) -> None:
    said = {"respondent": "citizen", "hospital": str(actors.hospital.pk), "speciality": "somatic", "number": 12}
    first, second = twice(as_user(actors.nurse), "/surveys/codes/", {**said, "month": this_month()})
    assert SurveyBatch.objects.count() == 1
    assert (first["id"], len(first["codes"]), second["codes"]) == (second["id"], 12, None)


def test_a_version_of_a_clause(actors: Actors, as_user: AsUser) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    said: dict[str, Any] = {"valid_from": tomorrow, "title_da": "Formål", "text_da": "Nyt", "title_en": "Aim"}
    said |= {"text_en": "New", "reason": "Prøve", "seen": 0}
    first, second = twice(as_user(actors.administrator), "/clauses/2.1.5/versions/", said)
    assert first == second


def test_a_database_that_goes_away_is_said_and_the_call_can_be_made_again(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_args: object, **_kwargs: object) -> None:
        raise OperationalError

    said = {"template": "002", "month": this_month()}
    with monkeypatch.context() as patch:
        patch.setattr("principles.plans.actions.saved_by", cut)
        away = call(administrator, "/plans/", said)
    assert (away.status_code, away.json()["code"], away.headers["Retry-After"]) == (503, "database_away", "5")
    twice(administrator, "/plans/", said)


def test_pages_and_programs_are_told_that_the_database_is_away_wherever_it_is_asked(
    actors: Actors, as_user: AsUser
) -> None:
    def away(*_args: object) -> None:
        raise OperationalError

    client = as_user(actors.nurse)
    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        # The session is asked for before any view.
        for page, words in ((client.get("/"), "indlæs siden igen"), (client.post("/soeg/"), "uvist, om")):
            said = page.content.decode()
            assert (page.status_code, page.headers["Retry-After"], words in said) == (503, "5", True), said
            assert "Systemet svarer ikke lige nu" in said
        for told in (client.get("/api/v1/journeys/"), client.post("/api/v1/medcom/messages/", headers=BEARER)):
            assert (told.status_code, told.json()["code"], told.headers["Retry-After"]) == (503, "database_away", "5")


def test_a_wish_that_is_sent_again(actors: Actors, as_user: AsUser) -> None:
    tie_login(actors.citizen, admitted_journey(actors).citizen, now=timezone.now(), by=actors.administrator)
    client, said = as_user(actors.citizen), {"text": "Hjem til katten", "said_by": "citizen"}
    told = [call(client, "/own/words/oenske/", said) for _ in range(2)]
    assert [(each.status_code, each.headers.get("Idempotency-Replayed")) for each in told] == [
        (201, None),
        (201, "true"),
    ]


def test_every_call_that_writes_takes_a_key_or_says_why_not() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    writing = [each for path in schema["paths"].values() for name, each in path.items() if name in WRITING]
    keyless = {
        each["operationId"]
        for each in writing
        if "Idempotency-Key" not in {said["name"] for said in each.get("parameters", ())}
    }
    assert keyless == set(ONCE_BY_NATURE)


def test_what_is_nested_too_deep_is_an_answer_at_every_door(client: Client, settings: Any) -> None:
    deep = "[" * 60_000
    for address in ("/api/v1/relative/", "/api/v1/surveys/answers/"):
        answer = client.post(address, deep, content_type="application/json")
        assert answer.status_code == 400, (address, answer.content)
