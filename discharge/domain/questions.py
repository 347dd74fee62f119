"""The questions that an undecided 72-hour window puts, and to whom (RULES 2d S6u; 2e)."""

from datetime import timedelta
from enum import StrEnum

from discharge.domain.discharge_facts import Journeyed, ward_of
from discharge.domain.situation import RECEIPT_WITHIN, Story, sent_on
from discharge.domain.window import WindowPlan
from journeys.domain.events import EventKind
from journeys.domain.fold import JourneyState
from journeys.domain.tasks import WantedTask, contact_party

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


def situation_tasks(story: Story, journey: Journeyed, state: JourneyState) -> tuple[WantedTask, ...]:
    """What stands open for ever unless somebody is asked: a transfer without receipt, a 112 call without outcome."""
    return (*_unreceived(story, journey), *_without_outcome(story, journey, state))


def _unreceived(story: Story, journey: Journeyed) -> tuple[WantedTask, ...]:
    """The sending ward says how the stay ended; that the citizen was received, said after those hours, is an answer."""
    last = story.contacts[-1] if story.contacts else None
    if last is None or last[0].id != journey.id or last[1].end is None or not sent_on(*last):
        return ()
    asked = last[1].end + RECEIPT_WITHIN
    answered = any(e.kind is EventKind.DEPARTURE_STATED and e.stated_at >= asked for e in journey.counting)
    owner = ward_of(journey, last[1]) or last[1].hospital
    if answered or owner is None or any(event.kind is EventKind.DIED for event in story.events):
        return ()
    return (WantedTask(QuestionKind.CONFIRM_TRANSFER, owner, last[1].end, asked + ANSWER_WITHIN, shown_from=asked),)


def _without_outcome(story: Story, journey: Journeyed, state: JourneyState) -> tuple[WantedTask, ...]:
    """The party that has the contact with a citizen at home, the municipality, else the ward (001-22)."""
    call, owner = (story.emergencies or (None,))[-1], contact_party(state)
    if call is None or call.end is not None or owner is None:
        return ()
    if not any(e.kind is EventKind.EMERGENCY_CALLED and e.occurred_at == call.start for e in journey.counting):
        return ()
    asked = call.start + ANSWER_WITHIN
    kind = QuestionKind.STATE_EMERGENCY_OUTCOME
    return (WantedTask(kind, owner, call.start, asked + ANSWER_WITHIN, shown_from=asked),)
