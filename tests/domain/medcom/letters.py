"""Invented letters between the ward and the home care of the invented stays."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from medcom.parsing.building.letter_bundle import LetterLink, LetterText, LetterToSend, build_letter
from medcom.parsing.building.notification_bundle import BundlePerson, seeded_ids
from medcom.parsing.envelope import MessageOrganization
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, WARD

THREAD = UUID("e45a978c-44f2-4c07-9927-bb7626a054f9")


def letter_bundle(
    *texts: str,
    seed: int = 1,
    at: datetime = MONDAY,
    sender: MessageOrganization = WARD,
    receiver: MessageOrganization = HOME_CARE,
    patient: BundlePerson = NANCY,
    thread: UUID = THREAD,
    category: str = "discharge",
    topic: str = "Hjemkomst",
    activity: str = "new-message",
    specific: str = "",
    episode: str = "",
) -> dict[str, Any]:
    """A letter; with several texts the last one is its own, the others are of letters before it, an hour apart."""
    ids = seeded_ids(seed)
    texts = texts or ("Linje 1\n<b>Linje 2",)
    parts, links = [], []
    for index, text in enumerate(texts):
        told_at = at - timedelta(hours=len(texts) - 1 - index)
        # Of one thread every letter names the same earlier parts and messages.
        part, message = (UUID(int=thread.int ^ (kind << 8) ^ index + 1, version=4) for kind in (1, 2))
        parts.append(
            LetterText(
                id=str(part),
                text=text,
                at=told_at,
                name="Anne Test",
                role="Sygeplejerske",
                phone="87654321",
                organisation=sender,
            )
        )
        links.append(
            LetterLink(
                message_id=str(message),
                provenance_id=ids(),
                activity=activity if index == len(texts) - 1 else "new-message",
                at=told_at,
                sender=sender,
                sources=(str(part),),
                previous=links[-1].message_id if links else None,
            )
        )
    letter = LetterToSend(
        thread=thread,
        patient=patient,
        sender=sender,
        receiver=receiver,
        category=category,
        topic=topic,
        texts=parts,
        links=links,
        specific_receiver=specific,
        encounter=_encounter(episode) if episode else None,
    )
    return build_letter(letter, now=at, ids=ids)


def _encounter(episode: str) -> dict[str, Any]:
    return {
        "status": "in-progress",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
        "episodeOfCare": [{"identifier": {"system": "urn:local", "value": episode}}],
    }
