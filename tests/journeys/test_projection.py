"""Events become rows; any order, any time of recording, the same rows (DESIGN §2)."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import permutations
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from journeys.actions.rebuild import rebuild_citizen, snapshot
from journeys.domain.events import EventKind as K
from journeys.models import Citizen, Journey, JourneyEvent
from journeys.selectors.journeys import current_journey_id
from organisations.models import Organisation
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, tell

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def place(ward: Organisation, municipality: Organisation) -> dict[str, Organisation | None]:
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
