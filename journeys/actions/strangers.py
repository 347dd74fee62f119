"""One chain or episode told of two citizens: neither stay moves silently, both are asked about (RULES 2i V14)."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from journeys.actions.events import NewEvent, record_event
from journeys.actions.projection.writing import add_unless_known
from journeys.domain.events import EventKind, EventSource
from journeys.domain.history.strangers import NOTES_ON_MESSAGES, chain_keys
from journeys.models import ChainKey, JourneyEvent
from journeys.querysets import family_of

# Of the two columns of 100 characters: a kind before it, or a citizen's id after it.
_LONGEST, _LONGEST_NAMED = 90, 63


def meet_strangers(event: JourneyEvent, told: Sequence[JourneyEvent], *, now: datetime) -> bool:
    """Notes on both citizens that a message's chain or episode is known under another one; whether it is.

    Whose the chain is follows from when each was said (`domain.strangers`), whatever came first. The caller holds a
    transaction, and gives all that was `told` of the citizen. Two messages of one chain at once wait for each other at
    its keys.
    """
    keys = sorted(keys_of(event))
    owners = {event.citizen_id}
    # Its own id at least is new; a key that another one writes meanwhile is waited for, and has that owner.
    if add_unless_known(*(ChainKey(key=key, citizen_id=event.citizen_id) for key in keys)) < len(keys):
        owners |= set(ChainKey.objects.filter(key__in=keys).values_list("citizen_id", flat=True))
    found = _strangers(event, told, owners, set(keys))
    for other in found:
        _note(other, event, now)
    # On each of the others once, at the message of theirs that was told first.
    for citizen in dict.fromkeys(row.citizen_id for row in found):
        _note(event, next(row for row in found if row.citizen_id == citizen), now)
    return bool(found)


def _strangers(
    event: JourneyEvent, told: Sequence[JourneyEvent], owners: set[UUID], keys: set[str]
) -> list[JourneyEvent]:
    """The messages of other citizens that belong to the chain or an episode of this one, the first told first."""
    others = owners - {event.citizen_id}
    messages = JourneyEvent.objects.filter(source=EventSource.MESSAGE.value)
    # A key has one owner; who else was told of under it is noted there.
    named = {row.payload["message"] for row in told if row.citizen_id == event.citizen_id and _is_mark(row)}
    if others:
        marks = messages.filter(kind=EventKind.OTHER_CITIZEN_NAMED.value, citizen_id__in=others)
        named |= {payload["message"] for payload in marks.values_list("payload", flat=True)}
    if named:
        others |= set(messages.filter(source_ref__in=named).values_list("citizen_id", flat=True))
    if not others - {event.citizen_id}:
        return []
    # Two numbers of one person are one citizen by now (V9).
    others -= {event.citizen_id, *family_of(event.citizen.joined_to_id or event.citizen_id)}
    rows = messages.filter(citizen_id__in=others).exclude(kind__in=[kind.value for kind in NOTES_ON_MESSAGES])
    shared = [row for row in rows if not keys.isdisjoint(keys_of(row))]
    return sorted(shared, key=lambda row: (row.stated_at, row.source_ref))


def _is_mark(row: JourneyEvent) -> bool:
    return row.kind == EventKind.OTHER_CITIZEN_NAMED.value and row.source == EventSource.MESSAGE.value


def keys_of(event: JourneyEvent) -> Iterator[str]:
    """Under which a message is known: its own id, those of its chain, and its episodes."""
    yield _key("message", event.source_ref)
    for link in event.chain:
        yield _key("message", link["ref"])
    for episode in event.episode_ids:
        yield _key("episode", episode)


def _key(kind: str, value: str) -> str:
    """An identifier longer than the column is known by its digest: a shortened one would be another one."""
    return f"{kind}:{_fitted(value, _LONGEST)}"


def _fitted(value: str, longest: int) -> str:
    return value if len(value) <= longest else hashlib.sha256(value.encode()).hexdigest()[:longest]


def _note(stranger: JourneyEvent, place: JourneyEvent, now: datetime) -> None:
    """On the journey of `place`: another citizen's message, once for each; who is the stranger is worked out there."""
    links = [link["ref"] for link in stranger.chain]
    payload = {name: stranger.payload[name] for name in ("provider", "hospital") if name in stranger.payload}
    payload |= {
        "message": stranger.source_ref,
        "keys": chain_keys(stranger.source_ref, links, stranger.episode_ids),
        "here": stranger.voids_ref or (links[-1] if links else place.source_ref),
        "about": stranger.kind,
    }
    record_event(
        place.citizen_id,
        NewEvent(
            kind=EventKind.OTHER_CITIZEN_NAMED,
            occurred_at=stranger.stated_at,
            stated_at=stranger.stated_at,
            source=EventSource.MESSAGE,
            source_ref=f"{_fitted(stranger.source_ref, _LONGEST_NAMED)}!{place.citizen_id}",
            organisation_id=stranger.organisation_id,
            anchor=place.uuid,
            payload=payload,
        ),
        now=now,
    )
