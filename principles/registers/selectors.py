"""The registers' rows: who reads which, and what is counted of them (K19, K23, K24)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import Permission, role_may
from organisations.models import CooperationArea, CooperationAreaMember, Organisation, User
from organisations.selectors.areas import houses_of, led_by
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import COHORT_LINES, QUESTIONS
from principles.indicators.selectors import PublishedFigures, Scope, ToldCell, taken_months
from principles.models import (
    Adoption,
    Alternative,
    ChangeDecision,
    ChangeRequest,
    FollowUpAnswer,
    InitiativeStatus,
    SharedPractice,
    TrainingEvent,
)
from principles.registers.rules.alternatives import AlternativeOffer, is_current, is_for
from principles.registers.rules.changes import ChangeState, Requests, requests
from principles.registers.rules.cohorts import CohortSum, cohort_sum
from principles.registers.rules.practices import Described, Spread, spread
from principles.registers.rules.training import Event, Training, training

_FOR_ALL = frozenset({OrganisationKind.OUT_OF_HOURS.value, OrganisationKind.PREHOSPITAL.value})


def own_cluster(user: User, *, on: date) -> CooperationArea | None:
    """The cluster in whose registers the user writes."""
    if user.unit is None or not role_may(user.role, Permission.MANAGE_REGISTERS):
        return None
    return led_by(user.unit, on=on)


def statuses() -> Mapping[str, InitiativeStatus]:
    """What was last said of each initiative of which somebody has said something."""
    said = InitiativeStatus.objects.select_related("written_by").order_by("written_at", "pk")
    return {row.initiative: row for row in said}


def status_history(key: str) -> QuerySet[InitiativeStatus]:
    """Everything that was said of one, the latest first."""
    return InitiativeStatus.objects.filter(initiative=key).select_related("written_by")


def alternatives() -> QuerySet[Alternative]:
    """All clusters'."""
    return Alternative.objects.select_related("area", "municipality")


def follow_up_answers() -> QuerySet[FollowUpAnswer]:
    """What all clusters answer (001-104)."""
    return FollowUpAnswer.objects.select_related("area")


def questions_left(area: CooperationArea) -> Sequence[str]:
    """Those of the ten that the cluster has not answered yet, in their order."""
    answered = set(FollowUpAnswer.objects.filter(area=area).values_list("question", flat=True))
    return [question for question in QUESTIONS if question not in answered]


def offer_of(row: Alternative) -> AlternativeOffer:
    """As the rules judge it; municipalities are compared by their codes."""
    return AlternativeOffer(
        row.valid_from, row.last_on, row.municipality.municipality_code if row.municipality else None
    )


def current_alternatives(unit: Organisation | None, *, on: date) -> Sequence[Alternative]:
    """Those that can be used today, where an admission is considered: of the unit's cluster (HP-2a). One query.

    A practice belongs to the cluster of its municipality too; the out-of-hours service, which serves all, gets all.
    """
    house = (unit.root or unit) if unit else None
    rows, code = alternatives(), house.municipality_code if house else None
    if house is not None and house.kind not in _FOR_ALL:
        at_home = Q(organisation__kind=OrganisationKind.MUNICIPALITY.value, organisation__municipality_code=code)
        members = CooperationAreaMember.objects.valid_on(on)
        members = members.filter(Q(organisation=house) | at_home) if code else members.filter(organisation=house)
        rows = rows.filter(area__in=members.values("area"))
    return [row for row in rows if is_current(offer_of(row), on) and is_for(offer_of(row), code)]


def practices() -> QuerySet[SharedPractice]:
    """All of them with who has taken them up."""
    adoptions = Adoption.objects.select_related("area")
    return SharedPractice.objects.select_related("area").prefetch_related(Prefetch("adoptions", adoptions))


def practices_spread(area: CooperationArea | None = None) -> Spread:
    """K24, of one cluster's practices or of all."""
    rows = practices().filter(area=area) if area else practices()
    adopted = [(row.area_id, frozenset(each.area_id for each in row.adoptions.all())) for row in rows]
    return spread(Described(cluster, others) for cluster, others in adopted)


def events() -> QuerySet[TrainingEvent]:
    """All clusters', the latest first."""
    return TrainingEvent.objects.select_related("area")


def event_of(row: TrainingEvent) -> Event:
    """As the rules count it."""
    numbers = (row.from_hospital, row.from_municipality, row.from_practice)
    return Event(row.held_on, numbers, float(row.score) if row.score is not None else None)


def training_held(rows: Iterable[TrainingEvent], *, today: date) -> Training:
    """K19 of these events."""
    return training([event_of(row) for row in rows], today)


def changes_in_sight(user: User, *, on: date) -> QuerySet[ChangeRequest]:
    """Those of one's house; whoever decides sees all, a secretariat those of its cluster's houses (FQ10)."""
    decided = ChangeDecision.objects.select_related("decided_by")
    rows = ChangeRequest.objects.select_related("asked_by", "house")
    rows = rows.prefetch_related(Prefetch("decisions", decided))
    if role_may(user.role, Permission.DECIDE_CHANGE):
        return rows
    own = Q(asked_by=user)
    if user.unit is not None:
        own |= Q(house=user.unit.root or user.unit)
    area = own_cluster(user, on=on)
    if area is not None:
        own |= Q(house__in=houses_of(area, on=on))
    return rows.filter(own)


def open_changes(clause: str = "") -> int:
    """How many wait for a decision, of one clause or of all: everybody may know the number."""
    rows = ChangeRequest.objects.filter(state=ChangeState.OPEN.value)
    return rows.filter(clause=clause).count() if clause else rows.count()


def changes_counted(rows: Iterable[ChangeRequest]) -> Requests:
    """K23 of these requests."""
    return requests(ChangeState(row.state) for row in rows)


@dataclass(frozen=True, slots=True)
class CohortMonths:
    """A group's discharges and acute readmissions in the last closed months, in a scope."""

    months: Sequence[date]
    sums: Sequence[CohortSum]


def cohort_months(key: str, area: UUID | None, *, first: date) -> CohortMonths:
    """One sum a month, of the region or of a cluster; what is small is no number (HP-1b)."""
    months = taken_months(first)
    figures = PublishedFigures(Scope(Cut.AREA, area) if area else Scope(Cut.REGION), months)
    cells = zip(figures.series(COHORT_LINES[key].key), figures.series("K14"), strict=True)
    return CohortMonths(months, [_sum_within(own, whole) for own, whole in cells])


def _sum_within(own: ToldCell | None, whole: ToldCell | None) -> CohortSum:
    if own is None or whole is None or not (own.sums.shown and whole.sums.shown):
        return CohortSum(None, None)
    group, everybody = own.sums, whole.sums
    total = cohort_sum(
        number=group.number,
        numerator=group.numerator,
        whole=everybody.number,
        whole_numerator=everybody.numerator,
    )
    return total if group.share_shown and everybody.share_shown else CohortSum(total.number, None)
