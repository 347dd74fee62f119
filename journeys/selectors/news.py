"""What a unit was told and may read now: one answer for inbox, menu, rows and page (SPEC A3.3 rule 7; DESIGN §6)."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from journeys.models import EventPlacement
from journeys.querysets import JourneyQuerySet
from journeys.selectors.reading import Reader
from notifications.models import Notification
from notifications.querysets import NotificationQuerySet


def told_to(units: Collection[UUID], journeys: JourneyQuerySet, reader: Reader) -> NotificationQuerySet:
    """What the units were told of these journeys, with `fallen`; what is out of sight is not told.

    So a municipality that serves the citizen no more reads nothing, whatever it was told before.
    """
    told = Notification.objects.to_units(units).once(units)
    return told.filter(_in_sight(journeys)).annotate(fallen=_fallen(reader))


def unread_told_to(units: Collection[UUID], journeys: JourneyQuerySet, reader: Reader) -> NotificationQuerySet:
    """What nobody of the units has read of that, without what has fallen."""
    return unread_of(units, reader).filter(_in_sight(journeys))


def unread_of(units: Collection[UUID], reader: Reader) -> NotificationQuerySet:
    """What nobody of the units has read, of journeys that the caller has seen to be in sight; never what has fallen."""
    return Notification.objects.to_units(units).once(units).unread().filter(~_fallen(reader))


def _in_sight(journeys: JourneyQuerySet) -> Exists:
    return Exists(journeys.filter(pk=OuterRef("subject_ref")).order_by())


def _fallen(reader: Reader) -> Exists:
    """Whether the event was corrected or cancelled, as far as the reader may know: others' undo is no news yet."""
    voiders = EventPlacement.objects.filter(
        journey=OuterRef("journey_id"), event__voids_ref=OuterRef("event__source_ref"), event__voids_ref__gt=""
    ).order_by()
    unread = Q(withdrawn=True) | Q(event__released_at__gt=reader.now)
    unread &= ~Q(event__organisation_id__in=list(reader.house))
    event = EventPlacement.objects.filter(event__uuid=OuterRef("telling"), voided=True).order_by()
    return Exists(event.filter(~Exists(voiders.filter(unread)) | Exists(voiders.exclude(unread))))
