"""Letters that came by message: their files, what lies in no journey, and answering one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from desk.selectors.documents.files import readable_file
from desk.selectors.documents.reading import document_page
from desk.selectors.documents.unplaced import unplaced_letter, unplaced_row
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.paging import whole_number
from desk.views.journey.finding import log, opened_or_404
from documents.actions.drafts import answer_letter
from documents.models import Document
from journeys.actions.access import Look, log_look
from medcom.actions.letters import mark_read
from medcom.actions.undelivered import settle
from medcom.models import InboundMessage, Letter
from medcom.selectors.delivering import case_of
from medcom.selectors.letters import FileOf, file_of
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@require_POST
@for_those_who_can(Permission.SEND_DOCUMENT)
def reply(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """Begins the letter that answers one, or goes on with the one that the house has begun."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), None)
    if page is None or page.hidden is not None or not page.can_be_replied:
        raise Http404
    letter = Document.objects.get(pk=document_id)
    answer = answer_letter(opened.journey, letter, by=asker.user, now=asker.now)
    return redirect("desk:document-write", opened.journey.pk, answer.pk)


@require_POST
@for_those_who_can(Permission.SEND_DOCUMENT)
def settled(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """A letter did not reach the other system, and the receiver has got it another way."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    page = document_page(asker, opened.journey, str(document_id), None)
    if page is None or not page.own:
        raise Http404
    check_can(asker.user, Permission.SEND_DOCUMENT, opened.journey)
    case = case_of(document_id, request.POST.get("case", ""))
    if case is not None:
        settle(case, by=asker.user, now=asker.now)
        messages.success(request, _("Noteret. Opgaven er løst."))
    log(request, opened, Look.ACT)
    return redirect("desk:document", opened.journey.pk, document_id)


@require_safe
@for_those_who_can(Permission.VIEW_JOURNEY)
def document_file(request: HttpRequest, journey_id: UUID, document_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of a letter that lies in a journey, for whoever may read the letter."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    number = whole_number(request.GET.get("version", ""))
    found = readable_file(asker, opened.journey, document_id, str(file_id), version=number)
    if found is None:
        raise Http404
    log(request, opened, Look.OPEN)
    return _answered(request, found)


@for_those_who_can(Permission.ANSWER_DOCUMENT)
def unplaced(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """A letter that lies in no journey; a POST says that somebody has read it."""
    asker = asker_of(request)
    page = unplaced_letter(asker, letter_id)
    if page is None:
        raise Http404
    if request.method == "POST":
        mark_read(page.letter, by=asker.user, now=asker.now)
        _log(request, page.letter, Look.ACT)
        messages.success(request, _("Brevet er mærket som læst. Det står under de læste i 30 dage."))
        return redirect("desk:documents")
    _log(request, page.letter, Look.OPEN)
    return render(request, "desk/documents/unplaced.html", {"page": page})


@require_safe
@for_those_who_can(Permission.ANSWER_DOCUMENT)
def unplaced_file(request: HttpRequest, letter_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of one."""
    letter = unplaced_row(asker_of(request), letter_id)
    if letter is None:
        raise Http404
    _log(request, letter, Look.OPEN)
    return _file(request, letter.message, file_id)


def _log(request: HttpRequest, letter: Letter, look: Look) -> None:
    """Of one about somebody whom nobody here knows yet the letter itself says whom they read of (DESIGN §6)."""
    asker, citizen = asker_of(request), letter.citizen_id
    reason = "" if citizen else _("Brev uden forløb {id}").format(id=letter.pk)
    log_look(asker.user, look, now=asker.now, citizens=[citizen] if citizen else [], reason=reason)


def _file(request: HttpRequest, message: InboundMessage, file_id: UUID) -> HttpResponse:
    found = file_of(message, str(file_id))
    if found is None:
        raise Http404
    return _answered(request, found)


def _answered(request: HttpRequest, found: FileOf) -> HttpResponse:
    """Always to be saved, never opened inside the page: it may be another house's content."""
    if found.data is None:
        return render(request, "desk/documents/file_refused.html", {"name": found.name}, status=422)
    answer = HttpResponse(found.data, content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
