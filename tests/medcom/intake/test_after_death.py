"""MORS closes everything: what is told of a later time is history, and is asked about (RULES 2i; SPEC A3.3)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.db import transaction

from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey, Task
from medcom.domain.states import MessageState
from medcom.parsing.building.builder import BuiltNotification, BundleStay, MessageOrganization
from medcom.parsing.building.notification_bundle import build_notification, seeded_ids
from medcom.parsing.codes import PhysicalEventKind
from tests.domain.medcom.stays import HOME_CARE, HOUR, MONDAY, NANCY, WARD
from tests.medcom.world import NOW, comparable, deliver, make_department, make_served_citizen, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
K = PhysicalEventKind
ELSEWHERE = MessageOrganization(sor="999800000000888", gln="5799998008888", name="Anden afdeling")
ALIVE = {"state_destination", "state_admission", "answer_nursing", "name_physician"}


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()
    make_department(ELSEWHERE)
    make_served_citizen(NANCY.cpr)


class Teller:
    """One episode of one ward, in which each message may name any earlier one."""

    def __init__(self, seed: int = 1, sender: MessageOrganization = WARD) -> None:
        self._ids, self._sender = seeded_ids(seed), sender
        self._episode = self._ids()

    def tell(
        self, kind: K, hours: float, previous: BuiltNotification | None = None, **changes: Any
    ) -> BuiltNotification:
        at = MONDAY + hours * HOUR
        begun = MONDAY + changes.pop("begun", 0) * HOUR
        ended = kind in (K.SLHJ, K.MORS)
        stay = BundleStay(
            self._episode, begun, kind is K.STAA, end=at if ended else None, deceased=True if kind is K.MORS else None
        )
        if kind is K.STOR:
            stay = replace(stay, leave_start=at)
        activity = previous.links[-1].activity if kind is K.MORS and previous else None
        return build_notification(
            kind=kind,
            patient=NANCY,
            sender=self._sender,
            receiver=HOME_CARE,
            stay=stay,
            sent_at=at,
            ids=self._ids,
            previous=previous,
            activity=activity,
        )


class _Undo(Exception):
    pass


def _end(messages: Sequence[BuiltNotification]) -> dict[str, Any]:
    """What stands after the messages in this order; undone again."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            states = [deliver(each.bundle, now=NOW + timedelta(seconds=n)) for n, each in enumerate(messages)]
            assert {each.state_value for each in states} == {MessageState.ACCEPTED}
            rows = Journey.objects.current().order_by("arrived_at")
            found["rows"] = comparable(NANCY.cpr)
            found["journeys"] = [(row.status, row.admitted_at, row.discharged_at) for row in rows]
            found["doubts"] = [[(doubt["kind"], doubt["about"]) for doubt in row.doubts] for row in rows]
            found["tasks"] = [
                set(Task.objects.open().filter(journey=row).values_list("kind", flat=True)) for row in rows
            ]
            later = NOW + timedelta(days=1)
            assert not any(rebuild_citizen(row.pk, now=later, check=True) for row in Citizen.objects.all())
            raise _Undo
    except _Undo:
        return found


def _same_end(*messages: BuiltNotification) -> dict[str, Any]:
    ends = [_end(order) for order in permutations(messages)]
    assert {each["rows"] for each in ends} == {ends[0]["rows"]}
    return ends[0]


@pytest.mark.parametrize("named", ["STIN", "MORS"])
@pytest.mark.parametrize(("kind", "later"), [(K.SLHJ, 1), (K.SLHJ, 10), (K.SLHJ, 30), (K.STOR, 10)])
def test_r4_6_what_is_told_of_after_a_death_is_history_and_shows(named: str, kind: K, later: int) -> None:
    teller = Teller()
    stin = teller.tell(K.STIN, 0)
    mors = teller.tell(K.MORS, 5, stin)
    after = teller.tell(kind, 5 + later, stin if named == "STIN" else mors)
    end = _same_end(stin, mors, after)
    assert end["journeys"] == [("deceased", MONDAY, None)]
    about = "discharged" if kind is K.SLHJ else "leave_started"
    assert end["doubts"] == [[("after_death", about)]]
    assert "settle_doubt" in end["tasks"][0]
    assert not end["tasks"][0] & ALIVE


def test_r4_6_a_discharge_told_after_a_death_at_home_is_history_too() -> None:
    teller = Teller()
    stin = teller.tell(K.STIN, 0)
    home = teller.tell(K.SLHJ, 4, stin)
    mors = teller.tell(K.MORS, 5, home)
    end = _same_end(stin, home, mors, teller.tell(K.SLHJ, 9, home))
    assert end["journeys"] == [("deceased", MONDAY, MONDAY + 4 * HOUR)]
    assert end["doubts"] == [[("after_death", "discharged")]]


def test_r4_6_a_discharge_before_the_death_asks_nothing() -> None:
    teller = Teller()
    stin = teller.tell(K.STIN, 0)
    mors = teller.tell(K.MORS, 5, stin)
    end = _same_end(stin, mors, teller.tell(K.SLHJ, 4, stin))
    assert (end["journeys"][0][0], end["doubts"]) == ("deceased", [[]])


@pytest.mark.parametrize("house", [WARD, ELSEWHERE], ids=["same hospital", "another"])
@pytest.mark.parametrize("kind", [K.STIN, K.STAA, K.SLHJ, K.STOR])
def test_r4_7_what_another_stay_tells_of_after_a_death_is_asked_on_both_sides(
    house: MessageOrganization, kind: K
) -> None:
    teller, other = Teller(), Teller(seed=5, sender=house)
    stin = teller.tell(K.STIN, 0)
    mors = teller.tell(K.MORS, 9, stin)
    end = _same_end(stin, mors, other.tell(kind, 30, begun=30 if kind in (K.STIN, K.STAA) else 25))
    assert end["journeys"][0] == ("deceased", MONDAY, None)
    assert [[doubt[0] for doubt in doubts] for doubts in end["doubts"]] == [[], ["after_death"]]
    assert "settle_death_time" in end["tasks"][0]
    assert "settle_doubt" in end["tasks"][1]


def test_r4_7_stays_before_the_death_ask_nothing() -> None:
    teller, other = Teller(), Teller(seed=5, sender=ELSEWHERE)
    stin = teller.tell(K.STIN, 0)
    home = teller.tell(K.SLHJ, 4, stin)
    again = other.tell(K.STIN, 30, begun=30)
    end = _same_end(stin, home, again, other.tell(K.MORS, 40, again, begun=30))
    assert end["doubts"] == [[], []]
    assert not any("settle_death_time" in tasks for tasks in end["tasks"])
