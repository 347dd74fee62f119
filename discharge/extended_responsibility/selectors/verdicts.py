"""What a reader is told of why a window came to what it did (RULES 2e; DESIGN §6)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from discharge.models import ExtendedResponsibility
from journeys.domain.events import EventKind
from journeys.models import JourneyEvent
from journeys.querysets import Visible

_READMISSION = "window.X1."
_BEGINS = (EventKind.ADMITTED.value, EventKind.ACUTE_ARRIVED.value)


def verdicts_as_seen(window: ExtendedResponsibility, visible: Visible) -> Sequence[Mapping[str, Any]]:
    """The verdicts; of a readmission to a journey out of the reader's sight only that there was one, not when."""
    told = (_readmitted_at(verdict) for verdict in window.verdicts if _is_readmission(verdict))
    times = {at for at in told if at is not None}
    if not times:
        return list(window.verdicts)
    seen = visible().filter(citizen_id=window.journey.citizen_id)
    rows = JourneyEvent.objects.filter(kind__in=_BEGINS, occurred_at__in=times, placement__journey__in=seen)
    known = set(rows.values_list("occurred_at", flat=True))
    return [
        verdict if not _is_readmission(verdict) or _readmitted_at(verdict) in known else _without_times(verdict)
        for verdict in window.verdicts
    ]


def _is_readmission(verdict: Mapping[str, Any]) -> bool:
    return str(verdict["code"]).startswith(_READMISSION)


def _readmitted_at(verdict: Mapping[str, Any]) -> datetime | None:
    at = (verdict.get("facts") or {}).get("readmitted_at")
    return datetime.fromisoformat(at) if at else None


def _without_times(verdict: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**verdict, "code": f"{_READMISSION}unseen", "facts": {}}
