"""Citizens who wait in March 2017, where the tariff rows of the act hold; 6 March is a Monday."""

from datetime import date, datetime
from typing import Any

from discharge.payment.selectors.ledger import LedgerView, ledger_of
from journeys.actions.events import Recorded
from journeys.domain.calendar.clock import COPENHAGEN
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey, tell, tell_journey

MARCH = date(2017, 3, 1)


def march(day: int, clock: str = "10:00") -> datetime:
    """An instant of March 2017, Danish time."""
    return datetime.fromisoformat(f"2017-03-{day:02} {clock}").replace(tzinfo=COPENHAGEN)


def admitted(actors: Actors, **more: Any) -> Journey:
    """In a bed since 1 March."""
    return admitted_journey(actors, now=march(1), hours_ago=0, **more)


def ready(journey: Journey, at: datetime, *, reasons: list[dict[str, Any]] | None = None, **more: Any) -> Recorded:
    """Registered as ready, waiting for a place."""
    stated = reasons if reasons is not None else [waits()]
    return tell_journey(journey, K.READY_REGISTERED, at=at, assessed_by="Henrik Dalsgaard", reasons=stated, **more)


def waits(sector: str = "municipality", **more: Any) -> dict[str, Any]:
    """One waiting reason."""
    return {"reason": "temporary_place", "sector": sector, "primary": True, **more}


def corrected(journey: Journey, wrong: Recorded, at: datetime, *, now: datetime) -> Recorded:
    """A clerical correction of the registered time, stated at `now`."""
    return tell(
        journey.citizen,
        K.READY_REGISTERED,
        at=at,
        stated_at=now,
        now=now,
        voids=wrong.event.source_ref,
        anchor=journey.pk,
        reasons=[waits()],
        correction_reason="Skrevet forkert",
    )


def went_home(journey: Journey, at: datetime) -> Recorded:
    """The discharge notification."""
    return end_journey(journey, K.DISCHARGED, at=at)


def waited(actors: Actors, since: datetime, until: datetime | None, **more: Any) -> Journey:
    """A whole wait, still open without `until`."""
    journey = admitted(actors, **more)
    ready(journey, since)
    if until is not None:
        went_home(journey, until)
    return Journey.objects.get(pk=journey.pk)


def seen(journey: Journey, day: int = 31) -> LedgerView:
    """The ledger as it stands on a day of March."""
    return ledger_of(Journey.objects.get(pk=journey.pk), now=march(day, "23:00"))


def sums(view: LedgerView) -> tuple[Any, ...]:
    """Payable days, region, state and total."""
    counted = view.counted
    return (len(counted.payable), counted.region_dkk, counted.state_dkk, view.total_dkk)
