"""What every order of arrival of the same messages leaves behind: the same rows, or the test fails (DESIGN §4)."""

from itertools import permutations

from django.db import transaction

from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Citizen, Journey
from medcom.domain.states import MessageState
from tests.domain.medcom.stays import NANCY
from tests.medcom.chains import CITIZENS
from tests.medcom.mutations import Bundle
from tests.medcom.world import NOW, comparable, deliver


def unclean() -> list[str]:
    """What `rebuild --check` finds, of every citizen."""
    return [str(fault) for one in Citizen.objects.all() for fault in rebuild_citizen(one.pk, now=NOW, check=True)]


class Undo(Exception):
    """Takes back what one order wrote."""


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
                raise Undo
        except Undo:
            pass
    return ends


def end_of(bundles: list[Bundle]) -> tuple[str, str]:
    """Status and open doubts of citizen A, the same after every order."""
    ((status, doubts, _rows),) = ends_of(bundles)
    return status, doubts


def ends_of_all(bundles: list[Bundle]) -> dict[str, tuple[str, list[str]]]:
    """Status and doubts (kind and what of) of each citizen; they and all rows are the same after every order."""
    ends, everything = [], set()
    for person in CITIZENS.values():
        citizen_by_cpr(person.cpr)
    for order in permutations(bundles):
        try:
            with transaction.atomic():
                assert {deliver(bundle).state_value for bundle in order} == {MessageState.ACCEPTED}
                assert unclean() == []
                rows = {(row.citizen.cpr or "", row) for row in Journey.objects.current().select_related("citizen")}
                everything.add("\n".join(comparable(cpr) for cpr in sorted({cpr for cpr, _ in rows})))
                names = {person.cpr: name for name, person in CITIZENS.items()}
                ends.append(
                    {
                        names[cpr]: (row.status, sorted(f"{d['kind']} {d['about']}" for d in row.doubts))
                        for cpr, row in rows
                    }
                )
                raise Undo
        except Undo:
            pass
    assert all(end == ends[0] for end in ends)
    assert len(everything) == 1
    return ends[0]
