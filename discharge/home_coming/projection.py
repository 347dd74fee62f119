"""Projects when the citizen goes home and what is needed then, one row per journey (DESIGN §2; UX §1.b)."""

from typing import Any
from uuid import UUID

from discharge.agreement.rules.agreement import agreement_of
from discharge.home_coming.rules import home_coming, needs
from discharge.models import HomeComing
from journeys.actions.projection.citizen import CitizenProjection
from journeys.actions.projection.stepping import bring_in_step
from journeys.domain.history.history import History
from journeys.domain.state.fold import JourneyState


def project_home_comings(projection: CitizenProjection) -> None:
    """Brings the rows of one citizen in step; runs in the event's transaction and writes only what changed."""
    derived = {
        item.journey.pk: {"journey_id": item.journey.pk, **values}
        for item in projection.journeys
        if (values := home_coming_values(item.history, item.state))
    }
    stored = {row["journey_id"]: row for row in projection.stored.values(HomeComing)}
    bring_in_step(HomeComing, stored, derived)


def home_coming_values(history: History, state: JourneyState) -> dict[str, Any]:
    """Column values of one row; empty when nothing is stated. None depends on the clock."""
    coming, needed = home_coming(history.once(agreement_of)), needs(history, state)
    if coming is None and not needed:
        return {}
    return {
        "basis": coming.basis.value if coming else "",
        "day": coming.on if coming else None,
        "at": coming.at if coming else None,
        "by": coming.by.value if coming and coming.by else "",
        "waits_for": coming.waits_for.value if coming and coming.waits_for else "",
        "newer_at": coming.newer_at if coming else None,
        "needs": list(needed),
    }


def home_coming_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's rows as plain values, for `rebuild --check`."""
    rows = [dict(row) for row in HomeComing.objects.filter(journey__citizen_id=citizen_id).values()]
    return sorted(rows, key=repr)
