"""Sorting what a unit gets: by its rules when the document reaches it, by a person where none fits.

That a document is received is an effect of its sending (DESIGN §4): it is sorted once, when it is released, in a
transaction of its own, and what was taken back before that is not sorted at all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from discharge.wording.refused import RefusedByRule
from documents.domain.sorting.rules import first_match, incoming
from documents.domain.sorting.tasks import Work
from documents.models import Sorting, Version
from documents.selectors.sent import reading_units
from documents.selectors.sorting import (
    holders_of_each,
    last_sortings,
    rules_of,
    side_of,
    sorting_owner,
    work_units,
)
from journeys.actions.events import lock_family
from journeys.actions.projection.citizen import project_citizen
from journeys.domain.calendar.clock import local_date
from journeys.models import Citizen, EventPlacement, Journey, JourneyEvent
from notifications.actions.outbox import publish
from organisations.domain.permissions import Permission
from organisations.models import Organisation, User
from organisations.selectors.permissions import check_can

TOPIC_RECEIVED = "documents.received"


@dataclass(frozen=True, slots=True, kw_only=True)
class SortingChoice:
    """What somebody makes of a delivery; `seen` is the number of the sorting that they saw."""

    delivery: str
    seen: int
    work: Work
    unit: UUID
    within_hours: int | None = None
    watch: str = ""


def announce_received(event: JourneyEvent, *, now: datetime) -> None:
    """Publishes that its receivers get a document; in the transaction of the sending, carried out at the release."""
    payload, key = {"event": str(event.uuid)}, f"received:{event.uuid}"
    publish(TOPIC_RECEIVED, payload, key=key, now=now, release_at=event.released_at)


def sort_received(event_uuid: UUID, *, now: datetime) -> None:
    """Sorts what each receiver got, once: whoever comes second under the citizen's lock finds it sorted."""
    event = JourneyEvent.objects.get(uuid=event_uuid)
    with transaction.atomic():
        _told_of, citizen = lock_family(event.citizen_id)
        version = Version.objects.select_related("document").filter(event=event).first()
        stands = EventPlacement.objects.filter(event=event, voided=False, withdrawn=False).exists()
        if version is None or not stands:
            return
        receivers = Organisation.objects.select_related("root").filter(pk__in=event.payload.get("receivers", ()))
        sorted_now = [_sort(version, citizen, unit) for unit in receivers.order_by("pk")]
        if any(sorted_now):
            project_citizen(citizen, now=now, announce=False)


def _sort(version: Version, citizen: Citizen, receiver: Organisation) -> bool:
    """Whether there was anything to sort: where no rule is switched on, nobody asked for it."""
    event = version.event
    received_at = event.released_at or event.recorded_at
    day, owner = local_date(received_at), sorting_owner(receiver)
    rules = {row.pk: row for row in rules_of(owner) if row.as_rule.is_on(day)}
    key = f"{event.source_ref}>{receiver.pk}"
    if not rules or Sorting.objects.filter(delivery=key).exists():
        return False
    holders = holders_of_each([citizen.pk], receiver)
    document = incoming(version.document.kind, version.values, holders=holders[citizen.pk])
    match = first_match([row.as_rule for row in rules.values()], document, on=day)
    row = Sorting(delivery=key, number=1, at=received_at, side=side_of(receiver).value)
    if match is not None:
        rule = rules[match[0].id]
        row.rule, row.rule_name = rule, rule.name
        row.matched = [[each.ask.value, each.option] for each in match[1]]
        row.work, row.unit_id, row.watch = rule.work, rule.unit_id or receiver.pk, rule.watch
        row.due_at = _due(received_at, rule.within_hours)
    row.save(force_insert=True)
    return True


def _due(at: datetime, within_hours: int | None) -> datetime | None:
    return at + timedelta(hours=within_hours) if within_hours else None


def sort_by_hand(journey: Journey, choice: SortingChoice, *, by: User, now: datetime) -> Sorting:
    """A person says what is to be done with it. Raises NotAllowed, or Refused where a colleague has sorted it since."""
    with transaction.atomic():
        last = _last(journey, choice.delivery, choice.seen, by)
        receiver = Organisation.objects.select_related("root").get(pk=choice.delivery.rpartition(">")[2])
        if not work_units(sorting_owner(receiver)).filter(pk=choice.unit).exists():
            raise RefusedByRule("sorting.no_such_unit", field="unit")
        row = Sorting.objects.create(
            delivery=choice.delivery,
            number=choice.seen + 1,
            at=now,
            by=by,
            side=last.side if last else side_of(receiver).value,
            work=choice.work.value,
            unit_id=choice.unit,
            due_at=_due(now, choice.within_hours),
            watch=choice.watch,
        )
        project_citizen(journey.citizen, now=now, announce=False)
        return row


def finish_work(journey: Journey, delivery: str, seen: int, *, by: User, now: datetime) -> None:
    """The work is done: of this document, and of every other of the journey that the same task stands for."""
    with transaction.atomic():
        last = _last(journey, delivery, seen, by)
        if last is None or not last.work or last.done:
            raise RefusedByRule("sorting.changed")
        keys = journey.deliveries.filter(receiver_id__in=reading_units(by)).values("key")
        same = last_sortings().filter(delivery__in=keys, side=last.side, work=last.work, done=False)
        for row in same:
            Sorting.objects.create(
                delivery=row.delivery,
                number=row.number + 1,
                at=now,
                by=by,
                side=row.side,
                work=row.work,
                unit_id=row.unit_id,
                watch=row.watch,
                done=True,
            )
        project_citizen(journey.citizen, now=now, announce=False)


def _last(journey: Journey, delivery: str, seen: int, by: User) -> Sorting | None:
    """The sorting that holds, under the citizen's lock; refused where it is not the one that was seen."""
    check_can(by, Permission.ANSWER_DOCUMENT, journey)
    lock_family(journey.citizen_id)
    mine = journey.deliveries.filter(key=delivery, receiver_id__in=reading_units(by))
    if not mine.exists():
        raise RefusedByRule("document.version_gone")
    last = last_sortings().filter(delivery=delivery).first()
    if (last.number if last else 0) != seen:
        raise RefusedByRule("sorting.changed")
    return last
