"""The questions that an undecided 72-hour window puts, and to whom (RULES 2d S6u; 2e)."""

from datetime import timedelta
from enum import StrEnum

from discharge.extended_responsibility.rules.clock import WindowPlan
from journeys.domain.state.fold import JourneyState
from journeys.domain.tasks.open_tasks import WantedTask

# Not in the agreement (inf): soon enough to matter within the 72 hours.
ANSWER_WITHIN = timedelta(hours=4)


class QuestionKind(StrEnum):
    """One question per missing fact."""

    STATE_DESTINATION = "state_destination"
    ANSWER_NURSING = "answer_nursing"
    STATE_SPECIALITY = "state_speciality"
    STATE_ADMISSION = "state_admission"
    STATE_REGION = "state_region"
    STATE_READINESS = "state_readiness"
    # A stated transfer of which no hospital has told the receipt (RULES 2d S3b), a 112 call without an outcome (S11).
    CONFIRM_TRANSFER = "confirm_transfer"
    STATE_EMERGENCY_OUTCOME = "state_emergency_outcome"


_ASKED = {
    "destination": QuestionKind.STATE_DESTINATION,
    "community_nursing": QuestionKind.ANSWER_NURSING,
    "speciality": QuestionKind.STATE_SPECIALITY,
    "admitted_at": QuestionKind.STATE_ADMISSION,
    "region": QuestionKind.STATE_REGION,
    "medically_ready": QuestionKind.STATE_READINESS,
}


def question_tasks(plan: WindowPlan, state: JourneyState) -> tuple[WantedTask, ...]:
    """One task per fact that keeps the window undecided; the municipality knows of nursing, the ward of the rest."""
    if plan.eligible is not None or plan.start is None:
        return ()
    missing = [name for verdict in plan.conditions for name in verdict.missing]
    tasks = []
    for name in dict.fromkeys(missing):
        owner = _owner(name, plan, state)
        if owner is not None:
            tasks.append(WantedTask(_ASKED[name], owner, plan.start, plan.start + ANSWER_WITHIN))
    return tuple(tasks)


def _owner(name: str, plan: WindowPlan, state: JourneyState) -> str | None:
    ward = plan.provider or plan.hospital
    if name != "community_nursing":
        return ward
    # While nobody has said whether the municipality serves the citizen, that question comes first (SPEC A3.3 rule 7).
    return None if state.municipality and state.facts.municipal_services is None else state.municipality or ward
