"""Values as the JSON of a journey writes them: moments and organisations (DESIGN §8)."""

from datetime import datetime
from typing import Any

from journeys.domain.calendar.clock import in_copenhagen
from organisations.models import Organisation


def moment(at: datetime | str | None) -> str | None:
    """ISO 8601 with Copenhagen's offset; what is unknown is null."""
    if not at:
        return None
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return in_copenhagen(instant).isoformat()


def organisation_json(organisation: Organisation | None) -> dict[str, Any] | None:
    """Id, name and the two public numbers."""
    if organisation is None:
        return None
    return {"id": str(organisation.pk), "name": organisation.name, "sor": organisation.sor, "gln": organisation.gln}
