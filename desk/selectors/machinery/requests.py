"""What answering requests costs: counted by every web process, read for all processes of this server (PITFALLS §24).

Labels are names of addresses as the program has them and status codes: never a path, a person or an identifier.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

# An address that leads nowhere has no name; what strangers type must not become a label.
NOWHERE = "unresolved"
_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_STATEMENTS = (0, 5, 8, 12, 20, 40, 80, 160)
_OF_THIS_PROCESS = CollectorRegistry()
_REQUESTS = Counter("http_requests", "Requests answered.", ("view", "status"), registry=_OF_THIS_PROCESS)
_DURATION = Histogram(
    "http_request_duration_seconds", "Time to answer.", ("view",), buckets=_SECONDS, registry=_OF_THIS_PROCESS
)
_QUESTIONS = Histogram(
    "http_request_statements", "Statements to the database.", ("view",), buckets=_STATEMENTS, registry=_OF_THIS_PROCESS
)
SERVER_ERROR = 500


@dataclass(slots=True)
class ViewFigures:
    """One address since this web server started: requests, those that failed here, seconds and statements in all."""

    view: str
    requests: int = 0
    errors: int = 0
    seconds: float = 0.0
    statements: float = 0.0

    @property
    def mean_milliseconds(self) -> int:
        """Of one request."""
        return round(1000 * self.seconds / self.requests) if self.requests else 0

    @property
    def mean_statements(self) -> float:
        """Of one request."""
        return self.statements / self.requests if self.requests else 0.0


def count_request(view: str, status: int, *, seconds: float, statements: int) -> None:
    """One request has been answered."""
    _REQUESTS.labels(view, str(status)).inc()
    _DURATION.labels(view).observe(seconds)
    _QUESTIONS.labels(view).observe(statements)


def request_registry() -> Collector:
    """The figures of all processes of this web server; where there is only one process, its own."""
    if not getattr(values.ValueClass, "_multiprocess", False):
        return _OF_THIS_PROCESS
    return MultiProcessCollector(CollectorRegistry())  # type: ignore[no-untyped-call]


def view_figures() -> Sequence[ViewFigures]:
    """Per address, the one that took most time in all first."""
    found: defaultdict[str, ViewFigures] = defaultdict(lambda: ViewFigures(""))
    for metric in request_registry().collect():
        _add(found, metric)
    for view, figures in found.items():
        figures.view = view
    return sorted(found.values(), key=lambda each: each.seconds, reverse=True)


def _add(found: defaultdict[str, ViewFigures], metric: Metric) -> None:
    for sample in metric.samples:
        if "view" not in sample.labels:
            continue
        figures = found[sample.labels["view"]]
        if sample.name == "http_requests_total":
            figures.requests += int(sample.value)
            figures.errors += int(sample.value) if int(sample.labels["status"]) >= SERVER_ERROR else 0
        elif sample.name == "http_request_duration_seconds_sum":
            figures.seconds += sample.value
        elif sample.name == "http_request_statements_sum":
            figures.statements += sample.value
