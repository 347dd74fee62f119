"""Questions that the needs assessment answers before the municipality sees a journey."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from desk.actions.questions import answer_services
from desk.forms.questions import ServicesForm
from desk.selectors.lists.questions import MOST_SHOWN, questions_to
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.typed import typed_now
from journeys.actions.access import Look, log_look
from journeys.actions.acting.acts import Act
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector


@for_those_who_can(Permission.ANSWER_SERVICES, Sector.MUNICIPALITY)
def questions(request: HttpRequest) -> HttpResponse:
    """All open questions: who is asked about, and until when."""
    asker = asker_of(request)
    tasks = list(questions_to(asker)[:MOST_SHOWN])
    log_look(asker.user, Look.LIST, now=asker.now, citizens=[task.citizen_id for task in tasks])
    return render(request, "desk/questions.html", {"tasks": tasks, "full": len(tasks) == MOST_SHOWN})


@for_those_who_can(Permission.ANSWER_SERVICES, Sector.MUNICIPALITY)
def question(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One question and its answer."""
    asker = asker_of(request)
    task = get_object_or_404(questions_to(asker), pk=task_id)
    form = ServicesForm(typed_now(request))
    if request.method == "POST" and form.is_valid():
        answer_services(task, form.cleaned_data, act=Act(by=asker.user, now=asker.now))
        log_look(asker.user, Look.ACT, now=asker.now, citizens=[task.citizen_id])
        messages.success(request, _answered(served=form.cleaned_data["services"]))
        return redirect("desk:questions")
    if request.method != "POST":
        log_look(asker.user, Look.OPEN, now=asker.now, citizens=[task.citizen_id])
    return render(request, "desk/question.html", {"task": task, "form": form})


def _answered(*, served: bool) -> str:
    if served:
        return _("Tak. Forløbet står nu på jeres liste.")
    return _("Tak. I hører ikke mere om dette forløb.")
