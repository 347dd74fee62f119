"""Who is told before a journey is shown to others, and what stands in the way of it (issue 9; Sundhedsloven § 17)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from journeys.domain.citizen.own_access import DECIDES_FROM, age_on


class Tone(StrEnum):
    """Whether it went well or not (FQ2: successful journeys and learning cases)."""

    WENT_WELL = "went_well"
    WENT_BADLY = "went_badly"


class Holder(StrEnum):
    """Who may object: the citizen, or whoever holds their rights."""

    CITIZEN = "citizen"
    PARENTS = "parents"
    GUARDIAN = "guardian"
    RELATIVES = "relatives"


class CaseState(StrEnum):
    """Nominated, to be checked; shown to those who learn; or objected to, and then there is nothing to show."""

    WAITING = "waiting"
    SHOWN = "shown"
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class SharingStanding:
    """What decides whether a journey can be shown to others."""

    state: CaseState
    told: bool
    nominators: frozenset[int]
    unconfirmed: bool = False


def holders(*, born: date | None, died: bool, on: date) -> tuple[Holder, ...]:
    """Whom one can have told, the usual one first. A guardian may stand in for any citizen who lives."""
    if died:
        return (Holder.RELATIVES,)
    if born is not None and age_on(born, on) < DECIDES_FROM:
        return (Holder.PARENTS, Holder.GUARDIAN)
    return (Holder.CITIZEN, Holder.GUARDIAN)


def check_problem(standing: SharingStanding, *, by: int) -> str | None:
    """Why this person cannot let others see it: objected to, shown already, their own nomination, nobody was told."""
    if standing.state is CaseState.OBJECTED:
        return "learning.objected"
    if standing.state is CaseState.SHOWN:
        return "learning.shown_already"
    if by in standing.nominators:
        return "learning.own_nomination"
    return None if standing.told else "learning.nobody_told"
