"""A closed unit: its people end, its open tasks go to whoever answers now (issue 6, B31)."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.models import Task
from journeys.selectors.sight import visible_journeys
from organisations.actions.closing import close_unit
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Membership, Organisation, SecurityEvent, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey
from tests.factories.organisations import make_ward


@pytest.fixture
def heir(actors: Actors) -> Organisation:
    return make_ward(actors.hospital, "Medicin 2")


def open_tasks(unit: Organisation) -> list[str]:
    return sorted(Task.objects.open().filter(owner=unit).values_list("kind", flat=True))


def test_b31_open_tasks_move_to_the_successor(actors: Actors, heir: Organisation) -> None:
    admitted_journey(actors)
    before = open_tasks(actors.ward)
    assert before
    assert close_unit(actors.ward, successor=heir, now=timezone.now(), by=actors.administrator) == heir
    assert (open_tasks(actors.ward), open_tasks(heir)) == ([], before)


def test_b31_without_a_successor_the_unit_above_answers(actors: Actors) -> None:
    admitted_journey(actors)
    before = open_tasks(actors.ward)
    close_unit(actors.ward, now=timezone.now())
    assert open_tasks(actors.hospital) == before


def test_b31_a_task_that_comes_later_goes_to_the_successor_too(actors: Actors, heir: Organisation) -> None:
    close_unit(actors.ward, successor=heir, now=timezone.now())
    admitted_journey(actors)
    assert open_tasks(actors.ward) == []
    assert open_tasks(heir)


def test_b31_the_rows_are_what_a_rebuild_says(actors: Actors, heir: Organisation) -> None:
    admitted_journey(actors)
    close_unit(actors.ward, successor=heir, now=timezone.now())
    call_command("rebuild", "--check", stdout=StringIO())


def test_b31_the_successors_people_see_the_journeys(actors: Actors, heir: Organisation) -> None:
    journey = admitted_journey(actors)
    nurse = User.objects.get(pk=actors.stranger.pk)
    Membership.objects.filter(pk=nurse.active_membership_id).update(unit=heir)
    nurse = User.objects.get(pk=nurse.pk)
    assert not visible_journeys(nurse, now=timezone.now()).filter(pk=journey.pk).exists()
    close_unit(actors.ward, successor=heir, now=timezone.now())
    nurse = User.objects.get(pk=nurse.pk)
    assert visible_journeys(nurse, now=timezone.now()).filter(pk=journey.pk).exists()


def test_b31_memberships_end_today_and_those_to_come_never_begin(actors: Actors, heir: Organisation) -> None:
    later = timezone.localdate() + timedelta(days=5)
    staff = list(Membership.objects.filter(unit=actors.ward).values_list("user__uuid", flat=True))
    coming = Membership.objects.create(user=actors.stranger, unit=actors.ward, role="hospital_nurse", valid_from=later)
    close_unit(actors.ward, successor=heir, now=timezone.now(), by=actors.administrator)
    assert not Membership.objects.valid_on(timezone.localdate()).filter(unit=actors.ward).exists()
    assert not Membership.objects.filter(pk=coming.pk).exists()
    ended = SecurityEvent.objects.filter(kind="membership_ended", detail__unit=str(actors.ward.pk))
    assert set(ended.values_list("user_uuid", flat=True)) == set(staff)
    assert User.objects.get(pk=actors.nurse.pk).unit is None


@pytest.mark.parametrize("case", ["twice", "itself", "nobody", "children", "closed heir"])
def test_b31_nobody_is_left_without_an_answer(case: str, actors: Actors, heir: Organisation) -> None:
    unit, successor = actors.ward, heir
    if case == "twice":
        close_unit(unit, successor=heir, now=timezone.now())
    if case == "itself":
        successor = unit
    if case == "closed heir":
        close_unit(heir, now=timezone.now())
    if case in ("nobody", "children"):
        unit, successor = actors.municipality if case == "nobody" else actors.hospital, None
    with pytest.raises(InvalidOrganisation):
        close_unit(unit, successor=successor, now=timezone.now())


def test_b31_the_administrator_closes_it_on_the_site(actors: Actors, heir: Organisation) -> None:
    client = Client()
    client.force_login(actors.administrator)
    listed = reverse("admin:organisations_organisation_changelist")
    to_page = client.post(listed, {"action": "close", "_selected_action": [str(actors.ward.pk)]})
    assert client.get(to_page["Location"]).status_code == 200
    assert client.post(to_page["Location"], {"successor": str(heir.pk)}).status_code == 302
    actors.ward.refresh_from_db()
    assert (actors.ward.closed_on, actors.ward.successor) == (timezone.localdate(), heir)
    assert SecurityEvent.objects.filter(kind="unit_closed", by_uuid=actors.administrator.uuid).exists()
    assert client.post(to_page["Location"], {"successor": str(heir.pk)}).status_code == 422


def test_b31_the_command_does_the_same(actors: Actors, heir: Organisation) -> None:
    said = StringIO()
    call_command("close_unit", str(actors.ward.pk), "--successor", str(heir.pk), stdout=said)
    assert "Medicin 2 answers now" in said.getvalue()
