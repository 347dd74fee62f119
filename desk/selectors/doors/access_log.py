"""Reads the access log: newest first, a page at a time."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from journeys.actions.access import cpr_criterion
from journeys.models import AccessLog, Citizen
from journeys.querysets import family_of
from organisations.selectors.keyset import PageCut, Paged, page_by_key, page_rows, paged

PAGE = 50
# Of what a citizen reads of themself, before the same looks of a day are one line.
MOST_SHOWN = 200
# Without an index into JSON on SQLite only so many rows are searched there; PostgreSQL asks for containment.
_SEARCHED = 20_000


def looks(cut: PageCut, *, user_name: str = "", cpr: str = "") -> Paged[AccessLog]:
    """A page of these looks, newest first: at a citizen, and searches for the number, found or not."""
    rows = AccessLog.objects.all()
    if user_name:
        rows = rows.filter(user_name__icontains=user_name)
    if not cpr:
        return page_by_key(rows, cut, at="at", size=PAGE)
    own = Citizen.objects.filter(cpr=cpr).order_by()
    members = Citizen.objects.filter(joined_to__in=own.values("pk")).order_by()
    # A union, not an alternative: each part has its own index.
    family = Citizen.objects.filter(pk__in=own.values("pk").union(own.values("joined_to"), members.values("pk")))
    found: list[Sequence[AccessLog]] = [page_rows(rows.filter(criterion=cpr_criterion(cpr)), cut, at="at", size=PAGE)]
    found += [_at(rows, str(citizen.pk), cut, size=PAGE) for citizen in family]
    return paged(_merged(found, cut), cut, at="at", size=PAGE)


def looks_at(citizen_id: UUID) -> Sequence[AccessLog]:
    """The newest looks at one citizen, under whatever number."""
    newest, rows = PageCut(), AccessLog.objects.all()
    found = [_at(rows, str(each), newest, size=MOST_SHOWN) for each in family_of(citizen_id)]
    return _merged(found, newest)[:MOST_SHOWN]


def _merged(lists: Iterable[Sequence[AccessLog]], cut: PageCut) -> list[AccessLog]:
    """Each row once, in the direction of the cut."""
    found = {row.pk: row for rows in lists for row in rows}
    return sorted(found.values(), key=lambda row: (row.at, row.pk), reverse=not cut.newer)


def _at(rows: QuerySet[AccessLog], citizen_id: str, cut: PageCut, *, size: int) -> Sequence[AccessLog]:
    if connection.features.supports_json_field_contains:
        return page_rows(rows.filter(citizen_ids__contains=[citizen_id]), cut, at="at", size=size)
    beyond = page_rows(rows, cut, at="at", size=_SEARCHED)
    return [row for row in beyond if citizen_id in row.citizen_ids][: size + 1]
