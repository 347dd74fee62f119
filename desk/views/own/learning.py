"""The citizen says in plain words what others can learn from their stay, and may say no at any time (001-103; N10)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.forms.learning.cases import NominationForm
from desk.selectors.asker import Asker
from desk.selectors.own.page import own_journey
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import performed
from desk.views.frame.typed import typed_now
from journeys.actions.access import Look, Purpose, log_look
from journeys.models import Journey
from organisations.domain.permissions import Permission
from principles.learning.actions import object_to
from principles.learning.rules.asking import Holder
from principles.learning.selectors import state_of
from principles.models import LearningCase


@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own_learning(request: HttpRequest) -> HttpResponse:
    """What is proposed about the citizen's stays, and a form to propose the last one."""
    asker = asker_of(request)
    journey = own_journey(asker.own_journeys()) if asker.own.themself else None
    if journey is None:
        raise Http404
    rows = own_cases(asker)
    about = next((case for case in rows if case.journey_id == journey.pk), None)
    mine = about is not None and any(row.nominated_by_id == asker.user.pk for row in about.nominations.all())
    closed = mine or (about is not None and about.objected_at is not None)
    form = None if closed else NominationForm(typed_now(request), journey=journey)
    done = performed(request, form) if form is not None else None
    if done is not None:
        log_own(asker, journey, Look.ACT)
        done.tell(request, _("Tak. Det er gemt. Andre får aldrig at vide, at det er dig."))
        return redirect("desk:own-learning")
    log_own(asker, journey, Look.OPEN)
    context = {"form": form, "cases": [(case, state_of(case).value) for case in rows], "journey": journey}
    return render(request, "desk/own/learning.html", context, status=422 if form and form.errors else 200)


@require_POST
@for_those_who_can(Permission.VIEW_OWN_JOURNEY)
def own_objection(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """No: what was written about the stay is deleted."""
    asker = asker_of(request)
    case = next((row for row in own_cases(asker) if row.pk == case_id), None)
    if case is None:
        raise Http404
    object_to(case, whom=Holder.CITIZEN, by=asker.user, now=asker.now)
    log_own(asker, case.journey, Look.ACT)
    messages.success(request, _("Dit nej er gemt. Det, der var skrevet, er slettet, og ingen kan læse det mere."))
    return redirect("desk:own-learning")


def own_cases(asker: Asker) -> list[LearningCase]:
    """Those about the citizen's own stays; nobody else's log-in has any."""
    if asker.own.themself is None:
        return []
    rows = LearningCase.objects.filter(journey__in=asker.own_journeys().order_by())
    return list(rows.select_related("journey__citizen", "journey__hospital").prefetch_related("nominations"))


def log_own(asker: Asker, journey: Journey, look: Look) -> None:
    """The citizen looked at or wrote about themself."""
    citizens, journeys = [journey.citizen_id], [journey.pk]
    log_look(asker.user, look, now=asker.now, purpose=Purpose.SELF, citizens=citizens, journeys=journeys)
