"""What people do to the 72 hours, through the actions: exemption, extension, 112, calls (RULES 2e X1–X8, callers)."""

from datetime import UTC, datetime, timedelta

import pytest

from discharge.calls.acts import LogCall
from discharge.calls.rules import CallerRole, Urgency
from discharge.calls.selectors import call_entries
from discharge.calls.sentences import CALLS_EVENT_WORDS
from discharge.extended_responsibility import acts
from discharge.extended_responsibility.selectors.windows import state_at
from discharge.models import ExtendedResponsibility
from discharge.responsibility.selectors import strip_for
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.state.fold import Destination
from journeys.models import Journey, JourneyEvent
from journeys.selectors.journeys import timeline
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.domain.refusals import NotAllowed
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    end_journey,
    state_affiliation,
    tell,
    tell_journey,
)

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen; the citizen left at 8.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
END = NOW + 67 * HOUR


def window(journey: Journey) -> ExtendedResponsibility:
    return ExtendedResponsibility.objects.filter(journey=journey).order_by("discharged_at")[0]


def state(journey: Journey, at: datetime) -> str | None:
    return state_at(window(journey), at)


def again(journey: Journey, kind: K, *, at: datetime, voids: str = "", episode: str = "") -> None:
    first = JourneyEvent.objects.get(kind=K.ADMITTED.value, placement__position=1, placement__journey=journey)
    tell(
        journey.citizen,
        kind,
        at=at,
        now=at,
        voids=voids,
        episode=episode or first.episode_ids[0],
        provider=journey.ward,
        hospital=journey.hospital,
    )


def readmitted(journey: Journey, *, at: datetime, until: datetime | None = None) -> None:
    again(journey, K.ADMITTED, at=at, episode="local:again")
    if until is not None:
        again(journey, K.DISCHARGED, at=until, episode="local:again")


# The call log


def call(role: CallerRole = CallerRole.NURSE, organisation: Organisation | None = None) -> LogCall:
    return LogCall(
        occurred_at=NOW, caller_role=role, question="Blodsukker 22, insulin?", caller_organisation=organisation
    )


@pytest.mark.parametrize("who", ["nurse", "community_nurse", "gp", "ooh_doctor"])
def test_a_call_is_logged_by_either_end_of_the_line(who: str, actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    call().do(journey, act=Act(by=getattr(actors, who), now=NOW))
    (entry,) = call_entries(timeline(journey))
    assert (entry.entitled, entry.said["question"]) == (True, "Blodsukker 22, insulin?")


def test_a_call_keeps_everything_that_was_said(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    told = LogCall(
        occurred_at=NOW,
        caller_role=CallerRole.NURSE,
        question="Smerter",
        caller_organisation=actors.nursing,
        authorisation="0CX4M",
        answer="Øg dosis",
        doctor="Henrik Dalsgaard",
        urgency=Urgency.NOW,
        agreed="Ring igen i aften",
    )
    said = told.do(journey, act=Act(by=actors.nurse, now=NOW)).event.payload
    assert said == {
        "caller_role": "nurse",
        "caller_organisation": str(actors.nursing.pk),
        "authorisation": "0CX4M",
        "question": "Smerter",
        "answer": "Øg dosis",
        "doctor": "Henrik Dalsgaard",
        "urgency": "now",
        "agreed": "Ring igen i aften",
        "why": "caller.entitled",
        "entitled": True,
    }


def test_a_call_of_somebody_not_entitled_is_an_attempt_and_pointed_the_right_way(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    said = call(CallerRole.RELATIVE).do(journey, act=Act(by=actors.nurse, now=NOW)).event.payload
    assert (said["entitled"], said["referred_to"], said["why"]) == (False, "gp", "caller.not_entitled")


def test_the_wards_own_call_is_no_attempt_and_reads_as_one_that_was_made(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80)
    made = call(CallerRole.WARD, actors.municipality).do(journey, act=Act(by=actors.nurse, now=NOW)).event
    assert (made.payload["entitled"], made.payload["why"]) == (True, "caller.own_call")
    names = {str(actors.municipality.pk): actors.municipality.name}.get
    says = CALLS_EVENT_WORDS[K.CALL_LOGGED].says
    assert callable(says)
    words = says(made.payload, lambda key: names(str(key), ""))
    assert words.startswith(f"Ringede til {actors.municipality.name}: ")


def test_a_unit_of_the_citizens_municipality_is_the_municipality(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    said = call(organisation=actors.nursing).do(journey, act=Act(by=actors.nurse, now=NOW)).event.payload
    assert said["entitled"] is True


def test_after_the_end_a_call_is_an_attempt(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80)
    assert call().do(journey, act=Act(by=actors.nurse, now=NOW)).event.payload["entitled"] is False


def test_a_call_needs_its_question(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    with pytest.raises(RefusedByRule) as refused:
        LogCall(caller_role=CallerRole.GP, question=" ").do(journey, act=Act(by=actors.nurse, now=NOW))
    assert refused.value.code == "call.question_missing"


@pytest.mark.parametrize("who", ["social_worker", "cluster_administrator", "citizen"])
def test_who_may_not_log_calls(who: str, actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        call().do(discharged_journey(actors, now=NOW), act=Act(by=getattr(actors, who), now=NOW))


# Exemption and extension: the hospital's individual decisions


def doctor(actors: Actors, at: datetime = NOW) -> Act:
    return Act(by=actors.doctor, now=at)


def test_an_exempted_citizen_has_the_practice_at_once(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    acts.Exempt(reason="Terminal, åben indlæggelse", physician="Henrik Dalsgaard").do(journey, act=doctor(actors))
    assert (state(journey, NOW - HOUR), state(journey, NOW)) == ("running", "exempted")
    assert strip_for(journey, now=NOW, visible=None).answer == "Egen læge Lægehuset Eksempelgade"


def test_an_exemption_can_be_decided_before_the_discharge(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, nursing=True)
    acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(journey, act=doctor(actors))
    tell_journey(journey, K.DESTINATION_STATED, at=NOW, destination="own_home")
    end_journey(journey, K.DISCHARGED, at=NOW + HOUR)
    assert state(journey, NOW + 2 * HOUR) == "exempted"


def test_the_others_are_told_of_an_exemption(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(journey, act=doctor(actors))
    relay_due(now=NOW + HOUR, limit=100)
    told = Notification.objects.filter(kind="window_exempted", subject_ref=journey.pk)
    assert {row.unit for row in told} == {actors.municipality, actors.practice}


@pytest.mark.parametrize(
    ("reason", "physician", "hours", "code"),
    [
        (" ", "Henrik Dalsgaard", 5, "window.exempt_reason_missing"),
        ("Terminal", "", 5, "window.physician_missing"),
        ("Terminal", "Henrik Dalsgaard", 80, "window.is_over"),
    ],
)
def test_when_nothing_can_be_exempted(reason: str, physician: str, hours: int, code: str, actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=hours)
    with pytest.raises(RefusedByRule) as refused:
        acts.Exempt(reason=reason, physician=physician).do(journey, act=doctor(actors))
    assert refused.value.code == code
    assert refused.value.sentence != code


def test_an_extension_moves_the_end_and_is_told_to_the_municipality(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    relay_due(now=NOW, limit=100)
    acts.Extend(until=END + 24 * HOUR, reason="Ny insulin").do(journey, act=doctor(actors))
    assert (window(journey).ends_at, state(journey, END)) == (END + 24 * HOUR, "extended")
    relay_due(now=NOW + HOUR, limit=100)
    assert Notification.objects.filter(kind="window_changed", unit=actors.municipality).exists()


@pytest.mark.parametrize(
    ("until", "reason", "hours", "code"),
    [
        (END, "Ny insulin", 5, "window.until_not_later"),
        (END + HOUR, "", 5, "window.extend_reason_missing"),
        (END + HOUR, "Ny insulin", 80, "window.not_running"),
    ],
)
def test_when_nothing_can_be_extended(until: datetime, reason: str, hours: int, code: str, actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=hours)
    with pytest.raises(RefusedByRule) as refused:
        acts.Extend(until=until, reason=reason).do(journey, act=doctor(actors))
    assert refused.value.code == code


@pytest.mark.parametrize("status", ["acute_ambulatory", "planned"])
def test_the_hours_of_another_stay_are_not_extended_from_a_visit_or_a_plan(status: str, actors: Actors) -> None:
    home = discharged_journey(actors, now=NOW)
    other = Journey(citizen=home.citizen, status=status, hospital=actors.hospital, ward=actors.ward)
    assert (acts.Extend.refusal(home, NOW), acts.Extend.refusal(other, NOW)) == (None, "act.not_now")


def test_a_112_call_is_ended_from_where_the_citizen_was_at_home(actors: Actors) -> None:
    home = discharged_journey(actors, now=NOW)
    acts.Call112(occurred_at=NOW).do(home, act=Act(by=actors.community_nurse, now=NOW))
    home = Journey.objects.get(pk=home.pk)
    plan = Journey(citizen=home.citizen, status="planned", hospital=actors.hospital, ward=actors.ward)
    assert (acts.End112.refusal(home, NOW), acts.End112.refusal(plan, NOW)) == (None, "act.not_now")


@pytest.mark.parametrize("who", ["nurse", "stranger", "gp", "assessor"])
def test_only_the_hospitals_doctor_exempts_and_extends(who: str, actors: Actors) -> None:
    journey, user = discharged_journey(actors, now=NOW), _user(actors, who)
    with pytest.raises(NotAllowed):
        acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(journey, act=Act(by=user, now=NOW))
    with pytest.raises(NotAllowed):
        acts.Extend(until=END + HOUR, reason="Ny insulin").do(journey, act=Act(by=user, now=NOW))


def _user(actors: Actors, who: str) -> User:
    user: User = getattr(actors, who)
    return user


# X1–X8, from the database


def test_x1_a_readmission_supersedes(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    readmitted(journey, at=NOW)
    assert state(journey, NOW + HOUR) == "superseded"


def test_x1_a_short_readmission_leaves_the_old_window_valid_to_its_original_end(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    readmitted(journey, at=NOW, until=NOW + 10 * HOUR)
    assert (state(journey, NOW + 11 * HOUR), window(journey).ends_at) == ("running", END)


def test_x1_a_long_readmission_opens_a_new_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    readmitted(journey, at=NOW, until=NOW + 30 * HOUR)
    windows = ExtendedResponsibility.objects.filter(journey__citizen=journey.citizen).order_by("discharged_at")
    assert windows[0].phases[-1][1] == "superseded"
    assert windows[1].discharged_at == NOW + 30 * HOUR


def test_x2_an_acute_visit_changes_nothing(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    again(journey, K.ACUTE_ARRIVED, at=NOW, episode="local:visit")
    again(journey, K.DISCHARGED, at=NOW + HOUR, episode="local:visit")
    assert (state(journey, NOW + 2 * HOUR), window(journey).ends_at) == ("running", END)


def test_x3_a_112_call_lapses_the_window_until_it_ends_without_admission(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    acts.Call112(occurred_at=NOW).do(journey, act=Act(by=actors.community_nurse, now=NOW))
    assert strip_for(journey, now=NOW, visible=None).state == "S11"
    acts.End112(occurred_at=NOW + HOUR).do(journey, act=Act(by=actors.community_nurse, now=NOW + HOUR))
    assert [state(journey, NOW + each * HOUR) for each in (0, 1)] == ["superseded", "running"]
    assert window(journey).ends_at == END


def test_x3_a_112_call_ends_once_and_after_it_began(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    act = Act(by=actors.community_nurse, now=NOW + HOUR)
    with pytest.raises(RefusedByRule, match=r"emergency\.none"):
        acts.End112(occurred_at=NOW).do(journey, act=act)
    acts.Call112(occurred_at=NOW).do(journey, act=act)
    with pytest.raises(RefusedByRule, match=r"emergency\.already_called"):
        acts.Call112(occurred_at=NOW).do(journey, act=act)
    with pytest.raises(RefusedByRule, match=r"emergency\.before_call"):
        acts.End112(occurred_at=NOW - HOUR).do(journey, act=act)


def test_x4_a_death_closes_the_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    end_journey(journey, K.DIED, at=NOW)
    assert window(journey).ends_at == NOW


def test_x5_a_corrected_discharge_moves_the_end(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    left = JourneyEvent.objects.get(kind=K.DISCHARGED.value)
    again(journey, K.DISCHARGED, at=NOW - 4 * HOUR, voids=left.source_ref)
    assert window(journey).ends_at == END + HOUR


def test_x6_a_cancelled_discharge_voids_the_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    again(journey, K.CANCELLED, at=NOW, voids=JourneyEvent.objects.get(kind=K.DISCHARGED.value).source_ref)
    assert window(journey).voided
    assert strip_for(journey, now=NOW, visible=None).state == "S3"


def test_x7_a_move_leaves_the_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, destination=Destination.TEMPORARY_PLACE)
    tell_journey(journey, K.DESTINATION_STATED, at=NOW, destination="residential_facility")
    state_affiliation(journey.citizen, Affiliation.COMMUNITY_NURSING, False, at=NOW)
    assert (state(journey, NOW + HOUR), window(journey).ends_at) == ("running", END)


def test_x8_leave_is_no_clock_but_counts_in_the_stay(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, hours_ago=30, nursing=True)
    again(journey, K.LEAVE_STARTED, at=NOW - 25 * HOUR)
    assert not ExtendedResponsibility.objects.filter(journey=journey).exists()
    again(journey, K.LEAVE_ENDED, at=NOW - 2 * HOUR)
    tell_journey(journey, K.DESTINATION_STATED, at=NOW - HOUR, destination="own_home")
    end_journey(journey, K.DISCHARGED, at=NOW)
    assert window(journey).eligible is True


def test_the_rows_are_what_the_events_say_after_every_act(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    acts.Extend(until=END + HOUR, reason="Ny insulin").do(journey, act=doctor(actors))
    acts.Call112(occurred_at=NOW).do(journey, act=Act(by=actors.community_nurse, now=NOW))
    call(CallerRole.CITIZEN).do(journey, act=Act(by=actors.nurse, now=NOW))
    acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(journey, act=doctor(actors))
    assert rebuild_citizen(journey.citizen_id, now=NOW + HOUR, check=True) == []
