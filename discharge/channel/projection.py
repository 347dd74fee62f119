"""Projects the question for a report of admission, which table 2a may forbid (RULES 2a; SPEC A3.3 rule 5)."""

from discharge.channel.rules.report_task import report_task
from discharge.settings.rules.open_points import DEFAULTS
from discharge.settings.selectors import dated_choices
from journeys.actions.projection.citizen import CitizenProjection

SOURCE = "report"


def project_reports(projection: CitizenProjection) -> None:
    """One open task per journey at most; runs in the event's transaction."""
    asked = any(item.state.report_requested_at for item in projection.journeys)
    decided = projection.once(dated_choices) if asked else DEFAULTS
    for item in projection.journeys:
        at = item.state.report_requested_at or projection.now
        task = report_task(item.state, item.journey.speciality, decided.at(at, item.state.hospital))
        projection.sync_tasks(item, source=SOURCE, wanted=[task] if task else [])
