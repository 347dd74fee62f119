"""What was sent of each document, to whom, and what they answered, folded from a journey's events (RULES 2a)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as left_out
from datetime import datetime

from documents.domain.answers import ASKING, SETTLED
from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.documents import (
    CLOSED_KINDS,
    AnswerCode,
    CitizenTold,
    DocumentAnswered,
    DocumentForwarded,
    DocumentSent,
    DocumentSentInError,
    Mistake,
)
from journeys.domain.history.history import History
from journeys.domain.state.reports import declined_since


@dataclass(frozen=True, slots=True)
class VersionAnswer:
    """What a unit answered to one version."""

    ref: str
    unit: str
    code: AnswerCode
    text: str
    at: datetime
    # The time that it names, and the field in which something is missing.
    time: datetime | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """That a receiver sent a version on inside its municipality: from whom, to whom, as what, when it is read there."""

    ref: str
    party: str
    unit: str
    role: str
    by: str
    at: datetime
    released_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Error:
    """That a sending was wrong, who said so, and of which receivers: they must not use it."""

    ref: str
    mistake: Mistake
    units: frozenset[str]
    by: str
    actor: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DoctorTold:
    """That a doctor told the citizen of a version, and whether the citizen lets relatives know of it."""

    version: int
    at: datetime
    by: str | None
    relatives: bool | None


@dataclass(frozen=True, slots=True)
class SentVersion:
    """One sending that stands: `receivers` and `unit` are ids of organisations."""

    ref: str
    number: int
    unit: str
    sent_at: datetime
    # From when other houses read it.
    released_at: datetime
    receivers: tuple[str, ...]
    changed: tuple[str, ...]
    answers: tuple[VersionAnswer, ...]
    errors: tuple[Error, ...] = ()
    # It came from another system: nobody writes on in it here.
    by_message: bool = False
    # Those to whom it was sent on are among `receivers`.
    forwards: tuple[Forward, ...] = ()
    # As what each receiver got it; of an older sending nothing is known.
    roles: Mapping[str, str] = left_out(default_factory=dict)
    # Of fields of words that are counted whether anything stands in them; of an older sending nothing is known.
    written: Mapping[str, bool] = left_out(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether somebody has it rightly: what was sent in error to everybody was not sent."""
        return not all(self.error_of(unit) for unit in self.receivers)

    def delivery_to(self, unit: str) -> str:
        """The key of what one receiver got of it; `sending_of` reads it back."""
        return f"{self.ref}>{unit}"

    @property
    def addressed(self) -> tuple[str, ...]:
        """The receivers to whom the sender itself sent it."""
        return tuple(unit for unit in self.receivers if self.forward_to(unit) is None)

    def forward_to(self, unit: str) -> Forward | None:
        """How it came to a receiver that the sender did not send it to."""
        return next((forward for forward in self.forwards if forward.unit == unit), None)

    def forwards_of(self, unit: str) -> tuple[Forward, ...]:
        """To whom a receiver has sent it on, oldest first."""
        return tuple(forward for forward in self.forwards if forward.party == unit)

    def reached_through(self, units: Iterable[str]) -> frozenset[str]:
        """These receivers and whoever has it from them, over as many links as there are."""
        reached = set(units)
        for forward in self.forwards:
            # Oldest first, and nobody sends on what they have not got.
            if forward.party in reached:
                reached.add(forward.unit)
        return frozenset(reached)

    def released_to(self, unit: str) -> datetime:
        """From when a receiver reads it: what is sent on can be undone as long as the sending could."""
        passed = self.forward_to(unit)
        return max(self.released_at, passed.released_at) if passed else self.released_at

    def error_of(self, unit: str) -> Error | None:
        """That it was sent in error to a receiver, or to whoever it has it from; the first word holds."""
        return next((error for error in self.errors if unit in self.reached_through(error.units)), None)

    def hidden_from(self, units: Collection[str]) -> Error | None:
        """Why none of these units may read it, though it was sent to one of them; None where one may."""
        if self.unit in units:
            return None
        errors = [self.error_of(unit) for unit in self.receivers if unit in units]
        return errors[0] if errors and all(errors) else None

    def concerns(self, units: Collection[str]) -> bool:
        """Whether one of these units sent or got it."""
        return not {self.unit, *self.receivers}.isdisjoint(units)

    def is_acknowledged_by(self, unit: str) -> bool:
        """Whether the last word of a receiver is that it was read."""
        answer = self.answer_of(unit)
        return answer is not None and answer.code in SETTLED

    def answer_of(self, unit: str) -> VersionAnswer | None:
        """The last word of a receiver; None while it has said nothing."""
        return next((answer for answer in reversed(self.answers) if answer.unit == unit), None)

    def answer_for(self, unit: str) -> VersionAnswer | None:
        """Its last word, or while it has said nothing that of whoever it sent it on to: answering went with it."""
        own = self.answer_of(unit)
        if own is not None or self.error_of(unit):
            return own
        heirs = self.reached_through([unit])
        return next((answer for answer in reversed(self.answers) if answer.unit in heirs), None)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The receivers who are to answer and have not: whoever sent it on leaves that to the unit that got it."""
        waiting = (unit for unit in self.receivers if self.answer_for(unit) is None and not self.error_of(unit))
        return tuple(unit for unit in waiting if not self.forwards_of(unit))

    @property
    def questions(self) -> tuple[VersionAnswer, ...]:
        """Last words that ask the sender for something."""
        last = (self.answer_of(unit) for unit in self.receivers)
        return tuple(answer for answer in last if answer and answer.code not in SETTLED)


def sending_of(delivery: str) -> str:
    """The ref of the sending that a delivery's key names."""
    return delivery.rpartition(">")[0]


@dataclass(frozen=True, slots=True)
class Thread:
    """A document through its versions, oldest first; there is at least one."""

    document: str
    kind: str
    versions: tuple[SentVersion, ...]
    # Of a closed one: what the citizen was told last.
    told: DoctorTold | None = None

    @property
    def for_citizen(self) -> SentVersion | None:
        """The version that the citizen's page may show: of a closed one the one that a doctor has told of."""
        if not self.is_closed:
            return self.current
        return self.numbered(self.told.version) if self.told else None

    @property
    def for_relatives(self) -> SentVersion | None:
        """The same of the citizen's relatives: of a closed one only with the citizen's consent."""
        if not self.is_closed:
            return self.current
        return self.for_citizen if self.told and self.told.relatives is True else None

    @property
    def current(self) -> SentVersion:
        """The last version."""
        return self.versions[-1]

    @property
    def asks_answer(self) -> bool:
        """Whether it is waited for: of somebody who has died no longer."""
        return self.kind in ASKING

    @property
    def is_closed(self) -> bool:
        """Whether nobody but whom it was sent to hears of it (B2-P5 c)."""
        return self.kind in CLOSED_KINDS

    @property
    def parties(self) -> frozenset[str]:
        """Every unit that sent or got any version: they may read it."""
        return frozenset(unit for version in self.versions for unit in (version.unit, *version.receivers))

    def seen_by(self, units: Collection[str]) -> "Thread":
        """The versions that one of these units sent or got; for a unit among the parties there is one."""
        return replace(self, versions=tuple(version for version in self.versions if version.concerns(units)))

    def touched_since(self, before: SentVersion, until: SentVersion) -> frozenset[str]:
        """The fields that were changed after one version, up to another."""
        between = (version for version in self.versions if before.number < version.number <= until.number)
        return frozenset(name for version in between for name in version.changed)

    def numbered(self, number: int) -> SentVersion | None:
        """The version with a number."""
        return next((version for version in self.versions if version.number == number), None)


def first_sent(threads: Iterable[Thread], kind: str, *, roles: Collection[str] = ()) -> datetime | None:
    """When a document of a kind was first sent, to one of these roles where any are named; None while it was not.

    Of an older sending nobody wrote the roles: it counts.
    """
    sent = (version for thread in threads if thread.kind == kind for version in thread.versions if version.stands)
    return min((each.sent_at for each in sent if not (roles and each.roles) or _reaches(each, roles)), default=None)


def _reaches(version: SentVersion, roles: Collection[str]) -> bool:
    return not set(roles).isdisjoint(version.roles.values())


def threads_of(history: History) -> tuple[Thread, ...]:
    """The documents of one journey, in the order of their first sending. What was taken back is not among them."""
    return history.once(_threads)


def _threads(history: History) -> tuple[Thread, ...]:
    declined, sent = declined_since(history.counting), dict[str, list[EventRecord]]()
    answers: dict[tuple[str, int], list[VersionAnswer]] = {}
    errors: dict[str, list[Error]] = {}
    forwards: dict[tuple[str, int], list[Forward]] = {}
    told: dict[str, DoctorTold] = {}
    for event in history.counting:
        if event.kind is EventKind.DOCUMENT_SENT and (document := event.read(DocumentSent).document):
            sent.setdefault(document, []).append(event)
        elif event.kind is EventKind.DOCUMENT_ANSWERED:
            _note(event, answers, declined)
        elif event.kind is EventKind.DOCUMENT_SENT_IN_ERROR:
            _note_error(event, errors)
        elif event.kind is EventKind.DOCUMENT_FORWARDED:
            _note_forward(event, forwards)
        elif event.kind is EventKind.CITIZEN_TOLD and (document := event.read(CitizenTold).document):
            told[document] = _told(event)
    return tuple(
        Thread(
            document,
            events[0].read(DocumentSent).document_kind or "",
            tuple(_version(each, answers, errors.get(document, ()), forwards) for each in events),
            told.get(document),
        )
        for document, events in sent.items()
    )


def _told(event: EventRecord) -> DoctorTold:
    said = event.read(CitizenTold)
    return DoctorTold(said.version or 0, event.occurred_at, event.actor, said.relatives)


def _note_forward(event: EventRecord, forwards: dict[tuple[str, int], list[Forward]]) -> None:
    said = event.read(DocumentForwarded)
    if said.document and said.version and said.party and said.unit:
        released, by = event.released_at or event.occurred_at, event.organisation or ""
        role, text, at = said.role or "", said.text or "", event.occurred_at
        forward = Forward(event.ref, said.party, said.unit, role, by, at, released, text)
        forwards.setdefault((said.document, said.version), []).append(forward)


def _note_error(event: EventRecord, errors: dict[str, list[Error]]) -> None:
    said = event.read(DocumentSentInError)
    if said.document and said.version and said.mistake:
        error = Error(
            event.ref, said.mistake, frozenset(said.receivers), event.organisation or "", event.actor, event.occurred_at
        )
        errors.setdefault(said.document, []).append(error)


def _note(
    event: EventRecord, answers: dict[tuple[str, int], list[VersionAnswer]], declined: Callable[[EventRecord], bool]
) -> None:
    said = event.read(DocumentAnswered)
    if said.answer is AnswerCode.HOME and declined(event):
        # The ward has the citizen: nobody came home.
        return
    if said.document and said.version and said.answer and said.party:
        text, at, field = said.text or "", event.occurred_at, said.field or ""
        answer = VersionAnswer(event.ref, said.party, said.answer, text, at, said.at, field)
        answers.setdefault((said.document, said.version), []).append(answer)


def _version(
    event: EventRecord,
    answers: Mapping[tuple[str, int], list[VersionAnswer]],
    errors: Iterable[Error],
    forwards: Mapping[tuple[str, int], list[Forward]],
) -> SentVersion:
    said = event.read(DocumentSent)
    number = said.version or 0
    given = answers.get((said.document or "", number), [])
    # An answer to a version that was taken back lies under the same number: it was given before this one was sent.
    since = [answer for answer in given if answer.at >= event.occurred_at]
    passed = _passed_on(said.receivers, forwards.get((said.document or "", number), []), since=event.occurred_at)
    return SentVersion(
        ref=event.ref,
        number=number,
        unit=event.organisation or "",
        sent_at=event.occurred_at,
        released_at=event.released_at or event.occurred_at,
        receivers=(*dict.fromkeys(said.receivers), *(forward.unit for forward in passed)),
        changed=said.changed,
        answers=tuple(since),
        by_message=event.source is EventSource.MESSAGE,
        roles={**said.roles, **{forward.unit: forward.role for forward in passed}},
        written=said.written,
        forwards=passed,
        # Whichever version it was said of: who has it in error has none of it rightly, until a new one is sent.
        errors=tuple(error for error in errors if event.occurred_at <= error.at),
    )


def _passed_on(receivers: Iterable[str], forwards: Iterable[Forward], *, since: datetime) -> tuple[Forward, ...]:
    """Those that bring in a unit that had not got it, by one that had; of a version taken back nothing was sent on."""
    reached, passed = set(receivers), list[Forward]()
    for forward in forwards:
        if forward.at >= since and forward.party in reached and forward.unit not in reached:
            reached.add(forward.unit)
            passed.append(forward)
    return tuple(passed)
