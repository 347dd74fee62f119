"""What the discharge letter, close-out and the ledger's marks hold (RULES 2f, 001-03, 2c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class FollowUp(Payload):
    """L3: what is to be followed up."""

    follow_up: bool | None = None
    recommendation: str | None = words()


@dataclass(frozen=True, kw_only=True)
class LetterSent(FollowUp):
    """`group` says how soon it is due."""

    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class LetterAcknowledged(Payload):
    """The practice's receipt; `letter_ref` is the sending that it answers, where it names one."""

    positive: bool | None = None
    letter_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class LetterHanded(FollowUp):
    """No practice: on paper or by Digital Post to the citizen (L4)."""

    way: str | None = None
    evidence: str | None = words()
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class Needed(Payload):
    """Whether there is anything to do."""

    needed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Enrolled(Needed):
    """`reported`: said while no discharge was told; it falls with the ward's no."""

    reported: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DayMarked(Payload):
    """Days of the ledger, and what it said of them: `{day: {counts, day_number, payer}}`."""

    dates: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    text: str | None = words()


ROWS: Mapping[K, CatalogueRow] = {
    K.LETTER_SENT: CatalogueRow(
        holds=LetterSent, rights=(P.SEND_DISCHARGE_LETTER,), told_as="letter_sent", icon="document"
    ),
    K.LETTER_ACKNOWLEDGED: CatalogueRow(
        holds=LetterAcknowledged,
        rights=(P.ACKNOWLEDGE_DISCHARGE_LETTER,),
        told_as="letter_receipt",
        icon="double-check",
    ),
    K.LETTER_HANDED: CatalogueRow(
        holds=LetterHanded, rights=(P.SEND_DISCHARGE_LETTER,), told_as="letter_sent", icon="document"
    ),
    K.FMK_UPDATED: CatalogueRow(rights=(P.CLOSE_OUT,)),
    K.REHABILITATION_DECIDED: CatalogueRow(holds=Needed, rights=(P.CLOSE_OUT,)),
    K.REHABILITATION_PLAN_SENT: CatalogueRow(rights=(P.CLOSE_OUT,)),
    K.MUNICIPAL_ENROLLED: CatalogueRow(holds=Enrolled, rights=(P.ENROL,), told_as="enrolled"),
    K.OTHER_TASKS_DONE: CatalogueRow(rights=(P.CLOSE_OUT,)),
    K.DAY_AGREED: CatalogueRow(holds=DayMarked, rights=(P.AGREE_PAYABLE_DAY,)),
    K.DAY_DISPUTED: CatalogueRow(holds=DayMarked, rights=(P.AGREE_PAYABLE_DAY,)),
}
