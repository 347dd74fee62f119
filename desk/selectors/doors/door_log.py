"""The newest events at the doors, with the names that the accounts have now."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.sentences import SECURITY
from organisations.models import SecurityEvent, User

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One line: what happened to whose account, by whom, from where."""

    event: SecurityEvent
    what: str
    who: str
    by: str


def door_rows() -> Sequence[DoorRow]:
    """Newest first; a name that nobody has is empty."""
    events = list(SecurityEvent.objects.order_by("-at", "-id")[:MOST_SHOWN])
    uuids = {uuid for event in events for uuid in (event.user_uuid, event.by_uuid) if uuid}
    names = {user.uuid: str(user) for user in User.objects.filter(uuid__in=uuids)}
    return [
        DoorRow(
            event,
            what=str(SECURITY.get(event.kind, event.kind)),
            who=names.get(event.user_uuid, "") if event.user_uuid else "",
            by=names.get(event.by_uuid, "") if event.by_uuid else "",
        )
        for event in events
    ]
