"""Joint training and meetings across sectors (001-50; FQ5; K19)."""

from dataclasses import asdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.numbers import rounded
from desk.selectors.registers.alternatives import area_choices
from desk.selectors.registers.history import changes_of
from desk.selectors.registers.shown import Asked, Listed, OpenedRow, Register, RegisterAct, ShownRow, matches
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.models import TrainingEvent
from principles.registers.rules.training import TrainingKind
from principles.registers.selectors import events, own_cluster, training_held
from principles.registers.sentences import TRAINING_WORDS


def listed(asker: Asker, asked: Asked) -> Listed:
    """The latest first, what is to come on top; K19 of what is shown."""
    today = local_date(asker.now)
    kept = [row for row in events() if matches(asked, "klynge", row.area.key) and matches(asked, "slags", row.kind)]
    counted = training_held(kept, today=today)
    words = _(
        "{held} af {planned} er holdt: {hospital} deltagere fra hospital, {municipality} fra kommune og {practice} fra "
        "almen praksis (K19)."
    ).format(
        held=counted.held,
        planned=counted.planned,
        hospital=counted.hospital,
        municipality=counted.municipality,
        practice=counted.practice,
    )
    if counted.score is not None:
        words += " " + _("Deltagerne gav {score} af 5.").format(score=rounded(counted.score, 1))
    return Listed(
        first_column=_("Emne"),
        columns=(_("Dag"), _("Slags"), _("Klynge"), _("Hospital"), _("Kommune"), _("Almen praksis"), _("Karakter")),
        rows=[_row(row) for row in kept],
        filters={
            "klynge": (_("Klynge"), area_choices()),
            "slags": (_("Slags"), [(kind.value, str(words)) for kind, words in TRAINING_WORDS.items()]),
        },
        sum=words,
        indicators={"K19": asdict(counted)},
        may_add=own_cluster(asker.user, on=today) is not None,
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One of them with its evaluation."""
    row = events().filter(pk=key).first() if key.isdigit() else None
    if row is None:
        return None
    own = own_cluster(asker.user, on=local_date(asker.now))
    return OpenedRow(
        row=_row(row),
        facts=[
            (_("Dag"), row.held_on),
            (_("Slags"), str(TRAINING_WORDS[TrainingKind(row.kind)])),
            (_("Klynge"), row.area.name),
            (_("Fra hospital"), _number(row.from_hospital)),
            (_("Fra kommune"), _number(row.from_municipality)),
            (_("Fra almen praksis"), _number(row.from_practice)),
            (_("Karakter fra 1 til 5"), _score(row)),
            (_("Evaluering"), row.evaluation or _("ikke skrevet")),
        ],
        history=changes_of(row),
        history_name=_("Historik"),
        acts=[RegisterAct("ret", _("Ret"))] if own and own.pk == row.area_id else [],
    )


def _number(value: int | None) -> str:
    return _("ikke oplyst") if value is None else str(value)


def _score(row: TrainingEvent) -> str:
    return _("ingen") if row.score is None else rounded(row.score, 1)


def _row(row: TrainingEvent) -> ShownRow:
    return ShownRow(
        key=str(row.pk),
        title=row.title,
        cells=(
            row.held_on,
            str(TRAINING_WORDS[TrainingKind(row.kind)]),
            row.area.name,
            _number(row.from_hospital),
            _number(row.from_municipality),
            _number(row.from_practice),
            _score(row),
        ),
        data={
            "key": str(row.pk),
            "area": row.area.key,
            "kind": row.kind,
            "title": row.title,
            "held_on": row.held_on,
            "from_hospital": row.from_hospital,
            "from_municipality": row.from_municipality,
            "from_practice": row.from_practice,
            "score": float(row.score) if row.score is not None else None,
            "evaluation": row.evaluation,
        },
    )


TRAINING = Register(
    slug="laering",
    name="training",
    title=gettext_lazy("Fælles læring"),
    lead=gettext_lazy("Fælles skolebænk, fyraftensmøder og besøg: hvor mange kom fra hver sektor, og hvad syntes de?"),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
    add=gettext_lazy("Nyt møde"),
)
