"""No database promises an order where a query names none: tests can have such rows in reverse of how they lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet

_original_fetch = QuerySet._fetch_all
_original_item = QuerySet.__getitem__
_original_iterator = QuerySet.iterator


def _fetch_all(self: QuerySet[Any]) -> None:
    if self._result_cache is None:
        self._result_cache = list(self._iterable_class(self))
        if not self.ordered:
            self._result_cache.reverse()
    _original_fetch(self)


def _getitem(self: QuerySet[Any], key: Any) -> Any:
    # The first of unordered rows is any of them; a slice stays lazy, since it may be part of another query.
    if isinstance(key, int) and not self.ordered and not self.query.is_sliced:
        self._fetch_all()
    return _original_item(self, key)


def _iterator(self: QuerySet[Any], *args: Any, **kwargs: Any) -> Any:
    rows = _original_iterator(self, *args, **kwargs)
    return rows if self.ordered else reversed(list(rows))


@contextmanager
def in_reverse() -> Iterator[None]:
    """Within it, whoever depends on an order that no query names is found out."""
    QuerySet._fetch_all, QuerySet.__getitem__, QuerySet.iterator = _fetch_all, _getitem, _iterator
    try:
        yield
    finally:
        QuerySet._fetch_all, QuerySet.__getitem__, QuerySet.iterator = (
            _original_fetch,
            _original_item,
            _original_iterator,
        )
