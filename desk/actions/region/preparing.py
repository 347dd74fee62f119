"""What hospital and municipality do together before somebody goes home: a day, a time and a plan (001-62 – 001-66)."""

from datetime import datetime, timedelta
from uuid import UUID

from desk.actions.region.stays import HOUR, RegionPaper, RegionStay
from desk.actions.region.trends import hours_of_notice
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource

_PLAN = "care_pathway_plan"
_WORDS = {"cause": "Prøve: faldt hjemme.", "course": "Hjem, når hjælpen er på plads."}
_CONTINGENCY = {"contingency": "Prøve: ved feber eller åndenød ringes til afdelingen."}


def prepare(stay: RegionStay, since: datetime, left: datetime) -> None:
    """Of somebody whom the municipality is to help; ever more often, and ever earlier."""
    life = stay.life
    stated = since + life.hours(2, 36)
    if life.happens(0.45 + 0.3 * stay.passed) and stated < left:
        stay.fact(K.EXPECTED_DISCHARGE_STATED, stated, {"on": local_date(left).isoformat()})
    agreed_at = _agree(stay, since, left) if life.happens(0.45 + 0.3 * stay.passed) else since
    known = life.known[Affiliation.ELDER_CARE] or life.known[Affiliation.SOCIAL]
    if known and life.happens(0.55 + 0.3 * stay.passed):
        _send_plans(stay, since, left, agreed_at)


def _agree(stay: RegionStay, since: datetime, left: datetime) -> datetime:
    """A time for going home; when the first one was agreed."""
    life = stay.life
    asked = max(left - life.hours(6, 40) - hours_of_notice(stay.passed), since + HOUR)
    if left - asked < 12 * HOUR or not life.happens(0.3 - 0.15 * stay.passed):
        return _propose(stay, asked, left)
    # Another time is agreed first, and given up.
    first = _propose(stay, asked, left + 24 * HOUR)
    _propose(stay, min(first + life.hours(2, 20), left - 5 * HOUR), left)
    return first


def _propose(stay: RegionStay, asked: datetime, home: datetime) -> datetime:
    asked = asked.replace(second=0, microsecond=0)
    proposal = stay.fact(K.DISCHARGE_PROPOSED, asked, {"at": home.isoformat(), "text": ""})
    answer, answered = {"proposal_ref": str(proposal.identity), "text": ""}, asked + stay.life.hours(0.5, 4)
    stay.fact(K.DISCHARGE_ACCEPTED, answered, answer, by=stay.life.municipality)
    return answered


def _send_plans(stay: RegionStay, since: datetime, left: datetime, agreed_at: datetime) -> None:
    """The plan, often with the agreed time in it, and sometimes once more."""
    life, document = stay.life, stay.life.uuid()
    sent = max(agreed_at, since + life.hours(4, 40)) + timedelta(minutes=30)
    words = _WORDS | (_CONTINGENCY if life.happens(0.5 + 0.3 * stay.passed) else {})
    number = 0
    while sent < left and (number == 0 or (number < 3 and life.happens(0.2))):
        number += 1
        _send_plan(stay, sent, document, number, words)
        sent += life.hours(6, 30)


def _send_plan(stay: RegionStay, at: datetime, document: UUID, number: int, words: dict[str, str]) -> None:
    """A version to the municipality, which reads it: unanswered, its list would grow for a year."""
    life, home = stay.life, str(stay.life.municipality)
    about = {"document": str(document), "document_kind": _PLAN, "version": number}
    to = {"receivers": [home], "roles": {home: "municipality"}, "to_municipality": True}
    paper, written = RegionPaper(document, number, words), {"written": {"contingency": "contingency" in words}}
    stay.fact(
        K.DOCUMENT_SENT, at, about | to | written, paper=paper, source=EventSource.MESSAGE, source_ref=str(life.uuid())
    )
    read = {**about, "party": home, "answer": "acknowledged", "receivers": [str(stay.ward.id)]}
    stay.fact(K.DOCUMENT_ANSWERED, at + life.hours(0.5, 6), read, by=life.municipality)
