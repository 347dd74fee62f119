"""Who has looked: the administrator's page over the access log. Looking in it is itself a look (RULES 4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk.forms.access_log import LogForm
from desk.selectors.doors.access_log import looks
from desk.selectors.doors.door_log import door_rows
from desk.views.frame.asking import asker_of, for_those_who_can
from journeys.actions.access import Look, Purpose, cpr_criterion, log_look, name_criterion
from journeys.models import Citizen
from organisations.domain.permissions import Permission
from organisations.selectors.keyset import cut_of, number_key


@for_those_who_can(Permission.MANAGE_REFERENCE_DATA)
def access_log(request: HttpRequest) -> HttpResponse:
    """The newest looks, or those of one person or at one citizen (asked by POST: a CPR number is no address)."""
    asker = asker_of(request)
    form = LogForm(request.POST or None)
    valid = form.is_valid()
    user, cpr = (form.cleaned_data["user"], form.cleaned_data["cpr"]) if valid else ("", "")
    log_look(
        asker.user,
        Look.READ_LOG,
        now=asker.now,
        purpose=Purpose.ADMINISTRATION,
        criterion=_criterion(user, cpr),
        citizens=Citizen.objects.filter(cpr=cpr).values_list("pk", flat=True) if cpr else (),
    )
    asked = request.POST if request.method == "POST" else request.GET
    page = looks(cut_of(asked, key=number_key), user_name=user, cpr=cpr)
    context = {"form": form, "page": page, "rows": page.rows, "doors": door_rows()}
    return render(request, "desk/access_log.html", context)


def _criterion(user: str, cpr: str) -> str:
    """What was looked up: a citizen's number or a colleague's name, as digests."""
    if cpr:
        return cpr_criterion(cpr)
    return name_criterion(user) if user else ""
