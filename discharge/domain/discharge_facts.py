"""The facts of one discharge, found in the citizen's events and the reference data (RULES 2e E1–E5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from discharge.domain.extended_responsibility import DischargeFacts
from discharge.domain.terms import Terms
from journeys.domain.citizen_facts import facts_at
from journeys.domain.clock import elapsed
from journeys.domain.contacts import Contact, ContactClass, contacts_of
from journeys.domain.departures import departure_of
from journeys.domain.effective import effective
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.fold import Destination
from journeys.domain.grouping import JourneyEvents, journeys_of


@dataclass(frozen=True, slots=True)
class Place:
    """What reference data says of a ward: speciality somatic|psychiatric and region code; None is unknown."""

    speciality: str | None = None
    region: str | None = None


# Organisation ids as strings: (provider, hospital).
PlaceOf = Callable[[str | None, str | None], Place]


def nowhere(_: str | None, __: str | None) -> Place:
    """No reference data: everything is unknown."""
    return Place()


@dataclass(frozen=True, slots=True)
class Journeyed:
    """One journey with all its events, those that count, and its contacts."""

    id: str
    events: tuple[EventRecord, ...]
    counting: tuple[EventRecord, ...]
    contacts: tuple[Contact, ...]


def journeyed(events: Sequence[EventRecord], journeys: Sequence[JourneyEvents] | None = None) -> tuple[Journeyed, ...]:
    """The citizen's journeys, oldest first, with what counts in each; `journeys` spares a grouping known already."""
    found = []
    for journey in journeys_of(events) if journeys is None else journeys:
        counting = tuple(effective(journey.events))
        contacts = contacts_of([event for event in counting if event.kind in CONTACT_KINDS])
        found.append(Journeyed(journey.id, tuple(journey.events), counting, contacts))
    # Not the recorded order: any arrival order must give the same answers.
    return tuple(sorted(found, key=lambda journey: min((e.occurred_at, e.ref) for e in journey.events)))


def is_bed(contact: Contact) -> bool:
    """Whether the contact is a stay in a bed; acute-ambulatory contacts open no window (RULES 2i STAA)."""
    return contact.kind is ContactClass.INPATIENT


def discharge_of(journey: Journeyed, contact: Contact) -> EventRecord:
    """The effective discharge that ended `contact`."""
    return next(e for e in journey.counting if e.kind is EventKind.DISCHARGED and e.occurred_at == contact.end)


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks up the facts of a discharge among all events of the citizen."""

    events: tuple[EventRecord, ...]
    place_of: PlaceOf

    def facts(self, journey: Journeyed, contact: Contact, terms: Terms) -> DischargeFacts:
        """The facts of the discharge that ended `contact`, under the terms of its day."""
        discharge = discharge_of(journey, contact)
        left_at = discharge.occurred_at
        place, departure = self._place(journey, contact), departure_of(discharge, journey.counting)
        return DischargeFacts(
            admitted_at=self._admitted_at(journey, contact, terms),
            discharged_at=left_at,
            speciality=place.speciality,
            region=place.region,
            destination=_destination(journey, left_at),
            community_nursing=self._nursing(journey, left_at, left_at + terms.window_for),
            ended_by=departure.ended_by,
            medically_ready=departure.medically_ready,
        )

    def _place(self, journey: Journeyed, contact: Contact) -> Place:
        """The ward's reference data; a speciality stated by hand wins over it, a region only fills it."""
        place = self.place_of(ward_of(journey, contact), contact.hospital)
        stated = [event for event in journey.counting if event.kind is EventKind.SPECIALITY_STATED]
        speciality = stated[-1].text("speciality") if stated else place.speciality
        regions = [event.text("region") for event in journey.counting if event.kind is EventKind.REGION_STATED]
        region = place.region or (regions[-1] if regions else None)
        return Place(None if speciality == "unknown" else speciality, region)

    def _admitted_at(self, journey: Journeyed, contact: Contact, terms: Terms) -> datetime | None:
        """Start of the coherent stay on somatic wards of the region that `contact` ends (E2).

        None when the beginning is not known and what is known is not long enough to decide.
        """
        beds = [c for c in journey.contacts if is_bed(c) and c.start <= contact.start and c is not contact]
        start, certain = contact.start, _start_is_known(journey, contact)
        for earlier in reversed(beds):
            if earlier.end is None or elapsed(earlier.end, start) > terms.coherent_gap:
                break
            counts = self._counts(earlier, contact, terms)
            if counts is not True:
                certain = certain and counts is False
                break
            start, certain = earlier.start, _start_is_known(journey, earlier)
        long_enough = contact.end is not None and elapsed(start, contact.end) > terms.longer_than
        return start if certain or long_enough else None

    def _counts(self, earlier: Contact, last: Contact, terms: Terms) -> bool | None:
        """Whether an earlier contact belongs to the same somatic stay in the region."""
        if earlier.hospital is not None and (earlier.hospital, earlier.provider) == (last.hospital, last.provider):
            return True
        place = self.place_of(earlier.provider, earlier.hospital)
        known = {
            None if place.speciality in (None, "unknown") else place.speciality in terms.specialities,
            None if place.region is None else place.region in terms.regions,
        }
        if False in known:
            return False
        return None if None in known else True

    def _nursing(self, journey: Journeyed, left_at: datetime, until: datetime) -> bool | None:
        """The municipality's answer for this discharge, else what was known at it, else nursing begun in the window."""
        answers = [event for event in journey.counting if event.kind is EventKind.NURSING_ANSWERED]
        if answers:
            answer = answers[-1].payload.get("community_nursing")
            return answer if isinstance(answer, bool) else None
        about = [event for event in self.events if event.kind in CITIZEN_KINDS]
        known = facts_at(about, left_at).community_nursing
        return known if known is not None else facts_at(about, until).community_nursing


def ward_of(journey: Journeyed, contact: Contact) -> str | None:
    """The discharging ward: the last placement by hand during the contact, else the provider of the message."""
    placed = [
        event.text("provider")
        for event in journey.counting
        if event.kind is EventKind.PLACED
        and event.text("provider")
        and contact.start <= event.occurred_at
        and (contact.end is None or event.occurred_at <= contact.end)
    ]
    return placed[-1] if placed else contact.provider


def _start_is_known(journey: Journeyed, contact: Contact) -> bool:
    """Whether a message stated the beginning of the contact, or it was only opened by what came later."""
    return any(
        (event.kind is EventKind.ADMITTED and event.occurred_at == contact.start)
        or event.instant("period_start") == contact.start
        for event in journey.counting
        if event.kind in CONTACT_KINDS
    )


def _destination(journey: Journeyed, left_at: datetime) -> Destination | None:
    """Where the citizen went at the discharge; a later move does not change it, a late answer does (X7)."""
    stated = [event for event in journey.counting if event.kind is EventKind.DESTINATION_STATED]
    before = [event for event in stated if event.occurred_at <= left_at]
    said = before[-1] if before else stated[0] if stated else None
    text = said.text("destination") if said else None
    return Destination(text) if text else None
