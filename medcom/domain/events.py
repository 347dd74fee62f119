"""From a hospital notification to the event that it states (SPEC A3; journeys.domain.events names the payload)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journeys.domain.events import EventKind
from journeys.domain.history.chains import ChainLink, ChainStep
from medcom.domain.lengths import fitted_texts
from medcom.parsing.activities import ACTIVITIES, ADMISSIONS
from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.messages.notification import HospitalNotification, NotificationProvenance, repeats_state
from medcom.parsing.problems.problem import Problem

KINDS: dict[PhysicalEventKind, EventKind] = {
    PhysicalEventKind.STAA: EventKind.ACUTE_ARRIVED,
    PhysicalEventKind.STIN: EventKind.ADMITTED,
    PhysicalEventKind.STOR: EventKind.LEAVE_STARTED,
    PhysicalEventKind.SLOR: EventKind.LEAVE_ENDED,
    PhysicalEventKind.SLHJ: EventKind.DISCHARGED,
    PhysicalEventKind.MORS: EventKind.DIED,
}


# The nearest messages of a chain say all that it does; the book holds no event with many more (domain.showable).
MOST_LINKS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The organisations of a message as ids of ours; None is unknown."""

    provider: str | None = None
    hospital: str | None = None
    municipality: str | None = None
    report_recipient: str | None = None
    # The sender's own house; None where nobody has verified it.
    house: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEvent:
    """The event that a notification states, ready to be recorded."""

    kind: EventKind
    occurred_at: datetime
    stated_at: datetime | None
    source_ref: str
    episode_ids: tuple[str, ...]
    voids_ref: str = ""
    voids_only: EventKind | None = None
    chain: tuple[ChainLink, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)


def problems_of_chain(notification: HospitalNotification) -> tuple[Problem, ...]:
    """A correction or cancellation must say of what; it is never guessed (SPEC A3.3 rule 4)."""
    if notification.operation is Operation.FIRST or notification.previous_id:
        return ()
    return (Problem("hn.previous_missing", "Bundle.entry.resource.ofType(Provenance).entity"),)


def stated_event(notification: HospitalNotification, places: Places) -> StatedEvent:
    """The one event that a notification states."""
    voids_ref, voids_only = _voids(notification)
    return StatedEvent(
        kind=_kind(notification),
        occurred_at=_occurred_at(notification),
        stated_at=notification.sent_at,
        source_ref=notification.message_id,
        episode_ids=notification.episode_ids,
        voids_ref=voids_ref or "",
        voids_only=voids_only,
        chain=chain_of(notification),
        payload={key: value for key, value in _payload(notification, places) if value not in (None, "")},
    )


def _kind(notification: HospitalNotification) -> EventKind:
    if notification.operation is not Operation.CANCEL:
        return KINDS[notification.short]
    return KINDS[ACTIVITIES[notification.activity].kind] if _restates_admission(notification) else EventKind.CANCELLED


def _occurred_at(notification: HospitalNotification) -> datetime:
    restated = notification.period_start if _restates_admission(notification) else None
    return restated or notification.occurred_at


def _restates_admission(notification: HospitalNotification) -> bool:
    """A cancelled death goes on with the stay it repeats (SPEC A3.1 AN_MORS).

    Dead on arrival was the first message of all: only its cancellation says that the citizen was admitted, alive.
    """
    admitted = ACTIVITIES[notification.activity].kind in ADMISSIONS
    return notification.short is PhysicalEventKind.MORS and notification.operation is Operation.CANCEL and admitted


def _voids(notification: HospitalNotification) -> tuple[str | None, EventKind | None]:
    """What the notification corrects or cancels, and of which kind alone (RULES 2i V13).

    MORS and RE_MORS look alike, so a death only voids a predecessor that is a death; and so does a message that goes on
    with a living citizen (SPEC A3.1).
    """
    previous, kind = notification.previous_id, KINDS[notification.short]
    if previous is None or (kind is not EventKind.DIED and notification.operation is not Operation.FIRST):
        return previous, kind if previous else None
    goes_on_alive = notification.operation is Operation.FIRST and notification.deceased is False
    return (previous, EventKind.DIED) if kind is EventKind.DIED or goes_on_alive else (None, None)


def _step(notification: HospitalNotification) -> ChainStep | None:
    """What it does to the message before it, where it says so outright; a death may be a correction of one or not."""
    if notification.operation is Operation.CANCEL:
        told_outright = notification.short is not PhysicalEventKind.MORS or notification.entity_role == "removal"
        return ChainStep.CANCELS if told_outright else None
    return ChainStep.CORRECTS if notification.operation is Operation.REVISE else None


def chain_of(notification: HospitalNotification) -> tuple[ChainLink, ...]:
    """What the notification carries of the messages before it, earliest first; of a very long chain the nearest."""
    provenances = {item.message_id: item for item in reversed(notification.provenances)}
    told = [provenances[ref] for ref in notification.chain[:-1] if ref in provenances]
    pairs = zip(told, [None, *told], strict=False)
    links = tuple(link for item, before in pairs if (link := _link(item, before)) is not None)
    return links[-MOST_LINKS:]


def _link(item: NotificationProvenance, before: NotificationProvenance | None) -> ChainLink | None:
    """One earlier message as its Provenance tells of it: it does not say whether the citizen was alive (SPEC A3.1)."""
    activity, at = ACTIVITIES.get(item.activity or ""), item.recorded_at or item.occurred_at
    if activity is None or at is None or item.message_id is None:
        return None
    kind, repeats = KINDS[activity.kind], before is not None and repeats_state(item, before)
    cancelling = activity.operation is Operation.CANCEL and item.role != "revision" and not repeats
    if item.role == "removal" and not cancelling:
        kind = EventKind.DIED
    if cancelling or item.role == "removal":
        return ChainLink(item.message_id, kind, ChainStep.CANCELS, at, item.previous_id)
    corrects = activity.operation is Operation.REVISE
    step = ChainStep.CORRECTS if corrects else ChainStep.GOES_ON
    return ChainLink(item.message_id, kind, step, at, item.previous_id, repeats)


def _payload(notification: HospitalNotification, places: Places) -> Iterator[tuple[str, Any]]:
    yield "class", notification.encounter_class
    for key in ("period_start", "period_end", "leave_start", "leave_end"):
        at: datetime | None = getattr(notification, key)
        yield key, at.isoformat() if at else None
    for key in ("provider", "hospital", "municipality", "report_recipient", "house"):
        yield key, getattr(places, key)
    yield "step", step.value if (step := _step(notification)) else None
    # Asked for or not: false is an answer, silence is none.
    yield "report_of_admission", notification.report_of_admission
    yield "time_uncertain", list(notification.uncertain) or None
    yield from fitted_texts(notification).items()
