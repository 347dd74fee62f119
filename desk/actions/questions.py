"""The needs assessment's answer: one act, one event per affiliation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from journeys.actions.acting.acts import Act, state_citizen_fact
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.models import Task
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

_DETAILS = (Affiliation.COMMUNITY_NURSING, Affiliation.ELDER_CARE, Affiliation.SOCIAL)


@transaction.atomic
def answer_services(task: Task, answers: Mapping[str, Any], *, act: Act) -> None:
    """Writes what is known; the answer holds from the day the stay began, so that nothing before it is judged anew."""
    check_can(act.by, Permission.ANSWER_SERVICES)
    served = answers["services"]
    _state(task, Affiliation.MUNICIPAL_SERVICES, served, act)
    for affiliation in _DETAILS if served else ():
        if answers.get(affiliation.value) is not None:
            _state(task, affiliation, answers[affiliation.value], act)


def _state(task: Task, affiliation: Affiliation, value: bool, act: Act) -> None:
    state_citizen_fact(
        task.citizen,
        EventKind.AFFILIATION_STATED,
        {"affiliation": affiliation.value, "value": value},
        act=act,
        permission=Permission.STATE_AFFILIATION,
        valid_from=task.opened_at,
        journey=task.journey,
        asked=True,
    )
