"""A cluster's implementation plan on its pages, for programs and as a file (RULES 1.2; K25)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from discharge.wording.refused import RefusedByRule
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import Cycle, ImplementationPlan, PlanTask, StatusAnswer
from principles.plans.actions import answer_status, save_task
from principles.plans.rules.progress import StatusQuestion, month_start
from principles.plans.rules.templates import DECIDED, PlanTrack
from principles.plans.selectors import overdue_plan_tasks, reminder_ref
from tests.actors import Actors

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def cluster(actors: Actors, **more: Any) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat, **more)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    return area


@pytest.fixture
def administrator(actors: Actors, as_user: AsUser) -> Client:
    cluster(actors)
    return as_user(actors.cluster_administrator)


def this_month() -> str:
    return timezone.localdate().replace(day=1).isoformat()


def begin(client: Client, **more: str) -> ImplementationPlan:
    answer = client.post("/implementering/ny/", {"template": "002", "month": this_month(), **more})
    assert answer.status_code == 302, answer.content.decode()
    return ImplementationPlan.objects.latest("begun_at")


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page: html.HtmlElement = html.fromstring(answer.content.decode())
    return " ".join(page.text_content().split())


def test_a_plan_begins_with_the_decided_tasks_and_their_days(administrator: Client) -> None:
    assert "Klyngen har ingen plan endnu" in words(administrator, "/implementering/")
    plan = begin(administrator)
    assert {task.item for task in plan.tasks.all()} == {item.key for item in DECIDED.items}
    assert all(task.due_on for task in plan.tasks.all())
    page = words(administrator, f"/implementering/{plan.pk}/")
    assert f"0 af {len(DECIDED.items)} opgaver er gjort" in page
    # What was to be ready before month 1 is asked about; nobody was late with it.
    before = PlanTask.objects.filter(plan=plan, due_on__lt=timezone.localdate())
    assert {task.item for task in before} == {"IP-10.1", "IP-20", "IP-30", "IP-31"}
    assert "4 havde frist, før planen blev oprettet" in page
    assert "Ingen er forsinkede" in page
    assert "(K25)" not in page
    assert not list(overdue_plan_tasks(timezone.now()))
    # A new day is one that the plan has to keep.
    moved = before.get(item="IP-20")
    moved.due_on = timezone.localdate() + timedelta(days=1)
    save_task(moved, by=plan.begun_by, now=timezone.now())
    told = {row.subject_ref for row in overdue_plan_tasks(timezone.now() + timedelta(days=2))}
    assert told & {reminder_ref(task.pk) for task in plan.tasks.filter(first_on=None)} == {reminder_ref(moved.pk)}
    assert "3 havde frist, før planen blev oprettet" in words(administrator, f"/implementering/{plan.pk}/")


def test_a_status_and_a_seminar_of_a_time_before_the_plan_are_refused(administrator: Client) -> None:
    plan = begin(administrator)
    address, today = f"/implementering/{plan.pk}/", timezone.localdate()
    # Month 0 is the plan's own; two months before nobody had one.
    for number, status in ((0, 302), (-1, 422)):
        said = {"month": month_start(today, number).isoformat(), "SQ2": "Godt", "SQ4": "Skolebænk"}
        assert administrator.post(f"{address}status/", said).status_code == status
    before, asked = month_start(today, -1), {StatusQuestion.ACTIVITIES: "x"}
    with pytest.raises(RefusedByRule):
        answer_status(plan, month=before, words=asked, by=plan.begun_by, now=timezone.now())
    assert {row.month for row in plan.answers.all()} == {month_start(today, 0)}
    early = f"{month_start(today, 0):%d.%m.%Y}"
    for kind, status in (("seminar", 422), ("wrap_up", 422), ("sparring", 302)):
        said = {"kind": kind, "title": "Læring", "held_on": early}
        assert administrator.post(f"{address}moede/", said).status_code == status, kind


def test_the_same_plan_is_not_begun_twice(administrator: Client, actors: Actors) -> None:
    begin(administrator)
    again = administrator.post("/implementering/ny/", {"template": "002", "month": this_month()})
    assert again.status_code == 422
    assert "Der er allerede en plan" in again.content.decode()
    begin(administrator, unit=str(actors.municipality.pk))
    assert ImplementationPlan.objects.count() == 2


def test_the_draft_and_a_stranger_are_not_begun_from(administrator: Client, actors: Actors) -> None:
    for wrong in ({"template": "000"}, {"unit": str(actors.practice.pk)}, {"month": "2026-13-01"}, {"month": ""}):
        answer = administrator.post("/implementering/ny/", {"template": "002", "month": this_month(), **wrong})
        assert answer.status_code == 422, wrong
    assert not ImplementationPlan.objects.exists()


def test_a_task_is_done_with_its_day_and_shown_so(administrator: Client, actors: Actors) -> None:
    plan = begin(administrator)
    task = plan.tasks.get(item="IP-20")
    address = f"/implementering/{plan.pk}/opgave/{task.pk}/"
    assert "Klyngens plan: gruppe" in words(administrator, address)
    form = {"due_on": "31.12.2026", "status": "done", "owner": str(actors.hospital.pk), "evidence": "Referat 3"}
    refused = administrator.post(address, form)
    assert refused.status_code == 422
    assert "hvilken dag opgaven blev gjort" in refused.content.decode()
    today = timezone.localdate()
    done = administrator.post(address, {**form, "done_on": f"{today:%d.%m.%Y}"})
    assert done.status_code == 302
    task.refresh_from_db()
    assert (task.status, task.done_on, task.owner, task.evidence) == ("done", today, actors.hospital, "Referat 3")
    assert task.history.latest().history_user == actors.cluster_administrator
    assert "1 af" in words(administrator, f"/implementering/{plan.pk}/")
    # Whoever opens it again leaves no day behind.
    assert administrator.post(address, {**form, "status": "under_way", "done_on": "01.11.2026"}).status_code == 302
    task.refresh_from_db()
    assert task.done_on is None


def test_an_own_task_has_words_track_and_days_in_order(administrator: Client) -> None:
    plan = begin(administrator)
    address = f"/implementering/{plan.pk}/opgave/"
    form = {"title": "Fælles skolebænk", "track": "dialogue", "status": "not_begun", "first_on": "01.12.2026"}
    refused = administrator.post(address, {**form, "due_on": "30.11.2026"})
    assert refused.status_code == 422
    assert "kan ikke slutte" in refused.content.decode()
    assert administrator.post(address, {**form, "title": "Borger 010150-1234"}).status_code == 422
    assert administrator.post(address, {**form, "due_on": "01.12.2026"}).status_code == 302
    assert "Fælles skolebænk" in words(administrator, f"/implementering/{plan.pk}/")


def test_the_status_is_answered_question_by_question(administrator: Client) -> None:
    plan = begin(administrator)
    address = f"/implementering/{plan.pk}/status/"
    assert administrator.post(address, {"month": this_month()}).status_code == 422
    assert (
        administrator.post(address, {"month": this_month(), "SQ1": "Halvvejs", "SQ5": "Weekender"}).status_code == 302
    )
    # An answer that is left empty stands as it was.
    assert administrator.post(address, {"month": this_month(), "SQ1": "To tredjedele"}).status_code == 302
    rows = dict(StatusAnswer.objects.values_list("question", "words"))
    assert rows == {"SQ1": "To tredjedele", "SQ5": "Weekender"}
    page = words(administrator, f"/implementering/{plan.pk}/")
    assert "Hvor langt er vi?" in page
    assert "To tredjedele" in page
    assert "Halvvejs" not in page
    assert "Weekender" in words(administrator, f"/implementering/{plan.pk}/oplaeg/")


def test_a_cycle_goes_step_by_step_and_ends(administrator: Client) -> None:
    plan = begin(administrator)
    today = f"{timezone.localdate():%d.%m.%Y}"
    form = {"title": "Opkald før kl. 12", "indicator": "K7", "words": "Vi ringer", "on": today}
    assert administrator.post(f"/implementering/{plan.pk}/pdsa/", {**form, "indicator": "K99"}).status_code == 422
    assert administrator.post(f"/implementering/{plan.pk}/pdsa/", form).status_code == 302
    cycle = Cycle.objects.get()
    address = f"/implementering/{plan.pk}/pdsa/{cycle.pk}/"
    for stage, heading in (("do", "Udfør"), ("study", "Undersøg"), ("act", "Beslut")):
        assert heading in words(administrator, address)
        assert administrator.post(address, {"stage": stage, "words": f"ord {stage}", "on": today}).status_code == 302
        # A second press of the same button writes nothing twice.
        assert administrator.post(address, {"stage": stage, "words": "igen", "on": today}).status_code == 422 or (
            stage == "act"
        )
    assert [step.stage for step in cycle.steps.all()] == ["plan", "do", "study", "act"]
    assert administrator.get(address).status_code == 302
    assert "ord study" in words(administrator, f"/implementering/{plan.pk}/oplaeg/")


def test_a_step_is_not_before_the_one_before_it(administrator: Client) -> None:
    plan = begin(administrator)
    today = timezone.localdate()
    form = {"title": "Opkald", "words": "Vi ringer", "on": f"{today:%d.%m.%Y}"}
    administrator.post(f"/implementering/{plan.pk}/pdsa/", form)
    earlier = f"{date.fromordinal(today.toordinal() - 1):%d.%m.%Y}"
    address = f"/implementering/{plan.pk}/pdsa/{Cycle.objects.get().pk}/"
    answer = administrator.post(address, {"stage": "do", "words": "x", "on": earlier})
    assert answer.status_code == 422
    assert "før det forrige" in answer.content.decode()


def test_a_meeting_with_decisions_and_the_next_seminar(administrator: Client) -> None:
    plan = begin(administrator)
    day = timezone.localdate() + timedelta(days=31)
    form = {"kind": "seminar", "title": "Fælles læring", "held_on": f"{day:%d.%m.%Y}", "decisions": "Ring\nSkriv så"}
    assert administrator.post(f"/implementering/{plan.pk}/moede/", form).status_code == 302
    (meeting,) = plan.meetings.all()
    page = administrator.get(f"/implementering/{plan.pk}/").content.decode()
    assert "<li>Ring</li><li>Skriv så</li>" in page
    assert f"{day:%d-%m-%Y}" in words(administrator, "/implementering/")
    changed = administrator.post(f"/implementering/{plan.pk}/moede/{meeting.pk}/", {**form, "title": "Fælles læring 2"})
    assert changed.status_code == 302
    assert "Fælles læring 2" in words(administrator, f"/implementering/{plan.pk}/")


def test_others_read_and_do_not_write(administrator: Client, actors: Actors, as_user: AsUser) -> None:
    plan = begin(administrator)
    nurse = as_user(actors.nurse)
    page = nurse.get(f"/implementering/{plan.pk}/")
    assert page.status_code == 200
    assert b"Ny opgave" not in page.content
    assert nurse.post(f"/implementering/{plan.pk}/opgave/", {"title": "x"}).status_code == 403
    assert as_user(actors.citizen).get(f"/implementering/{plan.pk}/").status_code == 403
    # Another cluster's secretariat reads and may not write either.
    plan.area.secretariat = actors.region
    plan.area.save()
    assert administrator.get(f"/implementering/{plan.pk}/").status_code == 200
    assert administrator.post(f"/implementering/{plan.pk}/status/", {"SQ1": "x"}).status_code == 403
    assert administrator.get("/implementering/ny/").status_code == 404
    assert not plan.answers.exists()


@pytest.mark.parametrize("address", ["hvad/", "status/1/", "opgave/999999/", "moede/999999/", "pdsa/999999/"])
def test_what_does_not_exist_is_not_found(administrator: Client, address: str) -> None:
    assert administrator.get(f"/implementering/{begin(administrator).pk}/{address}").status_code == 404


def test_programs_read_and_write_the_same(administrator: Client, actors: Actors, as_user: AsUser) -> None:
    def post(address: str, said: dict[str, Any], status: int = 200) -> Any:
        answer = administrator.post(f"/api/v1/plans/{address}", said, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    plan = post("", {"template": "002", "month": this_month()})
    assert plan["tasks_total"] == len(DECIDED.items)
    assert (plan["tasks_due"], plan["tasks_late"], plan["tasks_overtaken"]) == (0, 0, 4)
    assert {row["track"]: row["tasks_due"] for row in plan["tracks"]} == dict.fromkeys(PlanTrack, 0)
    assert post("", {"template": "002", "month": this_month()}, 400)["code"]
    task = next(task for task in plan["tasks"] if task["item"] == "IP-22")
    stood = post(f"{plan['id']}/tasks/{task['id']}/", {"status": "under_way", "due_on": "2026-12-31"})
    assert next(row for row in stood["tasks"] if row["id"] == task["id"])["status"] == "under_way"
    stood = post(f"{plan['id']}/status/", {"month": this_month(), "SQ3": "Godt"})
    assert stood["status"] == [{"month": this_month(), "question": "SQ3", "words": "Godt"}]
    today = timezone.localdate().isoformat()
    stood = post(f"{plan['id']}/cycles/", {"title": "Opkald", "words": "Vi ringer", "on": today})
    assert stood["cycles"][0]["next_stage"] == "do"
    stood = post(f"{plan['id']}/meetings/", {"kind": "sparring", "title": "På tværs", "held_on": today})
    assert stood["meetings"][0]["title"] == "På tværs"
    post(f"{plan['id']}/other/", {}, 404)
    reader = as_user(actors.gp)
    assert reader.get("/api/v1/plans/").json()[0]["id"] == plan["id"]
    assert reader.get(f"/api/v1/plans/{plan['id']}/").json() == stood
    assert reader.post(f"/api/v1/plans/{plan['id']}/status/", {}, content_type="application/json").status_code == 403


def test_the_tasks_as_a_file(administrator: Client) -> None:
    plan = begin(administrator)
    file = administrator.get(f"/implementering/{plan.pk}/opgaver.csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(DECIDED.items)
    assert lines[0].startswith("Spor;Nr.;Opgave;Ansvarlig;Planen nævner;")
    # As on the page: a task without an owner is the secretariat's, whomever the template names.
    assert all(";Sekretariatet;" in line for line in lines[1:])
    assert "attachment" in file["Content-Disposition"]


def test_the_page_asks_as_much_of_a_large_plan_as_of_a_small_one(
    administrator: Client, django_assert_max_num_queries: Any
) -> None:
    plan = begin(administrator)
    # Nine of the page, two of the frame (how old the messages are, without a gateway), three of the session.
    with django_assert_max_num_queries(14) as small:
        administrator.get(f"/implementering/{plan.pk}/")
    PlanTask.objects.bulk_create(PlanTask(plan=plan, title=f"Opgave {n}", track="dialogue") for n in range(100))
    with django_assert_max_num_queries(len(small)):
        administrator.get(f"/implementering/{plan.pk}/")


@pytest.mark.parametrize(
    "address", ["/implementering/", "/aftalen/", "/aftalen/2.2/", "/aftalen/dialogkort/", "/noegletal/"]
)
def test_paper_is_called_confidential_only_where_it_names_somebody(administrator: Client, address: str) -> None:
    page = administrator.get(address).content.decode()
    assert "udskrevet" in page
    assert "Fortroligt" not in page


def test_bodies_approve_in_their_order_on_the_page_and_for_programs(administrator: Client) -> None:
    plan = begin(administrator)
    day = timezone.localdate().isoformat()
    page = f"/implementering/{plan.pk}/"
    first = {"subject": "plan", "body": "cluster_steering_group", "planned_on": day}
    assert administrator.post(f"{page}godkendelse/", first).status_code == 302
    assert administrator.post(f"{page}godkendelse/", first).status_code == 422
    said = {"subject": "plan", "body": "managements", "outcome": "approved", "decided_on": day}
    early = administrator.post(f"/api/v1/plans/{plan.pk}/approvals/", said, content_type="application/json")
    assert early.status_code == 400
    assert "En instans før denne" in early.content.decode()
    assert "Venter på Klyngestyregruppen" in words(administrator, page)
    row = plan.approvals.get()
    outcome = {"place": "5", "outcome": "approved", "decided_on": day}
    assert administrator.post(f"{page}godkendelse/{row.pk}/", outcome).status_code == 302
    late = administrator.post(f"/api/v1/plans/{plan.pk}/approvals/", said, content_type="application/json")
    assert [each["outcome"] for each in late.json()["approvals"]] == ["approved", "approved"]
    assert len(late.json()["approval_history"]) == 3
    shown = words(administrator, page)
    assert "Alle instanser har svaret" in shown
    assert "ikke afgjort" in shown
