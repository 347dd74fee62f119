"""The page of figures and its file: numbers only, the same for everybody who may see them (RULES 6; UX §1.d)."""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.actions.reading import log_rows
from desk.selectors.figures.behind import Behind, may_list
from desk.selectors.figures.page import FiguresPage
from desk.selectors.figures.pdf import MEDIA_TYPE as PDF
from desk.selectors.figures.pdf import dashboard_pdf, follow_up_pdf
from desk.selectors.figures.quality import Quality
from desk.selectors.figures.questions import Questions
from desk.selectors.figures.rows import figures_csv
from desk.selectors.figures.workbook import MEDIA_TYPE, figures_workbook
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import to_page
from organisations.domain.permissions import Permission


def _filed(make: Callable[[FiguresPage], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A file of what the address names; where that does not exist, the page, which says so."""

    @functools.wraps(make)
    def answered(request: HttpRequest) -> HttpResponse:
        page = _page(request)
        if page.misread:
            return to_page(request, "desk:figures")
        return make(page)

    return answered


@for_those_who_can(Permission.VIEW_STATISTICS)
def figures(request: HttpRequest) -> HttpResponse:
    """Who waits now and why, and each figure with its own past."""
    page = _page(request)
    return render(request, "desk/figures/page.html", {"page": page, "may_list": may_list(page.asker)})


@for_those_who_can(Permission.VIEW_STATISTICS)
@_filed
def figures_file(page: FiguresPage) -> HttpResponse:
    """The same as a file."""
    response = HttpResponse(figures_csv(page), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="noegletal-{page.chosen.file_name}.csv"'
    return response


@for_those_who_can(Permission.VIEW_STATISTICS)
@_filed
def figures_book(page: FiguresPage) -> HttpResponse:
    """The same as a workbook."""
    response = HttpResponse(figures_workbook(page), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="noegletal-{page.chosen.file_name}.xlsx"'
    return response


@for_those_who_can(Permission.VIEW_STATISTICS)
@_filed
def figures_pdf(page: FiguresPage) -> HttpResponse:
    """The same on paper."""
    return _paper(dashboard_pdf(page), f"noegletal-{page.chosen.file_name}")


@for_those_who_can(Permission.VIEW_STATISTICS)
@_filed
def follow_up_paper(page: FiguresPage) -> HttpResponse:
    """The ten questions on paper."""
    return _paper(follow_up_pdf(Questions(page)), f"opfoelgning-{page.chosen.file_name}")


def _paper(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


@for_those_who_can(Permission.VIEW_STATISTICS)
def follow_up(request: HttpRequest) -> HttpResponse:
    """The ten questions of the follow-up with their figures (001-104)."""
    page = _page(request)
    return render(request, "desk/figures/follow_up.html", {"page": page, "questions": Questions(page)})


@for_those_who_can(Permission.VIEW_STATISTICS)
@for_those_who_can(Permission.VIEW_JOURNEY)
def behind(request: HttpRequest) -> HttpResponse:
    """The journeys behind one cell; what is listed is logged."""
    page, asked = _page(request), request.GET
    found = Behind(page, asked.get("linje", ""), asked.get("maaned", ""), asked.get("del", ""))
    log_rows(found.asker, [row.journey for row in found.rows])
    return render(request, "desk/figures/behind.html", {"page": page, "behind": found})


@for_those_who_can(Permission.VIEW_MESSAGE_LOG)
def quality(request: HttpRequest) -> HttpResponse:
    """What is wrong with the data, and where it is mended (K28)."""
    return render(request, "desk/figures/quality.html", {"quality": Quality(asker_of(request).now)})


def _page(request: HttpRequest) -> FiguresPage:
    asked = request.GET
    return FiguresPage(asker_of(request), asked.get("vis", ""), asked.get("periode", ""), asked.get("fra", ""))
