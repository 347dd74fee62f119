"""One view pair for every act of the table: the form with its consequence, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from desk.forms.acting.base import ActForm
from desk.forms.acting.table import BY_SLUG, ActSpec
from desk.selectors.page.opened import OpenedJourney
from desk.selectors.timeline.changes import changed_since
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import STOOD
from desk.views.frame.typed import typed_before
from desk.views.journey.finding import log, moved, opened_or_404
from journeys.actions.access import Look
from journeys.actions.acting.acts import Act, Changed, Refused
from journeys.models import Journey
from organisations.domain.permissions import Permission

ENTERED = gettext_lazy(
    "Indtastningen er gemt og venter på at blive bekræftet af en besked eller af den anden side. Borgerens forløb er "
    "ikke ændret."
)


@for_those_who_can(Permission.VIEW_JOURNEY)
def act(request: HttpRequest, journey_id: UUID, slug: str) -> HttpResponse:
    """The act's page; a POST does it and leads back to the journey."""
    asker, opened, spec = asker_of(request), opened_or_404(request, journey_id), _spec(slug)
    if (way := moved(request, opened, journey_id, "desk:journey-act", slug)) is not None:
        return way
    home = spec.check_right(asker.user, opened.journey, asker.now)
    begins = "begin" in request.POST
    if request.method == "POST" and not begins:
        return _do(request, opened, spec, home)
    log(request, opened, Look.OPEN)
    typed = typed_before(request)
    if typed is not None and not begins:
        return _show(request, opened.journey, spec, spec.form(typed, asker=asker, journey=opened.journey))
    chosen = _chosen(request, spec) if begins else {}
    initial = {**spec.form.known(opened.journey, asker.now), **_marks(opened.journey), **chosen}
    return _show(request, opened.journey, spec, spec.form(asker=asker, journey=opened.journey, initial=initial))


def _spec(slug: str) -> ActSpec:
    spec = BY_SLUG.get(slug)
    if spec is None:
        raise Http404
    return spec


def _chosen(request: HttpRequest, spec: ActSpec) -> dict[str, Any]:
    """What another page chose before this form was opened: its first view, not an attempt to save (u14)."""
    fields = {name: field for name, field in spec.form.base_fields.items() if name in request.POST and name != "key"}
    return {
        name: request.POST.getlist(name) if isinstance(field, MultipleChoiceField) else request.POST[name]
        for name, field in fields.items()
    }


def _marks(journey: Journey) -> dict[str, Any]:
    """The version that the page shows and a key that makes a double click harmless."""
    return {"version": journey.last_sequence, "key": uuid4().hex}


def act_of(request: HttpRequest, form: ActForm) -> Act:
    """Who acts, from which version of the page."""
    asker = asker_of(request)
    said = form.cleaned_data
    return Act(by=asker.user, now=asker.now, version=said.get("version"), key=said.get("key", ""))


def refuse(form: ActForm, refused: Refused) -> None:
    """Shows why; where the page's key is used up, the page gets another, so that saving again says something new."""
    form.refuse(refused)
    if refused.code in ("act.key_reused", "act.key_taken_back"):
        form.data = _with_new_key(form.data)


def _with_new_key(data: Any) -> Any:
    again = data.copy()
    again["key"] = uuid4().hex
    return again


def saved_before(request: HttpRequest, form: ActForm, act: Act) -> datetime | None:
    """When the same was saved a moment ago, as after Back and Save; None when somebody wants it twice."""
    return None if request.POST.get("again") else form.saved_before(act)


def say_done(request: HttpRequest, done: str, *, stood: bool) -> None:
    """The success message is made from the effect: what stood already is not said to be done now."""
    if stood:
        messages.info(request, str(STOOD))
    else:
        messages.success(request, done, extra_tags="undoable")


def _do(request: HttpRequest, opened: OpenedJourney, spec: ActSpec, home: Journey) -> HttpResponse:
    """It leads back to where it can be read and undone: `home`, the journey in which it lies."""
    form = spec.form(request.POST, asker=asker_of(request), journey=opened.journey)
    if not form.is_valid():
        return _show(request, opened.journey, spec, form, status=422)
    act = act_of(request, form)
    saved_at = saved_before(request, form, act)
    if saved_at is not None:
        return _show(request, opened.journey, spec, form, status=409, saved_at=saved_at)
    try:
        stood = spec.perform(form, act)
    except Changed as changed:
        return _show_changed(request, opened.journey, spec, form, changed)
    except Refused as refused:
        refuse(form, refused)
        return _show(request, opened.journey, spec, form, status=422)
    log(request, opened, Look.ACT)
    say_done(request, str(ENTERED if form.waits else spec.done), stood=stood)
    return redirect(reverse(spec.page, args=[home.pk]) + form.place)


def _show_changed(
    request: HttpRequest, journey: Journey, spec: ActSpec, form: ActForm, changed: Changed
) -> HttpResponse:
    """What somebody else did meanwhile, and the same form with what was typed and the new version."""
    news = changed_since(journey, changed.since, asker_of(request).reader)
    version = Journey.objects.only("last_sequence").get(pk=journey.pk).last_sequence
    again = request.POST.copy()
    again["version"] = str(version)
    form.data = again
    return _show(request, journey, spec, form, status=409, news=news)


def _only_to_read(form: ActForm) -> None:
    """What was typed can be copied, not sent: somebody was faster, and no other answer would be taken."""
    for field in form.fields.values():
        field.widget.attrs["readonly"] = True


def _show(
    request: HttpRequest, journey: Journey, spec: ActSpec, form: ActForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    not_now = spec.why_not(journey, form.now)
    overtaken = status != 200 and not spec.offered(journey, form.now)
    if overtaken:
        _only_to_read(form)
    context = {"journey": journey, "spec": spec, "form": form, "not_now": not_now, "overtaken": overtaken, **more}
    return render(request, "desk/journey/act.html", context, status=status)
