"""The timeline: every event of a journey as an entry with its words (UX §1.e)."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.actions.acting.changing import others_alone
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventKind, EventSource
from journeys.domain.events.catalogue import CATALOGUE
from journeys.domain.events.payloads.documents import Addressed
from journeys.models import Journey, JourneyEvent
from journeys.querysets import family_of
from journeys.selectors.reading import history_of
from journeys.sentences import SOURCE_WORDS, event_sentence
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from organisations.sentences import role_within

STATUS_KINDS = CONTACT_KINDS | {
    EventKind.ADMISSION_DECIDED,
    EventKind.ADMISSION_CALLED_OFF,
    EventKind.CANCELLED,
    EventKind.READY_REGISTERED,
    EventKind.TREATMENT_RESUMED,
    EventKind.TERMINAL_DECLARED,
}
MESSAGE_KINDS = frozenset({EventKind.NOTE_WRITTEN, EventKind.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event as the page shows it. `replaced_by` is what holds instead, `takes_back` what a cancellation was of."""

    event: JourneyEvent
    kind: EventKind
    at: datetime
    sentence: str
    actor: str
    # Said only where it matters: people's own words are theirs, a contact entered by hand may need a message.
    where_from: str
    by_message: bool
    lane: str
    # A symbol of static/img/icons.svg.
    icon: str
    # The deep link on the page.
    anchor: str
    voided: bool
    unread: bool
    # Whether we learned of it more than five minutes after it happened.
    told_late: bool
    replaced_by: str
    corrects: str
    # Undone before its release: only the house that wrote it ever reads it.
    withdrawn: bool
    # Only those who wrote it may say it otherwise, and the reader is none of them.
    of_others: bool

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter that came by message: no word of the hospital's about the stay."""
        return self.by_message and self.kind is EventKind.DOCUMENT_SENT


def events_of(journey: Journey) -> list[JourneyEvent]:
    """Every event of the journey and the facts of its citizen, newest first, in one query; of an entry only its own."""
    told = JourneyEvent.objects.filter(placement__journey=journey)
    if not journey.unconfirmed:
        facts = JourneyEvent.objects.filter(
            citizen_id__in=family_of(journey.citizen_id), kind__in=[kind.value for kind in CITIZEN_KINDS]
        )
        # A union, not an alternative: of two tables no index answers that, and every event there is would be read.
        ids = told.order_by().values("pk").union(facts.order_by().values("pk"))
        told = JourneyEvent.objects.filter(pk__in=ids)
    found = list(told.select_related("organisation", "actor__active_membership").order_by("pk"))
    ordered = history_of(found).ordered
    place = {record.sequence: number for number, record in enumerate(ordered)}
    return sorted(found, key=lambda event: place[event.pk], reverse=True)


def told_in_sight(events: Sequence[JourneyEvent], stays: Sequence[Journey], units: Set[UUID]) -> list[JourneyEvent]:
    """Without the facts about the citizen that units said in stays out of the reader's sight (DESIGN §6).

    What they say is state and stands on every page; who said it, and when, tells of the stay. `units` are those whose
    journeys the reader sees: another ward of the same hospital is none of them.
    """
    sides = {
        side for stay in stays for side in (stay.hospital_id, stay.ward_id, stay.municipality_id, stay.gp_practice_id)
    }
    of_stays = [event for event in events if EventKind(event.kind) not in CITIZEN_KINDS]
    sides |= {UUID(unit) for unit in organisation_ids(of_stays)} | {event.organisation_id for event in of_stays}
    return [event for event in events if _is_of_side(event, sides | units)]


def _is_of_side(event: JourneyEvent, sides: Set[UUID | None]) -> bool:
    unit = event.organisation
    if EventKind(event.kind) not in CITIZEN_KINDS or unit is None or unit.pk in sides:
        return True
    return OrganisationKind(unit.kind) not in HOSPITAL_KINDS and unit.root_id in sides


def entries_of(
    events: Sequence[JourneyEvent],
    *,
    name_of: Callable[[Any], str],
    seen: int,
    unit: Organisation | None,
    reader: User | None = None,
) -> list[TimelineEntry]:
    """An entry per event, in the same order; `reader` is who may be offered to say it otherwise."""
    history = history_of(events)
    voided, withdrawn = history.voided, history.withdrawn
    others = others_alone(events, reader) if reader is not None else ()
    by_ref = {event.source_ref: event for event in events}
    voiding = {event.voids_ref: event for event in events if _voids(event, by_ref) and event.source_ref not in voided}

    def words(event: JourneyEvent | None) -> str:
        return event_sentence(EventKind(event.kind), event.payload, name_of) if event is not None else ""

    return [
        TimelineEntry(
            event=event,
            kind=(kind := EventKind(event.kind)),
            at=event.occurred_at,
            sentence=words(event),
            actor=who_said(event),
            where_from=_where_from(event, kind),
            by_message=event.source == EventSource.MESSAGE.value,
            lane=lane_of(event.organisation),
            icon=CATALOGUE[kind].icon,
            anchor=f"h-{event.uuid}",
            voided=event.source_ref in voided,
            unread=_unread(event, seen, unit),
            told_late=abs((event.recorded_at - event.occurred_at).total_seconds()) > 300,
            replaced_by=words(voiding.get(event.source_ref)),
            corrects=words(by_ref[event.voids_ref]) if _voids(event, by_ref) else "",
            withdrawn=event.source_ref in withdrawn,
            of_others=event.source_ref in others,
        )
        for event in events
    ]


def _voids(event: JourneyEvent, by_ref: Mapping[str, JourneyEvent]) -> bool:
    """Whether the event really takes another's place: some only do so to a target of one kind (RE_MORS)."""
    target = by_ref.get(event.voids_ref) if event.voids_ref else None
    return target is not None and event.voids_only in ("", target.kind)


def _unread(event: JourneyEvent, seen: int, unit: Organisation | None) -> bool:
    """Marks count a journey's own events; facts about the citizen lie outside and are never new."""
    own = unit is not None and event.organisation_id == unit.pk and event.source != EventSource.MESSAGE.value
    return event.pk > seen and not own and EventKind(event.kind) not in CITIZEN_KINDS


def lane_of(organisation: Organisation | None) -> str:
    """Which of the three columns an organisation speaks in."""
    kind = OrganisationKind(organisation.kind) if organisation else None
    if kind in HOSPITAL_KINDS:
        return "hospital"
    if kind in MUNICIPAL_KINDS:
        return "municipality"
    return "gp" if kind in (OrganisationKind.GP_PRACTICE, OrganisationKind.OUT_OF_HOURS) else "system"


def who_said(event: JourneyEvent) -> str:
    """Person, role and unit; the role as it is in that unit now, or none."""
    parts = []
    if event.actor is not None:
        parts.append(event.actor.name)
        membership = event.actor.active_membership
        if membership is not None and membership.unit_id == event.organisation_id:
            parts.append(role_within(Role(membership.role)))
    if event.organisation is not None:
        parts.append(event.organisation.label)
    return ", ".join(part for part in parts if part)


def _where_from(event: JourneyEvent, kind: EventKind) -> str:
    if event.source == EventSource.MESSAGE.value and kind is EventKind.DOCUMENT_SENT:
        # Letters come from every sector, and are no word of the hospital's about the stay.
        return _("brev fra et andet system")
    by_hand = event.source == EventSource.FORM.value
    return "" if by_hand and kind not in CONTACT_KINDS else str(SOURCE_WORDS[EventSource(event.source)])


_ADDRESSED = frozenset(
    kind.value
    for kind in (
        EventKind.DOCUMENT_SENT,
        EventKind.DOCUMENT_FORWARDED,
        EventKind.DOCUMENT_ANSWERED,
        EventKind.DOCUMENT_SENT_IN_ERROR,
    )
)


def organisation_ids(events: Sequence[JourneyEvent]) -> set[str]:
    """Every organisation that the payloads name."""
    keys = ("provider", "hospital", "municipality", "organisation", "unit", "caller_organisation")
    ids = {str(event.payload[key]) for event in events for key in keys if event.payload.get(key)}
    addressed = [event for event in events if event.kind in _ADDRESSED]
    # Who wrote a letter need not be a party.
    ids |= {str(event.organisation_id) for event in addressed if event.organisation_id}
    return ids | {unit for event in addressed for unit in Addressed.parse(event.payload).receivers}


FILTERS: Mapping[str, Callable[[TimelineEntry], bool]] = {
    "alle": lambda entry: True,
    "beskeder": lambda entry: entry.by_message or entry.kind in MESSAGE_KINDS,
    "status": lambda entry: entry.kind in STATUS_KINDS,
    "opgaver": lambda entry: entry.kind not in STATUS_KINDS and entry.kind not in MESSAGE_KINDS,
}

# The words of the chips.
FILTER_LABELS = {
    "alle": gettext_lazy("Alle"),
    "beskeder": gettext_lazy("Beskeder"),
    "status": gettext_lazy("Status"),
    "opgaver": gettext_lazy("Opgaver og oplysninger"),
}


def by_filter(entries: Sequence[TimelineEntry]) -> dict[str, list[TimelineEntry]]:
    """What each filter keeps."""
    return {code: [entry for entry in entries if keeps(entry)] for code, keeps in FILTERS.items()}
