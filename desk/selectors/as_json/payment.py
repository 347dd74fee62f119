"""The ledger of payable days in the JSON of a journey (DESIGN §8)."""

from datetime import datetime
from typing import Any

from desk.selectors.json_values import organisation_json
from discharge.payment.rules.days import plain_number
from discharge.payment.selectors.ledger import LedgerLine, ledger_of
from discharge.wording.sentences import verdict_json
from journeys.models import Journey


def payment_json(journey: Journey, now: datetime) -> dict[str, Any]:
    """The days as they stand at `now`; amounts are null where no tariff row holds."""
    view = ledger_of(journey, now=now)
    return {
        "status": view.status.value,
        "days": [_day(line) for line in view.lines],
        "total_dkk": plain_number(view.total_dkk),
        "version": view.version,
    }


def _day(line: LedgerLine) -> dict[str, Any]:
    day = line.day
    return {
        "date": day.date.isoformat(),
        "day_number": day.day_number,
        "state": day.state.value,
        "why": day.why.value if day.why else None,
        "payer": organisation_json(line.payer),
        "region_dkk": plain_number(day.region_dkk),
        "state_dkk": plain_number(day.state_dkk),
        "agreed_by": sorted(line.agreed_by),
        "verdict": [verdict_json(verdict) for verdict in line.verdicts],
    }
