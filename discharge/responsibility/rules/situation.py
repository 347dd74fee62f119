"""What the events say of a citizen at one moment: bed, leave, readiness, acute function, windows (RULES 2d)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property

from discharge.extended_responsibility.rules.clock import ANSWERING, EmergencyCall, WindowPlan, WindowState
from discharge.extended_responsibility.rules.discharge_facts import PlaceOf, discharge_of, nowhere, ward_of
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
from journeys.domain.citizen.residence import municipality_as_told
from journeys.domain.doctors.handovers import AcuteFunction, acute_functions, function_at
from journeys.domain.doctors.physicians import Physician, physician_at
from journeys.domain.doctors.silences import plan_lapses_at
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.history.contacts import COHERENT_GAP, Contact, ContactEnd, are_two, is_bed
from journeys.domain.history.departures import EndedBy, departure_of
from journeys.domain.history.history import History, JourneyHistory, counting_in, oldest_first

# 001 §2.2: the practice answers on weekdays from 8 to 16 (001-93).
OPENS, CLOSES = time(8, 0), time(16, 0)
# RULES 2i V4, 2h: a bed taken later than this after the last one is no transfer, so the receipt should have been told.
RECEIPT_WITHIN = COHERENT_GAP
# Of a citizen of whom nothing is known yet but what is said of them.
_NOWHERE = History(())


@dataclass(frozen=True, slots=True)
class Situation:
    """The citizen at one moment; everything that the table of responsibility asks for."""

    at: datetime
    died: bool
    contact: Contact | None
    journey: JourneyHistory | None
    ward: str | None
    moved: bool
    on_leave: bool
    ready: bool
    physician: Physician | None
    offered: Physician | None
    acute_function: AcuteFunction | None
    # The ward and the named doctor of the hospital that referred to it, wherever the citizen has been since (S9).
    referring: tuple[str | None, Physician | None]
    answering: WindowPlan | None
    # A 112 call whose outcome nobody has told, and the window that it suspends, if one ran.
    emergency: EmergencyCall | None
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
    def where_referred(self) -> "Situation":
        """As the hospital answers that referred to the acute function (S9)."""
        ward, physician = self.referring
        return replace(self, ward=ward, physician=physician)

    @property
    def not_received(self) -> bool:
        """Whether the receipt of a transfer that a person stated should have been told by now (RULES 2d S3b, 2i V4).

        The sender answers until receipt; who is responsible by then, only the sending ward can find out (001-22).
        """
        return self.sent_on is not None and elapsed(self.sent_on, self.at) >= RECEIPT_WITHIN


@dataclass(frozen=True)
class Story:
    """A citizen's journeys and what has been said of the citizen, to be asked about any moment."""

    journeys: tuple[JourneyHistory, ...]
    plans: tuple[WindowPlan, ...]
    # What counts, of all journeys.
    events: tuple[EventRecord, ...]
    statements: History
    contacts: tuple[tuple[JourneyHistory, Contact], ...]
    emergencies: tuple[EmergencyCall, ...]
    choices: Choices
    extra_closing_days: frozenset[date]

    @classmethod
    def of(
        cls,
        journeys: Iterable[JourneyHistory],
        statements: History,
        *,
        place_of: PlaceOf = nowhere,
        agreements: Sequence[Terms] = AGREEMENTS,
        choices: Choices = DEFAULTS,
        extra_closing_days: Collection[date] = (),
    ) -> "Story":
        """The story of one citizen."""
        folded = oldest_first(journeys)
        plans = plans_of(folded, statements, place_of=place_of, agreements=agreements, choices=choices)
        pairs = sorted(((each, c) for each in folded for c in each.contacts), key=lambda pair: pair[1].start)
        calls = lapses_of(folded)
        return cls(
            folded, plans, counting_in(folded), statements, tuple(pairs), calls, choices, frozenset(extra_closing_days)
        )

    @cached_property
    def _functions(self) -> Sequence[tuple[datetime, AcuteFunction | None]]:
        return acute_functions(self.events)

    def situation(self, at: datetime) -> Situation:
        """The situation at `at`; events that happen later are not known yet, facts that were told late are."""
        journey, contact = self._current(at)
        last_journey, last = self._last(at)
        here = contact or last
        about = journey or last_journey or self._begun(at)
        physician, offered = physician_at(about, at) if about else (None, None)
        facts = facts_at(self.statements, at)
        function = self._acute_function(at)
        ward = ward_of(about, here, at) if about and here else None
        running = [plan for plan in self.plans if plan.runs_at(at)]
        return Situation(
            at=at,
            died=self._died(at),
            contact=contact,
            journey=about,
            ward=ward,
            moved=contact is not None and about is not None and _came_from_elsewhere(about, contact),
            on_leave=contact is not None and any(_covers(leave.start, leave.end, at) for leave in contact.leaves),
            ready=journey is not None and self._ready(journey, at),
            physician=physician,
            offered=offered,
            acute_function=function,
            referring=self._referring(function, at) or (ward, physician),
            answering=next((p for p in reversed(running) if p.state_at(at) in ANSWERING), None),
            emergency=next((call for call in self.emergencies if _covers(call.start, call.end, at)), None),
            suspended=next((p for p in running if self._in_emergency(p, at)), None),
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
        # A note changes nobody's responsibility, and a citizen may have a thousand.
        telling = (event for event in (*self.events, *self.statements.events) if not CATALOGUE[event.kind].only_words)
        moments = {event.occurred_at for event in telling}
        for plan in self.plans:
            moments.update(plan.changes())
        # Once there are windows, each bed that is taken later begins and ends an answer, whatever its message's time.
        if first := min((plan.start for plan in self.plans if plan.start is not None), default=None):
            beds = [contact for _journey, contact in self.contacts if is_bed(contact) and contact.start >= first]
            moments.update(at for contact in beds for at in (contact.start, contact.end) if at is not None)
        plans = [event for event in self.events if event.kind is EventKind.ADMISSION_DECIDED]
        moments.update(_plan_lapses(plan) for plan in plans)
        moments.update(c.end + RECEIPT_WITHIN for journey, c in self.contacts if c.end and sent_on(journey, c))
        ends = self._acute_agreement_ends(max(moments)) if moments else None
        moments.update([ends] if ends is not None else [])
        return tuple(sorted(moments))

    def next_office_change(self, at: datetime) -> datetime:
        """When the practice next opens or closes."""
        return next_office_change(at, extra_closing_days=self.extra_closing_days)

    def _referring(self, function: AcuteFunction | None, at: datetime) -> tuple[str | None, Physician | None] | None:
        """Ward and doctor of the journey in which the function was referred; None where that had no contact."""
        if function is None:
            return None
        own = [pair for pair in self.contacts if pair[1].start <= at and _holds(pair[0], function.ref)]
        return (ward_of(*own[-1], at), physician_at(own[-1][0], at)[0]) if own else None

    def _acute_agreement_ends(self, at: datetime) -> datetime | None:
        """When the temporary agreement on acute functions ends (A22; 001 fn 5); nobody has said so by default."""
        last = last_day(self.choices.at(at)["A22"])
        return end_of_day(last) if last is not None else None

    def _acute_function(self, at: datetime) -> AcuteFunction | None:
        """The one that runs while the agreement on acute functions holds (001 fn 5)."""
        running = function_at(self._functions, at)
        ends = self._acute_agreement_ends(at) if running else None
        return running if ends is None or at < ends else None

    def _died(self, at: datetime) -> bool:
        """Whether the citizen had died: a stay that began later says otherwise, and answers for the citizen (MORS)."""
        return any(self._has_died_in(journey, at) for journey in self.journeys)

    def _has_died_in(self, journey: JourneyHistory, at: datetime) -> bool:
        died = journey.died_at
        if died is None or died > at:
            return False
        return not any(died < contact.start <= at for other, contact in self.contacts if other is not journey)

    def _current(self, at: datetime) -> tuple[JourneyHistory | None, Contact | None]:
        found = [pair for pair in self.contacts if _covers(pair[1].start, pair[1].end, at)]
        return found[-1] if found else (None, None)

    def _last(self, at: datetime) -> tuple[JourneyHistory | None, Contact | None]:
        """The last contact that ended with a discharge."""
        over = [
            (journey, contact)
            for journey, contact in self.contacts
            if contact.end is not None and contact.end <= at and contact.ended_by is ContactEnd.DISCHARGED
        ]
        return over[-1] if over else (None, None)

    def _begun(self, at: datetime) -> JourneyHistory | None:
        """The latest journey of which anything is known by then, where no contact is."""
        begun = [each for each in self.journeys if any(event.occurred_at <= at for event in each.counting)]
        return begun[-1] if begun else None

    def _undecided(self, at: datetime) -> WindowPlan | None:
        plan = next((plan for plan in reversed(self.plans) if plan.state_at(at) is WindowState.UNKNOWN), None)
        open_ = plan is not None and plan.runs_at(at) and plan.interrupted_at(at) in (None, WindowState.UNKNOWN)
        return plan if open_ else None

    def _in_emergency(self, plan: WindowPlan, at: datetime) -> bool:
        return plan.state_at(at) is WindowState.SUPERSEDED and plan.in_emergency_at(at)

    def _municipality(self, about: JourneyHistory | None, at: datetime) -> str | None:
        """Of the journey at `at`, from messages and statements (P6, X7)."""
        return municipality_as_told(about or _NOWHERE, self.statements, at) or None

    def _ready(self, journey: JourneyHistory, at: datetime) -> bool:
        """By the answers of the first registration that counts, as the ledger has them."""
        first = journey.first_ready_at
        return first is not None and first <= at and is_ready_at(journey, at, self.choices.at(first))

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


def _holds(journey: JourneyHistory, ref: str) -> bool:
    return any(event.ref == ref for event in journey.counting)


def _came_from_elsewhere(journey: JourneyHistory, contact: Contact) -> bool:
    """Whether the bed was taken over from another hospital without a discharge between (RULES 2d S3b)."""
    return any(
        earlier.end == contact.start
        and earlier.ended_by is ContactEnd.MOVED
        and is_bed(earlier)
        and are_two(earlier.hospital, contact.hospital)
        for earlier in journey.contacts
    )


def sent_on(journey: JourneyHistory, contact: Contact) -> bool:
    """Whether a person said of the discharge that ended `contact` that it was a transfer (RULES 2d S3b)."""
    if contact.ended_by is not ContactEnd.DISCHARGED:
        return False
    departure = departure_of(journey, discharge_of(journey, contact))
    return departure.stated and departure.ended_by is EndedBy.TRANSFERRED


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


def is_ready_at(journey: JourneyHistory, at: datetime, choices: Choices = DEFAULTS) -> bool:
    """Whether a ready period is open at `at`; only a long leave closes it (RULES 2b lifecycle, 2c P4)."""
    periods = journey.ready_periods_at(at, long_leave(choices))
    return any(_covers(period.ready_at, period.ended_at, at) for period in periods)
