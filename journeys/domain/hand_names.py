"""Whether a name that somebody typed with an entry still stands: an entry that is undone leaves nothing behind."""

from collections.abc import Sequence

from journeys.domain.claims import Claim
from journeys.domain.effective import effective
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, EventSource

_MAKES_A_STAY = CONTACT_KINDS | {EventKind.ADMISSION_DECIDED}


def has_fallen(name: str, events: Sequence[EventRecord]) -> bool:
    """Whether only entries that were taken back or declined gave a citizen's name; `events` are all of the citizen.

    What a hospital entered by hand may have given it too, and does not say so: then it stays.
    """
    standing = effective(events)
    if any(event.kind in _MAKES_A_STAY and event.source is not EventSource.MESSAGE for event in standing):
        return False
    declined = {event.text("claim_ref") for event in standing if event.kind is EventKind.STAY_DECLINED}
    entries = [event for event in events if event.kind is EventKind.STAY_CLAIMED and Claim.of(event).name == name]
    return bool(entries) and not any(event in standing and event.ref not in declined for event in entries)
