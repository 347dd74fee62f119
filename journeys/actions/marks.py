"""Seen and acknowledged, per unit and journey (UX §5.1: the mark sits on the row)."""

from datetime import datetime

from django.db import transaction

from journeys.actions.acts import Act, state_fact
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, ReadMark
from organisations.domain.permissions import Permission
from organisations.models import User


def mark_seen(journey: Journey, *, by: User, now: datetime) -> None:
    """The unit has seen everything that the page showed. Of two at once the later holds: at worst seen looks unseen."""
    if by.unit is None:
        return
    mark = ReadMark(journey=journey, unit=by.unit, seen_sequence=journey.last_sequence, seen_at=now, seen_by=by)
    ReadMark.objects.bulk_create(
        [mark],
        update_conflicts=True,
        unique_fields=["journey", "unit"],
        update_fields=["seen_sequence", "seen_at", "seen_by"],
    )


@transaction.atomic
def acknowledge(journey: Journey, *, act: Act) -> None:
    """*Kvitteret*: an event that the other sectors see, and the unit's own mark."""
    recorded = state_fact(
        journey,
        EventKind.ACKNOWLEDGED,
        {"up_to": journey.last_sequence, "unit": str(act.by.unit.pk) if act.by.unit else None},
        act=act,
        permission=Permission.ACKNOWLEDGE_JOURNEY,
    )
    if act.by.unit is None or recorded.duplicate:
        return
    ReadMark.objects.update_or_create(
        journey=journey,
        unit=act.by.unit,
        defaults={
            "seen_sequence": recorded.event.pk,
            "seen_at": act.now,
            "seen_by": act.by,
            "acknowledged_sequence": recorded.event.pk,
            "acknowledged_at": act.now,
            "acknowledged_by": act.by,
        },
    )


def withdraw_acknowledgement(event: JourneyEvent) -> None:
    """An acknowledgement that was taken back leaves the unit's mark as merely seen."""
    ReadMark.objects.filter(acknowledged_sequence=event.pk).update(
        acknowledged_sequence=0, acknowledged_at=None, acknowledged_by=None
    )
