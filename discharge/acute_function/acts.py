"""The municipal acute function: referred, ended, treatment over, and an explicit takeover (RULES 2d S8, S9; 001-93)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from discharge.acute_function.selectors import function_of, journey_of
from discharge.wording.refused import RuledAct
from journeys.actions.acting.acts import Act
from journeys.actions.acting.stated import Saying
from journeys.actions.acting.whereabouts import ELSEWHERE
from journeys.actions.refusals import NOT_NOW
from journeys.domain.doctors.handovers import AcuteFunction, HandoverOffer
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.responsibility import AcuteFunctionStarted, Doctor, HandoverAccepted
from journeys.domain.state.status import AT_HOME, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role, Sector, sector_of
from organisations.models import Organisation, User
from organisations.selectors.permissions import is_party, not_a_party

P = Permission
GP, OUT_OF_HOURS, HOSPITAL = "gp", "out_of_hours", "hospital"
REFERRERS = (GP, OUT_OF_HOURS, HOSPITAL)


def referrer_of(role: Role | None) -> str | None:
    """For whom a role refers; the municipality writes down whoever did."""
    if role is Role.OUT_OF_HOURS_DOCTOR:
        return OUT_OF_HOURS
    sector = sector_of(role) if role else None
    return {Sector.HOSPITAL: HOSPITAL, Sector.GENERAL_PRACTICE: GP}.get(sector) if sector else None


@dataclass(frozen=True, kw_only=True)
class StartAcuteFunction(RuledAct):
    """The citizen is referred; who referred decides who is responsible. A hospital names its doctor (001-93)."""

    kind, permission = EventKind.ACUTE_FUNCTION_STARTED, P.START_ACUTE_FUNCTION
    referred_by: str
    unit: Organisation | None = None
    physician: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """At home; also where one runs and nobody has said who referred: then this says so."""
        status = journey.status_value
        if status is JourneyStatus.DECEASED:
            return "after.deceased"
        if status in IN_HOSPITAL:
            return "acute.in_hospital"
        if in_hospital_elsewhere(journey):
            return ELSEWHERE
        function = function_of(journey)
        if function is not None and function.referred_by is not None:
            return "acute.already_running"
        return None if status in AT_HOME else NOT_NOW

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By one of three, and nobody refers for another."""
        if self.referred_by not in REFERRERS:
            raise self.refused("acute.referrer_missing", field="referred_by")
        own = referrer_of(saying.by.role)
        if own is not None and own != self.referred_by:
            raise self.refused("acute.not_own_referral", field="referred_by")

    def lead(self, journey: Journey, act: Act) -> None:
        """The doctor of a hospital that refers is named first: there is no gap."""
        if self.referred_by == HOSPITAL and self.physician.strip():
            _name(self.physician, journey, act)

    def payload(self) -> Payload:
        """By whom, to which unit."""
        return AcuteFunctionStarted(
            referred_by=self.referred_by, organisation=str(self.unit.pk) if self.unit is not None else None
        )


class _OfRunning(RuledAct):
    """Said of an acute function that runs."""

    # Whether also of a citizen whom another journey has in hospital.
    anywhere: ClassVar[bool] = False

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While one runs and the citizen lives."""
        if not cls.anywhere and in_hospital_elsewhere(journey):
            return ELSEWHERE
        if journey.status_value is JourneyStatus.DECEASED:
            return "after.deceased"
        function = function_of(journey)
        return "acute.none_running" if function is None else cls.refusal_of(function)

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """The code of what forbids it as the function stands."""
        return None

    @classmethod
    def stands_on(cls, function: AcuteFunction) -> str | None:
        """The event that says whose it is."""
        return function.ref

    @classmethod
    def check_there(cls, by: User, journey: Journey, now: datetime) -> Journey:
        """Only the hospital and the municipality in whose journey it runs or was offered: there may be others since."""
        if by.role is not None and by.unit is not None and sector_of(by.role) in (Sector.HOSPITAL, Sector.MUNICIPALITY):
            function = function_of(journey)
            ref = cls.stands_on(function) if function is not None else None
            if ref is not None and not is_party(by.unit, by.role, journey_of(journey, ref)):
                raise not_a_party()
        return super().check_there(by, journey, now)


class _OfHospital(_OfRunning):
    """Said where the hospital has referred."""

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """Where another has, its treatment is none of this."""
        return None if function.by_hospital else "acute.not_by_hospital"


@dataclass(frozen=True, kw_only=True)
class OfferTakeover(_OfRunning):
    """Asks the other side to take over; nothing changes before it has accepted (RULES 2d)."""

    kind, permission = EventKind.ACUTE_FUNCTION_STARTED, P.START_ACUTE_FUNCTION
    to: str

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """Until it is offered."""
        return None if function.takeover_by is None else NOT_NOW

    def judge(self, journey: Journey, saying: Saying) -> None:
        """To the other side."""
        if self.to != other_side(journey):
            raise self.refused("acute.nothing_to_take_over", field="to")

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """The unit that has the citizen keeps it."""
        function = function_of(journey)
        return {"organisation": function.unit} if function is not None and function.unit else {}

    def payload(self) -> Payload:
        """To whom."""
        return AcuteFunctionStarted(referred_by=self.to, takeover=True)


@dataclass(frozen=True, kw_only=True)
class AcceptTakeover(_OfRunning):
    """The asked side takes over from this moment; a hospital doctor who accepts is the one named: there is no gap."""

    kind, permission = EventKind.HANDOVER_ACCEPTED, P.TAKE_OVER_ACUTE_FUNCTION

    @classmethod
    def stands_on(cls, function: AcuteFunction) -> str | None:
        """The offer."""
        return function.takeover_ref

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """While it is offered."""
        return "acute.no_takeover_offered" if function.takeover_by is None else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """By whoever was asked."""
        if referrer_of(saying.by.role) != _asked(journey):
            raise self.refused("acute.not_asked")

    def lead(self, journey: Journey, act: Act) -> None:
        """The hospital doctor who accepts is named first."""
        if _asked(journey) == HOSPITAL:
            _name(act.by.name, journey, act)

    def payload(self) -> Payload:
        """Of which offer."""
        return HandoverAccepted(offer=HandoverOffer.ACUTE_FUNCTION.value)


@dataclass(frozen=True, kw_only=True)
class NameAcutePhysician(_OfHospital):
    """Names the hospital's doctor while an acute function that it referred to runs: the gap alert's answer (S9)."""

    kind, permission = EventKind.PHYSICIAN_NAMED, P.APPOINT_RESPONSIBLE_PHYSICIAN
    name: str

    @classmethod
    def home(cls, journey: Journey, now: datetime) -> Journey:
        """The journey in which the hospital referred, wherever the citizen has been since."""
        function = function_of(journey)
        return journey_of(journey, function.ref) if function is not None else journey

    def concluded(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """Of the citizen's ward."""
        unit = journey.ward_id or journey.hospital_id
        return {"organisation": str(unit)} if unit else {}

    def payload(self) -> Payload:
        """The name."""
        return Doctor(name=self.name.strip())


class EndAcuteFunction(_OfRunning):
    """The unit has ended the citizen's course; the hospital stays responsible until its treatment is over too (S9)."""

    kind, permission, anywhere = EventKind.ACUTE_FUNCTION_ENDED, P.START_ACUTE_FUNCTION, True

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """Once."""
        return "acute.course_is_over" if function.course_over else None


class EndTreatment(_OfHospital):
    """The hospital's treatment is over; it stays responsible until the unit has ended the course too (S9)."""

    kind, permission, anywhere = EventKind.TREATMENT_OVER, P.END_HOSPITAL_TREATMENT, True

    @classmethod
    def refusal_of(cls, function: AcuteFunction) -> str | None:
        """Once."""
        return super().refusal_of(function) or ("acute.treatment_is_over" if function.treatment_over else None)


def other_side(journey: Journey) -> str | None:
    """The side that may take over what runs."""
    function = function_of(journey)
    return None if function is None else GP if function.by_hospital else HOSPITAL


def _asked(journey: Journey) -> str | None:
    """The side that a takeover is offered to."""
    function = function_of(journey)
    if function is None or function.takeover_by is None:
        return None
    return HOSPITAL if function.takeover_by == HOSPITAL else GP


def _name(physician: str, journey: Journey, act: Act) -> None:
    """Names the hospital's doctor as a part of another act; whose right covers it."""
    house = act.by.unit if act.by.role is Role.HOSPITAL_DOCTOR else journey.ward
    named = Doctor(name=physician.strip(), organisation=str(house.pk) if house else None)
    first = act.part("physician")
    first.record(journey.citizen_id, first.says(EventKind.PHYSICIAN_NAMED, named.dump(), anchor=journey.pk))
