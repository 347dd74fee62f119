"""The letter that confirms a telephone call (UX §2.8; flowchart 2-5: phoned and confirmed by korrespondance)."""

from datetime import datetime

from discharge.calls.rules import CallerRole
from journeys.domain.events.payloads.responsibility import CallLogged
from organisations.domain.moments import moment

# Letters between the sectors are in Danish, whatever the writer's page is in.
_PARTS = (("question", "Spørgsmål"), ("answer", "Svar"), ("agreed", "Aftalt"), ("doctor", "Læge"))

# Whoever called themselves asked nothing.
_OWN_CALL = {"question": "Om"}


def letter_of_call(call: CallLogged, at: datetime) -> dict[str, str]:
    """Fields of a korrespondance that says what was said at `at`; whoever sends it reads it through and corrects it."""
    title = f"Bekræftelse af opkald {moment(at)}"
    words = {**dict(_PARTS), **(_OWN_CALL if call.caller_role == CallerRole.WARD else {})}
    said = [f"{word}: {text}" for name, word in words.items() if (text := getattr(call, name))]
    return {"category": "carecoordination", "subject": title, "text": "\n".join([f"{title}.", *said])}
