"""The three worklists: a ward's, a municipality's and a practice's (UX §1.a–c)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from desk.selectors.asker import Asker
from desk.selectors.lists.filters import Chip, Counted, counted
from desk.selectors.lists.inbox import MOST_COUNTED, Beside, at_most, number_words, unread_column
from desk.selectors.lists.marks import (
    any_window_may_run,
    municipality_owes_task,
    owes_acknowledgement,
    owes_task,
    unacknowledged,
    window_may_run,
    with_answer,
    with_letters,
    with_marks,
    with_news,
    with_others_in_bed,
    with_read_marks,
    with_tasks,
)
from desk.selectors.lists.order import (
    Q_AT_HOME,
    Q_DISCHARGED,
    Q_ENTERED,
    Q_IN_HOSPITAL,
    Q_PLANNED,
    Q_READY,
    is_leaving,
    municipality_order,
    page_of,
    ward_order,
)
from desk.selectors.lists.questions import questions_to
from desk.selectors.lists.reading import reading_line
from desk.selectors.lists.rows import Row, rows_of
from discharge.extended_responsibility.rules.clock import ENDS_SOON_FOR
from discharge.extended_responsibility.rules.terms import terms_at
from discharge.home_coming.selectors import with_home_coming
from discharge.readiness.selectors.periods import with_readiness
from documents.selectors.sorting import unsorted
from documents.selectors.waiting import to_answer, unanswered
from journeys.domain.calendar.clock import local_date
from journeys.domain.state.status import JourneyStatus
from journeys.models import JourneyParty, Task
from journeys.querysets import ENDED_SHOWN_FOR, JourneyQuerySet
from organisations.domain.kinds import OrganisationKind, Speciality
from organisations.domain.permissions import Permission, role_may

PAGE_SIZE = 50
# A sheet has no next page; more than this is no list that anybody reads on paper, and the sheet says what is missing.
MOST_PRINTED = 500
RECENT_FOR = timedelta(days=14)
ENDED_KEPT_FOR = timedelta(days=30)

COMING_HOME_WITHIN = timedelta(days=6)
DAY = timedelta(days=1)
# Before anybody can be expected home.
LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a list."""

    rows: Sequence[Row]
    counted: Counted
    page: int
    questions: int = 0
    # Letters to the reader's house, and from the reader's own units, that nobody has acknowledged.
    letters_in: int = 0
    letters_out: int = 0
    # Those to the reader's house that no rule fitted and nobody has sorted.
    letters_unsorted: int = 0
    # By when a letter to the other side is read, in words.
    reading: str = ""
    # For paper: one page with everything.
    whole: bool = False

    @property
    def letters_in_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_in)

    @property
    def letters_out_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_out)

    @property
    def letters_unsorted_words(self) -> str:
        """How many, as far as anybody counts."""
        return number_words(self.letters_unsorted)

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return not self.whole and self.page * PAGE_SIZE < self.counted.total

    @property
    def first(self) -> int:
        """The place in the whole list of the first row here."""
        return 1 if self.whole else (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """And of the last."""
        return self.first + len(self.rows) - 1

    @property
    def is_part(self) -> bool:
        """Whether the list has rows that are not shown here."""
        return len(self.rows) < self.counted.total

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
    """Discharged within 72 hours and not closed out, or in the 72 hours: whoever is quick loses nobody (B01)."""
    return (Q_DISCHARGED & Q(discharged_at__gt=now - terms_at(now).window_for)) | (Q_AT_HOME & any_window_may_run(now))


def ward_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The unit's patients: in a bed, expected, and gone home within 72 hours."""
    now, units, today = asker.now, asker.own.units, local_date(asker.now)
    here = Q(ward__in=units) & (Q_IN_HOSPITAL | Q_PLANNED | _just_home(now) | _gone(now))
    # A cancelled admission has no ward any more; whoever saw it must see that it was cancelled.
    offered = Q_IN_HOSPITAL & Q(offered_physician_name__gt="") & owes_task(units, now=now)
    active_after = now - max(terms_at(now).window_for, ENDED_SHOWN_FOR)
    journeys = asker.own_journeys(active_after=active_after)
    journeys = journeys.filter(here | (Q(ward__isnull=True) & _gone(now)) | offered | Q_ENTERED)
    chips = (
        Chip("alle", _("Alle"), Q()),
        Chip("i-dag", _("Udskrives i dag"), is_leaving(today, today)),
        Chip("i-morgen", _("I morgen"), is_leaving(today + DAY, today + DAY)),
        Chip("indlagt", _("Indlagt"), Q_IN_HOSPITAL),
        Chip("faerdigbehandlet", _("Færdigbehandlet"), Q_READY),
        Chip("opgaver", _("Til handling"), owes_task(units, now=now)),
        Chip("kommunen", _("Ubesvaret fra kommunen"), municipality_owes_task(now)),
        Chip("uden-laege", _("Uden patientansvarlig"), Q_IN_HOSPITAL & Q(physician_name="")),
        Chip("72-timer", _("72 timer"), Q_AT_HOME & window_may_run(now)),
        Chip("ventes", _("Ventes ind"), Q_PLANNED),
        Chip("psykiatri", _("Psykiatri"), Q(speciality=Speciality.PSYCHIATRIC)),
    )
    found, more = _counted(asker, journeys, chips, wanted)
    rank, order = ward_order(today, now)
    shown = with_others_in_bed(journeys)
    rows = _page(shown, found, asker, page, ("rank", *order), rank=rank, whole=whole)
    reading = reading_line(OrganisationKind.MUNICIPALITY, asker.user.unit, now)
    return Worklist(rows, found, page, whole=whole, reading=reading, **_numbers(more))


def municipality_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The municipality's citizens by journey: what is new, what is to be done, who is in hospital, the 72 hours."""
    now, units, today = asker.now, asker.own.units, local_date(asker.now)
    over = _gone(now, shown_for=ENDED_KEPT_FOR) | (Q_AT_HOME & Q(discharged_at__gt=now - ENDED_KEPT_FOR))
    # In this order: what a row tells by itself comes first, and of few journeys another table is asked.
    active = Q_IN_HOSPITAL | Q_PLANNED | Q_ENTERED | owes_task(units, now=now) | _just_home(now)
    active_ones = JourneyParty.objects.showing(replace(asker.own, active_after=now - ENDED_KEPT_FOR))
    # A union, not an alternative: each half has its own index.
    begin = active_ones.values("journey").union(Task.objects.shown(now).owned_by(units).order_by().values("journey"))
    journeys = asker.own_journeys().filter(over | active, pk__in=begin)
    chips = (
        Chip("aktuelle", _("Aktuelle"), active | _gone(now)),
        Chip("nye", _("Nye"), (active | _gone(now)) & unacknowledged(asker.unit, now)),
        Chip("til-handling", _("Til handling"), owes_task(units, now=now)),
        # Who should have come already is still on the way.
        Chip("kommer-hjem", _("Kommer hjem (7 dage)"), is_leaving(LONG_AGO, today + COMING_HOME_WITHIN)),
        Chip("indlagt", _("Indlagt"), Q_IN_HOSPITAL),
        Chip("faerdigbehandlet", _("Færdigbehandlet"), Q_READY),
        Chip("72-timer", _("72 timer"), Q_AT_HOME & window_may_run(now)),
        Chip("uafklaret", _("72 timer uafklaret"), Q_AT_HOME & window_may_run(now, eligible=None)),
        Chip("afsluttet", _("Afsluttet"), over & ~active),
    )
    found, more = _counted(asker, journeys, chips, wanted, questions=_questions(asker))
    owed = Q(task_kind__isnull=False) | owes_acknowledgement(now)
    rank, order = municipality_order(today, now, owed)
    rows = _page(journeys.select_related("ledger"), found, asker, page, ("rank", *order), rank=rank, whole=whole)
    reading, questions = reading_line(OrganisationKind.WARD, asker.user.unit, now), more["questions"] or 0
    return Worklist(rows, found, page, questions=questions, whole=whole, reading=reading, **_numbers(more))


def practice_list(asker: Asker, *, wanted: str, page: int, whole: bool = False) -> Worklist:
    """The practice's patients who are in hospital or have just left it; the 72 hours that end first come first."""
    now = asker.now
    recent = Q_AT_HOME & Q(discharged_at__gt=now - RECENT_FOR)
    answering = Q_AT_HOME & window_may_run(now)
    journeys = asker.own_journeys(active_after=now - RECENT_FOR)
    journeys = journeys.filter(Q_IN_HOSPITAL | Q_PLANNED | recent | answering | _gone(now))
    chips = (
        Chip("alle", _("Alle"), Q()),
        Chip("72-timer", _("Afdelingen svarer (72 t)"), answering),
        Chip("udloeber", _("Udløber inden 24 t"), Q_AT_HOME & window_may_run(now, before=now + ENDS_SOON_FOR)),
        Chip("uafklaret", _("72 t uafklaret"), Q_AT_HOME & window_may_run(now, eligible=None)),
        Chip("indlagt", _("Indlagt nu"), Q_IN_HOSPITAL),
        Chip("udskrevet", _("Udskrevet seneste 14 dage"), recent),
    )
    found, more = _counted(asker, journeys, chips, wanted)
    order = ("rank", F("discharged_at").asc(nulls_last=True), "citizen__search_name", "pk")
    rows = _page(journeys, found, asker, page, order, rank=_section(now), whole=whole)
    return Worklist(rows, found, page, whole=whole, **_numbers(more))


def _section(now: datetime) -> Case:
    """The order of the practice's page (UX §1.c)."""
    answering = Q_AT_HOME & window_may_run(now)
    return Case(
        When(answering, then=Value(0)),
        When(Q_AT_HOME & window_may_run(now, eligible=None), then=Value(1)),
        When(Q_IN_HOSPITAL, then=Value(2)),
        When(Q_PLANNED, then=Value(3)),
        When(Q_AT_HOME, then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )


def _counted(asker: Asker, journeys: JourneyQuerySet, chips: Sequence[Chip], wanted: str, **more: Any) -> Any:
    """The chips, and beside them the number of the menu: one query for both."""
    unread = Beside(unread_column(asker))
    found, others = counted(journeys, chips, wanted, unread=unread, **_letters(asker), **more)
    asker.unread = others["unread"]
    return found, others


def _numbers(more: Mapping[str, Any]) -> dict[str, Any]:
    return {name: more.get(name) or 0 for name in ("letters_in", "letters_out", "letters_unsorted")}


def _letters(asker: Asker) -> dict[str, Any]:
    """How much of *Breve* waits on either side, beside the chips."""
    if not role_may(asker.role, Permission.ANSWER_DOCUMENT):
        return {}
    journeys, user = asker.own_journeys(), asker.user
    to_us = to_answer(user, journeys, now=asker.now)
    waiting = {
        "letters_in": to_us,
        "letters_out": unanswered(asker.own.units, journeys),
        "letters_unsorted": unsorted(to_us),
    }
    return {name: Beside(at_most(rows.order_by(), MOST_COUNTED)) for name, rows in waiting.items()}


def _questions(asker: Asker) -> Any:
    """Questions about citizens whom nobody sees yet, counted beside the chips."""
    waiting = questions_to(asker).select_related(None).order_by()
    return Beside(Subquery(waiting.values("kind").annotate(found=Count("pk")).values("found")))


def _page(
    journeys: JourneyQuerySet,
    found: Counted,
    asker: Asker,
    page: int,
    order: Sequence[Any],
    *,
    rank: Case,
    whole: bool,
) -> list[Row]:
    """One page of rows, or for paper all of them, and their strips."""
    assert asker.unit is not None
    ordered = with_readiness(with_tasks(with_home_coming(journeys), asker.own.units, now=asker.now))
    # The order may ask what is not acknowledged.
    ordered = with_read_marks(ordered, asker.unit).annotate(rank=rank)
    marked = with_marks(with_answer(ordered, asker.unit, asker.now), asker.unit, asker.now)
    marked = with_news(with_letters(marked, asker.user, now=asker.now), asker.unit, asker.now)
    start, size = (0, MOST_PRINTED) if whole else ((page - 1) * PAGE_SIZE, PAGE_SIZE)
    which = slice(start, start + size)
    return rows_of(page_of(ordered, order, which, keeps=found.chosen.keeps, marked=marked), asker=asker)
