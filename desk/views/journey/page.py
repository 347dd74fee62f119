"""The journey page, its half-minute refresh, its paper version, and the CPR number when it is asked for."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from desk.forms.acting.buttons import buttons_of, next_row, task_rows
from desk.forms.acting.fact_rows import fact_rows
from desk.forms.acting.principle_rows import principles_of
from desk.selectors.page.journey import JourneyPage
from desk.selectors.page.panels import panels_below, panels_now, read_panels
from desk.views.frame.asking import asker_of, for_those_who_can, is_refresh
from desk.views.frame.paging import list_address, whole_number
from desk.views.home import HOME
from desk.views.journey.finding import log, moved, opened_or_404
from desk.views.looks.logged import needs_log, remember_look
from journeys.actions.access import Look
from journeys.actions.marks import mark_seen
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can, why_not
from principles.flowchart.rules.graph import step_of_task


@for_those_who_can(Permission.VIEW_JOURNEY)
def journey(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """One journey; opening it is logged and marks it as seen, refreshing it does neither."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey")) is not None:
        return way
    page = JourneyPage(
        asker,
        opened.journey,
        wanted=request.GET.get("vis", ""),
        since=whole_number(request.GET.get("fra", "")) if is_refresh(request) else None,
    )
    if is_refresh(request):
        if needs_log(request, [opened.journey.pk], now=asker.now):
            log(request, opened, Look.OPEN)
        return render(request, "desk/journey/live.html", _context(request, page))
    log(request, opened, Look.OPEN)
    remember_look(request, [opened.journey.pk], now=asker.now)
    if page.has_news and can(asker.user, Permission.MARK_SEEN, opened.journey):
        told = page.news_number > 0
        mark_seen(opened.journey, by=asker.user, now=asker.now, held=page.holds_back, told=told)
        if told:
            asker.unread = None  # the menu counts what is left
    return render(request, "desk/journey/page.html", _context(request, page))


def _context(request: HttpRequest, page: JourneyPage) -> dict[str, Any]:
    asker, journey = asker_of(request), page.journey
    buttons = buttons_of(asker, journey)
    tasks, panels = task_rows(asker, journey, page.tasks), read_panels(page)
    first = next_row(asker, tasks)
    return {
        "page": page,
        "journey": journey,
        "buttons": buttons.rows,
        "facts": fact_rows(page, buttons.rows),
        "tasks": tasks,
        "panels": panels,
        "panels_now": panels_now(page, panels),
        "panels_below": panels_below(panels),
        "principles": principles_of(page, buttons.rows),
        "next_step": first.button if first else None,
        "next_node": step_of_task(first.task.kind) if first else None,
        "refusal": buttons.refusal,
        "may_not_correct": why_not(asker.user, Permission.CORRECT_EVENT, journey),
        "may_share": can(asker.user, Permission.SHARE_OWN_PAGE, journey),
        "back_url": list_address(request, HOME[asker.role]) if asker.role in HOME else "",
        "live_url": f"{request.path}?vis={page.wanted}&fra={page.since}",
    }


@for_those_who_can(Permission.VIEW_JOURNEY)
def report(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The chronological report on paper."""
    opened = opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey-report")) is not None:
        return way
    page = JourneyPage(asker_of(request), opened.journey)
    log(request, opened, Look.OPEN)
    return render(request, "desk/journey/report.html", _context(request, page))


@require_POST
@for_those_who_can(Permission.VIEW_JOURNEY)
def cpr(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The whole CPR number, once, because somebody asked for it."""
    opened = opened_or_404(request, journey_id)
    log(request, opened, Look.OPEN)
    template = "desk/journey/cpr.html" if request.headers.get("HX-Request") else "desk/journey/cpr_page.html"
    return render(request, template, {"journey": opened.journey})
