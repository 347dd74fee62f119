"""The flowchart: each chart by itself, and with the position of one journey (001-96; RULES 1.7)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from desk.forms.acting.buttons import next_row, task_rows
from desk.selectors.flowchart.chart import SLUGS, Chart, chart_of, chart_with
from desk.selectors.page.journey import JourneyPage
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.journey.finding import log, opened_or_404
from journeys.actions.access import Look
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector
from principles.flowchart.rules.graph import Track, steps_of
from principles.flowchart.rules.position import position, track_of
from principles.flowchart.selectors import chart_facts


@for_those_who_can(Permission.VIEW_PLANS)
def chart(request: HttpRequest, track: str) -> HttpResponse:
    """One chart, for whoever works with the agreement."""
    if track not in SLUGS:
        raise Http404
    steps = steps_of(SLUGS[track], on=local_date(asker_of(request).now))
    return render(request, "desk/flowchart/page.html", {"chart": chart_of(SLUGS[track], steps)})


@for_those_who_can(Permission.VIEW_JOURNEY)
def of_journey(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The chart with where this citizen's journey stands in it."""
    opened = opened_or_404(request, journey_id)
    if opened.journey.pk != journey_id:
        return redirect("desk:journey-flowchart", opened.journey.pk)
    page = JourneyPage(asker_of(request), opened.journey)
    log(request, opened, Look.OPEN)
    context = {"chart": journey_chart(page), "page": page, "journey": opened.journey}
    return render(request, "desk/flowchart/page.html", context)


def journey_chart(page: JourneyPage) -> Chart:
    """As the reader of the journey page may read it: the same tasks, the same next step."""
    journey, asker = page.journey, page.asker
    track = track_of(speciality=journey.speciality, admission_type=journey.admission_type)
    rows = task_rows(asker, journey, page.tasks)
    reads_plans = asker.sector in (Sector.HOSPITAL, Sector.MUNICIPALITY)
    facts = chart_facts(journey, page.tasks, page.threads, reads_plans=reads_plans, now=asker.now)
    standings = position(steps_of(track or Track.ACUTE, on=local_date(asker.now)), facts)
    return chart_with(track or Track.ACUTE, standings, rows, next_row(asker, rows), assumed=track is None)
