"""The stay before this one, when the citizen came back within 30 days (RULES 2h; UX §1.e)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from discharge.close_out.rules.readmission import DEFINITION, HospitalStay, readmissions
from journeys.domain.calendar.clock import elapsed
from journeys.domain.state.status import AdmissionType
from journeys.models import Journey


@dataclass(frozen=True, slots=True)
class EarlierStay:
    """The last stay before this one; `counts` when the return is an acute readmission by the definition."""

    journey: Journey
    left_at: datetime
    counts: bool


def earlier_stay(journey: Journey, others: Sequence[Journey], *, now: datetime) -> EarlierStay | None:
    """None when the citizen was not in hospital in the 30 days before, or is not in hospital care of this stay.

    `others` are the citizen's other journeys in the reader's sight: what is out of sight is not told.
    """
    begun = journey.admitted_at or journey.arrived_at
    if begun is None:
        return None
    left = [each for each in others if each.discharged_at is not None and each.discharged_at < begun]
    last = max(left, key=lambda each: each.discharged_at or begun, default=None)
    if last is None or last.discharged_at is None or elapsed(last.discharged_at, begun) > DEFINITION.within:
        return None
    found = readmissions([hospital_stay(last), hospital_stay(journey)], followed_until=now)
    return EarlierStay(last, last.discharged_at, any(each.readmission is not None for each in found))


def hospital_stay(journey: Journey) -> HospitalStay:
    """The journey as one stay of table 2h; it must have begun."""
    begun = journey.arrived_at or journey.admitted_at
    assert begun is not None
    kind, left_at = AdmissionType(journey.admission_type), journey.discharged_at or journey.deceased_at
    return HospitalStay(
        start=begun,
        end=left_at,
        speciality=journey.speciality,
        acute=None if kind is AdmissionType.UNKNOWN else kind is AdmissionType.ACUTE,
        died=_is_not_followed(journey),
    )


def _is_not_followed(journey: Journey) -> bool:
    """Whether the citizen died in the stay or in the days looked at after it (2i MORS); later changes nothing."""
    died_at, left_at = journey.deceased_at, journey.discharged_at
    return died_at is not None and (left_at is None or elapsed(left_at, died_at) <= DEFINITION.within)
