"""Who has looked: the administrator's page over the access log. Looking in it is itself a look (RULES 4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.access_log import LogForm
from desk.selectors.access_log import MOST_SHOWN, looks
from desk.views.asking import asker_of, for_those_who_can
from journeys.actions.access import Look, Purpose, log_look
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def access_log(request: HttpRequest) -> HttpResponse:
    """The newest looks, or those of one person or at one citizen (asked by POST: a CPR number is no address)."""
    asker = asker_of(request)
    form = LogForm(request.POST or None)
    valid = form.is_valid()
    rows = looks(user_name=form.cleaned_data["user"], cpr=form.cleaned_data["cpr"]) if valid else looks()
    log_look(asker.user, Look.READ_LOG, now=asker.now, purpose=Purpose.ADMINISTRATION)
    return render(request, "desk/access_log.html", {"form": form, "rows": rows, "most": MOST_SHOWN})
