"""The end of a discharge in the journey's JSON: 72 hours, responsibility, letter, close-out (DESIGN §8)."""

from datetime import datetime
from typing import Any

from desk.selectors.json_values import moment, organisation_json
from desk.selectors.opening import is_open
from desk.selectors.panels.extended_responsibility import may_have_window
from discharge.agreement.selectors import StayStory
from discharge.discharge_letter.selectors import current_letter, letters_of_journey
from discharge.extended_responsibility.selectors.verdicts import verdicts_as_seen
from discharge.extended_responsibility.selectors.windows import deciding_window, state_at
from discharge.models import CloseOutCondition, ExtendedResponsibility
from discharge.responsibility.selectors import Answering, MedicationLine, Strip
from discharge.wording.sentences import verdict_json
from journeys.models import Journey
from journeys.querysets import Visible
from organisations.domain.phones import PhonePurpose
from organisations.models import Organisation


def extended_responsibility_json(
    journey: Journey, story: StayStory, now: datetime, *, visible: Visible
) -> dict[str, Any]:
    """The citizen's window that decides at `now`, else the newest of the journey; before a discharge there is none.

    A window of a journey that is not `visible` to the reader is none of those.
    """
    rows = ExtendedResponsibility.objects.filter(journey__citizen_id=journey.citizen_id, journey__in=visible())
    asked = may_have_window(journey, (event.kind for event in story.events))
    windows = list(rows.with_places().order_by("discharged_at", "key")) if asked else []
    of_journey = [window for window in windows if window.journey_id == journey.pk]
    window = deciding_window(windows, journey, at=now) or (of_journey[-1] if of_journey else None)
    if window is None:
        return {
            "eligible": None,
            "starts_at": None,
            "ends_at": None,
            "state": "not_started",
            "phone": None,
            "verdict": [],
        }
    return {
        "eligible": window.eligible,
        "starts_at": moment(window.starts_at),
        "ends_at": moment(window.ends_at),
        "state": state_at(window, now) or "not_started",
        "phone": _phone(window.ward or window.hospital),
        "verdict": [verdict_json(verdict) for verdict in verdicts_as_seen(window, visible)],
    }


def _phone(organisation: Organisation | None) -> str | None:
    """The same number as the page's: of who answers, for the 72 hours, or none."""
    line = organisation.phone_for(PhonePurpose.EXTENDED_RESPONSIBILITY) if organisation else None
    return line.number if line else None


def responsibility_json(strip: Strip, now: datetime) -> dict[str, Any]:
    """Both pointers of RULES 2d at one moment: who is responsible, and who answers."""
    return {
        "state": strip.state or None,
        "responsible_physician": _party(strip.responsible),
        "treatment": [_party(party) for party in strip.treatment],
        "call": _call(strip.call, now),
        "medication_responsible": _medication(strip.medication),
        "until": moment(strip.until or strip.changes_at),
        "next": strip.following or None,
        "verdict": list(strip.verdict),
    }


def _medication(line: MedicationLine | None) -> dict[str, Any] | None:
    """Null is unknown: nobody has stated it, or what was stated belongs to another stay."""
    stated = line.medication if line and line.is_known else None
    if line is None or stated is None:
        return None
    return {
        "kind": stated.party.value,
        "name": stated.name,
        "organisation": organisation_json(line.organisation),
        "since": moment(stated.since),
        "stated_by": organisation_json(line.stated_by),
    }


def _party(party: Answering | None) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"kind": party.kind, "name": party.person, "organisation": organisation_json(party.organisation)}


def _call(party: Answering | None, now: datetime) -> dict[str, Any] | None:
    if party is None:
        return None
    return {"name": party.name, "phone": party.phone, "available": is_open(party.opening_hours, now)}


def discharge_letter_json(journey: Journey) -> dict[str, Any]:
    """The letter that matters now; before a discharge nothing is due."""
    letter = current_letter(letters_of_journey(journey))
    if letter is None:
        empty = ("due_at", "sent_at", "received_at", "acknowledged_at", "handed_to_citizen_at")
        return {**dict.fromkeys(empty), "verdict": []}
    return {
        "due_at": moment(letter.due_at),
        "sent_at": moment(letter.sent_at),
        "received_at": moment(letter.acknowledged_at),
        "acknowledged_at": None if letter.handed_at else moment(letter.acknowledged_at),
        "handed_to_citizen_at": moment(letter.handed_at),
        "verdict": [verdict_json(verdict) for verdict in letter.verdicts],
    }


def close_out_json(journey: Journey) -> list[dict[str, Any]]:
    """The six conditions, each with its owner and due time."""
    rows = CloseOutCondition.objects.filter(journey=journey).select_related("owner").order_by("place")
    return [
        {
            "condition": row.condition,
            "state": row.state,
            "met_at": moment(row.met_at),
            "owner": row.owner.name if row.owner else None,
            "due_at": moment(row.due_at),
        }
        for row in rows
    ]
