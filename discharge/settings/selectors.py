"""The answers in force to the open points, and the closing days (RULES §7, 2f L5)."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from uuid import UUID

from django.core.cache import cache

from discharge.models import ClosingDay, OpenPointChoice
from discharge.settings.rules.decisions import FOLLOWS, AreaMember, Decision
from discharge.settings.rules.moment import answers_at, long_leave
from discharge.settings.rules.open_points import BY_ID, OPEN_END, Choices, DatedChoices
from journeys.actions.projection.gathering import once
from journeys.domain.calendar.long_leave import INTERRUPTS_AT_72_HOURS, LongLeave
from journeys.domain.history.history import History
from organisations.models import CooperationAreaMember

CLOSING_DAYS = "discharge.closing_days"
CHOICES = "discharge.choices"
# Shared by all pages for so long; changing the table forgets it at once.
REMEMBERED_SECONDS = 60


def dated_choices() -> DatedChoices:
    """All decisions about the open points, to be asked about any moment; one query, two where an area has its own."""
    # A point that a later release no longer has, or an answer that it no longer offers, decides nothing.
    rows = [row for row in OpenPointChoice.objects.order_by("pk") if is_decision(row)]
    return DatedChoices.of(map(decision_of, rows), _members({row.area_id for row in rows if row.area_id}))


def decision_of(row: OpenPointChoice) -> Decision:
    """A stored decision as the rules see it."""
    return Decision(
        row.point,
        row.value,
        row.valid_from,
        hospital=str(row.hospital_id) if row.hospital_id else None,
        area=str(row.area_id) if row.area_id else None,
    )


def _members(areas: Collection[UUID]) -> list[AreaMember]:
    if not areas:
        return []
    rows = CooperationAreaMember.objects.filter(area__in=areas)
    return [AreaMember(str(row.area_id), str(row.organisation_id), row.valid_from, row.valid_to) for row in rows]


def shown_choices() -> DatedChoices:
    """The same for lists, which share the answer for a minute."""
    known: DatedChoices | None = cache.get(CHOICES)
    if known is None:
        known = dated_choices()
        cache.set(CHOICES, known, REMEMBERED_SECONDS)
    return known


def answers_for(house: UUID | None, at: datetime) -> Choices:
    """The answers in force for a hospital, or for another house of its cooperation area; for pages and acts."""
    return shown_choices().at(at, str(house) if house else None)


def choices(at: datetime) -> Choices:
    """The answers in force at the moment that a rule is asked about."""
    return dated_choices().at(at)


def leave_rule(history: History, settled: Callable[[], DatedChoices] = shown_choices) -> LongLeave:
    """The answer to A10 for one journey, as its ledger has it: of the first registration that counts."""
    at = history.once(answers_at)
    return INTERRUPTS_AT_72_HOURS if at is None else long_leave(settled().at(at))


def stored_leave_rule(history: History) -> LongLeave:
    """The same for rows that are stored: not an answer that pages still remember."""
    return leave_rule(history, lambda: once(dated_choices))


def is_decision(row: OpenPointChoice) -> bool:
    """Whether a stored decision decides anything: an answer that its point offers, or that somebody follows all."""
    own = bool(row.hospital_id or row.area_id)
    return (own and row.value == FOLLOWS and row.point in BY_ID) or is_answer(row.point, row.value)


def is_answer(point_id: str, value: str) -> bool:
    """Whether a point offers an answer."""
    point = BY_ID.get(point_id)
    if point_id == "A22":
        return value == OPEN_END or _is_day(value)
    return point is not None and point.offers(value)


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def closing_days() -> frozenset[date]:
    """The extra closing days as they are stored now, for projections and deadlines."""
    return frozenset(ClosingDay.objects.values_list("day", flat=True))


def shown_closing_days() -> frozenset[date]:
    """The same for pages, which share the answer for a minute."""
    known: frozenset[date] | None = cache.get(CLOSING_DAYS)
    if known is None:
        known = closing_days()
        cache.set(CLOSING_DAYS, known, REMEMBERED_SECONDS)
    return known
