"""Decided open points and closing days reach the verdicts, their versions and the stored rows (RULES §7)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from discharge.agreement.selectors import story_of
from discharge.models import CitizenResponsibility, ClosingDay, DischargeLetter, ExtendedResponsibility, OpenPointChoice
from discharge.readiness.selectors.periods import coincidence_of
from discharge.settings.actions import STEP, TOPIC_SETTINGS, add_closing_day, affected, decide, remove_closing_day
from discharge.settings.rules.decisions import Decision
from discharge.settings.rules.open_points import DatedChoices
from discharge.settings.selectors import (
    CHOICES,
    choices,
    closing_days,
    dated_choices,
    shown_choices,
    shown_closing_days,
)
from discharge.wording.refused import RefusedByRule
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.domain.history.ready_periods import PeriodEnd
from journeys.models import Journey
from notifications.actions.outbox import relay_due
from notifications.models import OutboxMessage
from organisations.domain.refusals import NotAllowed
from organisations.models import CooperationArea, CooperationAreaMember
from tests.actors import Actors
from tests.discharge.waiting import admitted, march, ready, seen, sums, waited, waits, went_home
from tests.factories.journeys import discharged_journey, make_citizen, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def decided(actors: Actors, point: str, value: str, **more: Any) -> OpenPointChoice:
    """A decision, and everything that follows from it."""
    now = more.pop("now", NOW)
    choice = decide(point, value, by=actors.administrator, now=now, reason="Aftalt i styregruppen", **more)
    relay_due(now=now, limit=100)
    return choice


def window(journey: Journey) -> ExtendedResponsibility:
    return ExtendedResponsibility.objects.get(journey=journey)


def test_a_decision_changes_the_verdict_and_its_rule_version_of_windows_that_run(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5, stayed=24)
    assert window(journey).eligible is False
    before = window(journey).version
    decided(actors, "A11", "more")
    assert (window(journey).eligible, window(journey).version) == (True, f"{before}+A11=more")


def test_a_decision_holds_from_its_day(actors: Actors) -> None:
    early = discharged_journey(actors, now=NOW, hours_ago=48, stayed=24)
    late = discharged_journey(actors, now=NOW, hours_ago=5, stayed=24)
    decided(actors, "A11", "more", valid_from=date(2026, 11, 20))
    assert (window(early).eligible, window(late).eligible) == (False, True)


def test_the_last_decision_holds_and_the_earlier_ones_stay(actors: Actors) -> None:
    decided(actors, "A9", "old_window_ends")
    decided(actors, "A9", "old_window_valid")
    assert choices(NOW)["A9"] == "old_window_valid"
    assert OpenPointChoice.objects.count() == 2


def test_dated_answers_of_one_point() -> None:
    dated = DatedChoices.of([Decision("A5", "yes"), Decision("A5", "no", date(2026, 11, 20))])
    assert [dated.at(NOW - timedelta(days=each))["A5"] for each in (1, 0)] == ["yes", "no"]


@pytest.mark.parametrize(
    ("point", "value", "expected"),
    [
        ("A5", "yes", (1, 1976, 1976, 3952)),
        ("A5", "no", (0, 0, 0, 0)),
    ],
)
def test_a5_a_minimum_of_one_day(point: str, value: str, expected: tuple[Any, ...], actors: Actors) -> None:
    journey = waited(actors, march(6), march(6, "16:00"))
    decided(actors, point, value)
    assert sums(seen(journey)) == expected


def test_a6_the_counter_goes_on_after_resumed_treatment(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.TREATMENT_RESUMED, at=march(7))
    ready(journey, march(8))
    went_home(journey, march(9))
    decided(actors, "A6", "no")
    assert [line.day.day_number for line in seen(journey).lines] == [1, 2]
    assert "A6=no" in seen(journey).lines[0].verdicts[0].version


def test_a7_a_terminal_citizen_pays_for_no_day(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.TERMINAL_DECLARED, at=march(8))
    decided(actors, "A7", "all_void")
    assert sums(seen(journey)) == (0, 0, 0, 0)


def test_a10_a_leave_of_exactly_three_days(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.LEAVE_STARTED, at=march(7))
    tell_journey(journey, K.LEAVE_ENDED, at=march(10))
    went_home(journey, march(12))
    assert len(seen(journey).counted.payable) == 1
    decided(actors, "A10", "continues")
    assert len(seen(journey).counted.payable) == 6


def test_a9_a10_continues_for_period_status_coincidence_and_ledger_alike(actors: Actors) -> None:
    """What each says of one waiting over a leave of exactly three days, before the decision and after it."""
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.LEAVE_STARTED, at=march(7))
    tell_journey(journey, K.LEAVE_ENDED, at=march(10))

    def status() -> str:
        return Journey.objects.get(pk=journey.pk).status

    def told() -> tuple[object, ...]:
        row = Journey.objects.get(pk=journey.pk)
        cache.delete(CHOICES)  # as the commit of the decision does
        period, together = story_of(row).periods[-1], coincidence_of(row, story_of(row))
        assert together is not None
        return period.end_reason, together.coincides, len(seen(journey).counted.payable)

    before = status()
    decided(actors, "A10", "continues")
    assert (before, status()) == ("admitted", "ready")
    went_home(journey, march(14))
    assert told() == (PeriodEnd.DISCHARGE, False, 8)
    decided(actors, "A10", "interrupts")
    assert told() == (PeriodEnd.LEAVE, True, 1)


def test_a22_the_agreement_on_acute_functions_may_end(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=50, nursing=False)
    tell_journey(
        journey, K.ACUTE_FUNCTION_STARTED, at=NOW - timedelta(hours=40), referred_by="gp", organisation=actors.nursing
    )

    def states() -> list[str]:
        periods = CitizenResponsibility.objects.get(pk=journey.citizen_id).periods
        return [period["open"]["state"] for period in periods]

    assert states()[-1] == "S8"
    decided(actors, "A22", "2026-11-19")
    assert states()[-1] != "S8"


def test_every_affected_citizen_is_derived_anew_step_by_step(actors: Actors) -> None:
    for _ in range(STEP + 2):
        make_citizen()
    decide("A9", "old_window_ends", by=actors.administrator, now=NOW, reason="Prøve")
    assert OutboxMessage.objects.filter(topic=TOPIC_SETTINGS).count() == 1
    assert relay_due(now=NOW, limit=10).done == 2


def test_only_ledgers_are_affected_by_the_ledgers_points(actors: Actors) -> None:
    waiting = waited(actors, march(6), None)
    admitted(actors)
    assert list(affected(ledgers_only=True)) == [waiting.citizen_id]


def test_rebuild_stays_clean_after_a_decision(actors: Actors) -> None:
    journey = admitted(actors)
    ready(journey, march(6), reasons=[waits()])
    decided(actors, "A6", "no")
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


@pytest.mark.parametrize(("point", "value"), [("A9", "perhaps"), ("A99", "yes"), ("A22", "soon"), ("A5", "")])
def test_an_answer_that_is_not_offered_is_refused(point: str, value: str, actors: Actors) -> None:
    with pytest.raises(RefusedByRule):
        decided(actors, point, value)


@pytest.mark.parametrize("who", ["nurse", "assessor", "cluster_administrator"])
def test_only_administrators_decide(who: str, actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        decide("A9", "old_window_ends", by=getattr(actors, who), now=NOW, reason="Prøve")


def test_a18_a_closing_day_moves_the_deadlines_that_end_on_it(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=0.5)
    assert DischargeLetter.objects.get(journey=journey).due_on == date(2026, 11, 23)
    add_closing_day(date(2026, 11, 23), reason="Lukket", by=actors.administrator, now=NOW)
    relay_due(now=NOW, limit=100)
    assert DischargeLetter.objects.get(journey=journey).due_on == date(2026, 11, 24)


def test_a18_a_closing_day_shuts_the_practices(actors: Actors) -> None:
    assert shown_closing_days() == frozenset()
    row = add_closing_day(date(2026, 12, 24), reason="Jul", by=actors.administrator, now=NOW)
    assert closing_days() == {date(2026, 12, 24)}
    with pytest.raises(RefusedByRule):
        add_closing_day(date(2026, 12, 24), reason="Igen", by=actors.administrator, now=NOW)
    remove_closing_day(row, by=actors.administrator, now=NOW)
    assert closing_days() == frozenset()
    assert ClosingDay.history.count() == 2


def test_a32_one_hospital_may_have_its_own_answer(actors: Actors) -> None:
    decided(actors, "A3", "no", hospital=actors.hospital)
    assert dated_choices().at(NOW, str(actors.hospital.pk))["A3"] == "no"
    assert choices(NOW)["A3"] == "yes"
    with pytest.raises(RefusedByRule) as refused:
        decided(actors, "A9", "old_window_ends", hospital=actors.hospital)
    assert refused.value.code == "setting.not_per_hospital"


def test_limits_follow_a_hospital_that_joins_or_leaves_an_area(
    actors: Actors, django_capture_on_commit_callbacks: Any
) -> None:
    """RULES §7 G1–G6: a membership that changes changes what was decided for the area, in rows and on pages."""
    area = CooperationArea.objects.create(key="nord", name="Nordklyngen")
    decided(actors, "G5", "12", area=area)
    waiting = OutboxMessage.objects.filter(topic=TOPIC_SETTINGS, settled_at__isnull=True)
    assert (shown_choices().at(NOW, str(actors.hospital.pk))["G5"], waiting.count()) == ("24", 0)
    with django_capture_on_commit_callbacks(execute=True):
        member = CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    assert (shown_choices().at(NOW, str(actors.hospital.pk))["G5"], waiting.count()) == ("12", 1)
    relay_due(now=timezone.now(), limit=100)
    with django_capture_on_commit_callbacks(execute=True):
        member.valid_to = NOW.date()
        member.save()
    assert (shown_choices().at(NOW, str(actors.hospital.pk))["G5"], waiting.count()) == ("24", 1)
    relay_due(now=timezone.now(), limit=100)
    with django_capture_on_commit_callbacks(execute=True):
        member.delete()
    assert waiting.count() == 1


def test_an_area_that_follows_all_again_keeps_what_held_before(actors: Actors) -> None:
    """RULES §7 G1–G6: from that day on nothing is left of its own answer; another area's or that of all holds."""
    areas = [CooperationArea.objects.create(key=key, name=key) for key in ("nord", "syd")]
    for area in areas:
        CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    house, before = str(actors.hospital.pk), NOW - timedelta(days=3)
    decided(actors, "G5", "20")
    for area, value in zip(areas, ("12", "6"), strict=True):
        decided(actors, "G5", value, area=area)
    answers = []
    for area in reversed(areas):
        decided(actors, "G5", "follows", area=area, valid_from=NOW.date())
        answers.append((dated_choices().at(before, house)["G5"], dated_choices().at(NOW, house)["G5"]))
    assert answers == [("6", "12"), ("6", "20")]
    with pytest.raises(RefusedByRule, match="no_such_answer"):
        decided(actors, "G5", "follows")


def test_members_of_an_area_without_limits_of_its_own_derive_nothing(actors: Actors) -> None:
    area = CooperationArea.objects.create(key="syd", name="Sydklyngen")
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    assert not OutboxMessage.objects.filter(topic=TOPIC_SETTINGS).exists()
