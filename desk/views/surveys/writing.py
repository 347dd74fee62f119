"""Codes are made and taken back; citizens' words are freed of names."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from desk.forms.surveys import CodesForm, TextForm, WithdrawForm
from desk.selectors.surveys.sheets import sheets_of
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.performing import KEY
from desk.views.frame.typed import typed_now
from journeys.actions.refusals import Refused
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.surveys.actions import approve_text, discard_text, make_codes
from principles.surveys.rules.periods import code_closes_on
from principles.surveys.rules.questions import Respondent
from principles.surveys.selectors import batches_of, hospitals_for_codes, texts_waiting
from principles.surveys.sentences import half_name, open_question_name, respondent_name, speciality_name

_MOST_BATCHES = 50


@never_cache
@for_those_who_can(Permission.ISSUE_SURVEY_CODES)
def codes(request: HttpRequest) -> HttpResponse:
    """Batches and a form for a new one; its codes stand on the page that answers the form, and on no other."""
    asker = asker_of(request)
    today = local_date(asker.now)
    form = CodesForm(typed_now(request), by=asker.user, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            batch, made = make_codes(**form.said(), by=asker.user, now=asker.now, key=request.POST.get(KEY, ""))
        except Refused as refused:
            form.refuse(refused)
        else:
            sheets = sheets_of(batch, made, address=request.build_absolute_uri("/svar/"))
            return render(request, "desk/surveys/sheets.html", {"batch": batch, "sheets": sheets})
    rows = [
        (batch, respondent_name(Respondent(batch.respondent)), name, today > code_closes_on(batch.month))
        for batch in batches_of(asker.user, on=today)[:_MOST_BATCHES]
        for name in [speciality_name(batch.speciality)]
    ]
    context = {"form": form, "rows": rows, "may": hospitals_for_codes(asker.user, on=today).exists()}
    return render(request, "desk/surveys/codes.html", context, status=422 if form.errors else 200)


@require_POST
@for_those_who_can(Permission.ISSUE_SURVEY_CODES)
def withdraw(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Sheets that were not handed out."""
    asker = asker_of(request)
    if not batches_of(asker.user, on=local_date(asker.now)).filter(pk=batch_id).exists():
        raise Http404
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            batch = form.perform(batch_id, by=asker.user, now=asker.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _withdrawn(batch.number))
    for error in (error for found in form.errors.values() for error in found):
        messages.error(request, str(error))
    return redirect("desk:survey-codes")


def _withdrawn(handed_out: int) -> str:
    if not handed_out:
        return _("Arkene er trukket tilbage. Koderne virker ikke mere.")
    said = _("Arkene er trukket tilbage. Makulér dem. De %(number)s, der er delt ud, kan stadig bruges og tæller med.")
    return said % {"number": handed_out}


@for_those_who_can(Permission.REVIEW_SURVEY_TEXTS)
def texts(request: HttpRequest) -> HttpResponse:
    """What waits to be read."""
    rows = [
        (row, open_question_name(row.question), respondent_name(Respondent(row.respondent)), half_name(row.half))
        for row in texts_waiting()
    ]
    return render(request, "desk/surveys/texts.html", {"rows": rows})


@for_those_who_can(Permission.REVIEW_SURVEY_TEXTS)
def text(request: HttpRequest, text_id: UUID) -> HttpResponse:
    """One of them: approved without names, or thrown away."""
    asker = asker_of(request)
    row = texts_waiting().filter(pk=text_id).first()
    if row is None:
        messages.info(request, _("Teksten er allerede behandlet."))
        return redirect("desk:survey-texts")
    form = TextForm(typed_now(request), text=row)
    discard = request.POST.get("discard") == "yes"
    if request.method == "POST" and (form.is_valid() or discard):
        try:
            if discard:
                discard_text(text_id, by=asker.user)
            else:
                approve_text(text_id, words=form.cleaned_data["words"], themes=form.chosen, by=asker.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            done = _("Teksten er smidt væk.") if discard else _("Teksten er godkendt, og originalen er slettet.")
            messages.success(request, done)
            return redirect("desk:survey-texts")
    context = {"form": form, "row": row, "question": open_question_name(row.question)}
    return render(request, "desk/surveys/text.html", context, status=422 if form.errors else 200)
