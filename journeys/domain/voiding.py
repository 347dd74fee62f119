"""What a correction or cancellation reaches: what it names, and along the chain over what was lost (DESIGN §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from journeys.domain.chains import Link, Step
from journeys.domain.events import EventKind, EventRecord, EventSource

# What an admission carries: it falls with an admission that never was.
_BUILT_ON = frozenset({EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED, EventKind.DISCHARGED})
ADMISSIONS = frozenset({EventKind.ADMITTED, EventKind.ACUTE_ARRIVED})


@dataclass(frozen=True, slots=True)
class _Claim:
    """One word against an event: whose it is, when it was stated, of which kind alone, and whether it cancels.

    A claim that a lost correction passes on is the correction's, said when the one behind it was said.
    """

    ref: str
    at: datetime
    only: EventKind | None
    cancels: bool
    said_at: datetime


@dataclass(slots=True)
class Voiding:
    """Which of the events are voided, and by whom. `lost` is what chains tell of messages that are not among them."""

    held: Mapping[str, EventRecord]
    lost: Mapping[str, Link]
    claims: dict[str, list[_Claim]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[EventRecord]) -> "Voiding":
        """Works it out, whatever the order of the events."""
        held = {event.ref: event for event in events}
        found = cls(held, _lost(held))
        for event in held.values():
            claim = _Claim(event.ref, event.stated_at, event.voids_only, cancels(event), event.stated_at)
            found._claim(event.voids_ref, claim, event)
        for link in found.lost.values():
            if link.step is Step.CANCELS:
                found._claim(link.previous, _Claim(link.ref, link.at, link.kind, True, link.at), None)
        found._fall()
        return found

    @property
    def voided(self) -> frozenset[str]:
        """Refs that do not count: claimed, or beaten by a later claim on the same event.

        Voiding is final: cancelling a correction does not bring back what it corrected (AN_STIN of an RE_STIN leaves
        no admission). Of several corrections of the same event only the latest stated one holds.
        """
        losers: set[str] = set()
        for rivals in self.claims.values():
            latest = max(rivals, key=lambda rival: (rival.at, rival.ref))
            losers |= {claim.ref for claim in rivals} - {latest.ref}
        return frozenset(self.claims) | losers

    def counts(self, event: EventRecord) -> bool:
        """Whether an event's word against the one it names is of the right kind and house."""
        return any(claim.ref == event.ref for claim in self.claims.get(event.voids_ref or "", ()))

    def reached(self, event: EventRecord) -> EventRecord | None:
        """The held event that a correction or cancellation voids, itself or through links that were lost."""
        claimant, ref = event.ref, event.voids_ref
        while ref is not None and any(claim.ref == claimant for claim in self.claims.get(ref, ())):
            if ref in self.held:
                return self.held[ref]
            claimant, ref = ref, self.lost[ref].previous if ref in self.lost else None
        return None

    def _claim(self, ref: str | None, claim: _Claim, by: EventRecord | None) -> None:
        """Claims the event; a lost correction that is itself claimed passes the claim on to what it corrected."""
        while ref is not None and ref != claim.ref and self._fits(ref, claim.only, by):
            rivals = self.claims.setdefault(ref, [])
            if any(claim.ref == rival.ref for rival in rivals):
                return
            rivals.append(claim)
            link = self.lost.get(ref)
            only = _carried(link, claim.only) if link else None
            if link is None or only is None:
                return
            ref, claim = link.previous, replace(claim, ref=link.ref, at=link.at, only=only)

    def _fits(self, ref: str, only: EventKind | None, by: EventRecord | None) -> bool:
        if ref in self.held:
            target = self.held[ref]
            return only in (None, target.kind) and (by is None or same_house(by, target))
        if ref in self.lost:
            return only is None or only in self.lost[ref].kinds
        # Nothing is known of it: a correction counts against its rivals, a message that goes on corrects nothing.
        return only is not EventKind.DIED

    def _fall(self) -> None:
        """An admission that never was takes the leaves and the discharge with it that were told before it was said."""
        for ref, claims in list(self.claims.items()):
            said = max((claim.said_at for claim in claims if claim.cancels), default=None)
            if said is None or not self._is_admission(ref):
                continue
            for event in self.held.values():
                if event.kind in _BUILT_ON and event.stated_at < said and _rests_on(event, ref):
                    fallen = _Claim(ref, said, event.kind, True, said)
                    self.claims.setdefault(event.ref, []).append(fallen)

    def _is_admission(self, ref: str) -> bool:
        held, lost = self.held.get(ref), self.lost.get(ref)
        kind = held.kind if held else lost.kind if lost and lost.step is not Step.CANCELS else None
        return kind in ADMISSIONS


def really_voids(event: EventRecord, target: EventRecord | None) -> bool:
    """Whether an event voids the one it names: only one of its kind (RULES 2i V13), of its own house.

    What has not arrived yet may have been anything; a message that goes on with a living citizen corrects nothing.
    """
    if target is None:
        return event.voids_only is not EventKind.DIED
    return event.voids_only in (None, target.kind) and same_house(event, target)


def same_house(one: EventRecord, other: EventRecord) -> bool:
    """Whether both messages come from one house; of an entry by hand, and of unverified houses, nothing is known."""
    if one.source is not EventSource.MESSAGE or other.source is not EventSource.MESSAGE:
        return True
    houses = (one.text("house"), other.text("house"))
    return None in houses or houses[0] == houses[1]


def cancels(event: EventRecord) -> bool:
    """Whether the event is a cancellation; one of a death goes on with the stay and says so in its payload."""
    return event.kind is EventKind.CANCELLED or event.payload.get("step") == Step.CANCELS.value


def _rests_on(event: EventRecord, admission: str) -> bool:
    """Whether the last admission in the event's chain is that one, or a correction of it."""
    for link in reversed(event.chain):
        if link.ref == admission:
            return True
        if link.kind in ADMISSIONS and link.step is Step.GOES_ON and not link.repeats:
            return False
    return False


def _carried(link: Link, only: EventKind | None) -> EventKind | None:
    """Of which kind a claim on a lost link goes on to the one before it; None where it ends here."""
    if link.step is Step.CORRECTS and only in (None, link.kind):
        return link.kind
    return EventKind.DIED if link.repeats and only is EventKind.DIED else None


def _lost(held: Mapping[str, EventRecord]) -> dict[str, Link]:
    """The links of all chains that name no event we hold; of two that differ the first stated counts."""
    found: dict[str, Link] = {}
    for event in sorted((each for each in held.values() if each.chain), key=lambda each: (each.stated_at, each.ref)):
        for link in event.chain:
            if link.ref not in held:
                found.setdefault(link.ref, link)
    return found
