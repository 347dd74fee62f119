"""Citizens and relatives answer by a code: no log-in, no session, and nothing in an address or a log (001-02; FQ1).

The code travels in a cookie of these pages alone, signed and short-lived, and in the form. In a link it stands behind
the #, which no browser sends. The program remembers nothing between two pages.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from desk.forms.surveys import AnswersForm, SurveyCodeForm
from journeys.actions.refusals import Refused
from organisations.actions.security import forget_who_asks
from organisations.domain.moments import local_date
from principles.models import SurveyBatch
from principles.surveys.actions import answer_by_code, open_code
from principles.surveys.rules.questions import Respondent, SurveyName
from principles.surveys.selectors import batch_answers, digest, version_asked

_COOKIE, _SALT, _SHOWN = "survey_code", "surveys.code", "surveys.shown"
# A form that was begun in the morning is still there in the evening.
_KEPT_FOR = 24 * 3600

View = Callable[[HttpRequest], HttpResponse]


def nameless(view: View) -> View:
    """A page of which nothing is remembered."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        forget_who_asks()
        return view(request)

    return never_cache(answered)


@nameless
def enter(request: HttpRequest) -> HttpResponse:
    """The field for the code."""
    form = SurveyCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            open_code(code, now=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            answer = redirect("desk:survey-questions")
            _remember(answer, code)
            return answer
    return _enter(request, form)


@nameless
def questions(request: HttpRequest) -> HttpResponse:
    """The questions that the code asks; an answer is sent once."""
    posted = request.method == "POST"
    code = request.POST.get("code", "") if posted else request.get_signed_cookie(_COOKIE, "", salt=_SALT)
    if not code:
        return redirect("desk:survey")
    try:
        batch = open_code(code, now=timezone.now())
    except Refused as refused:
        return _turned_away(request, code, refused)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        return _in_language(request, chosen, code, batch)
    form = _form(request, batch)
    if posted and form.is_valid():
        try:
            answer_by_code(code, steps=form.steps, words=form.words, now=timezone.now())
        except Refused as refused:
            if refused.code == "survey.code":
                return _turned_away(request, code, refused)
            form.refuse(refused)
        else:
            return _forgotten(redirect("desk:survey-thanks"))
    return _questions(request, form, code, batch)


@nameless
def thanks(request: HttpRequest) -> HttpResponse:
    """The answer is counted."""
    return render(request, "desk/surveys/thanks.html")


def _form(request: HttpRequest, batch: SurveyBatch) -> AnswersForm:
    version = version_asked(SurveyName.JOURNEY, batch.month)
    assert version is not None
    data = request.POST if request.method == "POST" else None
    return AnswersForm(data, version=version, respondent=Respondent(batch.respondent), auto_id="survey-%s")


def _questions(request: HttpRequest, form: AnswersForm, code: str, batch: SurveyBatch) -> HttpResponse:
    shown = signing.dumps({"code": digest(code), "batch": str(batch.pk)}, salt=_SHOWN)
    context = {"form": form, "code": code, "batch": batch, "shown": shown}
    answer = render(request, "desk/surveys/questions.html", context, status=422 if form.errors else 200)
    _remember(answer, code)
    return answer


def _in_language(request: HttpRequest, language: str, code: str, batch: SurveyBatch) -> HttpResponse:
    """The other language, with everything that is filled in."""
    translation.activate(language)
    request.LANGUAGE_CODE = language
    answer = _questions(request, _form(request, batch), code, batch)
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )
    return answer


def _turned_away(request: HttpRequest, code: str, refused: Refused) -> HttpResponse:
    """A code that opens nothing any more: its answer counts, or it leads back to its field, with the reason."""
    if _was_shown(request, code):
        # Sent a second time: the first one counts.
        return _forgotten(render(request, "desk/surveys/thanks.html", {"again": True}))
    form = SurveyCodeForm({"code": code[:20]})
    form.is_valid()
    form.refuse(refused)
    return _forgotten(_enter(request, form))


def _was_shown(request: HttpRequest, code: str) -> bool:
    """Whether the questions were shown for this code while it worked, so that what it wants now is an answer given.

    The form says so itself, sealed: nothing is stored. A code that was withdrawn or is too old is not an answered one.
    """
    try:
        shown = signing.loads(request.POST.get("shown", ""), salt=_SHOWN)
    except signing.BadSignature:
        return False
    return bool(shown["code"] == digest(code)) and batch_answers(shown["batch"], today=local_date(timezone.now()))


def _forgotten(answer: HttpResponse) -> HttpResponse:
    """The code has done what it was for."""
    answer.delete_cookie(_COOKIE, path=reverse("desk:survey"))
    return answer


def _enter(request: HttpRequest, form: SurveyCodeForm) -> HttpResponse:
    return render(request, "desk/surveys/code.html", {"form": form}, status=422 if form.errors else 200)


def _remember(answer: HttpResponse, code: str) -> None:
    answer.set_signed_cookie(
        _COOKIE,
        code,
        salt=_SALT,
        max_age=_KEPT_FOR,
        path=reverse("desk:survey"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
