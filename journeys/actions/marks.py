"""Seen and acknowledged, per unit and journey (UX §5.1: the mark sits on the row)."""

from datetime import datetime

from django.db.models import F, Min

from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.domain.events import EventKind
from journeys.models import EventPlacement, Journey, JourneyEvent, ReadMark
from notifications.channels.inbox.marking import mark_seen as mark_news_seen
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from organisations.selectors.units import house_ids, unit_scope


def mark_seen(journey: Journey, *, by: User, now: datetime, held: bool = True, told: bool = True) -> None:
    """The unit has seen everything that the page showed. Of two at once the later holds: at worst seen looks unseen.

    `held` is False where the caller has read the events and none waits for its release, `told` where the unit was told
    nothing that is unread: that spares a statement each.
    """
    if by.unit is None:
        return
    sequence = _readable_to(journey, by.unit, now=now) if held else journey.last_sequence
    mark = ReadMark(journey=journey, unit=by.unit, seen_sequence=sequence, seen_at=now, seen_by=by)
    ReadMark.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["journey", "unit"],
        update_fields=["seen_sequence", "seen_at", "seen_by"],
    )
    if told:
        mark_news_seen(unit_scope(by.unit), subject_ref=journey.pk, by=by, now=now)


def _readable_to(journey: Journey, unit: Organisation, *, now: datetime) -> int:
    """The newest event before anything of others that is not released yet: what nobody can read, nobody has seen."""
    held = EventPlacement.objects.filter(journey=journey).held_from(house_ids(unit), now)
    first: int | None = held.aggregate(first=Min("event_id"))["first"]
    return journey.last_sequence if first is None else first - 1


@under_lock
def acknowledge(journey: Journey, *, act: Act) -> None:
    """*Kvitteret*: an event that the other sectors see, and the unit's own mark."""
    unit = act.by.unit
    readable = _readable_to(journey, unit, now=act.now) if unit else journey.last_sequence
    recorded = state_fact(
        journey,
        EventKind.ACKNOWLEDGED,
        {"up_to": readable, "unit": str(unit.pk) if unit else None},
        act=act,
        permission=Permission.ACKNOWLEDGE_JOURNEY,
    )
    if unit is None or recorded.duplicate:
        return
    _tick(recorded.event, unit, up_to=recorded.event.pk if readable == journey.last_sequence else readable, act=act)


def mark_answered(event: JourneyEvent, *, answered: int, act: Act) -> None:
    """Who answers a proposal has read it (RULES 001-65), and what else the page showed that the answer was given on.

    `answered` is the proposal's sequence: without a page nothing newer was read.
    """
    unit = act.by.unit
    if unit is None:
        return
    journey = event.placement.journey
    readable = _readable_to(journey, unit, now=act.now)
    _tick(event, unit, up_to=min(event.pk, readable) if act.version is not None else answered, act=act)


def _tick(event: JourneyEvent, unit: Organisation, *, up_to: int, act: Act) -> None:
    """The unit's mark; a later one of the same unit stays."""
    journey = event.placement.journey
    mark, _created = ReadMark.objects.select_for_update().get_or_create(journey=journey, unit=unit)
    if up_to > mark.seen_sequence:
        mark.seen_sequence, mark.seen_at, mark.seen_by = up_to, act.now, act.by
    if up_to > mark.acknowledged_sequence:
        _keep_earlier(mark, now=act.now)
        mark.acknowledged_sequence, mark.acknowledged_at, mark.acknowledged_by = up_to, act.now, act.by
        mark.acknowledgement_released_at = event.released_at
    mark.save()
    mark_news_seen(unit_scope(unit), subject_ref=journey.pk, by=act.by, now=act.now)


def _keep_earlier(mark: ReadMark, *, now: datetime) -> None:
    """What others read until the new acknowledgement is released: the one before it, if that was released."""
    held = mark.acknowledgement_released_at is not None and mark.acknowledgement_released_at > now
    if mark.acknowledged_at is None or held:
        return
    mark.earlier_sequence, mark.earlier_at = mark.acknowledged_sequence, mark.acknowledged_at
    mark.earlier_by = mark.acknowledged_by


_ACKNOWLEDGES = frozenset(
    {
        EventKind.ACKNOWLEDGED,
        EventKind.DISCHARGE_ACCEPTED,
        EventKind.DISCHARGE_COUNTERED,
        EventKind.DISCHARGE_QUESTIONED,
    }
)


def withdraw_acknowledgement(event: JourneyEvent) -> None:
    """An acknowledgement or answer that was taken back leaves the one before it, or the unit's mark as merely seen."""
    if EventKind(event.kind) not in _ACKNOWLEDGES:
        return
    mark = ReadMark.objects.filter(
        journey__placements__event=event, unit=event.organisation_id, acknowledged_at=event.recorded_at
    )
    ReadMark.objects.filter(pk__in=list(mark.values_list("pk", flat=True))).update(
        acknowledged_sequence=F("earlier_sequence"),
        acknowledged_at=F("earlier_at"),
        acknowledged_by=F("earlier_by"),
        acknowledgement_released_at=None,
        earlier_sequence=0,
        earlier_at=None,
        earlier_by=None,
    )
