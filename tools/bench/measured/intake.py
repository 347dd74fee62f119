"""P4: one notification of a citizen with twenty events: read, acted on, its statements, and how many a second."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.utils import timezone
from fhir.resources.R4B.bundle import Bundle

from medcom.domain.reading import read
from tools.bench.figures import BenchFigure
from tools.bench.messages import TYPE, as_bytes, deliver, episode, told_of
from tools.bench.parts import in_parts
from tools.bench.sizes import Sizes
from tools.bench.statements import bare, kept_by_nobody, statements_of
from tools.bench.timing import timed

EVENTS, MOST_STATEMENTS = 20, 20
READING, WHOLE, TWO = 1.0, 2.5, 1.8
_CORES_NEEDED = 4


def measure(sizes: Sizes, *, cores: int) -> Iterator[BenchFigure]:
    """Reading and acting apart, for an admission and for the discharge that follows it."""
    now = timezone.now()
    told_of(1, events=EVENTS, until=now - timedelta(days=5))
    stay = episode(1)
    for name, body in (
        ("admission", as_bytes(stay.admit(at=now - timedelta(hours=3)))),
        ("discharge", as_bytes(stay.discharge(at=now - timedelta(hours=2)))),
    ):
        yield from _of_message(name, body, sizes)
        deliver(body, now=timezone.now())
    yield from _a_second(sizes, cores)


def _of_message(name: str, body: bytes, sizes: Sizes) -> Iterator[BenchFigure]:
    act = partial(deliver, body, now=timezone.now())
    asked = statements_of(act)
    ours, theirs, whole, own = timed(
        partial(read, body, TYPE),
        partial(Bundle.model_validate_json, body),
        kept_by_nobody(act),
        bare(asked),
        tries=sizes.tries,
    )
    yield BenchFigure(
        group="P4",
        name=f"{name}: parse and check",
        measured=ours.cpu,
        floor=theirs.cpu,
        goal=READING,
        note=f"both by CPU; floor: fhir.resources parses and validates the same {len(body)} bytes",
    )
    yield BenchFigure(
        group="P4", name=f"{name}: whole intake", measured=whole.wall, floor=own.wall, goal=WHOLE, cpu=whole.cpu
    )
    yield BenchFigure(
        group="P4",
        name=f"{name}: statements for a citizen with {EVENTS} events",
        measured=len(asked),
        unit="statements",
        goal=MOST_STATEMENTS,
    )


def _a_second(sizes: Sizes, cores: int) -> Iterator[BenchFigure]:
    """Messages of different citizens in one process and in two."""
    one, two = (
        number * sizes.messages / max(map(float, in_parts("deliver", number, sizes.messages, 1000 * number)))
        for number in (1, 2)
    )
    yield BenchFigure(
        group="P4",
        name="messages a second, two processes beside one",
        measured=two,
        floor=one,
        unit="a second",
        goal=TWO if cores >= _CORES_NEEDED else None,
        at_least=True,
        note="" if cores >= _CORES_NEEDED else f"reported only: fewer than {_CORES_NEEDED} cores",
    )
