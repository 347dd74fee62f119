"""A gateway that sends while the house burns, each message until it is answered and once more: ``… sender COUNT``."""

import sys
import time
from uuid import NAMESPACE_URL, uuid5

import django

django.setup()

from django.db import Error, close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from journeys.actions.events import NewEvent, record_event  # noqa: E402
from journeys.domain.events import EventKind, EventSource  # noqa: E402
from journeys.models import Citizen  # noqa: E402

PAUSE_SECONDS = 0.05


def send_all(count: int) -> None:
    """Send every message twice; a gateway that got no answer does the same."""
    for number in range(count):
        for _ in range(2):
            while not _sent(number):
                time.sleep(PAUSE_SECONDS)
        time.sleep(PAUSE_SECONDS)


def _sent(number: int) -> bool:
    identity = uuid5(NAMESPACE_URL, f"message-{number}")
    close_old_connections()
    try:
        citizen, _ = Citizen.objects.get_or_create(pk=identity)
        now = timezone.now()
        event = NewEvent(
            kind=EventKind.ADMITTED,
            occurred_at=now,
            source=EventSource.MESSAGE,
            source_ref=f"sent-{number}",
            episode_ids=(str(identity),),
        )
        record_event(citizen.pk, event, now=now)
    except Error:
        return False
    return True


if __name__ == "__main__":
    send_all(int(sys.argv[1]))
