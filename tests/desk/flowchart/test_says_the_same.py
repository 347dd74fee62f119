"""Principles, chart and figures speak of the same journey: a boundary or a combination of each row (RULES 1.1)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from desk.forms.acting.principle_rows import principles_of
from desk.selectors.asker import Asker
from desk.selectors.page.journey import JourneyPage
from desk.selectors.page.opened import open_journey
from desk.views.flowchart import journey_chart
from documents.domain.threads import Thread, threads_of
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from journeys.models import Journey, Task
from organisations.models import User
from principles.flowchart.rules.graph import NODES
from principles.flowchart.rules.position import position
from principles.flowchart.selectors import chart_facts
from tests.actors import Actors
from tests.factories.events import event
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    state_affiliation,
    tell,
    tell_journey,
)
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
NOW = timezone.now()
HOUR = timedelta(hours=1)
Said = Mapping[str, tuple[str, str]]


def page_of(user: User, journey: Journey, *, now: datetime = NOW) -> JourneyPage:
    asker = Asker(user, now)
    opened = open_journey(asker, journey.pk)
    assert opened is not None
    return JourneyPage(asker, opened.journey)


def points_of(page: JourneyPage) -> Said:
    rows = [row.now for each in principles_of(page, {}).principles for row in each.rows]
    return {row.point.code: (row.standing.value, row.answer.reason) for row in rows}


def steps_of(page: JourneyPage) -> Said:
    standings = [step.standing for step in journey_chart(page).steps]
    return {each.node.code: (each.state.value, each.reason) for each in standings if each is not None}


def home_after(hours: float) -> Callable[[Actors], Journey]:
    return lambda actors: discharged_journey(actors, now=NOW, hours_ago=2, stayed=hours)


def helped_by(elder: bool, social: bool, speciality: str = "") -> Callable[[Actors], Journey]:
    def told(actors: Actors) -> Journey:
        journey = admitted_journey(actors, now=NOW)
        for affiliation, value in ((Affiliation.ELDER_CARE, elder), (Affiliation.SOCIAL, social)):
            state_affiliation(journey.citizen, affiliation, value, at=NOW - 20 * HOUR)
        if speciality:
            tell_journey(journey, K.SPECIALITY_STATED, at=NOW - 20 * HOUR, speciality=speciality)
        return journey

    return told


def seen_and_sent_home(actors: Actors) -> Journey:
    place: dict[str, Any] = {"provider": actors.ward, "hospital": actors.hospital, "municipality": actors.municipality}
    told = tell(make_citizen(), K.ACUTE_ARRIVED, at=NOW - 5 * HOUR, stated_by=actors.ward, episode="visit", **place)
    assert told.journey is not None
    state_affiliation(told.journey.citizen, Affiliation.ELDER_CARE, True, at=NOW - 4 * HOUR)
    end_journey(told.journey, K.DISCHARGED, at=NOW - 2 * HOUR)
    return Journey.objects.get(pk=told.journey.pk)


def was_ready(*then: tuple[K, Mapping[str, Any]]) -> Callable[[Actors], Journey]:
    def told(actors: Actors) -> Journey:
        journey = admitted_journey(actors, now=NOW)
        make_ready(journey, actors.nurse, at=NOW - 10 * HOUR, now=NOW - 10 * HOUR)
        for kind, payload in then:
            tell_journey(journey, kind, at=NOW - 5 * HOUR, **payload)
        return journey

    return told


def terminal(actors: Actors) -> Journey:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.TERMINAL_DECLARED, at=NOW - 5 * HOUR)
    return journey


def meeting_declined(actors: Actors) -> Journey:
    journey = helped_by(True, False, "psychiatric")(actors)
    tell_journey(journey, K.MEETING_ASKED, at=NOW - 9 * HOUR, text="Vi vil mødes.")
    tell_journey(journey, K.MEETING_DECLINED, at=NOW - 8 * HOUR, text="Det er aftalt i telefonen.")
    return journey


def died_ready(actors: Actors) -> Journey:
    journey = was_ready()(actors)
    end_journey(journey, K.DIED, at=NOW - HOUR)
    return journey


@pytest.mark.parametrize(
    ("story", "point", "said", "step", "stands"),
    [
        pytest.param(home_after(20), "plan", "plan_not_used", "care_plan", "plan_not_used", id="001-63 short stay"),
        pytest.param(home_after(24), "plan", "plan_not_used", "care_plan", "plan_not_used", id="001-63 24 hours"),
        pytest.param(home_after(24.1), "plan", "no_plan", "care_plan", "left", id="001-63 longer"),
        pytest.param(home_after(20), "contingency", "plan_not_used", "care_plan", "plan_not_used", id="001-67 short"),
        pytest.param(
            helped_by(False, True), "plan", "plan_not_used", "care_plan", "plan_not_used", id="001-71 social alone"
        ),
        pytest.param(helped_by(True, True), "plan", "no_plan", "care_plan", "", id="001-72 both"),
        pytest.param(helped_by(True, False, "psychiatric"), "plan", "no_plan", "", "", id="001-74 elder care"),
        pytest.param(helped_by(False, True, "psychiatric"), "plan", "psychiatry_letters", "", "", id="001-71 C4"),
        pytest.param(home_after(72), "report", "not_asked_for", "report", "not_asked_for", id="001-32 not asked for"),
        pytest.param(seen_and_sent_home, "told", "not_admitted", "planning", "not_admitted", id="2d S2 seen"),
        pytest.param(seen_and_sent_home, "told", "not_admitted", "changed_plan", "not_admitted", id="2d S2 no plan"),
        pytest.param(meeting_declined, "meeting", "meeting_answered", "meeting", "meeting_answered", id="B2-P5 no"),
    ],
)
def test_panel_and_chart_give_the_same_reason(
    actors: Actors, story: Callable[[Actors], Journey], point: str, said: str, step: str, stands: str
) -> None:
    page = page_of(actors.nurse, story(actors))
    assert points_of(page)[point][1] == said
    assert not step or steps_of(page)[step][1] == stands


@pytest.mark.parametrize(
    ("story", "stands"),
    [
        pytest.param(was_ready(), ("done", ""), id="001-80 ready"),
        pytest.param(was_ready((K.TREATMENT_RESUMED, {})), ("ahead", ""), id="001-87 treated again"),
        pytest.param(was_ready((K.TERMINAL_DECLARED, {})), ("not_applicable", "terminal"), id="001-89 terminal after"),
        pytest.param(terminal, ("not_applicable", "terminal"), id="001-89 terminal"),
        pytest.param(home_after(72), ("not_applicable", "did_not_wait"), id="001-86 did not wait"),
        pytest.param(died_ready, ("done", ""), id="001-80 died ready"),
    ],
)
def test_who_is_treated_again_is_ready_no_longer(
    actors: Actors, story: Callable[[Actors], Journey], stands: tuple[str, str]
) -> None:
    assert steps_of(page_of(actors.nurse, story(actors)))["ready"] == stands


def test_a_task_is_late_at_the_instant_that_it_is_due_as_in_the_lists(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, hours_ago=1)
    due_at = min(each for each in Task.objects.filter(journey=journey).values_list("due_at", flat=True) if each)
    before, then = (points_of(page_of(actors.nurse, journey, now=due_at - gap)) for gap in (HOUR / 3600, 0 * HOUR))
    assert (before["in_time"][1], then["in_time"][1]) == ("nothing_late", "late")


def sent(hours: float, document: str, *, kind: str = "correspondence", number: int = 1, **to: str) -> Any:
    facts = {"document": document, "document_kind": kind, "version": number}
    return event(K.DOCUMENT_SENT, hours, organisation="w", receivers=list(to), roles=to, **facts)


def answered(hours: float, document: str) -> Any:
    return event(K.DOCUMENT_ANSWERED, hours, document=document, version=1, party="m", answer="acknowledged")


def in_error(hours: float, document: str) -> Any:
    said = {"document": document, "version": 1, "mistake": "receiver", "receivers": ["m"]}
    return event(K.DOCUMENT_SENT_IN_ERROR, hours, organisation="w", **said)


M: dict[str, Any] = {"m": "municipality"}
ONE, OTHER = sent(1, "d1", **M), sent(2, "d2", **M)
PLAN = sent(1, "p1", kind="care_pathway_plan", **M)


@pytest.mark.parametrize(
    ("told", "step", "stands"),
    [
        pytest.param([], "letters", ("not_applicable", "no_letters"), id="none"),
        pytest.param([ONE], "letters", ("waiting", "awaits_answer"), id="one waits"),
        pytest.param([ONE, OTHER, answered(3, "d1")], "letters", ("waiting", "awaits_answer"), id="one of two waits"),
        pytest.param([ONE, OTHER, answered(3, "d1"), answered(4, "d2")], "letters", ("done", ""), id="both answered"),
        pytest.param(
            [ONE, answered(3, "d1"), in_error(4, "d1")], "letters", ("not_applicable", "no_letters"), id="not"
        ),
        pytest.param([ONE, in_error(3, "d1")], "letters", ("not_applicable", "no_letters"), id="sent in error"),
        pytest.param(
            [ONE, OTHER, answered(3, "d2"), in_error(4, "d1")], "letters", ("done", ""), id="the other was in error"
        ),
        pytest.param([ONE], "contact", ("done", ""), id="the municipality was told"),
        pytest.param([sent(1, "d1", w="hospital")], "contact", ("unknown", "not_stated"), id="only the ward was told"),
        pytest.param([ONE, in_error(3, "d1")], "early_contact", ("ahead", ""), id="told in error"),
        pytest.param([ONE, in_error(3, "d1")], "contact", ("unknown", "not_stated"), id="contact in error"),
        pytest.param([sent(1, "d1")], "contact", ("unknown", "not_stated"), id="nobody got it"),
        pytest.param([PLAN], "care_plan", ("done", ""), id="a plan"),
        pytest.param([PLAN, in_error(3, "p1")], "care_plan", ("ahead", ""), id="a plan in error"),
    ],
)
def test_of_letters_counts_what_reached_somebody_rightly(
    actors: Actors, told: list[Any], step: str, stands: tuple[str, str]
) -> None:
    threads: tuple[Thread, ...] = threads_of(History(told))
    facts = chart_facts(admitted_journey(actors, now=NOW), [], threads, letters=[], reads_plans=True, now=NOW)
    found = {each.node.code: (each.state.value, each.reason) for each in position(NODES, facts)}
    assert found[step] == stands


def report_then_no_services(actors: Actors) -> Journey:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.REPORT_OF_ADMISSION_SENT, at=NOW - 9 * HOUR)
    state_affiliation(journey.citizen, Affiliation.MUNICIPAL_SERVICES, False, at=NOW - 5 * HOUR)
    return journey


@pytest.mark.parametrize(
    ("story", "point", "stands", "step", "state"),
    [
        pytest.param(report_then_no_services, "report", "met", "report", "done", id="001-32 done, then no services"),
        pytest.param(report_then_no_services, "agreed_time", "off", "agreed_time", "not_applicable", id="001-65"),
        pytest.param(admitted_journey, "knowledge", "unknown", "knowledge", "unknown", id="001-40 nobody asked"),
    ],
)
def test_panel_and_chart_stand_the_same(
    actors: Actors, story: Callable[[Actors], Journey], point: str, stands: str, step: str, state: str
) -> None:
    page = page_of(actors.nurse, story(actors))
    assert (points_of(page)[point][0], steps_of(page)[step][0]) == (stands, state)
