"""The facts of one stay for the figures, asked of the modules that answer them; nothing is decided here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Self

from discharge.agreement.rules.agreement import Agreement, agreement_of
from discharge.agreement.rules.preparation import before_leaving, preparation_time
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
from journeys.domain.calendar.clock import elapsed, last_instant
from journeys.domain.citizen.citizen_facts import Affiliation, facts_at
from journeys.domain.doctors.physicians import first_named_at
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import CallLogged
from journeys.domain.history.departures import Departure, EndedBy, departure_of
from journeys.domain.state.close_out import Condition, ConditionResult, ConditionState, closed_at, fmk_said_by
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import JourneyState, community_nursing
from journeys.domain.state.planning import municipality_rang_at, planning_began_at, report_first_sent_at
from journeys.domain.state.status import JourneyStatus
from organisations.domain.kinds import Speciality
from principles.indicators.reading.parts import Part
from principles.indicators.rules.facts import JourneyFacts, LetterFacts, WaitingDay, WindowFacts

# The field of a plan that says what to do when the same symptoms return (001-67).
CONTINGENCY = "contingency"
# K6: an agreed time that is changed so soon after the last plan makes the plan unrealistic.
PLAN_HOLDS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around every stay of one citizen: the 72 hours, the calls in them, and who came back."""

    projection: CitizenProjection
    # By their discharge.
    windows: Sequence[ExtendedResponsibility]
    calls: Sequence[EventRecord]
    # Of each index stay of table 2h, by its discharge: whether a readmission followed.
    readmitted: Mapping[datetime, bool]

    @classmethod
    def of(cls, projection: CitizenProjection, parts: Iterable[Part]) -> Self:
        """Asked once for all of the citizen's stays."""
        windows = (row for row in projection.derived(ExtendedResponsibility) if not row.voided)
        counting = (event for item in projection.journeys for event in item.history.counting)
        return cls(
            projection,
            sorted(windows, key=lambda row: (row.discharged_at, row.key)),
            [event for event in counting if event.kind is EventKind.CALL_LOGGED],
            _readmitted_after(parts),
        )


def facts_of(part: Part, around: Around) -> JourneyFacts:
    """What the measures ask of one stay of a journey."""
    item, whole, projection = part.item, part.whole, around.projection
    left_at = item.state.discharged_at
    item = replace(item, state=_as_it_left(item))
    state, history = item.state, item.history
    said, plans = history.once(agreement_of), plans_of(threads_of(history), history)
    letter = _letter(replace(whole, state=state), item, projection)
    record = fmk_said_by(history, left_at) if left_at else None
    before = [plan for plan in plans if before_leaving(plan.version.sent_at, left_at)]
    return JourneyFacts(
        cancelled=state.status is JourneyStatus.CANCELLED,
        admitted_at=None if _is_in_doubt(state, EventKind.ADMITTED) else state.admitted_at,
        discharged_at=left_at if state.deceased_at is None or left_at != state.deceased_at else None,
        left_in_doubt=_is_in_doubt(state, EventKind.DISCHARGED),
        ended_by=_ended_by(part),
        ambulatory=bool(state.contacts) and not state.stays,
        municipal_need=state.facts.municipal_services,
        has_practice=state.facts.gp is not None if state.facts.gp_known else None,
        nursing_home=state.facts.affiliations.get(Affiliation.NURSING_HOME),
        elder_care=state.facts.affiliations.get(Affiliation.ELDER_CARE),
        plan_applies=_plan_applies(item, projection),
        planning_began_at=planning_began_at(item.history),
        municipality_rang_at=municipality_rang_at(item.history, state.admitted_at) if state.admitted_at else None,
        report_asked_at=state.report_requested_at,
        report_sent_at=report_first_sent_at(item.history),
        first_plan_at=plans[0].version.sent_at if plans else None,
        plan_versions=len(before),
        contingency=before[-1].version.written.get(CONTINGENCY) if before else False,
        plan_changed=bool(before) and time_changed(before[-1], history, within=PLAN_HOLDS),
        coincidence=_coincidence(part, state, said),
        periods=state.ready_periods,
        waiting_days=_waiting_days(part, projection),
        agreed_at=said.agreed.agreed_at if said.agreed else None,
        preparation_for=_preparation(said, item, projection),
        physician_at=first_named_at(whole.history, state.admitted_at) if state.admitted_at else None,
        letter=letter,
        window=_window(part, around),
        record_updated_at=record.occurred_at if record else None,
        # Whoever dies afterwards had been closed, or is by the death (2d S10).
        closed_at=closed_at([_once(condition, record, letter) for condition in state.close_out]),
        out_of_order=bool(state.anomalies),
        readmitted=None if left_at is None else around.readmitted.get(left_at),
    )


def _once(condition: ConditionResult, record: EventRecord | None, letter: LetterFacts | None) -> ConditionResult:
    """The medication record was up to date when the citizen left, whatever was said again afterwards.

    The letter of a discharge is its own, also where it was received when the citizen had come back.
    """
    if condition.condition is Condition.FMK and record is not None:
        return replace(condition, met_at=record.occurred_at)
    if condition.condition is Condition.LETTER and letter is not None and letter.received_at is not None:
        return replace(condition, state=ConditionState.MET, met_at=letter.received_at)
    return condition


def _as_it_left(item: Projected) -> JourneyState:
    """With what held when the citizen left: what begins or ends afterwards changes no month that is over (2a O8)."""
    state = item.state
    if state.discharged_at is None:
        return state
    held = facts_at(state.facts.statements, state.discharged_at)
    facts = replace(held, needs_at_discharge=state.facts.needs_at_discharge)
    return replace(state, facts=facts, community_nursing=community_nursing(item.history, facts))


def _ended_by(part: Part) -> EndedBy | None:
    """How the stay ended, also of one who died at home afterwards; what was said of it later says so too."""
    state = part.item.state
    if state.discharged_at is None and state.deceased_at is not None:
        return EndedBy.DIED
    departure = _departure(part)
    return departure.ended_by if departure and state.discharged_at else state.ended_by


def _departure(part: Part) -> Departure | None:
    discharges = part.item.history.discharges
    return departure_of(part.whole.history, discharges[-1]) if discharges else None


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


def _coincidence(part: Part, state: JourneyState, said: Agreement) -> Coincidence | None:
    item, departure = replace(part.item, state=state), _departure(part)
    discharges = item.history.discharges
    if departure is None or state.discharged_at is None:
        return None
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


def _waiting_days(part: Part, projection: CitizenProjection) -> tuple[WaitingDay, ...]:
    """The days of the stay's periods that are over: those of one that goes on depend on today."""
    item = part.whole
    if not part.item.state.ready_periods:
        return ()
    history = without_undone(item.history)
    answered_at = history.once(answers_at)
    if answered_at is None:
        return ()
    choices = projection.once(dated_choices).at(answered_at)
    basis = basis_of(history, projection.statements, choices=choices)
    periods = periods_from(basis)
    ends = {period: period.terminal_on or period.ended_on for period in periods}
    begun = {
        period: datetime.fromisoformat(told["ready_at"]) for period, told in zip(periods, basis["periods"], strict=True)
    }
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
        if part.span.holds(begun[over[line.period - 1]])
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


def _letter(whole: Projected, item: Projected, projection: CitizenProjection) -> LetterFacts | None:
    """Among the letters of all discharges of the journey the stay's own: one may be sent when the next one goes on."""
    own = {event.ref for event in item.history.counting}
    letters = [due for due in due_letters(whole, projection) if due.letter.discharge_ref in own]
    if not letters:
        return None
    due = letters[-1]
    return LetterFacts(
        due_at=due.deadline.due_at,
        sent_at=due.letter.sent_at,
        received_at=due.letter.acknowledged_at,
        strict=due.group is LetterGroup.STRICT,
    )


def _window(part: Part, around: Around) -> WindowFacts | None:
    journey, span = part.whole.journey.pk, part.span
    own = [row for row in around.windows if row.journey_id == journey and span.holds(row.discharged_at)]
    if not own:
        return None
    row = own[-1]
    states, calls = {state for _, state in row.phases}, _calls_in(row, around)
    attempts = sum(call.entitled is False for call in calls)
    return WindowFacts(
        eligible=row.eligible,
        calls=len(calls) - attempts,
        attempts=attempts,
        exempted="exempted" in states,
        extended="extended" in states,
    )


def _calls_in(row: ExtendedResponsibility, around: Around) -> list[CallLogged]:
    """The calls to the ward in its hours, on whichever journey they are written: of two windows in the later one's.

    A later discharge that opened none leaves the hours to the earlier one (A9).
    """
    later = (each.discharged_at for each in around.windows if each.eligible and each.discharged_at > row.discharged_at)
    ends = [at for at in (row.ends_at or row.could_end_at, *later) if at is not None] if around.calls else []
    return [
        call
        for event in around.calls
        # One that the ward made itself is no call to it.
        if (call := event.read(CallLogged)).caller_role != CallerRole.WARD.value
        and row.discharged_at <= event.occurred_at
        and all(event.occurred_at < end for end in ends)
    ]


def _readmitted_after(parts: Iterable[Part]) -> Mapping[datetime, bool]:
    """Of each index stay among all of the citizen's, by its discharge: whether a readmission followed."""
    begun = [
        hospital_stay(each.journey)
        for each in (part.item for part in parts)
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
