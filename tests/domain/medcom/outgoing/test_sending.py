"""When a letter is sent again, and what an acknowledgement makes of it (SPEC A5)."""

import pytest

from discharge.channel.rules.channel import Document
from medcom.domain.sending import (
    MOST_RESENDS,
    TRANSITIONS,
    Carrier,
    SendState,
    Step,
    carried_as,
    next_step,
    sources_of,
    state_after,
)
from medcom.parsing.codes import ResponseCode

S, R = SendState, ResponseCode


@pytest.mark.parametrize(
    ("state", "number", "handed", "expected"),
    [
        (S.WRITTEN, 1, False, Step.TELL),  # nobody fetches it
        (S.HANDED_OVER, 1, True, Step.SEND),
        (S.HANDED_OVER, 2, False, Step.TELL),
        (S.HANDED_OVER, 2, True, Step.SEND),
        (S.HANDED_OVER, 3, True, Step.TELL),  # twice again, and no more
        (S.RECEIVED, 1, True, None),
        (S.REFUSED, 1, True, None),  # must not be sent again unchanged
        (S.UNANSWERED, 3, True, None),
        (S.BY_HAND, 1, False, None),
        (S.STOPPED, 1, True, None),
    ],
)
def test_half_an_hour_after_the_last_envelope(state: S, number: int, handed: bool, expected: Step | None) -> None:
    assert next_step(state, number, handed=handed) is expected


def test_there_are_two_resends() -> None:
    assert MOST_RESENDS == 2


@pytest.mark.parametrize(
    ("state", "code", "expected"),
    [
        (S.HANDED_OVER, R.OK, S.RECEIVED),
        (S.HANDED_OVER, R.FATAL_ERROR, S.REFUSED),
        (S.HANDED_OVER, R.TRANSIENT_ERROR, S.HANDED_OVER),  # later again
        (S.WRITTEN, R.OK, S.RECEIVED),  # fetched, and killed before that was written down
        (S.RECEIVED, R.FATAL_ERROR, S.RECEIVED),  # of a repetition
        (S.REFUSED, R.OK, S.RECEIVED),
        (S.UNANSWERED, R.OK, S.RECEIVED),  # late
        (S.UNANSWERED, R.FATAL_ERROR, S.REFUSED),
        (S.UNANSWERED, R.TRANSIENT_ERROR, S.UNANSWERED),
        (S.BY_HAND, R.OK, S.BY_HAND),
        (S.STOPPED, R.OK, S.RECEIVED),  # it came there after all
        (S.STOPPED, R.FATAL_ERROR, S.STOPPED),
    ],
)
def test_an_acknowledgement(state: S, code: R, expected: S) -> None:
    assert state_after(state, code) is expected


@pytest.mark.parametrize(
    ("carrier", "kind", "expected"),
    [
        (Carrier.NONE, Document.CORRESPONDENCE, None),
        (Carrier.FHIR, Document.CORRESPONDENCE, S.WRITTEN),
        (Carrier.FHIR, Document.CARE_PATHWAY_PLAN, S.BY_HAND),
        (Carrier.OIOXML, Document.CORRESPONDENCE, S.BY_HAND),
        (Carrier.PAPER, Document.CARE_PATHWAY_PLAN, S.BY_HAND),
    ],
)
def test_how_it_is_carried(carrier: Carrier, kind: Document, expected: S | None) -> None:
    assert carried_as(carrier, kind) is expected


def test_every_state_has_its_way() -> None:
    assert set(TRANSITIONS) == set(S)
    assert sources_of(S.RECEIVED) == ["handed_over", "refused", "stopped", "unanswered", "written"]
