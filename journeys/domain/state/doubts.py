"""What cannot be right as it stands: told to everybody who sees the journey, until the ward settles it (DESIGN §4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.stays import AnswerTo, OtherCitizenNamed, PlaceTold, Telling
from journeys.domain.history.cancelled import taken_back
from journeys.domain.history.chains import ChainStep
from journeys.domain.history.history import History
from journeys.domain.history.words import cancels


class DoubtKind(StrEnum):
    """Why something is in doubt."""

    UNLINKED = "unlinked"  # a correction or cancellation of something that we do not have
    OTHER_CITIZEN = "other_citizen"  # the chain or the episode is known under another CPR number (V14)
    LATE = "late"  # the end of a contact that was over, while another one lasts (V12)
    OTHER_HOUSE = "other_house"  # told by a hospital that does not hold the contact (DESIGN §6)
    TWICE = "twice"  # the same end was told before, at another time
    AFTER_DEATH = "after_death"  # something happened to a citizen who had died by then: one of the two is wrong
    TIME = "time"  # a time that can hardly be right, or lies before what it follows (V11, B13), or after its end


# While one of these is open, what ends or moves a stay may be wrong: the days from then on are disputed.
DISPUTES = frozenset({DoubtKind.UNLINKED, DoubtKind.OTHER_CITIZEN})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to settle. `by` said it at `at`; `ward` is the place it is about, `about` the kind of event.

    `target` is the event that "Annullér" voids and "Ret" says anew; None where there is none.
    """

    ref: str
    kind: DoubtKind
    at: datetime
    by: str | None
    ward: str | None
    about: EventKind
    cancels: bool
    target: str | None
    # Every word of what was told twice: what "Ret" says holds instead of all of them.
    instead_of: tuple[str, ...] = ()
    # When the word that had settled it was taken back: it is asked anew.
    asked_again_at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """How the journey row keeps it."""
        return {
            "ref": self.ref,
            "kind": self.kind.value,
            "at": self.at.isoformat(),
            "by": self.by,
            "ward": self.ward,
            "about": self.about.value,
            "cancels": self.cancels,
            "target": self.target,
            **({"instead_of": list(self.instead_of)} if self.instead_of else {}),
        }


def open_doubts(history: History) -> tuple[Doubt, ...]:
    """What nobody has settled in one journey, the earliest first."""
    if not any(event.source is EventSource.MESSAGE for event in history.events):
        return ()
    found = [
        *_unlinked(history),
        *_strange(history),
        *_late(history),
        *_of_others(history),
        *_twice(history),
        *_timed(history),
        *_after_death(history),
    ]
    if not found:
        return ()
    settled = {event.read(AnswerTo).settles for event in history.events if event.ref not in history.voided}
    once = {doubt.ref: doubt for doubt in reversed(found) if doubt.ref not in settled}
    again = {target.read(AnswerTo).settles: at for target, at in history.once(taken_back)} if once else {}
    asked = [replace(doubt, asked_again_at=again.get(doubt.ref)) for doubt in once.values()]
    return tuple(sorted(asked, key=lambda doubt: (doubt.at, doubt.ref)))


def _doubt(event: EventRecord, kind: DoubtKind, about: EventKind, target: str | None) -> Doubt:
    place = event.read(PlaceTold)
    ward = place.provider or place.hospital
    return Doubt(event.ref, kind, event.stated_at, event.organisation, ward, about, cancels(event), target)


def _unlinked(history: History) -> Iterator[Doubt]:
    for event in history.events:
        about = _corrected_kind(event)
        if about is not None and event.ref not in history.voided and not _is_linked(event, about, history):
            yield _doubt(event, DoubtKind.UNLINKED, about, _latest(history, about, event))


def _corrected_kind(event: EventRecord) -> EventKind | None:
    """The kind of event that a message corrects or cancels; None for one that only goes on (SPEC A3.1)."""
    if event.source is not EventSource.MESSAGE or event.voids_ref is None:
        return None
    if event.read(Telling).step in (ChainStep.CORRECTS.value, ChainStep.CANCELS.value) and event.voids_only is not None:
        return event.voids_only
    # Before the step was kept: a cancellation says nothing else, a correction names anything.
    if event.kind is EventKind.CANCELLED:
        return event.voids_only or EventKind.CANCELLED
    return event.kind if event.voids_only is None and event.kind in CONTACT_KINDS else None


def _is_linked(event: EventRecord, about: EventKind, history: History) -> bool:
    """Whether a correction or cancellation reached something, or its chain says that there is nothing to reach."""
    voiding = history.voiding
    reached = voiding.reached(event)
    if reached is not None:
        # What a rival has overtaken says nothing any more: cancelling it leaves the rival's word standing.
        return not (cancels(event) and voiding.was_overtaken(reached.ref, by=event.stated_at))
    target = voiding.aims.get(event.ref) or event.voids_ref or ""
    lost = voiding.lost.get(target)
    if target in voiding.held or (lost is not None and about not in lost.kinds):
        return False
    by_hand = (each for each in history.counting if each.source is not EventSource.MESSAGE and each.kind is about)
    if any(each.occurred_at <= event.stated_at for each in by_hand):
        # Entered by hand while its message was missing: that message is the one this is about.
        return False
    # A correction tells the whole event again; a cancellation tells only that something was not so.
    return not cancels(event) or (lost is not None and _holds_any(event, history))


def _holds_any(event: EventRecord, history: History) -> bool:
    return any(link.ref in history.voiding.held for link in event.chain)


def _latest(history: History, about: EventKind, said: EventRecord) -> str | None:
    """The event of that kind that stands and that the message may mean: the last one before it was said."""
    kinds = [event.ref for event in history.counting if event.kind is about and event.ref != said.ref]
    standing = [ref for ref in kinds if ref in history.voiding.held]
    return standing[-1] if standing else None


def _strange(history: History) -> Iterator[Doubt]:
    for event in history.sifted.strange:
        named = event.read(OtherCitizenNamed)
        about, here = named.about or EventKind.ADMITTED, named.here
        yield _doubt(event, DoubtKind.OTHER_CITIZEN, about, here if here in history.voiding.held else None)


def _late(history: History) -> Iterator[Doubt]:
    for event in history.sifted.late:
        yield _doubt(event, DoubtKind.LATE, event.kind, event.ref)


def _of_others(history: History) -> Iterator[Doubt]:
    for event in history.sifted.other_house:
        yield _doubt(event, DoubtKind.OTHER_HOUSE, event.kind, event.ref)


def _twice(history: History) -> Iterator[Doubt]:
    again = history.sifted.told_again
    for event in history.sifted.twice:
        stands = again[event.ref]
        words = sorted(ref for ref, first in again.items() if first == stands)
        yield replace(_doubt(event, DoubtKind.TWICE, event.kind, event.ref), instead_of=(stands, *words))


def _after_death(history: History) -> Iterator[Doubt]:
    for event in history.sifted.after_death:
        yield doubt_after_death(event)


def doubt_after_death(event: EventRecord) -> Doubt:
    """MORS closes everything (RULES 2i): what is told of a later time is history until somebody says which is wrong."""
    return _doubt(event, DoubtKind.AFTER_DEATH, event.kind, event.ref)


def outlives_death(doubts: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one of these (JSON) says that something is told of a citizen who had died by then."""
    return any(doubt["kind"] == DoubtKind.AFTER_DEATH.value for doubt in doubts)


def _timed(history: History) -> Iterator[Doubt]:
    for event in history.counting:
        outlives = event.ref in history.voiding.unsupported
        told = event.source is EventSource.MESSAGE and event.kind in CONTACT_KINDS
        if outlives or (told and (event.read(Telling).time_uncertain or _is_before_its_chain(event, history))):
            yield _doubt(event, DoubtKind.TIME, event.kind, event.ref if event.ref in history.voiding.held else None)


def _is_before_its_chain(event: EventRecord, history: History) -> bool:
    """Whether the time typed lies before that of the message it follows."""
    standing = {each.ref: each for each in history.counting}
    followed = next((standing[link.ref] for link in reversed(event.chain) if link.ref in standing), None)
    told = history.voiding.held.get(event.ref, event)
    return followed is not None and told.occurred_at < followed.occurred_at
