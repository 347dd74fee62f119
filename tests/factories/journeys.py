"""Recorded journeys for tests; every one goes through `record_event`. Times are hours before `now`."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from journeys.actions.events import NewEvent, Recorded, record_event
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.citizen.likeness import folded_name
from journeys.domain.events import EventKind, EventSource
from journeys.domain.state.fold import Destination
from journeys.models import Citizen, Journey
from organisations.models import Organisation
from tests.actors import Actors
from tests.beginning import beginning

_serial = count(1)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def invented_cpr(serial: int) -> str:
    """A CPR number that was never issued: born in the fifties, not on 1 January, failing modulus 11."""
    born = date(1950, 1, 2) + timedelta(days=serial % 3600)
    if (born.month, born.day) == (1, 1):
        born += timedelta(days=1)
    number = f"{born:%d%m%y}{serial % 3000:04}"
    passes = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11 == 0
    return number if not passes else number[:-1] + str((int(number[-1]) + 1) % 10)


def make_citizen(name: str = "Karen Prøve Madsen", *, cpr: str | None = None) -> Citizen:
    """A citizen of whom nothing but name and number is known."""
    given, _, family = name.rpartition(" ")
    return Citizen.objects.create(
        cpr=cpr or invented_cpr(next(_serial)),
        given_names=given,
        family_name=family,
        search_name=folded_name(given, family),
    )


def tell(
    citizen: Citizen,
    kind: EventKind,
    *,
    at: datetime,
    stated_at: datetime | None = None,
    now: datetime | None = None,
    source: EventSource = EventSource.MESSAGE,
    ref: str = "",
    voids: str = "",
    voids_only: EventKind | None = None,
    anchor: UUID | None = None,
    episode: str = "",
    stated_by: Organisation | None = None,
    **payload: Any,
) -> Recorded:
    """Record one event; organisations in the payload may be given as rows."""
    values = {name: str(value.pk) if isinstance(value, Organisation) else value for name, value in payload.items()}
    event = NewEvent(
        kind=kind,
        occurred_at=at,
        stated_at=stated_at or at,
        source=source,
        source_ref=ref or str(uuid4()),
        organisation_id=stated_by.pk if stated_by else None,
        episode_ids=(episode,) if episode else (),
        anchor=anchor,
        voids_ref=voids,
        voids_only=voids_only,
        payload=values,
    )
    return record_event(citizen.pk, event, now=now or at)


def tell_journey(journey: Journey, kind: EventKind, *, at: datetime | None = None, **payload: Any) -> Recorded:
    """Record one fact of a journey, entered by hand."""
    at = at or timezone.now()
    return tell(journey.citizen, kind, at=at, source=EventSource.FORM, anchor=journey.pk, **payload)


@beginning
def admitted_journey(
    actors: Actors,
    *,
    citizen: Citizen | None = None,
    now: datetime | None = None,
    hours_ago: float = 30,
    ward: Organisation | None = None,
    municipality: Organisation | None = None,
    services: bool | None = True,
    nursing: bool | None = None,
    gp: Organisation | None = None,
    no_gp: bool = False,
    physician: str = "Henrik Dalsgaard",
    bed: str = "",
    more: Mapping[str, Any] | None = None,
) -> Journey:
    """A citizen in a bed; unless said otherwise served by the municipality and registered with the practice."""
    now = now or timezone.now()
    at = now - timedelta(hours=hours_ago)
    citizen = citizen or make_citizen()
    ward = ward or actors.ward
    _state_facts(citizen, at, services=services, nursing=nursing, gp=None if no_gp else gp or actors.practice)
    recorded = tell(
        citizen,
        EventKind.ADMITTED,
        at=at,
        episode=str(uuid4()),
        stated_by=ward,
        provider=ward,
        hospital=ward.root,
        municipality=municipality or actors.municipality,
        family_name=citizen.family_name,
        given_names=citizen.given_names,
        **(more or {}),
    )
    journey = recorded.journey
    assert journey is not None
    if physician:
        tell_journey(journey, EventKind.PHYSICIAN_NAMED, at=at, name=physician, organisation=ward)
    if bed:
        tell_journey(journey, EventKind.PLACED, at=at, provider=ward, hospital=ward.root, bed=bed)
    return Journey.objects.get(pk=journey.pk)


@beginning
def discharged_journey(
    actors: Actors,
    *,
    now: datetime | None = None,
    hours_ago: float = 5,
    stayed: float = 72,
    nursing: bool | None = True,
    destination: Destination | None = Destination.OWN_HOME,
    **admission: Any,
) -> Journey:
    """A citizen who went home; unless said otherwise with everything that the 72 hours need."""
    now = now or timezone.now()
    journey = admitted_journey(actors, now=now, hours_ago=hours_ago + stayed, nursing=nursing, **admission)
    at = now - timedelta(hours=hours_ago)
    if destination is not None:
        tell_journey(journey, EventKind.DESTINATION_STATED, at=at - timedelta(hours=1), destination=destination.value)
    end_journey(journey, EventKind.DISCHARGED, at=at)
    return Journey.objects.get(pk=journey.pk)


def end_journey(journey: Journey, kind: EventKind, *, at: datetime, **more: Any) -> Recorded:
    """The notification that ends the stay: discharged or died."""
    first = journey.placements.select_related("event").order_by("position")[0].event
    return tell(
        journey.citizen,
        kind,
        at=at,
        episode=first.episode_ids[0],
        stated_by=journey.ward,
        provider=journey.ward,
        hospital=journey.hospital,
        municipality=journey.municipality,
        **more,
    )


def cancel_journey(journey: Journey, *, at: datetime) -> Recorded:
    """The cancellation of the admission."""
    admission = journey.placements.select_related("event").get(event__kind=EventKind.ADMITTED.value).event
    return tell(
        journey.citizen, EventKind.CANCELLED, at=at, voids=admission.source_ref, episode=admission.episode_ids[0]
    )


def _state_facts(
    citizen: Citizen, at: datetime, *, services: bool | None, nursing: bool | None, gp: Organisation | None
) -> None:
    known = {Affiliation.MUNICIPAL_SERVICES: services, Affiliation.COMMUNITY_NURSING: nursing}
    for affiliation, value in known.items():
        if value is not None and not (services is False and affiliation is Affiliation.COMMUNITY_NURSING):
            state_affiliation(citizen, affiliation, value, at=at)
    if gp is not None:
        tell(citizen, EventKind.GP_STATED, at=at, source=EventSource.FORM, organisation=gp)


def state_affiliation(citizen: Citizen, affiliation: Affiliation, value: bool | None, *, at: datetime) -> None:
    """What ties the citizen to municipal care, or that it does not."""
    tell(
        citizen,
        EventKind.AFFILIATION_STATED,
        at=at,
        source=EventSource.FORM,
        affiliation=affiliation.value,
        value=value,
    )
