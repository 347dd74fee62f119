"""What each message of a chain says of the ones before it, in every order of arrival (DESIGN §4; SPEC A3)."""

from collections.abc import Mapping
from itertools import islice, permutations
from typing import Any

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind
from journeys.domain.history.grouping import journeys_of
from journeys.domain.state.fold import fold
from medcom.domain.events import chain_of
from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.messages.notification import read_notification
from tests.domain.medcom.test_lost_links import _record
from tests.medcom.chains import chain


def end_of(
    line: str, hours: Mapping[int, float] | None = None, sent: Mapping[int, float] | None = None
) -> tuple[str, str]:
    """Status and doubts of the one journey, the same after every order (of long ones: the first 120)."""
    events = [_record(bundle, number) for number, bundle in enumerate(chain(line, hours=hours, sent=sent), start=1)]
    ends = set()
    for order in islice(permutations(events), 120):
        (journey,) = journeys_of(order)
        state = fold(journey, CitizenFacts())
        ends.add((state.status.value, ",".join(doubt.kind.value for doubt in state.doubts)))
    (end,) = ends
    return end


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("STIN; SLHJ; AN_SLHJ; AN_STIN", "cancelled"),
        ("STIN; SLHJ; (AN_SLHJ); AN_STIN", "cancelled"),
        ("STIN; (SLHJ); (AN_SLHJ); AN_STIN", "cancelled"),
        ("STIN; SLHJ; RE_SLHJ; AN_SLHJ; AN_STIN", "cancelled"),
        ("STIN; SLHJ; (RE_SLHJ); (AN_SLHJ); AN_STIN", "cancelled"),
        ("STIN; (RE_STIN); SLHJ; AN_SLHJ; AN_STIN", "cancelled"),
        ("STIN; STOR; AN_STOR; SLHJ; AN_SLHJ; AN_STIN", "cancelled"),
        ("STIN; STOR; SLOR; AN_SLOR; AN_STOR", "admitted"),
        ("STIN; STOR; SLOR; (AN_SLOR); AN_STOR", "admitted"),
        ("STAA; STIN; AN_STIN; AN_STAA", "cancelled"),
        ("STAA; STIN; AN_STIN; SLHJ; AN_STAA→1", "cancelled"),
        ("STIN; STOR; AN_STOR; RE_STIN", "admitted"),
        ("STIN; STOR; (AN_STOR); RE_STIN", "admitted"),
        ("STIN; STOR; (AN_STOR); (RE_STIN); RE_STIN", "admitted"),
        ("STIN; STOR; AN_STOR; (RE_STIN); AN_STIN", "cancelled"),
        ("STIN; MORS; AN_MORS; AN_STIN", "cancelled"),
        ("STIN; MORS; (AN_MORS); AN_STIN", "cancelled"),
        ("STIN; STOR; MORS; AN_MORS; AN_STOR", "admitted"),
        ("STIN; SLHJ; RE_STIN→1; AN_STIN", "cancelled"),
        ("STIN; SLHJ; (RE_STIN→1); AN_STIN", "cancelled"),
    ],
)
def test_r4_4_a_word_that_follows_a_cancellation_is_carried_over_it(line: str, status: str) -> None:
    assert end_of(line) == (status, "")


@pytest.mark.parametrize("line", ["STIN; SLHJ; AN_SLHJ; RE_SLHJ", "STIN; SLHJ; (AN_SLHJ); RE_SLHJ"])
def test_r4_4_a_correction_of_what_was_cancelled_is_asked_about_and_changes_nothing(line: str) -> None:
    assert end_of(line) == ("admitted", "unlinked")


def test_r4_4_a_correction_that_names_its_own_event_again_stands() -> None:
    assert end_of("STIN; SLHJ; AN_SLHJ; RE_SLHJ→2") == ("discharged", "")


@pytest.mark.parametrize("said", [8.9, 8.99, -1], ids=["6 min before", "36 s before", "1 h before the admission"])
@pytest.mark.parametrize(("word", "status"), [("SLHJ", "discharged"), ("STOR", "on_leave")])
def test_r4_8_what_outlives_a_cancelled_admission_is_asked_about(said: float, word: str, status: str) -> None:
    assert end_of(f"STIN; {word}; AN_STIN→1", hours={2: 9}, sent={3: said}) == (status, "time")


def test_r4_8_a_discharge_that_knows_of_the_cancellation_is_asked_about() -> None:
    assert end_of("STIN; AN_STIN; SLHJ") == ("discharged", "time")
    assert end_of("STAA; STIN; AN_STIN; SLHJ") == ("discharged", "")


def test_r4_8_told_in_time_it_falls_with_the_admission() -> None:
    assert end_of("STIN; SLHJ; AN_STIN→1", hours={2: 9}, sent={3: 9.1}) == ("cancelled", "")


@pytest.mark.parametrize("lost", [False, True])
def test_r4_13_the_cancellation_of_a_cancellation_is_no_cancelled_death(lost: bool) -> None:
    line = "STIN; SLHJ; (AN_SLHJ); AN_SLHJ" if lost else "STIN; SLHJ; AN_SLHJ; AN_SLHJ"
    again = read_notification(chain(line)[-1])
    assert (again.short, again.operation) == (PhysicalEventKind.SLHJ, Operation.CANCEL)
    assert end_of(line) == ("admitted", "unlinked")


def test_r4_13_a_link_of_it_is_none_either() -> None:
    last: dict[str, Any] = chain("STIN; SLHJ; AN_SLHJ; AN_SLHJ; STOR")[-1]
    assert EventKind.DIED not in {link.kind for link in chain_of(read_notification(last))}


def test_r4_13_a_death_after_a_cancellation_repeats_its_activity_and_is_still_one() -> None:
    assert end_of("STIN; SLHJ; AN_SLHJ; MORS") == ("deceased", "")
    assert end_of("STIN; SLHJ; AN_SLHJ; MORS; AN_MORS") == ("admitted", "")
