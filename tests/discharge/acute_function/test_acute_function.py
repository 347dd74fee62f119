"""Who is responsible: S0–S11 from the database, and the acute function (RULES 2d; 001-93, 003 #56; HP-2b)."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.forms.acting.discharge.acute_function import OfferTakeoverForm
from desk.selectors.asker import Asker
from desk.selectors.panels.acute_function import acute_panel
from discharge.acute_function import acts
from discharge.extended_responsibility.acts import Call112
from discharge.responsibility.selectors import strip_for
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from organisations.domain.refusals import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    tell,
    tell_journey,
)

pytestmark = pytest.mark.django_db
# Friday 20 November 2026, 13:00 in Copenhagen: the practice is open.
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EVENING = NOW + timedelta(hours=6)
HOUR = timedelta(hours=1)
GP, OOH, WARD = "Egen læge Lægehuset Eksempelgade", "Lægevagten", "Medicin 1"
DOCTOR = "Henrik Dalsgaard, Medicin 1"


def act(actors: Actors, who: str, at: datetime = NOW) -> Act:
    return Act(by=getattr(actors, who), now=at)


def home(actors: Actors) -> Journey:
    """Long since discharged: no 72 hours."""
    return discharged_journey(actors, now=NOW, hours_ago=200)


def lines(journey: Journey, at: datetime = NOW) -> tuple[str, str, str]:
    strip = strip_for(journey, now=at, visible=None)
    return strip.state, strip.physician, strip.answer


def referred(actors: Actors, by: str, *, who: str = "community_nurse", journey: Journey | None = None) -> Journey:
    journey = journey or home(actors)
    physician = "Henrik Dalsgaard" if by == "hospital" else ""
    acts.StartAcuteFunction(referred_by=by, unit=actors.nursing, physician=physician).do(journey, act=act(actors, who))
    return journey


# The rows of RULES 2d


def test_s1_a_decided_admission_leaves_the_practice_responsible(actors: Actors) -> None:
    citizen = make_citizen()
    tell(citizen, K.GP_STATED, at=NOW - HOUR, organisation=actors.practice)
    told = tell(citizen, K.ADMISSION_DECIDED, at=NOW, planned_at=EVENING.isoformat(), hospital=actors.hospital)
    assert told.journey is not None
    assert lines(told.journey)[:2] == ("S1", GP)


def test_s2_acute_ambulatory_is_not_admitted(actors: Actors) -> None:
    citizen = make_citizen()
    tell(citizen, K.GP_STATED, at=NOW - HOUR, organisation=actors.practice)
    told = tell(citizen, K.ACUTE_ARRIVED, at=NOW, provider=actors.ward, hospital=actors.hospital, episode="a")
    assert told.journey is not None
    assert lines(told.journey) == ("S2", GP, WARD)


def test_s3_admitted_the_named_doctor(actors: Actors) -> None:
    assert lines(admitted_journey(actors, now=NOW)) == ("S3", DOCTOR, WARD)


def test_s3b_offered_to_another_hospital_the_sender_answers_until_receipt(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.HANDOVER_OFFERED, at=NOW, name="Ida Bech", organisation=actors.other_ward)
    assert lines(journey) == ("S3b", DOCTOR, WARD)


def test_s4_on_leave_is_still_admitted(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    end_journey(journey, K.LEAVE_STARTED, at=NOW)
    assert lines(journey) == ("S4", DOCTOR, WARD)


def test_s5_ready_in_bed_is_still_the_hospitals(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW)
    tell_journey(journey, K.READY_REGISTERED, at=NOW, reasons=[])
    assert lines(journey) == ("S5", DOCTOR, WARD)


def test_s6_in_the_72_hours_the_practice_is_responsible_and_the_ward_answers(actors: Actors) -> None:
    assert lines(discharged_journey(actors, now=NOW)) == ("S6", GP, WARD)


def test_s6u_undecided_says_so_and_shows_the_ward(actors: Actors) -> None:
    assert lines(discharged_journey(actors, now=NOW, nursing=None)) == ("S6u", GP, WARD)


@pytest.mark.parametrize(("at", "answers"), [(NOW, GP), (EVENING, OOH)])
def test_s7_after_the_72_hours_the_practice_or_the_doctor_on_call(at: datetime, answers: str, actors: Actors) -> None:
    assert lines(home(actors), at) == ("S7", GP, answers)


@pytest.mark.parametrize(("by", "who"), [("gp", "gp"), ("out_of_hours", "ooh_doctor"), ("gp", "community_nurse")])
@pytest.mark.parametrize(("at", "answers"), [(NOW, GP), (EVENING, OOH)])
def test_s8_referred_by_practice_or_on_call(by: str, who: str, at: datetime, answers: str, actors: Actors) -> None:
    assert lines(referred(actors, by, who=who), at) == ("S8", GP, answers)


@pytest.mark.parametrize("at", [NOW, EVENING])
def test_s9_referred_by_the_hospital_its_doctor_answers_round_the_clock(at: datetime, actors: Actors) -> None:
    assert lines(referred(actors, "hospital", who="doctor"), at) == ("S9", DOCTOR, WARD)


def test_s9_dominates_the_72_hours_and_gives_way_to_them_again(actors: Actors) -> None:
    journey = referred(actors, "hospital", who="doctor", journey=discharged_journey(actors, now=NOW))
    assert lines(journey)[0] == "S9"
    acts.EndTreatment().do(journey, act=act(actors, "doctor", NOW + HOUR))
    acts.EndAcuteFunction().do(journey, act=act(actors, "community_nurse", NOW + HOUR))
    assert lines(journey, NOW + HOUR) == ("S6", GP, WARD)


def test_s10_the_dead_have_nobody(actors: Actors) -> None:
    journey = referred(actors, "hospital", who="doctor")
    end_journey(journey, K.DIED, at=NOW + HOUR)
    assert lines(journey, NOW + HOUR) == ("S10", "", "")


# The end of S9 takes both; the end of S8 one


def test_s9_ends_only_when_treatment_is_over_and_the_unit_has_ended_it(actors: Actors) -> None:
    journey = referred(actors, "hospital", who="doctor")
    acts.EndAcuteFunction().do(journey, act=act(actors, "community_nurse", NOW + HOUR))
    assert lines(journey, NOW + HOUR)[0] == "S9"
    acts.EndTreatment().do(journey, act=act(actors, "doctor", NOW + 2 * HOUR))
    assert lines(journey, NOW + 2 * HOUR)[0] == "S7"


def test_s8_ends_when_the_unit_ends_it(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.EndAcuteFunction().do(journey, act=act(actors, "community_nurse", NOW + HOUR))
    assert lines(journey, NOW + HOUR)[0] == "S7"


# Takeover: explicit, offered and accepted


def test_a_takeover_changes_nothing_before_it_is_accepted(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.OfferTakeover(to="hospital").do(journey, act=act(actors, "gp", NOW + HOUR))
    assert lines(journey, NOW + HOUR)[0] == "S8"
    acts.AcceptTakeover().do(journey, act=act(actors, "doctor", NOW + 2 * HOUR))
    assert lines(journey, NOW + 2 * HOUR) == ("S9", DOCTOR, WARD)


def test_r2b_7_the_acceptance_says_what_was_taken_over(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.OfferTakeover(to="hospital").do(journey, act=act(actors, "gp", NOW + HOUR))
    recorded = acts.AcceptTakeover().do(journey, act=act(actors, "doctor", NOW + 2 * HOUR))
    assert recorded.event.payload["offer"] == "acute_function"


def test_the_practice_takes_over_from_the_hospital(actors: Actors) -> None:
    journey = referred(actors, "hospital", who="doctor")
    acts.OfferTakeover(to="gp").do(journey, act=act(actors, "doctor", NOW + HOUR))
    acts.AcceptTakeover().do(journey, act=act(actors, "gp", NOW + 2 * HOUR))
    assert lines(journey, NOW + 2 * HOUR)[:2] == ("S8", GP)


def test_a_takeover_that_waits_is_a_task_of_the_one_who_is_asked(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.OfferTakeover(to="hospital").do(journey, act=act(actors, "gp", NOW + HOUR))
    task = Task.objects.open().get(journey=journey, kind="accept_takeover")
    assert task.owner == actors.ward
    acts.AcceptTakeover().do(journey, act=act(actors, "doctor", NOW + 2 * HOUR))
    assert not Task.objects.open().filter(pk=task.pk).exists()


def test_only_the_side_that_is_asked_can_accept(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.OfferTakeover(to="hospital").do(journey, act=act(actors, "gp", NOW + HOUR))
    with pytest.raises(RefusedByRule, match=r"acute\.not_asked"):
        acts.AcceptTakeover().do(journey, act=act(actors, "gp", NOW + HOUR))


# Refusals


def test_a_referrer_speaks_for_no_other(actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match=r"acute\.not_own_referral"):
        referred(actors, "hospital", who="gp")


def test_r1_14_only_the_hospital_ends_its_treatment(actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        acts.EndTreatment().do(referred(actors, "hospital"), act=act(actors, "gp", NOW + HOUR))


@pytest.mark.parametrize(("by", "other"), [("hospital", "gp"), ("gp", "hospital")])
def test_r1_14_a_takeover_is_offered_to_the_other_side_alone(by: str, other: str, actors: Actors) -> None:
    form = OfferTakeoverForm(asker=Asker(actors.doctor, NOW), journey=referred(actors, by))
    assert [choice[0] for choice in form.fields["to"].choices] == [other]  # type: ignore[attr-defined]


def test_in_bed_nobody_is_referred(actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match=r"acute\.in_hospital"):
        referred(actors, "gp", journey=admitted_journey(actors, now=NOW))


def test_it_begins_once(actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match=r"acute\.already_running"):
        referred(actors, "gp", journey=referred(actors, "gp"))


def test_nothing_ends_that_does_not_run(actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match=r"acute\.none_running"):
        acts.EndAcuteFunction().do(home(actors), act=act(actors, "community_nurse"))


def test_treatment_ends_only_where_the_hospital_treats(actors: Actors) -> None:
    with pytest.raises(RefusedByRule, match=r"acute\.not_by_hospital"):
        acts.EndTreatment().do(referred(actors, "gp"), act=act(actors, "doctor", NOW + HOUR))


@pytest.mark.parametrize("who", ["nurse", "secretary", "assessor", "social_worker"])
def test_who_may_not_refer(who: str, actors: Actors) -> None:
    with pytest.raises(NotAllowed):
        referred(actors, "gp", who=who)


# Gaps have an owner


def test_a_hospital_referral_without_a_named_doctor_is_somebodys_task(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=200, physician="")
    acts.StartAcuteFunction(referred_by="hospital", unit=actors.nursing).do(journey, act=act(actors, "community_nurse"))
    assert [alert["code"] for alert in strip_for(journey, now=NOW, visible=None).alerts] == ["pal.unnamed"]
    assert Task.objects.open().get(journey=journey, kind="name_acute_physician").owner == actors.ward


def test_an_unknown_referrer_is_a_task_of_the_unit(actors: Actors) -> None:
    journey = home(actors)
    tell_journey(journey, K.ACUTE_FUNCTION_STARTED, at=NOW, organisation=actors.nursing)
    assert Task.objects.open().get(journey=journey, kind="state_referrer").owner == actors.nursing


def test_an_unknown_practice_is_a_task_with_an_owner(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, no_gp=True)
    assert strip_for(journey, now=NOW, visible=None).physician_unknown == "egen læge ukendt"
    assert Task.objects.open().get(journey=journey, kind="state_gp").owner == actors.municipality


def test_the_rows_are_what_the_events_say(actors: Actors) -> None:
    journey = referred(actors, "gp")
    acts.OfferTakeover(to="hospital").do(journey, act=act(actors, "gp", NOW + HOUR))
    acts.AcceptTakeover().do(journey, act=act(actors, "doctor", NOW + 2 * HOUR))
    assert rebuild_citizen(journey.citizen_id, now=NOW + 3 * HOUR, check=True) == []


# One function of the citizen, in whichever journey it is spoken of


def with_a_later_visit(actors: Actors) -> tuple[Journey, Journey]:
    """The function was begun in the first journey; a later visit, which is over, has one of its own."""
    first = referred(actors, "gp")
    came, left = NOW + 6 * HOUR, NOW + 8 * HOUR
    told = tell(first.citizen, K.ACUTE_ARRIVED, at=came, provider=actors.ward, hospital=actors.hospital, episode="b")
    assert told.journey is not None
    end_journey(Journey.objects.get(pk=told.journey.pk), K.DISCHARGED, at=left)
    return Journey.objects.get(pk=first.pk), Journey.objects.get(pk=told.journey.pk)


def test_s8_ended_from_a_later_journey_it_is_not_ended_again_from_the_first(actors: Actors) -> None:
    first, later = with_a_later_visit(actors)
    acts.EndAcuteFunction().do(later, act=act(actors, "community_nurse", NOW + 9 * HOUR))
    with pytest.raises(RefusedByRule) as refused:
        acts.EndAcuteFunction().do(first, act=act(actors, "community_nurse", NOW + 10 * HOUR))
    assert refused.value.code == "acute.none_running"
    fresh = Journey.objects.get(pk=first.pk)
    assert acts.OfferTakeover.refusal(fresh, NOW + 10 * HOUR) == "acute.none_running"
    assert acts.StartAcuteFunction.refusal(fresh, NOW + 10 * HOUR) is None
    events = [row.event for row in fresh.placements.select_related("event").order_by("position")]
    assert acute_panel(fresh, events, state="S7").function is None


def test_s8_a_takeover_offered_from_a_later_journey_is_accepted_from_the_first(actors: Actors) -> None:
    first, later = with_a_later_visit(actors)
    acts.OfferTakeover(to="hospital").do(later, act=act(actors, "community_nurse", NOW + 9 * HOUR))
    assert acts.OfferTakeover.refusal(Journey.objects.get(pk=first.pk), NOW + 10 * HOUR) is not None
    acts.AcceptTakeover().do(first, act=act(actors, "doctor", NOW + 10 * HOUR))
    assert acts.EndTreatment.refusal(Journey.objects.get(pk=first.pk), NOW + 11 * HOUR) is None


def test_r2_5_while_112_is_open_it_still_runs_seen_from_another_journey(actors: Actors) -> None:
    _, later = with_a_later_visit(actors)
    Call112().do(later, act=act(actors, "community_nurse", NOW + 9 * HOUR))
    assert acts.EndAcuteFunction.refusal(Journey.objects.get(pk=later.pk), NOW + 10 * HOUR) is None


@pytest.mark.parametrize(
    ("deed", "who", "code"),
    [
        (acts.EndAcuteFunction, "community_nurse", "acute.course_is_over"),
        (acts.EndTreatment, "doctor", "acute.treatment_is_over"),
    ],
)
def test_s9_each_side_ends_its_part_once(deed: type[acts.RuledAct], who: str, code: str, actors: Actors) -> None:
    """What a hospital referred runs until both have: the first is said once, and its button goes."""
    journey = referred(actors, "hospital")
    deed().do(journey, act=act(actors, who, NOW + HOUR))
    with pytest.raises(RefusedByRule) as refused:
        deed().do(journey, act=act(actors, who, NOW + 2 * HOUR))
    assert refused.value.code == code
