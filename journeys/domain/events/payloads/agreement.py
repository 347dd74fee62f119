"""What the agreement on the discharge time and the barriers hold (RULES 001-65, 001-83, 001-22)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class BarrierRaised(Payload):
    """What stands in the way, whose it is to clear away, and until when."""

    barrier: str | None = None
    text: str | None = words()
    owner: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class BarrierClosed(Payload):
    """The barrier that is gone."""

    barrier_ref: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class ExpectedDischargeStated(Payload):
    """The day on which the ward expects the discharge."""

    on: date | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class DischargeProposed(Payload):
    """The time that the ward proposes."""

    at: datetime | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Payload):
    """An answer to one proposal."""

    proposal_ref: str | None = None
    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class DischargeCountered(ProposalAnswered):
    """Another time."""

    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DischargeQuestioned(ProposalAnswered):
    """What has to be known before a time can be agreed."""

    missing: str | None = words()


@dataclass(frozen=True, kw_only=True)
class WishRecorded(Payload):
    """What the citizen or a relative wishes; `said_by` is which of them."""

    said_by: str | None = None
    text: str | None = words()


ROWS: Mapping[K, CatalogueRow] = {
    K.BARRIER_RAISED: CatalogueRow(
        holds=BarrierRaised, rights=(P.MANAGE_BARRIERS,), told_as="barrier_raised", between_the_two=True
    ),
    K.BARRIER_CLOSED: CatalogueRow(
        holds=BarrierClosed, rights=(P.MANAGE_BARRIERS,), told_as="barrier_closed", between_the_two=True
    ),
    K.EXPECTED_DISCHARGE_STATED: CatalogueRow(
        holds=ExpectedDischargeStated,
        rights=(P.PROPOSE_DISCHARGE_TIME,),
        told_as="expected_discharge",
        between_the_two=True,
    ),
    K.DISCHARGE_PROPOSED: CatalogueRow(
        holds=DischargeProposed, rights=(P.PROPOSE_DISCHARGE_TIME,), told_as="discharge_proposed", between_the_two=True
    ),
    K.DISCHARGE_ACCEPTED: CatalogueRow(
        holds=ProposalAnswered,
        rights=(P.PROPOSE_DISCHARGE_TIME, P.ANSWER_DISCHARGE_TIME),
        told_as="discharge_agreed",
        between_the_two=True,
    ),
    K.DISCHARGE_COUNTERED: CatalogueRow(
        holds=DischargeCountered, rights=(P.ANSWER_DISCHARGE_TIME,), told_as="discharge_countered", between_the_two=True
    ),
    K.DISCHARGE_QUESTIONED: CatalogueRow(
        holds=DischargeQuestioned,
        rights=(P.ANSWER_DISCHARGE_TIME,),
        told_as="discharge_questioned",
        between_the_two=True,
    ),
    K.DISCHARGE_ANSWERED: CatalogueRow(
        holds=ProposalAnswered, rights=(P.PROPOSE_DISCHARGE_TIME,), told_as="discharge_answered", between_the_two=True
    ),
    K.WISH_RECORDED: CatalogueRow(
        holds=WishRecorded, rights=(P.RECORD_WISHES,), told_as="wish_recorded", between_the_two=True, only_words=True
    ),
}
