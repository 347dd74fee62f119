"""A replacement or unknown CPR number and the real one behind it: who may be joined with whom (RULES 2i V9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.citizen import CitizenJoined
from organisations.domain.identifiers import is_replacement_cpr


@dataclass(frozen=True, slots=True)
class Identity:
    """A citizen's row: its id, its number (None is unknown), and whether it is joined with another already."""

    id: str
    cpr: str | None
    joined: bool = False

    @property
    def provisional(self) -> bool:
        """Whether the number is none, or one that a hospital gave until the real one was known."""
        return self.cpr is None or is_replacement_cpr(self.cpr)


def join_problem(absorbed: Identity, kept: Identity) -> str | None:
    """Why two may not be joined, as a code; only a provisional number gives way, and only to a real one."""
    if absorbed.id == kept.id:
        return "join.same"
    if absorbed.joined or kept.joined:
        return "join.already_joined"
    if not absorbed.provisional:
        return "join.number_is_real"
    return "join.not_a_real_number" if kept.provisional else None


def standing_members(events: Iterable[EventRecord]) -> frozenset[str]:
    """Whom the events of a citizen say to be joined with it, in recorded order: joined, and not parted since."""
    members: set[str] = set()
    for event in sorted(events, key=lambda each: each.sequence):
        other = event.read(CitizenJoined).citizen
        if other is None:
            continue
        if event.kind is EventKind.CITIZEN_JOINED:
            members.add(other)
        elif event.kind is EventKind.CITIZEN_PARTED:
            members.discard(other)
    return frozenset(members)
