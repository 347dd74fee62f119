"""The three worklists: a ward's, a municipality's and a practice's (UX §1.a–c)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, Subquery, Value, When
from django.db.models.aggregates import Max
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from desk.selectors.asker import Asker
from desk.selectors.filters import Chip, Counted, counted
from desk.selectors.marks import (
    municipality_owes_task,
    owes_task,
    unacknowledged,
    window_may_run,
    with_answer,
    with_marks,
    with_news,
    with_tasks,
)
from desk.selectors.rows import Row, rows_of
from discharge.selectors.readiness import with_readiness
from journeys.domain.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Task
from journeys.querysets import ENDED_SHOWN_FOR, JourneyQuerySet

PAGE_SIZE = 50
WINDOW_FOR = timedelta(hours=72)
EXPIRES_SOON = timedelta(hours=24)
RECENT_FOR = timedelta(days=14)
ENDED_KEPT_FOR = timedelta(days=30)

_IN_HOSPITAL = Q(status__in=[status.value for status in IN_HOSPITAL])
_READY = Q(status=JourneyStatus.READY.value)
_PLANNED = Q(status=JourneyStatus.PLANNED.value)
_DISCHARGED = Q(status=JourneyStatus.DISCHARGED.value)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a list."""

    rows: Sequence[Row]
    counted: Counted
    page: int
    questions: int = 0

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return self.page * PAGE_SIZE < self.counted.total

    @property
    def journey_ids(self) -> list[UUID]:
        """What was shown, for the access log."""
        return [row.journey.pk for row in self.rows]

    @property
    def citizen_ids(self) -> list[UUID]:
        """Who was shown, for the access log."""
        return [row.journey.citizen_id for row in self.rows]


def _gone(now: datetime, *, shown_for: timedelta = ENDED_SHOWN_FOR) -> Q:
    """Cancelled and deceased journeys stay for a day, plainly worded."""
    cancelled = Q(status=JourneyStatus.CANCELLED.value, cancelled_at__gte=now - shown_for)
    return cancelled | Q(status=JourneyStatus.DECEASED.value, deceased_at__gte=now - shown_for)


def _just_home(now: datetime) -> Q:
    """Discharged within 72 hours, or with a window that a correction made longer."""
    return _DISCHARGED & (Q(discharged_at__gt=now - WINDOW_FOR) | window_may_run(now))


def ward_list(asker: Asker, *, wanted: str, page: int) -> Worklist:
    """The unit's patients: in a bed, expected, and gone home within 72 hours."""
    now, units = asker.now, asker.own.units
    here = Q(ward__in=units) & (_IN_HOSPITAL | _PLANNED | _just_home(now) | _gone(now))
    # A cancelled admission has no ward any more; whoever saw it must see that it was cancelled.
    offered = Q(status__in=[s.value for s in IN_HOSPITAL], offered_physician_name__gt="") & owes_task(units)
    journeys = asker.own_journeys().filter(here | (Q(ward__isnull=True) & _gone(now)) | offered)
    chips = (
        Chip("alle", _("Alle"), Q()),
        Chip("indlagt", _("Indlagt"), _IN_HOSPITAL),
        Chip("faerdigbehandlet", _("Færdigbehandlet"), _READY),
        Chip("opgaver", _("Til handling"), owes_task(units)),
        Chip("kommunen", _("Ubesvaret fra kommunen"), municipality_owes_task()),
        Chip("uden-laege", _("Uden patientansvarlig"), _IN_HOSPITAL & Q(physician_name="")),
        Chip("72-timer", _("72 timer"), _DISCHARGED & window_may_run(now)),
        Chip("ventes", _("Ventes ind"), _PLANNED),
        Chip("psykiatri", _("Psykiatri"), Q(speciality="psychiatric")),
    )
    found, _more = counted(journeys, chips, wanted)
    order = ("late", "place", "bed", "-discharged_at", "citizen__search_name", "pk")
    return Worklist(_page(journeys, found, asker, page, now, order), found, page)


def municipality_list(asker: Asker, *, wanted: str, page: int) -> Worklist:
    """The municipality's citizens by journey: what is new, what is to be done, who is in hospital, the 72 hours."""
    now, units = asker.now, asker.own.units
    over = _gone(now, shown_for=ENDED_KEPT_FOR) | (_DISCHARGED & Q(discharged_at__gt=now - ENDED_KEPT_FOR))
    active = _IN_HOSPITAL | _PLANNED | _just_home(now) | owes_task(units)
    journeys = asker.own_journeys().filter(active | over)
    chips = (
        Chip("aktuelle", _("Aktuelle"), active | _gone(now)),
        Chip("nye", _("Nye"), (active | _gone(now)) & unacknowledged()),
        Chip("indlagt", _("Indlagt"), _IN_HOSPITAL),
        Chip("faerdigbehandlet", _("Færdigbehandlet"), _READY),
        Chip("til-handling", _("Til handling"), owes_task(units)),
        Chip("72-timer", _("72 timer"), _DISCHARGED & window_may_run(now)),
        Chip("uafklaret", _("72 timer uafklaret"), _DISCHARGED & window_may_run(now, eligible=None)),
        Chip("afsluttet", _("Afsluttet"), over & ~active),
    )
    found, more = counted(journeys, chips, wanted, questions=_questions(units))
    order = ("late", F("task_due_at").asc(nulls_last=True), "answered", "place", "-last_event_at", "pk")
    rows = _page(journeys, found, asker, page, now, order)
    return Worklist(rows, found, page, questions=more["questions"] or 0)


def practice_list(asker: Asker, *, wanted: str, page: int) -> Worklist:
    """The practice's patients who are in hospital or have just left it; the 72 hours that end first come first."""
    now = asker.now
    recent = _DISCHARGED & Q(discharged_at__gt=now - RECENT_FOR)
    answering = _DISCHARGED & window_may_run(now)
    journeys = asker.own_journeys().filter(_IN_HOSPITAL | _PLANNED | recent | answering | _gone(now))
    chips = (
        Chip("alle", _("Alle"), Q()),
        Chip("72-timer", _("Afdelingen svarer (72 t)"), answering),
        Chip("udloeber", _("Udløber inden 24 t"), _DISCHARGED & window_may_run(now, before=now + EXPIRES_SOON)),
        Chip("uafklaret", _("72 t uafklaret"), _DISCHARGED & window_may_run(now, eligible=None)),
        Chip("indlagt", _("Indlagt nu"), _IN_HOSPITAL),
        Chip("udskrevet", _("Udskrevet seneste 14 dage"), recent),
    )
    found, _more = counted(journeys, chips, wanted)
    order = ("section", F("discharged_at").asc(nulls_last=True), "citizen__search_name", "pk")
    journeys = journeys.annotate(section=_section(now))
    return Worklist(_page(journeys, found, asker, page, now, order), found, page)


def _section(now: datetime) -> Case:
    """The order of the practice's page (UX §1.c)."""
    answering = _DISCHARGED & window_may_run(now)
    return Case(
        When(answering, then=Value(0)),
        When(_DISCHARGED & window_may_run(now, eligible=None), then=Value(1)),
        When(_IN_HOSPITAL, then=Value(2)),
        When(_PLANNED, then=Value(3)),
        When(_DISCHARGED, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )


def _questions(units: Iterable[UUID]) -> Any:
    """Questions about citizens whom nobody sees yet, counted beside the chips; Max lets it stand in an aggregate."""
    waiting = Task.objects.open().owned_by(units).filter(kind="municipal_services").order_by()
    number = Subquery(waiting.values("kind").annotate(found=Count("pk")).values("found"), output_field=IntegerField())
    return Coalesce(Max(number), number)


def _page(
    journeys: JourneyQuerySet, found: Counted, asker: Asker, page: int, now: datetime, order: Sequence[Any]
) -> list[Row]:
    """One page of rows in one query, and their strips."""
    assert asker.unit is not None
    marked = with_news(with_tasks(with_answer(with_marks(journeys, asker.unit)), asker.own.units))
    marked = with_readiness(marked)
    marked = marked.annotate(late=_late(now), place=_place(), answered=_answered())
    start = (page - 1) * PAGE_SIZE
    shown = marked.filter(found.chosen.keeps).for_lists().order_by(*order)[start : start + PAGE_SIZE]
    return rows_of(list(shown), now=now)


def _late(now: datetime) -> Case:
    return Case(When(task_due_at__lte=now, then=Value(0)), default=Value(1), output_field=IntegerField())


def _answered() -> Case:
    waiting = When(municipality_acknowledged__lt=F("to_acknowledge"), then=Value(0))
    return Case(waiting, default=Value(1), output_field=IntegerField())


def _place() -> Case:
    """Ready first, then in a bed, expected, at home, gone (UX §1.a default sort)."""
    return Case(
        When(_READY, then=Value(0)),
        When(_IN_HOSPITAL, then=Value(1)),
        When(_PLANNED, then=Value(2)),
        When(_DISCHARGED, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
