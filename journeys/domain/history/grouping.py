"""Which of a citizen's events form one journey (DESIGN §2): a pure function over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.events import CITIZEN_KINDS, EventKind, EventRecord
from journeys.domain.events.payloads.stays import AdmissionDecided, AnswerTo, ClaimedStay, PlaceTold, StayClaimed
from journeys.domain.history.contacts import COHERENT_GAP
from journeys.domain.history.history import History, JourneyHistory

# A planned stay is begun by an admission to the same hospital at most a week from the planned time.
PLANNED_WINDOW = timedelta(days=7)


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


def journeys_of(events: Sequence[EventRecord]) -> tuple[JourneyHistory, ...]:
    """Groups a citizen's events into journeys, oldest recorded first. Citizen-level facts belong to none."""
    history = History([event for event in events if event.kind not in CITIZEN_KINDS])
    groups = _Groups(history.events)
    _join_by_reference(groups, history)
    spans = _Spans(groups, history)
    _join_by_time(groups, spans)
    _join_planned(groups, spans, history)
    _join_entries(groups, spans, history)
    found = [spans.history_of(group) for group in _collect(groups, history.events)]
    return tuple(sorted(found, key=lambda journey: min(event.sequence for event in journey.events)))


def histories_of(events: Sequence[EventRecord]) -> tuple[tuple[JourneyHistory, ...], History]:
    """A citizen's journeys, and what has been said of the citizen."""
    return journeys_of(events), History([event for event in events if event.kind in CITIZEN_KINDS])


def _collect(groups: _Groups, events: Sequence[EventRecord]) -> list[list[EventRecord]]:
    collected: dict[str, list[EventRecord]] = {}
    for event in events:
        collected.setdefault(groups.root(event.uuid), []).append(event)
    return list(collected.values())


def _join_by_reference(groups: _Groups, history: History) -> None:
    events = history.events
    by_ref = {event.ref: event.uuid for event in events}
    by_uuid = {event.uuid for event in events}
    by_episode: dict[str, str] = {}
    voided = history.voided
    for event in events:
        answered = by_ref.get(event.read(AnswerTo).claim_ref or "")
        if answered is not None and event.ref not in voided:
            groups.join(event.uuid, answered)
        for episode in event.episode_ids:
            groups.join(event.uuid, by_episode.setdefault(episode, event.uuid))
        if event.anchor in by_uuid and event.anchor is not None:
            groups.join(event.uuid, event.anchor)
        if event.voids_ref is not None:
            # Also where it has not arrived: those that correct the same thing are rivals.
            groups.join(event.uuid, by_ref.setdefault(event.voids_ref, event.uuid))
        for link in event.chain:
            # One chain is one stay; messages of it that were lost hold the others together (DESIGN §4).
            groups.join(event.uuid, by_ref.setdefault(link.ref, event.uuid))


@dataclass(frozen=True, slots=True)
class _Span:
    """One contact of one group; `name` orders groups without knowing which event was recorded first."""

    start: datetime
    end: datetime | None
    group: str
    name: str
    hospital: str | None


class _Spans:
    """The contacts of every group, worked out again only for a group that has grown."""

    def __init__(self, groups: _Groups, history: History) -> None:
        self._groups, self._events = groups, history.events
        self._known: dict[tuple[str, int], JourneyHistory] = {}

    def now(self) -> list[_Span]:
        found = [span for group in _collect(self._groups, self._events) for span in self._of(group)]
        return sorted(found, key=lambda span: (span.start, span.end is None, span.end or span.start, span.name))

    def _of(self, group: list[EventRecord]) -> list[_Span]:
        root, name = self._groups.root(group[0].uuid), min(event.ref for event in group)
        contacts = self.history_of(group).contacts
        return [_Span(each.start, each.end, root, name, each.hospital) for each in contacts]

    def history_of(self, group: Sequence[EventRecord]) -> JourneyHistory:
        """The history of a group as it is now."""
        key = (self._groups.root(group[0].uuid), len(group))
        if key not in self._known:
            self._known[key] = JourneyHistory(min(group, key=lambda event: event.sequence).uuid, group)
        return self._known[key]


def _join_by_time(groups: _Groups, spans: _Spans) -> None:
    """Joins contacts that overlap or lie at most four hours apart, the earliest first.

    A contact without an end lasts until the next one takes over: what a group's contacts are is asked again after each
    joining, so that a transfer without a discharge does not reach past the stay that it led to.
    """
    while (pair := _meeting(spans.now())) is not None:
        groups.join(*pair)


def _meeting(spans: Sequence[_Span]) -> tuple[str, str] | None:
    """The first two groups, by time, of which a contact of one meets an earlier one of the other."""
    reaching: list[_Span] = []  # of those begun: the one that lasts longest, and the longest of another group
    for span in spans:
        for earlier in reaching:
            if earlier.group != span.group and (earlier.end is None or span.start - earlier.end <= COHERENT_GAP):
                return earlier.group, span.group
        ranked = sorted([*reaching, span], key=_lasts, reverse=True)
        reaching = ranked[:1] + [other for other in ranked[1:] if other.group != ranked[0].group][:1]
    return None


def _lasts(span: _Span) -> tuple[bool, datetime]:
    return (span.end is None, span.end or span.start)


def _join_planned(groups: _Groups, spans: _Spans, history: History) -> None:
    """Joins a planned stay with the admission that begins it, the closest pairs first; one plan to one stay."""
    contacts = spans.now()
    begun = {span.group for span in contacts}
    pairs = [
        (abs(span.start - planned_at), planned_at, plan.ref, span, plan)
        for plan, planned_at in _plans(groups, history)
        if groups.root(plan.uuid) not in begun
        for span in contacts
        if span.hospital == plan.read(PlaceTold).hospital and abs(span.start - planned_at) <= PLANNED_WINDOW
    ]
    taken: set[str] = set()
    for _, _, _, span, plan in sorted(pairs, key=lambda pair: (*pair[:3], pair[3].start, pair[3].name)):
        if not taken & {span.group, plan.uuid}:
            groups.join(plan.uuid, span.group)
            taken |= {span.group, plan.uuid}


def _join_entries(groups: _Groups, spans: _Spans, history: History) -> None:
    """Lays an unconfirmed entry to the stay that tells of the same contact: same hospital, at most four hours apart.

    An entered plan is laid to the stay that begins it, as any plan is.
    """
    contacts = spans.now()
    begun = {span.group for span in contacts}
    for event in history.counting:
        if event.kind is not EventKind.STAY_CLAIMED or groups.root(event.uuid) in begun:
            continue
        stay = event.read(StayClaimed).stay or ClaimedStay()
        plans = stay.planned_at
        begins, within = (plans, PLANNED_WINDOW) if plans else (event.occurred_at, COHERENT_GAP)
        same = [
            (abs(span.start - begins), span.name, span.group)
            for span in contacts
            if span.hospital == stay.hospital and abs(span.start - begins) <= within
        ]
        if same:
            groups.join(min(same)[2], event.uuid)


def _plans(groups: _Groups, history: History) -> list[tuple[EventRecord, datetime]]:
    """The plan that stands in each group, if any: the last one decided and not called off since."""
    standing: dict[str, EventRecord | None] = {}
    for event in history.counting:
        if event.kind is EventKind.ADMISSION_DECIDED:
            standing[groups.root(event.uuid)] = event
        elif event.kind is EventKind.ADMISSION_CALLED_OFF:
            standing[groups.root(event.uuid)] = None
    planned = [(plan, plan.read(AdmissionDecided).planned_at) for plan in standing.values() if plan is not None]
    return [(plan, at) for plan, at in planned if at is not None]
