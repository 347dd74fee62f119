"""The 72-hour windows of a citizen: one plan per discharge from a bed, folded from the events (RULES 2e X1–X8)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from discharge.extended_responsibility.rules.clock import (
    Adjustments,
    EmergencyCall,
    Extension,
    Readmission,
    Window,
    WindowPlan,
)
from discharge.extended_responsibility.rules.discharge_facts import (
    DischargeFinder,
    PlaceOf,
    concerns,
    discharge_of,
    nowhere,
    ward_of,
)
from discharge.extended_responsibility.rules.eligibility import DischargeFacts
from discharge.extended_responsibility.rules.terms import AGREEMENTS, Terms, terms_at
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.history.cancelled import cancelled_discharges, told_of
from journeys.domain.history.contacts import Contact, ContactEnd, is_bed
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.history import History, JourneyHistory, counting_in, oldest_first
from journeys.domain.history.words import tells_the_same

# What tells the outcome of a 112 call (RULES 2d: præhospital until the outcome is known).
EMERGENCY_OVER = frozenset({EventKind.EMERGENCY_ENDED, EventKind.DISCHARGED, EventKind.ADMITTED, EventKind.DIED})


def plans_of(
    journeys: Iterable[JourneyHistory],
    statements: History,
    *,
    place_of: PlaceOf = nowhere,
    agreements: Sequence[Terms] = AGREEMENTS,
    choices: Choices = DEFAULTS,
) -> tuple[WindowPlan, ...]:
    """One plan per discharge from a bed, oldest first, and one per cancelled discharge (X6).

    From all journeys of the citizen and what has been said of the citizen. Corrections are seen by folding again (X5);
    what happens after the discharge to municipality, destination or affiliation leaves a window alone (X7).
    """
    journeys = oldest_first(journeys)
    finder = DischargeFinder(statements, place_of, journeys)
    events = [event for journey in journeys for event in journey.events]

    def plan(journey: JourneyHistory, contact: Contact, left_at: datetime) -> WindowPlan:
        terms = terms_at(left_at, agreements)
        return WindowPlan(
            facts=finder.facts(journey, contact, terms),
            terms=terms,
            adjustments=_adjustments(journey, contact, left_at, journeys),
            choices=choices.at(left_at),
            key=chain_root(discharge_of(journey, contact), events),
            journey=journey.id,
            provider=ward_of(journey, contact),
            hospital=contact.hospital,
        )

    ended = [(each, c, c.end) for each in journeys for c in each.contacts if c.end is not None and _ends_stay(c)]
    plans = [plan(each, contact, left_at) for each, contact, left_at in sorted(ended, key=lambda found: found[2])]
    return (*_with_readmissions(plans, journeys), *_voided(events, journeys, plans, choices))


def windows_of(
    journeys: Iterable[JourneyHistory],
    statements: History,
    *,
    now: datetime,
    place_of: PlaceOf = nowhere,
    agreements: Sequence[Terms] = AGREEMENTS,
    choices: Choices = DEFAULTS,
) -> tuple[Window, ...]:
    """The citizen's windows as they stand at `now`."""
    plans = plans_of(journeys, statements, place_of=place_of, agreements=agreements, choices=choices)
    return tuple(plan.at(now) for plan in plans)


def _ends_stay(contact: Contact) -> bool:
    return is_bed(contact) and contact.ended_by is ContactEnd.DISCHARGED


def _adjustments(
    journey: JourneyHistory, contact: Contact, left_at: datetime, journeys: Sequence[JourneyHistory]
) -> Adjustments:
    """Everything that the events say happened to the window opened at `left_at`, later stays aside."""
    exemptions = _decided(journey, contact, EventKind.RESPONSIBILITY_EXEMPTED)
    extensions = [
        Extension(event.occurred_at, until)
        for event in _decided(journey, contact, EventKind.RESPONSIBILITY_EXTENDED)
        if (until := event.instant("until")) is not None
    ]
    died = [at for at in (each.died_at for each in journeys) if at is not None and at >= left_at]
    return Adjustments(
        exempted_at=min((event.occurred_at for event in exemptions), default=None),
        extensions=tuple(extensions),
        lapses=lapses_of(journeys, left_at),
        died_at=min(died, default=None),
    )


def _decided(journey: JourneyHistory, contact: Contact, kind: EventKind) -> list[EventRecord]:
    """What the ward decided about this discharge; what it decided about one that was cancelled fell with it (X6).

    A decision made in the stay, before any discharge was told of, may be about this one; a corrected discharge is the
    same one.
    """
    decided = concerns(journey, contact, kind)
    cancelled = journey.once(cancelled_discharges) if decided else ()
    if not cancelled:
        return decided
    discharge = discharge_of(journey, contact)
    told_at = min(each.stated_at for each in told_of(journey, discharge))

    def is_fallen(event: EventRecord) -> bool:
        about_this = discharge.occurred_at <= event.occurred_at and told_at <= event.stated_at
        return not about_this and any(each.was_meant_by(event) for each in cancelled)

    return [event for event in decided if not is_fallen(event)]


def lapses_of(journeys: Sequence[JourneyHistory], since: datetime | None = None) -> tuple[EmergencyCall, ...]:
    """The citizen's 112 calls, each until its outcome: said to be over, admitted, or home from an acute visit (X3)."""
    return lapses_in(event for event in counting_in(journeys) if since is None or event.occurred_at >= since)


def lapses_in(counting: Iterable[EventRecord]) -> tuple[EmergencyCall, ...]:
    """The 112 calls among effective events in order."""
    lapses: list[EmergencyCall] = []
    for event in counting:
        is_open = bool(lapses) and lapses[-1].end is None
        if event.kind is EventKind.EMERGENCY_CALLED and not is_open:
            lapses.append(EmergencyCall(event.occurred_at))
        elif event.kind in EMERGENCY_OVER and is_open:
            lapses[-1] = replace(lapses[-1], end=event.occurred_at)
    return tuple(lapses)


def chain_root(event: EventRecord, events: Sequence[EventRecord]) -> str:
    """The ref of the first statement of the discharge that `event` corrects: the window's name through corrections."""
    by_ref = {other.ref: other for other in events}
    current, seen = event, {event.ref}
    # A message that goes on with a living citizen names its predecessor too, and corrects only a death (SPEC A3.1).
    while current.voids_ref is not None and current.voids_ref not in seen and current.voids_only is not EventKind.DIED:
        seen.add(current.voids_ref)
        target = by_ref.get(current.voids_ref)
        if target is None:
            return current.voids_ref
        if target.kind is not EventKind.DISCHARGED:
            break
        current = target
    return current.ref


def _with_readmissions(plans: Sequence[WindowPlan], journeys: Sequence[JourneyHistory]) -> tuple[WindowPlan, ...]:
    """Tells each plan which beds were taken again after its discharge, and what their own discharge said (X1)."""
    contacts = sorted((c for each in journeys for c in each.contacts if is_bed(c)), key=lambda c: c.start)
    by_end = {plan.start: plan for plan in plans}

    def revives(contact: Contact) -> bool | None:
        if contact.ended_by is ContactEnd.MOVED:
            return True  # the contact that took over decides
        later = by_end.get(contact.end) if contact.ended_by is ContactEnd.DISCHARGED else None
        if later is None or later.choices["A9"] != "old_window_valid":
            return False
        if later.facts.ended_by is EndedBy.TRANSFERRED:
            return True  # so does the hospital that received the citizen
        enough = next(verdict.outcome for verdict in later.conditions if verdict.rule == "E2")
        return None if enough is None else not enough

    def away_until(contact: Contact) -> datetime | None:
        """Sent on to another hospital the citizen is not at home: until the receipt that has not come yet (V4)."""
        later = by_end.get(contact.end)
        if later is None or later.facts.ended_by is not EndedBy.TRANSFERRED:
            return contact.end
        return next((each.start for each in contacts if contact.end is not None and each.start >= contact.end), None)

    return tuple(
        replace(
            plan,
            adjustments=replace(
                plan.adjustments,
                readmissions=tuple(
                    Readmission(contact.start, away_until(contact), revives(contact))
                    for contact in contacts
                    # Later than the hours no stay does anything to them: a citizen's hundredth changes no other row.
                    if plan.runs_at(contact.start) and contact.end != plan.start
                ),
            ),
        )
        for plan in plans
    )


def _is_told_elsewhere(
    event: EventRecord, root: str, discharges: Sequence[EventRecord], alive: set[str], events: Sequence[EventRecord]
) -> bool:
    """Whether a discharge told by hand and by message has its window under the other word: it runs, or came first."""
    first = (event.occurred_at, event.ref)
    return any(
        chain_root(other, events) in alive or (other.occurred_at, other.ref) < first
        for other in discharges
        if {other.source is EventSource.MESSAGE, event.source is EventSource.MESSAGE} == {True, False}
        and chain_root(other, events) != root
        and tells_the_same(event, other)
    )


def _voided(
    events: Sequence[EventRecord], journeys: Sequence[JourneyHistory], plans: Sequence[WindowPlan], choices: Choices
) -> tuple[WindowPlan, ...]:
    """A discharge of which no statement holds any more leaves a voided window (X6): who was told is told again."""
    # Of one that was undone in time nobody was told anything (DESIGN §4).
    untold = frozenset().union(*(journey.withdrawn for journey in journeys))
    discharges = [
        event
        for event in events
        if event.kind is EventKind.DISCHARGED and event.payload.get("class") != "EMER" and event.ref not in untold
    ]
    counting = {event.ref for journey in journeys for event in journey.counting}
    # What is history only, such as a second time of the same end, is no discharge that was cancelled.
    cancelled = {ref for journey in journeys for ref in journey.voided}
    alive = {plan.key for plan in plans} | {chain_root(e, events) for e in discharges if e.ref in counting}
    last: dict[str, EventRecord] = {}
    for event in sorted(discharges, key=lambda e: (e.stated_at, e.ref)):
        root = chain_root(event, events)
        if (
            event.ref in cancelled
            and root not in alive
            and not _is_told_elsewhere(event, root, discharges, alive, events)
        ):
            last[root] = event
    journey_of = {event.ref: journey.id for journey in journeys for event in journey.events}
    return tuple(
        WindowPlan(
            facts=DischargeFacts(discharged_at=event.occurred_at),
            terms=terms_at(event.occurred_at),
            adjustments=Adjustments(voided=True),
            choices=choices.at(event.occurred_at),
            key=root,
            journey=journey_of.get(event.ref),
            provider=event.text("provider"),
            hospital=event.text("hospital"),
        )
        for root, event in sorted(last.items())
    )
