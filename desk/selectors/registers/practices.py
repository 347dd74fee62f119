"""Practices worth spreading: described by one cluster, taken up by others, with what they saw (HP-1c; FQ3; K24)."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.alternatives import area_choices
from desk.selectors.registers.history import changes_of
from desk.selectors.registers.shown import (
    Asked,
    Listed,
    OpenedRow,
    Register,
    RegisterAct,
    RegisterEntry,
    ShownRow,
    Value,
    matches,
)
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea
from principles.models import Adoption, SharedPractice
from principles.registers.selectors import own_cluster, practices, practices_spread


def listed(asker: Asker, asked: Asked) -> Listed:
    """The newest first; K24 is counted of those of the chosen cluster, or of all."""
    area = CooperationArea.objects.filter(key=asked.get("klynge", "")).first()
    counted = practices_spread(area)
    return Listed(
        first_column=_("Løsning"),
        columns=(_("Beskrevet af"), _("Dag"), _("Nøgletal"), _("Taget op af")),
        rows=[_row(row) for row in practices() if matches(asked, "klynge", row.area.key)],
        filters={"klynge": (_("Beskrevet af"), area_choices())},
        sum=_("{adopted} af {published} beskrevne løsninger er taget op af en anden klynge (K24).").format(
            adopted=counted.adopted, published=counted.published
        ),
        indicators={"K24": asdict(counted)},
        may_add=own_cluster(asker.user, on=local_date(asker.now)) is not None,
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One with who has taken it up, when, and what they have seen."""
    row = practices().filter(pk=key).first() if _is_uuid(key) else None
    if row is None:
        return None
    own = own_cluster(asker.user, on=local_date(asker.now))
    facts: list[tuple[str, Value]] = [
        (_("Beskrevet af"), row.area.name),
        (_("Beskrevet"), row.published_on),
        (_("Problemet"), row.problem),
        (_("Sådan gør vi"), row.method),
        (_("Det kom der ud af det"), row.effect or _("ikke skrevet endnu")),
        (_("Nøgletal"), row.indicator or _("intet")),
    ]
    return OpenedRow(
        row=_row(row),
        facts=facts,
        history=[_adopted(each) for each in row.adoptions.all()] + changes_of(row),
        history_name=_("Udbredelse og historik"),
        acts=_acts(row, own),
    )


def adoption_of(row: SharedPractice, area: CooperationArea | None) -> Adoption | None:
    """That of a cluster, where it has taken the practice up."""
    return next((each for each in row.adoptions.all() if area and each.area_id == area.pk), None)


def _acts(row: SharedPractice, own: CooperationArea | None) -> list[RegisterAct]:
    if own is None:
        return []
    if own.pk == row.area_id:
        return [RegisterAct("ret", _("Ret"))]
    return (
        [RegisterAct("erfaring", _("Skriv erfaring"))]
        if adoption_of(row, own)
        else [RegisterAct("tag-op", _("Vi tager den op"))]
    )


def _adopted(each: Adoption) -> RegisterEntry:
    ended = [_("Stoppet {day}").format(day=f"{each.ended_on:%d-%m-%Y}")] if each.ended_on else []
    words = "\n".join([*ended, each.experience or _("Ingen erfaring skrevet endnu.")])
    return RegisterEntry(each.begun_on, _("Taget op af {area}").format(area=each.area.name), words)


def _row(row: SharedPractice) -> ShownRow:
    adopted = [each for each in row.adoptions.all() if each.area_id != row.area_id]
    return ShownRow(
        key=str(row.pk),
        title=row.title,
        cells=(
            row.area.name,
            row.published_on,
            row.indicator or _("intet"),
            ", ".join(each.area.name for each in adopted) or _("ingen endnu"),
        ),
        data={
            "key": str(row.pk),
            "area": row.area.key,
            "title": row.title,
            "problem": row.problem,
            "method": row.method,
            "effect": row.effect,
            "indicator": row.indicator or None,
            "published_on": row.published_on,
            "adoptions": [
                {
                    "area": each.area.key,
                    "begun_on": each.begun_on,
                    "ended_on": each.ended_on,
                    "experience": each.experience,
                }
                for each in adopted
            ],
        },
    )


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


PRACTICES = Register(
    slug="loesninger",
    name="practices",
    title=gettext_lazy("Gode løsninger"),
    lead=gettext_lazy("Beskrevet af én klynge, så andre kan tage dem op og fortælle, hvordan det gik."),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
    add=gettext_lazy("Beskriv en løsning"),
)
