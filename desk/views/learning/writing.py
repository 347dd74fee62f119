"""A journey is nominated from its page, looked through, objected to, audited, and becomes an action."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desk.forms.learning.cases import CaseForm, NominationForm
from desk.forms.learning.writes import WITH_ROWS, WRITES, Writing
from desk.selectors.learning.page import CasePage, case_of_journey
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import performed
from desk.views.frame.typed import typed_now
from desk.views.journey.finding import log, moved, opened_or_404
from desk.views.learning.reading import log_pages, page_of
from discharge.wording.refused import RefusedByRule
from journeys.actions.access import Look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can
from principles.learning.rules.asking import CaseState


@for_those_who_can(Permission.VIEW_JOURNEY)
def nominate(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """From the journey's page; a journey with a case leads to it when one's own words are there already."""
    opened = opened_or_404(request, journey_id)
    if (way := moved(request, opened, journey_id, "desk:journey-learning")) is not None:
        return way
    check_can(request.user, Permission.NOMINATE_JOURNEY, opened.journey)
    case = case_of_journey(opened.journey)
    if case is not None and case.nominations.filter(nominated_by=asker_of(request).user).exists():
        return redirect("desk:learning-case", case.pk)
    form = NominationForm(typed_now(request), journey=opened.journey)
    done = performed(request, form)
    log(request, opened, Look.ACT if done else Look.OPEN)
    if done is not None and done.saved is not None:
        done.tell(request, _("Forløbet er foreslået. En anden skal se det igennem, før andre kan læse det."))
        return redirect("desk:learning-case", done.saved.pk)
    says = _("Kun de, der er part i forløbet, læser det, du skriver. Andre får en pakke, hvor ingen kan genkendes.")
    context = {"form": form, "heading": _("Foreslå til læring"), "says": says}
    return _show(request, form, context | {"back": reverse("desk:journey", args=[journey_id]), "case": case})


@for_those_who_can(Permission.VIEW_LEARNING)
def write(request: HttpRequest, case_id: UUID, what: str, row_id: int | None = None) -> HttpResponse:
    """One of the things that can be written about a case."""
    page, kind = page_of(request, case_id), WRITES.get(what)
    if kind is None or (row_id is not None and what not in WITH_ROWS):
        raise Http404
    if page.state is CaseState.OBJECTED and page.sees_journey:
        # Somebody said no while this person was writing: that is told, not a page that is missing.
        messages.error(request, RefusedByRule("learning.objected").sentence)
        return redirect("desk:learning-case", case_id)
    check_writes(request, page, what)
    form = kind.form_of(typed_now(request), _writing(request, page), row_id)
    done = performed(request, form)
    log_pages(request, [page], Look.ACT if done else Look.OPEN)
    if done is not None:
        done.tell(request, kind.saved)
        return redirect("desk:learning-case", case_id)
    context = {"form": form, "heading": str(kind.heading), "says": str(kind.says), "page": page, "what": what}
    return _show(request, form, context | {"back": reverse("desk:learning-case", args=[case_id])})


def check_writes(request: HttpRequest, page: CasePage, what: str) -> None:
    """Parties write about a journey that they see, a secretariat about what is shown. Raises NotAllowed."""
    kind = WRITES[what]
    if kind.of_parties and not page.sees_journey:
        raise Http404
    if page.state is CaseState.OBJECTED:
        raise Http404
    check_can(request.user, kind.permission, page.case.journey if kind.of_parties else None)


def _writing(request: HttpRequest, page: CasePage) -> Writing:
    asker = asker_of(request)
    return Writing(page.case, asker.user, asker.now)


def _show(request: HttpRequest, form: CaseForm, context: dict[str, object]) -> HttpResponse:
    return render(request, "desk/learning/form.html", context, status=422 if form.errors else 200)
