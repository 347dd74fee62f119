"""The very edges of what plans, registers, surveys, chart and principles say: the last day, the same moment, twice."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from discharge.models import ExtendedResponsibility
from discharge.wording.refused import RefusedByRule
from journeys.domain.calendar.clock import at_local
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from organisations.models import CooperationArea, CooperationAreaMember
from principles.flowchart.rules.position import ChartFacts
from principles.flowchart.selectors import chart_facts
from principles.in_practice.rules.facts import PracticeFacts
from principles.in_practice.selectors import practice_facts
from principles.models import Adoption, Alternative, SharedPractice, StatusAnswer, SurveyCode, TrainingEvent
from principles.plans.actions import answer_status, begin_plan
from principles.plans.rules.progress import StatusQuestion
from principles.registers.actions import save_adoption, save_alternative, save_event
from principles.surveys.rules.periods import code_closes_on
from tests.actors import Actors
from tests.desk.surveys.making import codes_made
from tests.factories.agreements import expect_home, propose_home
from tests.factories.journeys import admitted_journey, discharged_journey, tell_journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    return area


def chart(journey: Journey, now: datetime) -> ChartFacts:
    return chart_facts(Journey.objects.get(pk=journey.pk), [], [], letters=[], reads_plans=True, now=now)


def practice(journey: Journey, now: datetime, tasks: tuple[Task, ...] = ()) -> PracticeFacts:
    rest: dict[str, Any] = {"threads": [], "marks": [], "letters": [], "has_relatives": None, "reads_plans": True}
    return practice_facts(Journey.objects.get(pk=journey.pk), tasks=tasks, now=now, **rest)


def test_a_status_said_again_in_the_same_words_stays_whose_it_was(
    actors: Actors, area: CooperationArea, now: datetime
) -> None:
    by, month = actors.cluster_administrator, timezone.localdate()
    plan = begin_plan(area, template="002", month=month, unit=None, by=by, now=now)
    for at, text in ((now, "Godt"), (now + timedelta(hours=1), "Godt"), (now + timedelta(hours=2), "Bedre")):
        answer_status(plan, month=month, words={StatusQuestion.HOW_FAR: text}, by=by, now=at)
        assert StatusAnswer.objects.get().answered_at == (now if text == "Godt" else at)


@pytest.mark.parametrize(("phone", "fits"), [("112", True), ("1" * 15, True), ("11", False), ("1" * 16, False)])
def test_a_phone_has_three_to_fifteen_figures(
    actors: Actors, area: CooperationArea, now: datetime, phone: str, fits: bool
) -> None:
    today = timezone.localdate()
    words = {"name": "Akutteamet", "for_whom": "Alle", "hours": "Altid", "valid_from": today, "last_on": today}
    row = Alternative(area=area, phone=phone, **words)
    if fits:
        assert save_alternative(row, by=actors.cluster_administrator, now=now).pk
    else:
        with pytest.raises(RefusedByRule):
            save_alternative(row, by=actors.cluster_administrator, now=now)


def test_an_event_of_today_has_been_held_and_an_adoption_may_end_where_it_began(
    actors: Actors, area: CooperationArea, now: datetime
) -> None:
    by, today = actors.cluster_administrator, timezone.localdate()
    event = TrainingEvent(area=area, kind="visit", title="Besøg", held_on=today, from_hospital=3)
    assert save_event(event, by=by, now=now).pk
    event.held_on = today + timedelta(days=1)
    with pytest.raises(RefusedByRule):
        save_event(event, by=by, now=now)
    other = CooperationArea.objects.create(key="vest", name="Vestklyngen")
    practice = SharedPractice.objects.create(
        area=other, title="Opkald", problem="P", method="M", published_on=today, written_by=by
    )
    adoption = Adoption(practice=practice, area=area, begun_on=today, ended_on=today)
    assert save_adoption(adoption, by=by, now=now).pk


def test_a_code_can_be_used_on_its_last_day_whoever_makes_new_ones(actors: Actors) -> None:
    first, last = date(2026, 9, 3), code_closes_on(date(2026, 9, 1))
    batch, _codes = codes_made(actors, at_local(first, datetime.min.time().replace(hour=12)))
    for day, left in ((last, 10), (last + timedelta(days=1), 0)):
        codes_made(actors, at_local(day, datetime.min.time().replace(hour=12)), month=day.replace(day=1))
        assert SurveyCode.objects.filter(batch=batch).count() == left


def test_an_acute_function_that_ended_as_it_began_is_done(actors: Actors, now: datetime) -> None:
    journey, at = discharged_journey(actors, now=now), now - timedelta(hours=1)
    tell_journey(journey, K.ACUTE_FUNCTION_STARTED, at=at, referred_by="gp", organisation=actors.nursing)
    assert chart(journey, now).waiting["acute_function"] == "running"
    tell_journey(journey, K.ACUTE_FUNCTION_ENDED, at=at)
    assert chart(journey, now).done["acute_function"] == at


def test_e7_the_ward_has_answered_from_the_moment_that_the_window_ends(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    ends_at = ExtendedResponsibility.objects.get(journey=journey).ends_at
    assert ends_at is not None
    assert chart(journey, ends_at - timedelta(seconds=1)).waiting["answers"] == "running"
    assert chart(journey, ends_at).done["answers"] == ends_at


def test_001_64_the_first_word_of_the_day_and_001_82_the_last_of_the_citizen(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    said, home = now - timedelta(hours=20), now + timedelta(days=2)
    expect_home(journey, actors, on=home.date(), now=said)
    propose_home(journey, actors, at=home, now=said + timedelta(hours=2))
    ready = [now - timedelta(hours=hours) for hours in (9, 5)]
    tell_journey(journey, K.READY_REGISTERED, at=ready[0], checklist={"patient_informed": True})
    tell_journey(journey, K.TREATMENT_RESUMED, at=now - timedelta(hours=7))
    tell_journey(journey, K.READY_REGISTERED, at=ready[1], checklist={"patient_informed": True})
    facts = practice(journey, now)
    assert (facts.day_said_at, facts.patient_informed_at) == (said, ready[1])


def test_001_51_a_task_is_late_from_its_time_as_in_the_lists(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    tasks = tuple(Task(due_at=now + timedelta(seconds=seconds)) for seconds in (-1, 0, 1))
    facts = practice(journey, now, tasks)
    assert (facts.open_tasks, facts.late_tasks) == (3, 2)
