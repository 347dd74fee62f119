"""Short ways to tell what happened to a citizen, for the tests of the discharge's rules."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from discharge.extended_responsibility.rules.discharge_facts import WardPlace
from discharge.extended_responsibility.rules.discharges import plans_of
from discharge.extended_responsibility.rules.eligibility import DischargeFacts
from journeys.domain.calendar.clock import COPENHAGEN
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from journeys.domain.state.fold import Destination

WARD, HOSPITAL, OTHER_HOSPITAL, GP, MUNICIPALITY = "ward", "hospital", "other-hospital", "practice", "municipality"
PSYCHIATRY, ELSEWHERE = "psychiatric-ward", "ward-in-another-region"
# A Monday at ten, winter time: nothing special about it.
MONDAY = datetime(2026, 11, 9, 10, 0, tzinfo=COPENHAGEN).astimezone(UTC)


def at(text: str) -> datetime:
    """An aware instant from ISO text."""
    return datetime.fromisoformat(text)


def local(day: date, clock: time) -> datetime:
    """A wall-clock time in Copenhagen."""
    return datetime.combine(day, clock, COPENHAGEN)


def hour(hours: float) -> datetime:
    """So many elapsed hours after the Monday at ten."""
    return MONDAY + timedelta(hours=hours)


def event(kind: K, when: datetime, *, ref: str = "", voids: str | None = None, **payload: Any) -> EventRecord:
    """One event; journey facts of one test belong together by their episode."""
    ref = ref or f"{kind}-{when.isoformat()}"
    episodes = (
        () if kind in (K.GP_STATED, K.AFFILIATION_STATED, K.RESIDENCE_STATED) else (payload.pop("episode", "e1"),)
    )
    if kind in (K.ADMITTED, K.ACUTE_ARRIVED, K.DISCHARGED):
        payload = {"provider": WARD, "hospital": HOSPITAL, **payload}
    return EventRecord(ref, ref, 0, kind, when, when, episode_ids=episodes, voids_ref=voids, payload=payload)


def place_of(provider: str | None, _: str | None) -> WardPlace:
    """Reference data of the tests."""
    known = {PSYCHIATRY: WardPlace("psychiatric", "1082"), ELSEWHERE: WardPlace("somatic", "1081"), None: WardPlace()}
    return known.get(provider, WardPlace("somatic", "1082"))


def home(destination: Destination = Destination.OWN_HOME, nursing: bool | None = True) -> list[EventRecord]:
    """What the municipality and the ward said about the discharge before it."""
    said = [event(K.DESTINATION_STATED, hour(0), destination=destination.value)]
    return said + ([] if nursing is None else [event(K.NURSING_ANSWERED, hour(0), community_nursing=nursing)])


def stay(start: float = 0, end: float = 48, **payload: Any) -> list[EventRecord]:
    """A bed from hour to hour."""
    return [event(K.ADMITTED, hour(start), **payload), event(K.DISCHARGED, hour(end), **payload)]


def state(events: list[EventRecord], when: float, index: int = 0) -> str:
    """The state of the window at an hour."""
    return plans_of(*histories_of(events), place_of=place_of)[index].state_at(hour(when)).value


ELIGIBLE = DischargeFacts(
    admitted_at=hour(0),
    discharged_at=hour(48),
    speciality="somatic",
    region="1082",
    destination=Destination.OWN_HOME,
    community_nursing=True,
)
