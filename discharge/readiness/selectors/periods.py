"""What lists, pages and the API ask about readiness: how long, coincidence, preparation, delays (RULES 2b, 2g)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import DateTimeField, OuterRef, Subquery

from discharge.agreement.rules.delays import DelayInterval, delays
from discharge.agreement.rules.preparation import PreparationTime, preparation_time
from discharge.agreement.selectors import StayStory
from discharge.models import ReadyPeriod
from discharge.readiness.rules.coincidence import Coincidence, CoincidenceFacts, coincidence
from discharge.settings.rules.open_points import DEFAULTS
from discharge.settings.selectors import answers_for
from journeys.domain.calendar.clock import local_date
from journeys.domain.history.departures import departure_of
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, ReadMark
from journeys.querysets import JourneyQuerySet


def with_readiness(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """Adds `ready_since`, None unless a period is open."""
    periods = ReadyPeriod.objects.open().filter(journey=OuterRef("pk"))
    return journeys.annotate(ready_since=Subquery(periods.values("ready_at")[:1], output_field=DateTimeField()))


def nights_between(since: datetime, until: datetime) -> int:
    """*Døgn* as the ledger counts them: Danish calendar days from the first to the last, which does not count (P1)."""
    return max((local_date(until) - local_date(since)).days, 0)


def left_at(journey: Journey) -> datetime | None:
    """When the citizen went home, if the stay is over."""
    gone = (JourneyStatus.DISCHARGED, JourneyStatus.CLOSED, JourneyStatus.DECEASED)
    return journey.discharged_at if journey.status_value in gone else None


def coincidence_of(journey: Journey, story: StayStory) -> Coincidence | None:
    """Whether readiness and discharge came together; None before a discharge (RULES 2g)."""
    discharges = story.discharges
    if not discharges or journey.status_value not in (JourneyStatus.DISCHARGED, JourneyStatus.CLOSED):
        return None
    discharged, agreed = discharges[-1], story.agreement.agreed
    departure = departure_of(story, discharged)
    return coincidence(
        CoincidenceFacts(
            discharged_at=discharged.occurred_at,
            periods=[(period.ready_at, period.ended_at) for period in story.periods],
            speciality=None if journey.speciality == "unknown" else journey.speciality,
            agreed_at=agreed.at if agreed else None,
            terminal=story.terminal,
            ended_by=departure.ended_by,
            medically_ready=departure.medically_ready,
        )
    )


def preparation_of(journey: Journey, story: StayStory, *, marks: Sequence[ReadMark] | None = None) -> PreparationTime:
    """The shared preparation time of the current agreement (UX §2 item 4); `marks` are the journey's, if at hand."""
    said = story.agreement
    home_at = said.agreed.at if said.agreed else None
    opened_at = _opened(journey, story, marks) if home_at is not None else None
    told_at = said.first_proposed_at
    return preparation_time(
        told_at=told_at,
        home_at=home_at,
        answered_at=said.first_answered_at,
        opened_at=opened_at,
        choices=answers_for(journey.hospital_id, told_at) if told_at else DEFAULTS,
    )


def _opened(journey: Journey, story: StayStory, marks: Sequence[ReadMark] | None) -> datetime | None:
    """When the municipality first had the journey open after the first proposal, as far as its marks tell."""
    told_at, house = story.agreement.first_proposed_at, journey.municipality_id
    first = min((each.sequence for each in story.counting if each.stated_at == told_at), default=None)
    if first is None:
        return None
    read = marks if marks is not None else list(ReadMark.objects.filter(journey=journey).select_related("unit"))
    seen = [
        mark.seen_at
        for mark in read
        if mark.seen_sequence >= first and mark.seen_at is not None and house in (mark.unit_id, mark.unit.root_id)
    ]
    return min(seen, default=None)


def delays_of(journey: Journey, story: StayStory, *, now: datetime) -> tuple[DelayInterval, ...]:
    """The delay after the agreed time, with its reasons; empty before it (UX §3 item 3)."""
    agreed = story.agreement.agreed
    return delays(agreed_at=agreed.at if agreed else None, left_at=left_at(journey), periods=story.periods, now=now)
