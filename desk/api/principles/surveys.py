"""Surveys for programs: results, codes, answers and texts, with the forms and the silence of the pages (001-104)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from desk.api.doors import (
    IDEMPOTENCY_KEY,
    UNIT,
    PermittedAPI,
    body_of,
    check_place,
    form_problems,
    written,
    written_once,
)
from desk.api.journeys import REFUSALS
from desk.api.parsing import ActParser
from desk.forms.surveys import AnswersForm, CodesForm, SurveyCodeForm, TextForm, WithdrawForm
from desk.selectors.surveys.page import SurveysPage
from desk.selectors.surveys.rows import survey_rows
from desk.views.frame.asking import asker_of
from journeys.actions.refusals import Refused
from organisations.actions.security import forget_who_asks
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.models import SurveyBatch
from principles.surveys.actions import (
    answer_as_staff,
    answer_by_code,
    approve_text,
    discard_text,
    make_codes,
    open_code,
)
from principles.surveys.rules.periods import code_closes_on, open_period
from principles.surveys.rules.questions import QuestionsVersion, Respondent, SurveyName
from principles.surveys.selectors import STAFF_SURVEYS, batches_of, side_of, texts_waiting, version_asked
from principles.surveys.sentences import question_words, steps_of

_PLACE = OpenApiParameter("vis", str, description="`region`, `area-<id>` or `hospital-<id>`; else the caller's own.")
_STAFF = OpenApiParameter("survey", str, OpenApiParameter.PATH, enum=[each.value for each in STAFF_SURVEYS])


class SurveyRowOut(serializers.Serializer[Any]):
    """One question in one period; null where fewer than five could be known by it."""

    survey = serializers.CharField()
    respondent = serializers.CharField()
    speciality = serializers.CharField()
    period = serializers.CharField()
    question = serializers.CharField()
    words = serializers.CharField()
    indicator = serializers.CharField()
    asked = serializers.IntegerField(allow_null=True)
    answered = serializers.IntegerField(allow_null=True)
    numerator = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    mean = serializers.FloatField(allow_null=True)


class BatchOut(serializers.Serializer[Any]):
    """A batch; `codes` are there in the answer that made it and never again."""

    id = serializers.UUIDField()
    respondent = serializers.CharField()
    hospital = serializers.UUIDField()
    speciality = serializers.CharField()
    month = serializers.DateField()
    closes_on = serializers.DateField()
    withdrawn = serializers.BooleanField()
    codes = serializers.ListField(child=serializers.CharField(), allow_null=True)


class AskedOut(serializers.Serializer[Any]):
    """What is asked: send back the chosen steps under their keys, and the words."""

    questions = serializers.ListField(child=serializers.DictField())
    open_questions = serializers.ListField(child=serializers.CharField())


class TextOut(serializers.Serializer[Any]):
    """Words that nobody has read yet."""

    id = serializers.UUIDField()
    question = serializers.CharField()
    respondent = serializers.CharField()
    half = serializers.DateField()
    words = serializers.CharField()


class SurveysAPI(PermittedAPI):
    """A view of the surveys' API."""

    permission = Permission.VIEW_SURVEYS


class SurveyResultsList(SurveysAPI):
    """What the surveys show."""

    @extend_schema(
        operation_id="surveys", parameters=[UNIT, _PLACE], responses={200: SurveyRowOut(many=True), **REFUSALS}
    )
    def get(self, request: Request) -> Response:
        """Of one place, every question and period."""
        page = SurveysPage(asker_of(request._request), request.query_params.get("vis", ""))
        check_place(page.misread, "vis")
        return Response(list(survey_rows(page)))


class SurveyStatements(SurveysAPI):
    """Citizens' own words without names."""

    permission = Permission.VIEW_SURVEY_STATEMENTS

    @extend_schema(parameters=[UNIT], responses={200: OpenApiTypes.OBJECT, **REFUSALS})
    def get(self, request: Request) -> Response:
        """By cluster, half-year and side, with how often each subject was named."""
        found = []
        for group in SurveysPage(asker_of(request._request)).statements:
            for name, themes, rows in group.sides:
                counted = [{"theme": theme.name, "number": theme.number} for theme in themes]
                words = [row.words for row in rows]
                found.append({"area": group.area, "half": group.half, "side": name, "themes": counted, "words": words})
        return Response(found)


class SurveyCodes(SurveysAPI):
    """Batches of codes."""

    permission = Permission.ISSUE_SURVEY_CODES

    @extend_schema(operation_id="survey_codes", parameters=[UNIT], responses={200: BatchOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """Those of the caller's hospitals."""
        asker = asker_of(request._request)
        return Response([_batch(row, None) for row in batches_of(asker.user, on=local_date(asker.now))])

    @extend_schema(
        operation_id="survey_codes_make",
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, IDEMPOTENCY_KEY],
        responses={201: BatchOut, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        """Makes one: `respondent`, `hospital`, `speciality`, `month` (its first day), `number`.

        The codes are told once: a repeated call is answered with the batch, its `codes` null.
        """
        asker = asker_of(request._request)
        form = CodesForm(body_of(request), by=asker.user, today=local_date(asker.now))

        def make() -> tuple[SurveyBatch, list[str] | None]:
            batch, codes = make_codes(**form.said(), by=asker.user, now=asker.now)
            return batch, list(codes)

        done = written_once(request, form, make, lambda key: (SurveyBatch.objects.get(pk=key), None), _key_of_batch)
        batch, codes = done.row
        return Response(_batch(batch, codes), status=201, headers=done.headers)


class SurveyCodesWithdrawn(SurveysAPI):
    """One batch."""

    permission = Permission.ISSUE_SURVEY_CODES

    @extend_schema(parameters=[UNIT], request=OpenApiTypes.OBJECT, responses={200: BatchOut, **REFUSALS})
    def post(self, request: Request, batch_id: UUID) -> Response:
        """`handed_out`: how many sheets were; they count as asked. Of 0 the codes open nothing any more."""
        asker = asker_of(request._request)
        if not batches_of(asker.user, on=local_date(asker.now)).filter(pk=batch_id).exists():
            raise Http404
        form = WithdrawForm(body_of(request))
        if form.is_valid():
            try:
                return Response(_batch(form.perform(batch_id, by=asker.user, now=asker.now), None))
            except Refused as refused:
                form.refuse(refused)
        raise form_problems(form)


class SurveyStaff(SurveysAPI):
    """A survey of staff."""

    permission = Permission.ANSWER_STAFF_SURVEY

    @extend_schema(operation_id="survey_staff", parameters=[UNIT, _STAFF], responses={200: AskedOut, **REFUSALS})
    def get(self, request: Request, survey: str) -> Response:
        """What is asked of the caller's side; 404 while it is closed."""
        version, side = _staff_survey(request, survey)
        return Response(_asked(version, side))

    @extend_schema(
        operation_id="survey_staff_answer",
        request=OpenApiTypes.OBJECT,
        parameters=[UNIT, _STAFF],
        responses={204: None, **REFUSALS},
    )
    def post(self, request: Request, survey: str) -> Response:
        """Counts one answer of the caller, once for the period."""
        asker = asker_of(request._request)
        version, side = _staff_survey(request, survey)
        form = AnswersForm(body_of(request), version=version, respondent=side)
        written(form, lambda: answer_as_staff(SurveyName(survey), steps=form.steps, by=asker.user, now=asker.now))
        return Response(status=204)


class SurveyTexts(SurveysAPI):
    """The queue of words to free of names."""

    permission = Permission.REVIEW_SURVEY_TEXTS

    @extend_schema(operation_id="survey_texts", parameters=[UNIT], responses={200: TextOut(many=True), **REFUSALS})
    def get(self, request: Request) -> Response:
        """In no order that tells anything."""
        names = ("id", "question", "respondent", "half", "words")
        return Response(list(texts_waiting().values(*names)))


class SurveyTextDone(SurveysAPI):
    """One of them."""

    permission = Permission.REVIEW_SURVEY_TEXTS

    @extend_schema(request=OpenApiTypes.OBJECT, parameters=[UNIT], responses={204: None, **REFUSALS})
    def post(self, request: Request, text_id: UUID) -> Response:
        """Approves it with `words` and `themes`; the original is deleted."""
        row = texts_waiting().filter(pk=text_id).first()
        if row is None:
            raise Http404
        form, by = TextForm(body_of(request), text=row), asker_of(request._request).user
        written(form, lambda: approve_text(text_id, words=form.cleaned_data["words"], themes=form.chosen, by=by))
        return Response(status=204)

    @extend_schema(parameters=[UNIT], responses={204: None, **REFUSALS})
    def delete(self, request: Request, text_id: UUID) -> Response:
        """Throws it away."""
        try:
            discard_text(text_id, by=asker_of(request._request).user)
        except Refused as refused:
            raise Http404 from refused
        return Response(status=204)


class SurveyByCode(APIView):
    """What citizens and relatives answer: the code is in the body of each call, nothing is remembered."""

    authentication_classes = ()
    permission_classes = ()
    parser_classes = (ActParser,)

    @extend_schema(
        operation_id="survey_answer", request=OpenApiTypes.OBJECT, responses={200: AskedOut, 204: None, **REFUSALS}
    )
    def post(self, request: Request) -> Response:
        """`code` alone is answered with the questions; with an answer to any of them it is counted and used up."""
        forget_who_asks()
        answer = _by_code(body_of(request))
        answer.headers["Cache-Control"] = "no-store, private"
        return answer


def _by_code(body: dict[str, Any]) -> Response:
    entered, now = SurveyCodeForm({"code": body.get("code")}), timezone.now()
    if not entered.is_valid():
        raise form_problems(entered)
    code = entered.cleaned_data["code"]
    try:
        batch = open_code(code, now=now)
        version = version_asked(SurveyName.JOURNEY, batch.month)
        if version is None:
            raise Http404
        respondent = Respondent(batch.respondent)
        if not set(body) - {"code"}:
            return Response(_asked(version, respondent))
        form = AnswersForm(body, version=version, respondent=respondent)
        if not form.is_valid():
            raise form_problems(form)
        answer_by_code(code, steps=form.steps, words=form.words, now=now)
    except Refused as refused:
        entered.refuse(refused)
        raise form_problems(entered) from refused
    return Response(status=204)


def _staff_survey(request: Request, survey: str) -> tuple[QuestionsVersion, Respondent]:
    asker, today = asker_of(request._request), local_date(timezone.now())
    side = side_of(asker.user)
    asked = next((each for each in STAFF_SURVEYS if each.value == survey), None)
    version = version_asked(asked, today) if asked and open_period(asked, today) else None
    if version is None or side is None:
        raise Http404
    return version, side


def _asked(version: QuestionsVersion, respondent: Respondent) -> dict[str, Any]:
    return {
        "questions": [
            {
                "key": question.key,
                "words": question_words(question, respondent),
                "steps": [{"value": value, "words": words} for value, words in steps_of(question.scale)],
            }
            for question in version.asked_of(respondent)
        ],
        "open_questions": [question.key for question in version.open_to(respondent)],
    }


def _key_of_batch(made: tuple[SurveyBatch, list[str] | None]) -> str:
    return str(made[0].pk)


def _batch(row: SurveyBatch, codes: list[str] | None) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "respondent": row.respondent,
        "hospital": str(row.hospital_id),
        "speciality": row.speciality,
        "month": row.month,
        "closes_on": code_closes_on(row.month),
        "withdrawn": row.withdrawn,
        "codes": codes,
    }
