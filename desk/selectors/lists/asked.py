"""What the three worklists ask: whose journeys, what each chip keeps of them, and in which order they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Subquery, Value, When

from desk.selectors.asker import Asker
from desk.selectors.lists.inbox import MOST_COUNTED, Beside, HowMany, at_most, unread_column
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
    over_order,
    page_query,
    ward_order,
)
from desk.selectors.lists.questions import questions_to
from discharge.extended_responsibility.rules.clock import ENDS_SOON_FOR
from discharge.extended_responsibility.rules.terms import terms_at
from discharge.home_coming.selectors import with_home_coming
from discharge.readiness.selectors.periods import with_readiness
from documents.selectors.sorting import unsorted
from documents.selectors.waiting import to_answer, unanswered
from journeys.domain.calendar.clock import local_date
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyParty, Task
from journeys.querysets import ENDED_SHOWN_FOR, JourneyQuerySet
from organisations.domain.kinds import Speciality
from organisations.domain.permissions import Permission, role_may

RECENT_FOR = timedelta(days=14)
ENDED_KEPT_FOR = timedelta(days=30)
COMING_HOME_WITHIN = timedelta(days=6)
DAY = timedelta(days=1)
# Before anybody can be expected home.
LONG_AGO = date(1900, 1, 1)
# The chip of the municipality's list that shows other journeys than the others.
OVER = "afsluttet"


@dataclass(frozen=True, slots=True)
class Asked:
    """A list's question: the journeys of its chips, and by each chip's word what it keeps of them, or its own number.

    `shown` are the journeys of the page, with what its rows need beside what every list's do.
    """

    journeys: JourneyQuerySet
    keeps: Mapping[str, Q | Beside]
    page: JourneyQuerySet
    rank: Case
    order: Sequence[Any]
    beside: Mapping[str, Any] = field(default_factory=dict)
    shown: JourneyQuerySet = field(default_factory=Journey.objects.all)

    def numbers(self, asker: Asker) -> Mapping[str, Any]:
        """What each chip keeps, and beside that the number of the menu and the others: one query."""
        chips = {
            f"chip_{number}": keeps if isinstance(keeps, Beside) else Count("pk", filter=keeps)
            for number, keeps in enumerate(self.keeps.values())
        }
        unread = Beside(unread_column(asker))
        return self.journeys.order_by().aggregate(**chips, unread=unread, **_letters(asker), **self.beside)

    def rows(self, asker: Asker, code: str, which: slice) -> JourneyQuerySet:
        """Some places of what a chip keeps, with everything that a row shows."""
        assert asker.unit is not None
        keeps = self.keeps[code]
        ids = _ordered(asker, self.page).filter(Q() if isinstance(keeps, Beside) else keeps)
        marked = with_answer(_ordered(asker, self.shown), asker.unit, asker.now)
        marked = with_letters(with_marks(marked, asker.unit, asker.now), asker.user, now=asker.now)
        marked = with_news(marked, asker.unit, asker.now)
        order = ("rank", *self.order)
        return page_query(ids.annotate(rank=self.rank), order, which, marked=marked.annotate(rank=self.rank))


def _ordered(asker: Asker, journeys: JourneyQuerySet) -> JourneyQuerySet:
    """With what the order of a list asks; it may ask what is not acknowledged."""
    assert asker.unit is not None
    ordered = with_readiness(with_tasks(with_home_coming(journeys), asker.own.units, now=asker.now))
    return with_read_marks(ordered, asker.unit)


def _gone(now: datetime, *, shown_for: timedelta = ENDED_SHOWN_FOR) -> Q:
    """Cancelled and deceased journeys stay for a day, plainly worded."""
    cancelled = Q(status=JourneyStatus.CANCELLED.value, cancelled_at__gte=now - shown_for)
    return cancelled | Q(status=JourneyStatus.DECEASED.value, deceased_at__gte=now - shown_for)


def _just_home(now: datetime) -> Q:
    """Discharged within 72 hours and not closed out, or in the 72 hours: whoever is quick loses nobody (B01)."""
    return (Q_DISCHARGED & Q(discharged_at__gt=now - terms_at(now).window_for)) | (Q_AT_HOME & any_window_may_run(now))


def ward_asks(asker: Asker, _wanted: str) -> Asked:
    """The unit's patients: in a bed, expected, and gone home within 72 hours."""
    now, units, today = asker.now, asker.own.units, local_date(asker.now)
    here = Q(ward__in=units) & (Q_IN_HOSPITAL | Q_PLANNED | _just_home(now) | _gone(now))
    # A cancelled admission has no ward any more; whoever saw it must see that it was cancelled.
    offered = Q_IN_HOSPITAL & Q(offered_physician_name__gt="") & owes_task(units, now=now)
    journeys = asker.own_journeys(active_after=_lately(now))
    journeys = journeys.filter(here | (Q(ward__isnull=True) & _gone(now)) | offered | Q_ENTERED)
    keeps = {
        "alle": Q(),
        "i-dag": is_leaving(today, today),
        "i-morgen": is_leaving(today + DAY, today + DAY),
        "indlagt": Q_IN_HOSPITAL,
        "faerdigbehandlet": Q_READY,
        "opgaver": owes_task(units, now=now),
        "kommunen": municipality_owes_task(now),
        "uden-laege": Q_IN_HOSPITAL & Q(physician_name=""),
        "72-timer": Q_AT_HOME & window_may_run(now),
        "ventes": Q_PLANNED,
        "psykiatri": Q(speciality=Speciality.PSYCHIATRIC),
    }
    rank, order = ward_order(today, now)
    shown = with_others_in_bed(Journey.objects.all())
    return Asked(journeys, keeps, journeys, rank, order, shown=shown)


def municipality_asks(asker: Asker, wanted: str) -> Asked:
    """The municipality's citizens by journey: what is new, what is to be done, who is in hospital, the 72 hours."""
    now, units, today = asker.now, asker.own.units, local_date(asker.now)
    # In this order: what a row tells by itself comes first, and of few journeys another table is asked.
    active = Q_IN_HOSPITAL | Q_PLANNED | Q_ENTERED | owes_task(units, now=now) | _just_home(now)
    journeys, over = _today(asker).filter(active | _gone(now)), _over(asker, active)
    keeps: dict[str, Q | Beside] = {
        "aktuelle": Q(),
        "nye": unacknowledged(asker.unit, now),
        "til-handling": owes_task(units, now=now),
        # Who should have come already is still on the way.
        "kommer-hjem": is_leaving(LONG_AGO, today + COMING_HOME_WITHIN),
        "indlagt": Q_IN_HOSPITAL,
        "faerdigbehandlet": Q_READY,
        "72-timer": Q_AT_HOME & window_may_run(now),
        "uafklaret": Q_AT_HOME & window_may_run(now, eligible=None),
        OVER: _number_of(over, whole=wanted == OVER),
    }
    if wanted == OVER:
        page, (rank, order) = over, over_order(owes_acknowledgement(now))
    else:
        owed = Q(task_kind__isnull=False) | owes_acknowledgement(now)
        page, (rank, order) = journeys, municipality_order(today, now, owed)
    beside = {"questions": _questions(asker)}
    return Asked(journeys, keeps, page, rank, order, beside, Journey.objects.select_related("ledger"))


def practice_asks(asker: Asker, _wanted: str) -> Asked:
    """The practice's patients who are in hospital or have just left it; the 72 hours that end first come first."""
    now = asker.now
    recent = Q_AT_HOME & Q(discharged_at__gt=now - RECENT_FOR)
    answering = Q_AT_HOME & window_may_run(now)
    journeys = asker.own_journeys(active_after=now - RECENT_FOR)
    journeys = journeys.filter(Q_IN_HOSPITAL | Q_PLANNED | recent | answering | _gone(now))
    keeps = {
        "alle": Q(),
        "72-timer": answering,
        "udloeber": Q_AT_HOME & window_may_run(now, before=now + ENDS_SOON_FOR),
        "uafklaret": Q_AT_HOME & window_may_run(now, eligible=None),
        "indlagt": Q_IN_HOSPITAL,
        "udskrevet": recent,
    }
    order = (F("discharged_at").asc(nulls_last=True), "citizen__search_name", "pk")
    return Asked(journeys, keeps, journeys, _section(now), order)


def _lately(now: datetime) -> datetime:
    """Who had left before then stands on no list of today."""
    return now - max(terms_at(now).window_for, ENDED_SHOWN_FOR)


def _today(asker: Asker) -> JourneyQuerySet:
    """What can be active for a municipality: parties of those who have not left long before, and what it has to do."""
    now, units = asker.now, asker.own.units
    lately = replace(asker.own, active_after=_lately(now))
    parties, owed = JourneyParty.objects.showing(lately), Task.objects.shown(now).owned_by(units).order_by()
    # A union, not an alternative: each half has its own index.
    return asker.own_journeys().filter(pk__in=parties.values("journey").union(owed.values("journey")))


def _over(asker: Asker, active: Q) -> JourneyQuerySet:
    """What ended within the month and is not active any more: who owes a task is active, so none is looked up here."""
    since = asker.now - ENDED_KEPT_FOR
    over = _gone(asker.now, shown_for=ENDED_KEPT_FOR) | (Q_AT_HOME & Q(discharged_at__gt=since))
    return asker.own_journeys(active_after=since).filter(over & ~active)


def _number_of(over: JourneyQuerySet, *, whole: bool) -> Beside:
    """How many have ended: all of them where they are shown, else as far as anybody counts."""
    rows = over.order_by()
    return Beside(HowMany(rows.values("pk"), output_field=IntegerField()) if whole else at_most(rows, MOST_COUNTED))


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
