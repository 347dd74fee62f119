"""What a list needs to know of each journey beside its row, as columns of the same query."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    JSONField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject, Upper

from discharge.models import ExtendedResponsibility
from documents.selectors.opened import is_opened
from documents.selectors.waiting import is_urgent, to_answer_in
from journeys.domain.events import CONTACT_KINDS, EventKind, EventSource
from journeys.domain.state.status import JourneyStatus
from journeys.models import EventPlacement, Journey, ReadMark, Task
from journeys.querysets import JourneyQuerySet
from journeys.selectors.news import unread_of
from journeys.selectors.reading import Reader, reader_for
from organisations.models import Organisation, User
from organisations.selectors.units import circle_ids, house_ids, unit_scope

# What a municipality acknowledges: that the citizen came, moved on, went home, or did not.
TO_ACKNOWLEDGE = tuple(
    kind.value
    for kind in (
        *sorted(CONTACT_KINDS),
        EventKind.CANCELLED,
        EventKind.ADMISSION_DECIDED,
        EventKind.ADMISSION_CALLED_OFF,
        EventKind.DESTINATION_STATED,
        EventKind.READY_REGISTERED,
        EventKind.TREATMENT_RESUMED,
        EventKind.DISCHARGE_PROPOSED,
    )
)


def with_marks(journeys: JourneyQuerySet, unit: Organisation, now: datetime) -> JourneyQuerySet:
    """Beside `with_read_marks`, `unseen` events and `unread` of what the unit was told."""
    journeys = with_news_number(journeys, unit_scope(unit), reader_for(unit, now))
    return journeys.annotate(unseen=Exists(_unseen(unit, now).order_by()))


def with_read_marks(journeys: JourneyQuerySet, unit: Organisation) -> JourneyQuerySet:
    """`seen_sequence` and `acknowledged_sequence` of the unit."""
    mark = ReadMark.objects.filter(journey=OuterRef("pk"), unit=unit)
    return journeys.annotate(
        seen_sequence=Coalesce(Subquery(mark.values("seen_sequence")[:1]), Value(0), output_field=BigIntegerField()),
        acknowledged_sequence=Coalesce(
            Subquery(mark.values("acknowledged_sequence")[:1]), Value(0), output_field=BigIntegerField()
        ),
    )


def with_news_number(journeys: JourneyQuerySet, units: Collection[UUID], reader: Reader) -> JourneyQuerySet:
    """`unread`: how much the units were told of each and nobody of them has read."""
    told = unread_of(units, reader).filter(subject_ref=OuterRef("pk")).order_by()
    number = told.values("subject_ref").annotate(found=Count("pk")).values("found")
    return journeys.annotate(unread=Coalesce(Subquery(number, output_field=IntegerField()), Value(0)))


def _unseen(unit: Organisation, now: datetime) -> QuerySet[EventPlacement]:
    newer = EventPlacement.objects.filter(journey=OuterRef("pk"), event_id__gt=OuterRef("seen_sequence"))
    return newer.read_by(house_ids(unit), now, circle=circle_ids(unit)).exclude(_own(unit))


def _own(unit: Organisation) -> Q:
    """What the unit itself wrote; a message that speaks for it is news to its people."""
    return Q(event__organisation=unit) & ~Q(event__source=EventSource.MESSAGE.value)


def _count(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().values("journey").annotate(found=Count("pk")).values("found")
    return Subquery(counted, output_field=IntegerField())


def with_answer(journeys: JourneyQuerySet, unit: Organisation, now: datetime) -> JourneyQuerySet:
    """How far the municipality has got: `municipality_seen`, `municipality_acknowledged`, and `to_acknowledge`."""
    house = Q(unit=OuterRef("municipality")) | Q(unit__root=OuterRef("municipality"))
    marks = ReadMark.objects.filter(house, journey=OuterRef("pk")).order_by()
    marks = marks.annotate(acknowledged_to=acknowledged_to(unit, now))
    newest = _to_acknowledge(OuterRef("pk"), house=OuterRef("municipality"), now=now).order_by()
    return journeys.annotate(
        municipality_seen=_highest(marks, "seen_sequence"),
        municipality_acknowledged=_highest(marks, "acknowledged_to"),
        to_acknowledge=_highest(newest, "event_id"),
    )


def acknowledged_to(unit: Organisation, now: datetime) -> Case:
    """How far a mark acknowledges as the units of a house see it: others see it when it is released."""
    held = Q(acknowledgement_released_at__gt=now) & ~Q(unit__in=house_ids(unit))
    return Case(When(held, then=F("earlier_sequence")), default=F("acknowledged_sequence"))


def _highest(rows: QuerySet[ReadMark] | QuerySet[EventPlacement], column: str) -> Coalesce:
    highest = rows.values("journey").annotate(highest=Max(column)).values("highest")
    return Coalesce(Subquery(highest, output_field=BigIntegerField()), Value(0), output_field=BigIntegerField())


def with_tasks(journeys: JourneyQuerySet, units: Iterable[UUID], *, now: datetime) -> JourneyQuerySet:
    """`open_tasks` of these units, and the kind and time of the one that is due first."""
    tasks = Task.objects.shown(now).owned_by(units).filter(journey=OuterRef("pk"))
    first = tasks.order_by(F("due_at").asc(nulls_last=True), "opened_at", "kind")
    return journeys.annotate(
        open_tasks=Coalesce(_count(tasks), Value(0)),
        task_kind=Subquery(first.values("kind")[:1]),
        task_due_at=Subquery(first.values("due_at")[:1], output_field=DateTimeField()),
    )


def with_letters(journeys: JourneyQuerySet, user: User, *, now: datetime) -> JourneyQuerySet:
    """`letters` that wait for a word of the user's house, the `unopened_letters` among them, and `urgent_letter`."""
    waiting = to_answer_in(user, OuterRef("pk"), now=now).order_by()
    return journeys.annotate(
        letters=Coalesce(_count(waiting), Value(0)),
        unopened_letters=Coalesce(_count(waiting.filter(~is_opened())), Value(0)),
        urgent_letter=Exists(waiting.filter(is_urgent())),
    )


def with_news(journeys: JourneyQuerySet, unit: Organisation, now: datetime) -> JourneyQuerySet:
    """`newest`: kind, time and `voids` of what others recorded last; an acknowledgement is no news."""
    placed = EventPlacement.objects.filter(journey=OuterRef("pk"))
    newest = placed.read_by(house_ids(unit), now, circle=circle_ids(unit)).exclude(_own(unit))
    newest = newest.exclude(event__kind=EventKind.ACKNOWLEDGED.value).order_by("-event_id")
    told = JSONObject(kind="event__kind", at="event__recorded_at", voids="event__voids_ref")
    return journeys.annotate(newest=Subquery(newest.values(told=told)[:1], output_field=JSONField()))


def window_may_run(now: datetime, *, eligible: bool | None = True, before: datetime | None = None) -> Q:
    """Journeys whose ward answers now, or (eligible=None) perhaps answers; a readmission ends it (RULES 2e X1)."""
    windows = ExtendedResponsibility.objects.may_run(now)
    windows = windows.filter(eligible__isnull=True) if eligible is None else windows.filter(eligible=eligible)
    if before is not None:
        windows = windows.filter(could_end_at__lte=before)
    return _journey_of(windows) & _not_back()


def any_window_may_run(now: datetime) -> Q:
    """Journeys whose ward answers now or perhaps answers: both kinds of `window_may_run`, asked once."""
    return _journey_of(ExtendedResponsibility.objects.may_run(now).exclude(eligible=False)) & _not_back()


def _journey_of(windows: QuerySet[ExtendedResponsibility]) -> Q:
    """Those that run are few, whatever a region has seen: looked up once, not for each journey."""
    return Q(pk__in=windows.order_by().values("journey"))


def _not_back() -> Q:
    """The citizen is not in hospital care again."""
    back = Journey.objects.current().in_hospital().filter(citizen=OuterRef("citizen"))
    return ~Q(Exists(back.order_by()))


def owes_task(units: Iterable[UUID], *, now: datetime) -> Q:
    """Journeys with an open task of these units: they are few, and looked up once, not for each journey."""
    return Q(pk__in=Task.objects.shown(now).owned_by(units).order_by().values("journey"))


def municipality_owes_task(now: datetime) -> Q:
    """Journeys with an open task of the municipality or one of its units."""
    tasks = Task.objects.shown(now).filter(journey=OuterRef("pk"), owner__root=OuterRef("municipality"))
    return Q(Exists(tasks.order_by()))


def unacknowledged(unit: Organisation | None, now: datetime) -> Q:
    """Journeys with something that this unit has not acknowledged; another unit's tick is not theirs."""
    marks = ReadMark.objects.filter(
        journey=OuterRef("journey"), unit=unit, acknowledged_sequence__gte=OuterRef("event_id")
    )
    waiting = _to_acknowledge(OuterRef("pk"), house=unit.root_id or unit.pk if unit else None, now=now)
    return Q(Exists(waiting.filter(~Exists(marks.order_by())).order_by()))


def owes_acknowledgement(now: datetime) -> Q:
    """Journeys of `with_read_marks` with something newer for their municipality than the unit has acknowledged."""
    waiting = _to_acknowledge(OuterRef("pk"), house=OuterRef("municipality"), now=now)
    return Q(Exists(waiting.filter(event_id__gt=OuterRef("acknowledged_sequence")).order_by()))


def _to_acknowledge(journey: OuterRef, *, house: Any, now: datetime) -> QuerySet[EventPlacement]:
    """What others have stated, released and not taken back; nobody acknowledges their own words."""
    voiding = EventPlacement.objects.filter(event__voids_ref=OuterRef("event__source_ref"), event__voids_ref__gt="")
    unread = voiding.filter(Q(withdrawn=True) | Q(event__released_at__gt=now))
    said = EventPlacement.objects.filter(journey=journey, event__kind__in=TO_ACKNOWLEDGE).released(now)
    said = said.filter(Q(voided=False) | Exists(unread.order_by()))
    by_message = Q(event__source=EventSource.MESSAGE.value)
    own = Q(event__organisation=house) | Q(event__organisation__root=house)
    return said.filter(by_message | ~own)


# A citizen on leave lies in no bed.
_LYING = (JourneyStatus.ADMITTED.value, JourneyStatus.READY.value, JourneyStatus.ACUTE_AMBULATORY.value)


def with_others_in_bed(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """`others_in_bed`: whether somebody else is said to lie in the bed; a citizen on leave lies in none."""
    others = _others_in_bed(OuterRef("ward"), OuterRef("bed"), citizen_id=OuterRef("citizen"))
    return journeys.annotate(others_in_bed=Case(When(status__in=_LYING, then=Exists(others.order_by())), default=False))


def is_bed_taken(ward_id: UUID, bed: str, *, citizen_id: UUID) -> bool:
    """Whether somebody else is said to lie in the bed, whatever case it is typed in."""
    return _others_in_bed(ward_id, Value(bed.strip()), citizen_id=citizen_id).exists()


def _others_in_bed(ward_id: UUID | OuterRef, bed: Value | OuterRef, *, citizen_id: UUID | OuterRef) -> JourneyQuerySet:
    lying = Journey.objects.current().filter(ward=ward_id, status__in=_LYING).exclude(bed="")
    return lying.annotate(bed_name=Upper("bed")).filter(bed_name=Upper(bed)).exclude(citizen=citizen_id)
