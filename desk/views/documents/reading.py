"""A version on the page, on paper, and the answer of whoever got it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.documents.sending import VersionAnswerForm
from desk.selectors.documents.answers import offered_answers, ready_hint
from desk.selectors.documents.reading import DocumentPage, document_page
from desk.selectors.documents.realism import plan_story
from desk.selectors.documents.sorting import sorting_panels
from desk.selectors.page.opened import OpenedJourney
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.paging import whole_number
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, opened_or_404
from documents.actions.opening import note_opening
from documents.actions.sending import AnswerDocument
from journeys.actions.access import Look, Purpose
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.domain.events.payloads.documents import AnswerCode
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import can

SHARE = Permission.SHARE_JOURNEY


@for_those_who_can(Permission.VIEW_JOURNEY)
def read(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """One version, what is new in it, and who has answered; a POST answers it."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), whole_number(request.GET.get("version", "")))
    if page is None:
        raise Http404
    may_answer = page.party is not None and can(asker.user, Permission.ANSWER_DOCUMENT, opened.journey)
    offered = offered_answers(asker, opened.journey, page) if may_answer else ()
    form = VersionAnswerForm(page.kind, offered, typed_now(request), initial=_marks(page))
    status = 200
    if request.method == "POST":
        if not may_answer:
            raise Http404
        if form.is_valid() and _answered(request, opened, page, form):
            # Whoever takes no part but by what was sent in error has no journey left to come back to.
            gone = form.cleaned_data["answer"] == AnswerCode.DISCARDED
            return redirect("desk:documents") if gone else redirect("desk:journey", opened.journey.pk)
        status = 422
    log(request, opened, Look.OPEN)
    if opened.purpose is Purpose.PARTY and page.hidden is None:
        note_opening(page.version, page.thread.kind, by=asker.user, now=asker.now)
    may_reply = page.can_be_replied and can(asker.user, Permission.SEND_DOCUMENT, opened.journey)
    may_forward = page.can_be_sent_on and can(asker.user, SHARE, opened.journey)
    context = {
        "journey": opened.journey,
        "page": page,
        "form": form,
        "may_answer": may_answer,
        "ready_hint": ready_hint(opened.journey) if AnswerCode.READY in offered else "",
        "may_reply": may_reply,
        "sortings": sorting_panels(asker, opened.journey, page.version) if page.hidden is None else [],
        "may_settle": can(asker.user, Permission.SEND_DOCUMENT, opened.journey),
        "may_forward": may_forward,
        "story": plan_story(page),
        "may_tell": page.own and page.thread.is_closed and can(asker.user, Permission.TELL_CITIZEN, opened.journey),
    }
    return render(request, "desk/documents/read.html", context, status=status)


def _marks(page: DocumentPage) -> dict[str, object]:
    # Whoever has asked something does not take it back by pressing once more.
    first = "" if page.has_answered else AnswerCode.ACKNOWLEDGED.value
    return {"version": page.version.number, "key": uuid4().hex, "answer": first}


def _answered(request: HttpRequest, opened: OpenedJourney, page: DocumentPage, form: VersionAnswerForm) -> bool:
    asker, said = asker_of(request), form.cleaned_data
    assert page.party is not None
    act = AnswerDocument(
        document=page.thread.document,
        version=said["version"],
        answer=AnswerCode(said["answer"]),
        party=page.party,
        text=said["text"],
        at=said.get("at"),
        field=said.get("field", ""),
    )
    try:
        act.do(opened.journey, act=Act(by=asker.user, now=asker.now, key=said.get("key", "")))
    except Refused as refused:
        form.refuse(refused)
        return False
    log(request, opened, Look.ACT)
    # Whoever wrote from another system does not see it there.
    said_so = _("Svaret er gemt her.") if page.by_message else _("Svaret er gemt. %(unit)s ser det.")
    messages.success(request, said_so % {"unit": page.sender}, extra_tags="undoable")
    return True
