"""The citizen's own page, on screen and on one sheet of paper, and who has looked (RULES 001-10 … 13)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.own_words import OWN_WORDS
from desk.selectors.own.looks import look_lines
from desk.selectors.own.page import own_journey, own_page
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.journey.finding import log, moved, opened_or_404
from journeys.actions.access import Look, Purpose, log_look
from journeys.models import Journey
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own(request: HttpRequest) -> HttpResponse:
    """The page; a citizen of whom nothing is here reads that, and whom to ring."""
    return _shown(request, "desk/own/page.html")


@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own_paper(request: HttpRequest) -> HttpResponse:
    """The same on one sheet."""
    return _shown(request, "desk/own/paper.html")


def _shown(request: HttpRequest, template: str) -> HttpResponse:
    asker = asker_of(request)
    journey = own_journey(asker.own_journeys())
    if journey is None:
        return render(request, "desk/own/nothing.html")
    _log(request, journey, Look.OPEN)
    writes = [(slug, words) for slug, words in OWN_WORDS.items() if not words.why_not(journey, asker.now)]
    context = {"page": own_page(journey, now=asker.now), "journey": journey, "writes": writes}
    return render(request, template, context)


def _log(request: HttpRequest, journey: Journey, look: Look) -> None:
    asker = asker_of(request)
    citizens, journeys = [journey.citizen_id], [journey.pk]
    log_look(asker.user, look, now=asker.now, purpose=Purpose.SELF, citizens=citizens, journeys=journeys)


@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def looks(request: HttpRequest) -> HttpResponse:
    """Who has looked at the citizen; looking there is a look too."""
    asker = asker_of(request)
    journey = own_journey(asker.own_journeys())
    if journey is None:
        return render(request, "desk/own/nothing.html")
    _log(request, journey, Look.READ_LOG)
    page = own_page(journey, now=asker.now)
    lines = look_lines(journey.citizen_id, page.voice)
    return render(request, "desk/own/looks.html", {"page": page, "lines": lines})


@for_those_who_can(Permission.VIEW_JOURNEY)
def paper(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Staff print the citizen's sheet; it holds nothing that they do not see themselves."""
    opened, asker = opened_or_404(request, journey_id), asker_of(request)
    if (way := moved(request, opened, journey_id, "desk:journey-for-citizen")) is not None:
        return way
    log(request, opened, Look.EXPORT)
    page = own_page(opened.journey, now=asker.now, journeys=asker.journeys())
    return render(request, "desk/own/paper.html", {"page": page, "journey": opened.journey, "by_staff": True})
