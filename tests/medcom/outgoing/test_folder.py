"""The gateway's folder: killed between any two steps, shared by two, with files of every kind (issue 8)."""

import fcntl
import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from journeys.models import Journey
from medcom.actions.dropping import Drop, Taken
from medcom.actions.gateways import create_gateway
from medcom.actions.parties import Unknown, default_rule
from medcom.domain.formats import Format
from medcom.domain.sending import SendState
from medcom.models import InboundMessage, OutboundMessage, Sending
from medcom.parsing.fhir.types import Json
from tests.actors import Actors
from tests.desk.documents.messages.test_by_message import named
from tests.documents.test_sending import lying
from tests.domain.medcom.classic.samples import email
from tests.medcom.outgoing.test_letters_out import later, letter, receives, rounds, state

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process ends here: nothing after it is done, no error is handled."""


@pytest.fixture
def journey(actors: Actors) -> Journey:
    journey = lying(actors)
    for number, unit in ((1, actors.municipality), (2, actors.ward)):
        named(unit, number)
    receives(actors.municipality)
    return journey


def visible(folder: Path, name: str = "out") -> list[str]:
    return sorted(file.name for file in (folder / name).iterdir() if not file.name.startswith("."))


def hidden(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "out").glob(".*"))


def killing(monkeypatch: pytest.MonkeyPatch, step: str, *, before: bool) -> None:
    """The next call of a step is the last thing that happens, done or not."""
    real: Callable[..., object] = getattr(Drop, step)

    def last(self: Drop, *given: object) -> object:
        if not before:
            real(self, *given)
        monkeypatch.setattr(Drop, step, real)
        raise Killed

    monkeypatch.setattr(Drop, step, last)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("step", ["lay", "show"])
def test_killed_between_two_steps_each_envelope_leaves_once(
    actors: Actors, journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, before: bool
) -> None:
    for number in range(2):
        letter(actors, journey, f"Brev {number}")
    killing(monkeypatch, step, before=before)
    with later(minutes=1):
        with pytest.raises(Killed):
            rounds(tmp_path)
        # The other side fetches at once what it sees.
        fetched = visible(tmp_path)
        for name in fetched:
            (tmp_path / "out" / name).unlink()
        rounds(tmp_path)
    assert sorted([*fetched, *visible(tmp_path)]) == sorted(f"{key}.json" for key in _envelopes())
    assert (len(_envelopes()), Sending.objects.filter(handed_at=None).count(), hidden(tmp_path)) == (2, 0, [])


def _envelopes() -> list[str]:
    return [str(key) for key in Sending.objects.values_list("pk", flat=True)]


def test_what_was_laid_and_then_answered_or_stopped_is_not_shown(
    actors: Actors, journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(actors, journey)
    killing(monkeypatch, "show", before=True)
    with later(minutes=1):
        with pytest.raises(Killed):
            rounds(tmp_path)
        OutboundMessage.objects.update(state=SendState.STOPPED.value)
        assert (len(hidden(tmp_path)), rounds(tmp_path), hidden(tmp_path)) == (1, [], [])


def test_what_a_killed_round_forgot_does_not_lie_there_for_ever(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    left = tmp_path / "out" / ".0b0ea1a2-43f9-400c-ba98-666ace1c9c17.json.tmp"
    left.write_text("{")
    rounds(tmp_path)
    assert left.exists()  # another gateway may be at it
    os.utime(left, (time.time() - 7200, time.time() - 7200))
    rounds(tmp_path)
    assert not left.exists()


def test_of_two_gateways_one_reads_the_folder(tmp_path: Path) -> None:
    _lay_in(tmp_path, "a.json")
    handle = os.open(tmp_path / "in", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    rounds(tmp_path)
    assert (visible(tmp_path, "in"), InboundMessage.objects.count()) == (["a.json"], 0)
    os.close(handle)
    rounds(tmp_path)
    assert (visible(tmp_path, "in"), InboundMessage.objects.count()) == ([], 1)


def _lay_in(folder: Path, name: str, text: str = "{}") -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_text(text)
    return folder / "in" / name


def test_a_file_that_vanishes_or_cannot_be_read_keeps_none_behind_it_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.json", "b.json", "c.json"):
        _lay_in(tmp_path, name)
    real = Path.read_bytes

    def reading(file: Path) -> bytes:
        if file.name == "a.json":
            file.unlink()
        if file.name == "b.json":
            raise PermissionError
        return real(file)

    monkeypatch.setattr(Path, "read_bytes", reading)
    rounds(tmp_path)
    assert (visible(tmp_path, "in"), visible(tmp_path, "failed")) == (["b.json"], ["c.json"])


def test_a_file_that_grows_while_it_is_read_is_taken_again_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _lay_in(tmp_path, "a.json", '{"resourceType":')
    real = Drop._taken

    def growing(self: Drop, path: Path, look: object) -> InboundMessage:
        message = real(self, path, look)  # type: ignore[arg-type]
        with path.open("a") as more:
            more.write(' "Bundle"}')
        monkeypatch.setattr(Drop, "_taken", real)
        return message

    monkeypatch.setattr(Drop, "_taken", growing)
    rounds(tmp_path)
    assert file.exists()
    rounds(tmp_path)
    assert not file.exists()
    assert InboundMessage.objects.order_by("received_at").last().size == len('{"resourceType": "Bundle"}')  # type: ignore[union-attr]


def test_a_file_of_a_clock_that_is_ahead_is_taken_when_nobody_touches_it(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        file = _lay_in(tmp_path, name)
        os.utime(file, (time.time() + 10**8, time.time() + 10**8))
    call_command("gateway", str(tmp_path), "--once", "--settle", "0.01")
    assert (visible(tmp_path, "in"), visible(tmp_path, "failed")) == ([], ["a.json", "b.json"])


def test_two_files_of_the_longest_name_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    name = "ø" * 125 + ".json"
    for _ in range(2):
        _lay_in(tmp_path, name)
        rounds(tmp_path)
    assert (visible(tmp_path, "in"), len(visible(tmp_path, "failed"))) == ([], 2)


def test_what_a_gateway_may_bring_is_asked_at_every_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gateway, _token = create_gateway("VANS", now=timezone.now(), all_senders=True)
    rights: list[bool] = []

    class Watched(Drop):
        def take(self) -> object:  # type: ignore[override]
            assert self.gateway is not None
            rights.append(self.gateway.all_senders)
            if len(rights) == 2:
                raise Killed
            type(gateway).objects.update(all_senders=False)
            return super().take()

    monkeypatch.setattr("medcom.management.commands.gateway.Drop", Watched)
    with pytest.raises(Killed):
        call_command("gateway", str(tmp_path), "--name", "VANS", "--every", "0", "--settle", "0")
    assert rights == [True, False]


def test_a_full_disk_ends_no_gateway(
    actors: Actors, journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter(actors, journey)
    real, calls = Drop.lay, []

    def full(self: Drop, name: str, resource: Json) -> str:
        calls.append(json.dumps(resource))
        if len(calls) == 1:
            raise OSError(28, "no space left")
        monkeypatch.setattr(Drop, "take", lambda self: (_ for _ in ()).throw(Killed))
        return real(self, name, resource)

    monkeypatch.setattr(Drop, "lay", full)
    with later(minutes=1), pytest.raises(Killed):
        call_command("gateway", str(tmp_path), "--every", "0", "--settle", "0")
    assert (len(visible(tmp_path)), state()) == (1, SendState.HANDED_OVER)


@pytest.mark.parametrize("step", ["lay", "_move"])
def test_a_file_that_finds_no_room_is_taken_in_once_and_keeps_none_behind_it_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A folder that nobody may write to stored every message anew at each round (issue 8)."""
    drop = Drop(tmp_path, form=Format.JSON, settle=0, gateway=None, unknown=Unknown(default_rule()))
    drop.prepare()
    for name in ("a.xml", "b.xml"):
        _lay_in(tmp_path, name, email().decode())
    real = getattr(Drop, step)
    monkeypatch.setattr(Drop, step, lambda self, *given: (_ for _ in ()).throw(OSError(30, "read-only")))
    for _ in range(3):
        assert drop.take() == Taken(0, 0)
    assert (visible(tmp_path, "in"), InboundMessage.objects.count()) == (["a.xml", "b.xml"], 2)
    monkeypatch.setattr(Drop, step, real)
    taken = drop.take()
    assert taken.archived + taken.failed == 2
    assert (visible(tmp_path, "in"), InboundMessage.objects.count(), len(visible(tmp_path))) == ([], 2, 2)


@pytest.mark.parametrize(("days", "keeps", "left"), [(29, 30, 2), (31, 30, 0), (3000, 0, 2)])
def test_what_was_taken_in_is_kept_as_long_as_the_operator_says(
    tmp_path: Path, settings: Any, days: int, keeps: int, left: int
) -> None:
    """The files are about citizens; what waits in `in` and `out` is nobody's to remove (issue 8)."""
    settings.GATEWAY_KEEPS = timedelta(days=keeps)
    drop = Drop(tmp_path, form=Format.JSON, settle=0, gateway=None, unknown=Unknown(default_rule()))
    drop.prepare()
    for folder in ("in", "out", "archive", "failed"):
        (tmp_path / folder / "a.xml").write_text("x")
        os.utime(tmp_path / folder / "a.xml", (0, 0))
    assert drop.forget(now=time.time() + days * 86400) == 2 - left
    files = [len(visible(tmp_path, folder)) for folder in ("in", "out", "archive", "failed")]
    assert files == [1, 1, left // 2, left // 2]
