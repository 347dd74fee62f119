"""What a running acute function lacks, and who is asked (RULES 2d S8, S9; 001-22)."""

from datetime import datetime
from enum import StrEnum

from journeys.domain.doctors.handovers import AcuteFunction
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import JourneyStatus
from journeys.domain.tasks.open_tasks import WantedTask, contact_party


class AcuteFunctionTask(StrEnum):
    """One open task of a kind per journey."""

    ACCEPT_TAKEOVER = "accept_takeover"
    STATE_REFERRER = "state_referrer"
    NAME_ACUTE_PHYSICIAN = "name_acute_physician"


def acute_function_tasks(
    function: AcuteFunction | None, state: JourneyState, *, since: datetime
) -> tuple[WantedTask, ...]:
    """The gaps of a running acute function: a takeover not accepted, no referrer, no named doctor (RULES 2d S8, S9)."""
    if function is None or state.status is JourneyStatus.DECEASED:
        return ()
    hospital = state.provider or state.hospital
    asked = contact_party(state) or function.unit
    takes_over = hospital if function.takeover_by == "hospital" else state.facts.gp
    wanted = (
        (AcuteFunctionTask.ACCEPT_TAKEOVER, function.takeover_by is not None, takes_over or asked),
        (AcuteFunctionTask.STATE_REFERRER, function.referred_by is None, function.unit or asked),
        (AcuteFunctionTask.NAME_ACUTE_PHYSICIAN, function.by_hospital and state.physician is None, hospital or asked),
    )
    return tuple(WantedTask(kind, owner, since) for kind, is_open, owner in wanted if is_open and owner is not None)
