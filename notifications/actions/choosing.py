"""What people choose for themselves, and what administrators decide for a unit."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from notifications.domain.escalation import Watch
from notifications.domain.groups import NewsGroup
from notifications.domain.mail import MailWay, QuietHours
from notifications.models import EscalationStep, MailChoice, MailHours, TellingRule
from notifications.selectors.managing import managed_units, manages_all
from organisations.actions.history import saved_by
from organisations.actions.security import SecurityKind, record_security
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from organisations.selectors.permissions import check_can, not_your_house


@transaction.atomic
def choose_mail(
    *, ways: Mapping[NewsGroup, MailWay | None], hours: QuietHours, address: str, by: User, now: datetime
) -> None:
    """The person's own choice for each group (None leaves it to the unit), their hours, and their address."""
    check_can(by, Permission.CHOOSE_MAIL)
    for group, way in ways.items():
        if way is None:
            MailChoice.objects.filter(user=by, group=group.value).delete()
        else:
            MailChoice.objects.update_or_create(user=by, group=group.value, defaults={"way": way.value})
    MailHours.objects.update_or_create(
        user=by,
        defaults={
            "quiet_from": hours.quiet_from,
            "quiet_to": hours.quiet_to,
            "quiet_weekends": hours.quiet_weekends,
            "digest_at": hours.digest_at,
        },
    )
    if address != by.email:
        by.email = address
        by.save(update_fields=["email"])
        record_security(SecurityKind.ACCOUNT_CHANGED, now=now, user=by, by=by, fields="email")


def add_rule(
    unit: Organisation,
    *,
    group: NewsGroup,
    role: str,
    person: User | None,
    way: MailWay,
    valid_from: date,
    by: User,
    now: datetime,
) -> TellingRule:
    """One more rule of a unit; the earlier ones stand."""
    _check_manages(by, unit.pk, now)
    row = TellingRule(unit=unit, group=group.value, role=role, person=person, way=way.value, valid_from=valid_from)
    return saved_by(row, by)


def add_step(
    unit: Organisation | None,
    *,
    watch: Watch,
    waits: timedelta,
    role: str,
    person: User | None,
    to_unit: Organisation | None,
    breaks_quiet: bool,
    valid_from: date,
    by: User,
    now: datetime,
) -> EscalationStep:
    """One more step of a unit, or of every unit that has none of its own."""
    _check_manages(by, unit.pk if unit else None, now)
    row = EscalationStep(
        unit=unit,
        watch=watch.value,
        waits_minutes=int(waits.total_seconds() // 60),
        role=role,
        person=person,
        to_unit=to_unit,
        breaks_quiet=breaks_quiet,
        valid_from=valid_from,
    )
    return saved_by(row, by)


def end(row: TellingRule | EscalationStep, *, by: User, now: datetime) -> None:
    """It holds from today on no more; one that has not begun never does. Who ended it is in the table's history."""
    _check_manages(by, row.unit_id, now)
    row.valid_to = max(local_date(now), row.valid_from)
    saved_by(row, by)


def _check_manages(by: User, unit_id: UUID | None, now: datetime) -> None:
    check_can(by, Permission.MANAGE_REFERENCE_DATA)
    if unit_id is None and manages_all(by):
        return
    if unit_id is None or not managed_units(by, on=local_date(now)).filter(pk=unit_id).exists():
        raise not_your_house()
