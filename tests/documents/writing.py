"""Documents written and sent by people of the tests' small world."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from documents.actions.drafts import DraftSaved, begin_document, over_what_stands, save_fields
from documents.actions.sending import AnswerDocument, SendDocument
from documents.domain.declaring import Form
from documents.domain.kinds import KINDS
from documents.models import Document
from documents.selectors.drafts import draft_of
from journeys.actions.acting.acts import Act
from journeys.actions.events import Recorded
from journeys.domain.events.payloads.documents import AnswerCode
from journeys.models import Journey
from organisations.models import User


def write(journey: Journey, document: Document, by: User, **texts: str) -> DraftSaved:
    """Types into fields as they stand now."""
    typed = over_what_stands(draft_of(document), texts)
    return save_fields(journey, document, typed, by=by, now=timezone.now())


def written(journey: Journey, by: User, code: Code = Code.CARE_PATHWAY_PLAN, **texts: str) -> Document:
    """A working copy in which everything required is answered."""
    document = begin_document(journey, code, by=by, now=timezone.now())
    answers = {Form.YES_NO: "yes", Form.MOMENT: "2026-11-20T10:00:00+01:00", Form.DAY: "2026-12-01"}
    needed = {
        name: field.choices[0].code if field.form is Form.CHOICE else answers.get(field.form, f"Noget om {name}")
        for name, field in KINDS[code].fields.items()
        if field.required and not field.fixed
    }
    write(journey, document, by, **{**needed, **texts})
    return document


def send(
    journey: Journey,
    document: Document,
    by: User,
    *to: UUID,
    now: datetime | None = None,
    needs: bool | None = None,
    decided: bool = False,
    key: str = "",
) -> Recorded:
    """Sends the working copy as it stands."""
    act = SendDocument(
        document=document, receivers=to, revision=draft_of(document).revision, needs=needs, decided=decided
    )
    return act.do(Journey.objects.get(pk=journey.pk), act=Act(by=by, now=now or timezone.now(), key=key))


def answer(
    journey: Journey,
    document: Document,
    by: User,
    party: UUID,
    *,
    version: int = 1,
    code: AnswerCode = AnswerCode.ACKNOWLEDGED,
    text: str = "",
    at: datetime | None = None,
    field: str = "",
    now: datetime | None = None,
) -> Recorded:
    """A receiver answers a version."""
    act = AnswerDocument(
        document=str(document.pk), version=version, answer=code, party=party, text=text, at=at, field=field
    )
    return act.do(Journey.objects.get(pk=journey.pk), act=Act(by=by, now=now or timezone.now()))
