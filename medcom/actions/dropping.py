"""Folders that another system reads and writes: nothing half-written is read, nothing read is lost (issue 8).

A file is taken in, its answer written out, and only then is it moved; killed in between, it is taken in again as a
repetition, which the log shows and the receiver recognises (SPEC A5). What goes out is laid under a hidden name first.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from dataclasses import field as left_out
from pathlib import Path
from stat import S_ISREG
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from django.utils import timezone

from medcom.actions.handing import hand_over
from medcom.actions.intake import process
from medcom.actions.parties import Unknown
from medcom.actions.store import store, store_refused
from medcom.domain.formats import Format, encode, is_classic_answer
from medcom.domain.states import Door, MessageState, outcome_word
from medcom.models import Gateway, InboundMessage
from medcom.parsing.fhir.decode import MAX_BYTES
from medcom.parsing.fhir.types import Json

_SUFFIXES = {Format.JSON: ".json", Format.XML: ".xml"}
_TYPES = {suffix: form.value for form, suffix in _SUFFIXES.items()}
# What others call a file that they are still writing.
_UNFINISHED = (".tmp", ".part", ".filepart")
_HIDDEN = ".tmp"
_FORGOTTEN_AFTER = 3600.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files of a round came to which folder."""

    archived: int
    failed: int


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as it was seen; it is another when somebody writes in it."""

    size: int
    touched_at: float


@dataclass(frozen=True, slots=True)
class Drop:
    """One folder with its four."""

    folder: Path
    form: Format
    settle: float
    gateway: Gateway | None
    unknown: Unknown
    # What was taken in and could not be answered or moved: in the next round it is, and not taken in again.
    unmoved: dict[Path, tuple[FileLook, UUID]] = left_out(default_factory=dict)

    def prepare(self) -> None:
        """The four folders."""
        for name in ("in", "out", "archive", "failed"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def take(self) -> Taken:
        """Everything whole that lies in `in`, by name; what nothing came of goes to `failed`.

        One gateway at a time: while another reads the folder, there is nothing to do.
        """
        with _alone(self.folder / "in") as alone:
            taken = [self._take(file, look) for file, look in self._whole()] if alone else []
        return Taken(taken.count(True), taken.count(False))

    def _take(self, file: Path, look: FileLook) -> bool | None:
        """Whether something came of it; None of one that stays, to be looked at in the next round."""
        try:
            message = self._taken_before(file, look) or self._taken(file, look)
            self.unmoved[file] = look, message.pk
            return self._answered(file, look, message)
        except OSError as error:
            # One that vanished, that nobody may read, or that finds no room where it is to lie keeps none behind it
            # waiting. Its name may tell a person.
            _log.warning("file_stays", error=type(error).__name__)
            return None

    def _taken_before(self, file: Path, look: FileLook) -> InboundMessage | None:
        seen = self.unmoved.get(file)
        return InboundMessage.objects.filter(pk=seen[1]).first() if seen and seen[0] == look else None

    def _answered(self, file: Path, look: FileLook, message: InboundMessage) -> bool | None:
        if message.answer is not None:
            name = str(message.answer["id"])
            self.lay(name, message.answer)
            self.show(name)
        if _look_at(file) != look:
            # Somebody writes on in it: it was not whole.
            return None
        fine = outcome_word(message.state_value) in ("accepted", "duplicate")
        self._move(file, "archive" if fine else "failed")
        del self.unmoved[file]
        return fine

    def hand_over(self) -> int:
        """Writes what waits into `out`; returns how many."""
        handed = hand_over(self, now=timezone.now)
        for name in self.laid():
            looks = [_stat(self._hidden(name, suffix)) for suffix in _SUFFIXES.values()]
            # The answer of a killed round: its file is taken in again and answered anew.
            if any(look is not None and time.time() - look.touched_at > _FORGOTTEN_AFTER for look in looks):
                self.drop(name)
        return handed

    def forget(self, *, now: float) -> int:
        """Removes what has lain in `archive` and `failed` for longer than it is kept; returns how many.

        Its bytes stand in the message log: the folder's copies are about citizens, and nobody asks for them any more.
        Of one that was too large they do not, and it stays.
        """
        if not settings.GATEWAY_KEEPS:
            return 0
        files = [file for name in ("archive", "failed") for file in (self.folder / name).iterdir()]
        over = [file for file in files if _lies_since(file) < now - settings.GATEWAY_KEEPS.total_seconds()]
        for file in over:
            file.unlink(missing_ok=True)
        return len(over)

    def lay(self, name: str, resource: Json) -> str:
        """A whole file, forced to the disk, under a hidden name."""
        suffix = ".xml" if is_classic_answer(resource) else _SUFFIXES[self.form]
        with self._hidden(name, suffix).open("wb") as file:
            file.write(encode(resource, self.form))
            file.flush()
            os.fsync(file.fileno())
        _keep(self.folder / "out")
        return f"{name}{suffix}"

    def show(self, name: str) -> None:
        """Under its own name. Of two gateways the other may have been faster."""
        for suffix in _SUFFIXES.values():
            with suppress(FileNotFoundError):
                self._hidden(name, suffix).replace(self.folder / "out" / f"{name}{suffix}")
        _keep(self.folder / "out")

    def laid(self) -> list[str]:
        """By their ids."""
        ends = [f"{suffix}{_HIDDEN}" for suffix in _SUFFIXES.values()]
        return sorted(
            file.name[1:].removesuffix(end) for end in ends for file in (self.folder / "out").glob(f".*{end}")
        )

    def drop(self, name: str) -> None:
        """It goes: what is not sent need not lie there."""
        for suffix in _SUFFIXES.values():
            self._hidden(name, suffix).unlink(missing_ok=True)

    def _hidden(self, name: str, suffix: str) -> Path:
        return self.folder / "out" / f".{name}{suffix}{_HIDDEN}"

    def _whole(self) -> list[tuple[Path, FileLook]]:
        """Neither hidden, nor named unfinished, nor touched a moment ago; in the order of their names."""
        looks = [(file, look) for file in sorted((self.folder / "in").iterdir()) if (look := _look_at(file))]
        now = time.time()
        ahead = {file for file, look in looks if look.touched_at > now}
        if ahead:
            # A clock that differs: whole is what nobody has touched between two looks.
            time.sleep(self.settle)
        return [
            (file, look)
            for file, look in looks
            if (_look_at(file) == look if file in ahead else now - look.touched_at >= self.settle)
        ]

    def _taken(self, file: Path, look: FileLook) -> InboundMessage:
        now, door = timezone.now(), Door.GATEWAY if self.gateway else Door.COMMAND
        stated = _TYPES.get(file.suffix.lower(), "")
        if look.size > MAX_BYTES:
            return store_refused(b"", "unreadable.too_large", content_type=stated, gateway=self.gateway, now=now)
        message = store(file.read_bytes(), content_type=stated, door=door, now=now, gateway=self.gateway)
        done = process(message, now=now, unknown=self.unknown)
        if done.state_value not in (MessageState.ACCEPTED, MessageState.ACKNOWLEDGEMENT):
            _log.warning("file_taken", message=str(done.pk), state=done.state)
        return done

    def _move(self, file: Path, folder: str) -> None:
        """A name that is there already gets one more part: nothing is written over."""
        target = self.folder / folder / file.name
        if target.exists():
            # A name has 255 bytes at most.
            target = target.with_name(f"{file.stem[:40]}.{uuid4().hex[:8]}{file.suffix[:20]}")
        file.replace(target)
        _keep(target.parent)


def _look_at(file: Path) -> FileLook | None:
    """None of what is no message: hidden, unfinished by its name, no file, or gone."""
    if file.name.startswith(".") or file.name.lower().endswith(_UNFINISHED):
        return None
    return _stat(file)


def _stat(file: Path) -> FileLook | None:
    try:
        seen = file.stat()
    except OSError:
        return None
    return FileLook(seen.st_size, seen.st_mtime) if S_ISREG(seen.st_mode) else None


def _lies_since(file: Path) -> float:
    """Since when it lies there: moving a file leaves the time of its words."""
    try:
        seen = file.stat(follow_symlinks=False)
    except OSError:
        return float("inf")
    return seen.st_ctime if S_ISREG(seen.st_mode) and seen.st_size <= MAX_BYTES else float("inf")


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other gateway reads the folder; the lock ends with its process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            alone = False
        yield alone
    finally:
        os.close(handle)


def _keep(folder: Path) -> None:
    """A name is as lasting as its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
