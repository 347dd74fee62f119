"""The pause between attempts of an outbox row (DESIGN §4)."""

from datetime import timedelta

import pytest

from notifications.domain.back_off import LONGEST_WAIT, MAX_ATTEMPTS, is_dead, wait_after


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (12, 3600), (10_000, 3600)]
)
def test_the_pause_doubles_up_to_an_hour(attempts: int, seconds: int) -> None:
    assert wait_after(attempts) == timedelta(seconds=seconds)


def test_no_failure_is_no_pause_to_ask_for() -> None:
    with pytest.raises(ValueError, match="starts at 1"):
        wait_after(0)


def test_a_row_survives_a_receiver_that_is_down_for_hours() -> None:
    assert sum((wait_after(n) for n in range(1, MAX_ATTEMPTS)), timedelta()) > 4 * LONGEST_WAIT


def test_a_row_is_dead_after_the_last_attempt() -> None:
    assert (is_dead(MAX_ATTEMPTS - 1), is_dead(MAX_ATTEMPTS)) == (False, True)
