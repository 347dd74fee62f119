"""The one writer of events (DESIGN §2, §4): locks the citizen, appends, projects, publishes."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from journeys.actions.projection.citizen import project_citizen
from journeys.actions.projection.writing import add_unless_known
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind, EventSource
from journeys.domain.history.chains import ChainLink
from journeys.domain.sight.showable import in_calendar, is_showable, payload_problem
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent
from notifications.actions.outbox import publish
from organisations.models import Organisation

TOPIC_EVENT = "journeys.event_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event to be recorded; organisations are ids, instants aware."""

    kind: EventKind
    occurred_at: datetime
    stated_at: datetime | None = None
    source: EventSource = EventSource.FORM
    source_ref: str = ""
    actor_id: int | None = None
    organisation_id: UUID | None = None
    episode_ids: tuple[str, ...] = ()
    anchor: UUID | None = None
    voids_ref: str = ""
    voids_only: EventKind | None = None
    chain: tuple[ChainLink, ...] = ()
    # Whether somebody said when it happened; else it happened when it was written.
    timed: bool = False
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it: the row, its journey (None for a fact about the citizen), and whether it was already there."""

    event: JourneyEvent
    journey: Journey | None
    duplicate: bool = False
    # All events of the citizen, this one too; of a duplicate nobody has read them.
    told: Sequence[JourneyEvent] = ()


def record_event(
    citizen_id: UUID, new: NewEvent, *, now: datetime, release_at: datetime | None = None, tell: bool = True
) -> Recorded:
    """Appends one event and brings every projection of the citizen up to date, in one transaction.

    An event whose `source_ref` is known is not written again: the first one is returned, marked as a duplicate. A key
    that was used for something else is refused (messages have a log of their own that says so, SPEC A5).
    Effects wait until `release_at` when the act can still be undone (DESIGN §4); without `tell` nobody hears of it.
    """
    _check_showable(new)
    with transaction.atomic():
        told_of = Citizen.objects.select_for_update().get(pk=citizen_id)
        return _recorded(told_of, new, now=now, release_at=release_at, tell=tell)


def record_message(told_of: Citizen, new: NewEvent, *, now: datetime, units: Iterable[Organisation] = ()) -> Recorded:
    """The same of a citizen whom the caller has locked (`locked_by_cpr`), in the caller's transaction.

    `units` are those that the message names, as they were read for it.
    """
    _check_showable(new)
    return _recorded(told_of, new, now=now, units=units)


def _recorded(
    told_of: Citizen,
    new: NewEvent,
    *,
    now: datetime,
    release_at: datetime | None = None,
    tell: bool = True,
    units: Iterable[Organisation] = (),
) -> Recorded:
    citizen, released_at = _root(told_of), max(release_at or now, now)
    home = _home(told_of, citizen, new)
    row = event_row(home, new, identity=uuid.uuid4(), now=now, released_at=released_at)
    if not add_unless_known(row):
        return _known(citizen, new)
    told = list(JourneyEvent.objects.of_citizen(citizen.pk))
    # As it is stored: what is derived now must not differ from what a rebuild derives.
    event = next(each for each in told if each.uuid == row.uuid)
    event.citizen = home
    projection = project_citizen(citizen, now=now, release_at=release_at, events=told, units=units)
    if tell:
        payload, key = {"event": str(event.uuid)}, f"event:{event.uuid}"
        publish(TOPIC_EVENT, payload, key=key, now=now, release_at=release_at)
    journeys = (item.journey for item in projection.journeys if any(e.sequence == event.pk for e in item.events))
    return Recorded(event, next(journeys, None), told=told)


def _known(citizen: Citizen, new: NewEvent) -> Recorded:
    event = JourneyEvent.objects.get(source_ref=new.source_ref)
    if new.source is not EventSource.MESSAGE and not _is_same(event, citizen, new):
        raise Refused("act.key_reused")
    return Recorded(event, journey_of_event(event), duplicate=True)


def lock_family(citizen_id: UUID) -> tuple[Citizen, Citizen]:
    """The row under whose number something is told, and the one that is projected: they differ when joined (V9).

    A provisional row is locked before its real one, by everybody.
    """
    told_of = Citizen.objects.select_for_update().get(pk=citizen_id)
    return told_of, _root(told_of)


def _root(told_of: Citizen) -> Citizen:
    if told_of.joined_to_id is None:
        return told_of
    return Citizen.objects.select_for_update().get(pk=told_of.joined_to_id)


def _home(told_of: Citizen, root: Citizen, new: NewEvent) -> Citizen:
    """What is said in a journey belongs to the number under which the journey was told, so that it parts with it."""
    if not root.joined_count or new.anchor is None:
        return told_of
    anchored = JourneyEvent.objects.select_related("citizen").filter(uuid=new.anchor).first()
    return anchored.citizen if anchored is not None and anchored.citizen.root_id == root.pk else told_of


def _check_showable(new: NewEvent) -> None:
    """An event is never changed: what no page can show must not enter the book, whoever says it."""
    problem = payload_problem({**new.payload, "chain": [link.as_json() for link in new.chain]})
    if problem is None and not is_showable(f"{new.source_ref}{new.voids_ref}{''.join(new.episode_ids)}"):
        problem = "event.not_showable"
    if problem is None and not all(in_calendar(at) for at in (new.occurred_at, new.stated_at) if at):
        problem = "event.no_such_time"
    if problem is not None:
        raise Refused(problem)


# Worked out by the program when the act was done, so that a repetition works it out differently.
_WORKED_OUT = frozenset(
    {
        "up_to",
        "notified_at",
        "warnings",
        "proposal_ref",
        "report_ref",
        "ready_ref",
        "said",
        "entitled",
        "referred_to",
        "why",
    }
)


def _is_same(known: JourneyEvent, citizen: Citizen, new: NewEvent) -> bool:
    """Whether a key comes back with the same act: what was said of whom, and of when if a time was said."""
    said, again = ({k: v for k, v in each.payload.items() if k not in _WORKED_OUT} for each in (known, new))
    of_whom = (known.citizen.root_id, known.kind, known.voids_ref)
    same = of_whom == (citizen.pk, new.kind.value, new.voids_ref) and said == again
    return same and (not new.timed or known.occurred_at == new.occurred_at)


def event_row(citizen: Citizen, new: NewEvent, *, identity: UUID, now: datetime, released_at: datetime) -> JourneyEvent:
    """The row of a new event, not saved; beside `record_event` only what writes a whole region at once asks for it."""
    return JourneyEvent(
        uuid=identity,
        citizen=citizen,
        kind=new.kind.value,
        occurred_at=new.occurred_at,
        stated_at=new.stated_at or now,
        recorded_at=now,
        released_at=released_at,
        actor_id=new.actor_id,
        organisation_id=new.organisation_id,
        source=new.source.value,
        source_ref=new.source_ref or str(identity),
        episode_ids=sorted(new.episode_ids),
        anchor_ref=str(new.anchor) if new.anchor else "",
        voids_ref=new.voids_ref,
        voids_only=new.voids_only.value if new.voids_only else "",
        chain=[link.as_json() for link in new.chain],
        payload=dict(new.payload),
    )


def journey_of_event(event: JourneyEvent) -> Journey | None:
    """The journey an event is placed in today."""
    placement = EventPlacement.objects.select_related("journey").filter(event_id=event.pk).first()
    return placement.journey if placement else None
