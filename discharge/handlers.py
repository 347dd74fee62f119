"""After commit: who is told when a window starts, changes, ends, and when a letter is late (RULES 2e, 2f)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from discharge.models import DischargeLetter, ExtendedResponsibility
from discharge.settings.actions import members_changed
from journeys.models import Deadline, Journey
from journeys.selectors.telling import told_parties
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.models import CooperationAreaMember


def area_changed(instance: CooperationAreaMember, **_: Any) -> None:
    """Somebody joined or left a cooperation area: what its limits decided is derived anew (RULES §7 G1–G6)."""
    members_changed(instance.area_id, now=timezone.now())


def tell_window_ended(deadline: Deadline, now: datetime) -> None:
    """The timer's evidence: each party told once of each end; no state is folded from it (DESIGN §2).

    Named by the window, not by the timer: the journey may have become part of another one since.
    """
    row = ExtendedResponsibility.objects.filter(journey=deadline.journey, ends_at=deadline.due_at).first()
    key = f"window:{row.key}:ended:{deadline.due_at.isoformat()}" if row else f"deadline:{deadline.pk}"
    _tell(deadline.journey, NotificationKind.WINDOW_ENDED, key, {"ends_at": deadline.due_at.isoformat()}, now)


def tell_letter_overdue(deadline: Deadline, now: datetime) -> None:
    """The ward and the practice are told once per generation that the letter is late (RULES 2f)."""
    letter = DischargeLetter.objects.filter(journey=deadline.journey, due_at=deadline.due_at).first()
    units = (letter.owner_id if letter else None, deadline.journey.gp_practice_id)
    for unit_id in {unit for unit in units if unit is not None}:
        notify_unit(
            unit_id=unit_id,
            kind=NotificationKind.LETTER_OVERDUE,
            subject_ref=deadline.journey_id,
            key=f"deadline:{deadline.pk}:{unit_id}",
            facts={"at": deadline.due_at.isoformat()},
            now=now,
        )


def tell_window_changed(payload: Mapping[str, Any], now: datetime) -> None:
    """The outbox's handler: tells what is different from what was told last.

    So nothing is told that was taken back meanwhile, nothing twice, and what changed back and forth each time.
    """
    row = ExtendedResponsibility.objects.select_related("journey").filter(pk=payload["window"]).first()
    if row is None:
        return
    ends_at = row.ends_at.isoformat() if row.eligible is True and row.ends_at else None
    told = _told_end(row)
    if ends_at == told:
        return
    kind = NotificationKind.WINDOW_CHANGED if told else NotificationKind.WINDOW_STARTED
    if ends_at is None:
        kind = NotificationKind.WINDOW_VOIDED
    _tell(row.journey, kind, f"window:{row.key}:{payload['after']}", {"ends_at": ends_at}, now)


_ABOUT_WINDOWS = (NotificationKind.WINDOW_STARTED, NotificationKind.WINDOW_CHANGED, NotificationKind.WINDOW_VOIDED)


def _told_end(row: ExtendedResponsibility) -> str | None:
    """The end that the parties were last told, under whatever journey it was then; None when they know of none."""
    addresses = Journey.objects.filter(citizen_id=row.journey.citizen_id).values("pk")
    told = Notification.objects.filter(subject_ref__in=addresses, kind__in=_ABOUT_WINDOWS).order_by("created_at", "id")
    ends = [each.facts["ends_at"] for each in told if each.key.startswith(f"window:{row.key}:")]
    return ends[-1] if ends else None


def _tell(journey: Journey, kind: NotificationKind, key: str, facts: Mapping[str, Any], now: datetime) -> None:
    for unit_id in {party.organisation_id for party in told_parties(journey)}:
        notify_unit(
            unit_id=unit_id, kind=kind, subject_ref=journey.pk, key=f"{key}:{unit_id}", facts=dict(facts), now=now
        )
