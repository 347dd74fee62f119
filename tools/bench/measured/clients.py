"""P7: eight clients on list, page and intake at once, two web processes, beside one client alone."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from journeys.models import Journey
from journeys.selectors.sight import sight_of
from medcom.actions.gateways import create_gateway
from organisations.models import User
from tools.bench.figures import BenchFigure
from tools.bench.measured.pages import client_of
from tools.bench.messages import TYPE, as_bytes, episode
from tools.bench.sizes import Sizes
from tools.bench.timing import quantile
from tools.places import ROOT

TIMES, WEB_PROCESSES, STARTS_WITHIN = 4.0, 2, 60.0
_FIRST_PERSON = 900_000


@dataclass(frozen=True, slots=True)
class BenchRequest:
    """One request; its body is made when it is sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Callable[[int], bytes | None] = lambda number: None


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """The same requests by one client, then by all at once."""
    requests = _requests(sizes)
    port = _free_port()
    web = _started(port)
    try:
        _wait(port, web)
        _client(port, requests, len(requests), 0)
        alone, _ = _client(port, requests, sizes.requests, 1)
        with ThreadPoolExecutor(sizes.clients) as pool:
            numbers = range(2, sizes.clients + 2)
            said = list(pool.map(lambda number: _client(port, requests, sizes.requests, number), numbers))
    finally:
        web.terminate()
        web.wait()
    together = [seconds for times, _ in said for seconds in times]
    yield BenchFigure(
        group="P7",
        name=f"{sizes.clients} clients, 95th percentile, beside the median of one",
        measured=1000 * quantile(together, 0.95),
        floor=1000 * quantile(alone, 0.5),
        goal=TIMES,
        note=f"list, page and intake in turn; {WEB_PROCESSES} web processes",
    )
    errors = sum(failed for _, failed in said)
    yield BenchFigure(group="P7", name="requests that failed", measured=errors, unit="requests", goal=0)


def _requests(sizes: Sizes) -> list[BenchRequest]:
    """What a nurse opens and a gateway delivers."""
    nurse = User.objects.get(username="hospital")
    journey = Journey.objects.visible_to(sight_of(nurse, now=timezone.now())).order_by("pk").first()
    assert journey is not None
    name = settings.SESSION_COOKIE_NAME
    cookie = {"Cookie": f"{name}={client_of('hospital').cookies[name].value}"}
    _gateway, token = create_gateway(f"Bench {time.time_ns()}", now=timezone.now(), all_senders=True)
    key = {"Authorization": f"Bearer {token}", "Content-Type": TYPE}
    numbers = [_number(client, turn) for client in range(sizes.clients + 2) for turn in range(2, sizes.requests + 3, 3)]
    bodies = {number: as_bytes(episode(_FIRST_PERSON + number).admit(at=timezone.now())) for number in numbers}
    return [
        BenchRequest("GET", "/afdeling/", cookie),
        BenchRequest("GET", f"/forloeb/{journey.pk}/", cookie),
        BenchRequest("POST", "/api/v1/medcom/messages/", key, bodies.get),
    ]


def _number(client: int, turn: int) -> int:
    """Of a message: no two are the same."""
    return 1000 * client + turn


def _client(port: int, requests: list[BenchRequest], number: int, client: int) -> tuple[list[float], int]:
    """Sends them in turn; the seconds of each, and how many failed."""
    times, failed = [], 0
    for turn in range(number):
        asked = requests[turn % len(requests)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        body, began = asked.body(_number(client, turn)), time.perf_counter()
        connection.request(asked.method, asked.path, body=body, headers=dict(asked.headers))
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        failed += answer.status != 200
        connection.close()
    return times, failed


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


def _started(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WEB_PROCESSES), "config.wsgi:application"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"LOG_LEVEL": "ERROR"})


def _wait(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and web.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the web server of the bench did not start")
