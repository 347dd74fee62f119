"""Cursor pages: as fast at the end as at the beginning (UX §5.11)."""

from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    """Fifty at a time, a hundred at most."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"


class JourneyPages(Pages):
    """The newest event first."""

    ordering = ("-last_event_at", "id")


class EventPages(Pages):
    """The timeline: newest first."""

    ordering = ("-position",)


class TaskPages(Pages):
    """Due soonest first; tasks without a time come by when they were opened."""

    ordering = ("opened_at", "id")
