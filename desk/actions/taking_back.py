"""Takes back what one act wrote at once: a form may say several things, and none of them stays behind."""

from django.db import transaction

from desk.selectors.timeline.own_events import same_act
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.marks import withdraw_acknowledgement
from journeys.models import Journey, JourneyEvent


@transaction.atomic
def take_back_act(event: JourneyEvent, *, act: Act, journey: Journey) -> None:
    """The whole act that wrote the event, or nothing of it."""
    for each in same_act(event):
        take_back(each, act=act if each == event else act.part(str(each.uuid)), journey=journey)
        withdraw_acknowledgement(each)
