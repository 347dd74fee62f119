"""MedCom's own examples of acknowledgements, taken in as answers to letters of ours (SPEC A5)."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from documents.models import Document
from medcom.actions.intake import receive
from medcom.domain.sending import SendState, state_after
from medcom.domain.states import Door, MessageState
from medcom.models import OutboundMessage
from medcom.parsing.fhir.decode import decode
from medcom.parsing.messages.acknowledgement import Acknowledgement, read_acknowledgement
from organisations.models import Organisation
from tests.actors import Actors
from tests.documents.test_sending import lying

pytestmark = pytest.mark.django_db


def test_official_acknowledgements_set_the_state_of_their_letter(actors: Actors, medcom_dir: Path) -> None:
    journey = lying(actors)
    document = Document.objects.create(
        journey=journey, kind="correspondence", unit=actors.ward, begun_at=timezone.now(), begun_by=actors.nurse
    )
    seen = set()
    for path in sorted(medcom_dir.glob("examples/fhir/acknowledgement*/Bundle-*.json")):
        answer = read_acknowledgement(decode(path.read_bytes(), "application/fhir+json"))
        if answer.acknowledged_id is None or answer.code is None or answer.sender is None:
            continue
        message = _letter(answer, document, actors)
        taken = receive(path.read_bytes(), content_type="application/fhir+json", door=Door.COMMAND, now=timezone.now())
        assert taken.state_value is MessageState.ACKNOWLEDGEMENT
        refused = any(problem["code"].startswith("ack.not_") for problem in taken.problems)
        message.refresh_from_db()
        if message.answered_at is not None:
            seen.add(answer.code)
            assert message.state_value is state_after(SendState.HANDED_OVER, answer.code), path.name
            assert len(message.reasons) == len(answer.issues)
        assert not refused, path.name
        message.delete()
    assert {code.value for code in seen} == {"ok", "transient-error", "fatal-error"}


def _letter(answer: Acknowledgement, document: Document, actors: Actors) -> OutboundMessage:
    """The message that it acknowledges, to whoever sends it."""
    assert answer.sender is not None
    Organisation.objects.filter(pk=actors.municipality.pk).update(sor=answer.sender.sor, gln=answer.sender.gln)
    return OutboundMessage.objects.create(
        pk=UUID(answer.acknowledged_id or ""),
        delivery=f"{uuid4()}>",
        document=document,
        number=1,
        thread=document.thread,
        citizen=document.journey.citizen,
        sender=actors.ward,
        receiver=actors.municipality,
        body=b"{}",
        state=SendState.HANDED_OVER.value,
        made_at=timezone.now(),
        due_at=timezone.now() + timedelta(minutes=30),
    )
