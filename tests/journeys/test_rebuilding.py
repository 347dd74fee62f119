"""A rebuild of everybody: in pieces, by processes beside each other, gone on with where it was stopped (DESIGN §2)."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from journeys.actions.rebuilding import runs
from journeys.models import RebuildPiece, RebuildRun
from tests.factories.journeys import make_citizen

NOW = datetime(2026, 5, 6, 12, tzinfo=UTC)


def _rebuild(*arguments: str) -> str:
    told = StringIO()
    call_command("rebuild", *arguments, stdout=told)
    return told.getvalue()


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PIECE", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_the_pieces_are_together_everybody_once(number: int) -> None:
    everybody = {make_citizen().pk for _ in range(number)}
    pieces = list(runs.open_pieces(runs.begin(only_checks=True, now=NOW)))
    derived = [citizen.pk for piece in pieces for citizen in runs.citizens_of(piece.after, piece.upto)]
    assert sorted(derived) == sorted(everybody)
    assert len(pieces) == max(-(-number // 2), 1)


@pytest.mark.django_db
def test_who_comes_meanwhile_is_in_one_piece() -> None:
    for _ in range(5):
        make_citizen()
    pieces = list(runs.open_pieces(runs.begin(only_checks=True, now=NOW)))
    late = {make_citizen().pk for _ in range(5)}
    derived = [citizen.pk for piece in pieces for citizen in runs.citizens_of(piece.after, piece.upto)]
    assert len(derived) == len(set(derived)) == 10
    assert late <= set(derived)


@pytest.mark.django_db
def test_a_rebuild_that_was_stopped_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = sorted(make_citizen().pk for _ in range(6))
    seen: list[UUID] = []
    derive = runs.derive

    def until_the_fifth(citizen_id: UUID, **rest: Any) -> list[str]:
        if len(seen) == 4:
            raise KeyboardInterrupt
        seen.append(citizen_id)
        return derive(citizen_id, **rest) or ["a row that differed"]

    monkeypatch.setattr(runs, "derive", until_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        _rebuild()
    assert seen == everybody[:4]
    rest: list[UUID] = []
    monkeypatch.setattr(runs, "derive", lambda citizen_id, **_: rest.append(citizen_id) or [])
    # What differed before it was stopped is counted too.
    assert _rebuild("--resume").splitlines()[-1] == "4 differences mended"
    assert rest == everybody[4:]
    assert RebuildPiece.objects.filter(done_at=None).count() == 0


@pytest.mark.django_db
def test_of_a_rebuild_begun_anew_nothing_is_left_of_the_one_before() -> None:
    runs.begin(only_checks=False, now=NOW)
    anew = runs.begin(only_checks=False, now=NOW + timedelta(hours=1))
    assert runs.go_on(only_checks=False) == anew
    assert list(RebuildRun.objects.all()) == [anew]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "arguments", "words"),
    [
        pytest.param((), ("--resume",), "no rebuild was stopped", id="none"),
        pytest.param(("ended",), ("--resume",), "no rebuild was stopped", id="ended"),
        pytest.param(("stopped",), ("--resume", "--check"), "another kind", id="kind"),
        pytest.param(("stopped", "changed"), ("--resume",), "program has changed", id="program"),
    ],
)
def test_what_cannot_be_gone_on_with_says_why(before: tuple[str, ...], arguments: tuple[str, ...], words: str) -> None:
    if "ended" in before:
        _rebuild()
    if "stopped" in before:
        runs.begin(only_checks=False, now=NOW)
    if "changed" in before:
        RebuildRun.objects.update(program="another")
    with pytest.raises(CommandError, match=words):
        _rebuild(*arguments)
