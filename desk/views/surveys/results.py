"""What the surveys show, the citizens' own words, and what staff are asked."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from desk.forms.surveys import AnswersForm
from desk.selectors.surveys.page import SurveysPage
from desk.selectors.surveys.rows import surveys_csv
from desk.views.frame.asking import asker_of, for_those_who_can
from desk.views.frame.back import to_page
from desk.views.frame.session import forget_survey
from desk.views.frame.typed import typed_now
from journeys.actions.refusals import Refused
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.surveys.actions import answer_as_staff
from principles.surveys.rules.periods import next_opening, open_period
from principles.surveys.rules.questions import SurveyName
from principles.surveys.selectors import STAFF_SURVEYS, due_surveys, side_of, version_asked
from principles.surveys.sentences import introduction, survey_name

# The addresses are Danish.
STAFF_PAGES = {"samarbejdet": SurveyName.COOPERATION, "principperne": SurveyName.PRINCIPLES}


@for_those_who_can(Permission.VIEW_SURVEYS)
def surveys(request: HttpRequest) -> HttpResponse:
    """All results of one place, with its own past."""
    return render(request, "desk/surveys/page.html", {"page": _page(request)})


@for_those_who_can(Permission.VIEW_SURVEYS)
def surveys_file(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    page = _page(request)
    if page.misread:
        return to_page(request, "desk:surveys")
    answer = HttpResponse(surveys_csv(page), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="spoergeskemaer-{page.chosen.code}.csv"'
    return answer


def _page(request: HttpRequest) -> SurveysPage:
    return SurveysPage(asker_of(request), request.GET.get("vis", ""))


@for_those_who_can(Permission.ANSWER_STAFF_SURVEY)
def staff(request: HttpRequest, name: str) -> HttpResponse:
    """A survey of staff: answered once, and not to be changed, since nobody knows which answer is whose."""
    asker, survey = asker_of(request), STAFF_PAGES.get(name)
    if survey not in STAFF_SURVEYS:
        raise Http404
    today, side = local_date(asker.now), side_of(asker.user)
    version = version_asked(survey, today)
    if version is None or side is None:
        raise Http404
    if request.method != "POST" and survey not in due_surveys(asker.user, today=today):
        opens_on = next_opening(survey, today) if open_period(survey, today) is None else None
        return render(request, "desk/surveys/closed.html", {"heading": survey_name(survey), "opens_on": opens_on})
    form = AnswersForm(typed_now(request), version=version, respondent=side)
    if request.method == "POST" and form.is_valid():
        try:
            answer_as_staff(survey, steps=form.steps, by=asker.user, now=asker.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            forget_survey(request.session, survey.value)
            messages.success(request, _("Tak. Svaret er talt med, og det er ikke gemt, hvem der svarede hvad."))
            return redirect("desk:surveys")
    context = {"form": form, "heading": survey_name(survey), "lead": introduction(survey)}
    return render(request, "desk/surveys/staff.html", context, status=422 if form.errors else 200)
