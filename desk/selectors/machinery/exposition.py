"""The figures as Prometheus reads them. No label names a person, a citizen, a house or a row (DESIGN §6)."""

from collections.abc import Iterator
from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from desk.selectors.machinery.operations import Operations
from desk.selectors.machinery.requests import request_registry


class _Read(Collector):
    """What is read from rows, once for an answer."""

    def __init__(self, found: Operations) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        """Prometheus's protocol of a collector."""
        found, health = self._found, self._found.health
        yield _seconds("outbox_oldest_overdue", "Age of the oldest effect that is due.", health.outbox_overdue_for)
        outbox = {"due": found.outbox.due, "held": found.outbox.held, "dead": found.outbox.dead}
        yield _counts("outbox_messages", "Effects that are not done, by state.", "state", outbox)
        yield _seconds("deadline_oldest_overdue", "Age of the oldest overdue timer.", health.deadline_overdue_for)
        yield _seconds("deadline_longest_lag", "Latest firing of the last hour.", found.deadlines.longest_lag)
        timers = found.deadlines
        states = {"pending": timers.pending, "overdue": timers.overdue, "fired_last_hour": timers.fired}
        yield _counts("deadlines", "Timers, by state.", "state", states)
        yield _seconds("intake_oldest_waiting", "Age of the oldest unprocessed message.", health.message_waiting_for)
        yield _number("intake_waiting", "Messages that are not processed.", found.messages_waiting)
        yield self._intake()
        yield _seconds("mail_oldest_overdue", "Age of the oldest mail that may leave.", health.mail_overdue_for)
        yield _number("mails_failed", "Mails that were given up.", health.mails_failed)
        yield _seconds("stored_cells_lag", "Age of the oldest uncounted change of figures.", found.cells_waiting_for)
        yield _number("stored_cells_waiting", "Changes that the stored figures do not count yet.", found.cells_waiting)
        yield _number("gateway_silent", "1 while a gateway has been silent for too long.", int(bool(found.silence)))
        yield _number("healthy", "1 while nothing waits for too long and no demo's door is open.", int(health.well))

    def _intake(self) -> Metric:
        name, words = "intake_messages_last_hour", "Messages of the last hour, by kind and outcome."
        family = GaugeMetricFamily(name, words, labels=("kind", "outcome"))
        for (kind, state), number in self._found.intake.items():
            family.add_metric((kind, state.value), number)
        return family


def exposition(found: Operations) -> bytes:
    """Prometheus's text format: the rows' figures, and what requests cost on this web server."""
    registry = CollectorRegistry()
    registry.register(_Read(found))
    registry.register(request_registry())
    return generate_latest(registry)


def _seconds(name: str, words: str, span: timedelta | None) -> Metric:
    """Nothing that waits is an age of nought."""
    return _number(f"{name}_seconds", words, span.total_seconds() if span is not None else 0.0)


def _number(name: str, words: str, number: float) -> Metric:
    return GaugeMetricFamily(name, words, value=number)


def _counts(name: str, words: str, label: str, numbers: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=(label,))
    for key, number in numbers.items():
        family.add_metric((key,), number)
    return family
