"""Marking what was sent in error, and the list that data protection follows up (DESIGN §6)."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.documents.sending import ErrorForm
from desk.selectors.documents.incidents import incidents_page
from desk.selectors.documents.reading import document_page
from desk.selectors.page.opened import OpenedJourney
from desk.views.documents.writing import document_or_404
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.paging import whole_number
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, opened_or_404
from documents.actions.drafts import check_may_write
from documents.actions.errors import MarkSentInError
from documents.models import Document
from documents.selectors.drafts import newest_of
from journeys.actions.access import Look
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.domain.events.payloads.documents import Mistake
from organisations.domain.permissions import Permission


@for_those_who_can(Permission.SEND_DOCUMENT)
def mark(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """What was wrong, and of whom; a POST says so and leads to the letter that tells them."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    document = document_or_404(request, opened, document_id)
    page = document_page(asker, opened.journey, str(document_id), whole_number(request.GET.get("version", "")))
    if page is None or not page.own:
        raise Http404
    check_may_write(opened.journey, page.kind, asker.user)
    receivers = [(unit, reply.unit) for unit, reply in zip(page.version.receivers, page.replies, strict=True)]
    only = [unit for unit, _name in receivers] if len(receivers) == 1 else []
    marks = {"version": page.version.number, "key": uuid4().hex, "receivers": only}
    form = ErrorForm(receivers, typed_now(request), initial=marks)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _marked(request, opened, document, form):
            return _to_letter(request, opened)
        status = 422
    log(request, opened, Look.OPEN)
    context = {"journey": opened.journey, "page": page, "form": form}
    return render(request, "desk/documents/error.html", context, status=status)


def _marked(request: HttpRequest, opened: OpenedJourney, document: Document, form: ErrorForm) -> bool:
    asker, said = asker_of(request), form.cleaned_data
    act = MarkSentInError(
        document=document,
        version=said["version"],
        mistake=Mistake(said["mistake"]),
        receivers=tuple(said["receivers"]),
        text=said["text"],
    )
    try:
        act.do(opened.journey, act=Act(by=asker.user, now=asker.now, key=said.get("key", "")))
    except Refused as refused:
        form.refuse(refused)
        return False
    log(request, opened, Look.ACT)
    return True


def _to_letter(request: HttpRequest, opened: OpenedJourney) -> HttpResponse:
    said = _("Markeret. Modtageren kan ikke læse brevet mere og har fået en opgave om at ringe. Her er brevet til dem.")
    messages.success(request, said)
    letter = newest_of(opened.journey, asker_of(request).user)
    if letter is None:
        return redirect("desk:journey", opened.journey.pk)
    return redirect("desk:document-write", opened.journey.pk, letter.pk)


@for_those_who_can(Permission.VIEW_MESSAGE_LOG)
def incidents(request: HttpRequest) -> HttpResponse:
    """Who sent what to whom in error, and whether it was put right; no citizen stands on it."""
    return render(request, "desk/documents/incidents.html", {"page": incidents_page()})
