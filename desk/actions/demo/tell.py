"""Tells the stories: builds each message, receives it as a gateway would, and enters the facts by hand."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from desk.actions.demo.cast import cast
from desk.actions.demo.stories import stories
from desk.actions.demo.story import Fact, Step, Story
from journeys.actions.acts import Act
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.events import NewEvent, record_event
from journeys.actions.marks import acknowledge, mark_seen
from journeys.domain.citizen_facts import Affiliation
from journeys.domain.clock import at_local, local_date
from journeys.domain.events import EventKind, EventSource
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.actions.intake import receive
from medcom.domain.states import Door, MessageState
from medcom.parsing.builder import Episode, MessageOrganization, Person
from organisations.models import Organisation, User

SEED = 2026
SEEN_AFTER_HOURS = 12
_JSON = "application/fhir+json"


class DemoRefused(RuntimeError):
    """A demo message was not accepted: a fault of the demo or of the intake, never to be swallowed."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What telling needs: the units by key, the people who act for them, and the present."""

    units: Mapping[str, Organisation]
    actors: Mapping[UUID, User]
    now: datetime

    def at(self, hours_ago: float) -> datetime:
        """The instant that many hours back, whole minutes."""
        return (self.now - timedelta(hours=hours_ago)).replace(second=0, microsecond=0)


def tell_demo(*, now: datetime, progress: Callable[[list[Any]], Iterator[Any]] = iter) -> int:
    """Tells every story that is not told yet; returns how many citizens came in."""
    told = stories(seed=SEED)
    people = cast(len(told), seed=SEED)
    units = {unit.reference_key: unit for unit in Organisation.objects.select_related("root") if unit.reference_key}
    users = User.objects.filter(active_membership__unit__isnull=False)
    actors = {user.unit.pk: user for user in users if user.unit is not None}
    teller = Teller(units, actors, now)
    fresh = [
        (index, person, story)
        for index, (person, story) in enumerate(zip(people, told, strict=True))
        if not Citizen.objects.filter(cpr=person.cpr).exists()
    ]
    for index, person, story in progress(fresh):
        _tell_story(teller, story, person, seed=SEED + index)
    return len(fresh)


def _tell_story(teller: Teller, story: Story, person: Person, *, seed: int) -> None:
    begun = teller.at(max([step.hours_ago for step in story.steps], default=1))
    citizen = citizen_by_cpr(person.cpr)
    _know(teller, story, citizen, begun)
    if story.planned_in_hours is not None:
        _plan(teller, story, citizen, person)
        return
    if not story.steps:
        return
    told: list[tuple[datetime, Step | Fact]] = [(teller.at(step.hours_ago), step) for step in story.steps]
    told += [(teller.at(fact.hours_ago), fact) for fact in story.facts]
    episode = _episode(teller, story, person, story.steps[0].to or story.ward, seed)
    for at, each in sorted(told, key=lambda pair: pair[0]):
        if isinstance(each, Step):
            _send(teller, story, episode, each, at)
        else:
            _enter(teller, story, citizen, each, at)
    _look(teller, story, citizen)


def _look(teller: Teller, story: Story, citizen: Citizen) -> None:
    """The demo's people have been at work: what is older than their shift has been seen and acknowledged."""
    journey = Journey.objects.current().filter(citizen=citizen).first()
    if journey is None or journey.last_event_at is None or journey.last_event_at > teller.at(SEEN_AFTER_HOURS):
        return
    at = journey.last_event_at + timedelta(hours=1)
    assessor = teller.actors.get(teller.units[f"{story.municipality}-visitation"].pk)
    if assessor is not None and journey.municipal_services:
        acknowledge(journey, act=Act(by=assessor, now=at))
        journey.refresh_from_db()
    for unit in (teller.units[story.ward], teller.units[story.gp or story.ward]):
        if unit.pk in teller.actors:
            mark_seen(journey, by=teller.actors[unit.pk], now=at)


def _message_organisation(unit: Organisation) -> MessageOrganization:
    return MessageOrganization(
        sor=unit.sor,
        gln=unit.gln,
        name=unit.name,
        municipality_code=unit.municipality_code if unit.kind == "municipality" else None,
    )


def _episode(teller: Teller, story: Story, person: Person, ward: str, seed: int) -> Episode:
    return Episode(
        patient=person,
        sender=_message_organisation(teller.units[ward]),
        receiver=_message_organisation(teller.units[story.municipality]),
        seed=seed,
    )


def _send(teller: Teller, story: Story, episode: Episode, step: Step, at: datetime) -> None:
    if step.what in ("admit", "move"):
        episode.sender = _message_organisation(teller.units[step.to or story.ward])
    steps: dict[str, Callable[[], Any]] = {
        "admit": lambda: episode.admit(at=at),
        "move": lambda: episode.admit(at=at, report=False),
        "emergency": lambda: episode.admit(at=at, emergency=True),
        "leave": lambda: episode.leave(at=at),
        "back": lambda: episode.come_back(at=at),
        "discharge": lambda: episode.discharge(at=at),
        "die": lambda: episode.die(at=at),
        "revise": lambda: episode.revise(sent_at=at, at=at - timedelta(hours=step.by_hours)),
        "cancel": lambda: episode.cancel(sent_at=at),
    }
    body = json.dumps(steps[step.what]()).encode()
    message = receive(body, content_type=_JSON, door=Door.COMMAND, now=at + timedelta(seconds=4))
    if message.state != MessageState.ACCEPTED:
        raise DemoRefused(f"{step}: {message.state} {message.problems}")


def _know(teller: Teller, story: Story, citizen: Citizen, begun: datetime) -> None:
    """What the municipality and the practice list say of the citizen before the stay."""
    known = {
        Affiliation.MUNICIPAL_SERVICES: story.services,
        Affiliation.COMMUNITY_NURSING: story.nursing,
        Affiliation.SOCIAL: story.social,
    }
    since = begun - timedelta(days=120)
    municipality = teller.units[story.municipality]
    for affiliation, value in known.items():
        if value is not None:
            payload = {"affiliation": affiliation.value, "value": value}
            _record(citizen, EventKind.AFFILIATION_STATED, since, payload, municipality, None)
    if story.gp is not None:
        practice = teller.units[story.gp]
        _record(citizen, EventKind.GP_STATED, since, {"organisation": str(practice.pk)}, practice, None)


def _enter(teller: Teller, story: Story, citizen: Citizen, fact: Fact, at: datetime) -> None:
    unit = teller.units[fact.by or story.ward]
    journey = Journey.objects.current().filter(citizen=citizen).first()
    if journey is None:
        return
    payload = dict(fact.payload)
    if fact.kind is EventKind.PLACED:
        payload |= {"provider": str(unit.pk), "hospital": str((unit.root or unit).pk)}
    if fact.kind is EventKind.PHYSICIAN_NAMED:
        payload["organisation"] = str(unit.pk)
    if fact.kind is EventKind.DISCHARGE_PROPOSED:
        payload = {"at": (teller.at(-payload["at_in_hours"])).isoformat(), "text": ""}
    if fact.kind is EventKind.DISCHARGE_ACCEPTED:
        payload["proposal_ref"] = _last_ref(citizen, EventKind.DISCHARGE_PROPOSED)
    if fact.kind is EventKind.READY_REGISTERED:
        payload["assessed_at"] = payload["notified_at"] = at.isoformat()
    if fact.kind is EventKind.SHARED:
        payload["unit"] = str(teller.units[payload["unit"]].pk)
    _record(citizen, fact.kind, at, payload, unit, teller.actors.get(unit.pk), anchor=journey.pk)


def _last_ref(citizen: Citizen, kind: EventKind) -> str:
    """What an answer answers."""
    said = JourneyEvent.objects.filter(citizen=citizen, kind=kind.value).order_by("-pk").first()
    return said.source_ref if said else ""


def _plan(teller: Teller, story: Story, citizen: Citizen, person: Person) -> None:
    ward = teller.units[story.ward]
    payload = {
        "planned_at": at_local(local_date(teller.at(-(story.planned_in_hours or 0))), time(8, 0)).isoformat(),
        "admission_type": "planned",
        "provider": str(ward.pk),
        "hospital": str((ward.root or ward).pk),
        "municipality": str(teller.units[story.municipality].pk),
        "family_name": person.family_name,
        "given_names": " ".join(person.given_names),
    }
    _record(citizen, EventKind.ADMISSION_DECIDED, teller.at(30), payload, ward, teller.actors.get(ward.pk))


def _record(
    citizen: Citizen,
    kind: EventKind,
    at: datetime,
    payload: Mapping[str, Any],
    unit: Organisation,
    actor: User | None,
    *,
    anchor: UUID | None = None,
) -> None:
    new = NewEvent(
        kind=kind,
        occurred_at=at,
        stated_at=at,
        source=EventSource.FORM,
        actor_id=actor.pk if actor else None,
        organisation_id=unit.pk,
        anchor=anchor,
        payload=payload,
    )
    record_event(citizen.pk, new, now=at)
