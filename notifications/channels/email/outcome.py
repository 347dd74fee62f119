"""What an error of the mail server means: the receiver is refused, or the server is away and everything waits."""

from enum import StrEnum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from notifications.domain.redaction import redacted_error, redacted_words


class Fault(StrEnum):
    """Whose fault it was, and so what is done about it."""

    REFUSED = "refused"
    THIS_ONE = "this_one"
    SERVER = "server"


_PERMANENT = range(500, 600)


class NoAddress(Exception):
    """The person has no e-mail address, or no account any more."""


def fault_of(error: Exception) -> Fault:
    """A permanent refusal is final at once; an error of one mail puts that one off; without a server all wait.

    Whoever is refused as the sender is so for every mail: no receiver is to blame.
    """
    if isinstance(error, NoAddress):
        return Fault.REFUSED
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return Fault.REFUSED if codes and all(code in _PERMANENT for code in codes) else Fault.THIS_ONE
    if isinstance(error, SMTPDataError):
        return Fault.REFUSED if error.smtp_code in _PERMANENT else Fault.THIS_ONE
    if isinstance(error, SMTPException | OSError):
        return Fault.SERVER
    return Fault.THIS_ONE


def error_words(error: Exception) -> str:
    """For the administrator: what the server answered, without the address and without anything like a CPR number."""
    answer: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()), (0, b""))
    elif isinstance(error, SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return redacted_error(error)
    return redacted_words(type(error).__name__, f"{code} {_text(answer)}")


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
