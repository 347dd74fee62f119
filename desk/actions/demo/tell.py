"""Tells the stories: builds each message, receives it as a gateway would, and enters the facts by hand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from desk.actions.demo.agreement.plans import write_plans
from desk.actions.demo.agreement.registers import write_registers
from desk.actions.demo.agreement.surveys import write_surveys
from desk.actions.demo.cast import cast, younger
from desk.actions.demo.gateway import come, party
from desk.actions.demo.hours import in_the_day, shift_of
from desk.actions.demo.letters import write_letters
from desk.actions.demo.messages import letters_come
from desk.actions.demo.own import give_own_page
from desk.actions.demo.psychiatry import write_psychiatry
from desk.actions.demo.rare_stories import RARE
from desk.actions.demo.sorting import write_sorting_rules
from desk.actions.demo.stories import everyday
from desk.actions.demo.story import Fact, Step, Tale
from desk.actions.demo.unknown import identify, provisional
from journeys.actions.access import break_glass
from journeys.actions.acting.acts import Act
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.events import NewEvent, record_event
from journeys.actions.marks import acknowledge, mark_seen
from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import CITIZEN_KINDS, EventKind, EventSource
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.domain.states import MessageState
from medcom.parsing.building.builder import BundlePerson, Episode
from organisations.models import Organisation, User

SEED = 2026
SEEN_AFTER_HOURS = 12


@dataclass(frozen=True, slots=True)
class Teller:
    """What telling needs: the units by key, the people who act for them, and the present."""

    units: Mapping[str, Organisation]
    actors: Mapping[UUID, User]
    now: datetime
    # By how much the story at hand is moved, so that nobody leaves at night.
    shift: timedelta = timedelta(0)

    def at(self, hours_ago: float) -> datetime:
        """The instant that many hours back in the story, whole minutes; nothing has happened later than now."""
        then = self.now - timedelta(hours=hours_ago) + self.shift
        return (min(then, self.now) if hours_ago >= 0 else then).replace(second=0, microsecond=0)


def all_stories() -> list[Tale]:
    """The rare ones last: the people of the cast keep their stories when one is added."""
    return [*everyday(seed=SEED), *RARE]


def tell_demo(*, now: datetime, progress: Callable[[list[Any]], Iterator[Any]] = iter) -> int:
    """Tells every story that is not told yet; returns how many citizens came in."""
    told = all_stories()
    grown = cast(len(told), seed=SEED)
    people = [younger(each, now.year) if story.young else each for each, story in zip(grown, told, strict=True)]
    units = {unit.reference_key: unit for unit in Organisation.objects.select_related("root") if unit.reference_key}
    # Of two at one ward the later made acts: an order of our own, the database promises none.
    users = User.objects.filter(active_membership__unit__isnull=False).order_by("pk")
    actors = {user.unit.pk: user for user in users if user.unit is not None}
    teller = Teller(units, actors, now)
    fresh = [
        (index, person, story)
        for index, (person, story) in enumerate(zip(people, told, strict=True))
        if not Citizen.objects.filter(cpr=person.cpr).exists()
    ]
    for index, person, story in progress(fresh):
        _tell_story(teller, story, person, seed=SEED + index)
    write_sorting_rules(units, actors, now=now)
    if write_letters(actors, now=now):
        write_psychiatry(now)
    letters_come(actors, now=now)
    give_own_page(now)
    write_plans(now)
    write_registers(now)
    write_surveys(now)
    return len(fresh)


def _tell_story(teller: Teller, story: Tale, person: BundlePerson, *, seed: int) -> None:
    present, teller = teller, replace(teller, shift=shift_of(story, now=teller.now))
    begun = teller.at(max([step.hours_ago for step in story.steps], default=1))
    citizen = citizen_by_cpr(person.cpr)
    _know(teller, story, citizen, begun)
    if story.planned_in_hours is not None:
        _plan(teller, story, citizen, person)
    shown = provisional(person) if story.provisional else person
    if story.provisional:
        _was_planned(teller, story, citizen, person)
    episode = _episode(teller, story, shown, (story.steps[0].to if story.steps else "") or story.ward, seed)
    told: list[tuple[datetime, Step | Fact]] = [(teller.at(step.hours_ago), step) for step in story.steps]
    told += [(teller.at(fact.hours_ago), fact) for fact in story.facts]
    for at, each in sorted(told, key=lambda pair: pair[0]):
        if isinstance(each, Fact):
            _enter(teller, story, citizen_by_cpr(shown.cpr), each, at)
        elif story.provisional:
            shown = _meet(teller, story, episode, each, at, person)
        else:
            _send(teller, story, episode, each, at)
    if story.steps:
        _look(present, story, citizen)
    if story.glass is not None:
        user = User.objects.get(username=story.glass.username)
        break_glass(citizen, by=user, reason=story.glass.reason, now=teller.at(story.glass.hours_ago))


def _meet(
    teller: Teller, story: Tale, episode: Episode, step: Step, at: datetime, person: BundlePerson
) -> BundlePerson:
    """Somebody without papers; returns under which number the citizen is known after the step."""
    nameless, ward = episode.patient, teller.units[story.ward]
    citizen = citizen_by_cpr(nameless.cpr)
    if step.what == "refused":
        # A replacement number cannot be notified: the message log shows why.
        come(episode.admit(at=at), at, expected=MessageState.REJECTED)
    elif step.what == "by_hand":
        payload = _at_ward(ward) | {"class": "IMP", "period_start": at.isoformat()} | _named(nameless)
        payload["municipality"] = str(teller.units[story.municipality].pk)
        _record(citizen, EventKind.ADMITTED, at, payload, ward, teller.actors.get(ward.pk))
    else:
        journey = Journey.objects.current().get(citizen=citizen)
        identify(journey, person, by=teller.actors[ward.pk], at=at)
        return person
    return nameless


def _at_ward(ward: Organisation) -> dict[str, str]:
    return {"provider": str(ward.pk), "hospital": str((ward.root or ward).pk)}


def _named(person: BundlePerson) -> dict[str, str]:
    return {"family_name": person.family_name, "given_names": " ".join(person.given_names)}


def _look(teller: Teller, story: Tale, citizen: Citizen) -> None:
    """The demo's people have been at work: what is older than their shift has been seen and acknowledged."""
    journey = Journey.objects.current().filter(citizen=citizen).first()
    if journey is None or journey.last_event_at is None or journey.last_event_at > teller.at(SEEN_AFTER_HOURS):
        return
    at = journey.last_event_at + timedelta(hours=1)
    assessor = teller.actors.get(teller.units[f"{story.municipality}-visitation"].pk)
    ours = journey.municipality_id == teller.units[story.municipality].pk
    if assessor is not None and ours and journey.municipal_services:
        acknowledge(journey, act=Act(by=assessor, now=at))
        journey.refresh_from_db()
    for unit in (teller.units[story.ward], teller.units[story.gp or story.ward]):
        if unit.pk in teller.actors:
            mark_seen(journey, by=teller.actors[unit.pk], now=at)


def _episode(teller: Teller, story: Tale, person: BundlePerson, ward: str, seed: int) -> Episode:
    return Episode(
        patient=person,
        sender=party(teller.units[ward]),
        receiver=party(teller.units[story.municipality]),
        seed=seed,
    )


def _send(teller: Teller, story: Tale, episode: Episode, step: Step, at: datetime) -> None:
    if step.what in ("admit", "move"):
        episode.sender = party(teller.units[step.to or story.ward])
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
    come(steps[step.what](), at)


def _know(teller: Teller, story: Tale, citizen: Citizen, begun: datetime) -> None:
    """What the municipality and the practice list say of the citizen before the stay."""
    known = {
        Affiliation.MUNICIPAL_SERVICES: story.services,
        Affiliation.COMMUNITY_NURSING: story.nursing,
        Affiliation.SOCIAL: story.social,
        Affiliation.ELDER_CARE: story.elder,
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


def _enter(teller: Teller, story: Tale, citizen: Citizen, fact: Fact, at: datetime) -> None:
    unit = teller.units[fact.by or story.ward]
    journey = Journey.objects.current().filter(citizen=citizen).first()
    if journey is None:
        return
    payload = {**fact.payload, **_added(teller, journey, fact, unit, at)}
    anchor = None if fact.kind in CITIZEN_KINDS else journey.pk
    _record(citizen, fact.kind, at, payload, unit, teller.actors.get(unit.pk), anchor=anchor)


def _added(teller: Teller, journey: Journey, fact: Fact, unit: Organisation, at: datetime) -> dict[str, Any]:
    """What only the telling knows: ids of units and events, and instants."""
    match fact.kind:
        case EventKind.PLACED:
            return _at_ward(unit)
        case EventKind.PHYSICIAN_NAMED:
            return {"organisation": str(unit.pk)}
        case EventKind.MEDICATION_RESPONSIBLE_STATED:
            named = journey.gp_practice_id if fact.payload["party"] == "gp" else unit.pk
            return {"organisation": str(named)}
        case EventKind.DISCHARGE_PROPOSED:
            return {"at": in_the_day(teller.now + timedelta(hours=fact.payload["at_in_hours"])).isoformat(), "text": ""}
        case EventKind.DISCHARGE_ACCEPTED:
            return {"proposal_ref": _last_ref(journey.citizen, EventKind.DISCHARGE_PROPOSED)}
        case EventKind.READY_REGISTERED:
            return {"assessed_at": at.isoformat(), "notified_at": at.isoformat()}
        case EventKind.SHARED:
            return {"unit": str(teller.units[fact.payload["unit"]].pk)}
        case EventKind.RESIDENCE_STATED:
            return {"organisation": str(teller.units[fact.payload["organisation"]].pk)}
    return {}


def _was_planned(teller: Teller, story: Tale, citizen: Citizen, person: BundlePerson) -> None:
    """Known by name since a stay that was called off long ago."""
    ward, at = teller.units[story.ward], teller.at(24 * 200)
    payload = {**_at_ward(ward), **_named(person), "planned_at": (at + timedelta(days=9)).isoformat()}
    _record(citizen, EventKind.ADMISSION_DECIDED, at, payload, ward, None)
    journey = Journey.objects.current().get(citizen=citizen)
    said = {"reason": "Borgeren har fået det bedre."}
    later = at + timedelta(days=3)
    _record(citizen, EventKind.ADMISSION_CALLED_OFF, later, said, ward, None, anchor=journey.pk)


def _last_ref(citizen: Citizen, kind: EventKind) -> str:
    """What an answer answers."""
    said = JourneyEvent.objects.filter(citizen=citizen, kind=kind.value).order_by("-pk").first()
    return said.source_ref if said else ""


def _plan(teller: Teller, story: Tale, citizen: Citizen, person: BundlePerson) -> None:
    ward, planned_in = teller.units[story.ward], story.planned_in_hours or 0
    payload = {
        "planned_at": at_local(local_date(teller.at(-planned_in)), time(8, 0)).isoformat(),
        "admission_type": "planned",
        "municipality": str(teller.units[story.municipality].pk),
        **_at_ward(ward),
        **_named(person),
    }
    decided = teller.at(30 if planned_in > 0 else 30 + 24 * 7)
    _record(citizen, EventKind.ADMISSION_DECIDED, decided, payload, ward, teller.actors.get(ward.pk))


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
