"""How the program runs, in numbers: what the operators' page and the metrics endpoint both tell (DESIGN §5).

Read from rows, so that it is true of all web servers and workers; only what requests cost is each web server's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.selectors.machinery.gateways import Silence, gateway_news
from desk.selectors.machinery.health import Health, health
from journeys.selectors.deadlines import DeadlineFigures, deadline_figures
from medcom.domain.states import MessageState
from medcom.selectors.health import intake_counts, waiting_number
from notifications.selectors.outbox import OutboxCounts, outbox_counts
from principles.indicators.selectors import waiting_marks

# What has happened is told of so long a span: long enough for a quiet night, short enough to see a fault of today.
RECENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Operations:
    """At one moment. `intake` holds the messages of the last hour by kind and outcome."""

    health: Health
    outbox: OutboxCounts
    deadlines: DeadlineFigures
    messages_waiting: int
    intake: Mapping[tuple[str, MessageState], int]
    cells_waiting: int
    cells_waiting_for: timedelta | None
    silence: Silence | None

    @property
    def at(self) -> datetime:
        """The moment."""
        return self.health.at


def operations(now: datetime) -> Operations:
    """All of it at `now`."""
    cells, since = waiting_marks()
    return Operations(
        health=health(now),
        outbox=outbox_counts(now),
        deadlines=deadline_figures(now, within=RECENT),
        messages_waiting=waiting_number(),
        intake=intake_counts(now, within=RECENT),
        cells_waiting=cells,
        cells_waiting_for=max(now - since, timedelta(0)) if since is not None else None,
        silence=gateway_news(now).silence,
    )
