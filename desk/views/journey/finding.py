"""The journey of an address: in sight, moved, or not there."""

from uuid import UUID

from django.http import Http404, HttpRequest

from desk.selectors.page.opened import OpenedJourney, open_journey
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, log_look


def opened_or_404(request: HttpRequest, journey_id: UUID) -> OpenedJourney:
    """Out of sight is not there (DESIGN §6); a merged journey answers with the one it became."""
    found = open_journey(asker_of(request), journey_id)
    if found is None:
        raise Http404
    return found


def log(request: HttpRequest, opened: OpenedJourney, look: Look) -> None:
    """One row: who looked or acted, at whom, on what ground."""
    asker, journey = asker_of(request), opened.journey
    log_look(
        asker.user,
        look,
        now=asker.now,
        purpose=opened.purpose,
        citizens=[journey.citizen_id],
        journeys=[journey.pk],
    )
