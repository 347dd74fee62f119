"""A classic letter as what the house takes in: fields of its kind, and all the rest under its own headings."""

from uuid import NAMESPACE_URL, UUID, uuid5

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.declaring import Form
from documents.domain.kinds import KINDS
from documents.domain.parts import Parts, Passage, TextPart, Writer
from medcom.domain.classic.fields import READERS, loses
from medcom.domain.classic.files import files_of
from medcom.domain.classic.layouts import CORRECTED, LAYOUTS, Layout
from medcom.domain.classic.words import described, label
from medcom.domain.letters import IncomingLetter
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.oioxml.message import Emessage, LetterParty, XmlLetter
from medcom.parsing.oioxml.node import XmlNode

# Heads of the letter, shown as what they are: sender, receiver, citizen, time.
_HEADS = frozenset({"Letter", "Sender", "Receiver", "Patient", "AdditionalInformation", "BinaryObject"})
_WORDS = frozenset({Form.LINE, Form.WORDS})
_PRIORITIES = {"rutine": "routine", "høj_prioritet": "asap"}


def organisation_of(party: LetterParty) -> MessageOrganization:
    """A party as messages name organisations; its EAN is its lokationsnummer."""
    numbers = {party.identifier_code: party.identifier}
    return MessageOrganization(
        sor=numbers.get("sorkode"),
        gln=party.ean or None,
        name=party.name or None,
        ydernummer=numbers.get("ydernummer"),
        municipality_code=numbers.get("kommunenummer"),
    )


def layout_of(letter: XmlLetter) -> Layout | None:
    """What it is taken in as; None of a kind that nothing is done with."""
    return LAYOUTS.get(letter.version)


def incoming_of(
    message: Emessage, letter: XmlLetter, layout: Layout, message_id: str, *, checked: bool = False
) -> IncomingLetter:
    """The letter with its words; one without a time of its own has that of its envelope.

    `checked` is that it follows the official schema.
    """
    values, passages = _read(letter, layout.document)
    extra = letter.content.at("AdditionalInformation")
    sent_at = letter.at or message.sent_at
    assert sent_at is not None
    writer = Writer(
        name=letter.sender.person, role=letter.sender.title, phone=letter.sender.phone, unit=letter.sender.name
    )
    files = files_of(letter, message_id, at=sent_at.isoformat(), writer=writer)
    if files:
        values = {"subject": "Vedhæftede filer", **values}
    text = TextPart(id=letter.identifier, text="", at=sent_at.isoformat(), writer=writer, added=True)
    return IncomingLetter(
        message_id=message_id,
        document=layout.document,
        thread=None
        if layout.document is ChannelDocument.CORRESPONDENCE
        else uuid5(NAMESPACE_URL, f"medcom:{message_id}"),
        sender=organisation_of(letter.sender),
        receiver=organisation_of(letter.receiver),
        cpr=letter.cpr or None,
        replacement=letter.replacement or None,
        family_name=letter.family_name or None,
        given_names=letter.given_names or None,
        category="",
        episode_ids=_episodes(letter.episode),
        sent_at=sent_at,
        corrects=letter.status == CORRECTED,
        values=values,
        parts=Parts(
            (text,),
            files,
            priority=_PRIORITIES.get(extra.words("Priority"), ""),
            passages=passages,
            unchecked=not checked,
        ),
    )


def thread_without_id(letter: IncomingLetter) -> UUID:
    """Of a letter that names no thread: that of its citizen, its two parties and its subject (issue 8)."""
    parties = sorted(filter(None, (letter.sender.gln, letter.receiver.gln)))
    who = letter.cpr or letter.replacement or letter.message_id
    return uuid5(NAMESPACE_URL, repr(("medcom:thread", who, parties, plain_subject(letter.values.get("subject", "")))))


def plain_subject(subject: str) -> str:
    """Without what mail systems put before an answer's."""
    words = subject.strip().casefold()
    while (cut := next((mark for mark in ("sv:", "svar:", "re:", "vs:", "fw:") if words.startswith(mark)), "")) != "":
        words = words.removeprefix(cut).strip()
    return words


def _episodes(stated: str) -> tuple[str, ...]:
    """As notifications name it: OIOXML leaves the hyphens out, and does not say whose number it is (SPEC A3.3)."""
    if not stated:
        return ()
    try:
        named = str(UUID(stated))
    except ValueError:
        named = stated.lower()
    return (f"local:{named}", f"lpr3:{named}")


def _read(letter: XmlLetter, document: ChannelDocument) -> tuple[dict[str, str], tuple[Passage, ...]]:
    fields, readers = KINDS[document].fields, READERS[document]
    values: dict[str, str] = {}
    passages: list[Passage] = []
    for node in letter.content.children:
        if node.name in _HEADS or not node:
            continue
        reader = readers.get(node.name)
        found = {name: value for name, value in reader(node).items() if name in fields} if reader else {}
        repeated = any(name in values and fields[name].form not in _WORDS for name in found)
        for name, value in found.items():
            # Of a text there may be several; of a time or a code the first holds, and the other is shown as it stands.
            if fields[name].form in _WORDS:
                values[name] = f"{values[name]}\n\n{value}" if name in values else value
            else:
                values.setdefault(name, value)
        if (not found or repeated or loses(node, found)) and (text := described(node)):
            passages.append(Passage(heading=label(node.name), text=text))
    subject = letter.content.words("AdditionalInformation", "Subject")
    values |= {"subject": subject} if subject and "subject" in fields else {}
    values |= {"contact_phone": letter.sender.phone} if letter.sender.phone and "contact_phone" in fields else {}
    return values, (*passages, *_of_patient(letter.content.at("Patient")))


def _of_patient(patient: XmlNode) -> tuple[Passage, ...]:
    stated = ((label(name), patient.words(name)) for name in ("Occupation", "NoTelephoneReason"))
    return tuple(Passage(heading=heading, text=text) for heading, text in stated if text)
