"""To whom a working copy is sent, with what table 2a says of each, and the sending itself (RULES 2a)."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.documents.sending import SendForm
from desk.selectors.documents.reading import value_words
from desk.selectors.documents.roads import roads_of
from desk.selectors.page.opened import OpenedJourney
from desk.views.documents.writing import document_or_404
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_before
from desk.views.journey.finding import log, opened_or_404
from discharge.channel.selectors import citizen_facts_of
from documents.actions.drafts import check_may_write
from documents.actions.sending import SendDocument
from documents.domain.values import changes, missing
from documents.selectors.choice import KindChoice, kind_choices
from documents.selectors.drafts import Draft, draft_of, last_standing
from documents.selectors.meant import meant_receivers
from documents.sentences import in_language
from journeys.actions.access import Look
from journeys.actions.acting.acts import Act
from journeys.actions.refusals import Refused
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation


@for_those_who_can(Permission.SEND_DOCUMENT)
def send(request: HttpRequest, journey_id: UUID, document_id: UUID) -> HttpResponse:
    """Who it may go to and why not; a POST sends it."""
    asker, opened = asker_of(request), opened_or_404(request, journey_id)
    draft = draft_of(document_or_404(request, opened, document_id))
    check_may_write(opened.journey, draft.kind, asker.user)
    needs = request.POST.get("needs") == "yes" or None
    assert asker.sector is not None
    choices = kind_choices(opened.journey, asker.user, asker.sector, now=asker.now, needs=needs)
    choice = next(each for each in choices if each.kind == draft.kind)
    asks_need = citizen_facts_of(opened.journey).municipal_services is not True
    if request.method == "POST":
        form = SendForm(list(choice.receivers), request.POST, now=asker.now, asks_need=asks_need)
        if form.is_valid() and _sent(request, opened, draft, form):
            return redirect("desk:journey", opened.journey.pk)
        return _show(request, opened, draft, choice, form, status=422)
    log(request, opened, Look.OPEN)
    initial = {"revision": draft.revision, "key": uuid4().hex, "receivers": _usual(opened.journey, draft, choice)}
    typed = typed_before(request)
    form = SendForm(list(choice.receivers), typed, initial=initial, now=asker.now, asks_need=asks_need)
    return _show(request, opened, draft, choice, form)


def _usual(journey: Journey, draft: Draft, choice: KindChoice) -> list[str]:
    """The receivers of the version before, or whoever it answers or corrects; else the only one that it may go to."""
    last = last_standing(draft.document)
    if last is not None:
        return list(last.event.payload.get("receivers", []))
    meant = meant_receivers(journey, draft)
    if meant:
        # Never anybody else instead, where they cannot get it.
        return list(meant)
    allowed = [each for each in choice.receivers if each.permission.allowed]
    return [str(allowed[0].unit.pk)] if len(allowed) == 1 else []


def _sent(request: HttpRequest, opened: OpenedJourney, draft: Draft, form: SendForm) -> bool:
    """Whether it went; else the form says why not."""
    asker, said = asker_of(request), form.cleaned_data
    act = SendDocument(
        document=draft.document,
        receivers=form.chosen,
        revision=said["revision"],
        needs=said.get("needs"),
        decided=bool(said.get("decided")),
    )
    try:
        done = act.do(opened.journey, act=Act(by=asker.user, now=asker.now, key=said.get("key", "")))
    except Refused as refused:
        form.refuse(refused)
        return False
    log(request, opened, Look.ACT)
    what = in_language(draft.kind.label)
    number = done.event.payload["version"]
    chosen = Organisation.objects.select_related("root").filter(pk__in=form.chosen)
    elsewhere = roads_of(opened.journey, draft.kind, list(chosen), with_files=bool(draft.files)).to_call
    sentence = _("%(what)s, version %(number)s, er sendt. Modtageren læser den om 30 sekunder.")
    if elsewhere:
        sentence = _("%(what)s, version %(number)s, er sendt og kan læses her. %(names)s bruger et andet system: ring.")
    facts = {"what": what, "number": number, "names": ", ".join(elsewhere)}
    messages.success(request, sentence % facts, extra_tags="undoable")
    return True


def _read_through(draft: Draft, name: str) -> tuple[str, str]:
    """A field that the program filled in, and what it says: it is read where one decides to send it."""
    field = draft.kind.fields[name]
    return in_language(field.label), value_words(field, draft.values[name])


def _show(
    request: HttpRequest, opened: OpenedJourney, draft: Draft, choice: KindChoice, form: SendForm, *, status: int = 200
) -> HttpResponse:
    last = last_standing(draft.document)
    changed = changes(draft.kind, last.values, draft.values) if last else ()
    context = {
        "journey": opened.journey,
        "document": draft.document,
        "kind": draft.kind,
        "choice": choice,
        "form": form,
        "missing": [in_language(field.label) for field in missing(draft.kind, draft.values)],
        "changed": [in_language(change.field.label) for change in changed],
        "is_new_version": last is not None,
        "unseen": [_read_through(draft, name) for name in draft.unseen_since(last.values if last else None)],
        "roads": roads_of(
            opened.journey, draft.kind, [each.unit for each in choice.receivers], with_files=bool(draft.files)
        ),
        "files": [(file.title, file.content_type) for file in draft.files],
        "calls": choice.calls(True),
        "perhaps_calls": choice.calls(None),
    }
    return render(request, "desk/documents/send.html", context, status=status)
