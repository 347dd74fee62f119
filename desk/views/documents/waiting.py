"""*Breve*: what has come and nobody has answered, and what was sent and nobody has acknowledged, oldest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.selectors.documents.waiting import waiting_page
from desk.views.frame.asking import asker_of, for_those_who_can
from journeys.actions.access import Look, log_look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can


@for_those_who_can(Permission.ANSWER_DOCUMENT)
def waiting(request: HttpRequest) -> HttpResponse:
    """Both lists; looking at them answers nothing."""
    asker = asker_of(request)
    page = waiting_page(asker)
    log_look(asker.user, Look.LIST, now=asker.now, citizens=page.citizen_ids, journeys=page.journey_ids)
    return render(
        request,
        "desk/documents/waiting.html",
        {"page": page, "may_edit_rules": can(asker.user, Permission.MANAGE_SORTING)},
    )
