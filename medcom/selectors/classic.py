"""Letters of ours as classic messages: what stands in one, by the version that the counterpart takes."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.parts import Parts
from documents.domain.threads import sending_of
from documents.models import Delivery, Version
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent
from medcom.domain.classic.numbers import number_of_key
from medcom.domain.classic.writing import ClassicToSend, LetterSide, build_classic
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.parsing.fhir.types import Json
from medcom.selectors.outgoing import Hindered, party_of_unit, person_of, phone_in, role_words
from organisations.models import Organisation

# What XD1930C must have; of the others a time may be left out.
_TIMES = {"XD1930C": ("admitted_at", "ready_at", "discharge_at")}


def classic_message(delivery: Delivery, message_id: UUID, version: str, *, envelope: UUID, now: datetime) -> Json:
    """The message in its first envelope, read back by our own reader; raises Hindered."""
    letter = _letter(delivery, message_id, version)
    text = build_classic(letter, envelope=number_of_key(envelope), now=now)
    found = read(text.encode(), schemas=settings.MEDCOM_XSD)
    if found.state is not MessageState.RECEIVED or found.incoming is None:
        raise Hindered(f"check.{found.problems[0].code if found.problems else 'xml'}")
    return {"id": str(envelope), "oioxml": text}


def _letter(delivery: Delivery, message_id: UUID, name: str) -> ClassicToSend:
    version = Version.objects.select_related("document", "sent_by", "event").get(
        event__source_ref=sending_of(delivery.key)
    )
    sender, receiver = (_side(unit) for unit in (delivery.sender, delivery.receiver))
    if sender is None or receiver is None:
        raise Hindered("sender_numbers" if sender is None else "receiver_numbers")
    if Parts.parse(version.parts).files:
        # Files go as BinaryLetter in this generation, which is not sent from here.
        raise Hindered("files")
    if version.sent_by is None:
        raise Hindered("writer")
    if any(not version.values.get(field) for field in _TIMES.get(name, ())):
        raise Hindered("time")
    writer = version.sent_by
    return ClassicToSend(
        version=name,
        number=number_of_key(message_id),
        document=ChannelDocument(delivery.kind),
        values=version.values,
        changed=frozenset(version.event.payload.get("changed", ())),
        corrects=version.number > 1,
        sent_at=version.sent_at,
        sender=sender,
        receiver=receiver,
        given_names=writer.first_name or writer.get_full_name(),
        family_name=writer.last_name or writer.get_full_name(),
        title=role_words(writer),
        phone=phone_in(version.values.get("contact_phone", "")) or phone_in(delivery.sender.phone or ""),
        patient=person_of(delivery.journey.citizen),
        status=_status(delivery.journey),
        episode=_episode(delivery.journey),
    )


def _side(unit: Organisation) -> LetterSide | None:
    """The unit under its own numbers, else under its house's."""
    named = party_of_unit(unit) or party_of_unit(unit.root)
    if named is None or named.gln is None or named.sor is None:
        return None
    house = unit.root.name if unit.root else unit.name
    return LetterSide(named.gln, named.sor, tuple(dict.fromkeys((house, unit.name))))


def _status(journey: Journey) -> str:
    """DICTIONARY 0.3, of the five that such letters use."""
    if journey.status_value is JourneyStatus.DECEASED:
        return "doed"
    return "indlagt" if journey.status_value in IN_HOSPITAL else "inaktiv"


def _episode(journey: Journey) -> str:
    """The local id, else the national one, without hyphens (SPEC A3.3 rule 6); "" where no message brought one."""
    rows = JourneyEvent.objects.filter(placement__journey=journey).order_by("pk").values_list("episode_ids", flat=True)
    named = sorted({each for row in rows for each in row})
    uuids = [each.partition(":")[2].replace("-", "") for each in named]
    return next((each for each in uuids if 0 < len(each) <= 35), "")
