"""That somebody looked or acted, and that a person has read what their unit was told: one for pages and programs."""

from collections.abc import Collection

from desk.selectors.asker import Asker
from desk.selectors.purpose import purpose_of
from journeys.actions.access import Look, log_look
from journeys.models import Journey
from notifications.channels.inbox.marking import mark_read
from notifications.models import Notification
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


def log_journey(asker: Asker, journey: Journey, look: Look) -> None:
    """One row: who looked or acted, at whom, on what ground."""
    log_look(
        asker.user,
        look,
        now=asker.now,
        purpose=purpose_of(asker, journey),
        citizens=[journey.citizen_id],
        journeys=[journey.pk],
    )


def log_rows(asker: Asker, journeys: Collection[Journey]) -> None:
    """One row with what a list of the unit's own journeys showed."""
    log_look(
        asker.user,
        Look.LIST,
        now=asker.now,
        citizens=[journey.citizen_id for journey in journeys],
        journeys=[journey.pk for journey in journeys],
    )


def read_news(row: Notification, asker: Asker) -> bool:
    """Marks it as read, logged as an act; whether it was unread. Raises NotAllowed."""
    journey = Journey.objects.get(pk=row.subject_ref)
    check_can(asker.user, Permission.MARK_SEEN, journey)
    log_journey(asker, journey, Look.ACT)
    return mark_read(asker.own.units, telling=row.telling, by=asker.user, now=asker.now) > 0
