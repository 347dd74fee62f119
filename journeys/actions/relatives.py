"""Relatives and what has been agreed with them; who changed what is kept by simple-history (DESIGN §6)."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from journeys.actions.acting.acts import Act, Refused, check_version, under_lock
from journeys.actions.acting.facts import check_facts_of_citizen
from journeys.models import Journey, Relative
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeFacts:
    """What is known of a relative; `informed_at` is when somebody last spoke with them."""

    name: str
    relation: str = ""
    phone: str = ""
    agreed: str = ""
    informed_at: datetime | None = None


@under_lock
def save_relative(journey: Journey, facts: RelativeFacts, *, act: Act, relative_id: UUID | None = None) -> Relative:
    """Writes down a relative of the journey's citizen, or what is new of one."""
    check_can(act.by, Permission.RECORD_WISHES, journey)
    check_version(journey, act)
    check_facts_of_citizen(journey, by=act.by, now=act.now)
    if relative_id is None:
        found = Relative.objects.filter(citizen_id=journey.citizen_id, name__iexact=facts.name.strip()).first()
        relative = found or Relative(citizen_id=journey.citizen_id)
    else:
        known = Relative.objects.filter(citizen_id=journey.citizen_id, pk=relative_id).first()
        if known is None:
            raise Refused("relative.unknown")
        relative = known
    for name, value in asdict(facts).items():
        setattr(relative, name, value.strip() if isinstance(value, str) else value)
    relative.save()
    return relative
