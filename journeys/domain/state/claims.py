"""Stays entered by hand about a citizen whom others have: entries until they are confirmed (DESIGN §6).

An entry is no contact: nothing is folded from it, and it opens nothing but itself to the unit that wrote it. It becomes
part of a stay when a message, or the hospital itself, tells of the same contact, or when the side that is asked agrees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.kinds import STAY_KINDS
from journeys.domain.events.payloads.stays import AnswerTo, ClaimedStay, StayClaimed
from journeys.domain.history.cancelled import taken_back
from journeys.domain.history.grouping import journeys_of
from journeys.domain.history.history import History, JourneyHistory

_NEW = "new"


@dataclass(frozen=True, slots=True)
class Claim:
    """A stay as somebody entered it: what, when and where it is to have begun, and who says so."""

    ref: str
    kind: EventKind
    at: datetime
    by: str | None
    stated_at: datetime
    provider: str | None
    hospital: str | None
    municipality: str | None
    name: str = ""
    # Of a stay that is only planned: when it is to begin.
    planned_at: datetime | None = None
    # When an answer to it was taken back last: it is asked anew.
    asked_again_at: datetime | None = None

    @classmethod
    def of(cls, event: EventRecord) -> "Claim":
        """From its event."""
        stay = event.read(StayClaimed).stay or ClaimedStay()
        return cls(
            ref=event.ref,
            kind=stay.kind or EventKind.ADMITTED,
            at=event.occurred_at,
            by=event.organisation,
            stated_at=event.stated_at,
            provider=stay.provider,
            hospital=stay.hospital,
            municipality=stay.municipality,
            name=f"{stay.given_names or ''} {stay.family_name or ''}".strip(),
            planned_at=stay.planned_at,
        )

    @property
    def plans(self) -> bool:
        """Whether the stay has not begun."""
        return self.kind is EventKind.ADMISSION_DECIDED


def is_entry(events: Sequence[EventRecord]) -> bool:
    """Whether a journey is nothing but entries: no contact and no plan was ever part of it."""
    kinds = {event.kind for event in events}
    return EventKind.STAY_CLAIMED in kinds and not kinds & STAY_KINDS


def entry_of(events: Sequence[EventRecord]) -> Claim | None:
    """The entry of such a journey, also when it has been declined or taken back; the last one said."""
    claims = [event for event in events if event.kind is EventKind.STAY_CLAIMED]
    return Claim.of(max(claims, key=lambda event: (event.stated_at, event.ref))) if claims else None


def standing_claim(history: History) -> Claim | None:
    """The entry while it is neither taken back nor declined nor confirmed."""
    if not is_entry(history.events):
        return None
    counting = history.counting
    answered = {event.read(AnswerTo).claim_ref for event in counting}
    standing = [e for e in counting if e.kind is EventKind.STAY_CLAIMED and e.ref not in answered]
    if not standing:
        return None
    claim = Claim.of(standing[-1])
    again = [at for answer, at in history.once(taken_back) if answer.read(AnswerTo).claim_ref == claim.ref]
    return replace(claim, asked_again_at=max(again, default=None))


def new_event(
    kind: EventKind, at: datetime, payload: Mapping[str, Any], *, stated_at: datetime, anchor: str | None = None
) -> EventRecord:
    """An event that is not recorded, to ask what it would be joined with; `anchor` is the journey it is said in."""
    return EventRecord(
        ref=_NEW,
        uuid=_NEW,
        sequence=2**62,
        kind=kind,
        occurred_at=at,
        stated_at=stated_at,
        anchor=anchor,
        payload=payload,
    )


def joined_with(contact: EventRecord, records: Sequence[EventRecord]) -> frozenset[str]:
    """The ids of the journeys that a contact would become part of."""
    before = {event.uuid: group.id for group in journeys_of(records) for event in group.events}
    after = next(group for group in journeys_of([*records, contact]) if contact in group.events)
    return frozenset(before[event.uuid] for event in after.events if event.uuid in before)


def target_of(claim: Claim, groups: Sequence[JourneyHistory], *, in_hospital: frozenset[str]) -> str | None:
    """The journey whose holder is asked: the one that the entry would move or join, first where the citizen lies.

    A plan joins nothing: whoever has the citizen, or had them last, is asked. None where there is no other: then the
    ward that was named is asked.
    """
    if claim.plans:
        others = [group.id for group in groups if not is_entry(group.events)]
        return next(reversed([other for other in others if other in in_hospital] or others), None)
    records = [event for group in groups for event in group.events]
    stated_at = max(event.stated_at for event in records)
    place = {"provider": claim.provider, "hospital": claim.hospital}
    contact = new_event(claim.kind, claim.at, place, stated_at=stated_at)
    entries = {group.id for group in groups if is_entry(group.events)}
    joined = joined_with(contact, records) - entries
    order = [group.id for group in groups if group.id in joined]
    lying = [journey for journey in order if journey in in_hospital]
    return next(reversed(lying or order), None)
