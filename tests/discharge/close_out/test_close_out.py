"""The close-out from the database: each condition with one owner and a due time (RULES 001-03, 001-22, K16)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from discharge.models import CloseOutCondition
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, Task
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEFT = NOW - 5 * HOUR


def conditions(journey: Journey) -> dict[str, CloseOutCondition]:
    return {row.condition: row for row in CloseOutCondition.objects.filter(journey=journey)}


def tasks(journey: Journey) -> dict[str, str]:
    rows = Task.objects.open().filter(journey=journey, source__in=["close_out", "discharge_letter"])
    return dict(rows.values_list("kind", "owner__name"))


def close(journey: Journey, *, at: datetime) -> Journey:
    """Meet every condition that is open after a discharge."""
    tell_journey(journey, K.FMK_UPDATED, at=at)
    tell_journey(journey, K.REHABILITATION_DECIDED, at=at, needed=False)
    tell_journey(journey, K.MUNICIPAL_ENROLLED, at=at, needed=True)
    tell_journey(journey, K.OTHER_TASKS_DONE, at=at)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, at=at, positive=True)
    return Journey.objects.get(pk=journey.pk)


@pytest.mark.parametrize(
    ("condition", "owner", "due"),
    [
        ("enrolled", "Viborg Kommune", LEFT + 72 * HOUR),
        ("fmk", "Medicin 1", LEFT),
        ("rehabilitation", "Medicin 1", LEFT),
        ("other_tasks", "Medicin 1", LEFT + 72 * HOUR),
    ],
)
def test_an_open_condition_has_its_owner_and_its_due_time(
    condition: str, owner: str, due: datetime, actors: Actors
) -> None:
    row = conditions(discharged_journey(actors, now=NOW))[condition]
    assert row.owner is not None
    assert (row.state, row.owner.name, row.due_at) == ("open", owner, due)


def test_all_six_are_there_in_the_order_of_the_footnote(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    assert list(conditions(journey)) == ["discharged", "enrolled", "letter", "fmk", "rehabilitation", "other_tasks"]


def test_one_task_each_with_one_owner(actors: Actors) -> None:
    assert tasks(discharged_journey(actors, now=NOW)) == {
        "discharge_letter": "Medicin 1",
        "enrol": "Viborg Kommune",
        "update_fmk": "Medicin 1",
        "decide_rehabilitation": "Medicin 1",
        "other_discharge_tasks": "Medicin 1",
    }


def test_a_rehabilitation_that_is_needed_asks_for_its_plan(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    tell_journey(journey, K.REHABILITATION_DECIDED, at=NOW, needed=True)
    assert "send_rehabilitation_plan" in tasks(journey)
    tell_journey(journey, K.REHABILITATION_PLAN_SENT, at=NOW)
    assert not {"send_rehabilitation_plan", "decide_rehabilitation"} & set(tasks(journey))


def test_in_bed_nothing_is_asked_for_yet(actors: Actors) -> None:
    assert tasks(admitted_journey(actors, now=NOW)) == {}


def test_closed_is_not_discharged(actors: Actors) -> None:
    journey = close(discharged_journey(actors, now=NOW), at=NOW + HOUR)
    assert (journey.status, journey.discharged_at, journey.closed_at) == ("closed", LEFT, NOW + HOUR)
    assert tasks(journey) == {}


def test_nothing_to_enrol_without_municipal_services(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, services=False, nursing=None)
    assert conditions(journey)["enrolled"].state == "not_needed"


def test_while_nobody_knows_of_municipal_services_that_question_comes_first(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, services=None, nursing=None)
    assert conditions(journey)["enrolled"].state == "open"
    assert "enrol" not in tasks(journey)
    assert Task.objects.open().filter(journey=journey, kind="municipal_services").exists()


def test_v6_a_death_leaves_only_the_letter(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    assert {name for name, row in conditions(journey).items() if row.state == "open"} == {"letter"}
    assert set(tasks(journey)) == {"discharge_letter"}


def test_nothing_open_is_without_an_owner(actors: Actors) -> None:
    discharged_journey(actors, now=NOW)
    admitted_journey(actors, now=NOW, services=None, no_gp=True)
    assert not CloseOutCondition.objects.filter(state="open", owner=None).exists()
    assert not Task.objects.filter(owner=None).exists()


def test_the_database_refuses_an_open_condition_without_an_owner(actors: Actors) -> None:
    row = conditions(discharged_journey(actors, now=NOW))["fmk"]
    with pytest.raises(IntegrityError), transaction.atomic():
        CloseOutCondition.objects.filter(pk=row.pk).update(owner=None)


def test_a_closed_journey_opens_again_when_its_last_condition_is_taken_back(actors: Actors) -> None:
    journey = close(discharged_journey(actors, now=NOW), at=NOW + HOUR)
    told = tell_journey(journey, K.OTHER_TASKS_DONE, at=NOW + 2 * HOUR).event
    assert Journey.objects.get(pk=journey.pk).closed_at == NOW + 2 * HOUR
    for ref in journey.placements.filter(event__kind=K.OTHER_TASKS_DONE.value).values_list("event__source_ref"):
        tell_journey(journey, K.CANCELLED, at=NOW + 3 * HOUR, voids=ref[0])
    assert Journey.objects.get(pk=journey.pk).status_value is JourneyStatus.DISCHARGED
    assert told.kind == K.OTHER_TASKS_DONE.value


def test_rebuilding_gives_the_same_conditions(actors: Actors) -> None:
    journey = close(discharged_journey(actors, now=NOW), at=NOW + HOUR)
    assert rebuild_citizen(journey.citizen_id, now=NOW + 2 * HOUR, check=True) == []
