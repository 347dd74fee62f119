"""Which kind to write, and the working copy: saved while one writes, never over a colleague's words."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.documents.draft import SEEN, DraftForm, page_values
from desk.forms.documents.sending import FileForm
from desk.selectors.page.opened import OpenedJourney
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_before
from desk.views.journey.finding import log, opened_or_404
from discharge.wording.refused import RefusedByRule
from discharge.wording.sentences import sentence_of
from documents.actions.drafts import Conflict, DraftSaved, begin_document, check_may_write, discard_draft, save_fields
from documents.actions.files import attach_file, detach_file
from documents.domain.declaring import Form
from documents.domain.kinds import kind_named
from documents.domain.values import LONGEST
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
        kind, confirms = kind_named(request.POST.get("kind")), "confirm" in request.POST
        if kind is None or (confirms and call is None):
            raise Http404
        words = words_to_confirm(call) if confirms and call is not None else None
        document = begin_document(opened.journey, kind.document, by=asker.user, now=asker.now, words=words)
        return redirect("desk:document-write", opened.journey.pk, document.pk)
    log(request, opened, Look.OPEN)
    assert asker.sector is not None
    choices = kind_choices(opened.journey, asker.user, asker.sector, now=asker.now)
    # What can go to nobody is read last.
    context = {
        "journey": opened.journey,
        "choices": sorted(choices, key=lambda each: each.allowed is False),
        "call": call,
    }
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
        sent = last_standing(document) is not None
        discard_draft(opened.journey, str(document.pk), by=asker.user)
        said = _("Kladden er kasseret. Det, der er sendt, står.") if sent else _("Kladden er kasseret.")
        messages.success(request, said)
        return redirect("desk:journey", opened.journey.pk)
    return _save(request, opened, draft)


def document_or_404(request: HttpRequest, opened: OpenedJourney, document_id: UUID) -> Document:
    """A document of the user's own house in this journey."""
    document = own_document(opened.journey, document_id, asker_of(request).user)
    if document is None:
        raise Http404
    return document


def _save(request: HttpRequest, opened: OpenedJourney, draft: Draft) -> HttpResponse:
    asker, form = asker_of(request), DraftForm(draft, request.POST, sent=_sent(draft.document))
    form.is_valid()
    files = FileForm(request.POST, request.FILES)
    if "take" in request.POST or "merge" in request.POST:
        return _show(request, opened, _resolved(request, form))
    automatic = bool(request.headers.get("HX-Request"))
    # Only a person chooses between two people's words: what saves by itself leaves them alone.
    undecided = _undecided(request, form) if automatic else []
    typed = {name: text for name, text in form.typed().items() if name not in undecided}
    saved = save_fields(opened.journey, draft.document, typed, by=asker.user, now=asker.now)
    whole = not form.errors and not saved.conflicts and not saved.problems
    if automatic:
        seen = [bound for bound in _reopened(form).seen_fields if bound.name.removeprefix(SEEN) in saved.names]
        filled = [name for name in saved.names if form.kind.fields[name].required and name not in draft.values]
        context = {"seen": seen, "filled": filled, "whole": whole, "undecided": undecided}
        return render(request, "desk/documents/saved.html", context)
    log(request, opened, Look.ACT)
    filed = _filed(request, opened, draft.document, files)
    if whole and not filed:
        return _show(request, opened, _reopened(form), files, status=422)
    if whole and "send" in request.POST:
        return redirect("desk:document-send", opened.journey.pk, draft.document.pk)
    if whole:
        if not ("attach" in request.POST or "detach" in request.POST):
            messages.success(request, _("Kladden er gemt. Modtageren ser den først, når den er sendt."))
        return redirect(reverse("desk:document-write", args=[opened.journey.pk, draft.document.pk]))
    return _show(request, opened, _after_saving(request, form, saved), files, status=422)


def _filed(request: HttpRequest, opened: OpenedJourney, document: Document, files: FileForm) -> bool:
    """Puts the chosen file on the working copy, or takes one off, and whether that could be done.

    One that is chosen goes along whichever button is pressed: nobody believes that it was sent when it was not.
    """
    asker = asker_of(request)
    if "detach" in request.POST:
        if detach_file(opened.journey, document, uuid_or_404(request.POST["detach"]), by=asker.user):
            messages.success(request, _("Filen er fjernet. Det, der er sendt, står."))
        return True
    if not files.is_valid():
        return False
    chosen = files.cleaned_data["file"]
    if chosen is None:
        if "attach" in request.POST:
            files.refuse(RefusedByRule("document.file_none", field="file"))
        return "attach" not in request.POST
    try:
        file = attach_file(opened.journey, document, chosen.read(), chosen.name, by=asker.user, now=asker.now)
    except RefusedByRule as refused:
        files.refuse(refused)
        return False
    messages.success(
        request, _("%(title)s er vedhæftet. Modtageren ser filen, når brevet er sendt.") % {"title": file.title}
    )
    return True


def uuid_or_404(text: str) -> UUID:
    """An id that a button carries."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _reopened(form: DraftForm) -> DraftForm:
    """The working copy as it stands now."""
    return DraftForm(draft_of(form.draft.document), sent=form.sent)


def _after_saving(request: HttpRequest, form: DraftForm, saved: DraftSaved) -> DraftForm:
    """What could not be saved stays as it was typed; everything else stands as it is saved, a colleague's words too."""
    blank, data = _reopened(form), request.POST.copy()
    conflicts = {conflict.name: conflict for conflict in saved.conflicts}
    unread = {*form.errors, *(problem.field for problem in saved.problems)}
    for name in form.kind.fields:
        if name in unread:
            continue
        data[f"{SEEN}{name}"] = blank.initial[f"{SEEN}{name}"]
        if name not in conflicts:
            _put(data, form, name, blank.draft.values.get(name, ""))
    again = DraftForm(blank.draft, data, sent=form.sent)
    again.is_valid()
    again.conflicts = conflicts
    for problem in saved.problems:
        if problem.field in again.fields:
            again.add_error(problem.field, sentence_of(f"document.value.{problem.code}", {}))
    return again


def _put(data: QueryDict, form: DraftForm, name: str, value: str) -> None:
    for key, text in page_values(form.kind.fields[name], value).items():
        data[key] = text


def _undecided(request: HttpRequest, form: DraftForm) -> list[str]:
    """The fields that two people wrote, as the page that was opened showed them."""
    return [name for name in request.POST.getlist("conflict") if name in form.draft.rows and name in form.kind.fields]


def _resolved(request: HttpRequest, form: DraftForm) -> DraftForm:
    """Of a field that two people wrote the colleague's words, or both, on the page; saved when one presses again.

    The other fields that two people wrote are still to be chosen in.
    """
    data, values = request.POST.copy(), form.draft.values
    taken, merged = request.POST.get("take", ""), request.POST.get("merge", "")
    if taken in form.kind.fields:
        _put(data, form, taken, values.get(taken, ""))
    if merged in form.kind.fields and form.kind.fields[merged].form in LONGEST:
        between = " " if form.kind.fields[merged].form is Form.LINE else "\n"
        data[merged] = between.join(filter(None, (values.get(merged, ""), request.POST.get(merged, ""))))
    again = DraftForm(form.draft, data, sent=form.sent)
    left = (name for name in _undecided(request, form) if name not in (taken, merged))
    again.conflicts = {name: Conflict(name, data.get(name, ""), form.draft.rows[name]) for name in left}
    again.is_chosen = True
    return again


def _sent(document: Document) -> Mapping[str, str] | None:
    last = last_standing(document)
    return last.values if last else None


def _show(
    request: HttpRequest, opened: OpenedJourney, form: DraftForm, files: FileForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "journey": opened.journey,
        "form": form,
        "document": form.draft.document,
        "kind": form.kind,
        "files": form.draft.files,
        "file_form": files or FileForm(),
    }
    return render(request, "desk/documents/write.html", context, status=status)
