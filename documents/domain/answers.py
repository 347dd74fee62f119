"""What can be answered to a kind of document, and what leaves nothing more to answer (UX §1.b)."""

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import DeclaredKind, JourneyFact
from documents.domain.kinds import KINDS
from journeys.domain.events.payloads.documents import AnswerCode

A = AnswerCode
# Somebody has read it and asks the sender for nothing: what is asked besides is asked where the time is agreed.
SETTLED = frozenset({A.ACKNOWLEDGED, A.READY, A.CANNOT, A.HOME, A.DISCARDED})
# They say a time.
TIMED = frozenset({A.READY, A.CANNOT})
# What tells when the citizen is to go home.
_AHEAD = frozenset({JourneyFact.AGREED_DISCHARGE, JourneyFact.PLANNED_DISCHARGE})


def answers_to(kind: DeclaredKind) -> tuple[AnswerCode, ...]:
    """In the order of the page; a plan that tells when the citizen goes home is also answered with a time."""
    facts = {field.fact for field in kind.fields.values()}
    timed = (A.READY, A.CANNOT) if facts & _AHEAD else ()
    home = (A.HOME,) if facts & {*_AHEAD, JourneyFact.DISCHARGED_AT} else ()
    return (A.ACKNOWLEDGED, *timed, A.MISSING, A.CALL_ME, *home)


# What tells when the citizen goes home is waited for; a korrespondance or an epikrise need not be answered.
ASKING = frozenset(kind.document.value for kind in KINDS.values() if A.HOME in answers_to(kind))


def words_of_missing(kind: str, field: str, text: str) -> str:
    """What is missing as the agreement asks it: the field's name and what was written; letters are in Danish."""
    declared = KINDS[ChannelDocument(kind)].fields.get(field)
    return ": ".join(part for part in (declared.label[0] if declared else "", text.strip()) if part)
