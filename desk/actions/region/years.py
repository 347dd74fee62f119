"""The demo's past: a year of one cluster with its neighbours, so that the figures say something (UX §1.d)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import TypeAlias

from django.db import transaction

from desk.actions.demo.cast import person_of
from desk.actions.demo.stories import ready
from desk.actions.region.folding import units_of_region, write_told
from desk.actions.region.stays import HOUR, Life, RegionEvent, RegionStay, Units, in_order
from desk.actions.region.trends import hours_of_notice, waiting_reason
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.models import Citizen
from organisations.models import Organisation

MONTHS = 14
_A_MONTH = timedelta(days=30)
# Of the people of `person_of`: far from those of a region that somebody generates.
_FIRST_PERSON = 15_000_000
_HOSPITALS = ("he-midt", "rh-randers")
_MUNICIPALITIES = ("kommune-791", "kommune-740", "kommune-779")
_WAIT_NOW = 34
# In a batch of so many citizens the write lock is held for well under a second.
_BATCH = 10

# A citizen and what is told of them.
Lived: TypeAlias = tuple[Citizen, Sequence[RegionEvent]]


def past_units() -> Units:
    """Two hospitals and one cluster's municipalities: few enough that a month of each is not too small to show."""
    units = units_of_region()
    keys = dict(
        Organisation.objects.filter(reference_key__in=[*_HOSPITALS, *_MUNICIPALITIES]).values_list(
            "reference_key", "pk"
        )
    )
    hospitals = [keys[key] for key in _HOSPITALS if key in keys]
    municipalities = [keys[key] for key in _MUNICIPALITIES if key in keys]
    # Most lie in the cluster's own hospital.
    wards = [
        w for place, h in enumerate(hospitals) for w in [w for w in units.wards if w.hospital == h][: 3 - 2 * place]
    ]
    return replace(units, wards=wards, municipalities=municipalities, inhabitants=[4, 4, 3])


def tell_past(
    *, now: datetime, journeys: int, seed: int = 1, progress: Callable[[list[list[Lived]]], Iterable[list[Lived]]]
) -> int:
    """Tells and folds a year; returns how many citizens came."""
    random, units = Random(seed), past_units()  # noqa: S311 - the same past every time
    lives = list(_lives(random, units, now, journeys))
    batches = [lives[place : place + _BATCH] for place in range(0, len(lives), _BATCH)]
    for batch in progress(batches):
        with transaction.atomic():
            write_told(batch, units, until=now)
    return len(lives)


def _lives(random: Random, units: Units, now: datetime, journeys: int) -> Iterator[Lived]:
    for number in range(journeys + _WAIT_NOW):
        life = Life(units, person_of(_FIRST_PERSON + number, random=random), random)
        citizen = Citizen(id=life.uuid(), cpr=life.person.cpr)
        # From the oldest month to the last one; then those who wait now.
        passed = number / journeys
        left = now - _A_MONTH * MONTHS * (1 - passed) - life.hours(0, 600) if number < journeys else None
        _tell(life, passed=min(passed, 1.0), left=left, now=now)
        yield citizen, tuple(in_order(life.events, until=now))


def _tell(life: Life, *, passed: float, left: datetime | None, now: datetime) -> None:
    """A stay that ended at `left`, or one of those who wait now."""
    length = life.hours(50, 220)
    begun = ((left or now) - length).replace(second=0, microsecond=0)
    know = {Affiliation.MUNICIPAL_SERVICES: True, Affiliation.ELDER_CARE: True, Affiliation.SOCIAL: False}
    for affiliation, value in know.items():
        life.told(
            K.AFFILIATION_STATED,
            begun - _A_MONTH,
            life.municipality,
            {"affiliation": affiliation.value, "value": value},
        )
    life.told(K.GP_STATED, begun - _A_MONTH, life.practice, {"organisation": str(life.practice)})
    stay = RegionStay(life, life.random.choice(life.units.wards), begun, life.uuid())
    stay.message(K.ADMITTED, begun)
    if life.happens(0.8):
        stay.fact(
            K.PHYSICIAN_NAMED,
            begun + life.hours(1, 30),
            {"name": "Overlæge Prøve Lund", "organisation": str(stay.ward.id)},
        )
    stay.fact(K.DESTINATION_STATED, begun + 3 * HOUR, {"destination": "own_home"})
    stay.fact(K.NURSING_ANSWERED, begun + life.hours(4, 40), {"community_nursing": True}, by=life.municipality)
    if life.happens(0.7):
        stay.fact(K.REPORT_OF_ADMISSION_SENT, begun + life.hours(1, 30), {"manual": True}, by=life.municipality)
    if left is None or life.happens(0.4):
        _wait(stay, (left or now) - min(life.hours(20, 110), length - 12 * HOUR), passed)
    if left is not None:
        _go_home(stay, left.replace(second=0, microsecond=0), passed)


def _wait(stay: RegionStay, at: datetime, passed: float) -> None:
    reason = waiting_reason(stay.life.random, passed)
    at = at.replace(second=0, microsecond=0)
    said = {"assessed_at": at.isoformat(), "notified_at": at.isoformat()}
    stay.fact(K.READY_REGISTERED, at, ready(0, reason).payload | said)


def _go_home(stay: RegionStay, left: datetime, passed: float) -> None:
    """Proposed ever earlier since spring; agreed, discharged, and the letter mostly in time."""
    life = stay.life
    if life.happens(0.75 + 0.15 * passed):
        asked = left - life.hours(14, 30) - hours_of_notice(passed)
        proposal = stay.fact(
            K.DISCHARGE_PROPOSED, max(asked, stay.begun_at + HOUR), {"at": left.isoformat(), "text": ""}
        )
        answer = {"proposal_ref": str(proposal.identity), "text": ""}
        stay.fact(K.DISCHARGE_ACCEPTED, max(asked, stay.begun_at + HOUR) + 3 * HOUR, answer, by=life.municipality)
    if life.happens(0.8):
        stay.fact(K.FMK_UPDATED, left - HOUR, {})
    stay.message(K.DISCHARGED, left, period_end=left.isoformat())
    stay.fact(K.REHABILITATION_DECIDED, left, {"needed": False})
    stay.fact(K.OTHER_TASKS_DONE, left + HOUR, {})
    sent = left + (life.hours(0, 4) if life.happens(0.65 + 0.2 * passed) else life.hours(60, 160))
    stay.fact(K.LETTER_SENT, sent, {"group": "general", "follow_up": False, "recommendation": ""})
    stay.fact(K.LETTER_ACKNOWLEDGED, sent + HOUR, {"positive": True}, by=life.practice)
    stay.fact(K.MUNICIPAL_ENROLLED, left + life.hours(1, 100), {"needed": True}, by=life.municipality)
