"""What is said of a citizen at home is said only while, and of when, the citizen is not in hospital (DESIGN §6)."""

from datetime import datetime

from journeys.actions.refusals import Refused
from journeys.domain.state.entry import death_at_home_problem
from journeys.models import Journey
from journeys.selectors.whereabouts import in_hospital_elsewhere, left_hospital_at
from journeys.sentences import refused_sentence
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from organisations.selectors.permissions import can

ELSEWHERE = "access.citizen_elsewhere"


def check_not_elsewhere(journey: Journey) -> None:
    """Raises NotAllowed where the citizen is in hospital by another journey: its holder says it, there.

    The sentence does not tell where: whoever asks may not see that journey. The caller holds the citizen's lock.
    """
    if in_hospital_elsewhere(journey):
        raise elsewhere()


def elsewhere() -> NotAllowed:
    """The refusal of whoever speaks of a citizen whom another journey has in hospital."""
    return NotAllowed(ELSEWHERE, refused_sentence(ELSEWHERE))


def check_death_at_home(journey: Journey, at: datetime, *, by: User) -> bool:
    """Whether a death of a citizen who is not in hospital happened in the last stay; Refused where others say that.

    The hospital of the stay may date it into its own stay; everybody else dates it after the last of all stays.
    """
    check_not_elsewhere(journey)
    problem = death_at_home_problem(at, left_at=left_hospital_at(journey))
    if problem is None:
        return False
    own = can(by, Permission.ENTER_CONTACT, journey) and journey.arrived_at is not None and journey.arrived_at <= at
    if not own or death_at_home_problem(at, left_at=left_hospital_at(journey, others_only=True)) is not None:
        raise Refused(problem.code, field=problem.field)
    return True
