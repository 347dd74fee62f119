"""A letter that did not reach the other system: its unit is told, and has a task until somebody has seen to it."""

from datetime import datetime

from django.db import transaction

from documents.domain.threads import sending_of, threads_of
from journeys.actions.events import lock_family
from journeys.actions.projection.citizen import CitizenProjection, Projected, project_citizen
from journeys.domain.events import EventKind
from journeys.domain.tasks.open_tasks import WantedTask
from journeys.models import EventPlacement
from medcom.domain.sending import MESSAGE_TASK, TASK_WITHIN
from medcom.models import OutboundMessage
from medcom.selectors.outgoing import case_to_see_to, open_cases
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from organisations.models import User


def tell_sender(message: OutboundMessage, *, now: datetime) -> None:
    """Once for each thing that went wrong; in the transaction that writes it down."""
    message.told_at, message.settled_at, message.settled_by = now, None, None
    message.save(update_fields=["told_at", "settled_at", "settled_by"])
    placed = EventPlacement.objects.filter(event__source_ref=sending_of(message.delivery)).first()
    if placed is not None:
        notify_unit(
            unit_id=message.sender_id,
            kind=NotificationKind.MESSAGE_NOT_RECEIVED,
            subject_ref=placed.journey_id,
            key=f"letter:{message.pk}:{message.state}:{message.sender_id}",
            facts={"at": now.isoformat()},
            now=now,
        )
    bring_in_step(message, now=now)


def settle(message: OutboundMessage, *, by: User, now: datetime) -> None:
    """Somebody has told the receiver another way; the first one counts."""
    with transaction.atomic():
        open_case = OutboundMessage.objects.filter(pk=message.pk, settled_at=None, told_at__isnull=False)
        if open_case.update(settled_at=now, settled_by=by):
            bring_in_step(message, now=now)


def bring_in_step(message: OutboundMessage, *, now: datetime) -> None:
    """The tasks of the citizen, after something about a letter has changed."""
    _told_of, citizen = lock_family(message.citizen_id)
    project_citizen(citizen, now=now)


def project_undelivered(projection: CitizenProjection) -> None:
    """One task per journey: the oldest case holds. Where nothing was ever sent nothing is asked."""
    items = [
        item
        for item in projection.journeys
        if any(event.kind is EventKind.DOCUMENT_SENT for event in item.history.events)
    ]
    sent = [] if projection.is_new else [thread.document for item in items for thread in threads_of(item.history)]
    cases = open_cases(sent) if sent else []
    for item in items:
        projection.sync_tasks(item, source="medcom.letters", wanted=_wanted(item, cases))


def _wanted(item: Projected, cases: list[OutboundMessage]) -> tuple[WantedTask, ...]:
    case = case_to_see_to(threads_of(item.history), cases)
    if case is None or case.told_at is None:
        return ()
    return (WantedTask(MESSAGE_TASK, str(case.sender_id), case.told_at, case.told_at + TASK_WITHIN),)
