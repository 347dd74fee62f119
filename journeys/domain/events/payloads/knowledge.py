"""What is shared at the beginning of a stay: the referral, what the practice knows, how much coordination it takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeys.domain.events.kinds import EventKind as K
from journeys.domain.events.payload import Payload, words
from journeys.domain.events.row import CatalogueRow
from organisations.domain.permissions import Permission

P = Permission


@dataclass(frozen=True, kw_only=True)
class ReferralTold(Payload):
    """The three things that whoever refers passes on (001-30)."""

    referred_for: str | None = words()
    condition: str | None = words()
    general: str | None = words()


@dataclass(frozen=True, kw_only=True)
class KnowledgeTold(Payload):
    """What is asked of the practice, or what it answers (001-40)."""

    text: str | None = words()


@dataclass(frozen=True, kw_only=True)
class CoordinationStated(Payload):
    """Whether the citizen needs more coordination, and whether there are relatives; None is not known (001-12)."""

    needs_more: bool | None = None
    relatives: bool | None = None
    text: str | None = words()


ROWS: Mapping[K, CatalogueRow] = {
    K.REFERRAL_TOLD: CatalogueRow(holds=ReferralTold, rights=(P.SHARE_KNOWLEDGE,), told_as="note", icon="message"),
    K.KNOWLEDGE_ASKED: CatalogueRow(holds=KnowledgeTold, rights=(P.ASK_PRACTICE,), told_as="note", icon="message"),
    K.KNOWLEDGE_ANSWERED: CatalogueRow(
        holds=KnowledgeTold, rights=(P.SHARE_KNOWLEDGE,), told_as="note", icon="message"
    ),
    K.COORDINATION_STATED: CatalogueRow(holds=CoordinationStated, rights=(P.RECORD_WISHES,), told_as="note"),
}
