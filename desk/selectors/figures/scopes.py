"""Whose figures are shown: the region, a cluster, a hospital or a municipality; everybody may see every one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import gettext as _

from desk.selectors.asker import Asker
from journeys.domain.calendar.clock import local_date
from organisations.domain.kinds import AreaType, OrganisationKind
from organisations.models import CooperationArea, Organisation
from organisations.selectors.areas import areas_at, led_by
from principles.indicators.rules.publication import Cut
from principles.indicators.selectors import Scope

# As far as anybody can look back.
YEARS_SHOWN = 5
_KINDS = {OrganisationKind.HOSPITAL.value: Cut.HOSPITAL, OrganisationKind.MUNICIPALITY.value: Cut.MUNICIPALITY}


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """One entry of the list: `code` stands in the address."""

    code: str
    name: str
    scope: Scope

    @property
    def file_name(self) -> str:
        """ "hospitalsenhed-midt": several files lie side by side in a folder."""
        name = self.name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        return slugify(name) or self.code


ScopeGroups: TypeAlias = tuple[tuple[str, Sequence[ScopeChoice]], ...]


def scope_choices(asker: Asker) -> ScopeGroups:
    """All of them, in groups and by the alphabet."""
    units = Organisation.objects.filter(kind__in=list(_KINDS), parent__isnull=True, closed_on=None).order_by(
        "name", "pk"
    )
    by_cut: dict[Cut, list[ScopeChoice]] = {Cut.HOSPITAL: [], Cut.MUNICIPALITY: []}
    for unit in units:
        cut = _KINDS[unit.kind]
        by_cut[cut].append(ScopeChoice(f"{cut.value}-{unit.pk}", unit.name, Scope(cut, unit.pk)))
    today = local_date(asker.now)
    areas = sorted(areas_at(today), key=lambda area: area.name)
    return (
        (_("Hele regionen"), [ScopeChoice("region", _("Hele regionen"), Scope(Cut.REGION))]),
        *(
            (words, [ScopeChoice(f"area-{area.id}", area.name, Scope(Cut.AREA, area.id)) for area in own])
            for kind, words in ((AreaType.CLUSTER, _("Klynger")), (AreaType.HEALTH_COUNCIL, _("Sundhedsråd")))
            if (own := [area for area in areas if area.type is kind]) or kind is AreaType.CLUSTER
        ),
        (_("Hospitaler"), by_cut[Cut.HOSPITAL]),
        (_("Kommuner"), by_cut[Cut.MUNICIPALITY]),
        *_ended(today),
    )


def _ended(today: date) -> list[tuple[str, Sequence[ScopeChoice]]]:
    """Areas that are no more, as long as their figures are: what was counted then stays theirs (RULES 3.4)."""
    first = today.replace(day=1, year=today.year - YEARS_SHOWN)
    rows = CooperationArea.objects.filter(valid_to__lte=today, valid_to__gt=first).order_by("name", "pk")
    found = [
        ScopeChoice(
            f"area-{area.pk}",
            _("{area} (til {day})").format(area=area.name, day=f"{area.valid_to - timedelta(days=1):%d-%m-%Y}"),
            Scope(Cut.AREA, area.pk),
        )
        for area in rows
        if area.valid_to is not None
    ]
    return [(_("Tidligere klynger og råd"), found)] if found else []


def choice_of(groups: ScopeGroups, code: str, asker: Asker) -> ScopeChoice:
    """The one that an address names; else the reader's own, or the region."""
    choices = {choice.code: choice for _words, group in groups for choice in group}
    return choices.get(code) or choices.get(own_code(asker)) or choices["region"]


def not_found(code: str, shown: ScopeChoice) -> str:
    """That the place in an address does not exist, and whose figures stand there instead; empty where all is well."""
    if code in ("", shown.code):
        return ""
    return _("Det sted, adressen peger på, findes ikke. Her vises {name}.").format(name=shown.name)


def own_code(asker: Asker) -> str:
    """What somebody sees first: the secretariat its cluster, others their own house."""
    unit = asker.unit
    if unit is None:
        return "region"
    area = led_by(unit, on=local_date(asker.now)) or CooperationArea.objects.filter(secretariat=unit).first()
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
