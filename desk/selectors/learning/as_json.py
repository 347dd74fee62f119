"""Journeys to learn from for programs and as a file: the same facts as their pages."""

from typing import Any

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.learning.page import ActionRow, CasePage
from principles.learning.rules.effect import AddedMonths


def case_json(page: CasePage) -> dict[str, Any]:
    """A case; `journey` is null to whoever may not open it, `pack` as long as it is not shown to them."""
    case = page.case
    return {
        "id": str(case.pk),
        "state": page.state.value,
        "title": page.title,
        "area": page.area,
        "journey": str(case.journey_id) if page.sees_journey else None,
        "pack": page.stored,
        "lesson": case.lesson,
        "checked_at": case.checked_at,
        "told_on": case.told_on if page.sees_journey else None,
        "told_whom": (case.told_whom or None) if page.sees_journey else None,
        "nominations": [
            {"side": row.side, "tone": row.tone, "words": row.words if page.sees_journey else None}
            for row in case.nominations.all()
        ],
        "audit": [
            {"question": row.question, "verdict": row.verdict, "words": page.words_of(row)} for row in case.audit.all()
        ],
        "actions": [action_json(row) for row in page.actions],
    }


def action_json(row: ActionRow) -> dict[str, Any]:
    """A decision with its action and the figure before and after."""
    action = row.action
    return {
        "id": action.pk,
        "meeting": action.meeting_id,
        "decision": action.decision,
        "title": action.title,
        "owner": str(action.owner_id) if action.owner_id else None,
        "indicator": action.indicator,
        "begins_on": action.begins_on,
        "due_on": action.due_on,
        "status": action.status,
        "late": row.late,
        "done_on": action.done_on,
        "outcome": action.outcome,
        "before": _span_json(row.effect.before),
        "after": _span_json(row.effect.after),
    }


def _span_json(span: AddedMonths) -> dict[str, Any]:
    return {"months": list(span.months), "numerator": span.numerator, "denominator": span.denominator}


def learning_csv(pages: list[CasePage]) -> bytes:
    """One line an action; a journey without one has a line of its own."""
    heading = [_("Forløb"), _("Hvordan gik det"), _("Hvad kan vi lære"), _("Handling"), _("Hvor langt"), _("Nøgletal")]
    heading += [_("Før"), _("Efter")]
    lines = []
    for page in pages:
        about = [page.title, page.tones, page.case.lesson]
        rows = [[row.action.title, row.status, row.figure, row.before, row.after] for row in page.actions]
        lines += [[*about, *row] for row in rows or [[""] * 5]]
    return csv_bytes(heading, lines)
