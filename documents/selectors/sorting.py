"""Whose rules sort what a unit gets, and what became of each delivery."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from documents.domain.sorting.tasks import HouseSide, PlacedDelivery, Work, kind_of
from documents.domain.threads import threads_of
from documents.models import Delivery, Sorting, SortingRule
from journeys.domain.history.history import History
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


def side_of(unit: Organisation) -> HouseSide:
    """Whose side a unit is on."""
    kind = OrganisationKind((unit.root or unit).kind)
    if kind in HOSPITAL_KINDS:
        return HouseSide.HOSPITAL
    return HouseSide.MUNICIPALITY if kind in MUNICIPAL_KINDS else HouseSide.GENERAL_PRACTICE


def rules_of(owner: Organisation) -> QuerySet[SortingRule]:
    """All its rules in their order, those that are over too."""
    return SortingRule.objects.filter(owner=owner).select_related("unit").order_by("position", "pk")


def work_units(owner: Organisation) -> QuerySet[Organisation]:
    """The units that can be given the work: of the house, and of the social area none."""
    units = Organisation.objects.filter(pk__in=house_ids(owner), closed_on=None)
    if OrganisationKind(owner.kind) in HOSPITAL_KINDS:
        units = units.filter(pk=owner.pk)
    return units.exclude(kind=OrganisationKind.SOCIAL_UNIT.value).order_by("name", "pk")


def holders_of_each(citizens: Collection[UUID], receiver: Organisation) -> dict[UUID, set[str]]:
    """Per citizen the units of a house that have them: parties of any stay, and those that were given work with one.

    The house itself is none of them: that it has the citizen says nothing of where.
    """
    house = house_ids(receiver) - {receiver.root_id or receiver.pk}
    holders: dict[UUID, set[str]] = defaultdict(set)
    parties = JourneyParty.objects.filter(journey__citizen_id__in=citizens, organisation_id__in=house)
    for citizen, unit in parties.values_list("journey__citizen_id", "organisation_id"):
        holders[citizen].add(str(unit))
    deliveries = Delivery.objects.filter(journey__citizen_id__in=citizens)
    whose = dict(deliveries.values_list("key", "journey__citizen_id"))
    given = last_sortings().filter(delivery__in=deliveries.values("key"), unit_id__in=house)
    for delivery, given_to in given.values_list("delivery", "unit_id"):
        holders[whose[delivery]].add(str(given_to))
    return holders


def last_sortings() -> QuerySet[Sorting]:
    """Of each delivery the row that holds."""
    later = Sorting.objects.filter(delivery=OuterRef("delivery"), number__gt=OuterRef("number"))
    return Sorting.objects.filter(~Exists(later)).order_by("delivery")


def unsorted(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Those that no rule fitted and nobody has sorted."""
    return deliveries.filter(key__in=last_sortings().filter(work="", done=False).values("delivery"))


@dataclass(frozen=True, slots=True)
class SortedVersion:
    """The version for which a task stands."""

    document: str
    number: int


def work_of(history: History, kind: str) -> SortedVersion | None:
    """The first document of a journey that asks for the work of a task; None where none does any more."""
    versions = {
        version.delivery_to(unit): SortedVersion(thread.document, version.number)
        for thread in threads_of(history)
        for version in thread.versions
        for unit in version.receivers
    }
    rows = sorted((row for row in placed(versions) if kind_of(row.work, row.side) == kind), key=lambda row: row.at)
    return versions[rows[0].delivery] if rows else None


def placed(deliveries: Iterable[str]) -> list[PlacedDelivery]:
    """The work that is asked for of these deliveries and not done."""
    rows = last_sortings().filter(delivery__in=list(deliveries), done=False).exclude(work="")
    return list(map(_placed, rows))


def _placed(row: Sorting) -> PlacedDelivery:
    return PlacedDelivery(
        delivery=row.delivery,
        work=Work(row.work),
        unit=str(row.unit_id),
        side=HouseSide(row.side),
        at=row.at,
        due_at=row.due_at,
    )
