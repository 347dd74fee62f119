"""The call that a house has logged and may want to confirm in writing."""

from datetime import datetime, timedelta

from discharge.agreement.selectors import kept_story
from documents.domain.confirming import letter_of_call
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import CallLogged
from journeys.models import Journey
from organisations.models import User
from organisations.selectors.units import house_ids

# What was said longer ago is confirmed by nobody from memory.
CONFIRMED_WITHIN = timedelta(hours=24)


def call_to_confirm(journey: Journey, by: User, *, now: datetime) -> EventRecord | None:
    """The last call that the user's house logged within a day."""
    house = {str(unit) for unit in house_ids(by.unit)} if by.unit else set()
    calls = (event for event in reversed(kept_story(journey).counting) if event.kind is EventKind.CALL_LOGGED)
    own = (call for call in calls if call.organisation in house and now - call.occurred_at <= CONFIRMED_WITHIN)
    return next(own, None)


def words_to_confirm(call: EventRecord) -> dict[str, str]:
    """The fields of the letter."""
    return letter_of_call(call.read(CallLogged), call.occurred_at)
