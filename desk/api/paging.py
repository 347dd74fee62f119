"""Cursor pages: as fast at the end as at the beginning (UX §5.11)."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from journeys.domain.sight.showable import is_instant
from journeys.models import Journey, Task
from journeys.querysets import TaskQuerySet


def is_number(text: str) -> bool:
    """Whether a cursor's place is a whole number that a row can have."""
    return text.isascii() and text.isdecimal() and len(text) < 10


class Pages(CursorPagination):
    """Fifty at a time, a hundred at most."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"
    is_place: Callable[[str], bool] = staticmethod(is_instant)

    def decode_cursor(self, request: Request) -> Any:
        """A cursor that this program did not make leads nowhere."""
        cursor = super().decode_cursor(request)
        if cursor is not None and cursor.position is not None and not self.is_place(str(cursor.position)):
            raise NotFound(_("Cursoren kan ikke læses. Begynd forfra uden den."))
        return cursor


class JourneyPages(Pages):
    """The newest event first."""

    ordering = ("-last_event_at", "journey_id")

    def journeys(self, keys: QuerySet[Any, Any], request: Request) -> list[Journey]:
        """One page: which, by keys that a narrow index gives in order, and only then the rows."""
        ids = [row["journey_id"] for row in self.paginate_queryset(keys, request) or []]
        found = Journey.objects.for_lists().in_bulk(ids)
        return [found[key] for key in ids if key in found]


class EventPages(Pages):
    """The timeline: newest first."""

    ordering = ("-position",)
    is_place = staticmethod(is_number)


class InboxPages(Pages):
    """Newest first."""

    ordering = ("-created_at", "-id")


class TaskPages(Pages):
    """Due soonest first; tasks without a time come by when they were opened."""

    ordering = ("opened_at", "id")

    def tasks(self, tasks: TaskQuerySet, request: Request) -> list[Task]:
        """One page: which, by what a narrow index says of each, and only then the rows."""
        keys: QuerySet[Any, Any] = tasks.values(*self.ordering)
        ids = [row["id"] for row in self.paginate_queryset(keys, request) or []]
        found = Task.objects.select_related("owner").in_bulk(ids)
        return [found[key] for key in ids if key in found]
