"""The facts of one journey for the figures, asked of the modules that answer them; nothing is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from discharge.agreement.rules.agreement import Agreement, agreement_of
from discharge.agreement.rules.preparation import preparation_time
from discharge.calls.rules import CallerRole
from discharge.channel.rules.report_task import care_pathway_plan
from discharge.close_out.rules.readmission import readmissions
from discharge.close_out.selectors import hospital_stay
from discharge.discharge_letter.projection import due_letters
from discharge.discharge_letter.rules.deadline import LetterGroup
from discharge.models import ExtendedResponsibility
from discharge.payment.rules.days import ReadyDays, Rules, ledger
from discharge.payment.rules.ledger_basis import basis_of, payer_from, periods_from, without_undone
from discharge.payment.rules.tariffs import charged_speciality
from discharge.payment.selectors.tariffs import tariff_rules
from discharge.readiness.rules.coincidence import Coincidence, CoincidenceFacts, coincidence
from discharge.settings.rules.moment import answers_at
from discharge.settings.rules.open_points import DEFAULTS
from discharge.settings.selectors import closing_days, dated_choices
from documents.domain.realism import plans_of, time_changed
from documents.domain.threads import threads_of
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.domain.calendar.clock import add_hours, elapsed, last_instant
from journeys.domain.citizen.citizen_facts import Affiliation, facts_at
from journeys.domain.doctors.physicians import physician_at
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import CallLogged
from journeys.domain.history.departures import EndedBy, departure_of, last_departure
from journeys.domain.state.close_out import Condition, ConditionResult, closed_at, fmk_said_by
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import JourneyState, community_nursing
from journeys.domain.state.planning import planning_began_at, report_first_sent_at
from journeys.domain.state.status import JourneyStatus
from organisations.domain.kinds import Speciality
from principles.indicators.rules.facts import JourneyFacts, LetterFacts, WaitingDay, WindowFacts

# K6: an agreed time that is changed so soon after the last plan makes the plan unrealistic.
PLAN_HOLDS = timedelta(hours=24)


def facts_of(
    item: Projected,
    projection: CitizenProjection,
    windows: Sequence[ExtendedResponsibility],
    readmitted: Mapping[datetime, bool],
) -> JourneyFacts:
    """What the measures ask of one journey; `readmitted` is what `readmitted_after` says of the citizen."""
    left_at = item.state.discharged_at
    item = replace(item, state=_as_it_left(item))
    state, history = item.state, item.history
    said, plans = history.once(agreement_of), plans_of(threads_of(history), history)
    day_after = add_hours(state.admitted_at, 24) if state.admitted_at else None
    physician = physician_at(history, day_after)[0] if day_after else None
    record = fmk_said_by(history, left_at) if left_at else None
    before = [plan for plan in plans if left_at is None or plan.version.sent_at <= left_at]
    return JourneyFacts(
        cancelled=state.status is JourneyStatus.CANCELLED,
        admitted_at=None if _is_in_doubt(state, EventKind.ADMITTED) else state.admitted_at,
        discharged_at=left_at if state.deceased_at is None or left_at != state.deceased_at else None,
        left_in_doubt=_is_in_doubt(state, EventKind.DISCHARGED),
        ended_by=_ended_by(item),
        ambulatory=bool(state.contacts) and not state.stays,
        municipal_need=state.facts.municipal_services,
        has_practice=state.facts.gp is not None if state.facts.gp_known else None,
        nursing_home=state.facts.affiliations.get(Affiliation.NURSING_HOME),
        elder_care=state.facts.affiliations.get(Affiliation.ELDER_CARE),
        plan_applies=_plan_applies(item, projection),
        planning_began_at=planning_began_at(item.history),
        report_asked_at=state.report_requested_at,
        report_sent_at=report_first_sent_at(item.history),
        first_plan_at=plans[0].version.sent_at if plans else None,
        plan_versions=len(before),
        plan_changed=bool(before) and time_changed(before[-1], history, within=PLAN_HOLDS),
        coincidence=_coincidence(item, said),
        periods=state.ready_periods,
        waiting_days=_waiting_days(item, projection),
        agreed_at=said.agreed.agreed_at if said.agreed else None,
        preparation_for=_preparation(said, item, projection),
        physician_at=physician.since if physician else None,
        letter=_letter(item, projection),
        window=_window(item, windows),
        record_updated_at=record.occurred_at if record else None,
        # Whoever dies afterwards had been closed, or is by the death (2d S10).
        closed_at=closed_at([_once(condition, record) for condition in state.close_out]),
        out_of_order=bool(state.anomalies),
        readmitted=None if left_at is None else readmitted.get(left_at),
    )


def _once(condition: ConditionResult, record: EventRecord | None) -> ConditionResult:
    """The medication record was up to date when the citizen left, whatever was said again afterwards."""
    if record is None or condition.condition is not Condition.FMK:
        return condition
    return replace(condition, met_at=record.occurred_at)


def _as_it_left(item: Projected) -> JourneyState:
    """With what held when the citizen left: what begins or ends afterwards changes no month that is over (2a O8)."""
    state = item.state
    if state.discharged_at is None:
        return state
    held = facts_at(state.facts.statements, state.discharged_at)
    facts = replace(held, needs_at_discharge=state.facts.needs_at_discharge)
    return replace(state, facts=facts, community_nursing=community_nursing(item.history, facts))


def _ended_by(item: Projected) -> EndedBy | None:
    """How the stay ended, also of one who died at home afterwards."""
    state = item.state
    if state.deceased_at is None:
        return state.ended_by
    departure = last_departure(item.history) if state.discharged_at else None
    return departure.ended_by if departure else EndedBy.DIED


def _is_in_doubt(state: JourneyState, kind: EventKind) -> bool:
    return any(doubt.kind is DoubtKind.TIME and doubt.about is kind for doubt in state.doubts)


def _plan_applies(item: Projected, projection: CitizenProjection) -> bool | None:
    """Whether the stay is one of C1, C5 and C7 (K5); whether it was psychiatry's may be unknown where a plan is not."""
    state = item.state
    if state.admitted_at is None or state.discharged_at is None:
        return None
    applies = care_pathway_plan(
        state.facts,
        item.journey.speciality,
        needs=state.facts.municipal_services,
        stay_hours=elapsed(state.admitted_at, state.discharged_at) / timedelta(hours=1),
        choices=projection.once(dated_choices).at(state.discharged_at, state.hospital),
    )
    return None if applies and item.journey.speciality == Speciality.UNKNOWN else applies


def _coincidence(item: Projected, said: Agreement) -> Coincidence | None:
    discharges = item.history.discharges
    if not discharges or item.state.discharged_at is None:
        return None
    departure = departure_of(item.history, discharges[-1])
    return coincidence(
        CoincidenceFacts(
            discharged_at=discharges[-1].occurred_at,
            periods=_ready(item),
            speciality=None if item.journey.speciality == "unknown" else item.journey.speciality,
            agreed_at=said.agreed.at if said.agreed else None,
            terminal=item.history.last(EventKind.TERMINAL_DECLARED) is not None,
            ended_by=departure.ended_by,
            medically_ready=departure.medically_ready,
        )
    )


def _ready(item: Projected) -> list[tuple[datetime, datetime | None]]:
    """The periods, and registrations of a time at which the citizen had left: which of the two is wrong? (K-1)."""
    left_at, void = item.history.discharges[-1].occurred_at, item.history.void_registrations
    too_late = [(event.occurred_at, None) for event in void if event.occurred_at > left_at]
    return [*((period.ready_at, period.ended_at) for period in item.state.ready_periods), *too_late]


def _waiting_days(item: Projected, projection: CitizenProjection) -> tuple[WaitingDay, ...]:
    """The days of the periods that are over: those of one that goes on depend on today."""
    if not item.state.ready_periods:
        return ()
    history = without_undone(item.history)
    answered_at = history.once(answers_at)
    if answered_at is None:
        return ()
    choices = projection.once(dated_choices).at(answered_at)
    basis = basis_of(history, projection.statements, choices=choices)
    ends = {period: period.terminal_on or period.ended_on for period in periods_from(basis)}
    over = sorted((period for period, end in ends.items() if end is not None), key=lambda each: each.ready_on)
    if not over:
        return ()
    last = max(end for end in ends.values() if end is not None)
    rules = Rules(tariffs=projection.once(tariff_rules), choices=choices, payer_on=payer_from(basis))
    counted = ledger(over, speciality=charged_speciality(item.journey.speciality), today=last, rules=rules).payable
    return tuple(
        WaitingDay(
            line.date,
            *_first_reason(line.date, over[line.period - 1]),
            home=line.payer,
            hospital=hospital_at(item, last_instant(line.date)),
            region_dkk=line.region_dkk,
            state_dkk=line.state_dkk,
        )
        for line in counted
    )


def _first_reason(on: date, period: ReadyDays) -> tuple[str, str]:
    holding = sorted((each for each in period.reasons if each.holds_on(on)), key=lambda each: not each.primary)
    return (holding[0].reason, holding[0].sector) if holding else ("", "")


def hospital_at(item: Projected, at: datetime) -> str | None:
    """In which hospital the citizen was, or had been last: whoever is moved to another one had days in both."""
    begun = [contact.hospital for contact in item.history.contacts if contact.start <= at]
    return (begun[-1] if begun else None) or item.state.hospital


def _preparation(said: Agreement, item: Projected, projection: CitizenProjection) -> timedelta | None:
    """By the answer or the shift: when a page was opened is no event, and figures follow from events alone."""
    told_at = said.first_proposed_at
    return preparation_time(
        told_at=told_at,
        home_at=said.agreed.at if said.agreed else None,
        answered_at=said.first_answered_at,
        closing_days=projection.once(closing_days),
        choices=projection.once(dated_choices).at(told_at, item.state.hospital) if told_at else DEFAULTS,
    ).working_for


def _letter(item: Projected, projection: CitizenProjection) -> LetterFacts | None:
    letters = due_letters(item, projection)
    if not letters:
        return None
    due = letters[-1]
    return LetterFacts(
        due_at=due.deadline.due_at,
        sent_at=due.letter.sent_at,
        received_at=due.letter.acknowledged_at,
        strict=due.group is LetterGroup.STRICT,
    )


def _window(item: Projected, windows: Sequence[ExtendedResponsibility]) -> WindowFacts | None:
    if not windows:
        return None
    row = windows[-1]
    states = {state for _, state in row.phases}
    until = row.ends_at or row.could_end_at
    calls = [
        call
        for event in item.history.counting
        if event.kind is EventKind.CALL_LOGGED
        # One that the ward made itself is no call to it.
        and (call := event.read(CallLogged)).caller_role != CallerRole.WARD.value
        and row.discharged_at <= event.occurred_at
        and (until is None or event.occurred_at < until)
    ]
    attempts = sum(call.entitled is False for call in calls)
    return WindowFacts(
        eligible=row.eligible,
        calls=len(calls) - attempts,
        attempts=attempts,
        exempted="exempted" in states,
        extended="extended" in states,
    )


def readmitted_after(projection: CitizenProjection) -> Mapping[datetime, bool]:
    """Of each index stay among all of the citizen's, by its discharge: whether a readmission followed."""
    begun = [
        hospital_stay(each.journey)
        for each in projection.journeys
        # What somebody entered and nobody has answered is no contact (DESIGN §6).
        if each.state.status is not JourneyStatus.CANCELLED
        and not each.state.unconfirmed
        and (each.journey.arrived_at or each.journey.admitted_at)
    ]
    if not begun:
        return {}
    until = max(max(stay.start, stay.end or stay.start) for stay in begun) + timedelta(days=31)
    found = readmissions(begun, followed_until=until)
    # Of two that ended at once the first one counts.
    return {index.stay.end: index.readmission is not None for index in reversed(found) if index.stay.end is not None}
