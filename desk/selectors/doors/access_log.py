"""Reads the access log: newest first, bounded."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from journeys.actions.access import cpr_criterion
from journeys.models import AccessLog, Citizen
from journeys.querysets import family_of

MOST_SHOWN = 200
# Without an index into JSON on SQLite only so many rows are searched there; PostgreSQL asks for containment.
_SEARCHED = 20_000


def looks(*, user_name: str = "", cpr: str = "") -> Sequence[AccessLog]:
    """The newest looks of these: at a citizen, and searches for the number, found or not."""
    rows = AccessLog.objects.order_by("-at", "-id")
    if user_name:
        rows = rows.filter(user_name__icontains=user_name)
    if not cpr:
        return list(rows[:MOST_SHOWN])
    family = Citizen.objects.filter(Q(cpr=cpr) | Q(members__cpr=cpr) | Q(joined_to__cpr=cpr)).distinct()
    searched = list(rows.filter(criterion=cpr_criterion(cpr))[:MOST_SHOWN])
    found = {row.pk: row for row in searched}
    found |= {row.pk: row for citizen in family for row in _at(rows, str(citizen.pk))}
    return sorted(found.values(), key=lambda row: (row.at, row.pk), reverse=True)[:MOST_SHOWN]


def looks_at(citizen_id: UUID) -> Sequence[AccessLog]:
    """The newest looks at one citizen, under whatever number."""
    rows = AccessLog.objects.order_by("-at", "-id")
    found = {row.pk: row for each in family_of(citizen_id) for row in _at(rows, str(each))}
    return sorted(found.values(), key=lambda row: (row.at, row.pk), reverse=True)[:MOST_SHOWN]


def _at(rows: QuerySet[AccessLog], citizen_id: str) -> Sequence[AccessLog]:
    if connection.features.supports_json_field_contains:
        return list(rows.filter(citizen_ids__contains=[citizen_id])[:MOST_SHOWN])
    return [row for row in rows[:_SEARCHED] if citizen_id in row.citizen_ids][:MOST_SHOWN]
