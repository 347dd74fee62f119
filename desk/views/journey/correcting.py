"""Undo and correct: an event is never changed; another one says what holds instead (DESIGN §2)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.actions.taking_back import take_back_act
from desk.forms.acting.base import ActForm
from desk.forms.acting.table import CORRECTS
from desk.selectors.page.opened import OpenedJourney
from desk.selectors.timeline.changes import entries_alone
from desk.selectors.timeline.own_events import event_of, may_correct
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.keys import key_of
from desk.views.frame.typed import typed_before
from desk.views.journey.acting import act_of, refuse, say_done
from desk.views.journey.finding import log, opened_or_404
from journeys.actions.access import Look
from journeys.actions.acting.acts import IMMUTABLE, Act, Refused
from journeys.actions.acting.changing import check_takeable
from journeys.domain.events import EventKind
from journeys.domain.history.release import only_words
from journeys.models import JourneyEvent
from journeys.selectors.reading import Reader
from organisations.domain.permissions import Permission


@require_POST
@for_those_who_can(Permission.CORRECT_EVENT)
def undo(request: HttpRequest, journey_id: UUID, event_id: UUID) -> HttpResponse:
    """Takes an act back: within 30 seconds nobody has heard of it, later the others see that it was taken back."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    event = _event(opened, event_id, asker.reader)
    act = Act(by=asker.user, now=asker.now, key=key_of(request.POST.get("key", "")))
    take_back_act(event, act=act, journey=opened.journey)
    log(request, opened, Look.ACT)
    unheard = asker.now < event.released_at
    messages.success(request, _undone(event) if unheard else _("Taget tilbage. De andre parter ser det."))
    on_ledger = request.POST.get("lands") == "ledger"
    return redirect("desk:journey-ledger" if on_ledger else "desk:journey", opened.journey.pk)


def _undone(event: JourneyEvent) -> str:
    """No more than is true: words reached nobody, but a new status was there to be seen."""
    if only_words(EventKind(event.kind)):
        return _("Fortrudt. Ingen andre har læst det, og ingen får besked.")
    return _("Fortrudt. Ingen andre har læst det, og ingen får besked. De kan have set status, mens den stod der.")


@for_those_who_can(Permission.CORRECT_EVENT)
def correct(request: HttpRequest, journey_id: UUID, event_id: UUID) -> HttpResponse:
    """The page of one event: what can be said instead, or that it is taken back whole."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    event = _event(opened, event_id, asker.reader)
    late = asker.now >= event.released_at
    if EventKind(event.kind) in IMMUTABLE and late and not event.voids_ref:
        return redirect("desk:journey-act", opened.journey.pk, "foreslaa-rettelse")
    form_class = CORRECTS.get(EventKind(event.kind)) if may_correct(event, asker, opened.journey) else None
    if form_class is None:
        check_takeable(event, by=asker.user, journey=opened.journey, now=asker.now)
        return _show(request, opened, event, None)
    if request.method == "POST":
        form = form_class(request.POST, asker=asker, journey=opened.journey, corrects=True)
        return _do(request, opened, event, form)
    log(request, opened, Look.OPEN)
    typed = typed_before(request)
    initial: Mapping[str, Any] = {} if typed else {**form_class.said(event), "key": uuid4().hex}
    form = form_class(typed, initial=initial, asker=asker, journey=opened.journey, corrects=True)
    return _show(request, opened, event, form)


def _event(opened: OpenedJourney, event_id: UUID, reader: Reader) -> JourneyEvent:
    event = event_of(opened.journey, event_id, reader)
    if event is None:
        raise Http404
    return event


def _do(request: HttpRequest, opened: OpenedJourney, event: JourneyEvent, form: ActForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, opened, event, form, status=422)
    try:
        stood = form.amend(event, act_of(request, form))
    except Refused as refused:
        refuse(form, refused)
        return _show(request, opened, event, form, status=422)
    log(request, opened, Look.ACT)
    say_done(request, _("Rettet. Det gamle står stadig i tidslinjen, streget over."), stood=stood)
    return redirect("desk:journey", opened.journey.pk)


def _show(
    request: HttpRequest, opened: OpenedJourney, event: JourneyEvent, form: ActForm | None, *, status: int = 200
) -> HttpResponse:
    spec = {
        "heading": _("Ret det, der er indtastet"),
        "consequence": _(
            "Det gamle bliver stående i tidslinjen, streget over. De andre parter læser rettelsen om 30 sekunder."
        ),
    }
    context = {
        "journey": opened.journey,
        "spec": spec,
        "form": form,
        "entry": entries_alone([event])[0],
        "key": uuid4().hex,
    }
    return render(request, "desk/journey/correct.html", context, status=status)
