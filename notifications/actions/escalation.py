"""Telling that a time has passed: every step once, none lost (DESIGN §2, §5).

Nothing is scheduled: each round asks what is overdue now, so one that was missed is made good by the next. The claim
(a row with the step's key) and the telling share a transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeAlias
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction

from notifications.actions.addressing import address_people
from notifications.actions.notifications import notify_unit
from notifications.domain.escalation import FIRST_STEPS, EscalationRung, Overdue, Watch, steps_due
from notifications.domain.groups import GROUP_OF
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailWay, NewsRule, mail_ways
from notifications.domain.redaction import redacted_error
from notifications.models import Escalation, EscalationStep
from notifications.selectors.people import people_of
from organisations.domain.moments import local_date
from organisations.models import Organisation
from organisations.selectors.units import lineage_ids, sharing_units

OverdueReader: TypeAlias = Callable[[datetime], Iterable[Overdue]]
_readers: dict[str, OverdueReader] = {}
_KINDS = {
    Watch.DEADLINE: NotificationKind.DEADLINE_PASSED,
    Watch.TO_ANSWER: NotificationKind.ANSWER_OWED,
    Watch.UNANSWERED: NotificationKind.ANSWER_MISSING,
    Watch.PLAN_TASK: NotificationKind.PLAN_TASK_LATE,
}
# What was looked up at once is asked for at once.
BATCH = 500
_log = structlog.get_logger(__name__)


def register_overdue(name: str, read: OverdueReader) -> None:
    """Adds what an upper app watches: everything overdue at a moment; called from AppConfig.ready()."""
    _readers[name] = read


def escalate_due(*, now: datetime) -> int:
    """Takes every step whose time has come; returns how many. One that fails stops no other, and is tried again."""
    overdue = [item for read in _readers.values() for item in read(now)]
    if not overdue:
        return 0
    _lay_first_steps(now)
    due = _not_taken(_due(overdue, now))
    return sum(_safely(partial(_take, item, step, now)) for item, step in due)


def _lay_first_steps(now: datetime) -> None:
    """Where nobody has ever written a step; what was overdue before that day is not told afterwards.

    Plans are watched since later than the rest, so they have theirs laid down beside what there is.
    """
    written = set(EscalationStep.objects.order_by().values_list("watch", flat=True).distinct())
    if Watch.PLAN_TASK.value in written:
        return
    EscalationStep.objects.bulk_create(
        EscalationStep(watch=watch.value, waits_minutes=int(waits.total_seconds() // 60), valid_from=local_date(now))
        for watch, waits in FIRST_STEPS
        if not written or watch is Watch.PLAN_TASK
    )


def _due(overdue: Sequence[Overdue], now: datetime) -> list[tuple[Overdue, EscalationRung]]:
    steps = [row.value for row in EscalationStep.objects.order_by("pk")]
    units = Organisation.objects.in_bulk({item.unit_id for item in overdue})
    lineages = {pk: lineage_ids(unit) for pk, unit in units.items()}
    sharing = {pk: sharing_units(unit) for pk, unit in units.items()}
    return [
        (item, step)
        for item in overdue
        for step in steps_due(item, steps, lineage=lineages[item.unit_id], sharing=sharing[item.unit_id], now=now)
    ]


def _not_taken(due: Sequence[tuple[Overdue, EscalationRung]]) -> list[tuple[Overdue, EscalationRung]]:
    left: list[tuple[Overdue, EscalationRung]] = []
    for first in range(0, len(due), BATCH):
        some = due[first : first + BATCH]
        keys = [step.key_for(item) for item, step in some]
        taken = set(Escalation.objects.filter(key__in=keys).values_list("key", flat=True))
        left += [(item, step) for (item, step), key in zip(some, keys, strict=True) if key not in taken]
    return left


def _safely(take: Callable[[], int]) -> int:
    try:
        with transaction.atomic():
            return take()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        # Whatever is wrong with this one, the others are told; the next round tries it again.
        _log.warning("escalation_failed", error=redacted_error(error))
        return 0


def _take(item: Overdue, step: EscalationRung, now: datetime) -> int:
    row = Escalation(
        key=step.key_for(item),
        step_id=step.id,
        unit_id=item.unit_id,
        subject_ref=item.subject_ref,
        due_at=item.due_at,
        taken_at=now,
    )
    Escalation.objects.bulk_create([row], ignore_conflicts=True)
    # Of two rounds at the same moment the second waits for the first one's row, and finds that it is not its own.
    if not Escalation.objects.filter(pk=row.pk).exists():
        return 0
    _tell(item, step, step.to_unit or item.unit_id, now)
    return 1


def _tell(item: Overdue, step: EscalationRung, unit_id: UUID, now: datetime) -> None:
    telling = notify_unit(
        unit_id=unit_id,
        kind=_KINDS[item.watch],
        subject_ref=item.subject_ref,
        key=f"escalation:{step.key_for(item)}:{unit_id}",
        facts={"at": item.due_at.isoformat(), "about": item.about},
        now=now,
    )
    people = people_of(Organisation.objects.get(pk=unit_id), GROUP_OF[_KINDS[item.watch]], on=local_date(now))
    # Somebody whom a step names is written to unless they have said how; the unit as a whole only where they asked.
    way = MailWay.AT_ONCE if step.role or step.person else MailWay.NONE
    ways = mail_ways(people, [NewsRule(step.role, step.person, way)])
    address_people(telling, ways, now=now, breaks_quiet=step.breaks_quiet)
