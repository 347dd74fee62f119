"""What people do to a journey: every form and API call becomes one event through one of these (DESIGN §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from journeys.actions.events import NewEvent, Recorded, record_event
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventSource
from journeys.models import Citizen, Journey, JourneyEvent
from notifications.actions.outbox import withdraw
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can

# UX §1.0: undo for 30 seconds; until then no effect leaves the house.
UNDO_WITHIN = timedelta(seconds=30)
# A registered ready time may only be resumed or corrected by two people (RULES 2b lifecycle; 001-85).
IMMUTABLE = frozenset({EventKind.READY_REGISTERED})


class Changed(Exception):
    """Somebody recorded something since the page was opened; nothing was written."""

    def __init__(self, journey: Journey, since: int) -> None:
        super().__init__(str(journey.pk))
        self.journey = journey
        self.since = since


class Refused(Exception):
    """The act cannot be done now; `code` for machines, the sentence is made by `journeys.sentences`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, when, from which version of the page, and a key that makes a repeated call harmless."""

    by: User
    now: datetime
    source: EventSource = EventSource.FORM
    version: int | None = None
    key: str = ""

    @property
    def source_ref(self) -> str:
        """The idempotency key, private to the user; empty lets the event name itself."""
        return f"{self.by.uuid}:{self.key}" if self.key else ""


def state_fact(
    journey: Journey,
    kind: EventKind,
    payload: Mapping[str, Any],
    *,
    act: Act,
    permission: Permission,
    occurred_at: datetime | None = None,
) -> Recorded:
    """Records one fact about a journey after asking whether the user may and whether the page was current."""
    check_can(act.by, permission, journey)
    check_version(journey, act)
    return record_event(
        journey.citizen_id,
        NewEvent(
            kind=kind,
            occurred_at=occurred_at or act.now,
            source=act.source,
            source_ref=act.source_ref,
            actor_id=act.by.pk,
            organisation_id=act.by.unit.pk if act.by.unit else None,
            anchor=journey.pk,
            payload=payload,
        ),
        now=act.now,
        release_at=act.now + UNDO_WITHIN,
    )


def check_version(journey: Journey, act: Act) -> None:
    """Raises Changed when somebody recorded something since the page that the act comes from was opened."""
    if act.version is None:
        return
    if act.source_ref and JourneyEvent.objects.filter(source_ref=act.source_ref).exists():
        return
    current = Journey.objects.only("last_sequence").get(pk=journey.pk).last_sequence
    if current != act.version:
        raise Changed(journey, act.version)


def state_citizen_fact(
    citizen: Citizen,
    kind: EventKind,
    payload: Mapping[str, Any],
    *,
    act: Act,
    permission: Permission,
    valid_from: datetime | None = None,
    journey: Journey | None = None,
) -> Recorded:
    """Records a fact about the citizen (affiliation, practice, municipality) that holds from `valid_from`."""
    check_can(act.by, permission, journey)
    return record_event(
        citizen.pk,
        NewEvent(
            kind=kind,
            occurred_at=valid_from or act.now,
            source=act.source,
            source_ref=act.source_ref,
            actor_id=act.by.pk,
            organisation_id=act.by.unit.pk if act.by.unit else None,
            payload=payload,
        ),
        now=act.now,
        release_at=act.now + UNDO_WITHIN,
    )


def take_back(event: JourneyEvent, *, act: Act) -> Recorded:
    """Takes back one's own act: within 30 seconds its effects never leave; later it is a correction that others see.

    Writes an event that voids the first one; nothing is deleted (DESIGN §2).
    """
    if event.source == EventSource.MESSAGE.value:
        raise Refused("act.message_cannot_be_taken_back")
    # Voiding is final, so a correction that is taken back would leave nothing at all.
    late = act.now - event.recorded_at > UNDO_WITHIN or bool(event.voids_ref)
    if EventKind(event.kind) in IMMUTABLE and late:
        raise Refused("act.immutable")
    check_can(act.by, Permission.CORRECT_EVENT)
    nobody_knew = withdraw(f"event:{event.uuid}")
    # A fact about the citizen lies in no journey, so what takes it back may lie in none either.
    kind = EventKind(event.kind)
    return record_event(
        event.citizen_id,
        NewEvent(
            kind=kind if kind in CITIZEN_KINDS else EventKind.CANCELLED,
            occurred_at=event.occurred_at if kind in CITIZEN_KINDS else act.now,
            source=act.source,
            source_ref=act.source_ref,
            actor_id=act.by.pk,
            organisation_id=act.by.unit.pk if act.by.unit else None,
            voids_ref=event.source_ref,
            payload={"taken_back": str(event.uuid)},
        ),
        now=act.now,
        tell=not nobody_knew,
    )


def correct_fact(
    event: JourneyEvent, payload: Mapping[str, Any], *, act: Act, occurred_at: datetime | None = None
) -> Recorded:
    """ "Ret": a new event of the same kind that voids the old one; the old one stays in the timeline."""
    if event.source == EventSource.MESSAGE.value:
        raise Refused("act.message_cannot_be_corrected")
    if EventKind(event.kind) in IMMUTABLE:
        raise Refused("act.immutable")
    check_can(act.by, Permission.CORRECT_EVENT)
    return record_event(
        event.citizen_id,
        NewEvent(
            kind=EventKind(event.kind),
            occurred_at=occurred_at or event.occurred_at,
            source=act.source,
            source_ref=act.source_ref,
            actor_id=act.by.pk,
            organisation_id=act.by.unit.pk if act.by.unit else None,
            anchor=UUID(event.anchor_ref) if event.anchor_ref else None,
            voids_ref=event.source_ref,
            payload=payload,
        ),
        now=act.now,
        release_at=act.now + UNDO_WITHIN,
    )
