"""Projects the 72-hour windows: rows, questions about missing facts, the timer, who is told (RULES 2e; DESIGN §2)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from discharge.actions.chain_keys import chain_key, lost_key
from discharge.actions.responsibility import save_periods
from discharge.domain.discharge_facts import Place
from discharge.domain.questions import question_tasks, situation_tasks
from discharge.domain.situation import Story
from discharge.domain.window import WindowPlan, WindowState
from discharge.models import ExtendedResponsibility
from discharge.selectors.settings import closing_days, dated_choices
from journeys.actions.deadlines import sync_deadlines
from journeys.actions.projection import CitizenProjection, Projected
from journeys.actions.tasks import sync_tasks
from journeys.domain.deadlines import WantedDeadline
from journeys.domain.grouping import JourneyEvents
from notifications.actions.outbox import publish
from organisations.models import Organisation

DEADLINE_KIND = "extended_responsibility_end"
TOPIC_WINDOW = "discharge.window_changed"
SOURCE = "discharge"


def project_windows(projection: CitizenProjection) -> None:
    """Brings every window of the citizen up to date; runs in the event's transaction."""
    events = [event for item in projection.journeys for event in item.events]
    story = Story.of(
        [*events, *projection.citizen_events],
        place_of=_place_of(projection.organisations),
        journeys=[JourneyEvents(str(item.journey.pk), item.events) for item in projection.journeys],
        choices=dated_choices(),
        extra_closing_days=closing_days(),
    )
    plans = story.plans
    _save(plans, projection)
    save_periods(projection.citizen, story)
    for item in projection.journeys:
        own = [plan for plan in plans if plan.journey == str(item.journey.pk)]
        wanted = [*_questions(own, item), *_open_ends(story, item)]
        sync_tasks(item.journey, source=SOURCE, wanted=wanted, now=projection.now)
        sync_deadlines(item.journey, kinds=[DEADLINE_KIND], wanted=_timers(own))


def _place_of(organisations: Mapping[str, Organisation]) -> Any:
    """Speciality and region of a ward, each from the ward or else its hospital; unknown stays unknown."""

    def place(provider: str | None, hospital: str | None) -> Place:
        known = [organisations[key] for key in (provider, hospital) if key and key in organisations]
        speciality = next((each.speciality for each in known if each.speciality != "unknown"), None)
        region = next((each.region_code for each in known if each.region_code), None)
        return Place(speciality, region)

    return place


def _questions(plans: Sequence[WindowPlan], item: Projected) -> Sequence[Any]:
    """Of the last window; where that has an answer, of the one before it that a short readmission left open (X1)."""
    living = [plan for plan in plans if not plan.adjustments.voided]
    asked = [plan for plan in living if plan is living[-1] or plan.may_run]
    open_ = [plan for plan in asked if plan.eligible is None]
    return [task for plan in open_[-1:] for task in question_tasks(plan, item.state)]


def _open_ends(story: Story, item: Projected) -> Sequence[Any]:
    journey = next((each for each in story.journeys if each.id == str(item.journey.pk)), None)
    return situation_tasks(story, journey, item.state) if journey is not None else ()


def _timers(plans: Sequence[WindowPlan]) -> list[WantedDeadline]:
    """The end of the last window that really runs out; a superseded, exempted or voided one has no timer."""
    ends = [
        (plan.end, plan.start)
        for plan in plans
        if plan.eligible and plan.start and plan.end and plan.state_at(plan.end) is WindowState.EXPIRED
    ]
    if not ends:
        return []
    end, start = max(ends)
    return [WantedDeadline(DEADLINE_KIND, start, end, warn_at=end - timedelta(hours=24))]


def _save(plans: Sequence[WindowPlan], projection: CitizenProjection) -> None:
    rows = {row.key: row for row in ExtendedResponsibility.objects.filter(journey__citizen_id=projection.citizen.pk)}
    for plan in plans:
        if plan.start is None or plan.journey is None:
            continue
        key, values = chain_key(plan.key, projection), window_values(plan)
        row = rows.pop(key, None)
        if row is None:
            row = _renamed(key, rows.get(lost_key(plan.key, projection)))
        elif not any(getattr(row, name) != value for name, value in values.items()):
            continue
        _store(row, values, projection)
    ExtendedResponsibility.objects.filter(pk__in=list(rows)).delete()


def _renamed(key: str, lost: ExtendedResponsibility | None) -> ExtendedResponsibility:
    """A new row; when the lost message of a window has come, nobody is told again of what stood under its other key."""
    row = ExtendedResponsibility(key=key)
    if lost is not None:
        row.starts_at, row.ends_at, row.eligible, row.voided = lost.starts_at, lost.ends_at, lost.eligible, lost.voided
    return row


def _store(row: ExtendedResponsibility, values: Mapping[str, Any], projection: CitizenProjection) -> None:
    before = (row.starts_at, row.ends_at, row.eligible, row.voided)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=row._state.adding)
    after = (row.starts_at, row.ends_at, row.eligible, row.voided)
    if before == after or not projection.announce or (row.eligible is not True and before[2] is not True):
        return
    publish(
        TOPIC_WINDOW,
        {"window": row.key, "after": projection.newest},
        key=f"window:{row.key}:{projection.newest}",
        now=projection.now,
        release_at=projection.release_at,
    )


def window_values(plan: WindowPlan) -> dict[str, Any]:
    """Column values of one plan; none depends on the clock."""
    moments = [moment for moment in plan.changes() if plan.start is not None and moment >= plan.start]
    whole = plan.at(moments[-1])
    return {
        "journey_id": UUID(plan.journey or ""),
        "ward_id": UUID(plan.provider) if plan.provider else None,
        "hospital_id": UUID(plan.hospital) if plan.hospital else None,
        "eligible": whole.eligible,
        "voided": plan.adjustments.voided,
        "discharged_at": plan.start,
        "starts_at": whole.starts_at,
        "ends_at": whole.ends_at,
        "could_end_at": whole.could_end_at,
        "phases": [[moment.isoformat(), plan.state_at(moment).value] for moment in moments],
        "missing": list(whole.missing),
        "verdicts": [verdict.as_json() for verdict in whole.verdicts],
        "version": whole.version,
    }


def window_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's windows as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in ExtendedResponsibility.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)
