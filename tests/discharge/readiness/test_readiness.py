"""Registering readiness as nurses, doctors and municipalities do (RULES 2b F1–F14 and lifecycle)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from discharge.agreement import acts
from discharge.models import ReadyPeriod
from discharge.payment.selectors.ledger import ledger_of, month_lines
from discharge.readiness.acts.registration import (
    DeclareTerminal,
    RecordDisagreement,
    RestateReasons,
    ResumeTreatment,
    ResumptionCause,
    StatedReason,
)
from discharge.settings.actions import decide
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, Changed, Refused, correct_fact, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from journeys.selectors.sight import visible_journeys
from notifications.actions.outbox import relay_due
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.models import User
from organisations.selectors.permissions import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, tell_journey
from tests.factories.readiness import PLACE, assessment, make_ready

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OTHER = StatedReason(reason="other", primary=True)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def by(user: User, now: datetime = NOW, **more: Any) -> Act:
    return Act(by=user, now=now, **more)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def status(journey: Journey) -> str:
    return Journey.objects.get(pk=journey.pk).status


@pytest.mark.parametrize(
    ("rule", "code", "changes"),
    [
        ("F1", "fb.assessment_missing", {"assessed_by": " "}),
        ("F1", "fb.assessment_missing", {"assessed_at": None}),
        ("F3", "fb.terminal", {"terminal": True}),
        ("F5a", "fb.time_out_of_range", {"at": NOW + timedelta(minutes=6)}),
        ("F5a", "fb.time_out_of_range", {"at": NOW - timedelta(hours=31)}),
        ("F6", "fb.treatment_open", {"treatment_finished": False, "admission_not_required": False}),
        ("F6", "fb.treatment_open", {"continues_in_daily_life": None}),
        ("F7", "fb.rehab_plan_missing", {"rehabilitation": None}),
        ("F8", "fb.fmk_not_updated", {"fmk_updated": False}),
        ("F8", "fb.fmk_not_updated", {"medicine_and_devices_ready": False}),
        ("F9", "fb.patient_not_informed", {"patient_informed": False}),
        ("F10a", "fb.municipality_not_involved", {"municipality_involved": False}),
        ("F11", "fb.admin_open", {"administration_done": False}),
        ("F13", "fb.reason_missing", {"reasons": ()}),
        ("F13", "fb.reason_missing", {"reasons": (OTHER,)}),
    ],
)
def test_an_error_refuses_with_its_code_and_sentence(
    journey: Journey, actors: Actors, rule: str, code: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(RefusedByRule) as refused:
        make_ready(journey, actors.nurse, at=changes.pop("at", NOW), now=NOW, **changes)
    problems = [(problem.rule, problem.code) for problem in refused.value.problems]
    assert (rule, code) in problems
    assert refused.value.sentence
    assert not JourneyEvent.objects.filter(kind=K.READY_REGISTERED.value).exists()


@pytest.mark.parametrize(
    ("rule", "at", "changes"),
    [
        ("F5b", NOW - timedelta(hours=20), {}),
        ("F10b", NOW, {}),
        ("F14", NOW, {"reasons": (StatedReason(reason="home_measures", sector="hospital"),)}),
    ],
)
def test_a_warning_is_stored_and_does_not_refuse(
    journey: Journey, actors: Actors, rule: str, at: datetime, changes: dict[str, Any]
) -> None:
    event = make_ready(journey, actors.nurse, at=at, now=NOW, **changes).event
    assert rule in event.payload["warnings"]
    assert status(journey) == "ready"


def test_f2a_only_an_inpatient_can_be_ready(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    with pytest.raises(RefusedByRule, match=r"fb\.stay_not_active"):
        make_ready(journey, actors.nurse, at=NOW)


def test_f2b_a_citizen_on_leave_is_a_warning(journey: Journey, actors: Actors) -> None:
    end_journey(journey, K.LEAVE_STARTED, at=NOW - hours(2))
    journey.refresh_from_db()
    event = make_ready(journey, actors.nurse, at=NOW).event
    assert "F2b" in event.payload["warnings"]


def test_f4_nobody_is_ready_twice(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(1))
    with pytest.raises(RefusedByRule, match=r"fb\.already_ready"):
        make_ready(journey, actors.secretary, at=NOW)


def test_f5a_not_before_treatment_was_resumed(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(5))
    resume(journey, actors.doctor, NOW - hours(2))
    with pytest.raises(RefusedByRule) as refused:
        make_ready(journey, actors.nurse, at=NOW - hours(3), now=NOW)
    # An assessment of before the resumption is none either (F1).
    assert {"F1", "F5a"} <= {problem.rule for problem in refused.value.problems}


def test_f12_the_agreed_time_makes_the_registration_unnecessary(journey: Journey, actors: Actors) -> None:
    at = NOW - hours(1)
    acts.ProposeDischarge(at=at, text="").do(journey, act=by(actors.nurse, NOW - hours(3)))
    acts.AcceptDischarge(text="").do(journey, act=by(actors.assessor, NOW - hours(2)))
    assert "F12" in make_ready(journey, actors.nurse, at=at, now=NOW).event.payload["warnings"]


def resume(journey: Journey, user: User, at: datetime, now: datetime | None = None) -> None:
    act = by(user, now or at)
    said = ResumeTreatment(occurred_at=at, cause=ResumptionCause.RELAPSE, physician="Henrik Dalsgaard")
    said.do(journey, act=act)


def test_the_four_answers_and_the_doctor_are_stored(journey: Journey, actors: Actors) -> None:
    payload = make_ready(journey, actors.nurse, at=NOW).event.payload
    answers = {
        name: payload["checklist"][name]
        for name in (
            "treatment_finished",
            "admission_not_required",
            "continues_in_daily_life",
            "medicine_and_devices_ready",
        )
    }
    assert (set(answers.values()), payload["assessed_by"]) == ({True}, "Henrik Dalsgaard")


def test_a_period_opens_with_several_reasons_one_primary(journey: Journey, actors: Actors) -> None:
    reasons = (PLACE, StatedReason(reason="home_measures", since=NOW - hours(1)))
    make_ready(journey, actors.nurse, at=NOW, reasons=reasons)
    row = ReadyPeriod.objects.get(journey=journey)
    assert [(r["reason"], r["primary"]) for r in row.reasons] == [("temporary_place", True), ("home_measures", False)]
    assert (row.ready_at, row.ended_at, row.end_reason) == (NOW, None, "")


def test_a_single_reason_is_primary(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW, reasons=(StatedReason(reason="nursing_home_place"),))
    assert ReadyPeriod.objects.get().reasons[0]["primary"] is True


def test_backdated_keeps_when_the_municipality_was_told(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(20), now=NOW)
    assert ReadyPeriod.objects.get().notified_at == NOW


@pytest.mark.parametrize("name", ["stranger", "assessor", "gp"])
def test_only_the_wards_own_people_register(journey: Journey, actors: Actors, name: str) -> None:
    with pytest.raises(NotAllowed):
        make_ready(journey, getattr(actors, name), at=NOW)


@pytest.mark.parametrize("name", ["nurse", "doctor", "secretary"])
def test_nurse_doctor_and_secretary_register(journey: Journey, actors: Actors, name: str) -> None:
    make_ready(journey, getattr(actors, name), at=NOW)
    assert status(journey) == "ready"


def test_a_stale_page_registers_nothing(journey: Journey, actors: Actors) -> None:
    old = journey.last_sequence
    tell_journey(journey, K.NOTE_WRITTEN, at=NOW, text="Hej")
    with pytest.raises(Changed):
        assessment(NOW).do(journey, act=by(actors.nurse, version=old))


def test_the_same_key_twice_is_one_registration(journey: Journey, actors: Actors) -> None:
    acts = [assessment(NOW).do(journey, act=by(actors.nurse, key="k")) for _ in range(2)]
    assert acts[0].event.pk == acts[1].event.pk


def test_undone_within_thirty_seconds_tells_nobody(journey: Journey, actors: Actors) -> None:
    relay_due(now=NOW, limit=100)
    event = make_ready(journey, actors.nurse, at=NOW).event
    take_back(event, act=by(actors.nurse, NOW + timedelta(seconds=29)))
    relay_due(now=NOW + timedelta(seconds=40), limit=100)
    assert not Notification.objects.filter(kind=NotificationKind.READY.value).exists()
    assert (status(journey), ReadyPeriod.objects.count()) == ("admitted", 0)


def test_the_municipality_is_told_after_thirty_seconds_and_the_practice_is_not(
    journey: Journey, actors: Actors
) -> None:
    make_ready(journey, actors.nurse, at=NOW)
    relay_due(now=NOW + timedelta(seconds=30), limit=100)
    told = set(Notification.objects.filter(kind=NotificationKind.READY.value).values_list("unit_id", flat=True))
    assert told == {actors.municipality.pk}


def test_after_thirty_seconds_the_time_is_immutable(journey: Journey, actors: Actors) -> None:
    event = make_ready(journey, actors.nurse, at=NOW).event
    with pytest.raises(Refused, match="immutable"):
        take_back(event, act=by(actors.nurse, NOW + timedelta(seconds=31)))
    with pytest.raises(Refused, match="immutable"):
        correct_fact(event, {}, act=by(actors.nurse), occurred_at=NOW - hours(1))


def test_resumed_treatment_ends_the_period_and_a_new_one_can_begin(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(6))
    resume(journey, actors.nurse, NOW - hours(4))
    assert status(journey) == "admitted"
    make_ready(journey, actors.nurse, at=NOW)
    ends = list(ReadyPeriod.objects.values_list("ended_at", "end_reason"))
    assert ends == [(NOW - hours(4), "resumption"), (None, "")]


@pytest.mark.parametrize("at", [NOW - timedelta(hours=3), NOW + timedelta(hours=1)])
def test_treatment_is_resumed_within_the_period(journey: Journey, actors: Actors, at: datetime) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(2))
    with pytest.raises(RefusedByRule, match="time_outside_period"):
        resume(journey, actors.doctor, at, NOW)


def test_nothing_to_resume_without_a_period(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match="not_ready"):
        resume(journey, actors.doctor, NOW)


def test_resumption_names_a_doctor(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(2))
    with pytest.raises(RefusedByRule, match="doctor_missing"):
        ResumeTreatment(cause=ResumptionCause.RELAPSE, physician="").do(journey, act=by(actors.nurse))


def test_terminal_ends_the_period_and_refuses_a_new_one(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(2))
    said = DeclareTerminal(occurred_at=NOW - hours(1), physician="Henrik Dalsgaard")
    said.do(journey, act=by(actors.doctor))
    assert ReadyPeriod.objects.get().end_reason == "terminal"
    with pytest.raises(RefusedByRule, match=r"fb\.terminal"):
        make_ready(journey, actors.nurse, at=NOW)


def test_discharge_and_death_end_the_period(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(2))
    end_journey(journey, K.DISCHARGED, at=NOW)
    assert ReadyPeriod.objects.get().end_reason == "discharge"


def test_reasons_restated_end_the_old_ones_then(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(4))
    new = (StatedReason(reason="nursing_home_place", primary=True),)
    RestateReasons(reasons=new, occurred_at=NOW - hours(1)).do(journey, act=by(actors.nurse))
    reasons = ReadyPeriod.objects.get().reasons
    ends = [(r["reason"], r["to"]) for r in reasons]
    assert ends == [("temporary_place", (NOW - hours(1)).isoformat()), ("nursing_home_place", None)]


def test_disagreement_is_kept_and_changes_nothing(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(2))
    RecordDisagreement(text="Borgeren kan ikke gå på trapper.").do(journey, act=by(actors.assessor))
    assert (status(journey), ReadyPeriod.objects.get().ended_at) == ("ready", None)


def test_rebuilding_changes_nothing(journey: Journey, actors: Actors) -> None:
    make_ready(journey, actors.nurse, at=NOW - hours(4))
    resume(journey, actors.doctor, NOW - hours(2))
    make_ready(journey, actors.nurse, at=NOW - hours(1))
    assert rebuild_citizen(journey.citizen_id, now=NOW, check=True) == []


@pytest.fixture
def unserved(actors: Actors) -> Journey:
    """A citizen who gets no help from the municipality today."""
    found = admitted_journey(actors, now=NOW, services=False)
    assert Journey.objects.get(pk=found.pk).municipal_services is False
    return found


def sees(user: User, journey: Journey) -> bool:
    return visible_journeys(user, now=NOW + hours(1)).filter(pk=journey.pk).exists()


def test_a06_to_wait_for_the_municipality_it_must_have_been_involved(unserved: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule) as refused:
        assessment(NOW, municipality_involved=False).do(unserved, act=by(actors.nurse))
    assert refused.value.code == "fb.municipality_not_involved"


def test_a06_from_then_on_it_is_a_party_sees_the_ledger_and_is_told(unserved: Journey, actors: Actors) -> None:
    assert not sees(actors.assessor, unserved)
    recorded = make_ready(unserved, actors.nurse, at=NOW)
    assert sees(actors.assessor, unserved)
    relay_due(now=NOW + hours(1), limit=100)
    told = Notification.objects.filter(kind=NotificationKind.READY.value)
    assert told.filter(unit__in=[actors.municipality, actors.visitation]).exists()
    days = month_lines(
        visible_journeys(actors.assessor, now=NOW), first=NOW.date(), last=NOW.date(), now=NOW + hours(48)
    )
    assert [line.journey.pk for line in days] == [unserved.pk]
    rebuild_citizen(unserved.citizen_id, now=NOW + hours(1))
    assert sees(actors.assessor, unserved)
    take_back(recorded.event, act=by(actors.nurse, NOW + timedelta(seconds=10)))
    assert not sees(actors.assessor, unserved)


def test_a06_another_reason_leaves_the_citizen_unknown_to_it(unserved: Journey, actors: Actors) -> None:
    alone = StatedReason(reason="other", sector="region", text="Transport", primary=True)
    make_ready(unserved, actors.nurse, at=NOW, reasons=(alone,), municipality_involved=False)
    assert not sees(actors.assessor, unserved)


@pytest.mark.parametrize("sector", ["hospital", "region", "general_practice"])
def test_a02_the_warning_and_the_ledger_ask_the_same_function(journey: Journey, actors: Actors, sector: str) -> None:
    reason = StatedReason(reason="other", sector=sector, text="Transport", primary=True)
    event = make_ready(journey, actors.nurse, at=NOW, reasons=(reason,)).event
    assert "F14" in event.payload["warnings"]
    view = ledger_of(Journey.objects.get(pk=journey.pk), now=NOW + hours(72))
    assert {line.day.state.value for line in view.lines} == {"not_countable"}


def test_f02b_asks_the_leave_at_the_registered_time(journey: Journey, actors: Actors) -> None:
    tell_journey(journey, K.LEAVE_STARTED, at=NOW - hours(10), **{"class": "IMP"})
    tell_journey(journey, K.LEAVE_ENDED, at=NOW - hours(5), **{"class": "IMP"})
    found = Journey.objects.get(pk=journey.pk)
    for ago, on_leave in ((11, False), (8, True), (5, False), (1, False)):
        problems = assessment(NOW - hours(ago)).problems(found, now=NOW)
        assert ("F2b" in {problem.rule for problem in problems}) is on_leave


def test_a10_a_typed_name_needs_a_title_and_is_marked(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule):
        make_ready(journey, actors.nurse, at=NOW, assessed_by="Rengøringshjælp Hansen")
    event = make_ready(journey, actors.nurse, at=NOW, assessed_by="Bo Prøve", assessed_title="overlaege").event
    assert (event.payload["assessed_title"], event.payload["assessed_in_register"]) == ("overlaege", False)


def test_a10_a_doctor_of_the_hospital_is_in_the_register(journey: Journey, actors: Actors) -> None:
    event = make_ready(journey, actors.nurse, at=NOW, assessed_by=actors.doctor.name).event
    assert "assessed_in_register" not in event.payload


def test_a24_can_refuse_a_registration_without_an_agreed_time(journey: Journey, actors: Actors) -> None:
    decide("A24", "refused", by=actors.administrator, now=NOW, reason="besluttet", valid_from=None)
    with pytest.raises(RefusedByRule) as refused:
        make_ready(journey, actors.nurse, at=NOW)
    assert refused.value.code == "fb.time_not_agreed"


def test_a23_can_fall_back_to_the_authoritys_definition(journey: Journey, actors: Actors) -> None:
    with pytest.raises(RefusedByRule):
        make_ready(journey, actors.nurse, at=NOW, continues_in_daily_life=False)
    decide("A23", "sds_definition", by=actors.administrator, now=NOW, reason="besluttet", valid_from=None)
    event = make_ready(journey, actors.nurse, at=NOW, continues_in_daily_life=False).event
    assert "F6" in event.payload["warnings"]


def test_r2b_10_ready_in_the_minute_in_which_treatment_was_resumed_counts(journey: Journey, actors: Actors) -> None:
    """A message tells seconds: typed to the minute, the registration would lie before it and open nothing."""
    typed = NOW - hours(3)
    make_ready(journey, actors.nurse, at=NOW - hours(9))
    tell_journey(journey, K.TREATMENT_RESUMED, at=typed + timedelta(seconds=30), cause="relapse", physician="Dr. X")
    act = by(actors.nurse, key="once")
    recorded = [assessment(typed).do(journey, act=act).event for _ in range(2)]
    assert recorded[0] == recorded[1]
    assert [row.ended_at for row in ReadyPeriod.objects.order_by("ready_at")] == [typed + timedelta(seconds=30), None]


def test_r2b_10_what_follows_in_the_minute_of_the_registration_is_taken(journey: Journey, actors: Actors) -> None:
    typed = NOW - hours(3)
    make_ready(journey, actors.nurse, at=typed + timedelta(seconds=30))
    event = RestateReasons(reasons=(PLACE,), occurred_at=typed).do(journey, act=by(actors.nurse)).event
    assert event.occurred_at == typed + timedelta(seconds=30)
