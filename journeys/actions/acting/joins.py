"""What a write would join that its writer does not see: one question of every act that places a contact (DESIGN §6)."""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from journeys.actions.events import NewEvent, lock_family
from journeys.actions.refusals import RefusedUnseen
from journeys.domain.events import CITIZEN_KINDS, CONTACT_KINDS, EventKind
from journeys.domain.state.claims import joined_with, new_event
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent
from journeys.selectors.sight import own_sight
from organisations.models import User
from organisations.selectors.units import house_ids

# What can lay journeys together; so can whatever voids an event. An entry opens nothing, so it is free to be written.
_PLACES = CONTACT_KINDS | {EventKind.ADMISSION_DECIDED, EventKind.ADMISSION_CALLED_OFF, EventKind.CANCELLED}


def foreign_journeys(citizen_id: UUID, *, by: User, now: datetime) -> frozenset[UUID]:
    """The citizen's journeys that the user's unit does not see, or whose bed another hospital holds.

    Entries that nobody has confirmed are not among them: they are there to be laid to a stay.
    """
    rows = list(Journey.objects.current().filter(citizen_id=citizen_id, unconfirmed=False))
    if not rows:
        return frozenset()
    house = house_ids(by.unit) if by.unit else frozenset()
    in_sight = Journey.objects.visible_to(own_sight(by, now=now)).filter(pk__in=[row.pk for row in rows])
    shown = set(in_sight.values_list("pk", flat=True))
    return frozenset(
        row.pk for row in rows if row.pk not in shown or (row.is_in_hospital and row.hospital_id not in house)
    )


def would_join_unseen(
    citizen: Citizen,
    kind: EventKind,
    at: datetime,
    payload: Mapping[str, Any],
    *,
    by: User,
    now: datetime,
    journey: Journey | None = None,
) -> bool:
    """Whether an event would lay a journey that is foreign to the writer to the one that it is written in, or begins.

    The caller holds the citizen's lock.
    """
    foreign = foreign_journeys(citizen.root_id, by=by, now=now)
    if not foreign:
        return False
    records = [event.as_record() for event in JourneyEvent.objects.of_citizen(citizen.root_id)]
    records = [record for record in records if record.kind not in CITIZEN_KINDS]
    anchor = str(journey.pk) if journey is not None else None
    joined = joined_with(new_event(kind, at, payload, stated_at=now, anchor=anchor), records)
    return bool(joined & {str(pk) for pk in foreign} - {anchor})


@contextmanager
def no_unseen_join(
    citizen_id: UUID, new: NewEvent, *, by: User, now: datetime, agreed: Set[UUID] = frozenset()
) -> Iterator[None]:
    """Around the writing of an event: Refused, and nothing written, where it laid foreign journeys to others.

    What came of it is compared, whatever kind of act it was: entered, corrected, taken back or confirmed. `agreed` are
    journeys of the other side, which has asked for it.
    """
    if new.kind in CITIZEN_KINDS or (new.kind not in _PLACES and not new.voids_ref):
        yield
        return
    with transaction.atomic():
        _told_of, citizen = lock_family(citizen_id)
        foreign = foreign_journeys(citizen.pk, by=by, now=now) - agreed
        before = _placed(citizen) if foreign else {}
        yield
        if foreign and _laid_to_others(foreign, before, _placed(citizen), _home(new, before)):
            raise RefusedUnseen("act.joins_unseen", field="occurred_at")


def _placed(citizen: Citizen) -> dict[str, UUID]:
    """Where each event of the citizen lies, under its reference; the first one of a journey names it."""
    rows = EventPlacement.objects.filter(journey__citizen=citizen).values_list("event__source_ref", "journey_id")
    return dict(rows)


def _home(new: NewEvent, before: Mapping[str, UUID]) -> UUID | None:
    """The journey in which the act is done; None where it begins one."""
    return before.get(new.voids_ref) or new.anchor


def _laid_to_others(
    foreign: Set[UUID], before: Mapping[str, UUID], after: Mapping[str, UUID], home: UUID | None
) -> bool:
    """Whether a foreign journey now lies with something that was not in it, the new event among that."""
    groups: dict[UUID, set[UUID | None]] = {}
    for ref, journey in after.items():
        groups.setdefault(journey, set()).add(before.get(ref, home))
    return any(len(group) > 1 and group - {home} & foreign for group in groups.values())
