"""P5: many pending deadlines, some of them due in the same minute, swept by several workers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from journeys.actions.deadlines import register_deadline_kind, sweep_due
from journeys.models import Deadline, DeadlineState, Journey
from tools.bench.figures import BenchFigure
from tools.bench.parts import in_parts
from tools.bench.sizes import Sizes
from tools.bench.timing import quantile

# One pending deadline of a kind a journey: so many kinds, so many times the journeys.
KIND, MOST_KINDS = "bench", 1000
BATCH, TIMES, LAG_SECONDS = 500, 4.0, 60.0
_DUE = f"""SELECT id FROM journeys_deadline WHERE state = 'pending' AND kind LIKE '{KIND}%' AND due_at <= now()
           ORDER BY due_at LIMIT {BATCH}"""  # noqa: S608 - constants
_CLAIM = "SELECT id FROM journeys_deadline WHERE id = %s AND state = 'pending' FOR UPDATE SKIP LOCKED"
_FIRE = "UPDATE journeys_deadline SET state = 'fired', fired_at = now() WHERE id = %s AND state = 'pending'"
_MAKE = f"""INSERT INTO journeys_deadline
            (journey_id, kind, generation, starts_at, due_at, state, attempts, last_error)
            SELECT journey.id, '{KIND}' || number, 1, %s, %s + make_interval(mins => number), 'pending', 0, ''
            FROM journeys_journey journey, generate_series(1, %s) number LIMIT %s"""  # noqa: S608 - a constant


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """Makes the rows, sweeps them, sweeps them bare, and takes them away."""
    sweep_all()
    _make(sizes.pending)
    try:
        yield from _measured(sizes)
    finally:
        Deadline.objects.filter(kind__startswith=KIND).delete()


def _measured(sizes: Sizes) -> Iterator[BenchFigure]:
    began = _make_due(sizes.due)
    swept = [line.split() for line in in_parts("sweep", sizes.sweepers, 0)]
    rows = Deadline.objects.filter(kind__startswith=KIND, state=DeadlineState.FIRED).values_list("fired_at", flat=True)
    lags = [(at - began).total_seconds() for at in rows if at is not None]
    fired = sum(int(number) for number, _seconds in swept)
    _make_due(sizes.due, again=True)
    claimed = [line.split() for line in in_parts("claim", sizes.sweepers, 0)]
    ours, theirs = (max(float(seconds) for _number, seconds in each) for each in (swept, claimed))
    scene = f"{sizes.due} due of {sizes.pending}, {sizes.sweepers} workers"
    yield BenchFigure(
        group="P5",
        name=f"sweep: {scene}",
        measured=ours,
        floor=theirs,
        unit="s",
        goal=TIMES,
        note=_per_second(sizes, ours),
    )
    once = abs(fired - sizes.due) + abs(len(lags) - sizes.due)
    yield BenchFigure(group="P5", name="deadlines that fired twice or never", measured=once, unit="rows", goal=0)
    yield BenchFigure(
        group="P5", name="lag, 99th percentile", measured=quantile(lags, 0.99), unit="s", goal=LAG_SECONDS
    )


def _per_second(sizes: Sizes, seconds: float) -> str:
    return f"{sizes.due / seconds:.0f} a second"


def _make(number: int) -> None:
    """Pending and not due yet, spread over the time to come."""
    later, each = timezone.now() + timedelta(days=1), -(-number // Journey.objects.count())
    assert each <= MOST_KINDS, "the region is too small for so many deadlines"
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, [later, later, each, number])
        cursor.execute("ANALYZE journeys_deadline")


def _make_due(number: int, *, again: bool = False) -> datetime:
    """So many of them in the minute that is just over; returns when they were."""
    rows = Deadline.objects.filter(kind__startswith=KIND)
    chosen = rows.filter(state=DeadlineState.FIRED) if again else rows.order_by("pk")[:number]
    due = timezone.now()
    rows.filter(pk__in=list(chosen.values_list("pk", flat=True))).update(
        state=DeadlineState.PENDING, due_at=due, fired_at=None
    )
    return due


def sweep_all() -> int:
    """Sweeps until nothing is due; how many of ours fired here: the region's own come due meanwhile."""
    fired: list[int] = []
    for number in range(1, MOST_KINDS + 1):
        register_deadline_kind(f"{KIND}{number}", lambda row, now: fired.append(row.pk))
    while Deadline.objects.due(timezone.now()).exists():
        sweep_due(now=timezone.now(), limit=BATCH)
    return len(fired)


def claim_all() -> int:
    """The same without Django: each row claimed and marked in a transaction of its own."""
    connection.ensure_connection()
    raw, fired = connection.connection, 0
    assert raw is not None
    raw.autocommit = False
    with raw.cursor() as cursor:
        while True:
            cursor.execute(_DUE)
            due = cursor.fetchall()
            raw.commit()
            if not due:
                return fired
            for row in due:
                cursor.execute(_CLAIM, row)
                if cursor.fetchone() is not None:
                    cursor.execute(_FIRE, row)
                    fired += cursor.rowcount
                raw.commit()
