"""P8: work that grows with what somebody sends: ten times as much costs at most twelve times, or is refused soon."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from discharge.explain.rules.explaining import explain
from medcom.domain.reading import read
from tools.bench.figures import BenchFigure
from tools.bench.measured.pages import client_of
from tools.bench.messages import TYPE, as_bytes, episode
from tools.bench.sizes import Sizes
from tools.bench.timing import timed

TIMES, LIMIT_MS = 12.0, 2000.0


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """Each kind of input at growing sizes, beside itself at a tenth."""
    client = client_of("hospital")
    kinds: dict[str, Callable[[int], Callable[[], object]]] = {
        "entries of a bundle": lambda number: partial(read, _bundle(number), TYPE),
        "attributes of an XML element": lambda number: partial(read, _attributes(number), "application/fhir+xml"),
        "words of a search": lambda number: partial(client.post, "/soeg/", {"q": "prøve " * number}),
        "days of a ledger": lambda number: partial(explain, "payment", _waiting(number), now=timezone.now()),
    }
    tries = max(sizes.tries // 5, 1)
    for name, made in kinds.items():
        found = timed(*(made(number) for number in sizes.inputs), tries=tries)
        for index, (number, took) in enumerate(zip(sizes.inputs, found, strict=True)):
            yield BenchFigure(
                group="P8",
                name=f"{number} {name}",
                measured=took.cpu,
                floor=found[index - 1].cpu if index else None,
                goal=TIMES if index else LIMIT_MS,
                note="" if took.wall <= LIMIT_MS else "more than two seconds",
            )


def _bundle(entries: int) -> bytes:
    """A notification with so many entries: organisations that nothing names are added."""
    body = json.loads(as_bytes(episode(2).admit(at=timezone.now())))
    spare = next(each for each in body["entry"] if each["resource"]["resourceType"] == "Organization")
    for number in range(entries - len(body["entry"])):
        identity = f"00000000-0000-4000-8000-{number:012}"
        added = {"fullUrl": f"Organization/{identity}", "resource": {**spare["resource"], "id": identity}}
        body["entry"].append(added)
    return as_bytes(body)


def _attributes(number: int) -> bytes:
    stated = " ".join(f'a{each}="x"' for each in range(number))
    return f'<Bundle xmlns="http://hl7.org/fhir" {stated}><id value="x"/></Bundle>'.encode()


def _waiting(days: int) -> dict[str, object]:
    """Somebody who was ready for so many days."""
    first = date(2026, 1, 1) - timedelta(days=days)
    return {"speciality": "somatic", "periods": [{"ready_on": first.isoformat(), "ended_on": "2026-01-01"}]}
