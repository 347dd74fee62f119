"""What a reader is told of why a window came to what it did (RULES 2e; DESIGN §6)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from discharge.models import ExtendedResponsibility
from journeys.domain.events import EventKind
from journeys.domain.events.kinds import ADMISSIONS
from journeys.models import JourneyEvent
from journeys.querysets import Visible

# By rule: the fact that is a time of some stay, and the events that have it.
_TELLS: Mapping[str, tuple[str, frozenset[EventKind]]] = {
    "X1": ("readmitted_at", ADMISSIONS),
    "X3": ("called_at", frozenset({EventKind.EMERGENCY_CALLED})),
}
# The same without a time: of a readmission also not how it went on.
_UNSEEN = {"window.X3.lapsed": "window.X3.lapsed_unseen", "window.X3.ended": "window.X3.ended_unseen"}


def verdicts_as_seen(window: ExtendedResponsibility, visible: Visible) -> Sequence[Mapping[str, Any]]:
    """The verdicts; of what happened in a journey out of the reader's sight only that it did, not when."""
    times = {time[1] for verdict in window.verdicts if (time := _time_of(verdict)) is not None}
    if not times:
        return list(window.verdicts)
    seen = visible().filter(citizen_id=window.journey.citizen_id)
    kinds = {kind.value for _fact, kinds in _TELLS.values() for kind in kinds}
    rows = JourneyEvent.objects.filter(kind__in=kinds, occurred_at__in=times, placement__journey__in=seen)
    known = {(EventKind(kind), at) for kind, at in rows.values_list("kind", "occurred_at")}
    return [verdict if _is_seen(verdict, known) else _without_times(verdict) for verdict in window.verdicts]


def _time_of(verdict: Mapping[str, Any]) -> tuple[frozenset[EventKind], datetime] | None:
    """The events that a verdict may tell of, and when; None where it tells of no stay."""
    rule = str(verdict["code"]).removeprefix("window.").partition(".")[0]
    if rule not in _TELLS:
        return None
    fact, kinds = _TELLS[rule]
    at = (verdict.get("facts") or {}).get(fact)
    return (kinds, datetime.fromisoformat(at)) if at else None


def _is_seen(verdict: Mapping[str, Any], known: Collection[tuple[EventKind, datetime]]) -> bool:
    time = _time_of(verdict)
    return time is None or any((kind, time[1]) in known for kind in time[0])


def _without_times(verdict: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**verdict, "code": _UNSEEN.get(str(verdict["code"]), "window.X1.unseen"), "facts": {}}
