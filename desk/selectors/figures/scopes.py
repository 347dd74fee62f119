"""Whose figures are shown: the region, a cluster, a hospital or a municipality; everybody may see every one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from journeys.domain.calendar.clock import local_date
from organisations.domain.kinds import OrganisationKind
from organisations.models import CooperationArea, Organisation
from organisations.selectors.areas import areas_at
from principles.indicators.rules.publication import Cut
from principles.indicators.selectors import Scope

_KINDS = {OrganisationKind.HOSPITAL.value: Cut.HOSPITAL, OrganisationKind.MUNICIPALITY.value: Cut.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of the list: `code` stands in the address."""

    code: str
    name: str
    scope: Scope


def scope_choices(asker: Asker) -> tuple[tuple[str, Sequence[Choice]], ...]:
    """All of them, in groups and by the alphabet."""
    units = Organisation.objects.filter(kind__in=list(_KINDS), parent__isnull=True, closed_on=None).order_by(
        "name", "pk"
    )
    by_cut: dict[Cut, list[Choice]] = {Cut.HOSPITAL: [], Cut.MUNICIPALITY: []}
    for unit in units:
        cut = _KINDS[unit.kind]
        by_cut[cut].append(Choice(f"{cut.value}-{unit.pk}", unit.name, Scope(cut, unit.pk)))
    areas = sorted(areas_at(local_date(asker.now)), key=lambda area: area.name)
    return (
        (_("Hele regionen"), [Choice("region", _("Hele regionen"), Scope(Cut.REGION))]),
        (_("Klynger"), [Choice(f"area-{area.id}", area.name, Scope(Cut.AREA, area.id)) for area in areas]),
        (_("Hospitaler"), by_cut[Cut.HOSPITAL]),
        (_("Kommuner"), by_cut[Cut.MUNICIPALITY]),
    )


def own_code(asker: Asker) -> str:
    """What somebody sees first: the secretariat its cluster, others their own house."""
    unit = asker.unit
    if unit is None:
        return "region"
    area = CooperationArea.objects.filter(secretariat=unit).order_by("pk").first()
    if area is not None:
        return f"area-{area.pk}"
    own = house_scope(asker)
    return f"{own.cut.value}-{own.unit}" if own else "region"


def house_scope(asker: Asker) -> Scope | None:
    """The reader's own hospital or municipality; None of other houses."""
    house = (asker.unit.root or asker.unit) if asker.unit else None
    return Scope(_KINDS[house.kind], house.pk) if house is not None and house.kind in _KINDS else None


def names_of(ids: Sequence[str]) -> dict[str, str]:
    """The names of units by their ids as texts; an unknown one is said as such."""
    rows = Organisation.objects.in_bulk([UUID(unit) for unit in ids if unit])
    return {"": _("ukendt"), **{str(unit): row.name for unit, row in rows.items()}}
