"""The payment ledger as it stands at a moment: days, amounts, marks, versions (RULES 2c P1–P8; UX §2 item 7)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from discharge.models import JourneyLedger, LedgerCorrection
from discharge.payment.rules.day_claims import DisputedDays, disputed_with
from discharge.payment.rules.day_marks import HOSPITAL, MUNICIPALITY, DayWord, agreed_by, disputed_days, marks_from
from discharge.payment.rules.days import (
    USES,
    DayState,
    Ledger,
    PayableDay,
    PaymentDifference,
    PaymentStatus,
    Rules,
    lapsed,
    ledger,
)
from discharge.payment.rules.ledger_basis import (
    EMPTY,
    Basis,
    agreed_later_on,
    answers_at_from,
    evidence_on,
    payer_from,
    periods_from,
)
from discharge.payment.rules.ledger_versions import Correction, changed_lines
from discharge.payment.rules.tariffs import Tariff, charged_speciality
from discharge.payment.selectors.tariffs import tariff_rules
from discharge.settings.rules.open_points import Choices, DatedChoices
from discharge.settings.selectors import dated_choices
from journeys.domain.calendar.clock import end_of_day, local_date
from journeys.domain.verdicts import Verdict
from journeys.models import Journey
from journeys.selectors.related import one_of_each
from organisations.models import Organisation

_RULE_OF = {"leave": "RULES 2c P4", "terminal": "RULES 2c P7", "no_residence": "RULES 2c P6"}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One day as people see it. `agreed` is true when both parties agreed to the day as it is now."""

    day: PayableDay
    payer: Organisation | None
    marks: tuple[DayWord, ...]
    agreed_by: frozenset[str]
    evidence: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    # Somebody but the hospital says that the waiting is over, or that somebody else pays.
    claimed: bool = False

    @property
    def disputed(self) -> bool:
        """Whether anybody says no, in a mark or by a claim."""
        return bool(self.disputes) or self.claimed

    @property
    def agreed(self) -> bool:
        """Both parties."""
        return self.agreed_by == {HOSPITAL, MUNICIPALITY}

    @property
    def disputes(self) -> tuple[DayWord, ...]:
        """Whose last word is no."""
        return tuple(mark for mark in self.marks if not mark.agreed)

    @property
    def lapsed(self) -> tuple[DayWord, ...]:
        """Who agreed to something that the day is no longer (P8)."""
        return tuple(mark for mark in self.marks if mark.agreed and mark.side not in self.agreed_by)

    @property
    def total_dkk(self) -> Decimal | None:
        """Both amounts, or None when one is missing."""
        region, state = self.day.region_dkk, self.day.state_dkk
        return None if region is None or state is None else region + state


@dataclass(frozen=True, slots=True)
class LedgerVersion:
    """A new version of the calculation: since when, by which events, and which lines it changed (P8)."""

    number: int
    as_of: date
    stated_at: datetime | None
    lines: tuple[PaymentDifference, ...]
    causes: tuple[str, ...]


class LedgerView:
    """The ledger of one journey at `now`; a journey that was never ready has no days."""

    def __init__(
        self,
        journey: Journey,
        *,
        now: datetime,
        stored: JourneyLedger | None,
        corrections: Sequence[LedgerCorrection],
        settled: "Settled",
        house: Collection[str] = (),
    ) -> None:
        """From rows that were read before; nothing is asked of the database here, payers apart.

        `house` holds the ids of the reader's units, who read their own words before anybody else does.
        """
        self.journey, self.now, self.today = journey, now, local_date(now)
        self.basis: Basis = stored.basis if stored else EMPTY
        self.marks: tuple[DayWord, ...] = marks_from(stored.marks, now=now, house=house) if stored else ()
        self.claims: list[dict[str, Any]] = stored.claims if stored else []
        self.exists = stored is not None
        self._settled = settled
        self._corrections = [row for row in corrections if self._stands(row)]

    def _stands(self, row: LedgerCorrection) -> bool:
        """Whether a version holds by now; one that a leave made, from the moment at which it had grown long (P4)."""
        if row.stated_at is not None or row.as_of != self.today:
            return row.as_of <= self.today
        return any(lapsed(period, self.now, self.choices) for period in periods_from(row.after))

    @cached_property
    def choices(self) -> Choices:
        """The answers that the rows were made with: of the first registration that counts."""
        at = answers_at_from(self.basis)
        return self._settled.choices.at(at) if at else self._settled.choices

    @property
    def speciality(self) -> str | None:
        """None while nobody knows: no tariff then."""
        return charged_speciality(self.journey.speciality)

    @cached_property
    def counted(self) -> Ledger:
        """Days and sums by the pure rules."""
        rules = Rules(
            tariffs=self._settled.tariffs,
            choices=self.choices,
            payer_on=payer_from(self.basis),
            disputed=disputed_with(disputed_days(self.marks), self.claims),
        )
        return ledger(periods_from(self.basis), speciality=self.speciality, today=self.today, rules=rules, now=self.now)

    @cached_property
    def lines(self) -> tuple[LedgerLine, ...]:
        """The days, oldest first."""
        return tuple(self._line(day) for day in self.counted.days)

    def _line(self, day: PayableDay) -> LedgerLine:
        claimed = day.why is None and day.date in self._claimed
        return LedgerLine(
            day=day,
            claimed=claimed,
            payer=self._settled.organisations.get(day.payer or ""),
            marks=tuple(mark for mark in self.marks if mark.date == day.date),
            agreed_by=agreed_by(self.marks, day),
            evidence=evidence_on(self.basis, day.period, day.date),
            verdicts=tuple(
                day_verdicts(
                    day,
                    self.choices,
                    claimed=claimed,
                    agreed_later=agreed_later_on(self.basis, day.period, day.date),
                )
            ),
        )

    @cached_property
    def _claimed(self) -> DisputedDays:
        return disputed_with((), self.claims)

    @property
    def is_open(self) -> bool:
        """Whether a period is open, so that a day is added at midnight."""
        waits = [
            period for period in periods_from(self.basis) if period.ended_on is None and period.terminal_on is None
        ]
        return any(not lapsed(period, self.now, self.choices) for period in waits)

    @property
    def status(self) -> PaymentStatus:
        """How good the amounts are."""
        return self.counted.status if self.exists else PaymentStatus.MISSING

    @property
    def total_dkk(self) -> Decimal | None:
        """Nought only when it is known that no day counts."""
        return self.counted.total_dkk if self.exists else None

    @property
    def disputed(self) -> tuple[LedgerLine, ...]:
        """Days on which somebody says no."""
        return tuple(line for line in self.lines if line.disputed)

    @property
    def version(self) -> int:
        """The number of the calculation."""
        return 1 + len(self._corrections)

    @cached_property
    def versions(self) -> tuple[LedgerVersion, ...]:
        """The corrections, newest first."""
        return tuple(self._version(row) for row in reversed(self._corrections))

    def _version(self, row: LedgerCorrection) -> LedgerVersion:
        correction = Correction(
            before_on=row.before_on, as_of=row.as_of, stated_at=row.stated_at, before=row.before, after=row.after
        )
        lines = changed_lines(
            correction, choices=self.choices, speciality=self.speciality, tariffs=self._settled.tariffs
        )
        return LedgerVersion(row.version, row.as_of, row.stated_at, lines, tuple(row.causes))

    def line_on(self, day: date) -> LedgerLine | None:
        """The line of a date."""
        return next((line for line in self.lines if line.day.date == day), None)


@dataclass(frozen=True, slots=True)
class Settled:
    """What all ledgers of a page go by: tariffs, decided open points, the names of the payers."""

    tariffs: Sequence[Tariff]
    choices: DatedChoices
    organisations: Mapping[str, Organisation]


def day_verdicts(
    day: PayableDay, choices: Choices, *, claimed: bool = False, agreed_later: bool = False
) -> Iterable[Verdict]:
    """Why a day counts or not, and what is missing for its amount; 001-88 only where a later discharge was agreed."""
    version = choices.version("2c", USES)
    facts: dict[str, Any] = {"date": day.date.isoformat(), "day_number": day.day_number}
    if day.why is not None:
        source = _RULE_OF.get(day.why.value, "RULES 2b F14")
        yield Verdict(source.split()[-1], source, f"payment.day.{day.why.value}", False, facts, (), version)
        return
    source, said = ("RULES 2c P1; 001-88", ".agreed") if agreed_later else ("RULES 2c P1", "")
    yield Verdict("P1", source, f"payment.day.countable{said}", True, facts, (), version)
    if day.state is DayState.DISPUTED:
        said = "payment.day.claimed" if claimed else "payment.day.disputed"
        yield Verdict("001-85", "RULES 001-85", said, None, {}, (), version)
    if day.payer is None:
        yield Verdict("P6", "RULES 2c P6", "payment.day.payer_unknown", None, {}, ("residence",), version)
    if day.region_dkk is None or day.state_dkk is None:
        yield Verdict("tariff", "RULES 2c", "payment.day.no_tariff", None, facts, ("tariff",), version)


def ledgers_of(journeys: Iterable[Journey], *, now: datetime, house: Collection[UUID] = ()) -> dict[UUID, LedgerView]:
    """The ledgers of some journeys in five queries, however many there are."""
    journeys = list(journeys)
    # Only whoever was ever ready has one.
    stored: dict[UUID, JourneyLedger] = {
        row.pk: row for row in one_of_each(Journey.ledger, {journey.pk: journey for journey in journeys})
    }
    corrections: dict[UUID, list[LedgerCorrection]] = {}
    if stored:
        for row in LedgerCorrection.objects.filter(journey_id__in=list(stored)).order_by("version"):
            corrections.setdefault(row.journey_id, []).append(row)
    settled, readers = _settled(stored.values()), {str(unit) for unit in house}
    return {
        journey.pk: LedgerView(
            journey,
            now=now,
            stored=stored.get(journey.pk),
            corrections=corrections.get(journey.pk, ()),
            settled=settled,
            house=readers,
        )
        for journey in journeys
    }


def ledger_of(journey: Journey, *, now: datetime, house: Collection[UUID] = ()) -> LedgerView:
    """The ledger of one journey as the units of a house read it; one query when it was never ready."""
    return ledgers_of([journey], now=now, house=house)[journey.pk]


def _settled(stored: Iterable[JourneyLedger]) -> Settled:
    homes = {home for row in stored for _since, home in row.basis["payers"] if home}
    stored = list(stored)
    if not stored:
        return Settled((), DatedChoices(), {})
    organisations = {str(row.pk): row for row in Organisation.objects.filter(pk__in=[UUID(home) for home in homes])}
    return Settled(tariff_rules(), dated_choices(), organisations)


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day of one journey in a month's list."""

    journey: Journey
    line: LedgerLine


def month_lines(
    journeys: Iterable[Journey],
    *,
    first: date,
    last: date,
    now: datetime,
    payer: UUID | None = None,
    house: Collection[UUID] = (),
) -> tuple[LedgerDay, ...]:
    """The days of some journeys from `first` to `last`, by date; with `payer` only that municipality's days."""
    journeys = list(journeys)
    found = [
        LedgerDay(view.journey, line)
        for view in ledgers_of(journeys, now=now, house=house).values()
        for line in view.lines
        if first <= line.day.date <= last and (payer is None or line.day.payer == str(payer))
    ]
    return tuple(sorted(found, key=lambda each: (each.line.day.date, str(each.journey.pk))))


def still_to_come(day: date, now: datetime) -> bool:
    """Whether a day is not over yet."""
    return end_of_day(day) > now
