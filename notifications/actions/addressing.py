"""Whom of a unit a notification concerns, and when their mail may leave: settled once, with the notification."""

from collections.abc import Mapping
from datetime import datetime

from notifications.domain.groups import GROUP_OF, RULED_GROUPS
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailWay, QuietHours, mail_at, mail_ways
from notifications.models import Addressee, Notification
from notifications.selectors.people import hours_of, is_asked_for, people_of, rules_of
from organisations.domain.moments import local_date
from organisations.models import Organisation


def address(row: Notification, *, now: datetime) -> None:
    """By the unit's rules and its people's own choices; runs in the transaction that tells."""
    group = GROUP_OF[NotificationKind(row.kind)]
    if group not in RULED_GROUPS:
        return
    today = local_date(now)
    if not is_asked_for(group, on=today):
        return
    unit = Organisation.objects.get(pk=row.unit_id)
    address_people(row, mail_ways(people_of(unit, group, on=today), rules_of(unit, group, on=today)), now=now)


def address_people(
    row: Notification, ways: Mapping[int, MailWay], *, now: datetime, breaks_quiet: bool = False
) -> None:
    """These people, each in their way; somebody who has been addressed already is not addressed again."""
    hours = hours_of(ways)
    Addressee.objects.bulk_create(
        [
            Addressee(
                notification=row,
                user_id=user,
                way=way.value,
                due_at=mail_at(way, now, hours.get(user, QuietHours()), breaks_quiet=breaks_quiet),
                breaks_quiet=breaks_quiet and way is MailWay.AT_ONCE,
            )
            for user, way in ways.items()
        ],
        ignore_conflicts=True,
    )
