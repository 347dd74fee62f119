"""The API's addresses and its schema."""

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView

from desk.api.acts import EventCorrect, EventTakeBack, JourneyAct, JourneyBegin
from desk.api.documents.choices import DocumentChoices
from desk.api.documents.files import DocumentFile, DocumentFiles
from desk.api.documents.sorting import DocumentSortings, DocumentWorkDone, UnsortedDocuments
from desk.api.documents.written import DocumentAnswers, DocumentForwards, JourneyDocuments
from desk.api.doors import SessionDoor
from desk.api.inbox import InboxList, InboxRead
from desk.api.journeys import JourneyDetail, JourneyEvents, Journeys
from desk.api.mine import MineList
from desk.api.own import OwnJourney, OwnWritten
from desk.api.principles.agreement import ClauseDetail, Clauses
from desk.api.principles.figures import DataQuality, FigureDefinitions, FigureJourneys, FiguresAPI
from desk.api.principles.flowchart import Helpfulnesses, JourneyFlowchart, StepAnswers
from desk.api.principles.in_practice import JourneyPrinciples
from desk.api.principles.learning import (
    JourneyLearning,
    Learning,
    LearningDetail,
    LearningWriting,
    OwnLearning,
    OwnObjection,
)
from desk.api.principles.plans import PlanDetail, Plans, PlanWriting
from desk.api.principles.registers import RegisterRow, RegisterRows, RegisterWriting
from desk.api.principles.surveys import (
    SurveyByCode,
    SurveyCodes,
    SurveyCodesWithdrawn,
    SurveyResultsList,
    SurveyStaff,
    SurveyStatements,
    SurveyTextDone,
    SurveyTexts,
)
from desk.api.principles.versions import ClauseVersionDetail, ClauseVersions
from desk.api.relative_codes import JourneyCode, JourneyCodes, OwnCode, OwnCodes, RelativePage
from desk.api.responsibility import JourneyResponsibility
from desk.api.tasks import Tasks

urlpatterns: list[URLPattern | URLResolver] = [
    path("journeys/", Journeys.as_view(), name="journeys"),
    path("journeys/<uuid:journey_id>/", JourneyDetail.as_view(), name="journey"),
    path("journeys/<uuid:journey_id>/events/", JourneyEvents.as_view(), name="journey-events"),
    path("journeys/<uuid:journey_id>/responsibility/", JourneyResponsibility.as_view(), name="journey-responsibility"),
    path("journeys/<uuid:journey_id>/acts/<slug:name>/", JourneyAct.as_view(), name="journey-act"),
    path("journeys/<uuid:journey_id>/flowchart/", JourneyFlowchart.as_view(), name="journey-flowchart"),
    path("journeys/<uuid:journey_id>/principles/", JourneyPrinciples.as_view(), name="journey-principles"),
    path("journeys/<uuid:journey_id>/document-choices/", DocumentChoices.as_view(), name="document-choices"),
    path("journeys/<uuid:journey_id>/documents/", JourneyDocuments.as_view(), name="journey-documents"),
    path("journeys/<uuid:journey_id>/documents/files/", DocumentFiles.as_view(), name="document-files"),
    path(
        "journeys/<uuid:journey_id>/documents/<uuid:document_id>/files/<uuid:file_id>/",
        DocumentFile.as_view(),
        name="document-file",
    ),
    path(
        "journeys/<uuid:journey_id>/documents/<uuid:document_id>/answers/",
        DocumentAnswers.as_view(),
        name="document-answers",
    ),
    path(
        "journeys/<uuid:journey_id>/documents/<uuid:document_id>/forwards/",
        DocumentForwards.as_view(),
        name="document-forwards",
    ),
    path(
        "journeys/<uuid:journey_id>/documents/<uuid:document_id>/sortings/",
        DocumentSortings.as_view(),
        name="document-sortings",
    ),
    path(
        "journeys/<uuid:journey_id>/documents/<uuid:document_id>/sortings/done/",
        DocumentWorkDone.as_view(),
        name="document-work-done",
    ),
    path("documents/unsorted/", UnsortedDocuments.as_view(), name="documents-unsorted"),
    path("journeys/begin/<slug:name>/", JourneyBegin.as_view(), name="journey-begin"),
    path(
        "journeys/<uuid:journey_id>/events/<uuid:event_id>/take-back/",
        EventTakeBack.as_view(),
        name="event-take-back",
    ),
    path("journeys/<uuid:journey_id>/events/<uuid:event_id>/correct/", EventCorrect.as_view(), name="event-correct"),
    path("journeys/<uuid:journey_id>/codes/", JourneyCodes.as_view(), name="journey-codes"),
    path("journeys/<uuid:journey_id>/codes/<uuid:code_id>/", JourneyCode.as_view(), name="journey-code"),
    path("own/words/<slug:slug>/", OwnWritten.as_view(), name="own-words"),
    path("own/codes/", OwnCodes.as_view(), name="own-codes"),
    path("own/codes/<uuid:code_id>/", OwnCode.as_view(), name="own-code"),
    path("relative/", RelativePage.as_view(), name="relative"),
    path("own/", OwnJourney.as_view(), name="own"),
    path("inbox/", InboxList.as_view(), name="inbox"),
    path("inbox/<uuid:news_id>/read/", InboxRead.as_view(), name="inbox-read"),
    path("learning/", Learning.as_view(), name="learning"),
    path("learning/<uuid:case_id>/", LearningDetail.as_view(), name="learning-case"),
    path("learning/<uuid:case_id>/<slug:what>/", LearningWriting.as_view(), name="learning-write"),
    path("learning/<uuid:case_id>/<slug:what>/<int:row_id>/", LearningWriting.as_view(), name="learning-write-row"),
    path("journeys/<uuid:journey_id>/learning/", JourneyLearning.as_view(), name="journey-learning"),
    path("own/learning/", OwnLearning.as_view(), name="own-learning"),
    path("own/learning/<uuid:case_id>/objection/", OwnObjection.as_view(), name="own-objection"),
    path("plans/", Plans.as_view(), name="plans"),
    path("plans/<uuid:plan_id>/", PlanDetail.as_view(), name="plan"),
    path("plans/<uuid:plan_id>/<slug:what>/", PlanWriting.as_view(), name="plan-write"),
    path("plans/<uuid:plan_id>/<slug:what>/<int:row_id>/", PlanWriting.as_view(), name="plan-write-row"),
    path("registers/<slug:name>/", RegisterRows.as_view(), name="register"),
    path("registers/<slug:name>/<str:key>/", RegisterRow.as_view(), name="register-row"),
    path("registers/<slug:name>/<str:key>/<slug:what>/", RegisterWriting.as_view(), name="register-write"),
    path("flowchart/helpfulness/", Helpfulnesses.as_view(), name="flowchart-helpfulness"),
    path("flowchart/steps/<slug:step>/answer/", StepAnswers.as_view(), name="flowchart-step-answer"),
    path("clauses/", Clauses.as_view(), name="clauses"),
    path("clauses/<str:address>/", ClauseDetail.as_view(), name="clause"),
    path("clauses/<str:address>/versions/", ClauseVersions.as_view(), name="clause-versions"),
    path("clauses/<str:address>/versions/<int:version_id>/", ClauseVersionDetail.as_view(), name="clause-version"),
    path("figures/", FiguresAPI.as_view(), name="figures"),
    path("figures/definitions/", FigureDefinitions.as_view(), name="figure-definitions"),
    path("figures/journeys/", FigureJourneys.as_view(), name="figure-journeys"),
    path("figures/data-quality/", DataQuality.as_view(), name="data-quality"),
    path("mine/", MineList.as_view(), name="mine"),
    path("surveys/", SurveyResultsList.as_view(), name="surveys"),
    path("surveys/statements/", SurveyStatements.as_view(), name="survey-statements"),
    path("surveys/codes/", SurveyCodes.as_view(), name="survey-codes"),
    path("surveys/codes/<uuid:batch_id>/withdraw/", SurveyCodesWithdrawn.as_view(), name="survey-codes-withdrawn"),
    path("surveys/staff/<slug:survey>/", SurveyStaff.as_view(), name="survey-staff"),
    path("surveys/texts/", SurveyTexts.as_view(), name="survey-texts"),
    path("surveys/texts/<uuid:text_id>/", SurveyTextDone.as_view(), name="survey-text"),
    path("surveys/answers/", SurveyByCode.as_view(), name="survey-answers"),
    path("tasks/", Tasks.as_view(), name="tasks"),
    path("schema/", SpectacularAPIView.as_view(authentication_classes=[SessionDoor]), name="schema"),
]
