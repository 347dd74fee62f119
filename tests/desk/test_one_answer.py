"""One question, one answer: strip, panels, lists, JSON, files and `explain` say the same of a random story.

A surface is a row of `SURFACES`: it answers the questions that it shows and leaves the others out. All who answer one
question of one journey at one moment must say the same.
"""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.selectors.asker import Asker
from desk.selectors.lists.marks import any_window_may_run, owes_task, unacknowledged, window_may_run
from desk.selectors.lists.rows import ListRow
from desk.selectors.lists.worklists import municipality_list, practice_list, ward_list
from desk.selectors.page.journey import JourneyPage
from desk.selectors.page.opened import open_journey
from desk.selectors.page.panels import read_panels
from desk.selectors.page.ten_seconds import ten_seconds
from desk.selectors.payment.words import STATES
from discharge.explain.rules.explaining import explain
from discharge.explain.rules.facts_reader import BadFacts
from discharge.extended_responsibility.rules.clock import ANSWERING, WindowState
from discharge.extended_responsibility.selectors.windows import (
    deciding_window,
    emergency_open,
    state_at,
)
from discharge.models import CloseOutCondition, DischargeLetter, ExtendedResponsibility, ReadyPeriod
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.desk.surfaces import MORE_SURFACES, Answers, Reading, at, of_row, of_strip
from tests.factories.stories import tell_story

pytestmark = [pytest.mark.walk, pytest.mark.django_db]

AsUser = Callable[[User], Client]
STORIES = 12
# An undecided window that is exempted; others are found by the numbers in turn.
MET = (308,)
FRESH = 4
LISTS = {"nurse": (ward_list, "alle"), "assessor": (municipality_list, "alle"), "gp": (practice_list, "alle")}


def on_the_strip(reading: Reading) -> Answers:
    return of_strip(reading.page.strip)


def in_ten_seconds(reading: Reading) -> Answers:
    found = ten_seconds(reading.journey, at=reading.asker.now, asker=reading.asker)
    return {**of_strip(found.strip), "letter acknowledged": found.letter.acknowledged_at if found.letter else None}


def on_the_page(reading: Reading) -> Answers:
    page = reading.page
    ready = page.since_when if page.status == "ready" else None
    return {"status": page.status.value, "badge": page.state, "ready since": ready}


def in_the_row(reading: Reading) -> Answers:
    return of_row(_row(reading))


def _row(reading: Reading) -> ListRow | None:
    find, wanted = LISTS[reading.who]
    rows = find(reading.asker, wanted=wanted, page=1, whole=True).rows
    return next((row for row in rows if row.journey.pk == reading.journey.pk), None)


def on_the_panels(reading: Reading) -> Answers:
    panels = reading.panels
    ready, letter, window = panels["readiness"], panels["discharge_letter"].letter, panels["extended_responsibility"]
    conditions = {view.row.condition: view.row.state for view in panels["close_out"].conditions}
    answers: dict[str, Any] = {
        "periods": [(view.period.ready_at, view.period.ended_at) for view in reversed(ready.periods)],
        "ready since": next((view.period.ready_at for view in ready.periods if view.period.ended_at is None), None),
        "window": window.state or "not_started",
        "window ends": window.ends_at,
        "letter due": letter.due_at if letter else None,
        "letter acknowledged": letter.acknowledged_at if letter else None,
        "conditions": conditions,
        "calls": len(panels["calls"]),
        "agreed": panels["agreement"].said.agreed.at if panels["agreement"].said.agreed else None,
        "barriers": sum(1 for view in panels["barriers"] if view.barrier.is_open),
    }
    if reading.page.status != "ready":
        answers.pop("ready since")
    ledger = panels["payment"]
    if ledger is not None:
        answers["days"] = [(line.day.date.isoformat(), line.day.state.value) for line in ledger.lines]
        answers["kroner"] = float(ledger.total_dkk) if ledger.total_dkk is not None else None
    return answers


def in_the_json(reading: Reading) -> Answers:
    found = reading.answer("")
    window, letter, payment = found["extended_responsibility"], found["discharge_letter"], found["payment"]
    said = found["responsibility"]
    answers: dict[str, Any] = {
        **_of_json(said),
        "status": found["status"],
        "periods": [(at(each["ready_at"]), at(each["ended_at"])) for each in found["ready_periods"]],
        "window": window["state"],
        "window ends": at(window["ends_at"]),
        "letter due": at(letter["due_at"]),
        "letter acknowledged": at(letter["received_at"]),
        "agreed": at(found["discharge_agreement"]["agreed_at"]),
        "barriers": sum(1 for each in found["barriers"] if each["closed_at"] is None),
    }
    if found["status"] not in ("planned", "cancelled"):
        answers["conditions"] = {each["condition"]: each["state"] for each in found["close_out"]}
    if payment and payment["days"]:
        answers["days"] = [(day["date"], day["state"]) for day in payment["days"]]
        answers["kroner"] = payment["total_dkk"]
    return answers


def _of_json(said: Mapping[str, Any]) -> Answers:
    physician, call, medication = said["responsible_physician"], said["call"], said["medication_responsible"]
    return {
        "state": said["state"],
        "physician": physician["name"] if physician else None,
        "answers": (call["name"], call["phone"]) if call else None,
        "until": at(said["until"]),
        "medication": medication["name"] if medication else None,
    }


def in_the_responsibility_json(reading: Reading) -> Answers:
    return _of_json(reading.answer("responsibility/"))


def in_the_log_of_events(reading: Reading) -> Answers:
    told = reading.answer("events/")
    events = told["results"] if "results" in told else told["events"]
    calls = [each for each in events if each["kind"] == EventKind.CALL_LOGGED and not each["voided"]]
    return {"calls": len(calls)}


def in_the_file(reading: Reading) -> Answers:
    response = reading.client.get(f"/forloeb/{reading.journey.pk}/betaling.csv")
    if response.status_code != 200:
        return {}
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    if not rows:
        return {}
    words = {str(word): state for state, word in STATES.items()}
    return {"days": [("-".join(reversed(row["Dato"].split("-"))), words[row["Tilstand"]].value) for row in rows]}


def in_the_tables(reading: Reading) -> Answers:
    """The projections as they are stored."""
    journey, now = reading.journey, reading.asker.now
    rows = list(ExtendedResponsibility.objects.filter(journey__citizen=journey.citizen_id).order_by("discharged_at"))
    own = [row for row in rows if row.journey_id == journey.pk]
    window = deciding_window(rows, journey, at=now) or (own[-1] if own else None)
    periods = ReadyPeriod.objects.filter(journey=journey).order_by("ready_at")
    answers: dict[str, Any] = {
        "status": Journey.objects.get(pk=journey.pk).status,
        "periods": [(row.ready_at, row.ended_at) for row in periods if row.ready_at <= now],
        "window ends": window.ends_at if window else None,
        "window": (state_at(window, now) if window else None) or "not_started",
    }
    letters = DischargeLetter.objects.filter(journey=journey)
    if letters.count() == 1:
        answers |= {"letter due": letters[0].due_at, "letter acknowledged": letters[0].acknowledged_at}
    if journey.status not in ("planned", "cancelled"):
        conditions = CloseOutCondition.objects.filter(journey=journey)
        answers["conditions"] = {row.condition: row.state for row in conditions}
    return answers


def in_the_filters(reading: Reading) -> Answers:
    """What the lists ask in SQL before they show a row."""
    journey, asker = reading.journey, reading.asker
    only = Journey.objects.filter(pk=journey.pk)
    return {
        "ward answers": only.filter(window_may_run(asker.now)).exists(),
        "ward may answer": only.filter(window_may_run(asker.now, eligible=None)).exists(),
        "ward answers or may": only.filter(any_window_may_run(asker.now)).exists(),
        "has work": only.filter(owes_task(asker.own.units, now=asker.now)).exists(),
        "called 112": reading.page.strip.state == "S11",
        "waits for a word": only.filter(unacknowledged(asker.unit, asker.now)).exists(),
    }


def behind_the_page(reading: Reading) -> Answers:
    """The same questions, as the page asks its rows."""
    journey, now = reading.journey, reading.asker.now
    own = ExtendedResponsibility.objects.filter(journey=journey, voided=False)
    states = {state_at(row, now) for row in own}
    there = Journey.objects.current().in_hospital().filter(citizen=journey.citizen_id).exists()
    return {
        "ward answers": bool(states & ANSWERING) and not there,
        "ward may answer": WindowState.UNKNOWN in states and not there,
        "ward answers or may": bool(states & {*ANSWERING, WindowState.UNKNOWN}) and not there,
        "has work": bool(journey.tasks.shown(now).owned_by(reading.asker.own.units)),
        "called 112": emergency_open(Journey.objects.get(pk=journey.pk)),
        "waits for a word": reading.page.unacknowledged,
    }


def by_explain(reading: Reading) -> Answers:
    """The rules alone, from the bare events of the citizen: as `manage.py explain responsibility` reads a file."""
    journey = reading.journey
    told = list(JourneyEvent.objects.of_citizen(journey.citizen_id))
    refs = {str(event.uuid): event.source_ref for event in told}
    events = [_bare(event, refs.get(event.anchor_ref, "")) for event in told]
    place = {"speciality": journey.speciality, "region": "1082"}
    try:
        found = explain("responsibility", {**place, "events": events}, now=reading.asker.now)
    except BadFacts:  # a file must name who referred; an event may leave it open
        return {}
    physician = found["responsible_physician"]
    return {"state": found["state"], "physician": physician["name"] if physician else None}


def _bare(event: JourneyEvent, anchor: str) -> dict[str, Any]:
    known = {
        "source": event.source,
        "anchor": anchor,
        "voids_ref": event.voids_ref,
        "stated_by": str(event.organisation_id or ""),
        "episode": next(iter(event.episode_ids), ""),
    }
    told = {name: value for name, value in known.items() if value}
    when = event.occurred_at.isoformat()
    return {"kind": event.kind, "occurred_at": when, "ref": event.source_ref, **told, **event.payload}


SURFACES: tuple[Callable[[Reading], Answers], ...] = (
    on_the_strip,
    in_ten_seconds,
    on_the_page,
    in_the_row,
    on_the_panels,
    in_the_json,
    in_the_responsibility_json,
    in_the_log_of_events,
    in_the_file,
    in_the_tables,
    in_the_filters,
    behind_the_page,
    by_explain,
    *MORE_SURFACES,
)


def two_answers(reading: Reading) -> list[str]:
    """The questions that two surfaces answer differently, with who says what."""
    told: dict[str, dict[str, Any]] = {}
    for surface in SURFACES:
        for question, answer in surface(reading).items():
            told.setdefault(question, {})[surface.__name__] = answer
    return [f"{question}: {said}" for question, said in told.items() if any(a != b for a, b in pairwise(said.values()))]


def read(actors: Actors, as_user: AsUser, journey: Journey, who: str, now: datetime) -> Reading | None:
    user = User.objects.get(pk=getattr(actors, who).pk)
    asker = Asker(user, now)
    opened = open_journey(asker, journey.pk)
    if opened is None:
        return None
    page = JourneyPage(asker, opened.journey)
    return Reading(who, asker, page, read_panels(page), as_user(user))


def ask_all(actors: Actors, as_user: AsUser, monkeypatch: pytest.MonkeyPatch, *, seed: int, fresh: int = 0) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    until = now if fresh else now - timedelta(minutes=5)
    journey = tell_story(actors, seed=seed, until=until, fresh=fresh)
    readings = {who: read(actors, as_user, journey, who, now) for who in LISTS}
    assert readings["nurse"] is not None
    found = {who: two_answers(reading) for who, reading in readings.items() if reading is not None}
    assert {who: each for who, each in found.items() if each} == {}


@pytest.mark.parametrize("seed", [*range(STORIES), *MET])
def test_no_two_surfaces_give_two_answers(
    actors: Actors, as_user: AsUser, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_all(actors, as_user, monkeypatch, seed=seed)


@pytest.mark.parametrize("seed", range(STORIES, STORIES + FRESH))
def test_nor_do_they_while_the_last_acts_can_still_be_undone(
    actors: Actors, as_user: AsUser, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_all(actors, as_user, monkeypatch, seed=seed, fresh=8)
