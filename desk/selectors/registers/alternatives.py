"""Alternatives to an acute admission: each cluster's, and those that can be used today (HP-2a)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.history import changes_of
from desk.selectors.registers.shown import Asked, Listed, OpenedRow, Register, RegisterAct, ShownRow, matches
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea
from principles.models import Alternative
from principles.registers.rules.alternatives import is_current
from principles.registers.selectors import alternatives, current_alternatives, offer_of, own_cluster

CURRENT, ENDED = "nu", "andre"


def listed(asker: Asker, asked: Asked) -> Listed:
    """All clusters'; what can be used today comes first. `vores` leaves those that the asker's unit can use today."""
    today = local_date(asker.now)
    shown = current_alternatives(asker.unit, on=today) if asked.get("vores") else alternatives()
    rows = [(row, is_current(offer_of(row), today)) for row in shown]
    kept = [
        _row(row, current=current)
        for row, current in sorted(rows, key=lambda pair: not pair[1])
        if matches(asked, "klynge", row.area.key) and matches(asked, "gyldig", CURRENT if current else ENDED)
    ]
    return Listed(
        first_column=_("Tilbud"),
        columns=(_("Klynge"), _("For hvem"), _("Telefon"), _("Åbent"), _("Gælder"), _("Kan bruges nu")),
        rows=kept,
        filters={
            "klynge": (_("Klynge"), area_choices()),
            "gyldig": (_("Kan bruges"), [(CURRENT, _("i dag")), (ENDED, _("ikke i dag"))]),
        },
        note=_("De, der kan bruges i dag, vises for praksis, lægevagt og kommune, hvor en indlæggelse overvejes."),
        may_add=own_cluster(asker.user, on=today) is not None,
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One of them with its history."""
    row = alternatives().filter(pk=key).first() if key.isdigit() else None
    if row is None:
        return None
    today = local_date(asker.now)
    current, own = is_current(offer_of(row), today), own_cluster(asker.user, on=today)
    return OpenedRow(
        row=_row(row, current=current),
        phone=row.phone,
        facts=[
            (_("Klynge"), row.area.name),
            (_("For hvem"), row.for_whom),
            (_("Kun for borgere i"), row.municipality.name if row.municipality else _("hele klyngen")),
            (_("Åbent"), row.hours),
            (_("Sådan bruges det"), row.how or _("ikke skrevet")),
            (_("Gælder"), _span(row)),
        ],
        history=changes_of(row),
        history_name=_("Historik"),
        acts=[RegisterAct("ret", _("Ret"))] if own and own.pk == row.area_id else [],
        warning="" if current else _("Tilbuddet kan ikke bruges i dag."),
    )


def area_choices() -> list[tuple[str, str]]:
    """The clusters to filter by."""
    return list(CooperationArea.objects.order_by("name").values_list("key", "name"))


def _span(row: Alternative) -> str:
    last = f"{row.last_on:%d-%m-%Y}" if row.last_on else _("indtil videre")
    return f"{row.valid_from:%d-%m-%Y} – {last}"


def _row(row: Alternative, *, current: bool) -> ShownRow:
    where = row.municipality.name if row.municipality else ""
    return ShownRow(
        key=str(row.pk),
        title=row.name,
        mark=_("Kun for borgere i {municipality}").format(municipality=where) if where else "",
        muted=not current,
        cells=(row.area.name, row.for_whom, row.phone, row.hours, _span(row), _("ja") if current else _("nej")),
        data={
            "key": str(row.pk),
            "area": row.area.key,
            "municipality": str(row.municipality_id) if row.municipality_id else None,
            "name": row.name,
            "for_whom": row.for_whom,
            "phone": row.phone,
            "hours": row.hours,
            "how": row.how,
            "valid_from": row.valid_from,
            "last_on": row.last_on,
            "current": current,
        },
    )


ALTERNATIVES = Register(
    slug="alternativer",
    name="alternatives",
    title=gettext_lazy("Alternativer til indlæggelse"),
    lead=gettext_lazy("Det, klyngen kan tilbyde i stedet for en akut indlæggelse, og hvordan det bruges."),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
    add=gettext_lazy("Nyt tilbud"),
)
