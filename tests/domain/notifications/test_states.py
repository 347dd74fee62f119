"""The outbox states: every state stands in the table, and only dead rows come back."""

from notifications.domain.outbox import TRANSITIONS, OutboxState, sources_of


def test_every_state_stands_in_the_table() -> None:
    assert set(TRANSITIONS) == set(OutboxState)


def test_only_a_dead_row_becomes_pending_again() -> None:
    assert sources_of(OutboxState.PENDING) == [OutboxState.DEAD]


def test_only_a_pending_row_is_done_dead_or_withdrawn() -> None:
    targets = (OutboxState.DONE, OutboxState.DEAD, OutboxState.WITHDRAWN)
    assert all(sources_of(target) == [OutboxState.PENDING] for target in targets)
