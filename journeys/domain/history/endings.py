"""How the stays of a journey ended: its discharges, and its death, each told once however often it was told."""

from collections.abc import Sequence
from datetime import datetime

from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.contact_story import GOES_ON, story_of
from journeys.domain.history.contacts import Contact


def discharges_of(counting: Sequence[EventRecord]) -> tuple[EventRecord, ...]:
    """The discharges that ended a stay or an acute contact, not those after which a stay went on (V12).

    One that was told twice, by hand and by message, is one: the word that ended the contact.
    """
    story = story_of(event for event in counting if event.kind in CONTACT_KINDS)
    return tuple(
        event
        for event in counting
        if event.kind is EventKind.DISCHARGED
        and story.notes.get(event.ref) not in GOES_ON
        and event.ref not in story.told_again
    )


def told_again(counting: Sequence[EventRecord]) -> dict[str, str]:
    """The discharges and deaths that were told once more without a reference: by ref, which word they say again."""
    ends = [event for event in counting if event.kind in (EventKind.DISCHARGED, EventKind.DIED)]
    if len(ends) < 2:
        return {}
    return story_of(event for event in counting if event.kind in CONTACT_KINDS).told_again


def death_of(counting: Sequence[EventRecord]) -> EventRecord | None:
    """The death; told twice it is the word that ended the contact."""
    return next((event for event in counting if event.kind is EventKind.DIED), None)


def death_at(counting: Sequence[EventRecord], contacts: Sequence[Contact]) -> datetime | None:
    """From when the citizen of a journey is dead; None while nobody has told of a death.

    No contact begins after it, so one that was typed to before a contact lies at its end (B13): a stay is not undone.
    """
    died = death_of(counting)
    return max((died.occurred_at, *(contact.end or contact.start for contact in contacts))) if died else None
