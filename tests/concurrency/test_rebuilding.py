"""Processes that derive everybody beside each other, one of which is killed (PERFORMANCE P6)."""

import os
import signal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from journeys.actions import beside
from journeys.actions.rebuilding import runs
from journeys.management.commands import rebuild as command
from journeys.models import Journey, RebuildPiece
from tests.actors import make_actors
from tests.factories.journeys import admitted_journey


def _rebuild(*arguments: str) -> str:
    told = StringIO()
    call_command("rebuild", *arguments, stdout=told)
    return told.getvalue()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_processes_beside_each_other_mend_and_one_that_dies_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PIECE", 2)
    actors = make_actors()
    journeys = [admitted_journey(actors) for _ in range(5)]
    wrong = Journey.objects.filter(pk__in=[journey.pk for journey in journeys])
    wrong.update(bed="9-9")
    ask, asked = beside._Process.ask, []

    def kill_at_the_first_piece(process: Any, task: dict[str, Any]) -> Any:
        if "piece" in task:
            asked.append(task)
            if len(asked) == 1:
                os.kill(process._popen.pid, signal.SIGKILL)
        return ask(process, task)

    monkeypatch.setattr(beside._Process, "ask", kill_at_the_first_piece)
    with pytest.raises(CommandError, match="go on with --resume"):
        _rebuild("--processes", "2")
    monkeypatch.undo()
    left = RebuildPiece.objects.filter(done_at=None).count()
    assert left >= 1
    monkeypatch.setattr(command, "_here", lambda _run: pytest.fail("the processes were to do it"))
    assert _rebuild("--resume", "--processes", "2").splitlines()[-1].endswith("differences mended")
    assert not wrong.filter(bed="9-9").exists()
    assert _rebuild("--check", "--processes", "2") == "no differences\n"
