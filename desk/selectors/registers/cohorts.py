"""Groups in which admissions can be prevented: definitions, and sums by month, never a citizen (HP-1b)."""

from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.shown import Asked, Listed, OpenedRow, Register, RegisterEntry, ShownRow, Value
from documents.sentences import in_language
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea
from principles.indicators.rules.registry import COHORT_LINES
from principles.registers.rules.cohorts import COHORTS, Cohort, CohortSum
from principles.registers.selectors import cohort_months, own_cluster

MONTHS = 12


def listed(asker: Asker, asked: Asked) -> Listed:
    """The groups with their definitions."""
    return Listed(
        first_column=_("Gruppe"),
        columns=(_("Hvem"), _("Tal")),
        rows=[_row(cohort) for cohort in COHORTS.values()],
        note=_("Grupperne er kun til summer. Ingen borger mærkes, og intet forudsiges om den enkelte."),
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One with its sums in the last twelve closed months: of one's own cluster, else of the region."""
    cohort = COHORTS.get(key)
    if cohort is None:
        return None
    area = own_cluster(asker.user, on=local_date(asker.now))
    facts: list[tuple[str, Value]] = [(_("Hvem"), in_language(cohort.definition))]
    if missing := in_language(cohort.missing):
        facts.append((_("Tal"), missing))
    else:
        facts.append((_("Tal for"), area.name if area else _("hele regionen")))
        facts.append((_("Små tal"), _("Under 5 vises ikke, heller ikke når resten ville kunne regnes ud.")))
    return OpenedRow(
        row=_row(cohort),
        facts=facts,
        history=_months(key, area, asker) if key in COHORT_LINES else (),
        history_name=_("Udskrivelser og akutte genindlæggelser inden for 30 dage"),
    )


def _months(key: str, area: CooperationArea | None, asker: Asker) -> list[RegisterEntry]:
    today = local_date(asker.now)
    first = date(today.year - 1, today.month, 1)
    unit: UUID | None = area.pk if area else None
    found = cohort_months(key, unit, first=first)
    lines = list(zip(found.months, found.sums, strict=True))[-MONTHS:]
    return [RegisterEntry(date_format(month, "F Y"), "", _words(each)) for month, each in reversed(lines)]


def _words(each: CohortSum) -> str:
    if each.number is None:
        return _("For få til at vise.")
    if each.numerator is None:
        return _("{number} udskrivelser; genindlæggelser er for få til at vise.").format(number=each.number)
    return _("{numerator} af {number} udskrivelser.").format(numerator=each.numerator, number=each.number)


def _row(cohort: Cohort) -> ShownRow:
    counted = cohort.key in COHORT_LINES
    return ShownRow(
        key=cohort.key,
        title=in_language(cohort.name),
        cells=(in_language(cohort.definition), _("summer") if counted else _("ingen")),
        data={
            "key": cohort.key,
            "name": in_language(cohort.name),
            "definition": in_language(cohort.definition),
            "counted": counted,
            "missing": in_language(cohort.missing) or None,
        },
    )


COHORT_REGISTER = Register(
    slug="borgergrupper",
    name="cohorts",
    title=gettext_lazy("Borgergrupper"),
    lead=gettext_lazy(
        "Grupper, hvor indlæggelser måske kan forebygges. Tallene er summer for mange borgere på én gang."
    ),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
)
