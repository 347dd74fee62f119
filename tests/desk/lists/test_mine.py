"""*Til mig*: what one person is told or asked by name or profession, on the page and for programs."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.documents.sorting import SortingRuleForm
from desk.selectors.lists.mine import DRAFTS_FOR
from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.drafts import begin_document
from documents.domain.sorting.tasks import Work
from documents.models import Document, SortingRule
from journeys.models import AccessLog, Journey
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.models import Addressee, Notification
from notifications.tasks import relay_outbox
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.test_sorting import rule
from tests.documents.writing import send, write, written
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
PAGE, API = "/til-mig/", "/api/v1/mine/"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def told(journey: Journey, unit: Organisation, *people: User) -> Notification:
    row = notify_unit(
        unit_id=unit.pk,
        kind=NotificationKind.DEADLINE_PASSED,
        subject_ref=journey.pk,
        key=str(uuid4()),
        facts={"about": "name_physician"},
        now=timezone.now(),
    )
    for person in people:
        Addressee.objects.create(notification=row, user=person, way="none")
    return row


def test_a_person_reads_what_was_addressed_to_them_and_a_colleague_does_not(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    row = told(journey, actors.ward, actors.nurse)
    told(journey, actors.ward)
    page = as_user(actors.nurse).get(PAGE).content.decode()
    assert page.count("En frist er overskredet") == 2
    assert "Intet venter på dig." in as_user(actors.doctor).get(PAGE).content.decode()
    (line,) = as_user(actors.nurse).get(API).json()["told"]
    assert (line["id"], line["state"]) == (str(row.pk), "unread")
    as_user(actors.doctor).post(f"/nyt/{row.pk}/laest/")
    assert as_user(actors.nurse).get(API).json()["told"] == []


def test_what_a_profession_is_to_watch_is_its_own_until_it_is_done(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    watched = rule(actors.assessor, unit=actors.nursing, work=Work.NURSE)
    SortingRule.objects.filter(pk=watched.pk).update(watch=Role.COMMUNITY_NURSE.value)
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        relay_outbox()
        page = as_user(actors.community_nurse).get(PAGE).content.decode()
        assert "Planlæg sygeplejen" in page
        assert "Plejeforløbsplan" in page
        (letter,) = as_user(actors.community_nurse).get(API).json()["letters"]
        assert (letter["document"], letter["kind"]) == (str(plan.pk), "care_pathway_plan")
        assert as_user(actors.assessor).get(API).json()["letters"] == []


def test_a_begun_letter_is_found_again_by_whoever_began_it(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    draft = begin_document(journey, Code.CORRESPONDENCE, by=actors.nurse, now=timezone.now())
    # Opened and left it is nothing to find again.
    assert str(draft.pk) not in as_user(actors.nurse).get(PAGE).content.decode()
    write(journey, draft, actors.nurse, text="Kommer hjem fredag")
    page = as_user(actors.nurse).get(PAGE).content.decode()
    assert f"/forloeb/{journey.pk}/breve/{draft.pk}/skriv/" in page
    row = AccessLog.objects.filter(user_uuid=actors.nurse.uuid).order_by("-at").first()
    assert row is not None
    assert row.journey_ids == [str(journey.pk)]
    assert as_user(actors.doctor).get(API).json()["drafts"] == []


def test_what_was_begun_more_than_a_year_ago_waits_in_its_journey(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    draft = begin_document(journey, Code.CORRESPONDENCE, by=actors.nurse, now=timezone.now())
    write(journey, draft, actors.nurse, text="Kommer hjem fredag")
    now = timezone.now()
    shown = []
    for begun in (now - DRAFTS_FOR + timedelta(minutes=1), now - DRAFTS_FOR - timedelta(minutes=1)):
        Document.objects.filter(pk=draft.pk).update(begun_at=begun)
        shown.append([each["document"] for each in as_user(actors.nurse).get(API).json()["drafts"]])
    assert shown == [[str(draft.pk)], []]


def test_a_rule_without_name_or_work_says_what_to_write(actors: Actors) -> None:
    form = SortingRuleForm(actors.municipality, {}, rule=rule(actors.assessor))
    assert form.errors["name"] == ["Giv reglen et navn. Det står på de breve, den sorterer."]
    assert form.errors["work"] == ["Vælg, hvad der skal gøres med brevet."]
