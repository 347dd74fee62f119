"""A plan's tasks as a file that Danish spreadsheets open rightly."""

from django.utils.translation import gettext as _

from desk.selectors.csv_lines import csv_bytes
from desk.selectors.plans.page import PlanPage


def plan_csv(page: PlanPage) -> bytes:
    """One line a task, by track."""
    heading = [
        _("Spor"),
        _("Nr."),
        _("Opgave"),
        _("Ansvarlig"),
        _("Planen nævner"),
        _("Fra"),
        _("Senest"),
        _("Hvor langt"),
        _("Gjort"),
    ]
    lines = [
        [
            track.name,
            row.task.item,
            row.title,
            row.task.owner.label if row.task.owner else _("Sekretariatet"),
            row.bodies,
            row.task.first_on or "",
            row.task.due_on or "",
            row.status,
            row.task.done_on or "",
        ]
        for track in page.tracks
        for row in track.rows
    ]
    return csv_bytes(heading, lines)
