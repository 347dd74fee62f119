"""That another system sent the discharge letter, and its receipt; one written here is a document (RULES 2f L3, L4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from discharge.discharge_letter.selectors import waiting_letters
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.letters import LetterAcknowledged, LetterHanded, LetterSent
from journeys.models import Journey
from organisations.domain.permissions import Permission


class DeliveryWay(StrEnum):
    """How a citizen without a practice got the letter."""

    PAPER = "paper"
    DIGITAL_POST = "digital_post"


@dataclass(frozen=True, kw_only=True)
class _FollowedUp(RuledAct):
    """L3: what is to be followed up stands at the top."""

    permission = Permission.SEND_DISCHARGE_LETTER
    follow_up: bool | None = None
    recommendation: str = ""

    def judge(self, journey: Journey, saying: Saying) -> None:
        """A yes says what."""
        if self.follow_up:
            self.require("recommendation", "letter.recommendation_missing")


@dataclass(frozen=True, kw_only=True)
class SendLetter(_FollowedUp):
    """Notes that the letter went out from another system; it counts as sent when a positive receipt has come (L4)."""

    kind = EventKind.LETTER_SENT
    group: str = ""

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Also while a receipt is awaited a lost letter is sent again, but not to a practice that does not exist.

        A practice that is not known yet may still have been written to.
        """
        if not waiting_letters(journey):
            return "letter.none_due"
        return "letter.no_practice" if journey.has_no_practice else None

    def payload(self) -> Payload:
        """With how soon it is due."""
        return LetterSent(follow_up=self.follow_up, recommendation=self.recommendation.strip(), group=self.group)


@dataclass(frozen=True, kw_only=True)
class HandLetter(_FollowedUp):
    """A citizen without a practice has been given the letter; the evidence says how one knows (L4)."""

    kind = EventKind.LETTER_HANDED
    way: str
    evidence: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Where there is a practice, the letter goes there."""
        if journey.gp_practice_id is not None:
            return "letter.has_practice"
        return None if waiting_letters(journey) else "letter.none_due"

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Evidence is never only blanks."""
        super().judge(journey, saying)
        self.require("evidence", "letter.evidence_missing")

    def payload(self) -> Payload:
        """With how one knows."""
        return LetterHanded(
            follow_up=self.follow_up,
            recommendation=self.recommendation.strip(),
            way=self.way,
            evidence=self.evidence.strip(),
        )


@dataclass(frozen=True, kw_only=True)
class AcknowledgeLetter(RuledAct):
    """The practice's receipt: received, or not readable; a negative one leaves the letter unsent (L4)."""

    kind, permission = EventKind.LETTER_ACKNOWLEDGED, Permission.ACKNOWLEDGE_DISCHARGE_LETTER
    positive: bool

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """One that was sent, and not refused since; the newest, as the receipt is told of that one."""
        sent = [letter for letter in waiting_letters(journey) if letter.on_its_way]
        if not sent:
            return "letter.none_sent"
        return "letter.written_here" if sent[-1].document else None

    def payload(self) -> Payload:
        """A yes or a no."""
        return LetterAcknowledged(positive=self.positive)
