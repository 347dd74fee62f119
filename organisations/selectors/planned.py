"""Large questions that PostgreSQL plans once in a connection, not each time: planning takes it longer than answering.

Such a question is a text of its own type. Its connection prepares it when it is first asked, with a place for each key
and each time; everything else stands in it as words, so that the plan knows which states and numbers are asked for.
Who counts or explains what is asked sees the question itself. Where a pool shares connections between transactions a
prepared question belongs to nobody: there `PLANS_KEPT=0`.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import count
from types import NoneType
from typing import Any, TypeAlias
from uuid import UUID
from weakref import WeakKeyDictionary

from psycopg2.errors import FeatureNotSupported, InvalidSqlStatementName
from psycopg2.extensions import TRANSACTION_STATUS_INERROR, AsIs, connection, cursor

# Of one connection; a plan takes two megabytes of its server process.
MOST_PLANS = 12

Asked: TypeAlias = tuple[str, tuple[Any, ...]]


class PlannedOnce(str):
    """The words of a question that is planned once, where it is asked of a key or a time."""

    __slots__ = ()


def plan_once(sender: Any, connection: Any, **_more: Any) -> None:
    """Gives a new connection the cursor that does; receiver of `connection_created`."""
    if connection.vendor == "postgresql":
        connection.connection.cursor_factory = PlanningCursor


# What is planned by connection, the one that was asked last at the end.
_plans: WeakKeyDictionary[connection, OrderedDict[Asked, str]] = WeakKeyDictionary()
_numbers = count(1)


class PlanningCursor(cursor):
    """Asks what is planned once by its plan."""

    asked: tuple[str, Any] | None = None

    def execute(self, query: Any, params: Any = None, /) -> None:
        """As psycopg2's own."""
        self.asked = None
        if not isinstance(query, PlannedOnce) or not can_be_planned(params or ()):
            return super().execute(query, params)
        self.asked = (query, params)
        try:
            return self._ask_by_plan(query, params)
        except (FeatureNotSupported, InvalidSqlStatementName):
            # A migration gave a column another type, or somebody emptied the connection: no plan of it is any good.
            del _plans[self.connection]
            if self.connection.info.transaction_status == TRANSACTION_STATUS_INERROR:
                raise
        super().execute("DEALLOCATE ALL")
        return super().execute(query, params)

    def _ask_by_plan(self, query: PlannedOnce, params: Sequence[Any]) -> None:
        types = [_type_of(each) for each in params]
        name, places = (
            self._plan(query, params, types),
            [each for each, kind in zip(params, types, strict=True) if kind],
        )
        return super().execute(f"EXECUTE {name} ({', '.join(['%s'] * len(places))})", places)

    @property
    def query(self) -> bytes | None:
        """What was asked last, in full; where the connection is gone its words alone, lest that hides why."""
        if self.asked is None:
            said: bytes | None = cursor.query.__get__(self)
            return said
        return self.asked[0].encode() if self.connection.closed else self.mogrify(*self.asked)

    def _plan(self, sql: PlannedOnce, params: Sequence[Any], types: Sequence[str]) -> str:
        """The name of its plan in this connection, which is made where there is none."""
        plans = _plans.setdefault(self.connection, OrderedDict())
        # With its type: to a dictionary True is 1, and a word may be called as a type is.
        key = (str(sql), tuple(kind or (type(each), each) for each, kind in zip(params, types, strict=True)))
        if key not in plans:
            while len(plans) >= MOST_PLANS:
                oldest = next(iter(plans))
                super().execute(f"DEALLOCATE {plans[oldest]}")
                del plans[oldest]
            words = _prepared(self, sql, params, types)
            # By what it asks as well: where a pool shares connections after all, nobody gets another question's answer.
            name = f"planned_{next(_numbers)}_{sha256(words).hexdigest()[:24]}"
            super().execute(f"PREPARE {name} ({', '.join(filter(None, types))}) AS {words.decode()}")
            plans[key] = name
        plans.move_to_end(key)
        return plans[key]


def _prepared(asking: cursor, sql: str, params: Sequence[Any], types: Sequence[str]) -> bytes:
    """The question with a place for each parameter that has a type; no other is left in it."""
    place = count(1)
    words = [AsIs(f"${next(place)}") if kind else each for each, kind in zip(params, types, strict=True)]
    return asking.mogrify(sql, words)


_TYPES: Mapping[type, str] = {UUID: "uuid", datetime: "timestamptz"}
_KNOWN = (*_TYPES, str, int, NoneType)


def can_be_planned(params: Sequence[Any]) -> bool:
    """Whether there is something to be asked anew each time, and all else can stand in the question as a word."""
    return any(map(_type_of, params)) and all(isinstance(each, _KNOWN) for each in params)


def _type_of(param: Any) -> str:
    """What is asked anew each time; empty of what belongs to the question."""
    return next((name for kind, name in _TYPES.items() if isinstance(param, kind)), "")
