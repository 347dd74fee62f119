"""The six principles on one journey: what each of them asks here and now, on a page of its own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.acting.buttons import buttons_of
from desk.forms.acting.principle_rows import principles_of
from desk.selectors.page.journey import JourneyPage
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.journey.finding import log, moved, opened_or_404
from journeys.actions.access import Look
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.VIEW_JOURNEY)
def principles(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """As the reader of the journey page may read it: the same facts, the same buttons."""
    opened = opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey-principles")) is not None:
        return way
    asker = asker_of(request)
    page = JourneyPage(asker, opened.journey)
    log(request, opened, Look.OPEN)
    found = principles_of(page, buttons_of(asker, page.journey).rows)
    return render(
        request, "desk/journey/principles_page.html", {"page": page, "journey": page.journey, "principles": found}
    )
