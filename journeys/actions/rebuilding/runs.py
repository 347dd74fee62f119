"""A rebuild of everybody in pieces: begun, gone on with, and ended. What is done stays done when it is stopped."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from journeys.actions.rebuild import RowDifference, rebuild_citizen
from journeys.models import Citizen, RebuildPiece, RebuildRun

PIECE = 500
# The rooms whose code decides what is derived.
_ROOMS = ("organisations", "journeys", "discharge", "medcom", "documents", "principles")


class NothingToGoOnWith(Exception):
    """No rebuild was stopped, or not one of this program and this kind."""


def begin(*, only_checks: bool, now: datetime) -> RebuildRun:
    """A run over everybody who is here; what was kept of the last is gone."""
    bounds = list(_bounds())
    with transaction.atomic():
        RebuildRun.objects.all().delete()
        run = RebuildRun.objects.create(began_at=now, only_checks=only_checks, program=_program())
        pairs = zip([None, *bounds], [*bounds, None], strict=True)
        RebuildPiece.objects.bulk_create(RebuildPiece(run=run, after=after, upto=upto) for after, upto in pairs)
    return run


def go_on(*, only_checks: bool) -> RebuildRun:
    """The run that was stopped; NothingToGoOnWith with the reason where there is none to go on with."""
    run = RebuildRun.objects.filter(ended_at=None).first()
    if run is None:
        raise NothingToGoOnWith("no rebuild was stopped: leave --resume out")
    if run.only_checks != only_checks:
        raise NothingToGoOnWith("the rebuild that was stopped was another kind: --check in both, or in none")
    if run.program != _program():
        raise NothingToGoOnWith("the program has changed since that rebuild began: leave --resume out")
    return run


def open_pieces(run: RebuildRun) -> QuerySet[RebuildPiece]:
    """What is still to be derived, by key."""
    return run.pieces.filter(done_at=None).order_by("pk")


def differences(run: RebuildRun) -> int:
    """How many rows differed, in all the pieces that are done, also before the run was stopped."""
    return sum(run.pieces.values_list("differences", flat=True))


def citizens_of(after: UUID | str | None, upto: UUID | str | None) -> QuerySet[Citizen]:
    """The citizens of a piece, by key: those who came meanwhile belong to the piece they fall into."""
    citizens = Citizen.objects.order_by("pk")
    if after is not None:
        citizens = citizens.filter(pk__gt=after)
    return citizens if upto is None else citizens.filter(pk__lte=upto)


def derive(citizen_id: UUID, *, now: datetime, only_checks: bool) -> list[str]:
    """A citizen again, in a transaction; what differed, a line each."""
    return [_line(difference) for difference in rebuild_citizen(citizen_id, now=now, check=only_checks)]


def end_piece(piece: RebuildPiece, *, differences: int, now: datetime) -> None:
    """The piece is not derived again by a run that goes on."""
    piece.differences, piece.done_at = differences, now
    piece.save(update_fields=["differences", "done_at"])


def end(run: RebuildRun, *, now: datetime) -> None:
    """Everybody is derived."""
    run.ended_at = now
    run.save(update_fields=["ended_at"])


def _bounds() -> Iterator[UUID]:
    """The last key of each piece but the last, read a piece at a time."""
    keys = Citizen.objects.order_by("pk").values_list("pk", flat=True)
    bound = keys[PIECE - 1 : PIECE].first()
    while bound is not None:
        following = keys.filter(pk__gt=bound)
        if following.exists():
            yield bound
        bound = following[PIECE - 1 : PIECE].first()


def _line(difference: RowDifference) -> str:
    where = f"citizen {difference.citizen} {difference.table}"
    return f"{where}: stored {difference.stored} derived {difference.derived}"


def _program() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for room in _ROOMS for path in (settings.BASE_DIR / room).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
