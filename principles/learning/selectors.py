"""Journeys to learn from: what a pack is made of, which there are, and what a figure was before and after a change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from discharge.models import ReadyPeriod
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import EventPlacement, Journey, Relative
from journeys.querysets import JourneyQuerySet
from organisations.domain.identifiers import cpr_birth_date
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.domain.roles import Sector
from organisations.models import CooperationArea, Organisation, User
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import LINES, Unit
from principles.indicators.selectors import Areas, PublishedFigures, Scope, taken_months
from principles.learning.rules.asking import CaseState, Holder, SharingStanding, holders
from principles.learning.rules.audit import is_complex
from principles.learning.rules.effect import Effect, MonthShare, effect_of, months_around, months_before
from principles.learning.rules.pack import FEWEST, Facts, PackStep, Traits
from principles.learning.rules.traces import Known
from principles.models import AuditAnswer, IndicatorCase, LearningAction, LearningCase

# Enough to find likeness among, and few enough to read at once.
_MOST_ALIKE, _MOST_TOLD = 5000, 1000
_PRACTICE = frozenset({OrganisationKind.GP_PRACTICE, OrganisationKind.OUT_OF_HOURS})
# The figures that a change can be followed by, and that a journey meets or not.
SHARES: Mapping[str, object] = {key: line for key, line in LINES.items() if line.unit is Unit.SHARE}


def cases() -> QuerySet[LearningCase]:
    """With what a line or a page of one shows."""
    actions = LearningAction.objects.select_related("owner__root", "meeting__plan__area__secretariat")
    rows = LearningCase.objects.select_related("journey__citizen", "area__secretariat", "checked_by")
    return rows.prefetch_related("nominations", "audit", Prefetch("actions", actions))


# The stay is over, as far as has been told: what is built on a discharge falls with it.
OVER = frozenset({JourneyStatus.DISCHARGED, JourneyStatus.CLOSED, JourneyStatus.DECEASED})
_CHECKED = Q(checked_at__isnull=False, journey__status__in=[status.value for status in OVER])


def shown_cases() -> QuerySet[LearningCase]:
    """Those that a second person has checked and nobody has objected to, of stays that are over."""
    return cases().filter(_CHECKED, objected_at=None)


def waiting_cases(journeys: JourneyQuerySet) -> QuerySet[LearningCase]:
    """Those still to be checked, of journeys that the reader sees: nobody else knows of them."""
    return cases().filter(~_CHECKED, objected_at=None, journey__in=journeys.order_by())


def cases_to_look_through(journeys: JourneyQuerySet, by: User) -> QuerySet[LearningCase]:
    """Those of journeys that the reader sees and that wait for a second person who may be the reader."""
    rows = LearningCase.objects.filter(checked_at=None, objected_at=None, journey__in=journeys.order_by())
    others = rows.exclude(nominations__nominated_by=by).select_related("journey__citizen")
    return others.order_by("opened_at", "pk")


def state_of(case: LearningCase) -> CaseState:
    """Where it stands. Checked before its stay turned out not to be over, it is shown to nobody until that ends."""
    if case.objected_at is not None:
        return CaseState.OBJECTED
    checked = case.checked_at is not None and case.journey.status_value in OVER
    return CaseState.SHOWN if checked else CaseState.WAITING


def seen_by_second(case: LearningCase, answer: AuditAnswer) -> bool:
    """Whether two people have seen to the words of an audit's answer: else the parties alone may read them."""
    return case.checked_at is not None and answer.seconded


def standing_of(case: LearningCase) -> SharingStanding:
    """As the rules judge it."""
    who = frozenset(case.nominations.values_list("nominated_by", flat=True))
    return SharingStanding(state_of(case), case.told_on is not None, who)


def holders_of(journey: Journey, now: datetime) -> tuple[Holder, ...]:
    """Whom one can have told."""
    born = journey.citizen.known_birth_date
    return holders(born=born, died=journey.deceased_at is not None, on=local_date(now))


def facts_of(journey: Journey, *, now: datetime) -> Facts:
    """The structured facts of a journey; what others have not released is not among them."""
    places = EventPlacement.objects.filter(journey=journey, voided=False, withdrawn=False, circle="")
    rows = places.filter(event__released_at__lte=now).order_by("position")
    told = rows.values_list("event__kind", "event__occurred_at", "event__organisation__kind")
    return Facts(
        traits=_traits([journey.pk])[0],
        began_at=journey.arrived_at or journey.admitted_at,
        steps=[PackStep(EventKind(kind), at, _side(house)) for kind, at, house in told],
        met=_met(journey, now),
        placeless=journey.citizen.address_protected,
    )


def alike(journey: Journey) -> Sequence[Traits]:
    """The own journey and those among which it is to be lost: the latest that are over."""
    over = Journey.objects.filter(merged_into=None, cancelled_at=None, discharged_at__isnull=False)
    newest = over.exclude(citizen=journey.citizen_id).order_by("-discharged_at", "pk").values_list("citizen", "pk")
    # One journey a citizen: somebody who was admitted five times is not five people.
    others = dict(reversed(list(newest[:_MOST_ALIKE])))
    return _traits([journey.pk, *others.values()])


def common_kinds() -> frozenset[EventKind]:
    """What the latest journeys of at least five citizens have in them."""
    newest = Journey.objects.filter(merged_into=None).order_by("-last_event_at", "pk").values_list("pk", flat=True)
    told = EventPlacement.objects.filter(journey__in=list(newest[:_MOST_TOLD]), voided=False).order_by()
    counts = told.values_list("event__kind").annotate(number=Count("journey__citizen", distinct=True))
    return frozenset(EventKind(kind) for kind, number in counts if number >= FEWEST)


def _traits(ids: Sequence[UUID]) -> list[Traits]:
    areas, keys = Areas(), dict(CooperationArea.objects.values_list("pk", "key"))
    waited = _first_reasons(ids)
    names = ("citizen__cpr", "speciality", "admission_type", "destination", "municipality_id")
    rows = Journey.objects.filter(pk__in=ids).values_list(
        "pk", *names, "arrived_at", "admitted_at", "discharged_at", "last_event_at"
    )
    found = {}
    for pk, cpr, speciality, admission, destination, municipality, arrived, admitted, left, last in rows:
        began, day = arrived or admitted, local_date(left or last) if left or last else None
        born = cpr_birth_date(cpr) if cpr else None
        area = areas.at(municipality, day) if day else None
        found[pk] = Traits(
            age=day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born and day else None,
            area=keys.get(area, "") if area else "",
            speciality=speciality,
            admission=admission,
            stay_days=max(0, (local_date(left) - local_date(began)).days) if left and began else None,
            reason=waited.get(pk, ""),
            destination=destination,
        )
    return [found[pk] for pk in ids if pk in found]


def _first_reasons(ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    periods = ReadyPeriod.objects.filter(journey__in=ids).order_by("ready_at", "ref")
    for journey, reasons in periods.values_list("journey_id", "reasons"):
        first = sorted(reasons, key=lambda each: not each.get("primary"))
        found.setdefault(journey, str(first[0].get("reason", "")) if first else "other")
    return found


def _side(kind: str | None) -> str:
    if kind in HOSPITAL_KINDS:
        return Sector.HOSPITAL.value
    if kind in MUNICIPAL_KINDS:
        return Sector.MUNICIPALITY.value
    return Sector.GENERAL_PRACTICE.value if kind in _PRACTICE else ""


def _met(journey: Journey, now: datetime) -> dict[str, bool]:
    """Of each figure that is a share whether the journey counted for it and met it each time."""
    met: dict[str, bool] = {}
    rows = IndicatorCase.objects.filter(journey=journey, line__in=list(SHARES), counts_from__lte=now)
    for line, numerator in rows.order_by("line", "number").values_list("line", "numerator"):
        met[line] = met.get(line, True) and bool(numerator)
    return met


def known_of(journey: Journey, people: Iterable[str] = ()) -> Known:
    """Names, places and numbers of a journey that a text must not hold; `people` are those who write about it."""
    citizen, events = journey.citizen, EventPlacement.objects.filter(journey=journey).order_by()
    relatives = list(Relative.objects.filter(citizen=journey.citizen_id).values_list("name", "phone"))
    actors = events.filter(event__actor__isnull=False).values_list("event__actor__name", flat=True).distinct()
    houses = {journey.hospital_id, journey.ward_id, journey.municipality_id, journey.gp_practice_id}
    houses |= set(events.values_list("event__organisation", flat=True).distinct())
    rows = Organisation.objects.filter(pk__in=[house for house in houses if house is not None]).values_list(
        "name", "root__name", "phone"
    )
    units = list(rows)
    names = (citizen.given_names, citizen.family_name, journey.entered_name, journey.physician_name)
    return Known(
        names=(*names, journey.offered_physician_name, *actors, *(name for name, _phone in relatives), *people),
        places=(*(name for unit in units for name in unit[:2] if name), citizen.address_line, citizen.city),
        numbers=(citizen.cpr or "", *(phone for _name, phone in relatives), *(unit[2] or "" for unit in units)),
    )


def seems_complex(journey: Journey) -> bool:
    """Whether an audit is worth while (B2-P5 a)."""
    sides = sum(side is not None for side in (journey.hospital_id, journey.municipality_id, journey.gp_practice_id))
    parties = set(journey.parties.values_list("organisation__kind", flat=True))
    social = OrganisationKind.SOCIAL_UNIT.value in parties
    waited = ReadyPeriod.objects.filter(journey=journey).count()
    return is_complex(speciality=journey.speciality, sides=sides + social if social else 0, waited=waited)


def effect(action: LearningAction) -> Effect:
    """The figure of the action's cluster in the months around it, as published; what is not shown is left out."""
    taken = taken_months(months_before(action.begins_on)[0])
    months = months_around(action.begins_on, taken[-1]) if taken else ()
    if not months:
        return effect_of((), action.begins_on)
    span = [month for month in taken if months[0] <= month <= months[-1]]
    series = PublishedFigures(Scope(Cut.AREA, action.meeting.plan.area_id), span).series(action.indicator)
    rows = [
        MonthShare(month, told.sums.numerator, told.sums.number)
        for month, told in zip(span, series, strict=True)
        if month in months and told is not None and told.sums.shown and told.sums.share_shown
    ]
    return effect_of(rows, action.begins_on)
