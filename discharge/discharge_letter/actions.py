"""Sending the discharge letter and its receipt, until messages are exchanged (RULES 2f L3, L4)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from discharge.discharge_letter.rules.deadline import LetterGroup
from discharge.discharge_letter.selectors import current_letter, letters_of_journey
from discharge.models import DischargeLetter
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.actions.events import Recorded
from journeys.domain.events import EventKind
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@under_lock
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
    if _has_no_practice(journey):
        raise RefusedByRule("letter.no_practice")
    payload = follow_up_said(follow_up, recommendation)
    if group is not None:
        payload["group"] = group.value
    return state_fact(journey, EventKind.LETTER_SENT, payload, act=act, permission=Permission.SEND_DISCHARGE_LETTER)


class Way(StrEnum):
    """How a citizen without a practice got the letter."""

    PAPER = "paper"
    DIGITAL_POST = "digital_post"


@under_lock
def hand_letter(
    journey: Journey,
    *,
    way: Way,
    evidence: str,
    act: Act,
    at: datetime | None = None,
    follow_up: bool | None = None,
    recommendation: str = "",
) -> Recorded:
    """A citizen without a practice has been given the letter; the evidence says how one knows (RULES 2f L4)."""
    check_can(act.by, Permission.SEND_DISCHARGE_LETTER, journey)
    if journey.gp_practice_id is not None:
        raise RefusedByRule("letter.has_practice")
    if _waiting(journey) is None:
        raise RefusedByRule("letter.none_due")
    if not evidence.strip():
        raise RefusedByRule("letter.evidence_missing", field="evidence")
    payload = {**follow_up_said(follow_up, recommendation), "way": way.value, "evidence": evidence.strip()}
    return state_fact(
        journey,
        EventKind.LETTER_HANDED,
        payload,
        act=act,
        permission=Permission.SEND_DISCHARGE_LETTER,
        occurred_at=at,
    )


def follow_up_said(follow_up: bool | None, recommendation: str) -> dict[str, Any]:
    """L3: what is to be followed up stands at the top."""
    if follow_up and not recommendation.strip():
        raise RefusedByRule("letter.recommendation_missing", field="recommendation")
    said: dict[str, Any] = {"follow_up": follow_up, "recommendation": recommendation.strip()}
    return {name: value for name, value in said.items() if value not in (None, "")}


def _has_no_practice(journey: Journey) -> bool:
    """It is stated that there is none; one that is not known yet may still have been written to."""
    return journey.gp_known and journey.gp_practice_id is None


@under_lock
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
