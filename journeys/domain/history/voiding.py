"""What a correction or cancellation reaches: what it names, and along the chain over what was lost (DESIGN §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, EventSource
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.events.payloads.stays import AnswerTo, Spans, Telling
from journeys.domain.history.chains import ChainLink, ChainStep, standing
from journeys.domain.history.contacts import are_two, house_of
from journeys.domain.history.words import admits, cancels, same_house, tells_the_same

# What an admission carries: it falls with an admission that never was.
_BUILT_ON = frozenset({EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED, EventKind.DISCHARGED})


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
    # Whose word it is, as far as that is known: what one hospital says of its own message leaves another's word alone.
    house: str | None = None

    def strength(self) -> tuple[datetime, str]:
        """Of several claims on one event the latest stated holds."""
        return self.at, self.ref

    def yields_to(self, rival: "_Claim") -> bool:
        """Whether a later word on the same event holds instead of it."""
        return rival.strength() > self.strength() and not are_two(self.house, rival.house)


@dataclass(slots=True)
class Voiding:
    """Which of the events are voided, and by whom. `lost` is what chains tell of messages that are not among them."""

    held: Mapping[str, EventRecord]
    lost: Mapping[str, ChainLink]
    claims: dict[str, list[_Claim]] = field(default_factory=dict)
    # What the word of each message is about: what it names, or over cancelled pairs what stands behind them.
    aims: dict[str, str] = field(default_factory=dict)
    # Leaves and discharges of an admission that was cancelled, which stand all the same.
    unsupported: set[str] = field(default_factory=set)
    # Entries by hand that fell with the message that told of the same end: by that message.
    twins: dict[str, list[EventRecord]] = field(default_factory=dict)
    # What the ward said when it was asked which of several words is right: by its ref, all of those words. It is no
    # correction of any of them: the hospital's system may take its own back.
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[EventRecord]) -> "Voiding":
        """Works it out, whatever the order of the events."""
        held = {event.ref: event for event in events}
        found = cls(held, _lost(held))
        for event in held.values():
            if event.voids_ref is not None:
                at, house = event.stated_at, house_of(event)
                found._claim(event.voids_ref, _Claim(event.ref, at, event.voids_only, cancels(event), at, house), event)
            # Only people answer the ward's question, which is about a contact.
            by_hand = event.source is not EventSource.MESSAGE and event.kind in CONTACT_KINDS
            if by_hand and (words := event.read(AnswerTo).instead_of):
                found.answers[event.ref] = (*words, *_said_again(event, words, held))
        for link in found.lost.values():
            if link.step is ChainStep.CANCELS:
                found._claim(link.previous, _Claim(link.ref, link.at, link.kind, True, link.at), None)
        found._fall()
        found._fall_with_twin()
        found._fall_by_hand()
        return found

    @property
    def voided(self) -> frozenset[str]:
        """Refs that do not count: claimed, or beaten by a later claim on the same event.

        Voiding is final: cancelling a correction does not bring back what it corrected (AN_STIN of an RE_STIN leaves
        no admission). Of several corrections of the same event only the latest stated one holds.
        """
        losers: set[str] = set()
        for rivals in self.claims.values():
            losers |= {claim.ref for claim in rivals if any(claim.yields_to(rival) for rival in rivals)}
        voided = frozenset(self.claims) | losers
        return voided.union(*(words for ref, words in self.answers.items() if ref not in voided))

    def was_overtaken(self, ref: str, *, by: datetime) -> bool:
        """Whether by then a rival had been stated that held against a correction: its word had come to nothing."""
        for rivals in self.claims.values():
            own = next((claim for claim in rivals if claim.ref == ref), None)
            if own is not None and any(rival.at < by and own.yields_to(rival) for rival in rivals):
                return True
        return False

    def counts(self, event: EventRecord) -> bool:
        """Whether an event's word against the one it names is of the right kind and house."""
        return event.ref in self.aims

    def is_misplaced(self, event: EventRecord) -> bool:
        """Whether a message corrects something that we know of, but that is no event of its kind and house."""
        known = event.voids_ref in self.held or event.voids_ref in self.lost
        corrects = event.source is EventSource.MESSAGE and event.read(Telling).step == ChainStep.CORRECTS.value
        return known and corrects and event.ref not in self.aims

    def reached(self, event: EventRecord) -> EventRecord | None:
        """The held event that a correction or cancellation voids, itself or through links that were lost."""
        ref, passed = self.aims.get(event.ref), {event.ref}
        while ref is not None and ref not in passed:
            if ref in self.held:
                return self.held[ref]
            passed.add(ref)
            ref = self.aims.get(ref)
        return None

    def _claim(self, ref: str | None, claim: _Claim, by: EventRecord | None) -> None:
        """Claims the event; a lost correction that is itself claimed passes the claim on to what it corrected."""
        while True:
            ref = self._over_pairs(ref, claim)
            if ref is None or ref == claim.ref or not self._fits(ref, claim.only, by):
                return
            self.aims[claim.ref] = ref
            rivals = self.claims.setdefault(ref, [])
            if any(claim.ref == rival.ref for rival in rivals):
                return
            rivals.append(claim)
            link = self.lost.get(ref)
            only = _carried(link, claim.only) if link else None
            if link is None or only is None:
                return
            ref, claim = link.previous, replace(claim, ref=link.ref, at=link.at, only=only)

    def _over_pairs(self, ref: str | None, claim: _Claim) -> str | None:
        """What stands at a message: one that cancels stands for what stood before the event it cancelled (SPEC A3.1).

        A sender names its latest message, so a word about the admission may name the cancellation of the discharge.
        """
        if claim.only is None:
            return ref
        passed: set[str] = set()
        while ref is not None and ref not in passed and (kind := self._cancelled_kind(ref)) is not None:
            passed.add(ref)
            held = self.held.get(ref)
            if held is not None and held.kind is claim.only:
                # A cancelled death states the stay anew: that word falls with the one that it repeats.
                self.claims.setdefault(ref, []).append(claim)
                self.aims[claim.ref] = ref
            ref = self._before(ref)
            if ref is not None and kind in self._kinds(ref):
                ref = self._before(self._first_said(ref))
        return ref

    def _cancelled_kind(self, ref: str) -> EventKind | None:
        """Of which kind a message cancels an event; None for every other one."""
        held, lost = self.held.get(ref), self.lost.get(ref)
        if held is not None:
            by_message = held.source is EventSource.MESSAGE
            return held.voids_only if by_message and (cancels(held) or self._says_alive(held)) else None
        return lost.kind if lost is not None and lost.step is ChainStep.CANCELS else None

    def _says_alive(self, event: EventRecord) -> bool:
        """Whether it cancels a death without the word for it: it only tells the same admission once more (SPEC A3.1).

        Where the message that it names was lost, that may have been a death: the stay's own beginning tells.
        """
        if event.voids_only is not EventKind.DIED or event.kind not in ADMISSIONS:
            return False
        target, lost = self.held.get(event.voids_ref or ""), self.lost.get(event.voids_ref or "")
        if target is not None:
            return target.kind is EventKind.DIED and same_house(event, target)
        earlier = [self.held[link.ref] for link in event.chain if link.ref in self.held]
        return lost is not None and EventKind.DIED in lost.kinds and any(_is_same_stay(event, told) for told in earlier)

    def _corrects(self, ref: str) -> bool:
        held, lost = self.held.get(ref), self.lost.get(ref)
        if held is not None and held.source is not EventSource.MESSAGE:
            return held.voids_ref is not None
        step = held.read(Telling).step if held else lost.step.value if lost else None
        return step == ChainStep.CORRECTS.value

    def _kinds(self, ref: str) -> frozenset[EventKind]:
        """Every kind that a message may have stated."""
        held, lost = self.held.get(ref), self.lost.get(ref)
        return frozenset({held.kind}) if held else lost.kinds if lost else frozenset()

    def _before(self, ref: str) -> str | None:
        """The message that a message names."""
        held, lost = self.held.get(ref), self.lost.get(ref)
        if held is not None:
            return held.voids_ref or (held.chain[-1].ref if held.chain else None)
        return lost.previous if lost else None

    def _fits(self, ref: str, only: EventKind | None, by: EventRecord | None) -> bool:
        if ref in self.held:
            target = self.held[ref]
            return only in (None, target.kind) and (by is None or same_house(by, target))
        if ref in self.lost:
            return only is None or only in self.lost[ref].kinds
        # Nothing is known of it: a correction counts against its rivals, a message that goes on corrects nothing.
        return only is not EventKind.DIED

    def _fall(self) -> None:
        """An admission that never was takes the leaves and the discharge with it that were told before it was said.

        One that was told later, or knew of the cancellation, stands without an admission: that is asked about.
        """
        cancelled = self._cancelled_admissions()
        for event in self.held.values():
            admissions = [link for link in event.chain if admits(link)] if event.kind in _BUILT_ON else []
            if not admissions:
                continue
            rests_on = next((link for link in reversed(standing(event.chain)) if admits(link)), None)
            fallen = self._first_said(rests_on.ref) if rests_on else None
            said = cancelled.get(fallen) if fallen else None
            if fallen is None:
                self.unsupported.add(event.ref)
            elif said is not None:
                self._lose(event, fallen, said)

    def _cancelled_admissions(self) -> dict[str, datetime]:
        """The first statement of each admission that was cancelled, and when that was said."""
        cancelled: dict[str, datetime] = {}
        for ref, claims in self.claims.items():
            said = max((claim.said_at for claim in claims if claim.cancels), default=None)
            if said is not None and self._is_admission(ref):
                first = self._first_said(ref)
                cancelled[first] = max(said, cancelled.get(first, said))
        return cancelled

    def _fall_by_hand(self) -> None:
        """What was entered by hand of a stay falls with it like its messages: where every admission was cancelled.

        Where a correction made the stay begin after the entry, one of the two times is wrong (B13): it is asked about.
        """
        entries = [e for e in self.held.values() if e.kind in _BUILT_ON and e.source is not EventSource.MESSAGE]
        cancelled, voided = (self._cancelled_admissions(), self.voided) if entries else ({}, frozenset())
        for entry in entries:
            admissions = self._admissions_until(entry)
            last = self._last_cancelled(admissions, cancelled)
            if last is not None:
                self._lose(entry, last, cancelled[last])
            elif admissions and voided.issuperset(event.ref for event in admissions):
                self.unsupported.add(entry.ref)

    def _lose(self, event: EventRecord, admission: str, said: datetime) -> None:
        """What was told before its admission was said never to have been falls with it; the rest has none."""
        if event.stated_at < said:
            self.claims.setdefault(event.ref, []).append(_Claim(admission, said, event.kind, True, said))
        else:
            self.unsupported.add(event.ref)

    def _admissions_until(self, entry: EventRecord) -> list[EventRecord]:
        """Every word of an admission that the entry can be of."""
        return [
            event
            for event in self.held.values()
            if event.kind in ADMISSIONS and event.occurred_at <= entry.occurred_at and same_house(entry, event)
        ]

    def _last_cancelled(self, words: Iterable[EventRecord], cancelled: Mapping[str, datetime]) -> str | None:
        """The admission that was cancelled last of those that the words tell; None while one stands."""
        admissions = [self._first_said(word.ref) for word in words]
        if not all(first in cancelled for first in admissions):
            return None
        return max(admissions, key=lambda first: cancelled[first], default=None)

    def _fall_with_twin(self) -> None:
        """What was told by hand and by message is one: whoever takes the message back or corrects it, means both.

        What was entered after that was said stands; so does the message when only the entry is taken back, and what the
        ward answered when it was asked.
        """
        voided = self.voided
        entries = [
            event
            for event in self.held.values()
            if event.source is not EventSource.MESSAGE and event.ref not in voided and event.ref not in self.answers
        ]
        for ref in [ref for ref in self.claims if ref in self.held]:
            message = self.held[ref]
            if message.source is not EventSource.MESSAGE or message.kind not in CONTACT_KINDS:
                continue
            said = max(claim.said_at for claim in self.claims[ref])
            for entry in entries:
                if entry.stated_at >= said or not tells_the_same(entry, message):
                    continue
                if not self._turned_between(entry, message, voided):
                    self.claims.setdefault(entry.ref, []).append(_Claim(ref, said, message.kind, True, said))
                    self.twins.setdefault(ref, []).append(entry)

    def _turned_between(self, one: EventRecord, other: EventRecord, voided: frozenset[str]) -> bool:
        """Whether something else happened in the contact between two words."""
        first, last = sorted((one.occurred_at, other.occurred_at))
        return any(
            event.kind in CONTACT_KINDS and event.kind is not one.kind and first < event.occurred_at < last
            for event in self.held.values()
            if event.ref not in voided
        )

    def words_of(self, event: EventRecord) -> list[EventRecord]:
        """The entries by hand whose place a correction took, the earliest first: what they said of the end holds."""
        found: list[EventRecord] = []
        passed: set[str] = set()
        while event.ref not in passed and (target := self.reached(event)) is not None:
            passed.add(event.ref)
            found += self.twins.get(target.ref, [])
            event = target
        return sorted(found, key=lambda each: each.stated_at)

    def _first_said(self, ref: str) -> str:
        """The first statement of the event that a message states, its corrections passed."""
        passed: set[str] = set()
        while ref not in passed and self._corrects(ref) and (before := self._before(ref)) is not None:
            if self._kinds(ref).isdisjoint(self._kinds(before)):
                break
            passed.add(ref)
            ref = before
        return ref

    def _is_admission(self, ref: str) -> bool:
        held, lost = self.held.get(ref), self.lost.get(ref)
        kind = held.kind if held else lost.kind if lost and lost.step is not ChainStep.CANCELS else None
        return kind in ADMISSIONS


def really_voids(event: EventRecord, target: EventRecord | None) -> bool:
    """Whether an event voids the one it names: only one of its kind (RULES 2i V13), of its own house.

    What has not arrived yet may have been anything; a message that goes on with a living citizen corrects nothing.
    """
    if target is None:
        return event.voids_only is not EventKind.DIED
    return event.voids_only in (None, target.kind) and same_house(event, target)


def _is_same_stay(one: EventRecord, other: EventRecord) -> bool:
    """Whether two messages of one house tell of a stay that began at the same time."""
    begun = one.read(Spans).period_start
    return begun is not None and begun == other.read(Spans).period_start and same_house(one, other)


def _carried(link: ChainLink, only: EventKind | None) -> EventKind | None:
    """Of which kind a claim on a lost link goes on to the one before it; None where it ends here."""
    if link.step is ChainStep.CORRECTS and only in (None, link.kind):
        return link.kind
    return EventKind.DIED if link.repeats and only is EventKind.DIED else None


def _lost(held: Mapping[str, EventRecord]) -> dict[str, ChainLink]:
    """The links of all chains that name no event we hold; of two that differ the first stated counts."""
    found: dict[str, ChainLink] = {}
    for event in sorted((each for each in held.values() if each.chain), key=lambda each: (each.stated_at, each.ref)):
        for link in event.chain:
            if link.ref not in held:
                found.setdefault(link.ref, link)
    return found


def _said_again(answer: EventRecord, words: Sequence[str], held: Mapping[str, EventRecord]) -> list[str]:
    """Messages that only repeat one of the words that the ward has answered: the same house, the same time."""
    answered = {(held[ref].occurred_at, house_of(held[ref])) for ref in words if ref in held}
    repeats = (event for event in held.values() if event.kind is answer.kind and event.voids_ref is None)
    return [
        event.ref
        for event in repeats
        if event.source is EventSource.MESSAGE and (event.occurred_at, house_of(event)) in answered
    ]
