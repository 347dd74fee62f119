"""The pages on which a citizen writes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.actions.own_words import write_own
from desk.forms.own_words import OWN_WORDS
from desk.selectors.own.page import own_journey
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_now
from journeys.actions.refusals import Refused
from journeys.domain.events import EventSource
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.WRITE_OWN_WORDS)
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """One form; what cannot be written now has no page."""
    asker, words = asker_of(request), OWN_WORDS.get(slug)
    journey = own_journey(asker.own_journeys())
    if words is None or journey is None or words.why_not(journey, asker.now):
        raise Http404
    form = words.form(typed_now(request))
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data
            write_own(words.act(said), journey, asker, key=str(said["key"] or ""), source=EventSource.FORM)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Tak. Det er gemt og bliver læst af dem, der hjælper dig."))
            return redirect("desk:own")
    context = {"form": form, "words": words}
    return render(request, "desk/own/words.html", context, status=422 if form.is_bound and form.errors else 200)
