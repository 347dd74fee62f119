"""What a citizen reads on their own page, for programs (DESIGN §8: no feature on the screen only)."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.own_words import write_own
from desk.api.doors import IDEMPOTENCY_KEY, KEY_HEADER, REPLAYED, PermittedAPI, body_of, form_problems
from desk.api.journeys import REFUSALS
from desk.forms.own_words import OWN_WORDS
from desk.selectors.as_json.own import own_json
from desk.selectors.own.looks import look_lines
from desk.selectors.own.page import own_journey, own_page
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, Purpose, log_look
from journeys.domain.events import EventSource
from organisations.domain.permissions import Permission


class ComingOut(serializers.Serializer[Any]):
    """Something that happens or is new; without a time it is waited for."""

    at = serializers.DateTimeField(allow_null=True)
    sentence = serializers.CharField()


class RingOut(serializers.Serializer[Any]):
    """Whom to ring now; a null phone is unknown."""

    name = serializers.CharField()
    phone = serializers.CharField(allow_null=True)
    hours = serializers.CharField(allow_null=True)
    open_now = serializers.BooleanField(allow_null=True)
    opens_at = serializers.DateTimeField(allow_null=True)
    sentence = serializers.CharField(allow_null=True)


class OwnWishOut(serializers.Serializer[Any]):
    """A wish of the citizen or of the relatives."""

    said_by = serializers.CharField()
    at = serializers.DateTimeField()
    text = serializers.CharField()


class OwnRelativeOut(serializers.Serializer[Any]):
    """A relative, and what they can and will do."""

    name = serializers.CharField()
    relation = serializers.CharField(allow_null=True)
    agreed = serializers.CharField(allow_null=True)


class OwnLookOut(serializers.Serializer[Any]):
    """Who looked, when last that day, and how often."""

    at = serializers.DateTimeField()
    who = serializers.CharField()
    what = serializers.CharField()
    times = serializers.IntegerField()


class OwnFieldOut(serializers.Serializer[Any]):
    """What a document says under one heading."""

    heading = serializers.CharField()
    text = serializers.CharField()


class OwnDocumentOut(serializers.Serializer[Any]):
    """A document that is written to the citizen."""

    title = serializers.CharField()
    written = serializers.CharField()
    items = OwnFieldOut(many=True)


class OwnOut(serializers.Serializer[Any]):
    """The citizen's page: sentences in the language of the request."""

    died_at = serializers.DateTimeField(allow_null=True)
    where = serializers.ListField(child=serializers.CharField())
    home = serializers.ListField(child=serializers.CharField())
    ring = RingOut(allow_null=True)
    coming = ComingOut(many=True)
    changes = ComingOut(many=True)
    seventy_two = serializers.ListField(child=serializers.CharField())
    wishes = OwnWishOut(many=True)
    relatives = OwnRelativeOut(many=True)
    documents = OwnDocumentOut(many=True)
    looks = OwnLookOut(many=True)


class OwnWordsIn(serializers.Serializer[Any]):
    """What a citizen writes; `said_by` of a wish: citizen, or relative for what relatives can and will do."""

    text = serializers.CharField(max_length=500)
    said_by = serializers.ChoiceField(choices=["citizen", "relative"], default="citizen")


class OwnAPI(PermittedAPI):
    """For citizens alone; whose page it is says their log-in."""

    permission = Permission.VIEW_OWN_JOURNEY


class OwnJourney(OwnAPI):
    """The citizen's own page."""

    @extend_schema(operation_id="own", responses={200: OwnOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """Where I am, what is agreed, what comes, whom to ring, and who has looked."""
        asker = asker_of(request._request)
        journey = own_journey(asker.own_journeys())
        if journey is None:
            raise Http404
        citizens, journeys = [journey.citizen_id], [journey.pk]
        log_look(asker.user, Look.OPEN, now=asker.now, purpose=Purpose.SELF, citizens=citizens, journeys=journeys)
        page = own_page(journey, now=asker.now)
        return Response(own_json(page, look_lines(journey.citizen_id, page.voice)))


class OwnWritten(OwnAPI):
    """The citizen writes: a wish, or that a meeting is wanted."""

    @extend_schema(
        operation_id="own_write", request=OwnWordsIn, parameters=[IDEMPOTENCY_KEY], responses={201: None, **REFUSALS}
    )
    def post(self, request: Request, slug: str) -> Response:
        """`oenske` or `moede`; `Idempotency-Key` makes a repeat harmless."""
        asker, words = asker_of(request._request), OWN_WORDS.get(slug)
        journey = own_journey(asker.own_journeys())
        if words is None or journey is None:
            raise Http404
        form = words.form(body_of(request))
        if not form.is_valid():
            raise form_problems(form)
        key = request.headers.get(KEY_HEADER, "")
        stood = write_own(words.act(form.cleaned_data), journey, asker, key=key, source=EventSource.API)
        return Response(status=201, headers=REPLAYED if stood else None)
