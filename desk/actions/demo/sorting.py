"""The rules by which the demo's municipality sorts what it gets."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from documents.actions.sorting_rules import save_rule
from documents.domain.sorting.tasks import Work
from documents.models import SortingRule
from journeys.domain.calendar.clock import local_date
from organisations.domain.roles import Role
from organisations.models import Organisation, User

_HOUSE = "kommune-791"
# They have held for so long that everything the demo tells falls under them.
_HELD_FOR = timedelta(days=90)


def write_sorting_rules(units: Mapping[str, Organisation], actors: Mapping[UUID, User], *, now: datetime) -> None:
    """Three that hold, and one that is still tried; what none fits a person sorts."""
    by = actors[units[f"{_HOUSE}-visitation"].pk]
    if SortingRule.objects.exists():
        return
    nursing, assessment = units[f"{_HOUSE}-sygepleje"], units[f"{_HOUSE}-visitation"]
    held, nurse = local_date(now - _HELD_FOR), Role.COMMUNITY_NURSE.value
    rows = (
        SortingRule(
            name="Smerter, sår og kateter til sygeplejen",
            conditions={"area": ["nursing_c", "nursing_h", "nursing_k"]},
            work=Work.NURSE.value,
            unit=nursing,
            watch=nurse,
            valid_from=held,
        ),
        SortingRule(
            name="Plejeforløbsplaner til visitationen",
            conditions={"kind": ["care_pathway_plan"]},
            work=Work.ASSESS.value,
            unit=assessment,
            valid_from=held,
        ),
        SortingRule(
            name="Hjælpemidler samme dag",
            conditions={"category": ["assistive-devices"]},
            work=Work.AIDS.value,
            unit=assessment,
            within_hours=8,
            valid_from=held,
        ),
        SortingRule(
            name="Medicin til sygeplejen",
            conditions={"kind": ["correspondence"], "word": ["medicin", "dosis", "insulin"]},
            work=Work.MEDICINE.value,
            unit=nursing,
            within_hours=4,
            watch=nurse,
        ),
    )
    for row in rows:
        save_rule(row, by=by)
