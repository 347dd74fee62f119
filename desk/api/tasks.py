"""The API of tasks: what is open for the caller's unit."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from desk.api.doors import JourneyAPI
from desk.api.journeys import REFUSALS
from desk.api.paging import TaskPages
from desk.selectors.as_json.journey import moment, organisation_json
from desk.selectors.asker import Asker
from desk.sentences import task_sentence
from desk.serializers import TaskPageOut, TaskQuery
from desk.views.frame.asking import asker_of
from journeys.actions.access import Look, log_look
from journeys.models import JourneyParty, Task


class Tasks(JourneyAPI):
    """The list."""

    @extend_schema(operation_id="tasks_list", parameters=[TaskQuery], responses={200: TaskPageOut, **REFUSALS})
    def get(self, request: Request) -> Response:
        """Tasks of the caller's unit, by cursor; of journeys out of sight only the question is told (DESIGN §4)."""
        query = TaskQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asker = asker_of(request._request)
        tasks = Task.objects.filter(owner_id__in=asker.own.units, state=query.validated_data["state"])
        tasks = tasks.filter(Q(shown_from__isnull=True) | Q(shown_from__lte=asker.now))
        # Of what is out of sight, or no longer in it, only a question to the asker's own role is told (DESIGN §4, §6).
        to_my_role = Q(role=asker.role) if asker.role else Q(pk__in=[])
        tasks = tasks.filter(to_my_role | _in_sight(asker))
        if "journey" in query.validated_data:
            tasks = tasks.filter(journey_id=query.validated_data["journey"])
        pages = TaskPages()
        rows = pages.tasks(tasks, request)
        log_look(asker.user, Look.LIST, now=asker.now, citizens=[row.citizen_id for row in rows])
        return pages.get_paginated_response([task_json(row) for row in rows])


def _in_sight(asker: Asker) -> Q:
    """Tasks of journeys that the asker's unit sees."""
    if asker.own.is_of_parties:
        return Q(journey__in=JourneyParty.objects.showing(asker.own).values("journey"))
    # Looked up for each task of the unit: as a set, sight would be joined with all journeys there are.
    return Q(Exists(asker.own_journeys().filter(pk=OuterRef("journey")).order_by()))


def task_json(task: Task) -> dict[str, Any]:
    """One task, with its words."""
    return {
        "id": str(task.pk),
        "journey": str(task.journey_id),
        "kind": task.kind,
        "sentence": task_sentence(task.kind),
        "owner": organisation_json(task.owner),
        "role": task.role or None,
        "opened_at": moment(task.opened_at),
        "due_at": moment(task.due_at),
        "state": task.state,
        "ended_at": moment(task.ended_at),
    }
