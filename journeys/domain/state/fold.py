"""The fold: effective events of one journey, in order, to its state (DESIGN §2). No framework, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journeys.domain.calendar.long_leave import INTERRUPTS_AT_72_HOURS, LongLeave
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.citizen.residence import residence_at, residences
from journeys.domain.doctors.physicians import Physician, physician_at
from journeys.domain.doctors.silences import last_sign
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.events.payloads.stays import (
    AdmissionCalledOff,
    AdmissionDecided,
    NursingAnswered,
    Placed,
    PlaceTold,
    Receiver,
)
from journeys.domain.history.contacts import GOES_ON, Contact, ContactClass, ContactEnd, Note, Stay, begun_anew_at
from journeys.domain.history.departures import EndedBy, last_departure
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import ReadyPeriod
from journeys.domain.state.claims import entry_of, is_entry, standing_claim
from journeys.domain.state.close_out import ConditionResult, close_out_conditions, closed_at
from journeys.domain.state.doubts import Doubt, open_doubts
from journeys.domain.state.needs import needs_municipality
from journeys.domain.state.planning import reports_sent
from journeys.domain.state.reports import Report, open_reports
from journeys.domain.state.status import (
    AT_HOME,
    IN_HOSPITAL,
    OVER_AT_LAST,
    AdmissionType,
    JourneyStatus,
    Overlay,
    next_status,
    shown_status,
)


class Destination(StrEnum):
    """Where the citizen is discharged to (RULES 2e E5)."""

    OWN_HOME = "own_home"
    NURSING_HOME = "nursing_home"
    TEMPORARY_PLACE = "temporary_place"
    ACUTE_PLACE = "acute_place"
    HEALTH_CARE_PLACE = "health_care_place"
    RESIDENTIAL_FACILITY = "residential_facility"
    HOSPICE = "hospice"
    OTHER_HOSPITAL = "other_hospital"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class JourneyState:
    """Everything that the effective events of one journey say. Organisations are ids as strings; None is unknown."""

    status: JourneyStatus
    admission_type: AdmissionType
    arrived_at: datetime | None
    admitted_at: datetime | None
    discharged_at: datetime | None
    deceased_at: datetime | None
    planned_at: datetime | None
    on_leave_since: datetime | None
    provider: str | None
    hospital: str | None
    bed: str | None
    municipality: str | None
    speciality: str | None
    destination: Destination | None
    community_nursing: bool | None
    facts: CitizenFacts
    physician: Physician | None
    offered_physician: Physician | None
    report_requested_at: datetime | None
    report_recipient: str | None
    report_sent_at: datetime | None
    cancelled_at: datetime | None
    contacts: tuple[Contact, ...]
    stays: tuple[Stay, ...]
    anomalies: tuple[str, ...]
    ready_periods: tuple[ReadyPeriod, ...] = ()
    close_out: tuple[ConditionResult, ...] = ()
    closed_at: datetime | None = None
    reports: tuple[Report, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    last_sign_at: datetime | None = None
    # How the last discharge went; None while the citizen is not discharged.
    ended_by: EndedBy | None = None
    # Nothing but an entry by hand that nobody has confirmed (DESIGN §6); its writer's unit.
    unconfirmed: bool = False
    entered_by: str | None = None
    entered_name: str = ""

    @property
    def over_at(self) -> datetime | None:
        """When nothing more is expected of anybody, a running 72-hour window apart; None while something is."""
        if self.status is JourneyStatus.CANCELLED:
            return self.cancelled_at
        if self.status is JourneyStatus.DECEASED:
            return self.deceased_at
        if self.status is JourneyStatus.CLOSED:
            return self.closed_at
        since = {JourneyStatus.DISCHARGED: self.discharged_at, JourneyStatus.PLANNED: self.planned_at}.get(self.status)
        return since + OVER_AT_LAST if since else None

    @property
    def left_at(self) -> datetime | None:
        """When the citizen went home, died, or was said not to come; None while they are in hospital or expected."""
        left = {
            JourneyStatus.CANCELLED: self.cancelled_at,
            JourneyStatus.DECEASED: self.deceased_at,
            JourneyStatus.DISCHARGED: self.discharged_at,
            JourneyStatus.CLOSED: self.discharged_at,
        }
        return left.get(self.status)

    @property
    def in_hospital(self) -> bool:
        """Whether the citizen is in hospital care now."""
        return self.status in IN_HOSPITAL


def fold(history: History, facts: CitizenFacts, *, leave: LongLeave = INTERRUPTS_AT_72_HOURS) -> JourneyState:
    """The state of one journey from its history and what is known of the citizen; `leave` is the answer to A10."""
    state = _folded(history, facts, leave)
    return _entered(state, history) if is_entry(history.events) else state


# An entry says one of three things.
_ENTERED_AS = {
    EventKind.ACUTE_ARRIVED: JourneyStatus.ACUTE_AMBULATORY,
    EventKind.ADMISSION_DECIDED: JourneyStatus.PLANNED,
}


def _entered(state: JourneyState, history: History) -> JourneyState:
    """An entry shows what it says until it is answered; taken back or declined it is cancelled."""
    entry, standing = entry_of(history.events), standing_claim(history)
    assert entry is not None
    begun_at = None if entry.plans else entry.at
    return replace(
        state,
        unconfirmed=True,
        entered_by=entry.by,
        entered_name=entry.name,
        status=_ENTERED_AS.get(entry.kind, JourneyStatus.ADMITTED) if standing else JourneyStatus.CANCELLED,
        provider=entry.provider,
        hospital=entry.hospital,
        municipality=entry.municipality,
        arrived_at=begun_at,
        admitted_at=None if entry.kind is EventKind.ACUTE_ARRIVED else begun_at,
        planned_at=entry.planned_at,
        cancelled_at=None if standing else _cancelled_at(history),
    )


def _folded(history: History, facts: CitizenFacts, leave: LongLeave) -> JourneyState:
    counting, contacts, stays = history.counting, history.contacts, history.stays
    periods = history.ready_periods(leave)
    if needs_municipality(counting, periods):
        facts = replace(facts, needs_at_discharge=True)
    conditions = close_out_conditions(history, municipal_services=facts.municipal_services, no_practice=facts.has_no_gp)
    status, anomalies = _status(history)
    status = _shown(status, periods, closed_at(conditions))
    place = _place(history)
    physician, offered = physician_at(history)
    return JourneyState(
        status=status,
        admission_type=_admission_type(counting, contacts),
        arrived_at=contacts[0].start if contacts else None,
        admitted_at=stays[-1].start if stays else None,
        discharged_at=_went_home_at(status, contacts) or _left(history),
        deceased_at=history.death.occurred_at if history.death else None,
        planned_at=_planned_at(counting),
        on_leave_since=_on_leave_since(status, contacts),
        provider=place.provider,
        hospital=place.hospital,
        bed=place.bed if status in IN_HOSPITAL else None,
        municipality=residence_at(residences(history, facts.statements)) or None,
        speciality=_last_text(counting, EventKind.SPECIALITY_STATED, "speciality"),
        destination=_destination(history.once(_of_last_stay)),
        community_nursing=community_nursing(history, facts),
        facts=facts,
        physician=physician,
        offered_physician=offered,
        report_requested_at=_report_requested_at(counting),
        report_recipient=_latest_text(counting, "report_recipient"),
        report_sent_at=next(reversed(reports_sent(counting)), None),
        cancelled_at=_cancelled_at(history) if status is JourneyStatus.CANCELLED else None,
        contacts=contacts,
        stays=stays,
        anomalies=anomalies,
        ready_periods=periods,
        close_out=conditions,
        closed_at=closed_at(conditions) if status is JourneyStatus.CLOSED else None,
        reports=open_reports(history),
        doubts=open_doubts(history),
        ended_by=_ended_by(status, history),
        last_sign_at=last_sign(counting),
    )


# The anomalies that a time keyed wrongly leaves: somebody came in after dying.
AFTER_DEATH = frozenset({f"{kind} after {JourneyStatus.DECEASED}" for kind in ADMISSIONS})


# What the end of a visit leads back to (RULES 2i V12).
_BACK: dict[Note | None, JourneyStatus] = {
    Note.BACK_ON_LEAVE: JourneyStatus.ON_LEAVE,
    Note.BACK_IN_BED: JourneyStatus.ADMITTED,
}


def _status(history: History) -> tuple[JourneyStatus, tuple[str, ...]]:
    """Runs the state table; no effective contact and no plan leaves the journey cancelled (RULES 2i AN_x)."""
    status: JourneyStatus | None = None
    anomalies = []
    for event in history.counting:
        back = _BACK.get(history.story.notes.get(event.ref))
        following = back or next_status(status, event.kind)
        if following is not None:
            status = following
        elif event.kind in CONTACT_KINDS:
            anomalies.append(f"{event.kind} after {status}")
    return status or JourneyStatus.CANCELLED, tuple(anomalies)


_BEGINS_SOMEWHERE = ADMISSIONS | {EventKind.ADMISSION_DECIDED}


def _shown(status: JourneyStatus, periods: Sequence[ReadyPeriod], closed: datetime | None) -> JourneyStatus:
    """Readiness and close-out lie over the state table: an open period shows in bed, the last condition closes."""
    waiting = bool(periods) and periods[-1].is_open
    holding = {Overlay.WAITS: waiting, Overlay.ALL_MET: closed is not None}
    return shown_status(status, {overlay for overlay, holds in holding.items() if holds})


@dataclass(frozen=True, slots=True)
class _Place:
    provider: str | None = None
    hospital: str | None = None
    bed: str | None = None


def _place(history: History) -> _Place:
    """The current or last place: a placement by hand holds until a notification names another provider.

    Nobody comes in after dying in a bed: a hospital that says so takes neither the dead over nor the letter (2i MORS).
    """
    place, told = _Place(), None
    behind = place
    in_bed = any(contact.ended_by is ContactEnd.DIED for contact in history.contacts)
    died_at = history.died_at if in_bed else None
    for event in history.counting:
        if died_at is not None and event.kind in _BEGINS_SOMEWHERE and event.occurred_at > died_at:
            continue
        if event.kind is EventKind.ADMISSION_DECIDED and _lies_somewhere(history.contacts, event.occurred_at):
            # A plan for later moves nobody who lies in a bed now.
            continue
        provider = event.read(PlaceTold).provider
        if history.story.notes.get(event.ref) in GOES_ON:
            place, told = behind, behind.provider
            continue
        if event.kind is EventKind.ACUTE_ARRIVED:
            behind = place
        if event.kind is EventKind.PLACED:
            place = _Place(
                provider or place.provider, event.read(PlaceTold).hospital or place.hospital, event.read(Placed).bed
            )
        elif event.kind in _BEGINS_SOMEWHERE or (
            event.kind in CONTACT_KINDS and provider not in (None, told, place.provider)
        ):
            place = _Place(provider, event.read(PlaceTold).hospital)
        told = told if event.kind is EventKind.PLACED else provider or told
    return place


def _lies_somewhere(contacts: Iterable[Contact], at: datetime) -> bool:
    return any(each.start <= at and (each.end is None or at < each.end) for each in contacts)


def _admission_type(counting: Sequence[EventRecord], contacts: Sequence[Contact]) -> AdmissionType:
    """Stated by hand, else acute after an acute arrival, planned after a plan; a bare admission says nothing."""
    stated = _last_text(counting, EventKind.ADMISSION_TYPE_STATED, "admission_type")
    if stated:
        return AdmissionType(stated)
    if any(contact.kind is ContactClass.ACUTE for contact in contacts):
        return AdmissionType.ACUTE
    decided = _last_text(counting, EventKind.ADMISSION_DECIDED, "admission_type")
    return AdmissionType(decided) if decided else AdmissionType.UNKNOWN


def _last_text(events: Sequence[EventRecord], kind: EventKind, key: str) -> str | None:
    return next((event.text(key) for event in reversed(events) if event.kind is kind), None)


def _latest_text(events: Sequence[EventRecord], key: str) -> str | None:
    """The value in the latest stated event that has one (cancelled too: a cancelled journey keeps its recipients)."""
    having = [event for event in events if event.text(key)]
    return max(having, key=lambda event: (event.stated_at, event.ref)).text(key) if having else None


def _went_home_at(status: JourneyStatus, contacts: Sequence[Contact]) -> datetime | None:
    """The end of the last contact; a discharge told twice without reference to the first changes nothing."""
    return contacts[-1].end if status in AT_HOME else None


def _left(history: History) -> datetime | None:
    """When the citizen went home, if the last contact event before a death at home was a discharge."""
    if history.death is None:
        return None
    turns = (event for event in history.counting if event.kind in CONTACT_KINDS and event.kind is not EventKind.DIED)
    turns_once = [event for event in turns if event.ref not in history.told_again]
    return turns_once[-1].occurred_at if turns_once and turns_once[-1] in history.discharges else None


def _ended_by(status: JourneyStatus, history: History) -> EndedBy | None:
    if status is JourneyStatus.CANCELLED:
        called_off = history.last(EventKind.ADMISSION_CALLED_OFF)
        return EndedBy.NO_SHOW if called_off and called_off.read(AdmissionCalledOff).no_show is True else None
    departure = last_departure(history) if status in AT_HOME else None
    return departure.ended_by if departure else None


def _planned_at(counting: Sequence[EventRecord]) -> datetime | None:
    return next(
        (e.read(AdmissionDecided).planned_at for e in reversed(counting) if e.kind is EventKind.ADMISSION_DECIDED), None
    )


def _on_leave_since(status: JourneyStatus, contacts: Sequence[Contact]) -> datetime | None:
    if status is not JourneyStatus.ON_LEAVE or not contacts or not contacts[-1].leaves:
        return None
    return contacts[-1].leaves[-1].start


def _of_last_stay(history: History) -> Sequence[EventRecord]:
    """What was said since the last stay began: each discharge has its own answers (RULES 2e X1)."""
    begun_at = begun_anew_at(history.contacts, history.legs)
    return [event for event in history.counting if begun_at is None or event.occurred_at >= begun_at]


def _destination(counting: Sequence[EventRecord]) -> Destination | None:
    stated = _last_text(counting, EventKind.DESTINATION_STATED, "destination")
    return Destination(stated) if stated else None


def community_nursing(history: History, facts: CitizenFacts) -> bool | None:
    """The municipality's answer for this discharge, else the citizen's affiliation (RULES 2e E4: existing or new)."""
    for event in reversed(history.once(_of_last_stay)):
        if event.kind is EventKind.NURSING_ANSWERED:
            answer = event.read(NursingAnswered).community_nursing
            return answer if isinstance(answer, bool) else None
    return facts.community_nursing


def _report_requested_at(counting: Sequence[EventRecord]) -> datetime | None:
    """When the first effective notification asked for a report of admission (SPEC A3.3 rule 5)."""
    return next((event.occurred_at for event in counting if event.read(Receiver).report_of_admission is True), None)


_CANCELS = frozenset({EventKind.CANCELLED, EventKind.ADMISSION_CALLED_OFF, EventKind.STAY_DECLINED})


def _cancelled_at(history: History) -> datetime | None:
    """When the last cancellation or call-off was stated."""
    ends = [event.stated_at for event in history.events if event.kind in _CANCELS and event.ref not in history.voided]
    return max(ends, default=None)
