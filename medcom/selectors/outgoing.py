"""What goes out to whom: the letters that wait to be built, what a message says, and how far it has come."""

import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import override

from documents.domain.parts import Parts
from documents.domain.threads import Thread, sending_of
from documents.models import Attachment, Delivery, Document, Version
from journeys.models import Citizen
from medcom.domain.classic.numbers import number_of_key
from medcom.domain.formats import Format, is_classic_answer
from medcom.domain.reading import payload_of
from medcom.domain.sending import Carrier, Means
from medcom.domain.vans import in_vans
from medcom.models import Counterpart, InboundMessage, Letter, OutboundMessage, Sending
from medcom.parsing.building.letter_bundle import LetterFile, LetterLink, LetterText, LetterToSend
from medcom.parsing.building.notification_bundle import BundlePerson
from medcom.parsing.building.resources import local
from medcom.parsing.checking.letter_rules import is_number
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.decode import decode
from medcom.parsing.fhir.types import Json
from medcom.parsing.letter_thread import carried_on
from medcom.parsing.oioxml.building import in_envelope
from medcom.querysets import LETTER_CODE
from organisations.domain.moments import moment
from organisations.models import Organisation, User
from organisations.selectors.units import house_ids
from organisations.sentences import ROLE_LABELS

_PHONE = re.compile(r"\+?\d[\d ]{6,}\d")


class Hindered(Exception):
    """No message can be made of a letter; the code says why."""


def carriers_of(units: Iterable[Organisation]) -> dict[UUID, Means]:
    """What the system of each can receive: its own setting, else that of its house, else nothing."""
    units = list(units)
    asked = {key for unit in units for key in (unit.pk, unit.root_id) if key}
    rows = Counterpart.objects.in_bulk(asked, field_name="organisation_id")
    stated = {unit.pk: rows.get(unit.pk) or rows.get(unit.root_id or unit.pk) for unit in units}
    return {unit: row.means if row else Means() for unit, row in stated.items()}


def undecided(now: datetime) -> QuerySet[Delivery]:
    """What is released and nobody has looked at; of what is said to be wrong that may still be undone."""
    return Delivery.objects.filter(routed_at=None, released_at__lte=now, error_at=None)


def unsent(now: datetime) -> QuerySet[Delivery]:
    """What was written here, is released, went to a counterpart with a system of its own, and is no message yet.

    Asked of what nobody has decided about only: the rest is history, and grows.
    """
    set_up = Counterpart.objects.exclude(receives=Carrier.NONE.value).filter(since__lte=OuterRef("released_at"))
    own, house = OuterRef("receiver"), OuterRef("receiver__root")
    reached = Q(Exists(set_up.filter(organisation=own)))
    reached |= ~Exists(Counterpart.objects.filter(organisation=own)) & Exists(set_up.filter(organisation=house))
    return (
        undecided(now)
        .filter(reached)
        .filter(Exists(Document.objects.filter(pk=OuterRef("document"), begun_by__isnull=False)))
        .exclude(Exists(OutboundMessage.objects.filter(delivery=OuterRef("key"))))
        # Between two units of one house nothing needs a message.
        .exclude(receiver__root=F("sender__root"))
        .select_related("sender__root", "receiver__root", "journey__citizen")
        .order_by("released_at", "key")
    )


def standing_deliveries() -> QuerySet[Delivery]:
    """What was sent and is neither taken back nor said to be wrong."""
    return Delivery.objects.filter(error_at=None)


def wrong_since(message: OutboundMessage) -> datetime | None:
    """Since when it is said that it was sent in error; of one that was taken back since it was made."""
    delivery = Delivery.objects.filter(pk=message.delivery).only("error_at").first()
    return delivery.error_at if delivery is not None else message.made_at


def letter_to_send(delivery: Delivery, message_id: UUID) -> LetterToSend:
    """The letter with the whole thread that the two have; raises Hindered (DICTIONARY 8.2)."""
    version = Version.objects.select_related("document", "sent_by").get(event__source_ref=sending_of(delivery.key))
    sender = party_of_unit(delivery.sender) or party_of_unit(delivery.sender.root)
    receiver = party_of_unit(delivery.receiver)
    if sender is None or receiver is None:
        raise Hindered("sender_numbers" if sender is None else "receiver_numbers")
    bundles, wrong = _earlier(version.document.thread, delivery)
    thread = carried_on(bundles, (sender, receiver), wrong=wrong)
    text = _text(version, delivery, sender)
    files = _files(version, sender, {file.id for file in thread.files})
    link = LetterLink(
        message_id=str(message_id),
        provenance_id=str(uuid4()),
        activity="reply-message" if thread.links else "new-message",
        at=version.sent_at,
        sender=sender,
        sources=(text.id, *(file.id for file in files)),
        previous=thread.links[-1].message_id if thread.links else None,
    )
    return LetterToSend(
        thread=version.document.thread,
        patient=person_of(delivery.journey.citizen),
        sender=sender,
        receiver=receiver,
        category=version.values.get("category", ""),
        topic=version.values.get("subject", ""),
        texts=(*thread.texts, text),
        links=(*thread.links, link),
        files=(*thread.files, *files),
        specific_receiver=version.values.get("specific_receiver", ""),
        encounter=thread.encounter,
    )


def envelope_of(sending: Sending) -> Json:
    """The message in one of its envelopes: its own id and time, all else as it was built (SPEC A5)."""
    built: Json = json.loads(bytes(sending.message.body or b"{}"))
    identifier, at = str(sending.pk), sending.made_at
    if is_classic_answer(built):
        message = {"id": identifier, "oioxml": in_envelope(built["oioxml"], number_of_key(sending.pk), now=at)}
    else:
        message = {**built, "id": identifier, "timestamp": local(at)}
    sender, receiver = sending.message.sender, sending.message.receiver
    if not carriers_of([receiver])[receiver.pk].in_vans:
        return message
    named = [party_of_unit(unit) or party_of_unit(unit.root) for unit in (sender, receiver)]
    eans = [party.gln or "" if party else "" for party in named]
    return in_vans(message, Format.XML, sender=eans[0], receiver=eans[1], identifier=identifier, now=at)


def _earlier(thread: UUID, delivery: Delivery) -> tuple[list[Json], frozenset[str]]:
    """The messages of the thread about this citizen between the two houses, oldest first, and which of them are wrong.

    What it has with others, or about others, is not theirs: another system may use one id for two.
    """
    ours, theirs = house_ids(delivery.sender), house_ids(delivery.receiver)
    root = delivery.journey.citizen.root_id
    of_citizen = Q(citizen=root) | Q(citizen__joined_to=root)
    left = OutboundMessage.objects.filter(of_citizen, thread=thread, sender__in=ours, receiver__in=theirs)
    sent = list(left.exclude(body=None).order_by("made_at", "number"))
    letters = Letter.objects.filter(of_citizen, thread=thread, sender__in=theirs, receiver__in=ours)
    # A classic letter has no parts that a CareCommunication could carry on.
    come = letters.filter(message__event_code=LETTER_CODE).select_related("message").order_by("sent_at", "pk")
    bundles = [(row.made_at, json.loads(bytes(row.body or b""))) for row in sent]
    bundles = [(at, bundle) for at, bundle in bundles if not is_classic_answer(bundle)]
    bundles += [(row.sent_at, _received(row.message)) for row in come]
    standing = set(standing_deliveries().filter(key__in=[row.delivery for row in sent]).values_list("key", flat=True))
    wrong = frozenset(str(row.pk) for row in sent if row.delivery not in standing)
    return [bundle for _at, bundle in sorted(bundles, key=lambda dated: dated[0])], wrong


def _received(message: InboundMessage) -> Json:
    body, content_type = payload_of(bytes(message.body), message.content_type)
    return decode(body, content_type or None)


def _text(version: Version, delivery: Delivery, sender: MessageOrganization) -> LetterText:
    values, writer = version.values, version.sent_by
    phone = phone_in(values.get("contact_phone", "")) or phone_in(delivery.sender.phone or "")
    if not phone or writer is None:
        raise Hindered("phone" if writer else "writer")
    text = values.get("text", "")
    if version.number > 1:
        text = f"Rettet udgave (version {version.number}, {moment(version.sent_at)}) af vores brev.\n\n{text}"
    return LetterText(
        id=str(uuid4()),
        text=text,
        at=version.sent_at,
        name=writer.get_full_name(),
        role=role_words(writer),
        phone=phone,
        organisation=sender,
    )


def _files(version: Version, sender: MessageOrganization, named: Collection[str]) -> list[LetterFile]:
    """What the letter brings; a file that an earlier one brought is not sent again (DICTIONARY 8.2)."""
    parts = [part for part in Parts.parse(version.parts).files if part.id not in named]
    rows = Attachment.objects.in_bulk([UUID(part.id) for part in parts])
    return [
        LetterFile(
            id=part.id,
            title=part.title,
            at=version.sent_at,
            organisation=sender,
            content_type=part.content_type,
            data=bytes(rows[UUID(part.id)].data),
        )
        for part in parts
    ]


def phone_in(text: str) -> str:
    """The first telephone number in a text, without spaces; "" for none."""
    found = _PHONE.search(text)
    return found.group().replace(" ", "") if found else ""


def role_words(writer: User) -> str:
    """In Danish, as letters are."""
    with override("da"):
        return str(ROLE_LABELS[writer.role]) if writer.role else "Medarbejder"


def person_of(citizen: Citizen) -> BundlePerson:
    """The citizen as messages name them; raises Hindered."""
    if not citizen.cpr or not is_number(citizen.cpr):
        raise Hindered("number")
    given = (citizen.given_names,) if citizen.given_names else ()
    return BundlePerson(citizen.cpr, citizen.family_name, given)


def party_of_unit(unit: Organisation | None) -> MessageOrganization | None:
    """A unit as messages name it; None of one without numbers."""
    return MessageOrganization(sor=unit.sor, gln=unit.gln, name=unit.name) if unit and unit.sor and unit.gln else None


def case_to_see_to(threads: Collection[Thread], cases: Iterable[OutboundMessage]) -> OutboundMessage | None:
    """The first of the cases; what was taken back or said to be wrong needs no carrying."""
    standing = {
        version.delivery_to(unit)
        for thread in threads
        for version in thread.versions
        for unit in version.receivers
        if not version.error_of(unit)
    }
    return next((case for case in cases if case.delivery in standing), None)


def open_cases(documents: Iterable[str]) -> list[OutboundMessage]:
    """Letters of these documents that did not reach the other system and that nobody has seen to, oldest first."""
    of_them = [UUID(each) for each in documents]
    cases = OutboundMessage.objects.filter(OutboundMessage.UNSETTLED, document_id__in=of_them)
    return list(cases.defer("body").order_by("told_at", "pk"))
