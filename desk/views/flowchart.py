"""The flowchart: each chart by itself, and with the position of one journey (001-96; RULES 1.7)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.acting.buttons import next_row, task_rows
from desk.forms.flowchart import HelpfulForm
from desk.selectors.flowchart.chart import SLUGS, FlowchartPicture, chart_of, chart_with, slug_of, with_answers
from desk.selectors.page.journey import JourneyPage
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.journey.finding import log, moved, opened_or_404
from journeys.actions.access import Look
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector
from organisations.selectors.permissions import can
from principles.flowchart.actions import answer_step, count_use
from principles.flowchart.rules.graph import BY_CODE, ChartTrack, steps_of
from principles.flowchart.rules.position import position, track_of
from principles.flowchart.selectors import chart_facts, own_answers
from principles.in_practice.selectors import helpfulness, uses


@for_those_who_can(Permission.VIEW_PLANS)
def chart(request: HttpRequest, track: str) -> HttpResponse:
    """One chart, for whoever works with the agreement."""
    if track not in SLUGS:
        raise Http404
    asker, code = asker_of(request), SLUGS[track]
    today, follows = local_date(asker.now), can(asker.user, Permission.VIEW_STATISTICS)
    count_use(code.value, now=asker.now)
    shown = chart_of(code, steps_of(code, on=today))
    context = {
        "chart": with_answers(shown, own_answers(asker.user), helpfulness(today=today) if follows else ()),
        "slug": track,
        "follows": follows,
        "uses": uses(code.value, today=today) if follows else None,
    }
    return render(request, "desk/flowchart/page.html", context)


@require_POST
@for_those_who_can(Permission.VIEW_PLANS)
def answer(request: HttpRequest, step: str) -> HttpResponse:
    """Whether a step helped; then back to the chart on which it was asked."""
    asker, form = asker_of(request), HelpfulForm(request.POST)
    if step not in BY_CODE:
        raise Http404
    if form.is_valid():
        answer_step(step, helpful=form.cleaned_data["helpful"], by=asker.user, now=asker.now)
        messages.success(request, _("Tak. Dit svar er gemt og vises aldrig med navn."))
    else:
        messages.error(request, _("Svar ja eller nej."))
    return redirect(f"{form.back}#trin-{step}")


@for_those_who_can(Permission.VIEW_JOURNEY)
def of_journey(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The chart with where this citizen's journey stands in it."""
    opened = opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey-flowchart")) is not None:
        return way
    page = JourneyPage(asker_of(request), opened.journey)
    log(request, opened, Look.OPEN)
    shown = journey_chart(page)
    count_use(shown.track.value, now=page.now)
    shown = with_answers(shown, own_answers(page.asker.user))
    context = {"chart": shown, "page": page, "journey": opened.journey, "slug": slug_of(shown.track)}
    return render(request, "desk/flowchart/page.html", context)


def journey_chart(page: JourneyPage) -> FlowchartPicture:
    """As the reader of the journey page may read it: the same tasks, the same next step."""
    journey, asker = page.journey, page.asker
    track = track_of(speciality=journey.speciality, admission_type=journey.admission_type)
    rows = task_rows(asker, journey, page.tasks)
    reads_plans = asker.sector in (Sector.HOSPITAL, Sector.MUNICIPALITY)
    facts = chart_facts(journey, page.tasks, page.threads, letters=page.letters, reads_plans=reads_plans, now=asker.now)
    standings = position(steps_of(track or ChartTrack.ACUTE, on=local_date(asker.now)), facts)
    return chart_with(track or ChartTrack.ACUTE, standings, rows, next_row(asker, rows), assumed=track is None)
