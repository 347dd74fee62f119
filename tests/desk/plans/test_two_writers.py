"""What one writes does not vanish unseen: two who save one row, a day or a remark that says nothing by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from desk.forms.seen import SEEN_ROW
from principles.models import ImplementationPlan, PlanTask, StatusAnswer
from tests.actors import Actors
from tests.desk.plans.test_plans import AsUser, begin, cluster, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(actors: Actors, as_user: AsUser) -> Client:
    cluster(actors)
    return as_user(actors.cluster_administrator)


@pytest.fixture
def plan(administrator: Client) -> ImplementationPlan:
    return begin(administrator)


def test_the_second_tab_reads_before_it_writes_over_the_first(administrator: Client, plan: ImplementationPlan) -> None:
    task = plan.tasks.order_by("pk")[0]
    address = f"/implementering/{plan.pk}/opgave/{task.pk}/"
    (mark,) = html.fromstring(administrator.get(address).content.decode()).xpath(f"//input[@name='{SEEN_ROW}']/@value")
    first = {"status": "under_way", "evidence": "Referat af 3. maj", SEEN_ROW: mark}
    assert administrator.post(address, first).status_code == 302
    second = {"status": "not_begun", "evidence": "Mit", SEEN_ROW: mark}
    refused = administrator.post(address, second)
    assert refused.status_code == 422
    page = html.fromstring(refused.content.decode())
    assert "Det er blevet ændret, siden du åbnede siden" in page.text_content()
    # Nothing that was typed is lost, and the page knows now what stands.
    assert page.xpath("//textarea[@name='evidence']")[0].text.strip() == "Mit"
    (fresh,) = page.xpath(f"//input[@name='{SEEN_ROW}']/@value")
    assert fresh != mark
    assert PlanTask.objects.get(pk=task.pk).evidence == "Referat af 3. maj"
    assert administrator.post(address, {**second, SEEN_ROW: fresh}).status_code == 302
    assert PlanTask.objects.get(pk=task.pk).evidence == "Mit"


def test_the_second_tab_reads_the_month_s_status_before_it_writes_over_it(
    administrator: Client, plan: ImplementationPlan
) -> None:
    address, month = f"/implementering/{plan.pk}/status/", timezone.localdate().replace(day=1).isoformat()
    (mark,) = html.fromstring(administrator.get(address).content.decode()).xpath(f"//input[@name='{SEEN_ROW}']/@value")
    assert administrator.post(address, {"month": month, "SQ1": "Halvvejs", SEEN_ROW: mark}).status_code == 302
    refused = administrator.post(address, {"month": month, "SQ1": "I gang", SEEN_ROW: mark})
    assert (refused.status_code, "I gang" in refused.content.decode()) == (422, True)
    assert StatusAnswer.objects.get().words == "Halvvejs"


def test_a_day_of_something_not_done_is_asked_about_and_reopening_empties_it(
    administrator: Client, plan: ImplementationPlan
) -> None:
    task = plan.tasks.order_by("pk")[0]
    address, today = f"/implementering/{plan.pk}/opgave/{task.pk}/", timezone.localdate().isoformat()
    refused = administrator.post(address, {"status": "under_way", "done_on": today})
    assert (refused.status_code, "Der står en dag, men ikke" in refused.content.decode()) == (422, True)
    assert administrator.post(address, {"status": "done", "done_on": today}).status_code == 302
    assert administrator.post(address, {"status": "under_way", "done_on": today}).status_code == 302
    assert PlanTask.objects.get(pk=task.pk).done_on is None


def test_no_status_of_a_month_that_has_not_begun(administrator: Client, plan: ImplementationPlan) -> None:
    ahead = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1).isoformat()
    answer = administrator.post(f"/implementering/{plan.pk}/status/", {"month": ahead, "SQ1": "Halvvejs"})
    assert (answer.status_code, StatusAnswer.objects.count()) == (422, 0)


def test_a_task_without_days_says_so_once(administrator: Client, plan: ImplementationPlan) -> None:
    new = {"title": "Spørg praksis", "track": "dialogue", "status": "not_begun"}
    assert administrator.post(f"/implementering/{plan.pk}/opgave/", new).status_code == 302
    assert "senest ingen frist" not in words(administrator, f"/implementering/{plan.pk}/")
