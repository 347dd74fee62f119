"""Letters that came by message and lie in no journey: read by the receiver's house until somebody has read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from desk.selectors.asker import Asker
from desk.selectors.documents.reading import DocumentBlock, blocks_of
from documents.domain.declaring import DeclaredKind
from documents.domain.kinds import KINDS
from documents.domain.parts import Parts
from documents.selectors.sent import reading_units
from documents.sentences import in_language
from journeys.models import Citizen, Journey
from medcom.domain.reading import read
from medcom.models import Letter
from organisations.domain.identifiers import mask_cpr

# How long one that was read stands on the list, so that it can be found again.
READ_SHOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class UnplacedLetter:
    """One letter with its words; `name` and `number` are as the message says."""

    letter: Letter
    name: str
    number: str
    kind: DeclaredKind
    values: Mapping[str, str]
    parts: Parts
    blocks: tuple[DocumentBlock, ...]
    # Those of the citizen that the asker's unit sees, the last one first.
    journeys: tuple[Journey, ...]

    @property
    def title(self) -> str:
        """What kind of letter it is."""
        return in_language(self.kind.label)


def unread_letters(asker: Asker) -> QuerySet[Letter]:
    """What came to the asker's house, lies in no journey and nobody has read, oldest first."""
    return _to(asker).filter(read_at=None).order_by("sent_at", "pk")


def read_letters(asker: Asker) -> QuerySet[Letter]:
    """Those that somebody has read lately, the last one first."""
    since: datetime = asker.now - READ_SHOWN
    return _to(asker).filter(read_at__gte=since).order_by("-read_at", "pk")


def _to(asker: Asker) -> QuerySet[Letter]:
    rows = Letter.objects.filter(event=None, receiver_id__in=reading_units(asker.user))
    # A classic letter has no category: its version says what it is.
    rows = rows.annotate(version=F("message__activity"))
    return rows.select_related("sender", "receiver", "citizen", "read_by")


def unplaced_row(asker: Asker, key: UUID) -> Letter | None:
    """One of them, also when it was read; None where it is not the asker's to read, or lies in a journey by now."""
    return _to(asker).filter(pk=key).select_related("message").first()


def unplaced_letter(asker: Asker, key: UUID) -> UnplacedLetter | None:
    """One of them with its words."""
    letter = unplaced_row(asker, key)
    told = read(bytes(letter.message.body), letter.message.content_type).incoming if letter else None
    if letter is None or told is None:
        return None
    name = " ".join(filter(None, (told.given_names, told.family_name)))
    number = mask_cpr(told.cpr) if told.cpr else told.replacement or ""
    kind = KINDS[told.document]
    journeys = _journeys(asker, letter.citizen) if letter.citizen else ()
    blocks = blocks_of(kind, told.values)
    return UnplacedLetter(letter, name, number, kind, told.values, told.parts, blocks, journeys)


def _journeys(asker: Asker, citizen: Citizen) -> tuple[Journey, ...]:
    rows = asker.own_journeys().filter(citizen_id=citizen.joined_to_id or citizen.pk)
    return tuple(journey.as_entered() for journey in rows.order_by("-last_sequence", "pk"))
