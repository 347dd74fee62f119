"""What somebody typed with an entry names the citizen while the entry stands."""

import pytest

from journeys.domain.citizen.hand_names import NamePair, name_by_hand
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord, EventSource
from journeys.domain.history.history import History
from tests.factories.events import event

ANNA, BO = ("Anna", "Prøve"), ("Bo", "Prøve")


def names(name: NamePair) -> dict[str, str]:
    return {"given_names": name[0], "family_name": name[1]}


def admitted(name: NamePair | None, ref: str = "in", source: EventSource = EventSource.FORM) -> EventRecord:
    typed = {"typed": names(name)} if name else {}
    return event(K.ADMITTED, 0, ref=ref, source=source, provider="ward", hospital="h", **typed)


def claimed(name: NamePair, ref: str = "claim") -> EventRecord:
    stay = {"kind": "admitted", "provider": "ward", "hospital": "h", **names(name)}
    return event(K.STAY_CLAIMED, 1, ref=ref, source=EventSource.FORM, organisation="m", stay=stay)


UNDONE = event(K.CANCELLED, 2, ref="undone", voids_ref="in", source=EventSource.FORM)
DECLINED = event(K.STAY_DECLINED, 3, ref="no", claim_ref="claim", source=EventSource.FORM)


@pytest.mark.parametrize(
    ("row", "told", "name"),
    [
        ("the entry stands", [admitted(ANNA)], ANNA),
        ("the entry was taken back", [admitted(ANNA), UNDONE], ("", "")),
        ("it was taken back, and another stands", [admitted(ANNA), UNDONE, claimed(BO)], BO),
        ("an older one stands that says no name", [admitted(ANNA), UNDONE, admitted(None, "old")], ANNA),
        (
            "a message says no name of ours",
            [admitted(ANNA), UNDONE, admitted(None, "m", EventSource.MESSAGE)],
            ("", ""),
        ),
        ("what was claimed stands", [claimed(ANNA)], ANNA),
        ("what was claimed was declined", [claimed(ANNA), DECLINED], ("", "")),
        ("nobody typed it", [admitted(BO)], ANNA),
    ],
)
def test_a_name_stands_with_what_gave_it(row: str, told: list[EventRecord], name: NamePair) -> None:
    assert name_by_hand(ANNA, History(told)) == name
