"""The facts of one discharge, found in the citizen's events and the reference data (RULES 2e E1–E5)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from discharge.extended_responsibility.rules.eligibility import DischargeFacts
from discharge.extended_responsibility.rules.terms import Terms
from journeys.domain.calendar.clock import elapsed
from journeys.domain.citizen.citizen_facts import facts_at
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.contacts import Contact, ContactEnd, begun_anew_at, is_bed, reach_of
from journeys.domain.history.departures import departure_of
from journeys.domain.history.history import History, JourneyHistory
from journeys.domain.state.fold import Destination


@dataclass(frozen=True, slots=True)
class WardPlace:
    """What reference data says of a ward: speciality somatic|psychiatric and region code; None is unknown."""

    speciality: str | None = None
    region: str | None = None


# Organisation ids as strings: (provider, hospital).
PlaceOf = Callable[[str | None, str | None], WardPlace]


def nowhere(_: str | None, __: str | None) -> WardPlace:
    """No reference data: everything is unknown."""
    return WardPlace()


def discharge_of(journey: JourneyHistory, contact: Contact) -> EventRecord:
    """The effective discharge that ended `contact`."""
    return next(event for event in journey.counting if event.ref == contact.end_ref)


@dataclass(frozen=True, slots=True)
class DischargeFinder:
    """Looks up the facts of a discharge among all that is said of the citizen."""

    statements: History
    place_of: PlaceOf
    journeys: tuple[JourneyHistory, ...]

    def facts(self, journey: JourneyHistory, contact: Contact, terms: Terms) -> DischargeFacts:
        """The facts of the discharge that ended `contact`, under the terms of its day."""
        discharge = discharge_of(journey, contact)
        left_at = discharge.occurred_at
        place, departure = self._place(journey, contact), departure_of(journey, discharge)
        destination = _last_said(
            about_discharge(journey, contact, EventKind.DESTINATION_STATED), left_at, "destination"
        )
        return DischargeFacts(
            admitted_at=self._admitted_at(journey, contact, terms),
            discharged_at=left_at,
            speciality=place.speciality,
            region=place.region,
            destination=Destination(destination) if destination else None,
            community_nursing=self._nursing(journey, contact, left_at + terms.window_for),
            ended_by=departure.ended_by,
            medically_ready=departure.medically_ready,
        )

    def _place(self, journey: JourneyHistory, contact: Contact) -> WardPlace:
        """The ward's reference data; a speciality stated of this stay wins over it, a region only fills it."""
        place = self.place_of(ward_of(journey, contact), contact.hospital)
        stated = about_discharge(journey, contact, EventKind.SPECIALITY_STATED)
        speciality = stated[-1].text("speciality") if stated else place.speciality
        regions = [event.text("region") for event in about_discharge(journey, contact, EventKind.REGION_STATED)]
        region = place.region or (regions[-1] if regions else None)
        return WardPlace(None if speciality == "unknown" else speciality, region)

    def _admitted_at(self, journey: JourneyHistory, contact: Contact, terms: Terms) -> datetime | None:
        """Start of the coherent stay on somatic wards of the region that `contact` ends (E2).

        None when the beginning is not known and what is known is not long enough to decide.
        """
        beds = [c for c in journey.contacts if is_bed(c) and c.start <= contact.start and c is not contact]
        start, certain = contact.start, _start_is_known(journey, contact)
        for earlier in reversed(beds):
            until = reach_of(journey.contacts, journey.contacts.index(earlier))
            if until is None or elapsed(until, start) > terms.coherent_gap:
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

    def _nursing(self, journey: JourneyHistory, contact: Contact, until: datetime) -> bool | None:
        """The municipality's answer for this discharge, else what was known at it, else nursing begun in the window."""
        answers = about_discharge(journey, contact, EventKind.NURSING_ANSWERED)
        if answers:
            answer = answers[-1].payload.get("community_nursing")
            return answer if isinstance(answer, bool) else None
        assert contact.end is not None
        known = facts_at(self.statements, contact.end).community_nursing
        if known is not None:
            return known
        at_home = (event for event in self.statements.events if not self._in_later_bed(event, contact))
        return facts_at(History(at_home), until).community_nursing

    def _in_later_bed(self, event: EventRecord, contact: Contact) -> bool:
        """Whether it was said while the citizen lay in a bed again: that is about the later stay (X1)."""
        beds = (bed for each in self.journeys for bed in each.contacts if is_bed(bed) and bed is not contact)
        return any(
            contact.end is not None
            and bed.start >= contact.end
            and bed.start <= event.occurred_at
            and (bed.end is None or event.occurred_at < bed.end)
            for bed in beds
        )


def span_of(journey: JourneyHistory, contact: Contact) -> tuple[datetime | None, datetime | None]:
    """From when until when what is said in the journey concerns the discharge that ended `contact`.

    Half-open: from the first bed after the discharge before it, until the first bed or discharge after it. None is
    without bound.
    """
    place = next(index for index, each in enumerate(journey.contacts) if each is contact)
    following = next((later.start for later in journey.contacts[place + 1 :] if is_bed(later)), None)
    return begun_anew_at(journey.contacts[: place + 1], journey.legs), following


def concerns(journey: JourneyHistory, contact: Contact, kind: EventKind) -> list[EventRecord]:
    """The events of `kind` that concern the discharge that ended `contact`: in its stay, or after it at home."""
    since, until = span_of(journey, contact)
    return [
        event
        for event in journey.counting
        if event.kind is kind
        and (since is None or event.occurred_at >= since)
        and (until is None or event.occurred_at < until)
    ]


def about_discharge(journey: JourneyHistory, contact: Contact, kind: EventKind) -> list[EventRecord]:
    """What was said about one discharge: a window is judged by what was true of its own discharge (RULES 2e X1).

    What a later stay says about itself never reaches back. A question that was still open may be answered when the
    citizen is home again: then the old window is the one that runs.
    """
    own = concerns(journey, contact, kind)
    if own:
        return own
    later = [bed for bed in journey.contacts if is_bed(bed) and contact.end is not None and bed.start >= contact.end]
    later = [bed for bed in later if bed is not contact]
    if not later or later[-1].ended_by is not ContactEnd.DISCHARGED:
        return []
    home_at = later[-1].end
    return [e for e in journey.counting if e.kind is kind and home_at is not None and e.occurred_at >= home_at]


def ward_of(journey: JourneyHistory, contact: Contact, at: datetime | None = None) -> str | None:
    """The ward of a contact at `at`, else at last: the last placement by hand in it, else the message's provider."""
    placed = [
        event.text("provider")
        for event in journey.once(_placed)
        if contact.start <= event.occurred_at
        and (contact.end is None or event.occurred_at <= contact.end)
        and (at is None or event.occurred_at <= at)
    ]
    return placed[-1] if placed else contact.provider


def _placed(journey: History) -> list[EventRecord]:
    return [event for event in journey.counting if event.kind is EventKind.PLACED and event.text("provider")]


def _start_is_known(journey: JourneyHistory, contact: Contact) -> bool:
    """Whether a message stated the beginning of the contact, or it was only opened by what came later."""
    return any(
        (event.kind is EventKind.ADMITTED and event.occurred_at == contact.start)
        or event.instant("period_start") == contact.start
        for event in journey.counting
        if event.kind in CONTACT_KINDS
    )


def _last_said(stated: Sequence[EventRecord], left_at: datetime, key: str) -> str | None:
    """What held at the discharge; a later move does not change it, a late answer does (X7)."""
    before = [event for event in stated if event.occurred_at <= left_at]
    said = before[-1] if before else stated[0] if stated else None
    return said.text(key) if said else None
