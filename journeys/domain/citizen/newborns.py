"""A newborn's stay is its own, and no municipal care channel belongs to it (RULES 2i V10).

The health visitor is told by the maternity ward in other ways. What somebody states of the child, and a need that the
hospital proves, goes before this rule.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from journeys.domain.calendar.clock import at_local, local_date
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.citizen import AffiliationStated

# The neonatal period; V10 gives no age (inf).
NEWBORN_FOR = timedelta(days=28)


def is_newborn(born: date | None, begun: datetime | None) -> bool:
    """Whether a stay that begins then is a newborn's; an unknown birthday makes nobody one."""
    if born is None or begun is None:
        return False
    return timedelta(0) <= local_date(begun) - born <= NEWBORN_FOR


def newborn_statements(
    born: date | None, begun: Sequence[datetime], citizen_events: Sequence[EventRecord]
) -> tuple[EventRecord, ...]:
    """What the rule says of the child's services, as statements that every fold reads: none from birth on.

    They end with the first stay after the neonatal period, unless somebody has stated the child's services by then.
    """
    if born is None or not any(is_newborn(born, at) for at in begun):
        return ()
    statements = [_statement("born", at_local(born, time(0, 0)), services=False)]
    later = [at for at in begun if local_date(at) - born > NEWBORN_FOR]
    stated = any(
        event.read(AffiliationStated).affiliation == Affiliation.MUNICIPAL_SERVICES for event in citizen_events
    )
    if later and not stated:
        statements.append(_statement("grown", min(later), services=None))
    return tuple(statements)


def _statement(name: str, at: datetime, *, services: bool | None) -> EventRecord:
    """Derived, so with no place of its own in the recorded order."""
    ref = f"V10-{name}"
    payload = {"affiliation": Affiliation.MUNICIPAL_SERVICES.value, "value": services}
    return EventRecord(ref, ref, 0, EventKind.AFFILIATION_STATED, at, at, source=EventSource.COMMAND, payload=payload)
