"""What the events say of a citizen at one moment: bed, leave, readiness, acute function, windows (RULES 2d)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from discharge.extended_responsibility.rules.clock import ANSWERING, Lapse, WindowPlan, WindowState
from discharge.extended_responsibility.rules.discharge_facts import (
    Journeyed,
    PlaceOf,
    discharge_of,
    journeyed,
    nowhere,
    ward_of,
)
from discharge.extended_responsibility.rules.discharges import lapses_of, plans_of
from discharge.extended_responsibility.rules.terms import AGREEMENTS, Terms
from discharge.settings.rules.moment import long_leave
from discharge.settings.rules.open_points import DEFAULTS, Choices, last_day
from journeys.domain.calendar.clock import (
    at_local,
    elapsed,
    end_of_day,
    in_copenhagen,
    is_business_day,
    local_date,
    next_business_day,
)
from journeys.domain.citizen.citizen_facts import CitizenFacts, facts_at
from journeys.domain.citizen.residence import residence_at, residences
from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.domain.doctors.physicians import Physician, physician_at
from journeys.domain.doctors.silences import plan_lapses_at
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventRecord
from journeys.domain.history.contacts import COHERENT_GAP, Contact, ContactEnd, are_two, is_bed
from journeys.domain.history.departures import EndedBy, departure_of
from journeys.domain.history.endings import death_at
from journeys.domain.history.grouping import JourneyEvents
from journeys.domain.history.ready_periods import as_of, first_ready_at, ready_periods

# 001 §2.2: the practice answers on weekdays from 8 to 16 (001-93).
OPENS, CLOSES = time(8, 0), time(16, 0)
# RULES 2i V4, 2h: a bed taken later than this after the last one is no transfer, so the receipt should have been told.
RECEIPT_WITHIN = COHERENT_GAP


@dataclass(frozen=True, slots=True)
class Situation:
    """The citizen at one moment; everything that the table of responsibility asks for."""

    at: datetime
    died: bool
    contact: Contact | None
    journey: Journeyed | None
    ward: str | None
    moved: bool
    on_leave: bool
    ready: bool
    physician: Physician | None
    offered: Physician | None
    acute_function: AcuteFunction | None
    answering: WindowPlan | None
    # A 112 call whose outcome nobody has told, and the window that it suspends, if one ran.
    emergency: Lapse | None
    suspended: WindowPlan | None
    undecided: WindowPlan | None
    last_contact: Contact | None
    # When the citizen left for another hospital that has not told of the receipt.
    sent_on: datetime | None
    # Every stay that is decided and not begun, the soonest first.
    planned: tuple[EventRecord, ...]
    facts: CitizenFacts
    municipality: str | None
    practice_open: bool

    @property
    def not_received(self) -> bool:
        """Whether the receipt of a transfer that a person stated should have been told by now (RULES 2d S3b, 2i V4).

        The sender answers until receipt; who is responsible by then, only the sending ward can find out (001-22).
        """
        return self.sent_on is not None and elapsed(self.sent_on, self.at) >= RECEIPT_WITHIN


@dataclass(frozen=True, slots=True)
class Story:
    """A citizen's events, folded once, to be asked about any moment."""

    journeys: tuple[Journeyed, ...]
    plans: tuple[WindowPlan, ...]
    events: tuple[EventRecord, ...]
    citizen_events: tuple[EventRecord, ...]
    contacts: tuple[tuple[Journeyed, Contact], ...]
    emergencies: tuple[Lapse, ...]
    choices: Choices
    extra_closing_days: frozenset[date]

    @classmethod
    def of(
        cls,
        events: Sequence[EventRecord],
        *,
        place_of: PlaceOf = nowhere,
        journeys: Sequence[JourneyEvents] | None = None,
        agreements: Sequence[Terms] = AGREEMENTS,
        choices: Choices = DEFAULTS,
        extra_closing_days: Collection[date] = (),
    ) -> "Story":
        """Folds all events of one citizen, in any order."""
        folded = journeyed(events, journeys)
        plans = plans_of(events, place_of=place_of, journeys=journeys, agreements=agreements, choices=choices)
        counting = [event for journey in folded for event in journey.counting]
        about = tuple(event for event in events if event.kind in CITIZEN_KINDS)
        ordered = tuple(sorted(counting, key=lambda event: event.occurred_at))
        pairs = sorted(((each, c) for each in folded for c in each.contacts), key=lambda pair: pair[1].start)
        calls = lapses_of(folded)
        return cls(folded, plans, ordered, about, tuple(pairs), calls, choices, frozenset(extra_closing_days))

    def situation(self, at: datetime) -> Situation:
        """The situation at `at`; events that happen later are not known yet, facts that were told late are."""
        journey, contact = self._current(at)
        last_journey, last = self._last(at)
        about = journey or last_journey or self._begun(at)
        physician, offered = physician_at(about.counting, at) if about else (None, None)
        facts = facts_at(self.citizen_events, at)
        return Situation(
            at=at,
            died=self._died(at),
            contact=contact,
            journey=about,
            ward=ward_at(about, contact or last, at) if about else None,
            moved=contact is not None and about is not None and _came_from_elsewhere(about, contact),
            on_leave=contact is not None and any(_covers(leave.start, leave.end, at) for leave in contact.leaves),
            ready=journey is not None and self._ready(journey, at),
            physician=physician,
            offered=offered,
            acute_function=acute_function_at(self.events, at) if self._acute_agreement_holds(at) else None,
            answering=self._plan(at, ANSWERING),
            emergency=next((call for call in self.emergencies if _covers(call.start, call.end, at)), None),
            suspended=next((p for p in self.plans if self._in_emergency(p, at)), None),
            undecided=self._undecided(at),
            last_contact=last,
            sent_on=last.end if last and last_journey and contact is None and sent_on(last_journey, last) else None,
            planned=self._planned(at),
            facts=facts,
            municipality=self._municipality(about, at),
            practice_open=practice_is_open(at, extra_closing_days=self.extra_closing_days),
        )

    def changes(self) -> tuple[datetime, ...]:
        """Every moment at which an event or a clock of the citizen can change the situation; office hours apart."""
        moments = {event.occurred_at for event in (*self.events, *self.citizen_events)}
        for plan in self.plans:
            moments.update(plan.changes())
        plans = [event for event in self.events if event.kind is EventKind.ADMISSION_DECIDED]
        moments.update(_plan_lapses(plan) for plan in plans)
        moments.update(c.end + RECEIPT_WITHIN for journey, c in self.contacts if c.end and sent_on(journey, c))
        ends = self._acute_agreement_ends(max(moments)) if moments else None
        moments.update([ends] if ends is not None else [])
        return tuple(sorted(moments))

    def next_office_change(self, at: datetime) -> datetime:
        """When the practice next opens or closes."""
        return next_office_change(at, extra_closing_days=self.extra_closing_days)

    def _acute_agreement_ends(self, at: datetime) -> datetime | None:
        """When the temporary agreement on acute functions ends (A22; 001 fn 5); nobody has said so by default."""
        last = last_day(self.choices.at(at)["A22"])
        return end_of_day(last) if last is not None else None

    def _acute_agreement_holds(self, at: datetime) -> bool:
        ends = self._acute_agreement_ends(at)
        return ends is None or at < ends

    def _died(self, at: datetime) -> bool:
        """Whether the citizen had died: a stay that began later says otherwise, and answers for the citizen (MORS)."""
        return any(self._has_died_in(journey, at) for journey in self.journeys)

    def _has_died_in(self, journey: Journeyed, at: datetime) -> bool:
        died = death_at(journey.counting, journey.contacts)
        if died is None or died > at:
            return False
        return not any(died < contact.start <= at for other, contact in self.contacts if other is not journey)

    def _current(self, at: datetime) -> tuple[Journeyed | None, Contact | None]:
        found = [pair for pair in self.contacts if _covers(pair[1].start, pair[1].end, at)]
        return found[-1] if found else (None, None)

    def _last(self, at: datetime) -> tuple[Journeyed | None, Contact | None]:
        """The last contact that ended with a discharge."""
        over = [
            (journey, contact)
            for journey, contact in self.contacts
            if contact.end is not None and contact.end <= at and contact.ended_by is ContactEnd.DISCHARGED
        ]
        return over[-1] if over else (None, None)

    def _begun(self, at: datetime) -> Journeyed | None:
        """The latest journey of which anything is known by then, where no contact is."""
        begun = [each for each in self.journeys if any(event.occurred_at <= at for event in each.counting)]
        return begun[-1] if begun else None

    def _plan(self, at: datetime, states: Collection[WindowState]) -> WindowPlan | None:
        found = [plan for plan in self.plans if plan.state_at(at) in states]
        return found[-1] if found else None

    def _undecided(self, at: datetime) -> WindowPlan | None:
        plan = self._plan(at, (WindowState.UNKNOWN,))
        open_ = plan is not None and plan.runs_at(at) and plan.interrupted_at(at) in (None, WindowState.UNKNOWN)
        return plan if open_ else None

    def _in_emergency(self, plan: WindowPlan, at: datetime) -> bool:
        return plan.state_at(at) is WindowState.SUPERSEDED and plan.in_emergency_at(at)

    def _municipality(self, about: Journeyed | None, at: datetime) -> str | None:
        """Of the journey at `at`, from messages and statements (P6, X7)."""
        events = [event for event in about.events if event.occurred_at <= at] if about else []
        return residence_at(residences(events, self.citizen_events), at) or None

    def _ready(self, journey: Journeyed, at: datetime) -> bool:
        """By the answers of the first registration that counts, as the ledger has them."""
        first = first_ready_at(journey.counting, journey.contacts)
        return first is not None and is_ready_at(journey, at, self.choices.at(first))

    def _planned(self, at: datetime) -> tuple[EventRecord, ...]:
        """The stays that have been decided, not called off and not begun; one hides no other."""
        standing = []
        for journey in self.journeys:
            if any(contact.start <= at for contact in journey.contacts):
                continue
            plan = None
            for event in journey.counting:
                if event.occurred_at <= at and event.kind is EventKind.ADMISSION_DECIDED:
                    plan = event
                elif event.occurred_at <= at and event.kind is EventKind.ADMISSION_CALLED_OFF:
                    plan = None
            if plan is not None and at < _plan_lapses(plan):
                standing.append(plan)
        return tuple(sorted(standing, key=lambda plan: (_plan_lapses(plan), plan.ref)))


def _plan_lapses(plan: EventRecord) -> datetime:
    """When nobody has come, the referring doctor no longer answers (V8)."""
    return plan_lapses_at(plan.instant("planned_at"), plan.occurred_at)


def _covers(start: datetime, end: datetime | None, at: datetime) -> bool:
    return start <= at and (end is None or at < end)


def _came_from_elsewhere(journey: Journeyed, contact: Contact) -> bool:
    """Whether the bed was taken over from another hospital without a discharge between (RULES 2d S3b)."""
    return any(
        earlier.end == contact.start
        and earlier.ended_by is ContactEnd.MOVED
        and is_bed(earlier)
        and are_two(earlier.hospital, contact.hospital)
        for earlier in journey.contacts
    )


def sent_on(journey: Journeyed, contact: Contact) -> bool:
    """Whether a person said of the discharge that ended `contact` that it was a transfer (RULES 2d S3b)."""
    if contact.ended_by is not ContactEnd.DISCHARGED:
        return False
    departure = departure_of(discharge_of(journey, contact), journey.counting)
    return departure.stated and departure.ended_by is EndedBy.TRANSFERRED


def ward_at(journey: Journeyed, contact: Contact | None, at: datetime) -> str | None:
    """The ward at `at`: the last placement by hand during the contact, else the provider of the message."""
    if contact is None:
        return None
    known = tuple(event for event in journey.counting if event.occurred_at <= at)
    return ward_of(Journeyed(journey.id, journey.events, known, journey.contacts), contact)


def practice_is_open(at: datetime, *, extra_closing_days: Collection[date] = ()) -> bool:
    """Whether general practice answers: weekdays 8–16; otherwise the out-of-hours service does (RULES 2d S0)."""
    local = in_copenhagen(at)
    return OPENS <= local.time() < CLOSES and is_business_day(local.date(), extra_closing_days=extra_closing_days)


def next_office_change(at: datetime, *, extra_closing_days: Collection[date] = ()) -> datetime:
    """When general practice next opens or closes after `at`."""
    day = local_date(at)
    if is_business_day(day, extra_closing_days=extra_closing_days):
        for clock in (OPENS, CLOSES):
            if (moment := at_local(day, clock)) > at:
                return moment
    return at_local(next_business_day(day, extra_closing_days=extra_closing_days), OPENS)


def is_ready_at(journey: Journeyed, at: datetime, choices: Choices = DEFAULTS) -> bool:
    """Whether a ready period is open at `at`; only a long leave closes it (RULES 2b lifecycle, 2c P4)."""
    leave = long_leave(choices)
    periods = as_of(ready_periods(journey.counting, journey.contacts, leave=leave), at, leave=leave)
    return any(_covers(period.ready_at, period.ended_at, at) for period in periods)
