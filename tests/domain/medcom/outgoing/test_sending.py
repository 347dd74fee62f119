"""When a letter is sent again, and what an acknowledgement makes of it (SPEC A5)."""

import pytest

from discharge.channel.rules.channel import ChannelDocument
from medcom.domain.sending import (
    MOST_RESENDS,
    TRANSITIONS,
    Carrier,
    Means,
    SendingStep,
    SendState,
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
        (S.WRITTEN, 1, False, SendingStep.TELL),  # nobody fetches it
        (S.HANDED_OVER, 1, True, SendingStep.SEND),
        (S.HANDED_OVER, 2, False, SendingStep.TELL),
        (S.HANDED_OVER, 2, True, SendingStep.SEND),
        (S.HANDED_OVER, 3, True, SendingStep.TELL),  # twice again, and no more
        (S.RECEIVED, 1, True, None),
        (S.REFUSED, 1, True, None),  # must not be sent again unchanged
        (S.UNANSWERED, 3, True, None),
        (S.BY_HAND, 1, False, None),
        (S.STOPPED, 1, True, None),
    ],
)
def test_half_an_hour_after_the_last_envelope(
    state: S, number: int, handed: bool, expected: SendingStep | None
) -> None:
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
        (Carrier.NONE, ChannelDocument.CORRESPONDENCE, None),
        (Carrier.FHIR, ChannelDocument.CORRESPONDENCE, S.WRITTEN),
        (Carrier.FHIR, ChannelDocument.CARE_PATHWAY_PLAN, S.BY_HAND),
        (Carrier.OIOXML, ChannelDocument.CORRESPONDENCE, S.BY_HAND),
        (Carrier.PAPER, ChannelDocument.CARE_PATHWAY_PLAN, S.BY_HAND),
    ],
)
def test_how_it_is_carried(carrier: Carrier, kind: ChannelDocument, expected: S | None) -> None:
    assert carried_as(Means(carrier), kind) is expected


@pytest.mark.parametrize(
    ("means", "kind", "version"),
    [
        (Means(Carrier.OIOXML, frozenset({"XD9134L", "XD9135L"})), ChannelDocument.CORRESPONDENCE, "XD9135L"),
        (Means(Carrier.OIOXML, frozenset({"XD1830C"})), ChannelDocument.CORRESPONDENCE, ""),
        # Letters by FHIR, reports by XML: that is how it is for years to come.
        (Means(Carrier.FHIR, frozenset({"XD9135L", "XD1830C"})), ChannelDocument.CORRESPONDENCE, ""),
        (Means(Carrier.FHIR, frozenset({"XD9135L", "XD1830C"})), ChannelDocument.DISCHARGE_REPORT, "XD1830C"),
        (Means(Carrier.PAPER, frozenset({"XD1830C"})), ChannelDocument.DISCHARGE_REPORT, ""),
        # No official schema: read, and never sent.
        (Means(Carrier.OIOXML, frozenset({"XD2134C", "XD1634C", "XD1934C"})), ChannelDocument.CARE_PATHWAY_PLAN, ""),
        (Means(Carrier.OIOXML, frozenset({"XD2134C", "XD1634C", "XD1934C"})), ChannelDocument.ADMISSION_REPORT, ""),
        (Means(Carrier.OIOXML, frozenset({"GGOP100"})), ChannelDocument.REHABILITATION_PLAN, ""),
    ],
)
def test_a_classic_version_is_sent_where_it_is_accepted_and_has_a_schema(
    means: Means, kind: ChannelDocument, version: str
) -> None:
    assert means.classic_for(kind) == version
    by_fhir = means.carrier is Carrier.FHIR and kind is ChannelDocument.CORRESPONDENCE
    assert carried_as(means, kind) is (S.WRITTEN if version or by_fhir else S.BY_HAND)


def test_every_state_has_its_way() -> None:
    assert set(TRANSITIONS) == set(S)
    assert sources_of(S.RECEIVED) == ["handed_over", "refused", "stopped", "unanswered", "written"]
