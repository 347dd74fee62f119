"""The GP's ten-second page: who is responsible and who answers, now or at any moment (RULES 2d; UX §1.c)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.acting.buttons import buttons_of
from desk.forms.moment import MomentForm
from desk.selectors.page.ten_seconds import ten_seconds
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.journey.finding import log, moved, opened_or_404
from journeys.actions.access import Look
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.VIEW_JOURNEY)
def ten_seconds_page(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Both lines of one citizen; `?tid=` asks about another moment than now."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:ten-seconds")) is not None:
        return way
    form = MomentForm(request.GET if "tid" in request.GET else None)
    at = (form.cleaned_data["tid"] if form.is_valid() else None) or asker.now
    log(request, opened, Look.OPEN)
    context = {
        "journey": opened.journey,
        "form": form,
        "answer": ten_seconds(opened.journey, at=at, asker=asker),
        "buttons": buttons_of(asker, opened.journey).rows,
    }
    return render(request, "desk/ten_seconds.html", context, status=422 if form.is_bound and form.errors else 200)
