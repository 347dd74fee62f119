"""The journeys of the matrix, each of a citizen of its own: what the oracle knows of them, and how they came to be."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.actions.acting.acts import Act, state_citizen_fact
from journeys.actions.stays.contacts import enter_stay
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.contracts.matrix.ground import people as who
from tests.contracts.matrix.oracle import Place, Situation
from tests.factories.journeys import (
    admitted_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    tell,
    tell_journey,
)
from tests.factories.readiness import make_ready

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A situation and the journey in which it is so."""

    situation: Situation
    journey: Journey


@dataclass(frozen=True, slots=True)
class Ground:
    """What situations are built from."""

    actors: Actors
    units: dict[str, Organisation]
    users: dict[str, User]
    now: datetime

    def act(self, name: str, *, before: timedelta = timedelta(minutes=2)) -> Act:
        """Somebody's act, long enough ago to have been released."""
        return Act(by=self.users[name], now=self.now - before)


Builder = Callable[[Ground, str], Journey]


def _plain(name: str, place: Place, **facts: object) -> Situation:
    usual: dict[str, object] = {
        "holder": who.VIBORG,
        "wards": frozenset({who.WARD}),
        "municipality": who.VIBORG_KOMMUNE,
        "practice": who.OWN_PRACTICE,
    }
    return Situation(name=name, place=place, **{**usual, **facts})  # type: ignore[arg-type]


def _bed(ground: Ground, name: str) -> Journey:
    return admitted_journey(ground.actors, citizen=make_citizen(name), now=ground.now)


def _ready(ground: Ground, name: str) -> Journey:
    journey = admitted_journey(ground.actors, citizen=make_citizen(name), now=ground.now, hours_ago=240)
    at = ground.now - 4 * DAY
    make_ready(journey, ground.users["nurse"], at=at, now=at)
    return journey


def _home(ground: Ground, name: str) -> Journey:
    return discharged_journey(ground.actors, citizen=make_citizen(name), now=ground.now)


def _plan(ground: Ground, name: str) -> Journey:
    citizen = make_citizen(name)
    before = ground.now - 900 * DAY
    admitted_journey(ground.actors, citizen=citizen, now=before)
    tell(citizen, EventKind.DISCHARGED, at=before + DAY, provider=ground.actors.ward, hospital=ground.actors.hospital)
    plan = tell(
        citizen,
        EventKind.ADMISSION_DECIDED,
        at=ground.now - DAY,
        provider=ground.actors.ward,
        hospital=ground.actors.hospital,
        municipality=ground.actors.municipality,
        planned_at=(ground.now + 3 * DAY).isoformat(),
    ).journey
    assert plan is not None
    return plan


def _dead(ground: Ground, name: str) -> Journey:
    journey = _bed(ground, name)
    end_journey(journey, EventKind.DIED, at=ground.now - timedelta(hours=3))
    return journey


def _long_over(ground: Ground, name: str) -> Journey:
    at = ground.now - 100 * DAY
    journey = admitted_journey(ground.actors, citizen=make_citizen(name), now=at, hours_ago=240)
    make_ready(journey, ground.users["nurse"], at=at - 4 * DAY, now=at - 4 * DAY)
    end_journey(journey, EventKind.DIED, at=at)
    return journey


def _closed(ground: Ground, name: str) -> Journey:
    at = ground.now - 10 * DAY
    journey = discharged_journey(ground.actors, citizen=make_citizen(name), now=at, hours_ago=200)
    closed = {"status": JourneyStatus.CLOSED.value, "closed_at": at, "over_at": at}
    Journey.objects.filter(pk=journey.pk).update(**closed)
    return journey


def _services(services: bool | None) -> Builder:
    return lambda ground, name: admitted_journey(
        ground.actors, citizen=make_citizen(name), now=ground.now, services=services
    )


def _transferred(ground: Ground, name: str) -> Journey:
    journey = _bed(ground, name)
    ward = ground.units[who.RANDERS_WARD]
    at = ground.now - timedelta(hours=2)
    tell(journey.citizen, EventKind.ADMITTED, at=at, provider=ward, hospital=ward.root, stated_by=ward)
    return journey


def _moved(ground: Ground, name: str) -> Journey:
    journey = _ready(ground, name)
    _state(ground, journey, EventKind.RESIDENCE_STATED, who.SKIVE, Permission.STATE_RESIDENCE)
    return journey


def _new_practice(ground: Ground, name: str) -> Journey:
    journey = _home(ground, name)
    _state(ground, journey, EventKind.GP_STATED, who.OTHER_PRACTICE, Permission.STATE_GP)
    return journey


def _no_practice(ground: Ground, name: str) -> Journey:
    """It is stated that there is none: nobody is a practice here any more."""
    journey = _home(ground, name)
    _state(ground, journey, EventKind.GP_STATED, None, Permission.STATE_GP)
    return journey


def _state(ground: Ground, journey: Journey, kind: EventKind, to: str | None, permission: Permission) -> None:
    state_citizen_fact(
        journey.citizen,
        kind,
        {"organisation": str(ground.units[to].pk) if to else None},
        act=ground.act("nurse"),
        permission=permission,
        valid_from=ground.now - timedelta(hours=1),
        journey=journey,
    )


def _shared(ground: Ground, name: str) -> Journey:
    journey = _bed(ground, name)
    tell_journey(journey, EventKind.SHARED, at=ground.now - timedelta(hours=1), unit=ground.units[who.SOCIAL])
    return journey


def _of_randers(ground: Ground, name: str) -> Journey:
    return admitted_journey(
        ground.actors,
        citizen=make_citizen(name),
        now=ground.now,
        ward=ground.units[who.RANDERS_WARD],
        municipality=ground.units[who.SKIVE],
        gp=ground.units[who.OTHER_PRACTICE],
    )


def _entered_by(writer: str, ward: str, stands: Builder, *, municipality: str = "") -> Builder:
    """A stay that somebody says began now, of a citizen who is somewhere else."""

    def build(ground: Ground, name: str) -> Journey:
        entry = enter_stay(
            stands(ground, name).citizen,
            EventKind.ADMITTED,
            occurred_at=ground.now - timedelta(minutes=5),
            act=ground.act(writer),
            ward=ground.units[ward],
            municipality=ground.units[municipality] if municipality else None,
        ).journey
        assert entry is not None
        assert entry.unconfirmed
        return entry

    return build


def _long_at_home(ground: Ground, name: str) -> Journey:
    return discharged_journey(ground.actors, citizen=make_citizen(name), now=ground.now, hours_ago=900)


def _entry(name: str, **facts: object) -> Situation:
    nobody = {"holder": "", "wards": frozenset(), "municipality": "", "practice": ""}
    return _plain(name, Place.ENTRY, **{**nobody, **facts})


_LYING, _AT_HOME_LONG = _plain("", Place.BED), _plain("", Place.HOME)

# The citizens' names are theirs alone, so that a page that shows one is known by it.
SITUATIONS: tuple[tuple[Situation, Builder], ...] = (
    (_plain("Liggende", Place.BED), _bed),
    (_plain("Ventende", Place.BED, ledger=True), _ready),
    (_plain("Hjemkommen", Place.HOME), _home),
    (_plain("Planlagt", Place.PLANNED), _plan),
    (_plain("Afdoed", Place.DEAD), _dead),
    (_plain("Afsluttet", Place.HOME, over_for_days=10), _closed),
    (_plain("Laengeforbi", Place.DEAD, over_for_days=100, ledger=True), _long_over),
    (_plain("Ukendt", Place.BED, served=None), _services(None)),
    (_plain("Selvhjulpen", Place.BED, served=False), _services(False)),
    (
        _plain("Overflyttet", Place.BED, holder=who.RANDERS, wards=frozenset({who.WARD, who.RANDERS_WARD})),
        _transferred,
    ),
    (
        _plain("Flyttet", Place.BED, municipality=who.SKIVE, past_municipality=who.VIBORG_KOMMUNE, ledger=True),
        _moved,
    ),
    (
        _plain("Laegeskift", Place.HOME, practice=who.OTHER_PRACTICE, past_practice=who.OWN_PRACTICE),
        _new_practice,
    ),
    (_plain("Laegeloes", Place.HOME, practice="", past_practice=who.OWN_PRACTICE), _no_practice),
    (_plain("Delt", Place.BED, shared_with=who.SOCIAL), _shared),
    (
        _plain(
            "Fremmed",
            Place.BED,
            holder=who.RANDERS,
            wards=frozenset({who.RANDERS_WARD}),
            municipality=who.SKIVE,
            practice=who.OTHER_PRACTICE,
        ),
        _of_randers,
    ),
    (
        _entry("Paastaaet", written_by=who.RANDERS_WARD, beside=(_LYING,)),
        _entered_by("nurse of Randers", who.RANDERS_WARD, _bed),
    ),
    (
        _entry(
            "Indtastet",
            holder=who.VIBORG,
            written_by=who.SKIVE_ASSESSMENT,
            asked=who.WARD,
            beside=(_AT_HOME_LONG,),
        ),
        _entered_by("assessor of Skive", who.WARD, _long_at_home, municipality=who.SKIVE),
    ),
)


def standing(ground: Ground) -> list[Standing]:
    """Every situation, built."""
    built = [(situation, build(ground, f"Prøve {situation.name}sen")) for situation, build in SITUATIONS]
    return [Standing(situation, Journey.objects.get(pk=journey.pk)) for situation, journey in built]
