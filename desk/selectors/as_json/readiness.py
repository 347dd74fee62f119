"""Readiness, the agreed discharge time and barriers of a journey as the API shows them (DESIGN §8; RULES 2b, 2g)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from desk.selectors.json_values import moment
from discharge.agreement.rules.agreement import Proposal
from discharge.agreement.selectors import StayStory
from discharge.readiness.selectors.municipality_told import told_municipality
from discharge.readiness.selectors.periods import coincidence_of, delays_of, preparation_of
from discharge.wording.sentences import verdict_json
from journeys.domain.calendar.clock import hours_in
from journeys.domain.history.ready_periods import WaitingReason
from journeys.models import Journey


def ready_periods_json(journey: Journey, story: StayStory, *, now: datetime) -> list[dict[str, Any]]:
    """The periods that count, oldest first, with every waiting reason."""
    told = told_municipality(journey, story)
    return [
        {
            "ready_at": moment(period.ready_at),
            "ended_at": moment(period.ended_at),
            "end_reason": period.end_reason.value if period.end_reason else None,
            "notified_at": moment(told.get(period.ref)),
            "reasons": [_reason(each) for each in period.reasons],
            "checklist": _registered(story, period.ref).get("checklist") or {},
            "assessed_by": _registered(story, period.ref).get("assessed_by"),
        }
        for period in story.periods_at(now)
    ]


def _registered(story: StayStory, ref: str) -> Mapping[str, Any]:
    event = story.by_ref(ref)
    return event.payload if event else {}


def _reason(reason: WaitingReason) -> dict[str, Any]:
    return {
        "reason": reason.reason,
        "sector": reason.sector,
        "from": moment(reason.since),
        "to": moment(reason.to),
        "primary": reason.primary,
        "text": reason.text,
    }


def discharge_agreement_json(journey: Journey, story: StayStory, now: datetime) -> dict[str, Any]:
    """What is agreed and whose turn it is; preparation time in working hours, delays only after the agreed time."""
    said, preparation = story.agreement, preparation_of(journey, story)
    working = preparation.working_for
    return {
        "agreed_at": moment(said.agreed.at) if said.agreed else None,
        "waits_for": said.waits_for.value if said.waits_for else None,
        "expected_on": said.expected_on.isoformat() if said.expected_on else None,
        "proposals": [_proposal(each) for each in said.proposals],
        "wishes": [{"said_by": each.said_by, "text": each.said.text} for each in said.wishes],
        "preparation": {
            "working_hours": hours_in(working) if working is not None else None,
            "verdict": [verdict_json(preparation.verdict)],
        },
        "delays": [
            {
                "reason": each.reason,
                "sector": each.sector,
                "from": moment(each.since),
                "to": moment(each.to),
                "primary": each.primary,
            }
            for each in delays_of(journey, story, now=now)
        ],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.ref,
        "by": proposal.by.value,
        "at": moment(proposal.at),
        "state": proposal.state.value,
        "stated_at": moment(proposal.said.stated_at),
        "text": proposal.said.text,
        "answer": proposal.answer.text if proposal.answer else None,
        "questions": [
            {
                "question": each.asked.text,
                "asked_at": moment(each.asked.stated_at),
                "reply": each.reply.text if each.reply else None,
                "replied_at": moment(each.reply.stated_at) if each.reply else None,
            }
            for each in proposal.questions
        ],
    }


def barriers_json(story: StayStory) -> list[dict[str, Any]]:
    """What stands or stood in the way, each with one owner."""
    return [
        {
            "id": each.ref,
            "barrier": each.kind.value,
            "text": each.text,
            "owner": each.owner.value,
            "raised_at": moment(each.raised_at),
            "due_at": moment(each.due_at),
            "closed_at": moment(each.closed_at),
        }
        for each in story.barriers
    ]


def coincidence_json(journey: Journey, story: StayStory) -> dict[str, Any] | None:
    """Whether readiness and discharge came together; null before a discharge."""
    found = coincidence_of(journey, story)
    if found is None:
        return None
    verdicts: Sequence[Any] = [verdict_json(found.verdict)]
    return {
        "coincides": found.coincides,
        "hours": found.hours,
        "excluded": found.excluded.value if found.excluded else None,
        "delay": found.delay.value if found.delay else None,
        "verdict": verdicts,
    }
