"""Which kind to write, and the working copy: saved while one writes, never over a colleague's words."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.documents.draft import DraftForm
from desk.selectors.page.journey import Opened
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_before
from desk.views.journey.finding import log, opened_or_404
from discharge.channel.rules.channel import Document as Code
from discharge.wording.sentences import sentence_of
from documents.actions.drafts import Saved, begin_document, check_may_write, discard_draft, save_fields
from documents.domain.kinds import KINDS
from documents.models import Document
from documents.selectors.calls import call_to_confirm, words_to_confirm
from documents.selectors.choice import kind_choices
from documents.selectors.drafts import Draft, draft_of, last_standing, own_document
from journeys.actions.access import Look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@for_those_who_can(Permission.SEND_DOCUMENT)
def choose(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Every kind that one's sector writes, to whom it may go, and why not; a POST begins one."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    check_can(asker.user, Permission.SEND_DOCUMENT, opened.journey)
    call = call_to_confirm(opened.journey, asker.user, now=asker.now)
    if request.method == "POST":
        code = next((code for code in KINDS if code == request.POST.get("kind")), None)
        confirms = "confirm" in request.POST
        if code is None or (confirms and call is None):
            raise Http404
        words = words_to_confirm(call) if confirms and call is not None else None
        document = begin_document(opened.journey, Code(code), by=asker.user, now=asker.now, words=words)
        return redirect("desk:document-write", opened.journey.pk, document.pk)
    log(request, opened, Look.OPEN)
    assert asker.sector is not None
    choices = kind_choices(opened.journey, asker.user, asker.sector, now=asker.now)
    context = {"journey": opened.journey, "choices": choices, "call": call}
    return render(request, "desk/documents/choose.html", context)


@for_those_who_can(Permission.SEND_DOCUMENT)
def write(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """The working copy. A POST saves, and leads on to the sending or throws the copy away, as its button says."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    document = document_or_404(request, opened, document_id)
    draft = draft_of(document)
    check_may_write(opened.journey, draft.kind, asker.user)
    if request.method != "POST":
        log(request, opened, Look.OPEN)
        return _show(request, opened, DraftForm(draft, typed_before(request), sent=_sent(document)))
    if "discard" in request.POST:
        discard_draft(opened.journey, str(document.pk), by=asker.user)
        messages.success(request, _("Kladden er kasseret. Det, der er sendt, står."))
        return redirect("desk:journey", opened.journey.pk)
    return _save(request, opened, draft)


def document_or_404(request: HttpRequest, opened: Opened, document_id: UUID) -> Document:
    """A document of the user's own house in this journey."""
    document = own_document(opened.journey, document_id, asker_of(request).user)
    if document is None:
        raise Http404
    return document


def _save(request: HttpRequest, opened: Opened, draft: Draft) -> HttpResponse:
    asker, form = asker_of(request), DraftForm(draft, request.POST, sent=_sent(draft.document))
    form.is_valid()
    if "take" in request.POST or "merge" in request.POST:
        return _show(request, opened, _resolved(request, form))
    saved = save_fields(opened.journey, draft.document, form.typed(), by=asker.user, now=asker.now)
    whole = not form.errors and not saved.conflicts and not saved.problems
    if request.headers.get("HX-Request"):
        seen = [bound for bound in _reopened(form).seen_fields if bound.name.removeprefix("seen-") in saved.names]
        filled = [name for name in saved.names if form.kind.fields[name].required and name not in draft.values]
        return render(request, "desk/documents/saved.html", {"seen": seen, "filled": filled, "whole": whole})
    log(request, opened, Look.ACT)
    if whole and "send" in request.POST:
        return redirect("desk:document-send", opened.journey.pk, draft.document.pk)
    if whole:
        messages.success(request, _("Kladden er gemt. Kun jeres egen enhed ser den."))
        return redirect(reverse("desk:document-write", args=[opened.journey.pk, draft.document.pk]))
    return _show(request, opened, _after_saving(request, form, saved), status=422)


def _reopened(form: DraftForm) -> DraftForm:
    """The working copy as it stands now."""
    return DraftForm(draft_of(form.draft.document), sent=form.sent)


def _after_saving(request: HttpRequest, form: DraftForm, saved: Saved) -> DraftForm:
    """What could not be saved stays as it was typed; everything else stands as it is saved, a colleague's words too."""
    blank, data = _reopened(form), request.POST.copy()
    conflicts = {conflict.name: conflict for conflict in saved.conflicts}
    unread = {*form.errors, *(problem.field for problem in saved.problems)}
    for name in form.kind.fields:
        if name in unread:
            continue
        data[f"seen-{name}"] = blank.initial[f"seen-{name}"]
        if name not in conflicts:
            data[name] = blank.draft.values.get(name, "")
    again = DraftForm(blank.draft, data, sent=form.sent)
    again.is_valid()
    again.conflicts = conflicts
    for problem in saved.problems:
        if problem.field in again.fields:
            again.add_error(problem.field, sentence_of(f"document.value.{problem.code}", {}))
    return again


def _resolved(request: HttpRequest, form: DraftForm) -> DraftForm:
    """Of a field that two people wrote the colleague's words, or both, on the page; saved when one presses again."""
    data, values = request.POST.copy(), form.draft.values
    taken, merged = request.POST.get("take", ""), request.POST.get("merge", "")
    if taken in form.kind.fields:
        data[taken] = values.get(taken, "")
    if merged in form.kind.fields:
        data[merged] = "\n".join(filter(None, (values.get(merged, ""), request.POST.get(merged, ""))))
    return DraftForm(form.draft, data, sent=form.sent)


def _sent(document: Document) -> Mapping[str, str] | None:
    last = last_standing(document)
    return last.values if last else None


def _show(request: HttpRequest, opened: Opened, form: DraftForm, *, status: int = 200) -> HttpResponse:
    context = {"journey": opened.journey, "form": form, "document": form.draft.document, "kind": form.kind}
    return render(request, "desk/documents/write.html", context, status=status)
