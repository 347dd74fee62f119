"""What principles does when something of a lower app changes."""

from typing import Any

from organisations.models import CooperationAreaMember
from principles.indicators.actions.cells import mark_members


def area_changed(instance: CooperationAreaMember, **_: Any) -> None:
    """Somebody joined or left an area: the cells of its cases are counted again (RULES 3.4 model rule 7)."""
    mark_members(instance.organisation_id)
