"""Events become rows; any order, any time of recording, the same rows (DESIGN §2)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from discharge.models import CitizenResponsibility, ExtendedResponsibility
from journeys.actions import rebuild
from journeys.actions.rebuild import rebuild_citizen, snapshot
from journeys.actions.rebuilding import runs
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.models import Citizen, Deadline, EventPlacement, Journey, JourneyEvent, JourneyParty, Task
from journeys.selectors.journeys import current_journey_id
from organisations.models import Organisation
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    make_citizen,
    state_affiliation,
    tell,
    tell_journey,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def place(ward: Organisation, municipality: Organisation) -> dict[str, Any]:
    return {"provider": ward, "hospital": ward.root, "municipality": municipality}


def without_ids(citizen: Citizen) -> str:
    rows = snapshot(citizen.pk)
    names = {str(pk): "journey" for pk in Journey.objects.filter(citizen=citizen).values_list("pk", flat=True)}
    names |= {str(citizen.pk): "citizen"}
    placements = sorted(
        (row["position"], row["voided"], JourneyEvent.objects.get(pk=row["event_id"]).kind)
        for row in rows.pop("placement")
    )
    text = repr(rows) + repr(placements)
    for name, word in names.items():
        text = text.replace(name, word)
    return text


def test_every_arrival_order_gives_the_same_rows(actors: Actors) -> None:
    seen = set()
    base = place(actors.ward, actors.municipality)
    for order in permutations(range(4)):
        citizen, prefix = make_citizen(), uuid4().hex
        steps = [
            (K.ADMITTED, 72, f"{prefix}a", ""),
            (K.DISCHARGED, 4, f"{prefix}b", ""),
            (K.DISCHARGED, 3, f"{prefix}c", f"{prefix}b"),
            (K.CANCELLED, 2, f"{prefix}d", f"{prefix}c"),
        ]
        for index in order:
            kind, hours, ref, voids = steps[index]
            at = NOW - timedelta(hours=hours)
            tell(citizen, kind, at=at, ref=ref, voids=voids, episode=f"local:{prefix}", now=NOW, **base)
        seen.add(without_ids(citizen).replace(prefix, "m"))
    assert len(seen) == 1


def test_the_same_source_twice_is_one_event(actors: Actors) -> None:
    citizen = make_citizen()
    base = place(actors.ward, actors.municipality)
    first = tell(citizen, K.ADMITTED, at=NOW, ref="m1", episode="local:e", **base)
    again = tell(citizen, K.ADMITTED, at=NOW, ref="m1", episode="local:e", **base)
    assert (again.duplicate, again.event.pk, again.journey) == (True, first.event.pk, first.journey)


def test_two_journeys_that_turn_out_to_be_one_share_the_older_address(actors: Actors) -> None:
    citizen = make_citizen()
    base = place(actors.ward, actors.municipality)
    first = tell(citizen, K.DISCHARGED, at=NOW, ref="b", episode="local:x", **base).journey
    second = tell(citizen, K.ADMITTED, at=NOW + timedelta(hours=9), ref="c", episode="local:y", **base).journey
    assert first is not None
    assert second is not None
    assert first != second
    tell(citizen, K.DISCHARGED, at=NOW + timedelta(hours=6), ref="d", voids="b", episode="local:x", **base)
    assert current_journey_id(second.pk) == first.pk
    assert list(Journey.objects.current().filter(citizen=citizen)) == [first]


def test_events_cannot_be_changed_or_deleted(actors: Actors) -> None:
    admitted_journey(actors)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        JourneyEvent.objects.update(kind=K.DIED.value)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        JourneyEvent.objects.all().delete()


@pytest.mark.parametrize("table", ["journeys_journeyevent", "journeys_accesslog"])
def test_append_only_tables_have_their_triggers(table: str) -> None:
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor], [table])
        assert cursor.fetchone()[0] == {"sqlite": 2, "postgresql": 1}[connection.vendor]


def test_rebuild_finds_and_mends_a_row_that_is_not_what_the_events_say(actors: Actors) -> None:
    journey = discharged_journey(actors)
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []
    Journey.objects.filter(pk=journey.pk).update(status="admitted")
    with pytest.raises(CommandError, match="2 differences"):
        call_command("rebuild", "--check", stdout=StringIO())
    rebuild_citizen(journey.citizen_id, now=NOW)
    assert Journey.objects.get(pk=journey.pk).status == "discharged"


def test_a_citizens_name_is_what_the_latest_statement_says_whatever_comes_last(actors: Actors) -> None:
    citizen = make_citizen()
    base = place(actors.ward, actors.municipality)
    tell(citizen, K.DISCHARGED, at=NOW, ref="b", episode="local:x", family_name="Ny", given_names="Inga", **base)
    earlier = NOW - timedelta(days=2)
    tell(citizen, K.ADMITTED, at=earlier, ref="a", episode="local:x", family_name="Gammel", given_names="Inga", **base)
    citizen.refresh_from_db()
    assert citizen.name == "Inga Ny"


SPOILS: dict[str, Callable[[Journey], object]] = {
    "citizen": lambda j: Citizen.objects.filter(pk=j.citizen_id).update(search_name="x"),
    "journey": lambda j: Journey.objects.filter(pk=j.pk).update(bed="99"),
    "address": lambda j: Journey.objects.filter(pk=j.pk).update(last_sequence=1),
    "placement": lambda j: EventPlacement.objects.filter(journey=j, position=2).update(voided=True),
    "party": lambda j: JourneyParty.objects.filter(journey=j, role="municipality").delete(),
    "task": lambda j: Task.objects.filter(journey=j).update(due_at=NOW),
    "deadline": lambda j: Deadline.objects.filter(journey=j).update(due_at=NOW),
    "window": lambda j: ExtendedResponsibility.objects.filter(journey=j).delete(),
    "responsibility": lambda j: CitizenResponsibility.objects.update(periods=[]),
}


@pytest.mark.parametrize("table", SPOILS)
def test_rebuild_finds_and_mends_whatever_is_wrong(table: str, actors: Actors) -> None:
    journey = discharged_journey(actors, no_gp=True)
    SPOILS[table](journey)
    assert {each.table for each in rebuild_citizen(journey.citizen_id, now=NOW, check=True)} == {table}
    assert rebuild_citizen(journey.citizen_id, now=NOW)
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


def test_a_rebuild_reads_rows_for_comparing_only_where_it_writes(
    actors: Actors, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def noted(citizen: UUID) -> dict[str, Any]:
        read.append(citizen)
        return snapshot(citizen)

    monkeypatch.setattr(rebuild, "snapshot", noted)
    journey = discharged_journey(actors)
    with CaptureQueriesContext(connection) as asked:
        assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []
    assert not read, [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]
    Journey.objects.filter(pk=journey.pk).update(bed="99")
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) != []
    assert read == [journey.citizen_id] * 2  # before and after


def merged(actors: Actors) -> tuple[Journey, Journey]:
    first = discharged_journey(actors, now=NOW, hours_ago=200, stayed=50)
    second = discharged_journey(actors, now=NOW, hours_ago=80, stayed=50, citizen=first.citizen)
    discharge = JourneyEvent.objects.get(kind=K.DISCHARGED.value, placement__journey=first)
    base = place(actors.ward, actors.municipality)
    tell(first.citizen, K.DISCHARGED, at=NOW - timedelta(hours=132), ref="moved", voids=discharge.source_ref, **base)
    return first, Journey.objects.get(pk=second.pk)


def test_a_retired_journey_keeps_its_address_and_nothing_else(actors: Actors) -> None:
    first, second = merged(actors)
    assert second.merged_into == first
    assert not JourneyParty.objects.filter(journey=second).exists()
    assert not Task.objects.open().filter(journey=second).exists()
    assert not Deadline.objects.pending().filter(journey=second).exists()
    assert not EventPlacement.objects.filter(journey=second).exists()
    assert rebuild_citizen(first.citizen_id, now=NOW, check=True) == []


def test_rebuild_finds_an_address_that_leads_astray(actors: Actors) -> None:
    _, second = merged(actors)
    Journey.objects.filter(pk=second.pk).update(merged_into=None)
    assert "address" in {each.table for each in rebuild_citizen(second.citizen_id, now=NOW, check=True)}


def test_journeys_that_part_again_are_as_they_were(actors: Actors) -> None:
    first, second = merged(actors)
    base = place(actors.ward, actors.municipality)
    tell(first.citizen, K.DISCHARGED, at=NOW - timedelta(hours=200), ref="back", voids="moved", **base)
    second.refresh_from_db()
    assert second.merged_into is None
    assert JourneyParty.objects.filter(journey=second).count() == JourneyParty.objects.filter(journey=first).count()
    assert ExtendedResponsibility.objects.get(journey=second).eligible
    assert rebuild_citizen(first.citizen_id, now=NOW, check=True) == []


def test_who_holds_the_responsibility_is_a_party(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.HANDOVER_OFFERED, at=NOW, name="Bo Prøve", organisation=actors.psychiatric_ward)
    tell_journey(journey, K.HANDOVER_ACCEPTED, at=NOW)
    assert JourneyParty.objects.filter(journey=journey, organisation=actors.psychiatric_ward).exists()


def test_an_answer_after_the_next_stay_was_planned_still_counts_in_this_one(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, services=None)
    plan = NOW + timedelta(days=30)
    tell(journey.citizen, K.ADMISSION_DECIDED, at=NOW, planned_at=plan.isoformat(), hospital=actors.hospital)
    state_affiliation(journey.citizen, Affiliation.ELDER_CARE, True, at=NOW + timedelta(hours=1))
    journey.refresh_from_db()
    assert journey.municipal_services is True


def test_what_is_asked_of_a_citizen_is_asked_in_the_newest_stay_only(actors: Actors) -> None:
    first = discharged_journey(actors, now=NOW, hours_ago=200, services=None, nursing=None)
    admitted_journey(actors, now=NOW, services=None, citizen=first.citizen, no_gp=True)
    asked = Task.objects.open().filter(citizen=first.citizen, kind="municipal_services")
    assert [task.journey == first for task in asked] == [False]


def test_many_citizens_are_rebuilt_in_pieces(actors: Actors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PIECE", 2)
    for _ in range(5):
        make_citizen()
    said = StringIO()
    call_command("rebuild", "--check", stdout=said)
    assert said.getvalue() == "no differences\n"
