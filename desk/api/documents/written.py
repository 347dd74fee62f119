"""Breve og planer for programs: what was sent, a sending, and an answer (RULES 2a; DESIGN §8)."""

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.acts import act_of
from desk.api.doors import IDEMPOTENCY_KEY, REPLAYED, UNIT
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.selectors.asker import Asker
from desk.selectors.documents.as_json import thread_json
from desk.selectors.documents.reading import document_page, threads_for
from desk.serializers import ProblemOut
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RefusedByRule
from documents.actions.forwarding import ForwardDocument
from documents.actions.programs import ProgramSending, send_at_once
from documents.actions.sending import AnswerDocument
from documents.domain.kinds import KINDS
from documents.domain.sorting.rules import Ask
from journeys.actions.access import Look
from journeys.domain.events.payloads.documents import AnswerCode, Mistake
from journeys.models import Journey
from medcom.domain.sending import SendState
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from organisations.selectors.permissions import check_can

KIND_NAMES = [kind.value for kind in KINDS]


class AnswerOut(serializers.Serializer[Any]):
    """What a receiver answered; `time` is the one that it names, `field` what is missing, `at` when it was said."""

    unit = serializers.UUIDField()
    answer = serializers.ChoiceField(choices=[code.value for code in AnswerCode])
    time = serializers.DateTimeField(allow_null=True)
    field = serializers.CharField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class ErrorOut(serializers.Serializer[Any]):
    """That a sending was wrong, and of which receivers: they may not read it any more."""

    mistake = serializers.ChoiceField(choices=[mistake.value for mistake in Mistake])
    receivers = serializers.ListField(child=serializers.UUIDField())
    at = serializers.DateTimeField()


class EnvelopeOut(serializers.Serializer[Any]):
    """One sending of a message: `at` is when it was handed over."""

    envelope_id = serializers.UUIDField()
    at = serializers.DateTimeField(allow_null=True)


class DeliveryOut(serializers.Serializer[Any]):
    """How far the message to a receiver's own system has come; `message_id` is MessageHeader.id, the same each time."""

    receiver = serializers.UUIDField()
    state = serializers.ChoiceField(choices=[state.value for state in SendState])
    message_id = serializers.UUIDField(allow_null=True)
    sendings = EnvelopeOut(many=True)
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())
    hindrance = serializers.CharField()
    settled_at = serializers.DateTimeField(allow_null=True)


class OpenedOut(serializers.Serializer[Any]):
    """That somebody of a receiver first opened it on the page, and for which unit they worked; no program opens it."""

    receiver = serializers.UUIDField()
    unit = serializers.UUIDField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class SentOnOut(serializers.Serializer[Any]):
    """That a receiver, `by`, sent it on to a unit of its own municipality, which is a receiver from then on."""

    by = serializers.UUIDField()
    unit = serializers.UUIDField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class MatchedOut(serializers.Serializer[Any]):
    """What a rule asked, and which of its answers fitted."""

    ask = serializers.ChoiceField(choices=[ask.value for ask in Ask])
    option = serializers.CharField()


class SortingOut(serializers.Serializer[Any]):
    """What holds of a sorting in the caller's house; without `work` no rule fitted, and a person sorts it."""

    receiver = serializers.UUIDField()
    seen = serializers.IntegerField(help_text="Sent back with what is made of it.")
    rule = serializers.CharField()
    matched = MatchedOut(many=True)
    by_hand = serializers.BooleanField()
    work = serializers.CharField()
    unit = serializers.UUIDField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    watch = serializers.CharField()
    done = serializers.BooleanField()
    at = serializers.DateTimeField()


class FilePartOut(serializers.Serializer[Any]):
    """A file or an address; without `has_data` the letter only names it, and an earlier one brought it."""

    id = serializers.CharField()
    title = serializers.CharField()
    content_type = serializers.CharField()
    url = serializers.CharField()
    has_data = serializers.BooleanField()


class VersionOut(serializers.Serializer[Any]):
    """One sending: `values` by field, null where they went to others; `changed` since what the caller got before."""

    number = serializers.IntegerField()
    sent_at = serializers.DateTimeField()
    unit = serializers.UUIDField()
    receivers = serializers.ListField(child=serializers.UUIDField())
    sent_on = SentOnOut(many=True)
    changed = serializers.ListField(child=serializers.CharField())
    values = serializers.DictField(child=serializers.CharField(), allow_null=True)
    files = FilePartOut(many=True)
    urgent = serializers.BooleanField(help_text="Its writer, in another system, asks for haste.")
    sent_in_error = ErrorOut(many=True)
    answers = AnswerOut(many=True)
    delivery = DeliveryOut(many=True)
    opened = OpenedOut(many=True)
    sorting = SortingOut(many=True)


class DocumentOut(serializers.Serializer[Any]):
    """A document through its versions, oldest first."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KIND_NAMES)
    label = serializers.CharField()  # type: ignore[assignment]
    versions = VersionOut(many=True)


class DocumentsOut(serializers.Serializer[Any]):
    """Every document that the caller's house sent or got."""

    documents = DocumentOut(many=True)


class SendingIn(serializers.Serializer[Any]):
    """A new document, or with `document` a new version of it; fields that are not named keep what they say."""

    kind = serializers.ChoiceField(choices=KIND_NAMES)
    document = serializers.UUIDField(required=False)
    values = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20_000))
    receivers = serializers.ListField(child=serializers.UUIDField(), max_length=20)
    needs = serializers.BooleanField(required=False, allow_null=True, help_text="Whether the citizen will need it.")
    decided = serializers.BooleanField(
        required=False, help_text="A person has decided where the rules cannot tell (RULES 2a C10, O1)."
    )
    hold = serializers.BooleanField(required=False, help_text="True: it can be undone for 30 seconds.")


class AnswerIn(serializers.Serializer[Any]):
    """An answer to one version, for the receiving unit among the caller's own."""

    number = serializers.IntegerField(min_value=1, max_value=100_000)
    answer = serializers.ChoiceField(choices=[code.value for code in AnswerCode])
    time = serializers.DateTimeField(required=False, allow_null=True, help_text="Ready from, rather at, or home at.")
    field = serializers.CharField(required=False, allow_blank=True, max_length=64, help_text="In which it is missing.")
    text = serializers.CharField(required=False, allow_blank=True, max_length=500)


class ForwardIn(serializers.Serializer[Any]):
    """One version, to a unit of the caller's own municipality that has not got it."""

    number = serializers.IntegerField(min_value=1, max_value=100_000)
    unit = serializers.UUIDField()
    text = serializers.CharField(required=False, allow_blank=True, max_length=500)


DONE: dict[int, Any] = {200: DocumentOut, 308: None, 409: ProblemOut, **REFUSALS}


class JourneyDocuments(OneJourneyAPI):
    """The documents of a journey."""

    @extend_schema(parameters=[UNIT], responses={200: DocumentsOut, 308: None, **REFUSALS})
    def get(self, request: Request, journey_id: UUID) -> Response:
        """What the caller's house sent or got, with the words."""
        asker, journey = self.opened(request, journey_id)
        log_journey(asker, journey, Look.OPEN)
        return Response({"documents": [thread_json(each, asker) for each in threads_for(asker, journey)]})

    @extend_schema(request=SendingIn, parameters=[IDEMPOTENCY_KEY, UNIT], responses=DONE)
    def post(self, request: Request, journey_id: UUID) -> Response:
        """Writes and sends it, by the same rules as the page."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.SEND_DOCUMENT, journey)
        body = SendingIn(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        sending = ProgramSending(
            code=Code(said["kind"]),
            document=str(said["document"]) if "document" in said else None,
            values=said["values"],
            receivers=tuple(said["receivers"]),
            needs=said.get("needs"),
            decided=said.get("decided", False),
        )
        version, stood = send_at_once(journey, sending, act=act_of(request))
        log_journey(asker, journey, Look.ACT)
        return _document(asker, journey, str(version.document_id), stood=stood)


class DocumentAnswers(OneJourneyAPI):
    """Answers to a document."""

    @extend_schema(request=AnswerIn, parameters=[IDEMPOTENCY_KEY, UNIT], responses=DONE)
    def post(self, request: Request, journey_id: UUID, document_id: UUID) -> Response:
        """Answers one version."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.ANSWER_DOCUMENT, journey)
        body = AnswerIn(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        page = document_page(asker, journey, str(document_id), said["number"])
        if page is None:
            raise Http404
        if page.party is None:
            raise RefusedByRule("document.version_gone")
        done = AnswerDocument(
            document=str(document_id),
            version=said["number"],
            answer=AnswerCode(said["answer"]),
            party=page.party,
            text=said.get("text", ""),
            at=said.get("time"),
            field=said.get("field", ""),
        ).do(journey, act=act_of(request))
        log_journey(asker, journey, Look.ACT)
        return _document(asker, journey, str(document_id), stood=done.duplicate)


class DocumentForwards(OneJourneyAPI):
    """Sending a document on inside a municipality."""

    @extend_schema(request=ForwardIn, parameters=[IDEMPOTENCY_KEY, UNIT], responses=DONE)
    def post(self, request: Request, journey_id: UUID, document_id: UUID) -> Response:
        """Sends one version on (RULES 2a O2; 001-73)."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.SHARE_JOURNEY, journey)
        body = ForwardIn(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        page = document_page(asker, journey, str(document_id), said["number"])
        if page is None:
            raise Http404
        unit = Organisation.objects.filter(pk=said["unit"]).first()
        if page.party is None:
            raise RefusedByRule("document.version_gone")
        if unit is None:
            raise RefusedByRule("document.forward_unit", field="unit")
        done = ForwardDocument(
            document=str(document_id), version=said["number"], party=page.party, unit=unit, text=said.get("text", "")
        ).do(journey, act=act_of(request))
        log_journey(asker, journey, Look.ACT)
        return _document(asker, journey, str(document_id), stood=done.duplicate)


def _document(asker: Asker, journey: Journey, document: str, *, stood: bool) -> Response:
    thread = next((each for each in threads_for(asker, journey) if each.document == document), None)
    if thread is None:
        # A repeated call whose sending was taken back, or lies in another journey.
        raise RefusedByRule("document.gone")
    return Response(thread_json(thread, asker), headers=REPLAYED if stood else None)
