"""The working copies of a unit's house, and what of the journey they are filled with before anybody has written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.domain.declaring import DeclaredKind
from documents.domain.kinds import KINDS
from documents.models import Attachment, Document, DraftField, Version
from documents.selectors.facts import fixed_values
from journeys.models import Journey
from organisations.models import User
from organisations.selectors.units import house_ids

# Of a version: it was not taken back.
STANDS = Q(event__placement__voided=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A working copy as it stands: values, how often each was saved, and which nobody has looked at."""

    document: Document
    kind: DeclaredKind
    rows: Mapping[str, DraftField]
    # What the journey says of the fixed fields.
    fixed: Mapping[str, str]
    # The files that go with it; their bytes are not read.
    files: tuple[Attachment, ...] = ()

    @property
    def values(self) -> dict[str, str]:
        """What is answered, here or on the journey."""
        return {name: row.value for name, row in self.rows.items() if row.value} | dict(self.fixed)

    @property
    def revision(self) -> int:
        """Counts every saving of every field and every file: two that are equal have the same words and files."""
        return sum(row.revision for row in self.rows.values()) + self.document.file_changes

    @property
    def unseen(self) -> tuple[str, ...]:
        """Fields that the program filled in and nobody has looked at."""
        return tuple(name for name, row in self.rows.items() if row.saved_by_id is None and row.value)

    def unseen_since(self, sent: Mapping[str, str] | None) -> tuple[str, ...]:
        """Those of them that no person has sent as they are, either; `sent` are the words of the version sent last."""
        return tuple(name for name in self.unseen if (sent or {}).get(name) != self.rows[name].value)


def documents_in(journey: Journey) -> QuerySet[Document]:
    """All documents of a journey, also those begun in one that turned out to be the same."""
    # A subquery: no index answers an alternative of two tables.
    addresses = Journey.objects.filter(Q(pk=journey.pk) | Q(merged_into=journey.pk))
    return Document.objects.filter(journey__in=addresses.order_by().values("pk")).order_by("begun_at", "pk")


def own_documents(journey: Journey, by: User) -> QuerySet[Document]:
    """Those that the user's house writes; what came by message nobody writes on in."""
    house = house_ids(by.unit) if by.unit else ()
    return documents_in(journey).filter(unit_id__in=house, begun_by__isnull=False)


def unsent_by(house: Collection[UUID]) -> QuerySet[Document]:
    """Working copies of a house of which no version stands; `home` is the journey in which each lies today.

    One whose sendings were all taken back is one again, until it is thrown away. One that somebody opened and left as
    the program had filled it in is none: a press that was taken back leaves nothing to tidy.
    """
    stands = Exists(Version.objects.filter(STANDS, document=OuterRef("pk")))
    in_work = Exists(DraftField.objects.filter(document=OuterRef("pk")))
    own = Document.objects.filter(unit_id__in=house, begun_by__isnull=False)
    written = own.filter(~stands, ~_was_sent() | in_work, ~untouched())
    return written.annotate(home=Coalesce("journey__merged_into_id", "journey_id"))


def unsent_in(house: Collection[UUID], journey: OuterRef) -> QuerySet[Document]:
    """Those of them that lie today in a journey that the caller has seen to be in sight, as a column of its list."""
    # A subquery on two indexes; `home` alone would have every document of the house looked at.
    addresses = Journey.objects.filter(Q(pk=journey) | Q(merged_into=journey))
    return unsent_by(house).filter(journey__in=addresses.order_by().values("pk"))


def untouched() -> Q:
    """Of a document: begun by itself, and nobody has written in it, sent it or put a file on it."""
    mine, others = OuterRef("pk"), Document.objects.filter(thread=OuterRef("thread")).exclude(pk=OuterRef("pk"))
    worked = Exists(DraftField.objects.filter(document=mine, saved_by__isnull=False))
    return Q(file_changes=0) & ~Q(worked) & ~_was_sent() & ~Q(Exists(others))


def _was_sent() -> Q:
    """Of a document: a version of it is kept. As a value, for one of several conditions: of an `EXISTS` there
    PostgreSQL makes a table of all versions that there are."""
    first = Version.objects.filter(document=OuterRef("pk")).order_by().values("pk")[:1]
    return Q(IsNull(Subquery(first), False))


def last_standing(document: Document) -> Version | None:
    """The version sent last that was not taken back."""
    return document.versions.filter(STANDS).select_related("event").last()


def own_document(journey: Journey, document_id: UUID | str, by: User) -> Document | None:
    """One of them by its id."""
    return own_documents(journey, by).filter(pk=document_id).first()


def newest_of(journey: Journey, by: User) -> Document | None:
    """The letter that the house began last."""
    return own_documents(journey, by).filter(kind=Code.CORRESPONDENCE.value).last()


def draft_of(document: Document, journey: Journey | None = None) -> Draft:
    """The working copy as it stands; `journey` is the one in which it lies today, where the caller has read it."""
    kind = KINDS[Code(document.kind)]
    rows = {row.name: row for row in document.draft.select_related("saved_by").order_by("pk")}
    journey = journey or document.journey.merged_into or document.journey
    files = tuple(document.attachments.filter(on_draft=True).defer("data")) if kind.takes_files else ()
    return Draft(document, kind, rows, fixed_values(kind, journey), files)
