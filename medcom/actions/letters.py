"""Takes a letter in, of either generation: into its journey, or on the list of what lies in none (DESIGN §4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from documents.actions.receiving import ReceivedLetter, may_be_from, place_letter
from documents.selectors.receiving import journey_of_letter, may_be_placed, thread_about
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.actions.gateways import may_deliver_for
from medcom.actions.parties import Unknown, letter_parties_of
from medcom.domain.classic.letters import plain_subject, thread_without_id
from medcom.domain.letters import IncomingLetter
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.domain.times import plausible
from medcom.models import InboundMessage, Letter
from medcom.parsing.problems.problem import Problem
from notifications.domain.redaction import redacted_error
from organisations.domain.identifiers import normalise_cpr
from organisations.models import Organisation, User

# A letter finds its journey while the journey is still to come; later somebody has to look.
PLACED_WITHIN = timedelta(days=30)
# Whose units have changed, of that no event tells.
TRIED_AGAIN = timedelta(hours=1)
_SENDER = "Bundle.entry[0].resource.sender"
_log = structlog.get_logger(__name__)


def take_letter(row: InboundMessage, letter: IncomingLetter, unknown: Unknown, now: datetime) -> Sequence[Problem]:
    """What is wrong with it; the row gets its state. In the caller's transaction; an unknown citizen is no error."""
    row.state = MessageState.REJECTED.value
    parties = letter_parties_of(letter, unknown=unknown)
    if parties.sender is None or parties.receiver is None:
        return parties.problems
    if not may_deliver_for(row.gateway, parties.sender):
        return (Problem("intake.sender_not_allowed", _SENDER),)
    if not may_be_from(letter.document, parties.sender):
        return (Problem("xml.sender_kind", _SENDER),)
    row.citizen = citizen_by_cpr(normalise_cpr(letter.cpr)) if letter.cpr else None
    kept = Letter(
        message=row,
        citizen=row.citizen,
        sender=parties.sender,
        receiver=parties.receiver,
        thread=letter.thread or _thread(letter, row.citizen, parties.sender, parties.receiver),
        category=letter.category[:40],
        urgent=letter.parts.is_urgent,
        # The list of what lies in no journey shows it, and says what the letter's event will say (RULES 2i V11).
        sent_at=plausible(letter.sent_at, row.received_at),
    )
    try:
        with transaction.atomic():
            kept.event = row.event = _placed(kept, letter, now=now)
    except Refused as refusal:
        return (Problem("intake.not_showable", "Bundle", {"reason": refusal.code}),)
    if kept.event is not None and not _is_of(kept.event, kept):
        row.event = None
        return (Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id"),)
    kept.save()
    row.state = MessageState.ACCEPTED.value
    return parties.problems


def place_waiting(*, now: datetime, most: int = 200) -> int:
    """Puts letters into journeys that have come since; returns how many. One that fails stops none behind it."""
    placed, looked_at = 0, []
    for letter in list(_to_try(now).order_by(F("tried_at").asc(nulls_first=True), "sent_at", "pk")[:most]):
        looked_at.append(letter.pk)
        try:
            placed += _place(letter, now)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            _log.warning("letter_not_placed", message=str(letter.pk), error=redacted_error(error))
    Letter.objects.filter(pk__in=looked_at).update(tried_at=now)
    return placed


def _to_try(now: datetime) -> QuerySet[Letter]:
    """Letters about somebody who has a journey, of whom something was told since they were last tried."""
    of_home = Q(citizen=OuterRef("home")) | Q(citizen__joined_to=OuterRef("home"))
    told = JourneyEvent.objects.filter(of_home, recorded_at__gte=OuterRef("tried_at"))
    due = Q(tried_at=None) | Q(tried_at__lte=now - TRIED_AGAIN) | Exists(told)
    waiting = Letter.objects.filter(event=None, message__received_at__gte=now - PLACED_WITHIN)
    waiting = waiting.annotate(home=Coalesce("citizen__joined_to_id", "citizen_id"))
    journeys = Journey.objects.current().filter(citizen=OuterRef("home"))
    return waiting.filter(Exists(journeys), due).select_related("citizen", "sender__root", "receiver__root")


def _place(letter: Letter, now: datetime) -> bool:
    """Whether it lies in a journey now. If there is one for it is asked before its bytes are read and checked anew."""
    if letter.citizen is None or not may_be_placed(letter.citizen, letter.sender, letter.receiver, now=now):
        return False
    with transaction.atomic():
        kept = Letter.objects.select_for_update(of=("self",)).select_related("message").get(pk=letter.pk)
        body, content_type = bytes(kept.message.body), kept.message.content_type
        found = read(body, content_type, schemas=settings.MEDCOM_XSD).incoming
        event = _placed(kept, found, now=now) if found is not None and kept.event_id is None else None
        if event is None or not _is_of(event, kept):
            return False
        kept.event = event
        kept.save(update_fields=["event"])
        InboundMessage.objects.filter(pk=letter.pk).update(event=event)
        return True


def mark_read(letter: Letter, *, by: User, now: datetime) -> None:
    """Somebody at the receiver has read a letter that lies in no journey; the first one counts."""
    Letter.objects.filter(pk=letter.pk, event=None, read_at=None).update(read_at=now, read_by=by)


def _thread(letter: IncomingLetter, citizen: Citizen | None, sender: Organisation, receiver: Organisation) -> UUID:
    """Of a letter that names none: what the two already write about it, else one that its next letter finds too."""
    subject = plain_subject(letter.values.get("subject", ""))
    known = thread_about(citizen, sender, receiver, subject, plain=plain_subject) if citizen and subject else None
    return known or thread_without_id(letter)


def _placed(kept: Letter, letter: IncomingLetter, *, now: datetime) -> JourneyEvent | None:
    if kept.citizen is None:
        return None
    journey = journey_of_letter(
        kept.citizen, kept.sender, kept.receiver, thread=kept.thread, episodes=letter.episode_ids, now=now
    )
    if journey is None:
        return None
    received = ReceivedLetter(
        ref=_ref(kept),
        kind=letter.document,
        thread=kept.thread,
        sender=kept.sender,
        receiver=kept.receiver,
        values=letter.values,
        parts=letter.parts,
        # Of a letter that waited for its journey too.
        sent_at=plausible(letter.sent_at, kept.message.received_at),
    )
    return place_letter(received, kept.citizen, journey, now=now)


def _ref(kept: Letter) -> str:
    """The message's identifier; the same letter to a second receiver is a sending of its own."""
    message_id = kept.message.message_id or ""
    others = Letter.objects.filter(message__message_id=message_id).exclude(pk=kept.pk)
    first = not others.exclude(receiver=kept.receiver).exists()
    return message_id if first else f"{message_id}>{kept.receiver.pk.hex[:30]}"


def _is_of(event: JourneyEvent, kept: Letter) -> bool:
    """Whether the event is this letter's, and no other message's that came under the same identifier.

    Of joined citizens it lies under the number under which the journey was told (V9).
    """
    if event.kind != EventKind.DOCUMENT_SENT.value or kept.citizen is None:
        return False
    others = Letter.objects.filter(event=event).exclude(pk=kept.pk)
    return event.citizen.root_id == kept.citizen.root_id and not others.exists()
