"""*Til mig* for programs: what the caller is told or asked by name or profession (DESIGN §8)."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import UNIT, JourneyAPI
from desk.api.inbox import news_json
from desk.api.journeys import REFUSALS
from desk.api.tasks import task_json
from desk.selectors.json_values import moment
from desk.selectors.lists.mine import MyDraft, MyLetter, mine_of
from desk.serializers import NewsOut, TaskOut
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, log_look


class MyLetterOut(serializers.Serializer[Any]):
    """A letter that the caller's profession keeps an eye on."""

    journey = serializers.UUIDField()
    document = serializers.UUIDField()
    kind = serializers.CharField()
    number = serializers.IntegerField()
    sender = serializers.UUIDField()
    sent_at = serializers.DateTimeField()
    work = serializers.CharField(help_text="In words.")
    due_at = serializers.DateTimeField(allow_null=True)


class MyDraftOut(serializers.Serializer[Any]):
    """What the caller began to write and nobody has sent."""

    journey = serializers.UUIDField()
    document = serializers.UUIDField()
    kind = serializers.CharField()
    begun_at = serializers.DateTimeField()


class MineOut(serializers.Serializer[Any]):
    """The first fifty of each; `more` names the lists that go on."""

    told = NewsOut(many=True)
    tasks = TaskOut(many=True)
    letters = MyLetterOut(many=True)
    drafts = MyDraftOut(many=True)
    more = serializers.ListField(child=serializers.CharField())


class MineList(JourneyAPI):
    """The list."""

    @extend_schema(operation_id="mine", parameters=[UNIT], responses={200: MineOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """As on the page; reading it marks nothing."""
        asker = asker_of(request._request)
        mine = mine_of(asker)
        log_look(asker.user, Look.LIST, now=asker.now, citizens=mine.citizen_ids, journeys=mine.journey_ids)
        return Response(
            {
                "told": [news_json(line) for line in mine.told],
                "tasks": [task_json(each.task) for each in mine.tasks],
                "letters": [_letter_json(each) for each in mine.letters],
                "drafts": [_draft_json(each) for each in mine.drafts],
                "more": sorted(mine.more),
            }
        )


def _letter_json(each: MyLetter) -> dict[str, Any]:
    return {
        "journey": str(each.journey.pk),
        "document": str(each.row.document),
        "kind": each.row.kind,
        "number": each.row.number,
        "sender": str(each.row.sender_id),
        "sent_at": moment(each.row.sent_at),
        "work": each.work,
        "due_at": moment(each.due_at),
    }


def _draft_json(each: MyDraft) -> dict[str, Any]:
    return {
        "journey": str(each.journey.pk),
        "document": str(each.document.pk),
        "kind": each.document.kind,
        "begun_at": moment(each.document.begun_at),
    }
