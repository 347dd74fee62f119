"""What is told of one invented citizen: visits and stays over time, with what the sectors say to each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from desk.actions.demo.stories import letter, ready
from journeys.actions.events import NewEvent
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from journeys.domain.history.chains import ChainLink, ChainStep
from medcom.parsing.building.builder import BundlePerson
from organisations.models import Organisation

HOUR = timedelta(hours=1)
_REASONS = ("temporary_place", "home_measures", "rehabilitation_place", "nursing_home_place")


@dataclass(frozen=True, slots=True)
class Ward:
    """Where somebody can lie, and whose it is."""

    id: UUID
    hospital: UUID


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a region, in an order of their own."""

    wards: Sequence[Ward]
    emergency: Sequence[Ward]
    municipalities: Sequence[UUID]
    # How often a citizen lives in each.
    inhabitants: Sequence[int]
    practices: Sequence[UUID]
    # Every unit there is, with its root.
    by_id: Mapping[str, Organisation] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class RegionEvent:
    """One event and its identity."""

    identity: UUID
    new: NewEvent


@dataclass(slots=True)
class Life:
    """One citizen while their years are told."""

    units: Units
    person: BundlePerson
    random: Random
    municipality: UUID = field(init=False)
    practice: UUID = field(init=False)
    events: list[RegionEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Where the citizen lives, and whose patient they are."""
        self.practice = self.random.choice(self.units.practices)
        (self.municipality,) = self.random.choices(self.units.municipalities, self.units.inhabitants)

    def uuid(self) -> UUID:
        """The next identity."""
        return UUID(int=self.random.getrandbits(128), version=4)

    def happens(self, share: float) -> bool:
        """Whether something happens that happens to so many."""
        return self.random.random() < share

    def hours(self, low: float, high: float) -> timedelta:
        """Some time between two, whole minutes."""
        return timedelta(minutes=int(self.random.uniform(60 * low, 60 * high)))

    def told(self, kind: K, at: datetime, by: UUID, payload: dict[str, Any], **rest: Any) -> RegionEvent:
        """Something that is said as it happens."""
        stated = {"stated_at": at, **rest}
        new = NewEvent(kind=kind, occurred_at=at, organisation_id=by, payload=payload, **stated)
        self.events.append(RegionEvent(self.uuid(), new))
        return self.events[-1]

    def know(self, since: datetime) -> None:
        """What the municipality and the practice's list say before the first stay."""
        answers = {Affiliation.MUNICIPAL_SERVICES: 0.8, Affiliation.COMMUNITY_NURSING: 0.6}
        for affiliation, share in answers.items():
            payload = {"affiliation": affiliation.value, "value": self.happens(share)}
            self.told(K.AFFILIATION_STATED, since, self.municipality, payload)
        self.told(K.GP_STATED, since, self.practice, {"organisation": str(self.practice)})


@dataclass(slots=True)
class RegionStay:
    """One journey while it is told: its messages are a chain, what people enter hangs on its first event."""

    life: Life
    ward: Ward
    begun_at: datetime
    episode: UUID
    chain: list[ChainLink] = field(default_factory=list)
    first: UUID | None = None

    def message(self, kind: K, at: datetime, *, encounter: str = "IMP", **more: Any) -> None:
        """The next message of the hospital."""
        self._send(kind, at, {"class": encounter, **more}, ChainStep.GOES_ON, stated_at=at)

    def correction(self, kind: K, at: datetime, *, stated_at: datetime) -> None:
        """Another time for what the last message said."""
        before = {"voids_ref": self.chain[-1].ref, "voids_only": self.chain[-1].kind}
        self._send(
            kind,
            at,
            {"class": "IMP", "step": ChainStep.CORRECTS.value},
            ChainStep.CORRECTS,
            stated_at=stated_at,
            **before,
        )

    def _send(self, kind: K, at: datetime, said: dict[str, Any], step: ChainStep, **rest: Any) -> None:
        life, ref = self.life, str(self.life.uuid())
        payload = {
            "period_start": self.begun_at.isoformat(),
            "provider": str(self.ward.id),
            "hospital": str(self.ward.hospital),
            "house": str(self.ward.hospital),
            "municipality": str(life.municipality),
            "report_of_admission": kind is K.ADMITTED,
            "family_name": life.person.family_name,
            "given_names": " ".join(life.person.given_names),
            **said,
        }
        told = life.told(
            kind,
            at,
            self.ward.hospital,
            payload,
            source=EventSource.MESSAGE,
            source_ref=ref,
            episode_ids=(str(self.episode),),
            chain=tuple(self.chain),
            **rest,
        )
        self.chain.append(ChainLink(ref, kind, step, rest["stated_at"], self.chain[-1].ref if self.chain else None))
        self.first = self.first or told.identity

    def fact(self, kind: K, at: datetime, payload: dict[str, Any], *, by: UUID | None = None) -> RegionEvent:
        """Something that people enter: the ward, unless another unit does."""
        return self.life.told(kind, at, by or self.ward.id, payload, anchor=self.first)


def tell_stay(life: Life, at: datetime) -> datetime:
    """One journey from arrival to close-out; returns when the citizen was home again."""
    ward = life.random.choice(life.units.wards)
    stay = RegionStay(life, ward, at, life.uuid())
    if life.happens(0.45):
        stay.ward = life.random.choice(life.units.emergency)
        stay.message(K.ACUTE_ARRIVED, at, encounter="EMER")
        at += life.hours(1, 8)
        if life.happens(0.2):
            stay.message(K.DISCHARGED, at, encounter="EMER", period_end=at.isoformat())
            # Who was only seen is asked about too: unanswered, every list of the municipality would grow for a year.
            stay.fact(K.MUNICIPAL_ENROLLED, at + 4 * HOUR, {"needed": False}, by=life.municipality)
            return at
        stay.ward, stay.begun_at = ward, at
    stay.message(K.ADMITTED, at)
    if life.happens(0.05):
        stay.begun_at = at - timedelta(minutes=20)
        stay.correction(K.ADMITTED, stay.begun_at, stated_at=at + HOUR)
    left = at + min(life.random.expovariate(1 / 90) * HOUR + 12 * HOUR, 60 * 24 * HOUR)
    left = left.replace(second=0, microsecond=0)
    _lie(stay, at, left)
    if life.happens(0.03):
        stay.message(K.DIED, left)
        return left
    stay.message(K.DISCHARGED, left, period_end=left.isoformat())
    _wind_up(stay, left)
    return left


def _lie(stay: RegionStay, since: datetime, left: datetime) -> None:
    life, ward = stay.life, stay.ward.id
    bed = f"{life.random.randrange(1, 30):02}-{life.random.randrange(1, 4)}"
    stay.fact(K.PLACED, since + HOUR, {"provider": str(ward), "hospital": str(stay.ward.hospital), "bed": bed})
    if life.happens(0.9):
        stay.fact(K.PHYSICIAN_NAMED, since + 2 * HOUR, {"name": "Overlæge Prøve Lund", "organisation": str(ward)})
    if life.happens(0.7):
        stay.fact(K.REPORT_OF_ADMISSION_SENT, since + 5 * HOUR, {"manual": True}, by=life.municipality)
    stay.fact(K.DESTINATION_STATED, since + 8 * HOUR, {"destination": "own_home"})
    if life.happens(0.15):
        _wait(stay, since + (left - since) / 2)
    if life.happens(0.5):
        asked = left - 6 * HOUR
        proposal = stay.fact(K.DISCHARGE_PROPOSED, asked, {"at": left.isoformat(), "text": ""})
        answer = {"proposal_ref": str(proposal.identity), "text": ""}
        stay.fact(K.DISCHARGE_ACCEPTED, asked + HOUR, answer, by=life.municipality)
    if life.happens(0.04) and left - since > 48 * HOUR:
        stay.message(K.LEAVE_STARTED, since + 20 * HOUR, leave_start=(since + 20 * HOUR).isoformat())
        stay.message(K.LEAVE_ENDED, since + 30 * HOUR, leave_end=(since + 30 * HOUR).isoformat())


def _wait(stay: RegionStay, at: datetime) -> None:
    """Ready, and waiting for the municipality."""
    at = at.replace(second=0, microsecond=0)
    said = {"assessed_at": at.isoformat(), "notified_at": at.isoformat()}
    payload = ready(0, stay.life.random.choice(_REASONS)).payload | said
    stay.fact(K.READY_REGISTERED, at, payload)


def _wind_up(stay: RegionStay, left: datetime) -> None:
    """What is done before and after somebody has gone home; some of it is forgotten for weeks."""
    life = stay.life
    stay.fact(K.FMK_UPDATED, left - HOUR, {})
    stay.fact(K.REHABILITATION_DECIDED, left - HOUR, {"needed": False})
    stay.fact(K.OTHER_TASKS_DONE, left + HOUR, {})
    sent = left + (life.hours(100, 700) if life.happens(0.02) else life.hours(2, 30))
    stay.fact(K.LETTER_SENT, sent, letter(0).payload)
    stay.fact(K.LETTER_ACKNOWLEDGED, sent + HOUR, {"positive": True}, by=life.practice)
    enrolled = left + (life.hours(100, 700) if life.happens(0.03) else 4 * HOUR)
    stay.fact(K.MUNICIPAL_ENROLLED, enrolled, {"needed": True}, by=life.municipality)


def in_order(events: Sequence[RegionEvent], *, until: datetime) -> Iterator[RegionEvent]:
    """As they came in, and nothing that has not happened yet."""
    came = [told for told in events if told.new.occurred_at <= until]
    return iter(sorted(came, key=lambda told: told.new.stated_at or told.new.occurred_at))
