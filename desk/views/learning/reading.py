"""The journeys that others learn from, one of them, and all of them as a file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.selectors.learning.as_json import learning_csv
from desk.selectors.learning.page import CasePage, case_page, shown_pages, waiting_pages
from desk.views.frame.asking import asker_of, for_those_who_can
from journeys.actions.access import Look, Purpose, log_look
from organisations.domain.permissions import Permission

_READS = Permission.VIEW_LEARNING


@for_those_who_can(_READS)
def learning(request: HttpRequest) -> HttpResponse:
    """What is shown, and what waits for a second person."""
    asker = asker_of(request)
    shown, waiting = shown_pages(asker), waiting_pages(asker)
    log_pages(request, shown, Look.LIST)
    if waiting:
        citizens = [page.case.journey.citizen_id for page in waiting]
        journeys = [page.case.journey_id for page in waiting]
        log_look(asker.user, Look.LIST, now=asker.now, citizens=citizens, journeys=journeys)
    return render(request, "desk/learning/list.html", {"shown": shown, "waiting": waiting})


@for_those_who_can(_READS)
def learning_file(request: HttpRequest) -> HttpResponse:
    """What is shown, as a file."""
    pages = shown_pages(asker_of(request))
    log_pages(request, pages, Look.EXPORT)
    answer = HttpResponse(learning_csv(pages), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="laering.csv"'
    return answer


@for_those_who_can(_READS)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One journey to learn from."""
    page = page_of(request, case_id)
    log_pages(request, [page], Look.OPEN)
    return render(request, "desk/learning/case.html", {"page": page})


def page_of(request: HttpRequest, case_id: UUID) -> CasePage:
    """The case for whoever asks; 404 where it is not theirs to see."""
    page = case_page(asker_of(request), case_id)
    if page is None:
        raise Http404
    return page


def log_pages(request: HttpRequest, pages: list[CasePage], look: Look) -> None:
    """Who read which pack: as a party, or to learn from it."""
    asker = asker_of(request)
    for purpose, sees in ((Purpose.PARTY, True), (Purpose.LEARNING, False)):
        rows = [page.case for page in pages if page.sees_journey is sees]
        if rows:
            citizens, journeys = [row.journey.citizen_id for row in rows], [row.journey_id for row in rows]
            log_look(asker.user, look, now=asker.now, purpose=purpose, citizens=citizens, journeys=journeys)
