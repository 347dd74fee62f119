"""What administrators decide: answers to open points, closing days; then everybody's rows are derived anew (RULES §7).

The work is an outbox effect in small steps, so that no page shows an answer of the old rule for long and none waits.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet

from discharge.models import ClosingDay, JourneyLedger, OpenPointChoice
from discharge.settings.rules.decisions import FOLLOWS
from discharge.settings.rules.open_points import BY_ID
from discharge.settings.selectors import CHOICES, CLOSING_DAYS, is_answer
from discharge.wording.refused import RefusedByRule
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen
from notifications.actions.outbox import publish
from organisations.actions.history import saved_by
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea, Organisation, User
from organisations.selectors.permissions import check_can

# The first and the last day, both included; None has no end.
Days: TypeAlias = tuple[date, date | None]
TOPIC_SETTINGS = "discharge.settings_changed"
# Citizens per step: a step is one transaction, and on SQLite everybody waits for it.
STEP = 20
# Answers that only the ledger reads.
LEDGER_POINTS = frozenset({"A5", "A6", "A7", "A26"})


@transaction.atomic
def decide(
    point_id: str,
    value: str,
    *,
    by: User,
    now: datetime,
    reason: str,
    valid_from: date | None = None,
    hospital: Organisation | None = None,
    area: CooperationArea | None = None,
) -> OpenPointChoice:
    """Answers an open point from a day on, or for all days; the earlier decisions stay to be read.

    `hospital` and `area` limit the answer to one hospital or one cooperation area, where each may have its own; FOLLOWS
    of one of them ends that.
    """
    check_can(by, Permission.MANAGE_REFERENCE_DATA)
    ends_own = value == FOLLOWS and (hospital is not None or area is not None)
    if point_id not in BY_ID or not value or not (ends_own or is_answer(point_id, value)):
        raise RefusedByRule("setting.no_such_answer", field="value")
    if hospital is not None and not BY_ID[point_id].per_hospital:
        raise RefusedByRule("setting.not_per_hospital", field="hospital")
    if area is not None and not BY_ID[point_id].per_area:
        raise RefusedByRule("setting.not_per_area", field="area")
    if not reason.strip():
        raise RefusedByRule("setting.reason_missing", field="reason")
    choice = OpenPointChoice.objects.create(
        point=point_id,
        value=value,
        hospital=hospital,
        area=area,
        valid_from=valid_from,
        decided_at=now,
        decided_by=by,
        reason=reason.strip(),
    )
    transaction.on_commit(lambda: cache.delete(CHOICES))
    _derive_again(f"choice:{choice.pk}", now=now, ledgers_only=point_id in LEDGER_POINTS)
    return choice


@transaction.atomic
def add_closing_day(day: date, *, reason: str, by: User, now: datetime) -> ClosingDay:
    """Closes a day; deadlines that would have ended on it move."""
    check_can(by, Permission.MANAGE_REFERENCE_DATA)
    if ClosingDay.objects.filter(day=day).exists():
        raise RefusedByRule("setting.closed_already", field="day")
    row = ClosingDay(day=day, reason=reason.strip())
    saved_by(row, by)
    _closing_days_changed(now)
    return row


@transaction.atomic
def remove_closing_day(row: ClosingDay, *, by: User, now: datetime) -> None:
    """Opens the day again; the table's history keeps who closed and who opened it."""
    check_can(by, Permission.MANAGE_REFERENCE_DATA)
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()
    _closing_days_changed(now)


def _closing_days_changed(now: datetime) -> None:
    transaction.on_commit(lambda: cache.delete(CLOSING_DAYS))
    _derive_again(f"closing:{uuid4()}", now=now)


@transaction.atomic
def members_changed(area: UUID, *, now: datetime) -> None:
    """Somebody joined or left an area, or its days were corrected: where it has limits of its own, they are others'."""
    if OpenPointChoice.objects.filter(area=area).exists():
        transaction.on_commit(lambda: cache.delete(CHOICES))
        _derive_again(f"members:{uuid4()}", now=now)


def tariff_changed(days: Iterable[Days], *, now: datetime) -> None:
    """A tariff came, or was corrected: derives anew what follows from the days on which it holds or held (2c)."""
    spans = [[first.isoformat(), last.isoformat() if last else None] for first, last in days]
    _derive_again(f"tariff:{uuid4()}", now=now, ledgers_only=True, days=spans)


def _derive_again(
    cause: str, *, now: datetime, ledgers_only: bool = False, after: str = "", days: Sequence[Any] = ()
) -> None:
    payload = {"cause": cause, "after": after, "ledgers_only": ledgers_only, "days": list(days)}
    publish(TOPIC_SETTINGS, payload, key=f"settings:{cause}:{after}", now=now)


def derive_after(upgrade: str, *, now: datetime) -> None:
    """After an upgrade: rows that a new release derives are there for old journeys too, without anybody's command."""
    if Citizen.objects.exists():
        _derive_again(f"upgrade:{upgrade[:120]}", now=now)


def derive_again(payload: Mapping[str, Any], now: datetime) -> None:
    """The outbox's handler: one step of citizens, and the next step as a row of its own."""
    # A row that was written before the days were named has none.
    only, spans = payload["ledgers_only"], payload.get("days", ())
    days = [(date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in spans]
    waiting = list(affected(ledgers_only=only, after=payload["after"], days=days)[:STEP])
    for citizen_id in waiting:
        rebuild_citizen(citizen_id, now=now)
    if len(waiting) == STEP:
        _derive_again(payload["cause"], now=now, ledgers_only=only, after=str(waiting[-1]), days=spans)


def affected(*, ledgers_only: bool, after: str = "", days: Sequence[Days] = ()) -> QuerySet[Citizen, UUID]:
    """The citizens whose rows the change may touch, in a stable order; of ledgers those of some `days`, or all."""
    citizens = Citizen.objects.filter(journeys__ledger__isnull=False) if ledgers_only else Citizen.objects.all()
    if days:
        citizens = citizens.filter(journeys__ledger__in=JourneyLedger.objects.filter(_on_any(days)))
    if after:
        citizens = citizens.filter(pk__gt=UUID(after))
    return citizens.order_by("pk").values_list("pk", flat=True).distinct()


def _on_any(days: Iterable[Days]) -> Q:
    """The ledgers with a day in one of the spans; one that is open goes on."""
    return reduce(or_, (_on_some_day(first, last) for first, last in days))


def _on_some_day(first: date, last: date | None) -> Q:
    goes_on = Q(last_on__isnull=True) | Q(last_on__gte=first)
    return goes_on if last is None else goes_on & Q(first_on__lte=last)
