"""The ledger of payable days in the JSON of a journey (DESIGN §8)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from discharge.payment.selectors.ledger import LedgerLine, ledger_of
from discharge.wording.sentences import verdict_json
from journeys.models import Journey
from organisations.models import Organisation


def payment_json(journey: Journey, now: datetime) -> dict[str, Any]:
    """The days as they stand at `now`; amounts are null where no tariff row holds."""
    view = ledger_of(journey, now=now)
    return {
        "status": view.status.value,
        "days": [_day(line) for line in view.lines],
        "total_dkk": _amount(view.total_dkk),
        "version": view.version,
    }


def _day(line: LedgerLine) -> dict[str, Any]:
    day = line.day
    return {
        "date": day.date.isoformat(),
        "day_number": day.day_number,
        "state": day.state.value,
        "why": day.why.value if day.why else None,
        "payer": _payer(line.payer),
        "region_dkk": _amount(day.region_dkk),
        "state_dkk": _amount(day.state_dkk),
        "agreed_by": sorted(line.agreed_by),
        "verdict": [verdict_json(verdict) for verdict in line.verdicts],
    }


def _payer(payer: Organisation | None) -> dict[str, Any] | None:
    if payer is None:
        return None
    return {"id": str(payer.pk), "name": payer.name, "sor": payer.sor, "gln": payer.gln}


def _amount(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
