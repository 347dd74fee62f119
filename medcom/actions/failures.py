"""What becomes of a message that we fail on: it waits a few times, then somebody looks at it (DESIGN §4)."""

from datetime import datetime, timedelta

import structlog
from django.db import Error as DatabaseFailure
from django.db import InterfaceError, OperationalError

from medcom.actions.answers import answer_to
from medcom.domain.reading import MessageReading
from medcom.domain.states import RETRIABLE, MessageState
from medcom.models import InboundMessage
from medcom.parsing.codes import ResponseCode
from medcom.parsing.problems.problem import Problem
from notifications.domain.redaction import redacted_error

# What the database says of itself, never of the message; two rows that exclude each other do so tomorrow too.
PASSING = (OperationalError, InterfaceError)
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
# A passing error may last; one of ours is the same tomorrow.
MOST_TRIES = {True: len(_WAITS) + 1, False: 3}
_RETRIABLE = sorted(state.value for state in RETRIABLE)
_log = structlog.get_logger(__name__)


def put_off(message: InboundMessage, reading: MessageReading | None, error: Exception, now: datetime) -> InboundMessage:
    """Keeps the message for another try, or sets it aside after a few; never raises.

    Where even that cannot be written, its row says `received` still.
    """
    passing = isinstance(error, PASSING)
    _log.warning("message_failed", message=str(message.pk), error=redacted_error(error))
    attempts = message.attempts + 1
    over = attempts >= MOST_TRIES[passing]
    message.state = (MessageState.SET_ASIDE if over else MessageState.FAILED_WILL_RETRY).value
    problem = Problem("intake.out_of_operation" if passing else "intake.failed")
    message.problems = [problem.as_json()]
    values = {
        "state": message.state,
        "attempts": attempts,
        "retry_at": None if over else now + _WAITS[min(message.attempts, len(_WAITS) - 1)],
        "processing_error": redacted_error(error)[:200],
        "problems": message.problems,
    }
    try:
        InboundMessage.objects.filter(pk=message.pk, state__in=_RETRIABLE).update(**values)
    except DatabaseFailure:
        _log.warning("message_waits", message=str(message.pk))
    code = ResponseCode.TRANSIENT_ERROR if passing else ResponseCode.FATAL_ERROR
    message.answer = _answer(reading, problem, code, now)
    message.answer_code = code.value if message.answer else ""
    return message


def set_aside(message: InboundMessage, *, reason: str) -> bool:
    """By hand: nothing works on the message any more until somebody asks for it; False if it is done by now."""
    waiting = InboundMessage.objects.filter(pk=message.pk, state__in=_RETRIABLE)
    return bool(
        waiting.update(state=MessageState.SET_ASIDE.value, retry_at=None, processing_error=reason.strip()[:200])
    )


def _answer(
    reading: MessageReading | None, problem: Problem, code: ResponseCode, now: datetime
) -> dict[str, object] | None:
    if reading is None:
        return None
    try:
        return answer_to(reading, [problem], now=now, code=code)
    except Exception:
        # The failure may be in the very thing that is to be answered: then a problem document answers.
        return None
