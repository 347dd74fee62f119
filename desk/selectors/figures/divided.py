"""Figures by a second dimension: two houses at once, speciality, age. Alphabetical or by age: no ranking (RULES 6)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from desk.selectors.figures.figure import CHARTS, PREPARATION
from desk.selectors.figures.readings import FigureReading, reading_of
from desk.selectors.figures.scopes import names_of
from organisations.models import Organisation
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import LINES, IndicatorLine, Unit
from principles.indicators.selectors import Areas, By, PublishedFigures, Scope, ToldCell, matrix_cells
from principles.indicators.sentences import name_of

_MEAN = IndicatorLine(PREPARATION, Unit.MEAN, LINES[PREPARATION].measure)


class Matrix:
    """The mean preparation time by two houses in the last half-year that is over."""

    def __init__(self, scope: Scope, taken: Sequence[date], areas: Areas) -> None:
        """Read off the published cells: of a hospital its wards, else hospitals, each by municipality."""
        self.of_wards = scope.cut is Cut.HOSPITAL
        cut = Cut.WARDS if self.of_wards else Cut.MATRIX
        self.half, cells = matrix_cells(PREPARATION, cut, taken[-1]) if taken else (None, {})
        inside = _wards(scope.unit) if self.of_wards and scope.unit else frozenset()
        own = {key: told for key, told in cells.items() if self._is_of(scope, key, areas, inside)}
        names = names_of([unit for key in own for unit in key])
        self.columns = sorted({key[0] for key in own}, key=lambda unit: names[unit])
        self.heads = [names[unit] for unit in self.columns]
        self.rows = [
            (names[home], [reading_of(_MEAN, own.get((column, home))) for column in self.columns])
            for home in sorted({key[1] for key in own}, key=lambda unit: names[unit])
        ]

    def _is_of(self, scope: Scope, key: tuple[str, str], areas: Areas, inside: frozenset[str]) -> bool:
        house, home = key
        if scope.cut is Cut.REGION:
            return True
        if self.of_wards:
            return house in inside
        if scope.cut is Cut.MUNICIPALITY:
            return home == str(scope.unit)
        assert self.half is not None
        return bool(home) and areas.at(UUID(home), self.half) == scope.unit


def _wards(hospital: UUID) -> frozenset[str]:
    return frozenset(str(pk) for pk in Organisation.objects.filter(root=hospital).values_list("pk", flat=True))


class Divided:
    """The last month of which a group can be shown, by speciality and age; what is unknown is a group of its own."""

    def __init__(self, cells: PublishedFigures) -> None:
        """Read off the cells that the page has read already."""
        keys = [key for key in (PREPARATION, *CHARTS) if any(cells.groups(key, by) for by in By)]
        groups = [(by, group) for by in By for group in _ordered({g for key in keys for g in cells.groups(key, by)})]
        self.heads = [group_name(by, group) for by, group in groups]
        series = {key: [cells.series(key, by=by, group=group) for by, group in groups] for key in keys}
        told = [number for own in series.values() for each in own for number in _shown(each)]
        place = max(told, default=len(cells.months) - 1)
        self.month = cells.months[place] if cells.months else None
        self.rows: list[tuple[str, list[FigureReading]]] = [
            (name_of(key), [reading_of(LINES[key], each[place]) for each in own]) for key, own in series.items()
        ]


def _shown(series: Sequence[ToldCell | None]) -> list[int]:
    """The places of the months that may be shown."""
    return [number for number, told in enumerate(series) if told is not None and told.sums.shown and told.sums.number]


def _ordered(groups: set[str]) -> list[str]:
    """By age or alphabet, unknown last."""
    return sorted(groups, key=lambda group: (not group, group))


def group_name(by: By, group: str) -> str:
    """ "65–79 år", "Somatik"; what is not known is a group of its own."""
    if not group:
        return _("Alder ukendt") if by is By.AGE else _("Speciale ukendt")
    if by is By.AGE:
        return _("80 år og derover") if group == "80+" else _("{ages} år").format(ages=group.replace("-", "–"))
    return {"somatic": _("Somatik"), "psychiatric": _("Psykiatri")}.get(group, group)
