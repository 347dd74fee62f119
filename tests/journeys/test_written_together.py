"""Rows of one citizen are written together, at the end of what derives them (PERFORMANCE P4)."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journeys.actions.projection.gathering import add_rows, set_on, together
from journeys.actions.projection.tasks import TaskChanges
from journeys.actions.projection.writing import add_unless_known
from journeys.models import ChainKey, JourneyParty, Task, TaskState
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_new_and_changed_rows_of_several_tables_are_written_at_the_end(actors: Actors) -> None:
    journey, citizen = admitted_journey(actors, now=NOW), make_citizen()
    party = JourneyParty(journey=journey, organisation=actors.practice, role="gp", since=NOW)
    with CaptureQueriesContext(connection) as asked, together():
        add_rows([party])
        add_rows([ChainKey(key="message:1", citizen=citizen)])
        set_on([citizen], city="Viborg")
        # Of what is still to be written.
        set_on([party], shown_until=NOW)
        assert not len(asked)
    if connection.vendor == "postgresql":
        assert len(asked) == 1
    assert JourneyParty.objects.get(journey=journey, organisation=actors.practice, role="gp").shown_until == NOW
    assert ChainKey.objects.get(key="message:1").citizen == citizen
    citizen.refresh_from_db()
    assert citizen.city == "Viborg"


def test_nothing_is_written_of_what_could_not_be_derived(actors: Actors) -> None:
    citizen = make_citizen()

    @together()
    def derive() -> None:
        add_rows([ChainKey(key="message:1", citizen=citizen)])
        raise LookupError

    with pytest.raises(LookupError):
        derive()
    assert not ChainKey.objects.exists()
    # Nor is it kept for the next one.
    add_rows([ChainKey(key="message:2", citizen=citizen)])
    assert [row.key for row in ChainKey.objects.all()] == ["message:2"]


def test_a_task_that_another_source_opens_again_is_ended_first(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    common = {"journey": journey, "citizen": journey.citizen, "kind": "ask", "owner": actors.ward, "opened_at": NOW}
    old = Task.objects.create(source="one", **common)
    with together():
        TaskChanges(missing=[Task(source="other", **common)], over=[old]).save(now=NOW)
    told = Task.objects.filter(journey=journey, kind="ask").order_by("source").values_list("source", "state")
    assert list(told) == [("one", TaskState.DONE.value), ("other", TaskState.OPEN.value)]


def test_rows_that_are_known_are_counted_and_left_as_they_are() -> None:
    first, second = make_citizen(), make_citizen("Bo Prøve Dam")
    assert add_unless_known(ChainKey(key="a", citizen=first), ChainKey(key="b", citizen=first)) == 2
    assert add_unless_known(ChainKey(key="b", citizen=second), ChainKey(key="c", citizen=second)) == 1
    assert dict(ChainKey.objects.values_list("key", "citizen")) == {"a": first.pk, "b": first.pk, "c": second.pk}
