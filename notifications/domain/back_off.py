"""How long a failed outbox row waits before it is tried again (DESIGN §4)."""

from datetime import timedelta

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
# 5 s doubled to an hour takes ten attempts; six more give a broken receiver about seven hours before a row is dead.
MAX_ATTEMPTS = 16


def wait_after(attempts: int) -> timedelta:
    """The pause after the given number of failed attempts (1 or more): doubling, one hour at most."""
    if attempts < 1:
        raise ValueError("attempts counts failures and starts at 1")
    # The exponent is bounded because timedelta overflows long before an int does.
    doublings = min(attempts - 1, 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def is_dead(attempts: int) -> bool:
    """Whether the row is given up until someone revives it."""
    return attempts >= MAX_ATTEMPTS
