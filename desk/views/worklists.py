"""The three worklists; htmx asks the same addresses again every half minute and gets the live part only."""

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.selectors.asker import Asker
from desk.selectors.lists.worklists import Worklist, municipality_list, practice_list, ward_list
from desk.views.frame.asking import asker_of, for_those_who_can, is_refresh
from desk.views.frame.paging import is_for_paper, page_links, page_number, remember_list
from desk.views.looks.logged import needs_log, remember_look
from journeys.actions.access import Look, log_look
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector
from organisations.selectors.permissions import can


class PageFinder(Protocol):
    """A selector of one page of one list."""

    def __call__(self, asker: Asker, *, wanted: str, page: int, whole: bool) -> Worklist: ...


@for_those_who_can(Permission.VIEW_JOURNEY, Sector.HOSPITAL)
def ward(request: HttpRequest) -> HttpResponse:
    """The ward's patients."""
    return _show(request, ward_list, "ward")


@for_those_who_can(Permission.VIEW_JOURNEY, Sector.MUNICIPALITY)
def municipality(request: HttpRequest) -> HttpResponse:
    """The municipality's citizens in hospital and on their way home."""
    return _show(request, municipality_list, "municipality")


@for_those_who_can(Permission.VIEW_JOURNEY, Sector.GENERAL_PRACTICE)
def practice(request: HttpRequest) -> HttpResponse:
    """The practice's patients in hospital and within the 72 hours."""
    return _show(request, practice_list, "practice")


def _show(request: HttpRequest, find: PageFinder, name: str) -> HttpResponse:
    asker = asker_of(request)
    whole = is_for_paper(request)
    number = 1 if whole else page_number(request)
    found = find(asker, wanted=request.GET.get("vis", ""), page=number, whole=whole)
    if not is_refresh(request):
        remember_look(request, found.journey_ids, now=asker.now)
    if not is_refresh(request) or needs_log(request, found.journey_ids, now=asker.now):
        log_look(asker.user, Look.LIST, now=asker.now, citizens=found.citizen_ids, journeys=found.journey_ids)
    template = f"desk/{name}_live.html" if is_refresh(request) else f"desk/{name}.html"
    response = render(request, template, _context(request, asker, found))
    if not is_refresh(request) and not whole:
        remember_list(request, response)
    return response


def _context(request: HttpRequest, asker: Asker, found: Worklist) -> dict[str, Any]:
    return {
        "list": found,
        "chips": found.counted.shown(),
        "links": page_links(request, page=found.page, has_next=found.has_next),
        "address": request.get_full_path(),
        "may_acknowledge": can(asker.user, Permission.ACKNOWLEDGE_JOURNEY),
        "may_mark": can(asker.user, Permission.MARK_SEEN),
        "may_answer": can(asker.user, Permission.STATE_AFFILIATION),
    }
