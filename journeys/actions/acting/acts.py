"""What people do to a journey: every form and API call becomes one event through one of these (DESIGN §3)."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from journeys.actions.acting.changing import IMMUTABLE, check_changeable, check_takeable
from journeys.actions.acting.facts import check_facts_of_citizen
from journeys.actions.acting.joins import no_unseen_join
from journeys.actions.events import NewEvent, Recorded, journey_of_event, record_event
from journeys.actions.refusals import Refused
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventSource
from journeys.domain.history.release import release_of
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent
from notifications.actions.outbox import withdraw
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can
from organisations.selectors.units import circle_ids, house_ids

__all__ = [
    "IMMUTABLE",
    "Act",
    "Changed",
    "Refused",
    "check_version",
    "correct_fact",
    "locked",
    "repeated",
    "state_citizen_fact",
    "state_fact",
    "take_back",
    "under_lock",
]

# What a source_ref holds beside the user.
_SHORT_KEY = 60


class Changed(Exception):
    """Somebody recorded something since the page was opened; nothing was written."""

    def __init__(self, journey: Journey, since: int) -> None:
        super().__init__(str(journey.pk))
        self.journey = journey
        self.since = since


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, when, from which version of the page, and a key that makes a repeated call harmless."""

    by: User
    now: datetime
    source: EventSource = EventSource.FORM
    version: int | None = None
    key: str = ""
    # A program may ask for the half minute in which an act can be undone; people always have it.
    hold: bool = False
    # An act that cannot be undone is read at once, whoever does it.
    at_once: bool = False

    @property
    def source_ref(self) -> str:
        """The idempotency key, private to the user; empty lets the event name itself. A long key is never cut."""
        if not self.key:
            return ""
        key = self.key if len(self.key) <= _SHORT_KEY else blake2b(self.key.encode(), digest_size=24).hexdigest()
        return f"{self.by.uuid}:{key}"

    def part(self, name: str) -> "Act":
        """The same act's next event, where one act says several things: its key follows from the whole act's."""
        return replace(self, version=None, key=f"{self.key}:{name}" if self.key else "")

    def says(
        self,
        kind: EventKind,
        payload: Mapping[str, Any],
        *,
        at: datetime | None = None,
        anchor: UUID | None = None,
        voids_ref: str = "",
    ) -> NewEvent:
        """The event that the act states: who, for which unit, through which door; it happened at `at`, else now."""
        return NewEvent(
            kind=kind,
            occurred_at=at or self.now,
            timed=at is not None and at != self.now,
            source=self.source,
            source_ref=self.source_ref,
            actor_id=self.by.pk,
            organisation_id=self.by.unit.pk if self.by.unit else None,
            anchor=anchor,
            voids_ref=voids_ref,
            payload=payload,
        )

    def record(self, citizen_id: UUID, new: NewEvent, *, agreed: Set[UUID] = frozenset()) -> Recorded:
        """Records it now; its words and effects wait while it can be undone. Refused where it would join the unseen."""
        with no_unseen_join(citizen_id, new, by=self.by, now=self.now, agreed=agreed):
            return record_event(citizen_id, new, now=self.now, release_at=self.released_at(new.kind))

    def released_at(self, kind: EventKind) -> datetime:
        """From when other houses read of an event of this act."""
        if self.at_once:
            return self.now
        return release_of(kind, self.source, now=self.now, hold=self.hold)


def state_fact(
    journey: Journey,
    kind: EventKind,
    payload: Mapping[str, Any],
    *,
    act: Act,
    permission: Permission,
    occurred_at: datetime | None = None,
) -> Recorded:
    """Records one fact about a journey after asking whether the user may and whether the page was current.

    Both are asked while nobody else can write to the citizen: of two at once one is too late.
    """
    with transaction.atomic():
        journey = locked(journey)
        check_can(act.by, permission, journey)
        check_version(journey, act)
        return act.record(journey.citizen_id, act.says(kind, payload, at=occurred_at, anchor=journey.pk))


def locked(journey: Journey) -> Journey:
    """The journey as it is while nobody else can write to its citizen; the caller holds a transaction."""
    Citizen.objects.select_for_update().get(pk=journey.citizen_id)
    rows = Journey.objects.select_related("hospital", "ward", "municipality", "citizen")
    row = rows.get(pk=journey.pk)
    if row.citizen_id != journey.citizen_id:  # joined with the real citizen meanwhile
        Citizen.objects.select_for_update().get(pk=row.citizen_id)
        row = rows.get(pk=journey.pk)
    return rows.get(pk=row.merged_into_id) if row.merged_into_id else row


P = ParamSpec("P")
Result = TypeVar("Result")


def under_lock(action: Callable[Concatenate[Journey, P], Result]) -> Callable[Concatenate[Journey, P], Result]:
    """An action that is judged and written while nobody else can write to the citizen: of two at once one is late."""

    @wraps(action)
    def run(journey: Journey, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        with transaction.atomic():
            return action(locked(journey), *args, **kwargs)

    return run


def repeated(act: Act) -> JourneyEvent | None:
    """What the same call wrote the first time; then nothing is judged again."""
    return JourneyEvent.objects.filter(source_ref=act.source_ref).first() if act.source_ref else None


def check_version(journey: Journey, act: Act) -> None:
    """Raises Changed when somebody recorded something since the page that the act comes from was opened."""
    if act.version is None:
        return
    if act.source_ref and JourneyEvent.objects.filter(source_ref=act.source_ref).exists():
        return
    current = Journey.objects.only("last_sequence").get(pk=journey.pk).last_sequence
    if current != act.version and not _undone_since(journey, act):
        raise Changed(journey, act.version)


def _undone_since(journey: Journey, act: Act) -> bool:
    """Whether the user can read nothing of what others did meanwhile: it was undone in time, or it is closed to them.

    Then nothing has changed.
    """
    newer = EventPlacement.objects.filter(journey=journey, event_id__gt=act.version)
    house = house_ids(act.by.unit) if act.by.unit else frozenset()
    undone = newer.filter(withdrawn=True).exclude(event__organisation_id__in=house)
    circle = circle_ids(act.by.unit) if act.by.unit else frozenset()
    unread = len({*undone.values_list("pk", flat=True), *newer.unheard_by(circle).values_list("pk", flat=True)})
    return unread > 0 and unread == newer.count()


def state_citizen_fact(
    citizen: Citizen,
    kind: EventKind,
    payload: Mapping[str, Any],
    *,
    act: Act,
    permission: Permission,
    valid_from: datetime | None = None,
    journey: Journey | None = None,
    asked: bool = False,
) -> Recorded:
    """Records a fact about the citizen (affiliation, practice, municipality) that holds from `valid_from`.

    It holds in every journey, so it is said from one that is open, unless the unit was `asked`.
    """
    with transaction.atomic():
        Citizen.objects.select_for_update().get(pk=citizen.pk)
        if journey is not None:
            journey = locked(journey)
            check_version(journey, act)
        check_can(act.by, permission, journey)
        if journey is not None and not asked and repeated(act) is None:
            check_facts_of_citizen(journey, by=act.by, now=act.now)
        return act.record(citizen.pk, act.says(kind, payload, at=valid_from))


def take_back(event: JourneyEvent, *, act: Act, journey: Journey | None = None) -> Recorded:
    """Takes back an act: before its release no other house ever reads of it; later they read that it was taken back.

    Writes an event that voids the first one; nothing is deleted (DESIGN §2). `journey` is where a fact about the
    citizen is taken back from; an event of a journey knows its own.
    """
    unheard = act.now < event.released_at
    with transaction.atomic():
        # The citizen first, as everywhere: the relay holds the outbox row only while it tells.
        Citizen.objects.select_for_update().get(pk=event.citizen_id)
        if repeated(act) is None:
            check_takeable(event, by=act.by, journey=journey, now=act.now)
            _check_facts(event, journey, act)
        if unheard:
            withdraw(f"event:{event.uuid}")
        new = _taking_back(event, act)
        with no_unseen_join(event.citizen_id, new, by=act.by, now=act.now):
            return record_event(event.citizen_id, new, now=act.now, tell=not unheard)


def _check_facts(event: JourneyEvent, journey: Journey | None, act: Act) -> None:
    """What is changed is said anew: a fact about the citizen from a journey that is open."""
    journey = journey_of_event(event) or journey
    of_citizen = EventKind(event.kind) in CITIZEN_KINDS | {EventKind.MEDICATION_RESPONSIBLE_STATED}
    if of_citizen and journey is not None and act.now >= event.released_at:
        check_facts_of_citizen(journey, by=act.by, now=act.now)


def _taking_back(event: JourneyEvent, act: Act) -> NewEvent:
    """Voids the event; where it corrected another one by hand, that one is said again, since voiding is final."""
    kind, said = EventKind(event.kind), {"taken_back": str(event.uuid)}
    corrected = JourneyEvent.objects.filter(source_ref=event.voids_ref, citizen_id=event.citizen_id).first()
    if corrected is not None and "taken_back" not in event.payload:
        kind, at, payload = EventKind(corrected.kind), corrected.occurred_at, dict(corrected.payload)
    elif kind in CITIZEN_KINDS:
        # A fact about the citizen lies in no journey, so what takes it back may lie in none either.
        at, payload = event.occurred_at, said
    else:
        kind, at, payload = EventKind.CANCELLED, act.now, said
    return act.says(kind, payload, at=at, anchor=_anchor(event), voids_ref=event.source_ref)


def _anchor(event: JourneyEvent) -> UUID | None:
    return UUID(event.anchor_ref) if event.anchor_ref else None


def correct_fact(
    event: JourneyEvent,
    payload: Mapping[str, Any],
    *,
    act: Act,
    occurred_at: datetime | None = None,
    journey: Journey | None = None,
) -> Recorded:
    """ "Ret": a new event of the same kind that voids the old one; the old one stays in the timeline."""
    at, kind = occurred_at or event.occurred_at, EventKind(event.kind)
    with transaction.atomic():
        Citizen.objects.select_for_update().get(pk=event.citizen_id)
        if repeated(act) is None:
            check_changeable(event, by=act.by, journey=journey_of_event(event) or journey, correct=True)
            _check_facts(event, journey, act)
        return act.record(
            event.citizen_id, act.says(kind, payload, at=at, anchor=_anchor(event), voids_ref=event.source_ref)
        )
