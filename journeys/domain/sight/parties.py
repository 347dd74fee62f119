"""Who takes or took part in a journey, and since when: the basis of sight (DESIGN §6).

A party named by mistake was never a party; one that was replaced from a date on took part until then. What was undone
before others could read it brings nobody in; where that is all, only its writer keeps the trace.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.citizen.residence import residence_statements, residences
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.citizen import UnitStated
from journeys.domain.events.payloads.documents import DocumentForwarded
from journeys.domain.events.payloads.responsibility import Doctor
from journeys.domain.events.payloads.stays import PlaceTold, Receiver, Shared, TakingBack
from journeys.domain.history.history import History
from journeys.domain.state.claims import Claim
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import JourneyStatus

# Organisation and role.
Party = tuple[str, str]
_PLACES = CONTACT_KINDS | {EventKind.PLACED, EventKind.ADMISSION_DECIDED, EventKind.CANCELLED}
_NAMES_DOCTOR = frozenset({EventKind.PHYSICIAN_NAMED, EventKind.HANDOVER_OFFERED})


def parties_of(
    history: History, state: JourneyState, facts: CitizenFacts, houses: Mapping[str, str] | None = None
) -> dict[Party, datetime]:
    """Every place, the municipality and the practice, each since when; `facts` are known of the citizen.

    `houses` says whose a unit is: hospital, municipality or practice.
    """
    if state.unconfirmed:
        return _of_entry(history)
    parties: dict[Party, datetime] = {}
    events, withdrawn = history.events, history.withdrawn
    begun = min(event.occurred_at for event in events)
    if all(event.ref in withdrawn for event in events):
        return {(event.organisation, "hospital"): begun for event in events if event.organisation}
    # A journey that was cancelled whole keeps its parties: who saw it must see that it was cancelled.
    cancelled = state.status is JourneyStatus.CANCELLED
    standing = [e for e in (history.ordered if cancelled else history.counting) if e.ref not in withdrawn]
    for event in standing:
        for role, organisation in _named(event):
            if organisation:
                parties.setdefault((organisation, role), event.occurred_at)
    for municipality, since in _receivers_of_one_letter(events):
        parties.setdefault((municipality, "municipality"), since)
    for municipality, since in _municipalities(history, facts.statements, state, begun):
        parties.setdefault((municipality, "municipality"), since)
    for practice, since in _practices(facts.statements, begun):
        parties.setdefault((practice, "general_practice"), since)
    return parties | _shared(standing, parties, houses or {})


def _shared(
    standing: Iterable[EventRecord], parties: Mapping[Party, datetime], houses: Mapping[str, str]
) -> dict[Party, datetime]:
    """Whom a municipality sent the journey to; one that was named by mistake was never a party, nor whom it sent it."""
    shared: dict[Party, datetime] = {}
    for event in standing:
        unit, house = _sent_on_to(event), houses.get(event.organisation or "")
        if unit and (house is None or (house, "municipality") in parties):
            shared.setdefault((unit, "social"), event.occurred_at)
    return shared


def _sent_on_to(event: EventRecord) -> str | None:
    """The unit of the social area that gets to see the journey: by itself, or with a letter (001-73)."""
    if event.kind is EventKind.SHARED:
        return event.read(Shared).unit
    forwarded = event.read(DocumentForwarded) if event.kind is EventKind.DOCUMENT_FORWARDED else None
    return forwarded.unit if forwarded and forwarded.role == "social" else None


def _of_entry(history: History) -> dict[Party, datetime]:
    """The unit that wrote an unconfirmed entry, and the ward that it names: nobody else hears of it."""
    parties: dict[Party, datetime] = {}
    for event in history.ordered:
        if event.kind is EventKind.STAY_CLAIMED:
            claim = Claim.of(event)
            for unit, role in ((claim.by, "entry"), (claim.provider, "hospital")):
                if unit:
                    parties.setdefault((unit, role), event.occurred_at)
    return parties


def _named(event: EventRecord) -> Iterator[tuple[str, str | None]]:
    """The units that an event brings in; who holds or is offered the responsibility for the citizen is one of them."""
    if event.kind in _PLACES:
        yield "hospital", event.read(PlaceTold).provider
    if event.kind in _NAMES_DOCTOR:
        yield "hospital", event.read(Doctor).organisation


def _receivers_of_one_letter(events: Sequence[EventRecord]) -> Iterator[tuple[str, datetime]]:
    """A letter that was sent to two municipalities was meant for both: neither replaces the other (DESIGN §4)."""
    letters = {event.ref.partition(">")[0] for event in events if event.kind is EventKind.ALSO_SENT}
    for event in events if letters else ():
        receiver = event.read(Receiver).municipality
        if receiver and event.ref.partition(">")[0] in letters:
            yield receiver, event.occurred_at


def _municipalities(
    history: History, statements: History, state: JourneyState, begun: datetime
) -> Iterator[tuple[str, datetime]]:
    """Those in force at any time of the journey; one that only an entry by hand named is not proved by it."""
    spans = residences(history, statements)
    proved = {event.read(Receiver).municipality for event in history.events if event.source is EventSource.MESSAGE}
    proved |= {event.read(UnitStated).organisation for event in residence_statements(statements)} | {state.municipality}
    ends = [*(span.since for span in spans[1:]), None]
    for span, end in zip(spans, ends, strict=False):
        if span.municipality in proved and span.municipality and _lasted(end, begun):
            yield span.municipality, max(span.since or begun, begun)


def _practices(statements: History, begun: datetime) -> Iterator[tuple[str, datetime]]:
    """The practices of the citizen from the beginning on: the former one was responsible until it was replaced."""
    stated = [
        event
        for event in statements.counting
        if event.kind is EventKind.GP_STATED and not event.read(TakingBack).taken_back
    ]
    ends = [*(event.occurred_at for event in stated[1:]), None]
    for event, end in zip(stated, ends, strict=False):
        practice = event.read(UnitStated).organisation
        if practice and _lasted(end, begun):
            yield practice, max(event.occurred_at, begun)


def _lasted(end: datetime | None, begun: datetime) -> bool:
    return end is None or end > begun
