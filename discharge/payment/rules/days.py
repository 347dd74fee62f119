"""What the municipality pays while a ready citizen waits: day by day, with the reason (RULES 2c P1–P8)."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from discharge.payment.rules.tariffs import TARIFFS, Payee, Tariff, tariff_for
from discharge.readiness.rules.waiting import waits_for_municipality
from discharge.settings.rules.moment import long_leave
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import local_date, start_of_day
from journeys.domain.calendar.long_leave import over_at
from journeys.domain.verdicts import Verdict
from organisations.domain.validity import holds_on

USES = ("A5", "A6", "A7", "A10", "A26")


class DayState(StrEnum):
    """Whether a day counts (DESIGN §8)."""

    COUNTABLE = "countable"
    NOT_COUNTABLE = "not_countable"
    DISPUTED = "disputed"


class Why(StrEnum):
    """Why a day does not count."""

    LEAVE = "leave"
    REASON_NOT_MUNICIPAL = "reason_not_municipal"
    # Reasons were stated, and none of them holds on the day.
    NO_REASON_HOLDS = "no_reason_holds"
    NO_RESIDENCE = "no_residence"
    TERMINAL = "terminal"


class PaymentStatus(StrEnum):
    """How good the amounts are."""

    INDICATIVE = "indicative"
    OFFICIAL = "official"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class WaitingDays:
    """One reason to wait, the sector it belongs to, and its days; the last is excluded, None while it lasts."""

    reason: str
    sector: str
    since: date
    until: date | None = None
    primary: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the reason held on a day."""
        return holds_on(day, self.since, self.until)


class Follows(StrEnum):
    """How the period before ended, in the same stay; the day counter may go on from it."""

    LEAVE = "leave"
    RESUMPTION = "resumption"
    # The first one, or that of another stay.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class LeaveSpan:
    """One leave as instants; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyDays:
    """One period of being ready, on Copenhagen days; `ended_on` is the first of discharge, resumption, death (P3)."""

    ready_on: date
    ended_on: date | None = None
    terminal_on: date | None = None
    leaves: tuple[LeaveSpan, ...] = ()
    reasons: tuple[WaitingDays, ...] = ()
    # What it follows: a period that a long leave closed (P4, A26), or one that treatment ended (P5, A6).
    follows: Follows = Follows.RESUMPTION


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableDay:
    """One line of the ledger; an amount is None where no tariff row holds."""

    period: int
    date: date
    day_number: int | None
    state: DayState
    why: Why | None
    payer: str | None
    region_dkk: Decimal | None
    state_dkk: Decimal | None
    official: bool = False


@dataclass(frozen=True, slots=True)
class DaySums:
    """What is charged for some days; a sum is None as soon as one of its amounts is."""

    region_dkk: Decimal | None
    # Gross (RULES 2c).
    state_dkk: Decimal | None
    total_dkk: Decimal | None
    status: PaymentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All days and their sums."""

    days: tuple[PayableDay, ...]
    region_dkk: Decimal | None
    state_dkk: Decimal | None
    total_dkk: Decimal | None
    status: PaymentStatus
    verdicts: tuple[Verdict, ...] = ()

    @property
    def payable(self) -> tuple[PayableDay, ...]:
        """The days that count, disputed ones included: a dispute does not change the registration."""
        return tuple(day for day in self.days if day.state is not DayState.NOT_COUNTABLE)


# The municipality of residence on a day: its id, "" for known to be none in Denmark, None for unknown (P6).
PayerOn = Callable[[date], str | None]


def _unknown_payer(_: date) -> str | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a calculation goes by: tariffs, decided open points, residence and disputed days."""

    tariffs: Sequence[Tariff] = TARIFFS
    choices: Choices = DEFAULTS
    payer_on: PayerOn = _unknown_payer
    disputed: Container[date] = field(default_factory=frozenset)


def ledger(
    periods: Sequence[ReadyDays],
    *,
    speciality: str | None,
    today: date,
    rules: Rules | None = None,
    now: datetime | None = None,
) -> Ledger:
    """The days of all periods. An open period counts the days before today: today is not over yet (P1).

    `now` is the moment of `today` that is asked about, its beginning when it is left out: a leave that lasts has closed
    its period from the very moment at which it has grown long (P4).
    """
    rules = rules or Rules()
    now = now or start_of_day(today)
    days: list[PayableDay] = []
    counter = 0
    for number, each in enumerate(sorted(periods, key=lambda each: each.ready_on), start=1):
        period = _as_of(each, now, rules.choices)
        if _restarts(period, rules.choices):
            counter = 0
        for day in _days(period, today, rules.choices, {line.date for line in days}):
            why = _why_not(period, day, now, rules)
            counter += why is None
            days.append(_line(number, day, counter if why is None else None, why, speciality, rules))
    return _sum(tuple(days), rules)


def _restarts(period: ReadyDays, choices: Choices) -> bool:
    answers = {Follows.LEAVE: choices["A26"] == "restarts", Follows.RESUMPTION: choices["A6"] == "yes"}
    return answers.get(period.follows, True)


def _as_of(period: ReadyDays, now: datetime, choices: Choices) -> ReadyDays:
    """Who has been away so long that the stay is interrupted is no longer ready (P4)."""
    over = [
        max(local_date(over_at(leave.start)), period.ready_on)
        for leave in period.leaves
        if leave.end is None and long_leave(choices).interrupts_at(leave.start, None, now)
    ]
    if not over or period.ended_on is not None or period.terminal_on is not None:
        return period
    return replace(period, ended_on=min(over))


def lapsed(period: ReadyDays, now: datetime, choices: Choices = DEFAULTS) -> bool:
    """Whether a leave that lasts has closed the period by `now`."""
    return _as_of(period, now, choices) != period


def _days(period: ReadyDays, today: date, choices: Choices, counted: Container[date]) -> list[date]:
    """From the day of readiness to the day before the end (P1, P3); a date has one line, however many periods (A5)."""
    ends = [day for day in (period.ended_on, period.terminal_on) if day is not None]
    count = (min(ends, default=today) - period.ready_on).days
    if count == 0 and period.ended_on is not None and period.terminal_on is None and choices["A5"] == "yes":
        count = 1
    days = [period.ready_on + timedelta(days=n) for n in range(count)]
    return [day for day in days if day not in counted]


def _why_not(period: ReadyDays, day: date, now: datetime, rules: Rules) -> Why | None:
    if period.terminal_on is not None and rules.choices["A7"] == "all_void":
        return Why.TERMINAL
    if any(_on_long_leave(leave, day, now, rules.choices) for leave in period.leaves):
        return Why.LEAVE
    holding = [reason for reason in period.reasons if reason.holds_on(day)]
    if not waits_for_municipality((reason.sector for reason in holding), stated=bool(period.reasons)):
        return Why.REASON_NOT_MUNICIPAL if holding else Why.NO_REASON_HOLDS
    return Why.NO_RESIDENCE if rules.payer_on(day) == "" else None


def _on_long_leave(leave: LeaveSpan, day: date, now: datetime, choices: Choices) -> bool:
    """A leave of three times 24 hours is like discharged and admitted again: its days do not count (P4, A10)."""
    # Still away: nobody knows whether it will be long, until so many hours have passed.
    is_long = long_leave(choices).interrupts_at(leave.start, leave.end, now if leave.end is None else leave.end)
    return is_long and local_date(leave.start) <= day and (leave.end is None or day < local_date(leave.end))


def _line(
    period: int, day: date, number: int | None, why: Why | None, speciality: str | None, rules: Rules
) -> PayableDay:
    found = {
        payee: tariff_for(rules.tariffs, speciality=speciality, payee=payee, day_number=number, on=day)
        if number
        else None
        for payee in Payee
    }
    amounts = {payee: row.amount_dkk if row else None for payee, row in found.items()}
    if why is not None:
        amounts = dict.fromkeys(Payee, Decimal(0))
    state = DayState.NOT_COUNTABLE if why else DayState.DISPUTED if day in rules.disputed else DayState.COUNTABLE
    return PayableDay(
        period=period,
        date=day,
        day_number=number,
        state=state,
        why=why,
        payer=rules.payer_on(day) or None,
        region_dkk=amounts[Payee.REGION],
        state_dkk=amounts[Payee.STATE],
        official=all(row is not None and row.official for row in found.values()),
    )


def _total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def sums_of(days: Iterable[PayableDay]) -> DaySums:
    """The sums of those days that count, and how good they are."""
    counted = [day for day in days if day.why is None]
    region = _total([day.region_dkk for day in counted])
    state = _total([day.state_dkk for day in counted])
    total = region + state if region is not None and state is not None else None
    if total is None:
        status = PaymentStatus.MISSING
    else:
        official = bool(counted) and all(day.official for day in counted)
        status = PaymentStatus.OFFICIAL if official else PaymentStatus.INDICATIVE
    return DaySums(region, state, total, status)


def _sum(days: tuple[PayableDay, ...], rules: Rules) -> Ledger:
    sums = sums_of(days)
    counted = [day for day in days if day.why is None]
    return Ledger(
        days=days,
        region_dkk=sums.region_dkk,
        state_dkk=sums.state_dkk,
        total_dkk=sums.total_dkk,
        status=sums.status,
        verdicts=_verdicts(days, counted, sums.status, rules),
    )


def plain_number(amount: Decimal | None) -> int | float | None:
    """An amount as JSON writes it; what is unknown is null."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _verdicts(
    days: Sequence[PayableDay], counted: Sequence[PayableDay], status: PaymentStatus, rules: Rules
) -> tuple[Verdict, ...]:
    version = rules.choices.version("2c", USES)
    said = [Verdict("P1", "RULES 2c P1", "payment.P1", True, {"days": len(counted)}, (), version)]
    for why, rule in (
        (Why.LEAVE, "P4"),
        (Why.TERMINAL, "P7"),
        (Why.NO_RESIDENCE, "P6"),
        (Why.REASON_NOT_MUNICIPAL, "F14"),
        (Why.NO_REASON_HOLDS, "F14"),
    ):
        number = sum(day.why is why for day in days)
        if number:
            source = "RULES 2b F14" if rule == "F14" else f"RULES 2c {rule}"
            said.append(Verdict(rule, source, f"payment.{why}", False, {"days": number}, (), version))
    if status is PaymentStatus.MISSING:
        missing = [day.date.isoformat() for day in counted if None in (day.region_dkk, day.state_dkk)]
        said.append(
            Verdict("tariff", "RULES 2c", "payment.no_tariff", None, {"dates": list(missing)}, ("tariff",), version)
        )
    return tuple(said)


@dataclass(frozen=True, slots=True)
class PaymentDifference:
    """One line that a new version of the calculation changes (P8)."""

    date: date
    before: PayableDay | None
    after: PayableDay | None


def differences(before: Sequence[PayableDay], after: Sequence[PayableDay]) -> tuple[PaymentDifference, ...]:
    """What changed between two versions, by date; nothing is overwritten (P8)."""
    old, new = ({day.date: day for day in days} for days in (before, after))
    return tuple(
        PaymentDifference(day, old.get(day), new.get(day))
        for day in sorted({*old, *new})
        if old.get(day) != new.get(day)
    )
