"""What events of responsibility hold: doctors, medication, the 72 hours, calls, the acute function (RULES 2d, 2e)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


class CallerRole(StrEnum):
    """What the caller says to be."""

    NURSE = "nurse"
    SOCIAL_HEALTH_ASSISTANT = "social_health_assistant"
    GP = "gp"
    OUT_OF_HOURS = "out_of_hours"
    HELPER = "helper"
    SOCIAL_PEDAGOGUE = "social_pedagogue"
    CITIZEN = "citizen"
    RELATIVE = "relative"
    OTHER = "other"
    # The ward itself rang, and whoever answered is in the other end.
    WARD = "ward"


# Who calls from a municipality, whichever unit of it.
MUNICIPAL_CALLERS = frozenset(
    {CallerRole.NURSE, CallerRole.SOCIAL_HEALTH_ASSISTANT, CallerRole.HELPER, CallerRole.SOCIAL_PEDAGOGUE}
)


@dataclass(frozen=True, kw_only=True)
class Doctor(Payload):
    """A named doctor and the unit."""

    name: str | None = None
    organisation: str | None = None
    authorisation_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverAccepted(Payload):
    """What is taken over at the event's time; old ones do not say which of the open offers."""

    offer: str | None = None


@dataclass(frozen=True, kw_only=True)
class MedicationResponsibleStated(Payload):
    """Who answers for the medication as a whole: a pointer of its own."""

    party: str | None = None
    name: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResponsibilityExempted(Payload):
    """Why the 72 hours do not hold, and the doctor who says so."""

    reason: str | None = words()
    physician: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResponsibilityExtended(Payload):
    """Until when the ward goes on answering."""

    until: datetime | None = None
    reason: str | None = words()


@dataclass(frozen=True, kw_only=True)
class CallLogged(Payload):
    """A call to the ward; `entitled` False is an attempt, kept with where the caller was pointed (RULES 2e)."""

    caller_role: str | None = None
    caller_organisation: str | None = None
    authorisation: str | None = None
    question: str | None = None
    answer: str | None = None
    doctor: str | None = None
    urgency: str | None = None
    agreed: str | None = None
    referred_to: str | None = None
    why: str | None = None
    entitled: bool | None = None


@dataclass(frozen=True, kw_only=True)
class AcuteFunctionStarted(Payload):
    """Who referred (gp, out_of_hours, hospital), which unit executes, whether it is to take over a running one."""

    referred_by: str | None = None
    organisation: str | None = None
    takeover: bool | None = None


ROWS: Mapping[K, CatalogueRow] = {
    K.PHYSICIAN_NAMED: CatalogueRow(
        holds=Doctor,
        rights=(P.APPOINT_RESPONSIBLE_PHYSICIAN, P.START_ACUTE_FUNCTION, P.TAKE_OVER_ACUTE_FUNCTION),
        icon="user",
    ),
    K.HANDOVER_OFFERED: CatalogueRow(
        holds=Doctor, rights=(P.APPOINT_RESPONSIBLE_PHYSICIAN,), told_as="handover_offered", icon="user"
    ),
    K.HANDOVER_ACCEPTED: CatalogueRow(
        holds=HandoverAccepted,
        rights=(P.ACCEPT_RESPONSIBLE_PHYSICIAN, P.TAKE_OVER_ACUTE_FUNCTION),
        told_as="handover_accepted",
        icon="user",
    ),
    K.MEDICATION_RESPONSIBLE_STATED: CatalogueRow(
        holds=MedicationResponsibleStated, rights=(P.STATE_MEDICATION,), icon="user"
    ),
    K.RESPONSIBILITY_EXEMPTED: CatalogueRow(
        holds=ResponsibilityExempted, rights=(P.EXEMPT_RESPONSIBILITY,), told_as="window_exempted"
    ),
    K.RESPONSIBILITY_EXTENDED: CatalogueRow(holds=ResponsibilityExtended, rights=(P.EXTEND_RESPONSIBILITY,)),
    K.EMERGENCY_CALLED: CatalogueRow(rights=(P.LOG_CALL,), told_as="emergency", icon="phone", immediate=True),
    K.EMERGENCY_ENDED: CatalogueRow(rights=(P.LOG_CALL,), told_as="emergency_over"),
    K.CALL_LOGGED: CatalogueRow(holds=CallLogged, rights=(P.LOG_CALL,), icon="phone", immediate=True),
    K.ACUTE_FUNCTION_STARTED: CatalogueRow(
        holds=AcuteFunctionStarted, rights=(P.START_ACUTE_FUNCTION,), told_as="acute_function"
    ),
    K.ACUTE_FUNCTION_ENDED: CatalogueRow(rights=(P.START_ACUTE_FUNCTION,), told_as="acute_function_over"),
    K.TREATMENT_OVER: CatalogueRow(rights=(P.END_HOSPITAL_TREATMENT,), told_as="acute_function_over"),
}
