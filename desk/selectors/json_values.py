"""Values as the JSON of a journey writes them: moments, organisations, verdicts (DESIGN §8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from discharge.wording.sentences import sentence
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
    return {
        "id": str(organisation.pk),
        "name": organisation.name,
        "sor": organisation.sor,
        "gln": organisation.gln,
    }


def verdict_json(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """Rule, source, outcome, facts, and the sentence in the reader's language."""
    return {
        "rule": verdict["rule"],
        "source": verdict["source"],
        "outcome": verdict["outcome"],
        "facts": verdict["facts"],
        "missing": verdict["missing"],
        "sentence": sentence(verdict),
    }
