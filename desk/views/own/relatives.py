"""The page of a relative: a code, no log-in, and no address that names anybody (DESIGN §6)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desk.forms.own import EnterCodeForm
from desk.selectors.own.page import own_journey, relative_page
from desk.views.frame.session import CITIZEN_IDLE_FOR
from journeys.actions.access import log_relative
from journeys.actions.refusals import Refused
from journeys.actions.relative_codes import enter_code
from journeys.models import Journey, RelativeCode
from journeys.selectors.relative_codes import living_code, sight_of_code

_CODE, _SEEN = "relative_code", "relative_seen"


@never_cache
def relative(request: HttpRequest) -> HttpResponse:
    """The page while the code lives, else the field for a code; what is wrong with a code is not told apart."""
    now = timezone.now()
    if request.method == "POST":
        return _enter(request, now)
    code = _code(request, now)
    if code is None:
        return render(request, "desk/own/code.html", {"form": EnterCodeForm()})
    request.session[_SEEN] = now.timestamp()
    journey = own_journey(Journey.objects.visible_to(sight_of_code(code)))
    stays = [] if journey is None else [journey.pk]
    log_relative(code.name, code.pk, now=now, citizen_id=code.citizen.root_id, journeys=stays)
    if journey is None:
        return render(request, "desk/own/nothing.html")
    page = relative_page(journey, code, now=now)
    return render(request, "desk/own/relative.html", {"page": page, "code": code, "until": code.valid_until})


def _enter(request: HttpRequest, now: datetime) -> HttpResponse:
    form = EnterCodeForm(request.POST)
    if form.is_valid():
        try:
            code = enter_code(form.cleaned_data["code"], now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            request.session.cycle_key()
            request.session[_CODE], request.session[_SEEN] = str(code.pk), now.timestamp()
            return redirect("desk:relative")
    return render(request, "desk/own/code.html", {"form": form}, status=422)


def _code(request: HttpRequest, now: datetime) -> RelativeCode | None:
    kept, seen = request.session.get(_CODE), request.session.get(_SEEN, 0.0)
    if kept is None or now.timestamp() - seen > CITIZEN_IDLE_FOR.total_seconds():
        return None
    return living_code(kept, now)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Closes the page on this machine; the code goes on."""
    for key in (_CODE, _SEEN):
        request.session.pop(key, None)
    return redirect("desk:relative")
