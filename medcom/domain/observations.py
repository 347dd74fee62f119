"""Measurements from home as the house takes them in: a letter with the results of examinations (issue 8)."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.parts import Parts, Passage, TextPart, Writer
from medcom.domain.letters import IncomingLetter
from medcom.parsing.messages.home_care_observation import MODIFIED, HomeCareObservation, Result
from organisations.domain.moments import moment

_CATEGORY = "examination-results"
# Letters are in Danish.
_SUBJECT = "Målinger i hjemmet"
_CORRECTED = "Rettede målinger: de gælder i stedet for dem, der blev sendt før."


def incoming_of_observation(told: HomeCareObservation) -> IncomingLetter:
    """Corrections lie in the thread of the message that they correct, whichever came first."""
    corrects = told.activity == MODIFIED
    lines = [*([_CORRECTED] if corrects else []), *map(_line, told.results)]
    lines += ["", told.conclusion] if told.conclusion else []
    performer = told.performer
    writer = Writer(name=performer.name, role=performer.role, phone=performer.phone, unit=told.sender.name or "")
    text = TextPart(id=told.message_id, text="", at=told.sent_at.isoformat(), writer=writer, added=True)
    values = {
        "category": _CATEGORY,
        "subject": _SUBJECT,
        "text": "\n".join(lines).strip(),
        "contact_phone": performer.phone,
    }
    return IncomingLetter(
        message_id=told.message_id,
        document=ChannelDocument.CORRESPONDENCE,
        thread=uuid5(NAMESPACE_URL, f"medcom:{told.first_id}"),
        sender=told.sender,
        receiver=told.receiver,
        cpr=told.cpr,
        replacement=told.replacement,
        family_name=told.family_name,
        given_names=told.given_names,
        category=_CATEGORY,
        episode_ids=(),
        sent_at=told.sent_at,
        values={name: value for name, value in values.items() if value},
        parts=Parts((text,), passages=tuple(_files(told)), unchecked=True),
        corrects=corrects,
    )


def _line(result: Result) -> str:
    at = f" ({moment(result.at)})" if result.at else ""
    note = f" {result.note}" if result.note else ""
    return f"{result.name}: {result.value or 'intet resultat'}{at}.{note}"


def _files(told: HomeCareObservation) -> Iterator[Passage]:
    if told.files:
        text = "Der er billeder eller filer med, som ikke kan åbnes her. Ring til afsenderen, hvis I skal se dem."
        yield Passage(heading="Vedhæftet", text=text)
