"""Sending the discharge letter and its receipt, until messages are exchanged (RULES 2f L3, L4)."""

from typing import Any

from discharge.actions.refused import RefusedByRule
from discharge.domain.discharge_letter import LetterGroup
from discharge.models import DischargeLetter
from discharge.selectors.letters import current_letter, letters_of_journey
from journeys.actions.acts import Act, state_fact
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


def send_letter(
    journey: Journey,
    *,
    act: Act,
    follow_up: bool | None = None,
    recommendation: str = "",
    group: LetterGroup | None = None,
) -> Recorded:
    """Notes that the letter went out; it counts as sent when a positive receipt has come (L4)."""
    check_can(act.by, Permission.SEND_DISCHARGE_LETTER, journey)
    if _waiting(journey) is None:
        raise RefusedByRule("letter.none_due")
    if follow_up and not recommendation.strip():
        raise RefusedByRule("letter.recommendation_missing", field="recommendation")
    said: dict[str, Any] = {"follow_up": follow_up, "recommendation": recommendation.strip()}
    payload = {name: value for name, value in said.items() if value not in (None, "")}
    if group is not None:
        payload["group"] = group.value
    return state_fact(journey, EventKind.LETTER_SENT, payload, act=act, permission=Permission.SEND_DISCHARGE_LETTER)


def acknowledge_letter(journey: Journey, *, positive: bool, act: Act) -> Recorded:
    """The practice's receipt: received, or not readable; a negative one leaves the letter unsent (L4)."""
    check_can(act.by, Permission.ACKNOWLEDGE_DISCHARGE_LETTER, journey)
    letter = _waiting(journey)
    if letter is None or letter.sent_at is None or letter.refused_at is not None:
        raise RefusedByRule("letter.none_sent")
    return state_fact(
        journey,
        EventKind.LETTER_ACKNOWLEDGED,
        {"positive": positive},
        act=act,
        permission=Permission.ACKNOWLEDGE_DISCHARGE_LETTER,
    )


def _waiting(journey: Journey) -> DischargeLetter | None:
    """The letter that has no positive receipt."""
    letter = current_letter(letters_of_journey(journey))
    return letter if letter is not None and letter.acknowledged_at is None else None
