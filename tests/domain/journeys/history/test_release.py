"""What other houses never read: what was undone before its release, and what only says the old words again."""

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.release import withdrawn_refs
from tests.factories.events import at, event

HALF_A_MINUTE = 30 / 3600


def said(kind: K, hours: float, ref: str, voids: str | None = None, **payload: object) -> EventRecord:
    released = at(hours + HALF_A_MINUTE)
    return event(kind, 1, ref=ref, voids_ref=voids, recorded_at=at(hours), released_at=released, **payload)


FIRST = said(K.DISCHARGE_PROPOSED, 1, "first", text="Kl. 10")
CORRECTED = said(K.DISCHARGE_PROPOSED, 2, "corrected", "first", text="Kl. 11")


def test_what_was_taken_back_while_it_was_held_is_read_by_nobody_nor_that_it_was() -> None:
    undone = said(K.CANCELLED, 1 + HALF_A_MINUTE / 2, "undone", "first")
    assert withdrawn_refs([FIRST, undone]) == {"first", "undone"}


def test_what_names_an_event_of_another_kind_takes_nothing_back() -> None:
    other = said(K.CANCELLED, 1 + HALF_A_MINUTE / 2, "other", "first", voids_only=K.ADMITTED)
    assert withdrawn_refs([FIRST, other]) == frozenset()


def test_what_was_taken_back_after_its_release_was_read() -> None:
    assert withdrawn_refs([FIRST, said(K.CANCELLED, 1 + HALF_A_MINUTE, "late", "first")]) == frozenset()


def test_a_correction_undone_by_saying_the_old_words_again_is_read_by_nobody() -> None:
    again = said(K.DISCHARGE_PROPOSED, 2 + HALF_A_MINUTE / 2, "again", "corrected", text="Kl. 10")
    assert withdrawn_refs([FIRST, CORRECTED, again]) == {"corrected", "again"}


def test_a_correction_corrected_to_other_words_is_news() -> None:
    other = said(K.DISCHARGE_PROPOSED, 2 + HALF_A_MINUTE / 2, "other", "corrected", text="Kl. 12")
    assert withdrawn_refs([FIRST, CORRECTED, other]) == {"corrected"}


def test_a_cancellation_that_was_there_before_what_it_names_undid_nothing_in_time() -> None:
    early = said(K.CANCELLED, 0.5, "early", "first")
    assert withdrawn_refs([early, FIRST]) == frozenset()
    at_once = said(K.CANCELLED, 1, "at once", "first")
    assert withdrawn_refs([FIRST, at_once]) == {"first", "at once"}
