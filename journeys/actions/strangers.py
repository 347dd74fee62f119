"""One chain or episode told of two citizens: neither stay moves silently, both are asked about (RULES 2i V14)."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventKind, EventSource
from journeys.models import ChainKey, JourneyEvent
from journeys.querysets import family_of

_LONGEST = 90


def meet_strangers(event: JourneyEvent, *, now: datetime) -> bool:
    """Notes on both citizens that a message's chain or episode is known under another one; whether it is.

    The citizen of whom the chain was told first stands; the messages of the other one are the strangers. The caller
    holds a transaction. Two messages of one chain at once wait for each other at its keys.
    """
    keys = sorted(keys_of(event))
    owners = dict(ChainKey.objects.filter(key__in=keys).values_list("key", "citizen_id"))
    for key in keys:
        if key not in owners:
            owners[key] = ChainKey.objects.get_or_create(key=key, defaults={"citizen_id": event.citizen_id})[
                0
            ].citizen_id
    # Two numbers of one person are one citizen by now (V9).
    root = event.citizen.joined_to_id or event.citizen_id
    others = set(owners.values()) - {event.citizen_id}
    others = others and others - set(family_of(root))
    for other in sorted(others, key=str):
        _tell_apart(event, other, set(keys), now)
    return bool(others)


def keys_of(event: JourneyEvent) -> Iterator[str]:
    """Under which a message is known: its own id, those of its chain, and its episodes."""
    yield _key("message", event.source_ref)
    for link in event.chain:
        yield _key("message", link["ref"])
    for episode in event.episode_ids:
        yield _key("episode", episode)


def _key(kind: str, value: str) -> str:
    """An identifier longer than the column is known by its digest: a shortened one would be another one."""
    fits = len(value) <= _LONGEST
    return f"{kind}:{value if fits else hashlib.sha256(value.encode()).hexdigest()}"


def _tell_apart(event: JourneyEvent, other: UUID, keys: set[str], now: datetime) -> None:
    rows = JourneyEvent.objects.filter(citizen_id__in=[event.citizen_id, other], source=EventSource.MESSAGE.value)
    marks = [EventKind.OTHER_CITIZEN_NAMED.value, EventKind.ALSO_SENT.value]
    shared = [row for row in rows.exclude(kind__in=marks) if not keys.isdisjoint(keys_of(row))]
    first = min(shared, key=lambda row: (row.stated_at, row.source_ref))
    for stranger in [row for row in shared if row.citizen_id != first.citizen_id]:
        before = stranger.voids_ref or (stranger.chain[-1]["ref"] if stranger.chain else first.source_ref)
        _note(stranger, stranger, stranger.source_ref, f"{stranger.source_ref}!1", now)
        _note(stranger, first, before, f"{stranger.source_ref}!2", now)


def _note(stranger: JourneyEvent, place: JourneyEvent, here: str, ref: str, now: datetime) -> None:
    """On the journey of `place`: the message, and the event there that it is about."""
    payload = {name: stranger.payload[name] for name in ("provider", "hospital") if name in stranger.payload}
    record_event(
        place.citizen_id,
        NewEvent(
            kind=EventKind.OTHER_CITIZEN_NAMED,
            occurred_at=stranger.stated_at,
            stated_at=stranger.stated_at,
            source=EventSource.MESSAGE,
            source_ref=ref,
            organisation_id=stranger.organisation_id,
            anchor=place.uuid,
            payload=payload | {"message": stranger.source_ref, "here": here, "about": stranger.kind},
        ),
        now=now,
    )
