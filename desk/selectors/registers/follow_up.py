"""What each cluster answers to the ten questions of the follow-up, in words beside the figures (001-104)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.alternatives import area_choices
from desk.selectors.registers.history import changes_of
from desk.selectors.registers.shown import Asked, Listed, OpenedRow, Register, RegisterAct, ShownRow, matches
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from principles.indicators.rules.registry import QUESTIONS
from principles.indicators.sentences import question_of
from principles.models import FollowUpAnswer
from principles.registers.selectors import follow_up_answers, own_cluster, questions_left


def listed(asker: Asker, asked: Asked) -> Listed:
    """All clusters', by the question."""
    own = own_cluster(asker.user, on=local_date(asker.now))
    return Listed(
        first_column=_("Spørgsmål"),
        columns=(_("Klynge"), _("Svar")),
        rows=[
            _row(row)
            for row in follow_up_answers()
            if matches(asked, "klynge", row.area.key) and matches(asked, "spoergsmaal", row.question)
        ],
        filters={
            "klynge": (_("Klynge"), area_choices()),
            "spoergsmaal": (_("Spørgsmål"), question_choices()),
        },
        note=_("Tallene, som svaret bygger på, står på siden Opfølgning."),
        may_add=own is not None and bool(questions_left(own)),
    )


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One of them with its history."""
    row = follow_up_answers().filter(pk=key).first() if key.isdigit() and len(key) < 19 else None
    if row is None:
        return None
    own = own_cluster(asker.user, on=local_date(asker.now))
    return OpenedRow(
        row=_row(row),
        facts=[(_("Klynge"), row.area.name), (_("Svar"), row.words)],
        history=changes_of(row),
        history_name=_("Historik"),
        acts=[RegisterAct("ret", _("Ret"))] if own and own.pk == row.area_id else [],
    )


def question_choices() -> list[tuple[str, str]]:
    """All ten, as they are asked."""
    return [(question, f"{question} {question_of(question)}") for question in QUESTIONS]


def _row(row: FollowUpAnswer) -> ShownRow:
    return ShownRow(
        key=str(row.pk),
        title=f"{row.question} {question_of(row.question)}",
        cells=(row.area.name, row.words),
        data={"key": str(row.pk), "area": row.area.key, "question": row.question, "words": row.words},
    )


FOLLOW_UP = Register(
    slug="svar",
    name="follow-up",
    title=gettext_lazy("Svar på opfølgningens spørgsmål"),
    lead=gettext_lazy("Hvad hver klynge svarer på aftalens ti spørgsmål."),
    reads=Permission.VIEW_REGISTERS,
    listed=listed,
    opened=opened,
    add=gettext_lazy("Skriv et svar"),
)
