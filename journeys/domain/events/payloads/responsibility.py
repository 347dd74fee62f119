"""What events of responsibility hold: doctors, medication, the 72 hours, calls, the acute function (RULES 2d, 2e)."""

from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events.payload import Payload


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

    reason: str | None = None
    physician: str | None = None


@dataclass(frozen=True, kw_only=True)
class ResponsibilityExtended(Payload):
    """Until when the ward goes on answering."""

    until: datetime | None = None
    reason: str | None = None


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
