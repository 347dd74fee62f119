"""What the discharge letter, close-out and the ledger's marks hold (RULES 2f, 001-03, 2c)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from journeys.domain.events.payload import Payload


@dataclass(frozen=True, kw_only=True)
class FollowUp(Payload):
    """L3: what is to be followed up."""

    follow_up: bool | None = None
    recommendation: str | None = None


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
    evidence: str | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class Needed(Payload):
    """Whether there is anything to do."""

    needed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class DayMarked(Payload):
    """Days of the ledger, and what it said of them: `{day: {counts, day_number, payer}}`."""

    dates: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    text: str | None = None
