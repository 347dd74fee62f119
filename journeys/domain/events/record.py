"""One event as the pure functions see it: who said what, when, and what it corrects (DESIGN §2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from journeys.domain.events.catalogue import PAYLOADS
from journeys.domain.events.kinds import EventKind, EventSource
from journeys.domain.events.payload import Payload, Stored

if TYPE_CHECKING:
    from journeys.domain.history.chains import ChainLink


@dataclass(frozen=True, slots=True)
class EventRecord(Stored):
    """One event as the pure functions see it.

    `ref` is what other events point at (MessageHeader.id, or the event's own uuid); `sequence` is the recorded order,
    used for a journey's identity only, never for its state; `stated_at` is when the source said it (sent time).
    Organisations are their ids as strings. `voids_only` limits voiding to a target of that kind (RULES 2i V13; RE_MORS,
    SPEC A3.1).
    """

    ref: str
    uuid: str
    sequence: int
    kind: EventKind
    occurred_at: datetime
    stated_at: datetime
    organisation: str | None = None
    actor: str | None = None
    source: EventSource = EventSource.MESSAGE
    episode_ids: tuple[str, ...] = ()
    anchor: str | None = None
    voids_ref: str | None = None
    voids_only: EventKind | None = None
    # What the message says of the messages before it, earliest first.
    chain: "tuple[ChainLink, ...]" = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    # Who may read it when (release.py); no state is folded from either. None: read as soon as it is there.
    recorded_at: datetime | None = None
    released_at: datetime | None = None

    # What has been read of the payload, by its type: a fold asks the same event many times.
    _read: dict[type[Payload], Payload] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def data(self) -> Payload:
        """What the event says, as the type of its kind."""
        return self.read(PAYLOADS[self.kind])
