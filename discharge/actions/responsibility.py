"""Saves who is responsible when, for one citizen (RULES 2d)."""

from typing import Any
from uuid import UUID

from discharge.domain.medication import stored_medications
from discharge.domain.periods import periods_of
from discharge.domain.situation import Story
from discharge.models import CitizenResponsibility
from journeys.models import Citizen


def save_periods(citizen: Citizen, story: Story) -> None:
    """Writes the citizen's periods when they changed; runs in the event's transaction."""
    citizen_id = citizen.pk
    values = {"periods": periods_of(story), "medication": stored_medications(story)}
    if citizen.joined_count:
        # Who turned out to be somebody else has no answer of their own (RULES 2i V9).
        CitizenResponsibility.objects.filter(citizen__joined_to=citizen).delete()
    row = CitizenResponsibility.objects.filter(pk=citizen_id).first()
    if row is None:
        if values["periods"]:
            CitizenResponsibility.objects.create(pk=citizen_id, **values)
    elif {"periods": row.periods, "medication": row.medication} != values:
        CitizenResponsibility.objects.filter(pk=citizen_id).update(**values)


def responsibility_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's periods as plain values, for `rebuild --check`."""
    return [dict(row) for row in CitizenResponsibility.objects.filter(pk=citizen_id).values()]
