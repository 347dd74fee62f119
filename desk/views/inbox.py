"""*Nyt til os* and *Til mig*: what the unit and the person were told, and the mark that somebody has read it.

Read is what a person says (the button of a line) or what opening the journey means, since its page shows all of it
(UX §5.1). Showing this list, a refresh, or a program that fetches it marks nothing; nothing is read in bulk (UX §1.b).
"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.actions.reading import read_news
from desk.selectors.asker import Asker
from desk.selectors.lists.inbox import Inbox, inbox, inbox_rows, number_words, unread_number
from desk.selectors.lists.mine import mine_of
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import back
from desk.views.frame.paging import PageLinks
from journeys.actions.access import Look, log_look
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission, role_may
from organisations.selectors.keyset import NEWER, OLDER, cut_of
from principles.learning.selectors import cases_to_look_through
from principles.models import LearningCase
from principles.plans.selectors import late_tasks
from principles.plans.sentences import task_title

UNREAD = "ulaeste"


@for_those_who_can(Permission.VIEW_JOURNEY)
def news(request: HttpRequest) -> HttpResponse:
    """The list."""
    asker = asker_of(request)
    page = inbox(
        asker,
        unread_only=request.GET.get("vis") == UNREAD,
        cut=cut_of(request.GET, key=UUID),
    )
    cases = _cases(asker)
    log_look(
        asker.user,
        Look.LIST,
        now=asker.now,
        citizens=[*page.citizen_ids, *(case.journey.citizen_id for case in cases)],
        journeys=[*page.journey_ids, *(case.journey_id for case in cases)],
    )
    late = [(row, task_title(row.plan, row)) for row in late_tasks(asker.own.units, today=local_date(asker.now))]
    context = {"list": page, "chips": _chips(page, unread_number(asker)), "links": _links(page)}
    context |= {"late_tasks": late, "cases": cases}
    return render(request, "desk/inbox.html", context | {"address": request.get_full_path()})


def _cases(asker: Asker) -> list[LearningCase]:
    """Of journeys to learn from those that wait for a second person, who may be the reader."""
    if not role_may(asker.role, Permission.CHECK_LEARNING):
        return []
    return list(cases_to_look_through(asker.own_journeys(), asker.user))


@for_those_who_can(Permission.VIEW_JOURNEY)
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the reader themself."""
    asker = asker_of(request)
    page = mine_of(asker)
    log_look(asker.user, Look.LIST, now=asker.now, citizens=page.citizen_ids, journeys=page.journey_ids)
    return render(request, "desk/mine.html", {"mine": page, "address": request.get_full_path()})


@require_POST
@for_those_who_can(Permission.MARK_SEEN)
def read(request: HttpRequest, news_id: UUID) -> HttpResponse:
    """Somebody says that they have read a line; whoever said it first stays."""
    asker = asker_of(request)
    read_news(get_object_or_404(inbox_rows(asker), pk=news_id), asker)
    return back(request)


def _chips(page: Inbox, unread: int) -> list[dict[str, Any]]:
    return [
        {"label": _("Alle"), "count": None, "url": "?", "current": not page.unread_only},
        {"label": _("Ulæste"), "count": number_words(unread), "url": f"?vis={UNREAD}", "current": page.unread_only},
    ]


def _links(page: Inbox) -> PageLinks:
    return PageLinks(previous=_link(page, NEWER, page.page.newer), next=_link(page, OLDER, page.page.older), paper="")


def _link(page: Inbox, name: str, place: str) -> str:
    chosen = {"vis": UNREAD} if page.unread_only else {}
    return f"?{urlencode({**chosen, name: place})}" if place else ""
