"""Whose rules sort what a unit gets, and what became of each delivery."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from documents.domain.sorting.tasks import Placed, Side, Work
from documents.models import Delivery, Sorting, SortingRule
from journeys.models import JourneyParty
from organisations.domain.kinds import HOSPITAL_KINDS, MUNICIPAL_KINDS, OrganisationKind
from organisations.models import Organisation
from organisations.selectors.units import house_ids


def sorting_owner(unit: Organisation) -> Organisation:
    """Whose rules hold for what a unit gets: each ward its own, else the whole house's.

    Social-sector units get what was sent to them alone (DESIGN §6), so no rule of the house takes it on.
    """
    kind = OrganisationKind(unit.kind)
    if kind in HOSPITAL_KINDS or kind is OrganisationKind.SOCIAL_UNIT:
        return unit
    return unit.root or unit


def side_of(unit: Organisation) -> Side:
    """Whose side a unit is on."""
    kind = OrganisationKind((unit.root or unit).kind)
    if kind in HOSPITAL_KINDS:
        return Side.HOSPITAL
    return Side.MUNICIPALITY if kind in MUNICIPAL_KINDS else Side.GENERAL_PRACTICE


def rules_of(owner: Organisation) -> QuerySet[SortingRule]:
    """All its rules in their order, those that are over too."""
    return SortingRule.objects.filter(owner=owner).select_related("unit").order_by("position", "pk")


def work_units(owner: Organisation) -> QuerySet[Organisation]:
    """The units that can be given the work: of the house, and of the social area none."""
    units = Organisation.objects.filter(pk__in=house_ids(owner), closed_on=None)
    if OrganisationKind(owner.kind) in HOSPITAL_KINDS:
        units = units.filter(pk=owner.pk)
    return units.exclude(kind=OrganisationKind.SOCIAL_UNIT.value).order_by("name", "pk")


def holders_of(citizen_id: UUID, receiver: Organisation) -> frozenset[str]:
    """The units of a house that have the citizen: parties of any stay, and those that were given work with one.

    The house itself is none of them: that it has the citizen says nothing of where.
    """
    house = house_ids(receiver) - {receiver.root_id or receiver.pk}
    parties = JourneyParty.objects.filter(journey__citizen_id=citizen_id, organisation_id__in=house)
    deliveries = Delivery.objects.filter(journey__citizen_id=citizen_id).values("key")
    given = last_sortings().filter(delivery__in=deliveries, unit_id__in=house)
    units = {*parties.values_list("organisation_id", flat=True), *given.values_list("unit_id", flat=True)}
    return frozenset(map(str, units))


def last_sortings() -> QuerySet[Sorting]:
    """Of each delivery the row that holds."""
    later = Sorting.objects.filter(delivery=OuterRef("delivery"), number__gt=OuterRef("number"))
    return Sorting.objects.filter(~Exists(later)).order_by("delivery")


def unsorted(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Those that no rule fitted and nobody has sorted."""
    return deliveries.filter(key__in=last_sortings().filter(work="", done=False).values("delivery"))


def placed(deliveries: Collection[str]) -> list[Placed]:
    """The work that is asked for of these deliveries and not done."""
    rows = last_sortings().filter(delivery__in=deliveries, done=False).exclude(work="")
    return list(map(_placed, rows))


def _placed(row: Sorting) -> Placed:
    return Placed(
        delivery=row.delivery,
        work=Work(row.work),
        unit=str(row.unit_id),
        side=Side(row.side),
        at=row.at,
        due_at=row.due_at,
    )


def sorting_story(delivery: str) -> Iterable[Sorting]:
    """Everything that was made of one delivery, the first first."""
    rows = Sorting.objects.filter(delivery=delivery).select_related("unit", "by", "rule")
    return rows.order_by("number")
