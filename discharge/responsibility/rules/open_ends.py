"""What stands open for ever unless somebody is asked: transfer without receipt, 112 without outcome (RULES 2d)."""

from discharge.extended_responsibility.rules.discharge_facts import ward_of
from discharge.extended_responsibility.rules.questions import ANSWER_WITHIN, QuestionKind
from discharge.responsibility.rules.situation import RECEIPT_WITHIN, Story, sent_on
from journeys.domain.events import EventKind
from journeys.domain.history.history import JourneyHistory
from journeys.domain.state.fold import JourneyState
from journeys.domain.tasks.open_tasks import WantedTask, contact_party


def situation_tasks(story: Story, journey: JourneyHistory, state: JourneyState) -> tuple[WantedTask, ...]:
    """What stands open for ever unless somebody is asked: a transfer without receipt, a 112 call without outcome."""
    return (*_unreceived(story, journey), *_without_outcome(story, journey, state))


def _unreceived(story: Story, journey: JourneyHistory) -> tuple[WantedTask, ...]:
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


def _without_outcome(story: Story, journey: JourneyHistory, state: JourneyState) -> tuple[WantedTask, ...]:
    """The party that has the contact with a citizen at home, the municipality, else the ward (001-22)."""
    call, owner = (story.emergencies or (None,))[-1], contact_party(state)
    if call is None or call.end is not None or owner is None:
        return ()
    if not any(e.kind is EventKind.EMERGENCY_CALLED and e.occurred_at == call.start for e in journey.counting):
        return ()
    asked = call.start + ANSWER_WITHIN
    kind = QuestionKind.STATE_EMERGENCY_OUTCOME
    return (WantedTask(kind, owner, call.start, asked + ANSWER_WITHIN, shown_from=asked),)
