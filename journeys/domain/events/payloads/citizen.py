"""What facts about the citizen hold; `valid_from` is the event's own time (RULES 2c P6; DESIGN §2)."""

from dataclasses import dataclass

from journeys.domain.events.payloads.stays import TakingBack


@dataclass(frozen=True, kw_only=True)
class CitizenJoined(TakingBack):
    """A provisional number and the real citizen are one (V9): the other's id, and whose relatives came along."""

    citizen: str | None = None
    reason: str | None = None
    relatives: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CitizenParted(TakingBack):
    """They are two after all."""

    citizen: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class AffiliationStated(TakingBack):
    """What ties the citizen to municipal care; `value` None is unknown."""

    affiliation: str | None = None
    value: bool | None = None


@dataclass(frozen=True, kw_only=True)
class UnitStated(TakingBack):
    """The practice, or the municipality of residence; None: there is none."""

    organisation: str | None = None
