"""Chains with lost, late and crossing messages: every order of the same ones gives the same rows (DESIGN §4)."""

from itertools import permutations

import pytest
from django.db import transaction

from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey
from medcom.domain.states import MessageState
from organisations.models import Organisation
from tests.domain.medcom.stays import NANCY
from tests.medcom.chains import chain
from tests.medcom.mutations import Bundle
from tests.medcom.world import NOW, comparable, deliver, make_served_citizen, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> dict[str, Organisation]:
    make_served_citizen(NANCY.cpr)
    return make_world()


def unclean() -> list[str]:
    """What `rebuild --check` finds, of every citizen."""
    return [str(fault) for one in Citizen.objects.all() for fault in rebuild_citizen(one.pk, now=NOW, check=True)]


class _Undo(Exception):
    pass


def ends_of(bundles: list[Bundle]) -> set[tuple[str, str, str]]:
    """Status, doubts and rows of citizen A after each order; every message is accepted and `rebuild --check` clean."""
    ends = set()
    for order in permutations(bundles):
        try:
            with transaction.atomic():
                states = {deliver(bundle).state_value for bundle in order}
                assert states == {MessageState.ACCEPTED}
                assert unclean() == []
                journey = Journey.objects.current().get(citizen__cpr=NANCY.cpr)
                doubts = ",".join(doubt["kind"] for doubt in journey.doubts)
                ends.add((journey.status, doubts, comparable(NANCY.cpr)))
                raise _Undo
        except _Undo:
            pass
    return ends


def end_of(bundles: list[Bundle]) -> tuple[str, str]:
    """Status and open doubts of citizen A, the same after every order."""
    ((status, doubts, _rows),) = ends_of(bundles)
    return status, doubts


@pytest.mark.parametrize(
    "line",
    [
        "STIN; (SLHJ); STIN; AN_STIN",
        "STIN; SLHJ; STIN; AN_STIN",
        "STIN; (SLHJ); MORS; AN_MORS",
        "STIN; (SLHJ); (RE_SLHJ); STIN; AN_STIN",
        "STIN; (SLHJ); RE_SLHJ; STIN; AN_STIN",
        "(STIN); (SLHJ); STIN; AN_STIN",
        "STIN; STOR; (SLHJ); STIN; AN_STIN",
    ],
)
def test_r4_1_a_cancellation_restores_a_discharge_that_we_do_not_hold(line: str) -> None:
    assert end_of(chain(line)) == ("discharged", "")


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("STIN; SLHJ; AN_SLHJ; AN_STIN", ("cancelled", "")),
        ("STIN; STOR; SLOR; (AN_SLOR); AN_STOR", ("admitted", "")),
        ("STIN; SLHJ; AN_SLHJ; RE_SLHJ", ("admitted", "unlinked")),
    ],
)
def test_r4_4_a_word_that_follows_a_cancellation_is_carried_over_it(line: str, end: tuple[str, str]) -> None:
    assert end_of(chain(line)) == end


def test_r4_8_a_cancellation_said_long_before_it_was_sent_is_held_at_its_sending() -> None:
    stin, slhj, an = chain("STIN; SLHJ; AN_STIN→1", sent={3: -24 * 800})
    an["timestamp"] = "2025-05-05T20:00:00+02:00"
    assert end_of([stin, slhj, an]) == ("cancelled", "")
    assert {"code": "hn.time_uncertain"}.items() <= deliver(an).problems[0].items()
