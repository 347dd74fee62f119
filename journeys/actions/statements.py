"""What is said of a stay: its place and kind, how it ended, where it leads, notes, who else sees it (RULES 2d, 2e)."""

from dataclasses import dataclass
from datetime import datetime

from journeys.actions.acting.stated import Saying, StatedAct
from journeys.actions.refusals import NOT_NOW
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.stays import (
    AdmissionTypeStated,
    DepartureStated,
    DestinationStated,
    Placed,
    Shared,
    SpecialityStated,
    Written,
)
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.status import ENDED, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation

P, S = Permission, JourneyStatus


class _WhileInHospital(StatedAct):
    """Said while the citizen is in hospital care."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Afterwards others have the citizen."""
        return None if journey.status_value in IN_HOSPITAL else NOT_NOW


class _WhileAlive(StatedAct):
    """Said while the citizen lives."""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Nothing hangs on it any more."""
        return NOT_NOW if journey.status_value is S.DECEASED else None


@dataclass(frozen=True, kw_only=True)
class PlaceCitizen(_WhileInHospital):
    """Ward and bed: a move within the hospital that no message tells."""

    kind, permission = EventKind.PLACED, P.PLACE_CITIZEN
    provider: Organisation
    bed: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """A bed may have been typed wrongly; a ward that never had the citizen is not given a stay that is over."""
        if saying.corrects is None or journey.is_in_hospital:
            return
        placed = journey.placements.filter(voided=False).values_list("event__payload", flat=True)
        if str(self.provider.pk) not in {payload.get("provider") for payload in placed}:
            raise self.refused(NOT_NOW)

    def payload(self) -> Payload:
        """With the hospital that the ward belongs to."""
        hospital = self.provider.root_id or self.provider.pk
        return Placed(provider=str(self.provider.pk), hospital=str(hospital), bed=self.bed)


class ConfirmPresence(_WhileInHospital):
    """The ward was asked, and the citizen is still there (B26)."""

    kind, permission = EventKind.STAY_CONFIRMED, P.STATE_STAY


@dataclass(frozen=True, kw_only=True)
class StateSpeciality(_WhileAlive):
    """Somatic or psychiatric, when neither ward nor hospital says."""

    kind, permission = EventKind.SPECIALITY_STATED, P.STATE_STAY
    speciality: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While nobody knows it and it still decides something: the 72 hours outlast the close-out."""
        asked = journey.speciality == "unknown" and journey.status_value is not S.CANCELLED
        return super().refusal(journey, now) or (None if asked else NOT_NOW)

    def payload(self) -> Payload:
        """Which."""
        return SpecialityStated(speciality=self.speciality)


@dataclass(frozen=True, kw_only=True)
class StateAdmissionType(_WhileAlive):
    """Acute or planned."""

    kind, permission = EventKind.ADMISSION_TYPE_STATED, P.STATE_STAY
    admission_type: str

    def payload(self) -> Payload:
        """Which."""
        return AdmissionTypeStated(admission_type=self.admission_type)


@dataclass(frozen=True, kw_only=True)
class StateDestination(_WhileAlive):
    """Where the citizen goes after the stay (RULES 2e E5)."""

    kind, permission = EventKind.DESTINATION_STATED, P.STATE_DESTINATION
    destination: str

    def payload(self) -> Payload:
        """Where."""
        return DestinationStated(destination=self.destination)


@dataclass(frozen=True, kw_only=True)
class StateDeparture(StatedAct):
    """How the last discharge went, said afterwards: a message does not tell it (RULES 2i V4, V8)."""

    kind, permission = EventKind.DEPARTURE_STATED, P.STATE_STAY
    ended_by: str
    medically_ready: bool | None = None

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While the last that happened was a discharge."""
        return None if journey.status_value in (S.DISCHARGED, S.CLOSED) else NOT_NOW

    def payload(self) -> Payload:
        """The second answer belongs to the third way only."""
        ready = self.medically_ready if self.ended_by == EndedBy.LEFT_AGAINST_ADVICE else None
        return DepartureStated(ended_by=self.ended_by, medically_ready=ready)


@dataclass(frozen=True, kw_only=True)
class WriteNote(StatedAct):
    """A short note to the other parties."""

    kind, permission = EventKind.NOTE_WRITTEN, P.WRITE_NOTE
    text: str

    def payload(self) -> Payload:
        """Nothing but words."""
        return Written(text=self.text)


@dataclass(frozen=True, kw_only=True)
class ShareJourney(StatedAct):
    """A social unit of the citizen's municipality sees this journey from now on (RULES 001-73; DESIGN §6)."""

    kind, permission = EventKind.SHARED, P.SHARE_JOURNEY
    unit: Organisation

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Until the journey has ended."""
        return NOT_NOW if journey.status_value in ENDED else None

    def payload(self) -> Payload:
        """With whom."""
        return Shared(unit=str(self.unit.pk))
