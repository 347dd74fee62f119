"""How one stay goes, from arrival to close-out, and how much of that is forgotten or comes late."""

from datetime import datetime, timedelta
from typing import Any

from desk.actions.demo.stories import letter, ready
from desk.actions.region.preparing import prepare
from desk.actions.region.stays import HOUR, Life, RegionStay
from desk.actions.region.trends import passed_of_year, waiting_reason
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K

LONGEST = timedelta(days=60)
# Who rings the ward; the others may not ask it.
_ENTITLED = ("nurse", "nurse", "social_health_assistant", "gp", "out_of_hours")
_OTHERS = ("relative", "citizen", "helper")


def tell_stay(
    life: Life, at: datetime, *, until: datetime, within: timedelta = LONGEST, again: bool = False
) -> datetime:
    """One journey of at most `within` from arrival to close-out; returns when the citizen was home again.

    `again` is that the citizen comes back soon after the last one: acutely, and mostly to the same ward.
    """
    ward = life.ward if again and life.ward and life.happens(0.7) else life.random.choice(life.units.wards)
    stay = RegionStay(life, ward, at, life.uuid(), passed_of_year(at, until=until))
    if again or life.happens(0.45):
        stay.ward = life.random.choice(life.units.emergency)
        stay.message(K.ACUTE_ARRIVED, at, encounter="EMER")
        at += life.hours(1, 8)
        if life.happens(0.2):
            stay.message(K.DISCHARGED, at, encounter="EMER", period_end=at.isoformat())
            # Who was only seen is asked about too: unanswered, every list of the municipality would grow for a year.
            stay.fact(K.MUNICIPAL_ENROLLED, at + 4 * HOUR, {"needed": False}, by=life.municipality)
            return at
        stay.ward, stay.begun_at = ward, at
    life.ward = ward
    stay.message(K.ADMITTED, at)
    if life.happens(0.05):
        stay.begun_at = at - timedelta(minutes=20)
        stay.correction(K.ADMITTED, stay.begun_at, stated_at=at + HOUR)
    left = at + min(life.random.expovariate(1 / 90) * HOUR + 12 * HOUR, within)
    left = left.replace(second=0, microsecond=0)
    helped = _lie(stay, at, left)
    if life.happens(0.03):
        stay.message(K.DIED, left)
        return left
    stay.message(K.DISCHARGED, left, period_end=left.isoformat())
    _wind_up(stay, left, helped=helped)
    if life.known[Affiliation.COMMUNITY_NURSING]:
        _ask_ward(stay, left)
    return left


def _lie(stay: RegionStay, since: datetime, left: datetime) -> bool:
    """In bed; whether the municipality is to help afterwards."""
    life, ward = stay.life, stay.ward.id
    bed = f"{life.random.randrange(1, 30):02}-{life.random.randrange(1, 4)}"
    stay.fact(K.PLACED, since + HOUR, {"provider": str(ward), "hospital": str(stay.ward.hospital), "bed": bed})
    if life.happens(0.95):
        named = since + life.hours(1, 32 - 8 * stay.passed)
        stay.fact(
            K.PHYSICIAN_NAMED, min(named, left - HOUR), {"name": "Overlæge Prøve Lund", "organisation": str(ward)}
        )
    if life.happens(0.65 + 0.2 * stay.passed):
        sent = min(since + life.hours(2, 27), left - HOUR)
        stay.fact(K.REPORT_OF_ADMISSION_SENT, sent, {"manual": True}, by=life.municipality)
    stated = left + life.hours(300, 1100) if life.happens(0.02) else since + 8 * HOUR
    stay.fact(K.DESTINATION_STATED, stated, {"destination": "own_home"})
    waited = life.happens(0.15)
    if waited:
        _wait(stay, since + (left - since) / 2, left)
    helped = waited or life.known[Affiliation.MUNICIPAL_SERVICES]
    if helped:
        prepare(stay, since, left)
    if life.happens(0.04) and left - since > 48 * HOUR:
        stay.message(K.LEAVE_STARTED, since + 20 * HOUR, leave_start=(since + 20 * HOUR).isoformat())
        stay.message(K.LEAVE_ENDED, since + 30 * HOUR, leave_end=(since + 30 * HOUR).isoformat())
    return helped


def _wait(stay: RegionStay, at: datetime, left: datetime) -> None:
    """Ready, and waiting for the municipality; some fall ill again, of some nobody says what is waited for."""
    life, rest = stay.life, (left - at) / 3
    _be_ready(stay, at)
    if life.happens(0.1):
        cause = {"cause": "Feber igen", "physician": "Overlæge Prøve Lund"}
        stay.fact(K.TREATMENT_RESUMED, (at + rest).replace(second=0, microsecond=0), cause)
        if life.happens(0.5):
            _be_ready(stay, at + 2 * rest)


def _be_ready(stay: RegionStay, at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    said: dict[str, Any] = {"assessed_at": at.isoformat(), "notified_at": at.isoformat()}
    reason = waiting_reason(stay.life.random, stay.passed)
    if stay.life.happens(0.1 - 0.06 * stay.passed):
        said["reasons"] = []
    stay.fact(K.READY_REGISTERED, at, ready(0, reason).payload | said)


def _wind_up(stay: RegionStay, left: datetime, *, helped: bool) -> None:
    """What is done before and after somebody has gone home; some of it is forgotten for weeks."""
    life = stay.life
    in_time = life.happens(0.85 + 0.12 * stay.passed)
    stay.fact(K.FMK_UPDATED, left - HOUR if in_time else left + life.hours(1, 20), {})
    stay.fact(K.REHABILITATION_DECIDED, left - HOUR, {"needed": False})
    stay.fact(K.OTHER_TASKS_DONE, left + HOUR, {})
    sent = left + (life.hours(100, 700) if life.happens(0.02) else life.hours(2, 34 - 14 * stay.passed))
    stay.fact(K.LETTER_SENT, sent, letter(0).payload)
    # Each receipt comes in the end: what stayed open for good would make every list longer, year after year.
    received = sent + (life.hours(300, 1100) if life.happens(0.02) else HOUR)
    stay.fact(K.LETTER_ACKNOWLEDGED, received, {"positive": True}, by=life.practice)
    if helped:
        enrolled = left + (life.hours(100, 700) if life.happens(0.03) else 4 * HOUR)
        stay.fact(K.MUNICIPAL_ENROLLED, enrolled, {"needed": True}, by=life.municipality)


def _ask_ward(stay: RegionStay, left: datetime) -> None:
    """Whoever helps at home rings the ward in the 72 hours: less often as more is prepared."""
    life = stay.life
    while life.happens(0.3 - 0.1 * stay.passed):
        entitled = life.happens(0.85)
        said = {
            "caller_role": life.random.choice(_ENTITLED if entitled else _OTHERS),
            "question": "Skal medicinen fortsætte?",
            "answer": "Ja, til egen læge har set borgeren." if entitled else "",
            "entitled": entitled,
        }
        stay.fact(K.CALL_LOGGED, left + life.hours(1, 71), said if entitled else said | {"referred_to": "gp"})
    if life.happens(0.02):
        ended = {"reason": "Egen læge følger borgeren", "physician": "Overlæge Prøve Lund"}
        stay.fact(K.RESPONSIBILITY_EXEMPTED, left + life.hours(10, 60), ended)
    elif life.happens(0.03):
        longer = {"until": (left + 96 * HOUR).isoformat(), "reason": "Sår skal ses igen"}
        stay.fact(K.RESPONSIBILITY_EXTENDED, left + life.hours(10, 60), longer)
