"""Which of a citizen's events form one journey (DESIGN §2): a pure function over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.contacts import COHERENT_GAP, contacts_of
from journeys.domain.effective import effective
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventKind, EventRecord

# A planned stay is begun by an admission to the same hospital at most a week from the planned time.
PLANNED_WINDOW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class JourneyEvents:
    """The events of one journey; `id` is the uuid of the one that was recorded first."""

    id: str
    events: tuple[EventRecord, ...]


class _Groups:
    """Union-find over event uuids."""

    def __init__(self, events: Sequence[EventRecord]) -> None:
        self._parent = {event.uuid: event.uuid for event in events}

    def root(self, uuid: str) -> str:
        while self._parent[uuid] != uuid:
            uuid = self._parent[uuid]
        return uuid

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


def journeys_of(events: Sequence[EventRecord]) -> tuple[JourneyEvents, ...]:
    """Groups a citizen's events into journeys, oldest recorded first. Citizen-level facts belong to none."""
    members = [event for event in events if event.kind not in CITIZEN_KINDS]
    groups = _Groups(members)
    _join_by_reference(groups, members)
    _join_by_time(groups, members)
    _join_planned(groups, members)
    return tuple(
        JourneyEvents(min(group, key=lambda e: e.sequence).uuid, tuple(group))
        for group in sorted(_collect(groups, members), key=lambda g: min(e.sequence for e in g))
    )


def _collect(groups: _Groups, events: Sequence[EventRecord]) -> list[list[EventRecord]]:
    collected: dict[str, list[EventRecord]] = {}
    for event in events:
        collected.setdefault(groups.root(event.uuid), []).append(event)
    return list(collected.values())


def _join_by_reference(groups: _Groups, events: Sequence[EventRecord]) -> None:
    by_ref = {event.ref: event.uuid for event in events}
    by_uuid = {event.uuid for event in events}
    by_episode: dict[str, str] = {}
    for event in events:
        for episode in event.episode_ids:
            groups.join(event.uuid, by_episode.setdefault(episode, event.uuid))
        if event.anchor in by_uuid and event.anchor is not None:
            groups.join(event.uuid, event.anchor)
        if event.voids_ref in by_ref and event.voids_ref is not None:
            groups.join(event.uuid, by_ref[event.voids_ref])


@dataclass(frozen=True, slots=True)
class _Span:
    start: datetime
    end: datetime | None
    uuid: str
    hospital: str | None


def _spans(groups: _Groups, events: Sequence[EventRecord]) -> list[_Span]:
    spans = []
    for group in _collect(groups, events):
        contacts = contacts_of([event for event in effective(group) if event.kind in CONTACT_KINDS])
        spans += [_Span(contact.start, contact.end, group[0].uuid, contact.hospital) for contact in contacts]
    return sorted(spans, key=lambda span: (span.start, span.end is None, span.end or span.start, span.uuid))


def _join_by_time(groups: _Groups, events: Sequence[EventRecord]) -> None:
    """Joins contacts that overlap or lie at most four hours apart; a contact without end lasts until one is known."""
    current: _Span | None = None
    for span in _spans(groups, events):
        if current is not None and (current.end is None or span.start - current.end <= COHERENT_GAP):
            groups.join(current.uuid, span.uuid)
        if current is None or _ends_later(span, current):
            current = span


def _ends_later(span: _Span, current: _Span) -> bool:
    if current.end is None:
        return False
    return span.end is None or span.end > current.end


def _join_planned(groups: _Groups, events: Sequence[EventRecord]) -> None:
    """Joins a planned stay with the nearest admission that begins it; one plan to one stay."""
    spans = _spans(groups, events)
    taken: set[str] = set()
    plans = [event for event in effective(events) if event.kind is EventKind.ADMISSION_DECIDED]
    for plan in sorted(plans, key=lambda e: (e.instant("planned_at") or e.occurred_at, e.ref)):
        if any(groups.root(span.uuid) == groups.root(plan.uuid) for span in spans):
            continue
        span = _beginning_of(plan, [s for s in spans if groups.root(s.uuid) not in taken])
        if span is not None:
            groups.join(plan.uuid, span.uuid)
            taken.add(groups.root(span.uuid))


def _beginning_of(plan: EventRecord, spans: Sequence[_Span]) -> _Span | None:
    planned_at = plan.instant("planned_at")
    if planned_at is None:
        return None
    near = [
        span
        for span in spans
        if span.hospital == plan.text("hospital") and abs(span.start - planned_at) <= PLANNED_WINDOW
    ]
    return min(near, key=lambda span: (abs(span.start - planned_at), span.start), default=None)
