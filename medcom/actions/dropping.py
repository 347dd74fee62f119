"""Folders that another system reads and writes: nothing half-written is read, nothing read is lost (issue 8).

Every step can be done twice. A file is taken in, its answer written out, and only then is it moved; killed in between,
it is taken in again as a repetition, which the log shows and the receiver recognises (SPEC A5).
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import structlog
from django.utils import timezone

from medcom.actions.handing import hand_over
from medcom.actions.intake import process
from medcom.actions.parties import Unknown
from medcom.actions.store import store, store_refused
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door, MessageState, outcome_word
from medcom.models import Gateway, InboundMessage
from medcom.parsing.fhir.decode import MAX_BYTES
from medcom.parsing.fhir.types import Json

_SUFFIXES = {Format.JSON: ".json", Format.XML: ".xml"}
_TYPES = {suffix: form.value for form, suffix in _SUFFIXES.items()}
# What others call a file that they are still writing.
_UNFINISHED = (".tmp", ".part", ".filepart")
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many files of a round came to which folder."""

    archived: int
    failed: int


@dataclass(frozen=True, slots=True)
class Drop:
    """One folder with its four."""

    folder: Path
    form: Format
    settle: float
    gateway: Gateway | None
    unknown: Unknown

    def prepare(self) -> None:
        """The four folders."""
        for name in ("in", "out", "archive", "failed"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)

    def take(self) -> Taken:
        """Everything whole that lies in `in`, by name; what nothing came of goes to `failed`."""
        archived = failed = 0
        for file in sorted((self.folder / "in").iterdir()):
            if not self._is_whole(file):
                continue
            message = self._taken(file)
            if message.answer is not None:
                self.put(str(message.answer["id"]), message.answer)
            fine = outcome_word(message.state_value) in ("accepted", "duplicate")
            self._move(file, "archive" if fine else "failed")
            archived, failed = archived + fine, failed + (not fine)
        return Taken(archived, failed)

    def hand_over(self) -> int:
        """Writes what waits into `out`; returns how many."""
        return hand_over(self.put, now=timezone.now)

    def put(self, name: str, resource: Json) -> str:
        """A whole file or none: written beside its place, forced to the disk, then named."""
        target = self.folder / "out" / f"{name}{_SUFFIXES[self.form]}"
        beside = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(encode(resource, self.form))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _keep(target.parent)
        return target.name

    def _is_whole(self, file: Path) -> bool:
        """Neither hidden, nor named unfinished, nor touched a moment ago."""
        if file.name.startswith(".") or file.name.lower().endswith(_UNFINISHED) or not file.is_file():
            return False
        return time.time() - file.stat().st_mtime >= self.settle

    def _taken(self, file: Path) -> InboundMessage:
        now, door = timezone.now(), Door.GATEWAY if self.gateway else Door.COMMAND
        stated = _TYPES.get(file.suffix.lower(), "")
        if file.stat().st_size > MAX_BYTES:
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
            target = target.with_name(f"{file.stem}.{uuid4().hex[:8]}{file.suffix}")
        file.replace(target)
        _keep(target.parent)


def _keep(folder: Path) -> None:
    """A name is as lasting as its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
