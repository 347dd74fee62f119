"""Cooperation areas on a day: their names and members then (RULES 3.4 model rule 7)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from organisations.domain.kinds import AreaType, OrganisationKind
from organisations.domain.validity import holds_on
from organisations.models import CooperationArea, CooperationAreaMember, Organisation


@dataclass(frozen=True, slots=True)
class AreaOnDay:
    """A cooperation area as it was on one day."""

    id: UUID
    key: str
    type: AreaType
    name: str
    organisation_ids: frozenset[UUID]


def areas_at(day: date) -> tuple[AreaOnDay, ...]:
    """All areas of a day with the names and members of that day (three queries)."""
    areas = CooperationArea.objects.valid_on(day).prefetch_related("names", "members")
    return tuple(_on(area, day) for area in areas)


def area_of(organisation: Organisation, *, on: date) -> CooperationArea | None:
    """The area that an organisation, or the top of its tree, belonged to on a day."""
    members = CooperationAreaMember.objects.valid_on(on).of({organisation.pk, organisation.root_id or organisation.pk})
    member = members.select_related("area").first()
    return member.area if member else None


def home_municipalities() -> QuerySet[Organisation]:
    """Those in whose area a practice with their code is that is no member itself; the first one holds."""
    return Organisation.objects.of_kind(OrganisationKind.MUNICIPALITY).exclude(municipality_code=None).order_by("pk")


def area_of_house(house: Organisation, *, on: date) -> CooperationArea | None:
    """As `area_of`; a practice is seldom a member itself, and belongs to that of its municipality then."""
    found = area_of(house, on=on)
    if found is not None or house.kind != OrganisationKind.GP_PRACTICE.value:
        return found
    home = home_municipalities().filter(municipality_code=house.municipality_code).first()
    return area_of(home, on=on) if home else None


def led_by(unit: Organisation, *, on: date) -> CooperationArea | None:
    """The area whose secretariat a unit is."""
    return CooperationArea.objects.valid_on(on).filter(secretariat=unit).order_by("name").first()


def members_of(area: CooperationArea, *, on: date) -> QuerySet[Organisation]:
    """Hospitals, municipalities and practices that are in an area on a day."""
    members = CooperationAreaMember.objects.valid_on(on).filter(area=area)
    return Organisation.objects.filter(pk__in=members.values("organisation")).select_related("root").order_by("name")


def houses_of(area: CooperationArea, *, on: date) -> QuerySet[Organisation]:
    """Its members on a day, and the practices of its municipalities: whose `area_of_house` it is."""
    everywhere = CooperationAreaMember.objects.valid_on(on)
    members = everywhere.filter(area=area).values("organisation")
    homes = home_municipalities().order_by().filter(pk__in=members)
    near = Q(kind=OrganisationKind.GP_PRACTICE.value, municipality_code__in=homes.values("municipality_code"))
    near &= ~Q(pk__in=everywhere.values("organisation"))
    return Organisation.objects.filter(Q(pk__in=members) | near).order_by("name")


def _on(area: CooperationArea, day: date) -> AreaOnDay:
    names = [n.name for n in area.names.all() if holds_on(day, n.valid_from, n.valid_to)]
    members = [m.organisation_id for m in area.members.all() if holds_on(day, m.valid_from, m.valid_to)]
    return AreaOnDay(
        id=area.pk,
        key=area.key,
        type=AreaType(area.type),
        name=names[0] if names else area.name,
        organisation_ids=frozenset(members),
    )
