"""The letters of a journey and where they stand (RULES 2f)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists

from discharge.agreement.selectors import kept_story
from discharge.discharge_letter.rules.deadline import LetterDeadline, LetterState, due_order, letter_state
from discharge.models import DischargeLetter
from journeys.domain.events import EventKind
from journeys.domain.state.letters import KnownLetter, letters_of
from journeys.models import EventPlacement, Journey
from journeys.selectors.reading import Reader


def letters_of_journey(journey: Journey, *, reader: Reader | None = None) -> list[DischargeLetter]:
    """One per discharge, oldest first, each with the ward that owes it; a reader gets no words before their release."""
    letters = DischargeLetter.objects.filter(journey=journey).select_related("owner__root")
    if reader is None:
        return list(letters)
    written = [EventKind.LETTER_SENT.value, EventKind.LETTER_HANDED.value]
    sent = EventPlacement.objects.filter(journey=journey, event__kind__in=written)
    found: list[Any] = list(letters.annotate(words_held=Exists(sent.held_from(reader.house, reader.now).order_by())))
    for letter in found:
        if letter.words_held:
            letter.recommendation = ""
    return found


def waiting_letters(journey: Journey) -> list[KnownLetter]:
    """The letters that have no positive receipt, as the journey's history has them, oldest first."""
    letters = letters_of(kept_story(journey), no_practice=journey.has_no_practice)
    return [letter for letter in letters if letter.acknowledged_at is None]


def current_letter(letters: Iterable[DischargeLetter]) -> DischargeLetter | None:
    """The letter that matters now: of those without a positive receipt the one due first, else the last one."""
    letters = list(letters)
    waiting = [letter for letter in letters if letter.acknowledged_at is None]
    first = min(waiting, key=lambda each: due_order(each.discharged_at, each.due_at, each.key), default=None)
    return first or (letters[-1] if letters else None)


def state_of(letter: DischargeLetter, *, now: datetime) -> LetterState:
    """Where the letter stands at `now`."""
    deadline = LetterDeadline(letter.due_on, letter.due_at, ())
    return letter_state(deadline, letter.acknowledged_at, now=now, sent=standing_sending(letter))


def standing_sending(letter: DischargeLetter) -> datetime | None:
    """When it was first sent or handed over, unless a negative receipt has undone that (L4)."""
    return None if letter.refused_at else letter.sent_at
