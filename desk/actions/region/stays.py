"""One invented citizen and their stays, while they are told: who is meant, and how an event of theirs is made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from journeys.actions.events import NewEvent
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventSource
from journeys.domain.history.chains import ChainLink, ChainStep
from medcom.parsing.building.builder import BundlePerson
from organisations.models import Organisation

HOUR = timedelta(hours=1)
# Of those who get help at all, how many get which.
_AFFILIATIONS = {
    Affiliation.MUNICIPAL_SERVICES: 0.8,
    Affiliation.COMMUNITY_NURSING: 0.75,
    Affiliation.ELDER_CARE: 0.6,
    Affiliation.SOCIAL: 0.05,
    Affiliation.NURSING_HOME: 0.1,
}


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
class RegionPaper:
    """The words of a sending: its event says only that it was sent."""

    document: UUID
    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RegionEvent:
    """One event, its identity, and what was written."""

    identity: UUID
    new: NewEvent
    paper: RegionPaper | None = None


@dataclass(slots=True)
class Life:
    """One citizen while their years are told."""

    units: Units
    person: BundlePerson
    random: Random
    municipality: UUID = field(init=False)
    practice: UUID = field(init=False)
    events: list[RegionEvent] = field(default_factory=list)
    # What the municipality says before the first stay.
    known: dict[Affiliation, bool] = field(default_factory=dict)
    # Where the citizen lay last.
    ward: Ward | None = None

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

    def told(
        self,
        kind: K,
        at: datetime,
        by: UUID,
        payload: dict[str, Any],
        *,
        paper: RegionPaper | None = None,
        **rest: Any,
    ) -> RegionEvent:
        """Something that is said as it happens."""
        stated = {"stated_at": at, **rest}
        new = NewEvent(kind=kind, occurred_at=at, organisation_id=by, payload=payload, **stated)
        self.events.append(RegionEvent(self.uuid(), new, paper))
        return self.events[-1]

    def know(self, since: datetime) -> None:
        """What the municipality and the practice's list say before the first stay."""
        for affiliation, share in _AFFILIATIONS.items():
            needs = self.known.get(Affiliation.MUNICIPAL_SERVICES, True)
            self.known[affiliation] = needs and self.happens(share)
            payload = {"affiliation": affiliation.value, "value": self.known[affiliation]}
            self.told(K.AFFILIATION_STATED, since, self.municipality, payload)
        self.told(K.GP_STATED, since, self.practice, {"organisation": str(self.practice)})


@dataclass(slots=True)
class RegionStay:
    """One journey while it is told: its messages are a chain, what people enter hangs on its first event."""

    life: Life
    ward: Ward
    begun_at: datetime
    episode: UUID
    # How much of the region's last year had passed as it began.
    passed: float = 1.0
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

    def fact(
        self, kind: K, at: datetime, payload: dict[str, Any], *, by: UUID | None = None, **rest: Any
    ) -> RegionEvent:
        """Something that people enter: the ward, unless another unit does."""
        return self.life.told(kind, at, by or self.ward.id, payload, anchor=self.first, **rest)


def in_order(events: Sequence[RegionEvent], *, until: datetime) -> Iterator[RegionEvent]:
    """As they came in, and nothing that has not happened yet."""
    came = [told for told in events if told.new.occurred_at <= until]
    return iter(sorted(came, key=lambda told: told.new.stated_at or told.new.occurred_at))
