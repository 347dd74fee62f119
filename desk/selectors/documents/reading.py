"""A document's version as its readers see it: sections, what is new against the version before, and who answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from desk.selectors.timeline.entries import events_of
from discharge.channel.rules.channel import ChannelDocument
from discharge.settings.selectors import answers_for
from documents.domain.declaring import DeclaredKind, DeclaredSection, Field, Form
from documents.domain.errors import is_discarded, reference_of, waits_for_call
from documents.domain.kinds import kind_named
from documents.domain.parts import Parts
from documents.domain.reading import ReadingTime, reading_of
from documents.domain.threads import Error, Forward, SentVersion, Thread, VersionAnswer, threads_of
from documents.domain.values import FieldChange, changes
from documents.models import Document as StoredDocument
from documents.models import Opening
from documents.selectors.facts import fixed_values
from documents.selectors.opened import openings_in
from documents.selectors.sent import answering_units, readable_by, reading_ids, reading_units, words_of, written_in
from documents.sentences import answer_words, in_language
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import history_of, readable
from journeys.sentences import day_words, moment_words
from medcom.models import OutboundMessage
from medcom.selectors.delivering import DeliveryLine, line_of, messages_of
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation


def threads_for(asker: Asker, journey: Journey, events: Sequence[JourneyEvent] | None = None) -> list[Thread]:
    """The documents whose words the asker's house may read, as far as they are released to it."""
    rows = readable(events_of(journey), asker.reader) if events is None else events
    rows = [row for row in rows if not _not_yet_sent_on(row, asker)]
    if not any(row.kind == EventKind.DOCUMENT_SENT.value for row in rows):
        # Most journeys have none: their page has no need of one more history.
        return []
    return readable_by(threads_of(history_of(rows)), asker.user)


def _not_yet_sent_on(row: JourneyEvent, asker: Asker) -> bool:
    """To the unit that gets it, though it is of one house: sent on, it can be undone (DESIGN §4)."""
    if row.kind != EventKind.DOCUMENT_FORWARDED.value or row.released_at <= asker.now:
        return False
    return row.organisation_id not in reading_units(asker.user)


@dataclass(frozen=True, slots=True)
class FieldInWords:
    """A field with its value in words; `was` is what the version before said, where this one says something new."""

    label: str
    words: str
    changed: bool
    was: str
    # In a table its column; empty elsewhere.
    column: str
    # One line beside an ability: mostly there is nothing to say.
    is_remark: bool


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A section with what is answered in it, and the whole of its table."""

    heading: str
    items: tuple[FieldInWords, ...]
    rows: tuple[tuple[str, tuple[FieldInWords, ...]], ...]

    @property
    def is_answered(self) -> bool:
        """Whether anything of its table is."""
        return any(item.words or item.changed for _row, items in self.rows for item in items)


@dataclass(frozen=True, slots=True)
class Reply:
    """A receiver and its answer; None while it has not said anything."""

    unit: str
    answer: VersionAnswer | None
    # The answer in a few words.
    words: str
    # It got it in error, and has not said that it does not use it.
    in_error: bool
    # How far the message to its own system has come; None where there is none, or it is not the reader's.
    line: DeliveryLine | None
    # Who there opened it first, and for whoever sent it that nobody has, where that would be seen.
    opening: Opening | None
    is_unopened: bool
    # Who sent it on to the unit, and when; None where the sender sent it.
    forward: Forward | None
    forwarded_by: str
    # It has said nothing itself, and sent it on.
    leaves_answer: bool
    # When a person there has read it, while nobody has answered; None where nobody has promised it.
    reading: ReadingTime | None


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another letter of the same thread."""

    document: str
    sender: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One version of a document for one reader."""

    thread: Thread
    kind: DeclaredKind
    version: SentVersion
    blocks: tuple[DocumentBlock, ...]
    changes: tuple[FieldChange, ...]
    sender: str
    replies: tuple[Reply, ...]
    # The receiving unit for which the reader can answer, first one that has not; None where there is none.
    party: UUID | None
    own: bool
    # What the journey says otherwise today, of the last version: label, and the words of today ("" for nothing).
    otherwise: tuple[tuple[str, str], ...]
    # What a letter that came by message carries besides its fields.
    parts: Parts
    # The other letters of its thread that the reader may read, oldest first.
    letters: tuple["Sibling", ...]

    # Why the reader may not read it; and what the sender has said of it.
    hidden: Error | None
    # Somebody sent this version on to the reader, and a newer one has not been sent on.
    has_newer: bool
    errors: tuple[Error, ...]

    @property
    def is_discarded(self) -> bool:
        """Whether the reader's unit has said that it does not use what it got in error."""
        return self.party is not None and is_discarded(self.version, str(self.party))

    @property
    def has_answered(self) -> bool:
        """Whether the reader's unit has said anything to it."""
        return self.party is not None and self.version.answer_of(str(self.party)) is not None

    @property
    def is_settled(self) -> bool:
        """Whether the reader's unit has read it and asks for nothing more."""
        return self.party is not None and self.version.is_acknowledged_by(str(self.party))

    @property
    def reference(self) -> str:
        """What data protection calls it by."""
        return reference_of(self.thread.document)

    @property
    def title(self) -> str:
        """Kind and version."""
        return in_language(self.kind.label)

    @property
    def by_message(self) -> bool:
        """Whether it came from another system: nobody writes on in it here."""
        return bool(self.parts.texts)

    @property
    def can_be_replied(self) -> bool:
        """Whether a letter can answer it: a korrespondance that others wrote."""
        return not self.own and self.kind.document is ChannelDocument.CORRESPONDENCE

    @property
    def can_be_sent_on(self) -> bool:
        """Whether another unit of the reader's municipality may get it from the reader (001-73)."""
        return self.party is not None and self.hidden is None and not self.thread.is_closed

    @property
    def is_current(self) -> bool:
        """Whether no newer version has been sent to the reader."""
        return self.version == self.thread.current


def document_page(asker: Asker, journey: Journey, document: str, number: int | None) -> DocumentPage | None:
    """A version (None: the last one); None where the asker may read none of it."""
    threads = threads_for(asker, journey)
    thread = next((each for each in threads if each.document == document), None)
    kind = kind_named(thread.kind) if thread else None
    if thread is None or kind is None:
        return None
    house = reading_ids(asker.user, thread.kind)
    # What went to others only is no version to this reader.
    newest = thread.current
    thread = thread.seen_by(house)
    version = thread.current if number is None else thread.numbered(number)
    if version is None:
        return None
    error = version.hidden_from(house)
    words, parts = ({}, Parts()) if error else written_in(version)
    before = None if error else _before(thread, version, house)
    changed = changes(kind, before, words) if before is not None else ()
    siblings = _siblings(thread, threads)
    sent, opened, mine = messages_of([version], house), openings_in([version]), version.unit in house
    others = (*(each.current.unit for each in siblings), *(forward.by for forward in version.forwards))
    units = _units({version.unit, *version.receivers, *others})
    own = sorted(map(str, answering_units(asker.user, version, thread.kind)), key=_answering_order(version, asker))
    return DocumentPage(
        thread=thread,
        kind=kind,
        version=version,
        blocks=() if error else blocks_of(kind, words, changed),
        changes=changed,
        sender=_name(units.get(version.unit)),
        replies=tuple(
            _reply(
                unit,
                version,
                kind,
                units,
                sent.get(version.delivery_to(unit)),
                opened,
                own=mine,
                hospital=journey.hospital_id,
            )
            for unit in version.receivers
        ),
        party=UUID(own[0]) if own else None,
        hidden=error,
        has_newer=newest.number > thread.current.number and bool(own and version.forward_to(own[0])),
        errors=version.errors,
        own=mine,
        otherwise=_otherwise(kind, journey, words) if version == thread.current and not error else (),
        parts=parts,
        letters=tuple(
            Sibling(each.document, _name(units.get(each.current.unit)), each.versions[0].sent_at) for each in siblings
        ),
    )


def _otherwise(kind: DeclaredKind, journey: Journey, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A version never changes; what it repeats from the journey may."""
    today = fixed_values(kind, journey)
    fields = (field for field in kind.fields.values() if field.fixed)
    changed = (field for field in fields if words.get(field.name, "") != today.get(field.name, ""))
    return tuple((in_language(each.label), value_words(each, today.get(each.name, ""))) for each in changed)


def _reply(
    unit: str,
    version: SentVersion,
    kind: DeclaredKind,
    units: Mapping[str, Organisation],
    message: OutboundMessage | None,
    opened: Mapping[str, Opening],
    *,
    own: bool,
    hospital: UUID | None,
) -> Reply:
    answer, passed, receiver = version.answer_of(unit), version.forward_to(unit), units.get(unit)
    opening = opened.get(version.delivery_to(unit))
    waits = answer is None and opening is None and version.error_of(unit) is None and not version.forwards_of(unit)
    came_at = passed.at if passed else version.sent_at
    return Reply(
        unit=_name(receiver),
        answer=answer,
        words=answer_words(answer, kind.document) if answer else "",
        in_error=waits_for_call(version, unit),
        line=line_of(message) if message else None,
        opening=opening,
        is_unopened=own and opening is None and answer is None and message is None,
        forward=passed,
        forwarded_by=_name(units.get(passed.by)) if passed else "",
        leaves_answer=answer is None and bool(version.forwards_of(unit)),
        reading=reading_of(
            kind, OrganisationKind(receiver.kind), sent_at=came_at, choices=answers_for(hospital, came_at)
        )
        if receiver and waits
        else None,
    )


def _answering_order(version: SentVersion, asker: Asker) -> Callable[[str], tuple[bool, bool, str]]:
    """Who has not acknowledged it answers first, and of those the reader's own unit."""
    own = str(asker.user.unit.pk) if asker.user.unit else None
    return lambda unit: (version.is_acknowledged_by(unit), unit != own, unit)


def _siblings(thread: Thread, threads: Sequence[Thread]) -> list[Thread]:
    """The others of its conversation: letters answer each other under one thread (DICTIONARY §8.2)."""
    letters = [each.document for each in threads if each.kind == ChannelDocument.CORRESPONDENCE]
    if thread.kind != ChannelDocument.CORRESPONDENCE or len(letters) < 2:
        return []
    rows = StoredDocument.objects.filter(pk__in=letters).values_list("pk", "thread")
    talk = {str(pk): key for pk, key in rows}
    same = [each for each in threads if talk.get(each.document) == talk.get(thread.document)]
    return sorted((each for each in same if each.document != thread.document), key=lambda each: each.current.sent_at)


def blocks_of(
    kind: DeclaredKind, words: Mapping[str, str], changed: Sequence[FieldChange] = ()
) -> tuple[DocumentBlock, ...]:
    """The sections of a kind with what is answered in them."""
    return tuple(_block(section, words, changed) for section in kind.sections)


def _before(thread: Thread, version: SentVersion, house: frozenset[str]) -> Mapping[str, str] | None:
    """The words of the version that this reader got before: what is new is new to the reader."""
    earlier = [each for each in thread.versions if each.number < version.number and not each.hidden_from(house)]
    return words_of(earlier[-1]) if earlier else None


def _units(ids: set[str]) -> dict[str, Organisation]:
    rows = Organisation.objects.filter(pk__in=[UUID(each) for each in ids if each])
    return {str(row.pk): row for row in rows}


def _name(unit: Organisation | None) -> str:
    return unit.label if unit else ""


def _block(section: DeclaredSection, words: Mapping[str, str], changed: Sequence[FieldChange]) -> DocumentBlock:
    new = {change.field.name: change for change in changed}

    def item(field: Field) -> FieldInWords:
        return _item(field, words.get(field.name, ""), new.get(field.name))

    return DocumentBlock(
        heading=in_language(section.label),
        items=tuple(shown for shown in map(item, section.others) if shown.words or shown.changed),
        rows=tuple((in_language(row), tuple(map(item, fields))) for row, fields in section.rows),
    )


def _item(field: Field, value: str, change: FieldChange | None) -> FieldInWords:
    return FieldInWords(
        label=in_language(field.label),
        words=value_words(field, value),
        changed=change is not None,
        was=value_words(field, change.was) if change else "",
        column=in_language(field.column) if field.column else "",
        is_remark=field.form is Form.LINE,
    )


def value_words(field: Field, value: str) -> str:
    """A stored value as people read it; "" for none."""
    if not value:
        return ""
    if field.form is Form.MOMENT:
        return moment_words(value)
    if field.form is Form.DAY:
        return day_words(value)
    if field.form is Form.YES_NO:
        return _("Ja") if value == "yes" else _("Nej")
    if field.form is Form.CHOICE:
        return next((in_language(choice.label) for choice in field.choices if choice.code == value), value)
    return value
