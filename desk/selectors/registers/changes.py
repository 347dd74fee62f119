"""Requests to change the agreement, with what was decided and why (FQ10; K23)."""

from dataclasses import asdict, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.selectors.asker import Asker
from desk.selectors.registers.shown import (
    Asked,
    Listed,
    OpenedRow,
    Register,
    RegisterAct,
    RegisterEntry,
    RegisterLink,
    ShownRow,
    matches,
)
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission, role_may
from organisations.sentences import reading_language
from principles.clauses.selectors import clauses_on
from principles.models import ChangeDecision, ChangeRequest
from principles.registers.rules.changes import TRANSITIONS, ChangeState
from principles.registers.selectors import changes_counted, changes_in_sight, own_cluster
from principles.registers.sentences import CHANGE_WORDS


def listed(asker: Asker, asked: Asked) -> Listed:
    """Those that the reader may see, the latest first; K23 of them."""
    rows = list(changes_in_sight(asker.user, on=local_date(asker.now)))
    counted, titles = changes_counted(rows), _titles(asker)
    return Listed(
        first_column=_("Forslag"),
        columns=(_("Punkt"), _("Fra"), _("Dag"), _("Status")),
        rows=[_row(row, titles) for row in rows if matches(asked, "status", row.state)],
        filters={"status": (_("Status"), [(state.value, str(words)) for state, words in CHANGE_WORDS.items()])},
        sum=_("{open} venter på svar, {decided} er afgjort, heraf {implemented} skrevet ind i aftalen (K23).").format(
            open=counted.open, decided=counted.decided, implemented=counted.implemented
        ),
        note=_note(asker),
        indicators={"K23": asdict(counted)},
        may_add=True,
    )


def _note(asker: Asker) -> str:
    """Whose requests stand there."""
    if role_may(asker.role, Permission.DECIDE_CHANGE):
        return _("I ser alle forslag. Åbn et, der venter, og afgør det med en begrundelse.")
    if own_cluster(asker.user, on=local_date(asker.now)) is not None:
        return _("I ser forslag fra klyngens huse. Sundhedsstyregruppen ser alle og svarer med en begrundelse.")
    return _("Du ser dit eget hus' forslag. Sundhedsstyregruppen ser alle og svarer med en begrundelse.")


def opened(asker: Asker, key: str) -> OpenedRow | None:
    """One with its decisions."""
    row = change_in_sight(asker, key)
    if row is None:
        return None
    may = role_may(asker.role, Permission.DECIDE_CHANGE) and TRANSITIONS[ChangeState(row.state)]
    titles = _titles(asker)
    return OpenedRow(
        row=_row(row, titles),
        facts=[
            (_("Punkt"), titles.get(row.clause, row.clause)),
            (_("Hvad skal ændres"), row.wish),
            (_("Hvorfor"), row.reason),
            (_("Fra"), _from(row)),
            (_("Dag"), local_date(row.asked_at)),
            (_("Status"), str(CHANGE_WORDS[ChangeState(row.state)])),
        ],
        links=[RegisterLink(titles.get(row.clause, row.clause), reverse("desk:clause", args=[row.clause]))],
        history=[_entry(each) for each in row.decisions.all()],
        history_name=_("Afgørelser"),
        acts=[RegisterAct("afgoer", _("Afgør"))] if may else [],
    )


def changes_of_clause(asker: Asker, clause: str) -> list[ShownRow]:
    """Those of one clause that the reader may see."""
    rows = changes_in_sight(asker.user, on=local_date(asker.now)).filter(clause=clause)
    return [replace(_row(row, {}), mark=str(CHANGE_WORDS[ChangeState(row.state)])) for row in rows]


def change_in_sight(asker: Asker, key: str) -> ChangeRequest | None:
    """The request where the reader may see it."""
    try:
        UUID(key)
    except ValueError:
        return None
    return changes_in_sight(asker.user, on=local_date(asker.now)).filter(pk=key).first()


def _titles(asker: Asker) -> dict[str, str]:
    rows = clauses_on(local_date(asker.now), language=reading_language())
    return {row.clause.address: row.title for row in rows}


def _from(row: ChangeRequest) -> str:
    return row.house.name if row.house else _("en borger")


def _entry(each: ChangeDecision) -> RegisterEntry:
    return RegisterEntry(
        local_date(each.decided_at), str(CHANGE_WORDS[ChangeState(each.state)]), each.reason, each.decided_by.name
    )


def _row(row: ChangeRequest, titles: dict[str, str]) -> ShownRow:
    wish = row.wish if len(row.wish) <= 90 else f"{row.wish[:90].rsplit(' ', 1)[0]} …"
    return ShownRow(
        key=str(row.pk),
        title=wish,
        cells=(
            titles.get(row.clause, row.clause),
            _from(row),
            local_date(row.asked_at),
            str(CHANGE_WORDS[ChangeState(row.state)]),
        ),
        data={
            "key": str(row.pk),
            "clause": row.clause,
            "wish": row.wish,
            "reason": row.reason,
            "house": str(row.house_id) if row.house_id else None,
            "asked_at": row.asked_at,
            "state": row.state,
        },
    )


CHANGES = Register(
    slug="forslag",
    name="changes",
    title=gettext_lazy("Forslag til aftalen"),
    lead=gettext_lazy("Alle kan foreslå en ændring af et punkt. Sundhedsstyregruppen svarer med en begrundelse."),
    reads=Permission.REQUEST_CHANGE,
    listed=listed,
    opened=opened,
    add=gettext_lazy("Foreslå en ændring"),
)
