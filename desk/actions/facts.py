"""Facts that no message carries, stated through the API: which permission each needs and where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journeys.actions.acts import Act, state_citizen_fact, state_fact
from journeys.actions.events import Recorded
from journeys.actions.marks import acknowledge
from journeys.domain.events import CITIZEN_KINDS, EventKind
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission

_P, _K = Permission, EventKind

# Which permission each fact needs.
PERMISSIONS: Mapping[EventKind, Permission] = {
    _K.PHYSICIAN_NAMED: _P.APPOINT_RESPONSIBLE_PHYSICIAN,
    _K.HANDOVER_OFFERED: _P.APPOINT_RESPONSIBLE_PHYSICIAN,
    _K.HANDOVER_ACCEPTED: _P.ACCEPT_RESPONSIBLE_PHYSICIAN,
    _K.PLACED: _P.PLACE_CITIZEN,
    _K.SPECIALITY_STATED: _P.PLACE_CITIZEN,
    _K.ADMISSION_TYPE_STATED: _P.PLACE_CITIZEN,
    _K.DESTINATION_STATED: _P.STATE_DESTINATION,
    _K.NURSING_ANSWERED: _P.ANSWER_NURSING,
    _K.REPORT_OF_ADMISSION_SENT: _P.SEND_ADMISSION_REPORT,
    _K.ACKNOWLEDGED: _P.ACKNOWLEDGE_JOURNEY,
    _K.AFFILIATION_STATED: _P.STATE_AFFILIATION,
    _K.GP_STATED: _P.STATE_GP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact to be stated."""

    kind: EventKind
    payload: Mapping[str, Any]
    occurred_at: datetime | None = None


def state(journey: Journey, fact: Fact, *, act: Act) -> JourneyEvent:
    """Records the fact; repeated with the same key it is the same event."""
    if fact.kind is EventKind.ACKNOWLEDGED:
        acknowledge(journey, act=act)
        return JourneyEvent.objects.filter(placement__journey=journey, kind=fact.kind.value).latest("pk")
    return _record(journey, fact, act).event


def _record(journey: Journey, fact: Fact, act: Act) -> Recorded:
    permission = PERMISSIONS[fact.kind]
    if fact.kind in CITIZEN_KINDS:
        return state_citizen_fact(
            journey.citizen,
            fact.kind,
            fact.payload,
            act=act,
            permission=permission,
            valid_from=fact.occurred_at,
            journey=journey,
        )
    return state_fact(journey, fact.kind, fact.payload, act=act, permission=permission, occurred_at=fact.occurred_at)
