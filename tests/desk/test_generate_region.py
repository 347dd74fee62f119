"""An invented region: the same for the same seed, and what its events say (PERFORMANCE; DESIGN §2)."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from random import Random
from statistics import median
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from desk.actions.demo.cast import person_of
from desk.actions.region.folding import RegionPlan, citizens_of, units_of_region, write_piece
from documents.models import Version
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.rebuild import snapshot
from journeys.domain.events import EventKind
from journeys.models import Citizen, Deadline, Journey, JourneyEvent, ReadMark, Task
from organisations.actions.demo import load_demo_overlay
from organisations.domain.identifiers import check_cpr

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 27, 12, tzinfo=UTC)
PLAN = RegionPlan(journeys=20, seed=1, until=UNTIL, per_day=4)
DEMO = override_settings(DEMO=True, DEMO_PASSWORD="")


def _generate() -> str:
    told = StringIO()
    # Whatever the offset in which it is told, the same moment.
    until = UNTIL.astimezone(timezone(timedelta(hours=1)))
    call_command("generate_region", journeys=20, per_day=4, until=until, processes=2, stdout=told)
    return told.getvalue()


def _rows() -> dict[str, Any]:
    """Everything that follows from the events, and who has read what; an event is known by its uuid here."""
    marks = ReadMark.objects.order_by("journey", "unit").values_list("journey", "unit")
    rows: dict[str, Any] = {str(citizen.pk): snapshot(citizen.pk) for citizen in Citizen.objects.order_by("pk")}
    events = dict(JourneyEvent.objects.values_list("pk", "uuid"))
    for tables in rows.values():
        placed = [row | {"event_id": events[row["event_id"]]} for row in tables["placement"]]
        tables["placement"] = sorted(placed, key=repr)
    return rows | {"marks": list(marks)}


def _written(plan: RegionPlan) -> dict[str, Any]:
    """The rows of a piece, which are not kept."""
    with transaction.atomic():
        assert write_piece(plan, 0, units_of_region()) == plan.journeys
        rows = _rows()
        transaction.set_rollback(True)
    return rows


@DEMO
def test_the_same_seed_makes_the_same_rows_and_another_seed_others() -> None:
    load_demo_overlay()
    once = _written(PLAN)
    assert _written(PLAN) == once
    assert _written(RegionPlan(journeys=20, seed=2, until=UNTIL, per_day=4)) != once


@DEMO
def test_who_was_only_seen_is_no_task_of_the_municipality_for_a_year() -> None:
    load_demo_overlay()
    write_piece(replace(PLAN, journeys=60), 0, units_of_region())
    seen = Journey.objects.filter(admitted_at=None, discharged_at__lt=UNTIL - timedelta(days=1))
    assert seen.exists()
    assert not Task.objects.open().filter(journey__in=seen, kind="enrol").exists()


# Reference data: units, answers to the open points, closing days, tariffs; each is asked once for all.
_OF_SETTINGS = ("organisations_", "discharge_openpointchoice", "discharge_closingday", "discharge_tariff")


@DEMO
def test_of_new_citizens_nothing_is_asked_and_what_follows_is_written_a_table_at_a_time() -> None:
    load_demo_overlay()
    with CaptureQueriesContext(connection) as asked:
        write_piece(PLAN, 0, units_of_region())
    statements = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    about_others = [sql for sql in statements if not any(name in sql for name in _OF_SETTINGS)]
    assert [sql for sql in about_others if not sql.startswith("INSERT")] == []
    tables = Counter(sql.split()[2] for sql in about_others)
    # SQLite takes so many values in a statement: fewer statements than citizens all the same.
    citizens = Citizen.objects.count()
    assert {table: number for table, number in tables.items() if number >= citizens} == {}


@DEMO
@pytest.mark.django_db(transaction=True)
def test_the_command_writes_what_its_events_say() -> None:
    load_demo_overlay()
    folded = _written(PLAN)
    assert _generate() == "20 journeys\n"
    assert _rows() == folded
    told = StringIO()
    call_command("rebuild", "--check", stdout=told)
    assert told.getvalue() == "no differences\n"
    assert not Deadline.objects.due(UNTIL).exists()
    # The next number is free.
    highest = JourneyEvent.objects.order_by("-pk")[0].pk
    table = JourneyEvent._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            assert cursor.fetchone()[0] > highest


# Figures that had nothing to count, or the same of everybody (RULES 6): K5, K6, K9, K13, K20.
_TOLD = {
    "document_sent", "document_answered", "treatment_resumed", "call_logged", "responsibility_exempted",
    "responsibility_extended", "expected_discharge_stated", "discharge_proposed", "discharge_accepted",
}  # fmt: skip


@DEMO
def test_a_year_tells_what_the_figures_count_and_how_it_changed() -> None:
    load_demo_overlay()
    plan = RegionPlan(journeys=1000, seed=1, until=UNTIL, per_day=3)
    units = units_of_region()
    told = [
        event.new for piece in range(plan.pieces) for _, events in citizens_of(plan, piece, units) for event in events
    ]
    assert {new.kind.value for new in told} >= _TOLD
    notice, reasons = defaultdict[bool, list[timedelta]](list), defaultdict[bool, list[str]](list)
    for new in told:
        late = new.occurred_at > UNTIL - timedelta(days=110)
        if new.kind is EventKind.DISCHARGE_PROPOSED:
            notice[late].append(datetime.fromisoformat(new.payload["at"]) - new.occurred_at)
        if new.kind is EventKind.READY_REGISTERED:
            reasons[late] += [each["reason"] for each in new.payload["reasons"]]
    assert median(notice[True]) > median(notice[False]) + timedelta(hours=4)
    share = {late: own.count("nursing_home_place") / len(own) for late, own in reasons.items()}
    assert share[True] > share[False]


@DEMO
def test_what_was_sent_can_be_read_in_its_journey() -> None:
    load_demo_overlay()
    write_piece(replace(PLAN, journeys=40), 0, units_of_region())
    assert Version.objects.exists()
    for version in Version.objects.select_related("event__placement", "document"):
        assert version.document.journey_id == version.event.placement.journey_id
        assert version.event.payload["document"] == str(version.document_id)


@DEMO
def test_it_asks_for_a_database_without_citizens() -> None:
    citizen_by_cpr(person_of(0, random=Random(1)).cpr)
    with pytest.raises(CommandError, match="empty"):
        _generate()


def test_it_asks_for_a_demo() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO"):
        _generate()


def test_people_are_invented_and_no_two_share_a_number() -> None:
    random = Random(1)
    numbers = [person_of(index, random=random).cpr for index in (*range(3000), 11_000_000, 20_000_000)]
    assert len(set(numbers)) == len(numbers)
    assert not [number for number in numbers if check_cpr(number) or number.startswith("0101")]
