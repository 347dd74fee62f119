"""What was sent in error, as data protection follows it up: no citizen, no words (DESIGN §6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.domain.errors import reference_of
from documents.models import Delivery
from documents.selectors.waiting import sent_in_error
from documents.sentences import kind_label
from journeys.domain.events.payloads.documents import Mistake

# More than a year of them in a region; older ones stand in the database.
MOST = 200
MISTAKES = {Mistake.RECEIVER: _("Forkert modtager"), Mistake.CITIZEN: _("Forkert borger")}


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One version that one receiver got in error. `reference` names the letter where the two units speak of it."""

    row: Delivery
    reference: str
    label: str
    mistake: str
    discarded_at: datetime | None


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """The newest of them, and whether there are more."""

    rows: tuple[IncidentRow, ...]
    more: bool


def incidents_page() -> IncidentsPage:
    """All of them, whoever sent them."""
    rows: list[Any] = list(sent_in_error()[: MOST + 1])
    return IncidentsPage(tuple(map(_row, rows[:MOST])), len(rows) > MOST)


def _row(row: Delivery) -> IncidentRow:
    mistake = str(MISTAKES[Mistake(row.mistake)])
    return IncidentRow(row, reference_of(str(row.document)), kind_label(row.kind), mistake, row.discarded_at)
