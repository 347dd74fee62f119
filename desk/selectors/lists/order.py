"""In which order the lists stand: columns of the same query (UX §1.a, 1.b default sort)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from discharge.models import HomeComing
from journeys.domain.state.status import AT_HOME, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey
from journeys.querysets import JourneyQuerySet

Q_IN_HOSPITAL = Q(status__in=[status.value for status in IN_HOSPITAL], unconfirmed=False)
# Entered by hand, and nobody has confirmed it: it stays on the two sides' lists until it is answered.
Q_ENTERED = Q(status__in=[status.value for status in IN_HOSPITAL], unconfirmed=True)
Q_READY = Q(status=JourneyStatus.READY.value)
Q_PLANNED = Q(status=JourneyStatus.PLANNED.value)
Q_DISCHARGED = Q(status=JourneyStatus.DISCHARGED.value)
# Closed out or not: the 72 hours run for both.
Q_AT_HOME = Q(status__in=[status.value for status in AT_HOME])


class _Keys(Subquery):
    """Keys of which there may be none by what was asked alone: then nobody stands among them, and nothing is asked."""

    # Else Django writes NULL in their place, which is no list.
    empty_result_set_value = NotImplemented


class _Among(Func):
    """Whether the first stands among the rows of the second, which are worked out once, before anything is joined."""

    output_field = BooleanField()
    template, arg_joiner = "%(expressions)s", " IN "

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """An array: of a subquery PostgreSQL makes one more table to be joined."""
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY", **more)


def page_of(
    ordered: JourneyQuerySet, order: Sequence[Any], which: slice, *, keeps: Q, marked: JourneyQuerySet
) -> list[Journey]:
    """One page of what is kept, with everything about it."""
    return list(page_query(ordered.filter(keeps), order, which, marked=marked))


def page_query(
    ordered: JourneyQuerySet, order: Sequence[Any], which: slice, *, marked: JourneyQuerySet
) -> JourneyQuerySet:
    """Which journeys first, with the columns of the order alone, then everything about them (`marked`).

    Together they are more tables than PostgreSQL looks for an order of: it would read everybody's rows to join them.
    """
    ids = ordered.order_by(*order).values("pk")[which]
    return marked.for_lists().filter(_Among(F("pk"), _Keys(ids))).order_by(*order)


def leaves_on(first: date, last: date) -> Q:
    """In hospital care and said to go home on one of these days, both included."""
    return Q_IN_HOSPITAL & Q(home_coming__day__gte=first, home_coming__day__lte=last)


def is_leaving(first: date, last: date) -> Q:
    """The same for a chip: nothing is asked of those who have left."""
    coming = HomeComing.objects.filter(journey=OuterRef("pk"), day__gte=first, day__lte=last)
    return Q_IN_HOSPITAL & Q(Exists(coming))


def should_have_left(today: date, now: datetime) -> Q:
    """Still in hospital care after the agreed or proposed time, or after the expected day."""
    passed = Q(home_coming__at__lte=now) | Q(home_coming__at__isnull=True, home_coming__day__lt=today)
    return Q_IN_HOSPITAL & passed


def ward_order(today: date, now: datetime) -> tuple[Case, Sequence[Any]]:
    """Something is overdue, leaves today, ready longest, in a bed, expected, gone home, ended.

    Paper work about those who have left never stands above the beds.
    """
    late = Q_IN_HOSPITAL & Q(task_due_at__lte=now)
    rank = _rank(
        late | should_have_left(today, now),
        leaves_on(today, today),
        Q_READY,
        Q_IN_HOSPITAL,
        Q_PLANNED,
        Q_AT_HOME & Q(task_due_at__lte=now),
        Q_AT_HOME,
    )
    # Expected days have no time and stand after the times of the same day.
    soonest = F("home_coming__at").asc(nulls_last=True)
    leaving = Case(
        When(Q_IN_HOSPITAL & Q(home_coming__day__lte=today), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    ready = F("ready_since").asc(nulls_last=True)
    return rank, (leaving, soonest, ready, "bed", "-discharged_at", "citizen__search_name", "pk")


def municipality_order(today: date, now: datetime, owed: Q) -> tuple[Case, Sequence[Any]]:
    """Home today, unanswered oldest, payment running, needed by soonest (UX §1.b)."""
    rank = _rank(
        should_have_left(today, now) | leaves_on(today, today),
        owed,
        Q_READY,
        Q_IN_HOSPITAL,
        Q_PLANNED,
        Q_AT_HOME,
    )
    due = F("task_due_at").asc(nulls_last=True)
    ready = F("ready_since").asc(nulls_last=True)
    day = F("home_coming__day").asc(nulls_last=True)
    return rank, (_home_first(today), due, ready, day, "-last_event_at", "pk")


def over_order(owed: Q) -> tuple[Case, Sequence[Any]]:
    """The same of those who are over, of whom nobody owes a task."""
    ready = F("ready_since").asc(nulls_last=True)
    day = F("home_coming__day").asc(nulls_last=True)
    return _rank(owed, Q_AT_HOME), (ready, day, "-last_event_at", "pk")


def _home_first(today: date) -> Any:
    """The time of those who come home today, null for everybody else."""
    times = Case(
        When(Q_IN_HOSPITAL & Q(home_coming__day__lte=today), then=F("home_coming__at")),
        default=Value(None),
        output_field=DateTimeField(),
    )
    return times.asc(nulls_last=True)


def _rank(*groups: Q) -> Case:
    """The number of the first group that a journey belongs to."""
    return Case(
        *(When(group, then=Value(number)) for number, group in enumerate(groups)),
        default=Value(len(groups)),
        output_field=IntegerField(),
    )
