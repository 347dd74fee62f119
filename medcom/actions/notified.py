"""Carries out a hospital notification: citizen, event, projections (DESIGN §4 step 3)."""

from dataclasses import dataclass
from datetime import datetime

from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventSource
from journeys.models import Citizen, JourneyEvent
from medcom.actions.parties import Unknown, parties_of
from medcom.domain.events import stated_event
from medcom.parsing.notification import HospitalNotification
from medcom.parsing.problems import Problem
from organisations.domain.identifiers import normalise_cpr


@dataclass(frozen=True, slots=True)
class Noted:
    """The event and its citizen; neither when the message is refused, and then the problems say why."""

    citizen: Citizen | None = None
    event: JourneyEvent | None = None
    problems: tuple[Problem, ...] = ()


def note(notification: HospitalNotification, *, unknown: Unknown, now: datetime) -> Noted:
    """Records the event that a notification states, in the caller's transaction; an unknown citizen is no error."""
    parties = parties_of(notification, unknown=unknown)
    if parties.sender is None or parties.places is None:
        return Noted(problems=parties.problems)
    citizen = citizen_by_cpr(normalise_cpr(notification.cpr))
    stated = stated_event(notification, parties.places)
    recorded = record_event(
        citizen.pk,
        NewEvent(
            kind=stated.kind,
            occurred_at=stated.occurred_at,
            stated_at=stated.stated_at,
            source=EventSource.MESSAGE,
            source_ref=stated.source_ref,
            organisation_id=parties.sender.pk,
            episode_ids=stated.episode_ids,
            voids_ref=stated.voids_ref,
            voids_only=stated.voids_only,
            payload=stated.payload,
        ),
        now=now,
    )
    if recorded.duplicate:
        # The id is new to the message log and yet names an event: one that somebody entered by hand.
        return Noted(problems=(Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id"),))
    return Noted(citizen, recorded.event, parties.problems)
