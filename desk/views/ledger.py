"""The payment ledger of one journey and of a month, on screen and as a file (RULES 2c; UX §2 item 7)."""

from datetime import date
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from desk.forms.acting.buttons import buttons_of
from desk.selectors.page.opened import OpenedJourney
from desk.selectors.payers import may_read_ledger
from desk.selectors.payment.csv_file import ledger_csv
from desk.selectors.payment.months import JourneyMonth
from desk.selectors.payment.pages import FILTERS, MonthPage
from desk.selectors.payment.sight import open_ledger
from desk.selectors.payment.undo import undoable_mark
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import to_page
from desk.views.journey.finding import log, moved
from discharge.payment.selectors.day_payers import may_mark
from discharge.payment.selectors.ledger import ledger_of, month_lines
from journeys.actions.access import Look, log_look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

_FILTER_LABELS = dict(zip(FILTERS, (_("Alle dage"), _("Ikke aftalt"), _("Uenighed")), strict=True))


@for_those_who_can(Permission.VIEW_PAYMENT)
def journey_ledger(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Day by day, with evidence, marks and versions."""
    asker, opened = asker_of(request), _opened(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey-ledger")) is not None:
        return way
    log(request, opened, Look.OPEN)
    view = ledger_of(opened.journey, now=asker.now, house=asker.reader.house)
    month = JourneyMonth(view, request.GET.get("maaned", ""))
    return render(
        request,
        "desk/ledger/journey.html",
        {
            "journey": opened.journey,
            "ledger": view,
            "month": month,
            "markable": {line.day.date for line in view.lines if may_mark(asker.user, opened.journey, line)},
            "buttons": buttons_of(asker, opened.journey).rows.get("payment", []),
            "key": uuid4().hex,
            "undo": undoable_mark(asker, opened.journey),
        },
    )


def _opened(request: HttpRequest, journey_id: UUID) -> OpenedJourney:
    """404 for what is out of sight, 403 for a ledger that is not the reader's side's."""
    asker = asker_of(request)
    opened = open_ledger(asker, journey_id)
    if opened is None:
        raise Http404
    if not may_read_ledger(asker, opened.journey):
        check_can(asker.user, Permission.VIEW_PAYMENT, opened.journey)
    return opened


@for_those_who_can(Permission.VIEW_PAYMENT)
def journey_csv(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """The same as a file: all of it, or the month that the address names; where there is none, the page."""
    asker, opened = asker_of(request), _opened(request, journey_id)
    text = request.GET.get("maaned", "")
    month = JourneyMonth(ledger_of(opened.journey, now=asker.now), text) if text else None
    if month is not None and month.misread:
        return to_page(request, "desk:journey-ledger", journey_id)
    log(request, opened, Look.EXPORT)
    first, last = (month.first, month.last) if month else (date.min, date.max)
    days = month_lines([opened.journey], first=first, last=last, now=asker.now, house=asker.reader.house)
    part = f"-{first:%Y-%m}" if month else ""
    return _file(ledger_csv(days), f"betaling-{opened.journey.pk}{part}.csv")


@for_those_who_can(Permission.VIEW_PAYMENT)
def month(request: HttpRequest) -> HttpResponse:
    """The days that the reader's municipality pays for, or that its wards have had, in a month."""
    page = _month_page(request)
    chips = [
        {
            "label": _FILTER_LABELS[name],
            "count": page.count(name),
            "url": f"?maaned={page.first:%Y-%m}&vis={name}",
            "current": name == page.wanted,
        }
        for name in FILTERS
    ]
    _log_list(request, page)
    return render(request, "desk/ledger/month.html", {"page": page, "chips": chips})


@for_those_who_can(Permission.VIEW_PAYMENT)
def month_csv(request: HttpRequest) -> HttpResponse:
    """The month as a file, filtered as the page is; of a month that does not exist the page, which says so."""
    page = _month_page(request)
    if page.misread:
        return to_page(request, "desk:ledger")
    _log_list(request, page, Look.EXPORT)
    return _file(ledger_csv(page.shown), f"betaling-{page.first:%Y-%m}.csv")


def _month_page(request: HttpRequest) -> MonthPage:
    asker = asker_of(request)
    return MonthPage(asker, request.GET.get("maaned", ""), wanted=request.GET.get("vis", ""))


def _log_list(request: HttpRequest, page: MonthPage, look: Look = Look.LIST) -> None:
    journeys = [row.journey for row in page.rows]
    log_look(
        page.asker.user,
        look,
        now=page.asker.now,
        citizens=[journey.citizen_id for journey in journeys],
        journeys=[journey.pk for journey in journeys],
    )


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
