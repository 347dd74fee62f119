"""Writing a working copy: begun with what is known, saved field by field, thrown away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from discharge.channel.rules.channel import ChannelDocument as DocumentCode
from discharge.wording.refused import RefusedByRule
from documents.actions.kept_files import restore_files
from documents.domain.declaring import DeclaredKind
from documents.domain.errors import SUBJECT_OF_CORRECTION
from documents.domain.kinds import KINDS
from documents.domain.parts import Parts
from documents.domain.values import UnreadableValue, read_named, read_value
from documents.models import Document, DraftField
from documents.selectors.drafts import Draft, documents_in, last_standing, own_document, own_documents, untouched
from documents.selectors.facts import known_facts, taken_values
from journeys.models import Journey
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import sector_of
from organisations.models import User
from organisations.selectors.permissions import check_can

# By then whoever opened a letter and wrote nothing has left it.
_LEFT_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class TypedField:
    """What somebody typed into a field, and how often it had been saved when they saw it (0: never)."""

    text: str
    seen: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that a colleague saved meanwhile: both words are kept, nothing is overwritten."""

    name: str
    mine: str
    theirs: DraftField


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """What became of a saving: the fields that are written, those that two people wrote, and what is unreadable."""

    names: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[UnreadableValue, ...] = ()


def check_may_write(journey: Journey, kind: DeclaredKind, by: User) -> None:
    """Raises NotAllowed unless the user's sector writes that kind in this journey."""
    check_can(by, Permission.SEND_DOCUMENT, journey)
    if by.role is None or sector_of(by.role) not in kind.senders:
        raise NotAllowed("document.not_yours", RefusedByRule("document.not_yours").sentence)


def lock_document(document: Document) -> None:
    """Whoever writes in it, sends it or throws it away waits here; Refused where it was thrown away meanwhile."""
    if Document.objects.select_for_update().filter(pk=document.pk).first() is None:
        raise RefusedByRule("document.gone")


def begin_document(
    journey: Journey,
    code: DocumentCode,
    *,
    by: User,
    now: datetime,
    words: Mapping[str, str] | None = None,
    thread: UUID | None = None,
) -> Document:
    """A working copy filled with what is known; of a kind that is one per journey the house's own is gone on with.

    `words` are fields that the program fills in besides, as a call that is to be confirmed does; `thread` is that of
    the letter it answers. Raises NotAllowed. Letters are many: each begins anew.
    """
    kind = KINDS[code]
    with transaction.atomic():
        journey = Journey.objects.select_for_update().get(pk=journey.pk)
        check_may_write(journey, kind, by)
        of_kind = own_documents(journey, by).filter(kind=code.value)
        standing = of_kind.first() if code is not DocumentCode.CORRESPONDENCE else None
        taken = taken_values(kind, journey, by, now=now)
        if standing is not None and standing.draft.exists():
            # What has come since is filled in where nobody has written.
            _fill(standing, kind, taken, now=now)
            return standing
        assert by.unit is not None
        if standing is None:
            of_kind.filter(untouched(), begun_by=by, begun_at__lt=now - _LEFT_AFTER).delete()
        document = standing or Document.objects.create(
            journey=journey, kind=code.value, unit=by.unit, begun_at=now, begun_by=by, thread=thread or uuid4()
        )
        _fill(document, kind, {**taken, **_known(kind, journey, by), **(words or {})}, now=now)
        return document


def _fill(document: Document, kind: DeclaredKind, values: Mapping[str, str], *, now: datetime) -> None:
    """Nobody has looked at it yet; what was emptied by the program is filled in again, what a person emptied is not."""
    lock_document(document)
    rows = {row.name: row for row in document.draft.all()}
    for name, value in values.items():
        row = rows.get(name)
        if row is None:
            row = DraftField(document=document, name=name, revision=0)
        elif row.value or row.saved_by_id is not None:
            continue
        row.value, row.saved_at, row.revision = read_value(kind.fields[name], value), now, row.revision + 1
        row.save()


def empty_taken(
    journey: Journey, code: DocumentCode, versions: Collection[Mapping[str, str]], *, now: datetime
) -> None:
    """What the program filled in from these versions of a kind, and nobody has looked at, leaves every working copy."""
    for document in documents_in(journey).filter(begun_by__isnull=False):
        kind = KINDS[DocumentCode(document.kind)]
        names = kind.takes.get(code, ())
        taken = {
            (name, read_value(kind.fields[name], said[name])) for said in versions for name in names if said.get(name)
        }
        if not taken:
            continue
        lock_document(document)
        for row in document.draft.filter(name__in=names, saved_by=None).exclude(value=""):
            if (row.name, row.value) in taken:
                row.value, row.saved_at, row.revision = "", now, row.revision + 1
                row.save(update_fields=["value", "saved_at", "revision"])


def _known(kind: DeclaredKind, journey: Journey, by: User) -> dict[str, str]:
    """What the journey says of the fields that people write in."""
    assert by.unit is not None
    asked = {field.name: field.fact for field in kind.fields.values() if field.fact and not field.fixed}
    known = known_facts(journey, asked.values(), unit=by.unit)
    return {name: known[fact] for name, fact in asked.items() if fact in known}


def save_fields(
    journey: Journey, document: Document, typed: Mapping[str, TypedField], *, by: User, now: datetime
) -> DraftSaved:
    """Saves what was changed. A field that somebody else saved since it was seen is not written: it is a conflict.

    Raises NotAllowed; what cannot be read is told and everything else saved.
    """
    kind = KINDS[DocumentCode(document.kind)]
    check_may_write(journey, kind, by)
    with transaction.atomic():
        lock_document(document)
        rows = {row.name: row for row in document.draft.select_related("saved_by")}
        names, conflicts, problems = [], [], []
        for name, mine in typed.items():
            try:
                value = read_named(kind, name, mine.text)
            except UnreadableValue as problem:
                problems.append(problem)
                continue
            row = rows.get(name)
            if row is not None and row.revision != mine.seen and row.value != value:
                conflicts.append(Conflict(name, value, row))
            elif _write(document, row, name, value, by=by, now=now):
                names.append(name)
        return DraftSaved(tuple(names), tuple(conflicts), tuple(problems))


def over_what_stands(draft: Draft, texts: Mapping[str, str]) -> dict[str, TypedField]:
    """The texts as somebody types them who has read the working copy through as it stands."""
    rows = draft.rows
    return {name: TypedField(text, rows[name].revision if name in rows else 0) for name, text in texts.items()}


def _write(document: Document, row: DraftField | None, name: str, value: str, *, by: User, now: datetime) -> bool:
    """Whether it was written: a value of one's own; what the program filled in counts as looked at from now on."""
    if row is None:
        if value:
            DraftField.objects.create(document=document, name=name, value=value, saved_at=now, saved_by=by)
        return bool(value)
    if row.value == value and row.saved_by_id is not None:
        return False
    row.value, row.saved_at, row.saved_by, row.revision = value, now, by, row.revision + 1
    row.save(update_fields=["value", "saved_at", "saved_by", "revision"])
    return True


def discard_draft(journey: Journey, document_id: str, *, by: User) -> bool:
    """Throws a working copy away that was never sent; one that was goes back to the words sent last."""
    document = own_document(journey, document_id, by)
    if document is None:
        return False
    kind = KINDS[DocumentCode(document.kind)]
    check_may_write(journey, kind, by)
    with transaction.atomic():
        lock_document(document)
        last = last_standing(document)
        document.draft.all().delete()
        restore_files(document, Parts.parse(last.parts) if last is not None else Parts())
        if last is None:
            # Words that were sent and taken back are kept; their document then lies without a working copy.
            if not document.versions.exists():
                document.delete()
            return True
        DraftField.objects.bulk_create(
            DraftField(document=document, name=name, value=value, saved_at=last.sent_at, saved_by_id=last.sent_by_id)
            for name, value in last.values.items()
            if name in kind.fields and not kind.fields[name].fixed
        )
        return True


@transaction.atomic
def answer_letter(journey: Journey, letter: Document, *, by: User, now: datetime) -> Document:
    """A working copy that answers a letter: same thread, category and subject, to whoever exactly wrote it (8.2).

    One that the house has begun and not sent is gone on with. Raises NotAllowed.
    """
    # Two who press at once get one.
    journey = Journey.objects.select_for_update().get(pk=journey.pk)
    unsent = own_documents(journey, by).filter(thread=letter.thread, versions=None, kind=letter.kind)
    # A correction of what was sent in error lies in the thread too, and answers nobody.
    corrections = DraftField.objects.filter(name="subject", value=SUBJECT_OF_CORRECTION)
    begun = unsent.exclude(pk__in=corrections.values("document")).first()
    if begun is not None:
        return begun
    said = last_standing(letter)
    values: Mapping[str, str] = said.values if said is not None else {}
    words = {name: values[name] for name in ("category", "subject") if values.get(name)}
    specific = Parts.parse(said.parts).specific_sender if said is not None else ""
    if specific:
        words["specific_receiver"] = specific
    kind = DocumentCode(letter.kind)
    readable = {name: text for name, text in words.items() if _is_readable(KINDS[kind], name, text)}
    return begin_document(journey, kind, by=by, now=now, words=readable, thread=letter.thread)


def _is_readable(kind: DeclaredKind, name: str, text: str) -> bool:
    """Whether a field takes what another system has written."""
    try:
        read_named(kind, name, text)
    except UnreadableValue:
        return False
    return True
