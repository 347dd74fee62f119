"""The versions of a calculation: which statements changed days that had been counted already (RULES 2c P4, P8).

A pure function of what was stated and when it was stated, so that any order of arrival gives the same versions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from discharge.payment.rules.days import PayableDay, PaymentDifference, Rules, differences, ledger
from discharge.payment.rules.ledger_basis import Basis, basis_of, payer_from, periods_from
from discharge.payment.rules.tariffs import Tariff
from discharge.settings.rules.moment import has_ready
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import end_of_day, local_date
from journeys.domain.calendar.long_leave import over_at
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.history import History

_COUNTED = CONTACT_KINDS | {
    EventKind.CANCELLED,
    EventKind.READY_REGISTERED,
    EventKind.REASONS_STATED,
    EventKind.TREATMENT_RESUMED,
    EventKind.TERMINAL_DECLARED,
    EventKind.ADMISSION_DECIDED,
    EventKind.DEPARTURE_STATED,
}
# What can change a day gone by without being late: a reason or a residence that began earlier, a leave grown long, and
# what makes a discharge the leg of a transfer (2i V4).
_REACH_BACK = frozenset(
    {
        EventKind.REASONS_STATED,
        EventKind.TERMINAL_DECLARED,
        EventKind.LEAVE_ENDED,
        EventKind.RESIDENCE_STATED,
        EventKind.DEPARTURE_STATED,
        EventKind.ADMITTED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One new version: the days of `before` as they stood on `before_on`, and of `after` on `as_of`."""

    before_on: date
    as_of: date
    stated_at: datetime | None
    before: Basis
    after: Basis
    causes: tuple[str, ...] = ()

    @property
    def may_differ(self) -> bool:
        """Whether it is worth counting the days: another basis, or another day to look at it from."""
        return self.before_on != self.as_of or self.before != self.after


def corrections_of(history: History, statements: History, *, choices: Choices = DEFAULTS) -> tuple[Correction, ...]:
    """Every version after the first, oldest first; what only carries a period forward makes none."""
    own = [event for event in history.events if event.kind in _COUNTED]
    about = [event for event in statements.events if event.kind is EventKind.RESIDENCE_STATED]
    if not has_ready(own):
        return ()
    story = _Story(own, about, choices)
    found = [story.stated(at) for at in story.moments()] + [story.lapsed(day) for day in story.lapses()]
    changed = [each for each in found if each.may_differ and changed_lines(each, choices=choices)]
    return tuple(sorted(changed, key=lambda each: (each.as_of, each.stated_at is not None, str(each.stated_at))))


@dataclass(frozen=True, slots=True)
class _Story:
    own: Sequence[EventRecord]
    about: Sequence[EventRecord]
    choices: Choices
    # What was known is folded once, however often it is asked for; keyed by how much that was.
    folded: dict[int, Basis] = field(default_factory=dict)

    def moments(self) -> list[datetime]:
        """When something was stated that may change days gone by."""
        first = min(event.stated_at for event in self.own if event.kind is EventKind.READY_REGISTERED)
        return sorted({e.stated_at for e in (*self.own, *self.about) if e.stated_at > first and _may_change(e)})

    def lapses(self) -> list[date]:
        """The days on which a leave would have become long (P4): no event says so."""
        starts = {e.occurred_at for e in self.own if e.kind is EventKind.LEAVE_STARTED}
        return sorted({local_date(over_at(at)) for at in starts})

    def stated(self, at: datetime) -> Correction:
        causes = [event for event in (*self.own, *self.about) if event.stated_at == at]
        return Correction(
            before_on=local_date(at),
            as_of=local_date(at),
            stated_at=at,
            before=self._basis([event for event in (*self.own, *self.about) if event.stated_at < at]),
            after=self._basis([event for event in (*self.own, *self.about) if event.stated_at <= at]),
            causes=tuple(sorted(event.uuid for event in causes)),
        )

    def lapsed(self, day: date) -> Correction:
        known = self._basis([e for e in (*self.own, *self.about) if local_date(e.stated_at) < day])
        started = [
            event.uuid
            for event in self.own
            if event.kind is EventKind.LEAVE_STARTED and local_date(over_at(event.occurred_at)) == day
        ]
        return Correction(
            before_on=day - timedelta(days=1),
            as_of=day,
            stated_at=None,
            before=known,
            after=known,
            causes=tuple(sorted(started)),
        )

    def _basis(self, known: Sequence[EventRecord]) -> Basis:
        """Events become known in the order in which they were stated, so their number says which they are."""
        if len(known) not in self.folded:
            about = [event for event in known if event.kind is EventKind.RESIDENCE_STATED]
            own = [event for event in known if event.kind in _COUNTED]
            self.folded[len(known)] = basis_of(History(own), History(about), choices=self.choices)
        return self.folded[len(known)]


def _may_change(event: EventRecord) -> bool:
    late = local_date(event.occurred_at) < local_date(event.stated_at)
    return late or event.voids_ref is not None or event.kind in _REACH_BACK


def days_of(
    basis: Basis,
    *,
    today: date,
    choices: Choices = DEFAULTS,
    speciality: str | None = None,
    tariffs: Sequence[Tariff] = (),
    now: datetime | None = None,
) -> tuple[PayableDay, ...]:
    """The days of a basis as they stood on a day, at `now` of it."""
    rules = Rules(tariffs=tariffs, choices=choices, payer_on=payer_from(basis))
    return ledger(periods_from(basis), speciality=speciality, today=today, rules=rules, now=now).days


def changed_lines(
    correction: Correction,
    *,
    choices: Choices = DEFAULTS,
    speciality: str | None = None,
    tariffs: Sequence[Tariff] = (),
) -> tuple[PaymentDifference, ...]:
    """The difference lines of a version (P8): days that had been counted, and days that have been added to them."""
    count = partial(days_of, choices=choices, speciality=speciality, tariffs=tariffs)
    # What was stated is compared at that moment; a leave that grew long, with the day on which it did.
    begun, until = correction.stated_at, correction.stated_at or end_of_day(correction.as_of)
    lines = differences(
        count(correction.before, today=correction.before_on, now=begun),
        count(correction.after, today=correction.as_of, now=until),
    )
    return tuple(line for line in lines if line.date < correction.before_on)
