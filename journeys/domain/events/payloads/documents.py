"""That a document was sent and answered; what it says lies with its version (RULES 2a; DESIGN §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


class Stating(StrEnum):
    """The kinds of documents whose sending is itself a fact of the journey; named as `document_kind` is."""

    DISCHARGE_LETTER = "discharge_letter"
    REHABILITATION_PLAN = "rehabilitation_plan"
    ADMISSION_REPORT = "admission_report"


class AnswerCode(StrEnum):
    """What a person answers to a document; each of them says that it was read."""

    ACKNOWLEDGED = "acknowledged"
    MISSING = "missing"
    CALL_ME = "call_me"
    # With a time: from when the municipality is ready, or to when it wants the discharge moved.
    READY = "ready"
    CANNOT = "cannot"
    # The receiver closes: the citizen has come home.
    HOME = "home"
    # Of what was sent in error: they have spoken with the sender and do not use it.
    DISCARDED = "discarded"


class Mistake(StrEnum):
    """What was wrong about a sending."""

    RECEIVER = "receiver"
    CITIZEN = "citizen"


# The first one begins the planning of the discharge (001-31).
CARE_PATHWAY_PLAN = "care_pathway_plan"
# Made without the citizen (001 bilag 2, B2-P5 c): whom it was not sent to does not hear that there is one.
CLOSED_KINDS = frozenset({"coordination_plan"})


@dataclass(frozen=True, kw_only=True)
class Addressed(Payload):
    """Which units it is meant for, by id: nobody else is told."""

    receivers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfKind(Addressed):
    """About a kind of document (`Document`)."""

    document_kind: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nobody but whom it is meant for hears of it at all."""
        return self.document_kind in CLOSED_KINDS


@dataclass(frozen=True, kw_only=True)
class OfDocument(OfKind):
    """Which document, and the version of it."""

    document: str | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentSent(OfDocument):
    """`changed` are the fields that differ from the version before; `decided` is that a person chose it (C10, O1).

    `to_municipality` is that the citizen's municipality is among the receivers: then it takes part. `roles` says as
    what each receiver got it, `stated` are the coded answers that the journey folds, by the names of their fields;
    `written` says of a field of words whether anything stands in it. What an older sending does not name is not known.
    """

    to_municipality: bool | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, bool] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    decided: bool | None = None

    def reaches(self, kind: Stating, role: str) -> bool:
        """Whether this is a document of that kind, and a party of that role is among its receivers."""
        return self.document_kind == kind and role in self.roles.values()


@dataclass(frozen=True, kw_only=True)
class DocumentAnswered(OfDocument):
    """One party's answer to a version; `party` is the receiving unit for which it is given.

    `at` is the time that it names, `field` the one in which something is missing.
    """

    party: str | None = None
    answer: AnswerCode | None = None
    at: datetime | None = None
    field: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class DocumentForwarded(OfDocument):
    """`party` is the receiver that sends it on to `unit`, which `receivers` names too."""

    party: str | None = None
    unit: str | None = None
    role: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class CitizenTold(OfDocument):
    """A doctor has told the citizen of a plan made without them; whether the citizen lets relatives know of it."""

    relatives: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentSentInError(OfDocument):
    """What was sent of the document by then must not be used by `receivers`; `version` is where it was noticed."""

    mistake: Mistake | None = None
    text: str | None = words()


ROWS: Mapping[K, CatalogueRow] = {
    K.DOCUMENT_SENT: CatalogueRow(
        holds=DocumentSent, rights=(P.SEND_DOCUMENT,), told_as="document_sent", icon="document", only_words=True
    ),
    K.DOCUMENT_ANSWERED: CatalogueRow(
        holds=DocumentAnswered,
        rights=(P.ANSWER_DOCUMENT,),
        told_as="document_answered",
        icon="double-check",
        only_words=True,
    ),
    K.DOCUMENT_FORWARDED: CatalogueRow(
        holds=DocumentForwarded, rights=(P.SHARE_JOURNEY,), told_as="document_sent", icon="document"
    ),
    K.CITIZEN_TOLD: CatalogueRow(holds=CitizenTold, rights=(P.TELL_CITIZEN,), told_as="citizen_told", icon="document"),
    # Somebody may be reading it: nobody waits half a minute.
    K.DOCUMENT_SENT_IN_ERROR: CatalogueRow(
        holds=DocumentSentInError,
        rights=(P.SEND_DOCUMENT,),
        told_as="document_sent_in_error",
        icon="warning",
        immediate=True,
    ),
}
