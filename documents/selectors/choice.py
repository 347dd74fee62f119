"""What a user can write in a journey, to whom it may go, and what instead (RULES 2a, O9)."""

from dataclasses import dataclass
from datetime import datetime

from discharge.channel.rules.channel import Channel, ChannelDocument
from discharge.channel.rules.channel import ChannelPermission as Allowed
from discharge.settings.rules.open_points import Choices
from discharge.settings.selectors import answers_for
from documents.domain.declaring import DeclaredKind
from documents.domain.kinds import KINDS
from documents.domain.reading import ReadingTime, reading_of
from documents.selectors.channel import ChannelReceiver, channel_of, receivers_of
from journeys.domain.verdicts import Verdict
from journeys.models import Journey
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission
from organisations.domain.roles import Sector, sector_of
from organisations.models import Organisation, User
from organisations.selectors.permissions import can


@dataclass(frozen=True, slots=True)
class ReceiverChoice:
    """A receiver of one kind: whether it may go there, why, and whether a call is needed as well (`phone`)."""

    unit: Organisation
    permission: Allowed
    phone: Verdict
    # When it is read where it is sent now; None where nobody has promised it.
    reading: ReadingTime | None

    @property
    def phone_required(self) -> bool | None:
        """None where a fact is missing."""
        return self.phone.outcome


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind with every receiver that could get it."""

    kind: DeclaredKind
    receivers: tuple[ReceiverChoice, ...]

    @property
    def allowed(self) -> bool | None:
        """Whether it may go to anybody; None where that is not known of those to whom it is not forbidden."""
        answers = {choice.permission.allowed for choice in self.receivers}
        return True if True in answers else None if None in answers else False

    @property
    def instead(self) -> DeclaredKind | None:
        """The permitted kind where this one may go nowhere (O9)."""
        if self.allowed is not False:
            return None
        others = (choice.permission.alternative for choice in self.receivers)
        return next((KINDS[other] for other in others if other is not None and other in KINDS), None)

    def calls(self, outcome: bool | None) -> list[Verdict]:
        """Why a call is needed (True) or may be (None) with those who can get it; each reason once."""
        phones = (each.phone for each in self.receivers if each.permission.allowed is not False)
        return list({phone.code: phone for phone in phones if phone.outcome is outcome}.values())


def written_kinds(by: User, journey: Journey) -> frozenset[str]:
    """The codes of the kinds that a user can write in a journey."""
    if by.role is None or not can(by, Permission.SEND_DOCUMENT, journey):
        return frozenset()
    sector = sector_of(by.role)
    return frozenset(code.value for code, kind in KINDS.items() if sector in kind.senders)


def kind_choices(
    journey: Journey, by: User, sector: Sector, *, now: datetime, needs: bool | None = None
) -> list[KindChoice]:
    """Every kind that the sector writes."""
    receivers = receivers_of(journey, by)
    channels = {
        receiver.unit.pk: channel_of(journey, receiver.recipient, now=now, needs=needs) for receiver in receivers
    }
    kinds = (kind for kind in KINDS.values() if sector in kind.senders)
    choices = answers_for(journey.hospital_id, now)
    return [
        KindChoice(
            kind,
            tuple(
                _choice(kind, receiver, channels[receiver.unit.pk], now, choices)
                for receiver in receivers
                if receiver.recipient in kind.recipients
            ),
        )
        for kind in kinds
    ]


def _choice(
    kind: DeclaredKind, receiver: ChannelReceiver, asked: Channel, now: datetime, choices: Choices
) -> ReceiverChoice:
    return ReceiverChoice(
        receiver.unit,
        asked.documents[ChannelDocument(kind.document)],
        asked.phone,
        reading_of(kind, OrganisationKind(receiver.unit.kind), sent_at=now, choices=choices),
    )
