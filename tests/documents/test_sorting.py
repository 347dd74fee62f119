"""What a unit gets is sorted by its rules when it reaches it, once, and by a person where none fits (DESIGN §4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.sorting import SortingChoice, finish_work, sort_by_hand, sort_received
from documents.actions.sorting_rules import move_rule, own_rules, remove_rule, save_rule, switch_off
from documents.domain.sorting.tasks import Work
from documents.models import Delivery, Sorting, SortingRule
from documents.selectors.sorting import last_sortings, unsorted
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.events import Recorded
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.refusals import Refused
from journeys.domain.calendar.clock import local_date
from journeys.models import Journey, Task
from notifications.models import OutboxMessage
from notifications.tasks import relay_outbox
from organisations.domain.refusals import NotAllowed
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.later import when_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def rule(
    by: User, name: str = "Regel", *, work: Work = Work.AIDS, unit: Organisation | None = None, **asks: Any
) -> SortingRule:
    """A rule of the user's house that is switched on since yesterday."""
    row = SortingRule(
        name=name,
        conditions={ask: list(options) for ask, options in asks.items()},
        work=work.value,
        unit=unit,
        within_hours=4,
        valid_from=timezone.localdate() - timedelta(days=1),
    )
    return save_rule(row, by=by)


def plan_to_municipality(journey: Journey, actors: Actors, **texts: str) -> Recorded:
    """A plan is sent, released and sorted."""
    sent = send(journey, written(journey, actors.nurse, **texts), actors.nurse, actors.municipality.pk)
    sorted_when_released()
    return sent


def sorted_when_released() -> None:
    with when_released():
        relay_outbox()


def open_tasks(journey: Journey) -> list[Task]:
    return list(Task.objects.open().filter(journey=journey, source="documents.sorting").order_by("kind"))


def test_the_first_rule_that_fits_makes_a_task_of_a_unit(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, "Sår", unit=actors.nursing, work=Work.NURSE, area=["nursing_c"])
    rule(actors.assessor, "Resten")
    sent = plan_to_municipality(journey, actors, nursing_c="Tryksår")
    (task,) = open_tasks(journey)
    assert (task.kind, task.owner) == ("sorted_nurse_municipality", actors.nursing)
    assert task.due_at == sent.event.released_at + timedelta(hours=4)
    (row,) = Sorting.objects.all()
    assert (row.rule_name, row.matched, row.by) == ("Sår", [["area", "nursing_c"]], None)


def test_before_it_is_released_nothing_is_sorted_and_taken_back_never(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor)
    plan = written(journey, actors.nurse)
    sent = send(journey, plan, actors.nurse, actors.municipality.pk)
    relay_outbox()
    assert not Sorting.objects.exists()
    take_back(sent.event, act=Act(by=actors.nurse, now=timezone.now()))
    sorted_when_released()
    assert not Sorting.objects.exists()


def test_no_second_task_where_one_of_the_kind_is_open(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, kind=["care_pathway_plan"])
    plan = written(journey, actors.nurse)
    for aids in ("Rollator", "Seng"):
        write(journey, plan, actors.nurse, aids=aids)
        send(journey, plan, actors.nurse, actors.municipality.pk)
        sorted_when_released()
    assert len(Sorting.objects.all()) == 2
    assert len(open_tasks(journey)) == 1


def test_sorted_twice_it_is_sorted_once(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor)
    sent = plan_to_municipality(journey, actors)
    rule(actors.assessor, "En ny", kind=["care_pathway_plan"], work=Work.CALL)
    OutboxMessage.objects.filter(topic="documents.received").update(state="pending")
    sorted_when_released()
    sort_received(sent.event.uuid, now=timezone.now())
    assert Sorting.objects.count() == 1


def test_without_rules_nothing_is_sorted_and_nobody_asked(actors: Actors, journey: Journey) -> None:
    off = rule(actors.assessor)
    switch_off(off, today=timezone.localdate(), by=actors.assessor)
    plan_to_municipality(journey, actors)
    assert not Sorting.objects.exists()


def test_what_no_rule_fits_waits_for_a_person(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, kind=["correspondence"])
    plan_to_municipality(journey, actors)
    (waiting,) = unsorted(Delivery.objects.all())
    choice = SortingChoice(delivery=waiting.key, seen=1, work=Work.ASSESS, unit=actors.visitation.pk, within_hours=24)
    sort_by_hand(journey, choice, by=actors.assessor, now=timezone.now())
    assert not unsorted(Delivery.objects.all())
    assert [task.owner for task in open_tasks(journey)] == [actors.visitation]
    with pytest.raises(Refused, match=r"sorting\.changed"):
        sort_by_hand(journey, choice, by=actors.assessor, now=timezone.now())


def test_a_person_sorts_within_the_house_and_only_what_it_got(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, kind=["correspondence"])
    plan_to_municipality(journey, actors)
    key = Delivery.objects.get().key
    choice = SortingChoice(delivery=key, seen=1, work=Work.READ, unit=actors.practice.pk)
    with pytest.raises(Refused, match=r"sorting\.no_such_unit"):
        sort_by_hand(journey, choice, by=actors.assessor, now=timezone.now())
    with pytest.raises(Refused, match=r"document\.version_gone"):
        sort_by_hand(journey, choice, by=actors.gp, now=timezone.now())


def test_the_work_is_done_once_for_all_documents_that_asked_for_it(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor)
    plan_to_municipality(journey, actors)
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    sorted_when_released()
    key = Delivery.objects.order_by("sent_at")[0].key
    finish_work(journey, key, 1, by=actors.assessor, now=timezone.now())
    assert open_tasks(journey) == []
    assert {row.done for row in last_sortings()} == {True}
    with pytest.raises(Refused, match=r"sorting\.changed"):
        finish_work(journey, key, 1, by=actors.assessor, now=timezone.now())
    with pytest.raises(Refused, match=r"sorting\.changed"):
        finish_work(journey, key, 2, by=actors.assessor, now=timezone.now())


def test_what_is_only_to_be_read_is_done_when_it_is_acknowledged(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, work=Work.READ)
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    sorted_when_released()
    assert len(open_tasks(journey)) == 1
    answer(journey, plan, actors.assessor, actors.municipality.pk, now=timezone.now() + timedelta(minutes=1))
    assert open_tasks(journey) == []


def test_which_unit_has_the_citizen_is_asked(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor, "Kendt i sygeplejen", unit=actors.nursing, work=Work.CALL, holder=[str(actors.nursing.pk)])
    rule(actors.assessor, "Ny", unit=actors.nursing, work=Work.NURSE)
    plan_to_municipality(journey, actors)
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    sorted_when_released()
    assert sorted(Sorting.objects.values_list("rule_name", flat=True)) == ["Kendt i sygeplejen", "Ny"]


def test_each_house_sorts_by_its_own_rules(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor)
    rule(actors.gp, work=Work.READ)
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk, actors.practice.pk)
    sorted_when_released()
    assert [task.kind for task in open_tasks(journey)] == ["sorted_aids_municipality", "sorted_read_general_practice"]


def test_rebuilt_it_is_the_same_though_the_rules_are_others(actors: Actors, journey: Journey) -> None:
    first = rule(actors.assessor)
    plan_to_municipality(journey, actors)
    first.work = Work.CALL.value
    save_rule(first, by=actors.assessor)
    assert rebuild_citizen(journey.citizen_id, now=timezone.now(), check=True) == []
    assert [task.kind for task in open_tasks(journey)] == ["sorted_aids_municipality"]


def test_the_database_refuses_to_change_what_was_sorted(actors: Actors, journey: Journey) -> None:
    rule(actors.assessor)
    plan_to_municipality(journey, actors)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sorting.objects.update(done=True)


def names(by: User) -> list[str]:
    return [row.name for row in own_rules(by)[1]]


def test_the_order_is_the_list_s_and_every_change_is_kept(actors: Actors) -> None:
    today = local_date(timezone.now())
    one, two, three = (rule(actors.assessor, name) for name in ("En", "To", "Tre"))
    move_rule(three, up=True, today=today, by=actors.assessor)
    move_rule(one, up=True, today=today, by=actors.assessor)
    assert names(actors.assessor) == ["En", "Tre", "To"]
    two.refresh_from_db()
    two.name = "To og en halv"
    save_rule(two, by=actors.assessor)
    assert names(actors.assessor) == ["En", "Tre", "To og en halv"]
    assert two.history.first().history_user == actors.assessor
    switch_off(one, today=today, by=actors.assessor)
    move_rule(one, up=False, today=today, by=actors.assessor)
    assert names(actors.assessor)[0] == "En"


@pytest.mark.parametrize("person", ["nurse", "community_nurse", "social_worker", "administrator", "doctor"])
def test_who_does_not_distribute_edits_no_rules(person: str, actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        rule(getattr(actors, person))


def test_another_house_s_rule_is_not_touched(actors: Actors) -> None:
    theirs = rule(actors.assessor)
    for does in (
        lambda: save_rule(theirs, by=actors.gp),
        lambda: remove_rule(theirs, by=actors.secretary),
        lambda: switch_off(theirs, today=timezone.localdate(), by=actors.gp),
        lambda: move_rule(theirs, up=True, today=timezone.localdate(), by=actors.gp),
    ):
        with pytest.raises(Refused, match=r"sorting\.rule_gone"):
            does()


def test_a_rule_that_has_sorted_is_ended_and_not_deleted(actors: Actors, journey: Journey) -> None:
    used, unused = rule(actors.assessor), rule(actors.assessor)
    plan_to_municipality(journey, actors)
    remove_rule(unused, by=actors.assessor)
    with pytest.raises(Refused, match=r"sorting\.rule_used"):
        remove_rule(used, by=actors.assessor)


@pytest.mark.parametrize(
    ("asks", "unit", "refusal"),
    [
        ({"kind": ["care_pathway_plan"], "category": ["other"]}, None, "sorting.never_fits"),
        ({}, "practice", "sorting.no_such_unit"),
        ({}, "social_unit", "sorting.no_such_unit"),
    ],
)
def test_a_rule_that_cannot_work_is_not_saved(
    asks: dict[str, list[str]], unit: str | None, refusal: str, actors: Actors
) -> None:
    with pytest.raises(Refused) as refused:
        rule(actors.assessor, unit=getattr(actors, unit) if unit else None, **asks)
    assert refused.value.code == refusal
