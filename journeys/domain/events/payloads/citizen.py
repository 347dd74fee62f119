"""What facts about the citizen hold; `valid_from` is the event's own time (RULES 2c P6; DESIGN §2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import words
from journeys.domain.events.payloads.stays import TakingBack
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class CitizenJoined(TakingBack):
    """A provisional number and the real citizen are one (V9): the other's id, and whose relatives came along."""

    citizen: str | None = None
    reason: str | None = words()
    relatives: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CitizenParted(TakingBack):
    """They are two after all."""

    citizen: str | None = None
    reason: str | None = words()


@dataclass(frozen=True, kw_only=True)
class AffiliationStated(TakingBack):
    """What ties the citizen to municipal care; `value` None is unknown."""

    affiliation: str | None = None
    value: bool | None = None


@dataclass(frozen=True, kw_only=True)
class UnitStated(TakingBack):
    """The practice, or the municipality of residence; None: there is none."""

    organisation: str | None = None


ROWS: Mapping[K, CatalogueRow] = {
    K.CITIZEN_JOINED: CatalogueRow(holds=CitizenJoined),
    K.CITIZEN_PARTED: CatalogueRow(holds=CitizenParted),
    K.AFFILIATION_STATED: CatalogueRow(holds=AffiliationStated, rights=(P.STATE_AFFILIATION,)),
    K.GP_STATED: CatalogueRow(holds=UnitStated, rights=(P.STATE_GP,), icon="gp"),
    K.RESIDENCE_STATED: CatalogueRow(holds=UnitStated, rights=(P.STATE_RESIDENCE,), icon="municipality"),
}
