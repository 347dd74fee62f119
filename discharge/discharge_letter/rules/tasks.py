"""What is still to be done about a discharge letter, and by whom (RULES 2f L4; 001-22)."""

from datetime import datetime
from enum import StrEnum

from journeys.domain.state.letters import KnownLetter
from journeys.domain.tasks.open_tasks import WantedTask


class LetterTask(StrEnum):
    """One open task of a kind per journey."""

    LETTER = "discharge_letter"
    LETTER_RECEIPT = "await_letter_receipt"
    LETTER_LOST = "letter_not_received"
    HAND_LETTER = "hand_letter"


# L4: after two resendings without a receipt the letter is a task again.
RESENDINGS = 2


def letter_task(letter: KnownLetter, owner: str, due_at: datetime | None, *, to_citizen: bool = False) -> WantedTask:
    """What the ward that discharged still owes of a letter without a receipt (RULES 2f L4).

    Sent, it only waits, and is never late; sent again twice without a receipt, somebody must call. Without a practice
    the citizen gets it.
    """
    if to_citizen:
        return WantedTask(LetterTask.HAND_LETTER, owner, letter.discharged_at, due_at)
    if not letter.on_its_way or letter.sent_at is None:
        return WantedTask(LetterTask.LETTER, owner, letter.discharged_at, due_at)
    kind = LetterTask.LETTER_LOST if letter.resent >= RESENDINGS else LetterTask.LETTER_RECEIPT
    return WantedTask(kind, owner, letter.sent_at)
