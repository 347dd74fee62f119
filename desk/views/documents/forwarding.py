"""Sending a version on inside the municipality (RULES 001-73)."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.documents.sending import ForwardForm
from desk.selectors.documents.answers import units_to_forward_to
from desk.selectors.documents.reading import DocumentPage, document_page
from desk.selectors.page.opened import OpenedJourney
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.paging import whole_number
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, opened_or_404
from documents.actions.forwarding import ForwardDocument
from journeys.actions.access import Look
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@for_those_who_can(Permission.SHARE_JOURNEY)
def forward(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """To which unit; a POST sends it on."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), whole_number(request.GET.get("version", "")))
    if page is None or not page.can_be_sent_on:
        raise Http404
    check_can(asker.user, Permission.SHARE_JOURNEY, opened.journey)
    marks = {"version": page.version.number, "key": uuid4().hex}
    units = units_to_forward_to(asker, page)
    form = ForwardForm(units, typed_now(request), initial=marks)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _forwarded(request, opened, page, form):
            # Where it can be taken back.
            return redirect("desk:journey", opened.journey.pk)
        status = 422
    log(request, opened, Look.OPEN)
    context = {"journey": opened.journey, "page": page, "form": form}
    return render(request, "desk/documents/forward.html", context, status=status)


def _forwarded(request: HttpRequest, opened: OpenedJourney, page: DocumentPage, form: ForwardForm) -> bool:
    asker, said = asker_of(request), form.cleaned_data
    assert page.party is not None
    act = ForwardDocument(
        document=page.thread.document, version=said["version"], party=page.party, unit=said["unit"], text=said["text"]
    )
    try:
        act.do(opened.journey, act=Act(by=asker.user, now=asker.now, key=said.get("key", "")))
    except Refused as refused:
        form.refuse(refused)
        return False
    log(request, opened, Look.ACT)
    sentence = _("Videresendt. %(unit)s får besked om 30 sekunder.") % {"unit": said["unit"].name}
    messages.success(request, sentence, extra_tags="undoable")
    return True
