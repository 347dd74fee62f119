"""A program writes and sends in one call: the same working copy, the same rules, all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RefusedByRule
from documents.actions.drafts import begin_document, lock_document, over_what_stands, save_fields
from documents.actions.sending import SendDocument
from documents.domain.values import changes
from documents.models import Document, Version
from documents.selectors.drafts import draft_of, last_standing, own_document
from journeys.actions.acting.acts import Act, locked, repeated
from journeys.models import Journey


@dataclass(frozen=True, kw_only=True)
class ProgramSending:
    """What a program sends: a new document of a kind, or a new version of one; fields not named stay as they are."""

    code: Code
    document: str | None
    values: Mapping[str, str]
    receivers: tuple[UUID, ...]
    needs: bool | None
    decided: bool


def send_at_once(journey: Journey, sending: ProgramSending, *, act: Act) -> tuple[Version, bool]:
    """The version that went, and whether the same call had sent it before. Raises NotAllowed or Refused.

    Then nothing of it is kept.
    """
    with transaction.atomic():
        # Whoever writes to the citizen waits here: of two equal calls the second reads what the first has sent.
        journey = locked(journey)
        before = repeated(act)
        if before is not None and hasattr(before, "document_version"):
            standing: Version = before.document_version
            return standing, True
        document = _document(journey, sending, act)
        # A colleague who saves meanwhile waits, and is a conflict then: a program's words are never left out.
        lock_document(document)
        if sending.document is not None:
            _check_nothing_unsent(document)
        typed = over_what_stands(draft_of(document), sending.values)
        saved = save_fields(journey, document, typed, by=act.by, now=act.now)
        if saved.problems:
            problem = saved.problems[0]
            raise RefusedByRule(f"document.value.{problem.code}", field=problem.field)
        done = SendDocument(
            document=document,
            receivers=sending.receivers,
            revision=draft_of(document).revision,
            needs=sending.needs,
            decided=sending.decided,
        ).do(journey, act=act)
        return Version.objects.get(event=done.event), done.duplicate


def _check_nothing_unsent(document: Document) -> None:
    """A program has not read what a colleague has written since the last sending: it does not send that unread."""
    last, draft = last_standing(document), draft_of(document)
    if last is not None and changes(draft.kind, last.values, draft.values):
        raise RefusedByRule("document.draft_changed")


def _document(journey: Journey, sending: ProgramSending, act: Act) -> Document:
    if sending.document is None:
        return begin_document(journey, sending.code, by=act.by, now=act.now)
    document = own_document(journey, sending.document, act.by)
    if document is None or document.kind != sending.code:
        raise RefusedByRule("document.gone")
    return document
