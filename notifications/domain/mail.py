"""When a person is written to, and what becomes of a mail (issue 8; DESIGN §4, §6).

No rule of the region says how staff are reached by mail; what stands here is the house's own (inf). A mail holds no
personal data: it says that there is news, and where to sign in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from organisations.domain.moments import COPENHAGEN, in_copenhagen


class MailWay(StrEnum):
    """How somebody is told by mail."""

    NONE = "none"
    AT_ONCE = "at_once"
    DIGEST = "digest"


class MailState(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"
    IN_FLIGHT = "in_flight"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


_S = MailState
# Sent is final; failed waits for a person who tries again, so that nothing is lost.
TRANSITIONS: dict[MailState, frozenset[MailState]] = {
    _S.QUEUED: frozenset({_S.IN_FLIGHT}),
    _S.IN_FLIGHT: frozenset({_S.SENT, _S.WAITING, _S.FAILED}),
    _S.WAITING: frozenset({_S.IN_FLIGHT, _S.QUEUED}),
    _S.SENT: frozenset(),
    _S.FAILED: frozenset({_S.QUEUED}),
}
# Longer than a server is given to answer: whoever claimed the mail is dead, and another may send it.
LEASE = timedelta(minutes=5)
DIGEST_AT = time(7, 0)
_SATURDAY, _MOST_ROUNDS = 5, 8


def sources_of(target: MailState) -> list[str]:
    """The states that may become `target`: the condition of the UPDATE that moves a mail."""
    return sorted(state.value for state, targets in TRANSITIONS.items() if target in targets)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When a person wants no mail, and when they want the digest; Danish wall-clock time."""

    quiet_from: time | None = None
    quiet_to: time | None = None
    quiet_weekends: bool = False
    digest_at: time = DIGEST_AT


def mail_at(way: MailWay, now: datetime, hours: QuietHours, *, breaks_quiet: bool = False) -> datetime | None:
    """From when (UTC) the mail may leave; None when there is none. The digest leaves once a day."""
    if way is MailWay.NONE:
        return None
    if way is MailWay.AT_ONCE and breaks_quiet:
        return now
    return after_quiet(now if way is MailWay.AT_ONCE else _next_digest(now, hours), hours)


def _next_digest(now: datetime, hours: QuietHours) -> datetime:
    """The next day's that is not in a quiet weekend: what came on Friday and on Sunday is one digest of Monday."""
    at = _next(now, hours.digest_at)
    local = in_copenhagen(at)
    if hours.quiet_weekends and local.weekday() >= _SATURDAY:
        return _on(local.date() + timedelta(days=7 - local.weekday()), hours.digest_at)
    return at


def after_quiet(at: datetime, hours: QuietHours) -> datetime:
    """The first instant not before `at` outside the quiet hours; one who is always quiet is written to all the same."""
    for _ in range(_MOST_ROUNDS):
        ends_at = _quiet_ends(at, hours)
        if ends_at is None:
            return at
        at = ends_at
    return at


def _quiet_ends(at: datetime, hours: QuietHours) -> datetime | None:
    local = in_copenhagen(at)
    if hours.quiet_weekends and local.weekday() >= _SATURDAY:
        return _on(local.date() + timedelta(days=7 - local.weekday()), time(0, 0))
    begins, ends = hours.quiet_from, hours.quiet_to
    if begins is None or ends is None or begins == ends:
        return None
    clock = local.time()
    inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    return _next(at, ends, folds=(0, 1)) if inside else None


def _next(at: datetime, clock: time, *, folds: Collection[int] = (0,)) -> datetime:
    """The next time that Danish clocks show it, after `at`; with both folds also the second time in an autumn night."""
    today = in_copenhagen(at).date()
    shown = (_on(day, clock.replace(fold=fold)) for day in (today, today + timedelta(days=1)) for fold in folds)
    return min(moment for moment in shown if moment > at)


def _on(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=COPENHAGEN).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class UnitPerson:
    """Somebody of a unit: in which roles, what they chose themselves for one group (None is no choice), and the units
    whose rules are about them: the one that is told, and those of its house where they work."""

    id: int
    roles: frozenset[str]
    chosen: MailWay | None = None
    units: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class NewsRule:
    """Whom of the unit one group of news concerns: a person, those of a role, or (neither) everybody there.

    Without a unit it is about all who are asked for.
    """

    role: str = ""
    person: int | None = None
    way: MailWay = MailWay.NONE
    unit: UUID | None = None

    @property
    def names(self) -> bool:
        """Whether it names somebody, not the whole unit."""
        return bool(self.role) or self.person is not None

    def speaks_of(self, person: UnitPerson) -> bool:
        """Whether it is for the rule's unit to say whether the person is meant."""
        return self.unit is None or self.unit in person.units

    def concerns(self, person: UnitPerson) -> bool:
        """Whether the person is meant."""
        if not self.speaks_of(person):
            return False
        if self.person is not None:
            return self.person == person.id
        return not self.role or self.role in person.roles


def mail_ways(people: Collection[UnitPerson], rules: Collection[NewsRule]) -> dict[int, MailWay]:
    """How each person is told, by id; only those whom the news concerns are in it.

    One's own choice goes before the rule's way. Of whom no unit's rules speak, or only rules that mean nobody who works
    there now, one's own choice alone is asked: a colleague who left never makes a unit deaf.
    """
    alive = {rule.unit for rule in rules if any(rule.concerns(person) for person in people)}
    ways: dict[int, MailWay] = {}
    for person in people:
        spoken = [rule for rule in rules if rule.unit in alive and rule.speaks_of(person)]
        own = [rule for rule in spoken if rule.concerns(person)]
        if own or not spoken:
            way = person.chosen or max((rule.way for rule in own), key=_EAGERNESS.index, default=MailWay.NONE)
            # Where everybody is meant nobody is named: who wants no mail is told as the unit is.
            if way is not MailWay.NONE or any(rule.names for rule in own):
                ways[person.id] = way
    return ways


_EAGERNESS = (MailWay.NONE, MailWay.DIGEST, MailWay.AT_ONCE)
