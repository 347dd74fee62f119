"""Events as they were stored are read by the types of today, and stored again as they were (DESIGN §2)."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeys.domain.events import PAYLOADS, EventKind, EventRecord
from journeys.domain.events.payloads import agreement, readiness, responsibility, stays
from tests.factories.payloads import filled_payload

WRITTEN = json.loads((Path(__file__).parent / "written_before.json").read_text(encoding="utf-8"))
WORD = st.text("aT:+-012", max_size=5)
ANYTHING = st.none() | st.booleans() | st.integers() | WORD | st.lists(WORD, max_size=2)
KEYS = ("class", "period_start", "stay", "reasons", "on", "at", "up_to", "offer", "keys", "about", "checklist", "said")
# What a newer kind holds is written first by its type; an example follows when the type changes.
KINDS_BEFORE = 71
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def event(kind: EventKind, payload: dict[str, Any]) -> EventRecord:
    return EventRecord("r", "r", 1, kind, NOW, NOW, payload=payload)


def test_every_kind_has_a_payload() -> None:
    assert set(PAYLOADS) == set(EventKind)


def test_every_kind_older_than_the_types_has_an_example_written_before() -> None:
    kinds = {row["kind"] for row in WRITTEN}
    assert kinds <= set(EventKind)
    assert len(kinds) == KINDS_BEFORE


@pytest.mark.parametrize("kind", EventKind)
def test_what_is_stored_today_is_read_as_it_was_meant(kind: EventKind) -> None:
    meant = filled_payload(PAYLOADS[kind], text="Tekst")
    assert PAYLOADS[kind].parse(meant.dump()) == meant


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row["kind"])
def test_what_was_written_before_is_read_and_stored_as_it_was(row: dict[str, Any]) -> None:
    shape = PAYLOADS[EventKind(row["kind"])]
    assert shape.parse(row["stored"]).dump() == row["stored"]


@pytest.mark.parametrize("kind", EventKind)
def test_nothing_and_unknown_keys_are_read_as_unknown(kind: EventKind) -> None:
    shape = PAYLOADS[kind]
    assert shape.parse({}) == shape.parse({"of_another_time": 1}) == shape()
    assert shape().dump() == {}


# How long the first input takes to draw says something of the machine and nothing of the reading.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(EventKind), stored=st.dictionaries(st.sampled_from(KEYS), ANYTHING))
def test_reading_never_raises(kind: EventKind, stored: dict[str, Any]) -> None:
    shape = PAYLOADS[kind]
    said = shape.parse(stored)
    assert shape.parse(said.dump()) == said


def test_values_have_the_types_of_the_field() -> None:
    proposed = agreement.DischargeProposed.parse({"at": "2026-11-28T10:00:00+01:00", "text": ""})
    assert proposed == agreement.DischargeProposed(at=datetime(2026, 11, 28, 9, tzinfo=UTC))
    assert agreement.ExpectedDischargeStated.parse({"on": "2026-11-28"}).on == date(2026, 11, 28)
    assert stays.ReportDeclined.parse({"reported": "death_reported"}).reported is EventKind.DEATH_REPORTED
    stated = readiness.Reasons.parse({"reasons": [{"reason": "other", "from": "2026-11-28T10:00:00+00:00"}, None]})
    assert [reason.since for reason in stated.reasons] == [datetime(2026, 11, 28, 10, tzinfo=UTC)]


@pytest.mark.parametrize("value", ["2026-11-28T10:00:00", "2026", "i morgen", 5, None])
def test_an_instant_without_offset_is_unknown(value: object) -> None:
    assert agreement.DischargeProposed.parse({"at": value}).at is None


def test_several_values_are_read_as_text_in_the_order_asked_for() -> None:
    placed = event(EventKind.PLACED, {"provider": "w1", "hospital": "h1", "bed": ""})
    assert placed.texts("hospital", "bed", "provider") == ("h1", None, "w1")


def test_an_acceptance_of_before_does_not_say_what_is_taken_over() -> None:
    assert responsibility.HandoverAccepted.parse({}).offer is None


def test_an_event_reads_as_its_kind_and_as_a_noun_of_several_kinds() -> None:
    placed = event(EventKind.PLACED, {"provider": "w1", "hospital": "h1", "bed": "03-1"})
    assert placed.data == stays.Placed(provider="w1", hospital="h1", bed="03-1")
    assert placed.read(stays.PlaceTold).provider == "w1"
    assert placed.read(stays.Receiver).municipality is None
    assert placed.read(stays.PlaceTold) is placed.read(stays.PlaceTold)
