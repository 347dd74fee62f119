"""Projects one story per citizen: the 72-hour windows, and who is responsible when (RULES 2d, 2e; DESIGN §2)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from discharge.extended_responsibility.projection import (
    DEADLINE_KIND,
    SOURCE,
    save_windows,
    window_questions,
    window_timers,
)
from discharge.extended_responsibility.rules.discharge_facts import WardPlace
from discharge.models import CitizenResponsibility
from discharge.responsibility.rules.medication import stored_medications
from discharge.responsibility.rules.open_ends import situation_tasks
from discharge.responsibility.rules.periods import periods_of
from discharge.responsibility.rules.situation import Story
from discharge.settings.selectors import closing_days, dated_choices
from journeys.actions.deadlines import sync_deadlines
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.gathering import add_row, set_on
from organisations.models import Organisation


def save_periods(projection: CitizenProjection, story: Story) -> None:
    """Writes the citizen's periods when they changed; runs in the event's transaction."""
    citizen, citizen_id = projection.citizen, projection.citizen.pk
    values = {"periods": periods_of(story), "medication": stored_medications(story)}
    if citizen.joined_count:
        # Who turned out to be somebody else has no answer of their own (RULES 2i V9).
        CitizenResponsibility.objects.filter(citizen__joined_to=citizen).delete()
    row = next(iter(projection.stored.rows(CitizenResponsibility)), None)
    if row is None:
        if values["periods"]:
            add_row(CitizenResponsibility(pk=citizen_id, **values))
    elif {"periods": row.periods, "medication": row.medication} != values:
        set_on([row], **values)


def responsibility_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's periods as plain values, for `rebuild --check`."""
    return [dict(row) for row in CitizenResponsibility.objects.filter(pk=citizen_id).values()]


def project_windows(projection: CitizenProjection) -> None:
    """Brings every window of the citizen up to date; runs in the event's transaction."""
    story = Story.of(
        [item.history for item in projection.journeys],
        projection.statements,
        place_of=_place_of(projection.organisations),
        choices=projection.once(dated_choices),
        extra_closing_days=projection.once(closing_days),
    )
    plans = story.plans
    save_windows(plans, projection)
    save_periods(projection, story)
    for item in projection.journeys:
        own = [plan for plan in plans if plan.journey == str(item.journey.pk)]
        wanted = [*window_questions(own, item), *_open_ends(story, item)]
        projection.sync_tasks(item, source=SOURCE, wanted=wanted)
        sync_deadlines(item.journey, kinds=[DEADLINE_KIND], wanted=window_timers(own))


def _place_of(organisations: Mapping[str, Organisation]) -> Any:
    """Speciality and region of a ward, each from the ward or else its hospital; unknown stays unknown."""

    def place(provider: str | None, hospital: str | None) -> WardPlace:
        known = [organisations[key] for key in (provider, hospital) if key and key in organisations]
        speciality = next((each.speciality for each in known if each.speciality != "unknown"), None)
        region = next((each.region_code for each in known if each.region_code), None)
        return WardPlace(speciality, region)

    return place


def _open_ends(story: Story, item: Projected) -> Sequence[Any]:
    journey = next((each for each in story.journeys if each.id == str(item.journey.pk)), None)
    return situation_tasks(story, journey, item.state) if journey is not None else ()
