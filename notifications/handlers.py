"""Who is told that an administrator's role was asked for, given or ended: those whose house it is (doors.md D7)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.signals import post_save
from django.utils import timezone

from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from organisations.actions.security import SecurityKind
from organisations.domain.roles import Role
from organisations.models import Membership, SecurityEvent, User

_KINDS = {
    SecurityKind.ROLE_ASKED_FOR.value: NotificationKind.ADMINISTRATOR_ASKED,
    SecurityKind.MEMBERSHIP_SAVED.value: NotificationKind.ADMINISTRATOR_GIVEN,
    SecurityKind.MEMBERSHIP_ENDED.value: NotificationKind.ADMINISTRATOR_ENDED,
    SecurityKind.CLINICAL_ROLE_FOR_ADMINISTRATOR.value: NotificationKind.ADMINISTRATOR_SEES,
}


def listen() -> None:
    """Connect to the book of the doors, once."""
    post_save.connect(_tell, sender=SecurityEvent, dispatch_uid="notifications.administrators")


def _tell(sender: Any, instance: SecurityEvent, created: bool, **_: Any) -> None:
    kind = _KINDS.get(instance.kind)
    concerns = instance.detail.get("role") == Role.SYSTEM_ADMINISTRATOR or kind is NotificationKind.ADMINISTRATOR_SEES
    if not created or kind is None or not concerns or instance.user_uuid is None:
        return
    person = User.objects.filter(uuid=instance.user_uuid).first()
    for unit_id in _units(instance):
        notify_unit(
            unit_id=unit_id,
            kind=kind,
            subject_ref=instance.user_uuid,
            key=f"security:{instance.pk}:{unit_id}",
            facts={"place": str(person) if person else "", "at": instance.at.isoformat()},
            now=instance.at,
        )


def _units(event: SecurityEvent) -> set[UUID]:
    """The unit that the role is in, and every unit with an administrator: also the one who loses it."""
    own = {UUID(event.detail["unit"])} if event.detail.get("unit") else set()
    return own | _administrators(event.at)


def _administrators(at: datetime) -> set[UUID]:
    held = Membership.objects.valid_on(timezone.localdate(at)).filter(
        role=Role.SYSTEM_ADMINISTRATOR.value, unit__isnull=False
    )
    return {unit for unit in held.values_list("unit_id", flat=True) if unit is not None}
