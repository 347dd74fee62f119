"""What the agreement on the discharge time and the barriers hold (RULES 001-65, 001-83, 001-22)."""

from dataclasses import dataclass
from datetime import date, datetime

from journeys.domain.events.payload import Payload


@dataclass(frozen=True, kw_only=True)
class BarrierRaised(Payload):
    """What stands in the way, whose it is to clear away, and until when."""

    barrier: str | None = None
    text: str | None = None
    owner: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class BarrierClosed(Payload):
    """The barrier that is gone."""

    barrier_ref: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExpectedDischargeStated(Payload):
    """The day on which the ward expects the discharge."""

    on: date | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class DischargeProposed(Payload):
    """The time that the ward proposes."""

    at: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Payload):
    """An answer to one proposal."""

    proposal_ref: str | None = None
    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class DischargeCountered(ProposalAnswered):
    """Another time."""

    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DischargeQuestioned(ProposalAnswered):
    """What has to be known before a time can be agreed."""

    missing: str | None = None


@dataclass(frozen=True, kw_only=True)
class WishRecorded(Payload):
    """What the citizen or a relative wishes; `said_by` is which of them."""

    said_by: str | None = None
    text: str | None = None
