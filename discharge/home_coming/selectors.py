"""When a citizen goes home, as lists and page heads ask it (UX §1.a, 1.b)."""

from datetime import datetime

from discharge.models import HomeComing, JourneyLedger
from discharge.payment.selectors.ledger import LedgerView, Settled
from discharge.settings.selectors import shown_choices
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from journeys.querysets import JourneyQuerySet
from organisations.models import Organisation

_STILL_TO_LEAVE = IN_HOSPITAL | {JourneyStatus.PLANNED}


def with_home_coming(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """The row comes along in the same query."""
    return journeys.select_related("home_coming")


def home_coming_of(journey: Journey) -> HomeComing | None:
    """The row of a citizen who is still to leave; whoever has left has left."""
    if journey.status_value not in _STILL_TO_LEAVE:
        return None
    row: HomeComing | None = getattr(journey, "home_coming", None)
    return row if row is not None and row.day is not None else None


def needs_of(journey: Journey) -> list[str]:
    """Codes of what the municipality has to have ready; empty when nothing was stated."""
    row: HomeComing | None = getattr(journey, "home_coming", None)
    return list(row.needs) if row is not None and journey.status_value in _STILL_TO_LEAVE else []


def payable_days(journey: Journey, payer: Organisation | None, *, now: datetime) -> int | None:
    """How many days a municipality pays so far, today not counted (RULES 2c P1, P6).

    None where the citizen was never ready, and for a former municipality that pays nothing. The journey came with its
    `ledger` (select_related), so nothing is asked of the database but the shared answers.
    """
    stored: JourneyLedger | None = getattr(journey, "ledger", None)
    if stored is None or payer is None:
        return None
    house = payer.root_id or payer.pk
    settled = Settled(tariffs=(), choices=shown_choices(), organisations={})
    days = LedgerView(journey, now=now, stored=stored, corrections=(), settled=settled).counted.payable
    # A day whose payer is not known yet may become theirs; leaving it out would promise that it costs nothing.
    theirs = (str(house), None) if house == journey.municipality_id else (str(house),)
    count = sum(1 for day in days if day.payer in theirs)
    return count if count or house == journey.municipality_id else None
