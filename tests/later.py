"""The moment when what people just did is read by others too (DESIGN §4)."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from journeys.domain.history.release import UNDO_WITHIN


def when_released() -> time_machine.travel:
    """To be used as a context: a second after everything done until now has been released."""
    return time_machine.travel(timezone.now() + UNDO_WITHIN + timedelta(seconds=1), tick=True)
