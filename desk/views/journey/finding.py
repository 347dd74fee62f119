"""The journey of an address: in sight, moved, or not there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.selectors.page.opened import OpenedJourney, open_journey
from desk.views.frame.asking import asker_of
from desk.views.frame.back import to_page
from desk.views.frame.typed import keep_for
from journeys.actions.access import Look, log_look


def opened_or_404(request: HttpRequest, journey_id: UUID) -> OpenedJourney:
    """Out of sight is not there (DESIGN §6); a merged journey answers with the one it became."""
    found = open_journey(asker_of(request), journey_id)
    if found is None:
        raise Http404
    return found


def moved(request: HttpRequest, opened: OpenedJourney, journey_id: UUID, name: str, *more: str) -> HttpResponse | None:
    """The way on from the address of a journey that turned out to be another; None where the address is the journey's.

    What the address asks goes along; what was sent is not saved, but typed already on the page that it leads to.
    """
    journey = opened.journey
    if journey.pk == journey_id:
        return None
    if request.method == "POST":
        path = reverse(name, args=[journey.pk, *more])
        keep_for(request, asker_of(request).user.pk, path, version=str(journey.last_sequence))
        messages.warning(request, _("Forløbet er lagt sammen med et andet. Intet er gemt: se efter, og gem igen."))
    return to_page(request, name, journey.pk, *more)


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
